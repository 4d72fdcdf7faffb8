"""What was said of a key result over time. Updates belong to the check-in's rhythm, so checkins provides them
here; this app reads them without knowing where they come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from objectives.models import KeyResult
from organisations.models import Membership


@dataclass(frozen=True, slots=True)
class Reading:
    """One value that somebody gave: undone ones are left out."""

    at: datetime
    by: Membership | None
    value: Decimal | None
    confidence: str
    note: str
    no_change: bool


Source = Callable[[KeyResult], Sequence[Reading]]
_source: list[Source] = []


def register(source: Source) -> None:
    """Tell where readings come from; called once, when checkins is ready."""
    _source[:] = [source]


def readings(key_result: KeyResult) -> Sequence[Reading]:
    """Every standing reading of a key result, oldest first."""
    return _source[0](key_result) if _source else []
