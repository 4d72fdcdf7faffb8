"""Benchmark first: the first value of a key result that nobody had measured sets its start.

If that value meets the target already, it is kept, the start stays unset and the key result unmeasured, until
somebody sets a new target: a start that equals its target is refused by the database, and one past it would
turn the key result round. Which way is better is not known before the start is, so a first value above the
target is asked about once.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from objectives.display.history_words import in_words
from objectives.models import HistoryEntry, KeyResult, Update
from organisations.models import Membership, Organisation


def set_start(
    *,
    key_result: KeyResult,
    value: Decimal,
    met: bool,
    by: Membership,
    organisation: Organisation,
    now: datetime,
) -> bool:
    """Start from this value on the organisation's day of `now`; False where it meets the target already.

    Call while holding the key result's row lock.
    """
    if met or value == key_result.target:
        _tell(key_result, "first_value_meets_target", value, by, now)
        return False
    key_result.start = value
    key_result.baseline_on = now.astimezone(organisation.zone).date()
    _save(key_result)
    _tell(key_result, "baseline_set", value, by, now)
    return True


def take_start_back(
    *,
    key_result: KeyResult,
    given: Update,
    earlier: Sequence[Update],
    by: Membership,
    now: datetime,
) -> None:
    """Unset the start again, if it was the undone value that set it."""
    set_by_it = given.progress is not None and all(each.progress is None for each in earlier)
    if key_result.baseline_on is None or not set_by_it or key_result.start != given.value:
        return
    start, key_result.start, key_result.baseline_on = key_result.start, None, None
    _save(key_result)
    _tell(key_result, "baseline_undone", start, by, now)


def _save(key_result: KeyResult) -> None:
    key_result.version += 1
    key_result.save(update_fields=["start", "baseline_on", "version"])


def _tell(
    key_result: KeyResult,
    act: str,
    value: Decimal | None,
    by: Membership,
    now: datetime,
) -> None:
    HistoryEntry.objects.create(
        objective=key_result.objective,
        key_result=key_result,
        at=now,
        by=by,
        act=act,
        after=in_words(value, key_result),
    )
