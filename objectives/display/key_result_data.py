"""What the row of a key result is drawn from, and the parts of what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from objectives.display.links import LinkKind
from objectives.display.urls import objective_address
from organisations.display.reader import Reader
from organisations.models import Organisation


@dataclass(frozen=True)
class RowContext:
    """For whom rows are written: the organisation's pace table and addresses, the reader's numbers and day."""

    organisation: Organisation
    reader: Reader

    def objective_url(self, public_id: str) -> str:
        return objective_address(self.organisation, public_id)


@dataclass(frozen=True, slots=True)
class ValuePoint:
    """A value that somebody gave and nobody undid; `value` is None before the first one was measured."""

    at: datetime
    value: Decimal | None
    note: str = ""
    confidence: str = ""
    progress: int | None = None


@dataclass(frozen=True, slots=True)
class UpdateWindow:
    """The check-ins around now, for one key result: `previous` has begun, `due` asks for the next value.

    `freshness` is fresh, pending, overdue or missed (docs/rules.md §5).
    """

    previous: datetime | None
    due: datetime | None
    freshness: str


@dataclass(frozen=True)
class KeyResultData:
    """What a page fetched about one key result: its values, newest first, and its update window, which it has
    while somebody is asked for a value."""

    points: Sequence[ValuePoint] = ()
    window: UpdateWindow | None = None


NO_DATA = KeyResultData()
"""Of a page that fetched nothing beside its key results."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How long a key result has been silent: the state (pending, overdue, missed, away) and words, "Due Thu"."""

    state: str
    words: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What an update moved: the furthest objective up the chain that moved by 0.1 points, and by how much."""

    kind: LinkKind
    title: str
    url: str
    words: str
