"""The key result row in each of its states: open with a form, refused, in conflict, saved, read only,
nobody's."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from objectives.display.charts.scale import Scale
from objectives.display.links import LinkKind


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long a key result has been silent: state (fresh, pending, overdue, missed, away) and words, "Due
    Thu"."""

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
    """components/kr_row.html: a key result in a list. With a form it is open; `saved` folds it; else it is
    read only."""

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
