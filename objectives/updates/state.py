"""The state of a key result as updates see it: its lock, its version, which entries stand, what they
measure."""

import json
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet, Value

from objectives.models import KeyResult, KeyResultState, Update, UpdateQuerySet
from objectives.progress import progress

RECENT = 10
"""Updates kept at hand: what a sparkline draws, and enough to find what stood before."""


def held() -> QuerySet[KeyResultState]:
    """States with their key results, locked until the transaction ends: how each update and undo begins.

    The key result is locked too, and first, as edits of it do: its start and target are what progress is
    counted by.
    """
    return (
        KeyResultState.objects.select_for_update(of=("key_result", "self"), no_key=True)
        .select_related("key_result__objective__cycle", "key_result__objective__owner_unit")
        .annotate(held=Value(True))
    )


def require_lock(state: KeyResultState) -> None:
    if not getattr(state, "held", False) or not connection.in_atomic_block:
        raise RuntimeError("Take the state from held(), inside the transaction: its row is the lock.")


def version(state: KeyResultState) -> str:
    """What a form remembers of the state it showed: the moment of its value. An Undo brings the earlier one
    back."""
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


APPEND = """
WITH u AS (
    INSERT INTO objectives_update (organisation_id, public_id, key_result_id, at, by_id, value, progress, confidence,
                                 note, no_change, request_id, steps, reverts_id)
    VALUES (%(org)s, %(public_id)s, %(key_result)s, %(at)s, %(by)s, %(value)s, %(progress)s, %(confidence)s,
            %(note)s, %(no_change)s, %(request_id)s, %(steps)s, %(reverts)s)
    ON CONFLICT (organisation_id, request_id) DO NOTHING RETURNING id),
s AS (
    UPDATE objectives_keyresultstate
    SET current = %(current)s, progress = %(progress)s, confidence = %(confidence)s, updated_at = %(updated_at)s,
        updated_by_id = %(updated_by)s, streak = %(streak)s
    WHERE organisation_id = %(org)s AND id = %(state)s AND EXISTS (SELECT FROM u)),
c AS (INSERT INTO objectives_change (organisation_id, key_result) SELECT %(org)s, %(key_result)s FROM u)
SELECT id FROM u
"""


def append(update: Update, state: KeyResultState) -> bool:
    """Write an update, the state after it and the note for the roll-up (objectives/rollup/log.py); False, and
    nothing written, if its request was carried out already.

    One statement instead of four: this is the write that a whole company does on Monday morning. `state`
    differs from the update only where an Undo brings an older moment back. Call while holding the row lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            APPEND,
            {
                "org": update.organisation_id,
                "public_id": update.public_id,
                "key_result": update.key_result_id,
                "at": update.at,
                "by": update.by_id,
                "value": update.value,
                "progress": state.progress,
                "confidence": state.confidence,
                "note": update.note,
                "no_change": update.no_change,
                "request_id": update.request_id,
                "steps": None if update.steps is None else json.dumps(update.steps),
                "reverts": update.reverts_id,
                "current": state.current,
                "updated_at": state.updated_at,
                "updated_by": state.updated_by_id,
                "streak": state.streak,
                "state": state.pk,
            },
        )
        row = cursor.fetchone()
    if row is not None:
        update.pk = row[0]
        update._state.adding = False
    return row is not None
