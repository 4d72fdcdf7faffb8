"""Smaller ones: history, toasts, the coach, steps, dates of a series, rows of an import."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposed fix as a button that sends the form: "Use 59" with value 59, "Keep 5.9" with confirmed 1."""

    words: str
    name: str
    value: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """objectives/display/timeline.html: who did what, before and after, why, when, who was told. Newest first."""

    who: str
    did: str
    when: str
    person: object | None = None
    icon: str = ""
    before: str = ""
    after: str = ""
    before_confidence: str = ""
    after_confidence: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Toast:
    """components/toast.html: what was done, in a few words, and its Undo."""

    words: str
    undo_url: str = ""
    undo_target: str = ""
    undo_fields: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One item of the quality coach: state ok, fix or needed; a link to the field it speaks of."""

    state: Literal["ok", "fix", "needed"]
    title: str
    line: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step of a sequence (first run, import): done, now or later."""

    state: Literal["done", "now", "later"]
    title: str
    line: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class MeetingDate:
    """checkins/series/dates.html: one date of a series: planned, moved (with where from) or skipped (with why)."""

    weekday: str
    day: int
    month: str
    times: str
    line: str
    state: Literal["planned", "moved", "skipped"] = "planned"
    was: str = ""
    url: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class DryCell:
    """A wrong field of an imported row."""

    name: str
    label: str
    value: str
    bad: bool = True


@dataclass(frozen=True, slots=True)
class DryRow:
    """organisations/imports/dry_row.html: one row of an import: to mend (cells, why, offers) or mended (what it
    became)."""

    number: int
    title: str
    line: str
    action: str
    cells: Sequence[DryCell] = field(default_factory=tuple)
    why: str = ""
    offers: Sequence[Offer] = field(default_factory=tuple)
    mended: str = ""
    was: str = ""
    first: bool = False
