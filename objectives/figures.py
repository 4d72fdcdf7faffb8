"""What each component of the interface is given: one dataclass a partial, so that views and templates meet in types.

Words arrive formatted (objectives.formats, organisations.dates), figures as millionths or whole points; templates
only place them. templates/components/<name>.html says which of these it takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from objectives import formats
from objectives.charts.bars import SumBar
from objectives.charts.scale import Scale
from objectives.progress import PACE, PaceTable, distance, unclamped, value_at
from organisations.numbers import share

LinkKind = Literal["direct", "indirect", "proposed"]


# Scales from values and from rolled-up figures --------------------------------------------------------------------


def value_scale(
    *,
    name: str,
    start: Decimal | None,
    target: Decimal,
    current: Decimal | None,
    expected: int | None,
    measure: formats.Measure,
    locale: str,
    previous: Decimal | None = None,
    hold: bool = False,
    waiting: str = "",
    early: bool = False,
    table: PaceTable = PACE,
) -> Scale:
    """The scale of a key result. Without a start or a value it shows what it waits for, never 0%."""

    def words(value: Decimal) -> str:
        return formats.plain(value, measure, locale)

    if start is None or current is None:
        return Scale(
            name=name,
            waiting=waiting or "No value yet",
            target=words(target),
            start="" if start is None else words(start),
        )
    return Scale(
        name=name,
        progress=unclamped(start, target, current),
        expected=expected,
        value=words(current),
        start=words(start),
        target=words(target),
        today="" if expected is None or hold else words(round(value_at(start, target, expected), 1)),
        previous=None if previous is None else unclamped(start, target, previous),
        hold=hold,
        early=early,
        table=table,
    )


def share_scale(
    *,
    name: str,
    progress: int | None,
    expected: int | None,
    locale: str,
    early: bool = False,
    table: PaceTable = PACE,
    waiting: str = "",
) -> Scale:
    """The scale of an objective or a unit: 0 to 100 %, or "No data yet"."""
    if progress is None:
        return Scale(name=name, waiting=waiting or "No data yet")
    return Scale(
        name=name,
        progress=progress,
        expected=expected,
        value=share(progress, locale),
        start=share(0, locale),
        target=share(1_000_000, locale),
        today="" if expected is None else share(expected, locale),
        early=early,
        table=table,
    )


# Alignment --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One link upwards: how, to whose objective, which one. Middle steps of a trail leave the title out."""

    kind: LinkKind
    unit: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Trail:
    """components/trail.html: where an objective leads, one step a unit; first and last are named in full."""

    steps: Sequence[Step]

    @property
    def last(self) -> Step:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Lead:
    """An objective of mine (or of the person met) that leads to a corporate one."""

    kind: LinkKind
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CorporateLine:
    """components/corpline.html: one corporate objective in one row, and which of whose objectives lead there."""

    title: str
    url: str
    explain_url: str
    scale: Scale
    leads: Sequence[Lead] = ()
    whose: str = "yours"

    @property
    def points(self) -> int | None:
        if self.scale.progress is None or self.scale.expected is None:
            return None
        return distance(self.scale.progress, self.scale.expected)


@dataclass(frozen=True, slots=True)
class Proposed:
    """components/proposed.html: a direct link that waits. With `accept_url` it waits for the reader, else for `waits_for`."""

    title: str
    url: str
    asker: str
    unit: str
    since: str
    weight: int = 1
    before: str = ""
    after: str = ""
    accept_url: str = ""
    effect_url: str = ""
    waits_for: str = ""
    person: object | None = None


# The key result row ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long a key result has been silent: state (fresh, pending, overdue, missed, away) and words, "Due Thu"."""

    state: str
    words: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an update moved: the furthest objective up the chain that moved by 0.1 points, and by how much."""

    kind: LinkKind
    title: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposed fix as a button that sends the form: "Use 59" with value 59, "Keep 5.9" with confirmed 1."""

    words: str
    name: str
    value: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Someone saved first: what stands now, and what the reader typed. Neither is lost."""

    by: str
    when: str
    theirs: str
    theirs_confidence: str
    mine: str
    version: str


@dataclass(frozen=True, slots=True)
class UpdateForm:
    """The open row's form: where it goes, what stands in its fields, what was wrong with them."""

    action: str
    value: str
    affix: str
    request_id: str
    version: str = ""
    confidence: str = ""
    note: str = ""
    error: str = ""
    error_field: Literal["value", "confidence", "note"] = "value"
    offers: Sequence[Offer] = ()
    cancel_url: str = ""
    no_change: bool = True
    note_hint: str = "What changed, in one line?"
    conflict: Conflict | None = None
    here: str = ""
    steps: Sequence[tuple[str, str, bool]] = ()


@dataclass(frozen=True, slots=True)
class KeyResultRow:
    """components/kr_row.html: a key result in a list. With a form it is open; `saved` folds it; else it is read only."""

    id: str
    title: str
    url: str
    scale: Scale
    when: str = ""
    trend: Sequence[Decimal] = ()
    falling: bool = False
    fresh: Freshness | None = None
    change: str = ""
    since: str = "this week"
    now: str = ""
    confidence: str = ""
    flag: str = ""
    note: str = ""
    form: UpdateForm | None = None
    saved: bool = False
    edit_url: str = ""
    moved: Moved | None = None
    moved_url: str = ""
    owner: object | None = None
    no_owner: bool = False
    ask_url: str = ""
    benchmark: bool = False
    focus: bool = False


# The arithmetic ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detail:
    """One line inside a contributor: what made its figure. A sum's line, or a quarter with its share of the year."""

    words: str
    figure: str
    note: str = ""
    url: str = ""
    total: bool = False
    mean: str = ""
    share: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Contributor:
    """One row of an arithmetic. `kind` key_result, direct or quarters; figures formatted to tenths."""

    letter: str
    kind: str
    title: str
    url: str
    weight: int
    progress: str
    product: str
    adds: str
    note: str = ""
    expected: str = ""
    points: int | None = None
    hold: bool = False
    frozen: bool = False
    details: Sequence[Detail] = ()
    details_words: str = ""

    @property
    def quarters(self) -> bool:
        return any(detail.mean for detail in self.details)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Something below a figure that is not in it, and why: waiting, terminated, proposed, indirect."""

    kind: str
    title: str
    url: str
    why: str
    tag: str = ""
    tone: str = ""
    accept_url: str = ""
    decline_url: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """components/arith.html: how a rolled-up figure comes about. Everything adds up exactly as shown."""

    title: str
    url: str
    figure: str
    sentence: str
    rows: Sequence[Contributor]
    bar: SumBar | None = None
    expected: str = ""
    points: int | None = None
    weights: int = 0
    products: str = ""
    held_back: str = ""
    held_back_url: str = ""
    held_back_points: str = ""
    not_counted: Sequence[NotCounted] = ()
    as_of: datetime | None = None
    pending: str = ""
    text: str = ""


# Smaller ones ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """components/timeline.html: who did what, before and after, why, when, who was told. Newest first."""

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
    """components/dates.html: one date of a series: planned, moved (with where from) or skipped (with why)."""

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
    """components/dry_row.html: one row of an import: to mend (cells, why, offers) or mended (what it became)."""

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
