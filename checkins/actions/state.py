"""The state of a key result as updates see it: its lock, its version, which entries stand, what they measure."""

from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet, Value

from checkins.models import Update, UpdateQuerySet
from objectives.models import KeyResult, KeyResultState
from objectives.progress import progress

WRITTEN = ["current", "progress", "confidence", "updated_at", "updated_by", "streak"]
"""What updates write of a state; its window belongs to the rhythm."""

RECENT = 10
"""Updates kept at hand: what a sparkline draws, and enough to find what stood before."""


def held() -> QuerySet[KeyResultState]:
    """States with their key results, locked until the transaction ends: how each update and undo begins.

    The key result is locked too, and first, as edits of it do: its start and target are what progress is counted by.
    """
    return (
        KeyResultState.objects.select_for_update(of=("key_result", "self"), no_key=True)
        .select_related(
            "key_result__objective__cycle",
            "key_result__objective__owner_unit",
            "key_result__objective__figure",
            "key_result__accountable",
            "key_result__figure",
            "updated_by",
        )
        .annotate(held=Value(True))
    )


def insist(state: KeyResultState) -> None:
    if not getattr(state, "held", False) or not connection.in_atomic_block:
        raise RuntimeError("Take the state from held(), inside the transaction: its row is the lock.")


def version(state: KeyResultState) -> str:
    """What a form remembers of the state it showed: the moment of its value. An Undo brings the earlier one back."""
    return "" if state.updated_at is None else f"{state.updated_at:%Y%m%d%H%M%S%f}"


def standing(key_result: KeyResult) -> UpdateQuerySet:
    """A key result's updates without undone ones, newest first."""
    rows: UpdateQuerySet = Update.objects.filter(key_result=key_result).standing()
    return rows.order_by("-at", "-id")


def measured(key_result: KeyResult, value: Decimal | None) -> int | None:
    """Millionths of the way, clamped; None while the key result has no start, or no value."""
    if value is None or key_result.start is None:
        return None
    return progress(key_result.start, key_result.target, value)
