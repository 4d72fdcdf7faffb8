"""Ending before the due date: a key result with a reason, an objective with a reason and a lesson."""

from datetime import datetime

from django.db import transaction

from objectives.changes.actions import require_change, require_going
from objectives.display.history_words import quoted
from objectives.editing.recording import (
    lock_key_result,
    lock_objective,
    note_around,
    require_reason,
    save,
    to_tell,
    today,
    write_down,
)
from objectives.models import KeyResult, Objective, ObjectiveState
from organisations.models import Membership
from organisations.refusals import Refused


def terminate_key_result(
    *, key_result: KeyResult, reason: str, by: Membership, now: datetime, version: int | None = None
) -> KeyResult:
    """It leaves the mean at once, even below three ("2 of 3 left"); its change so far stays in sums, frozen.

    Its place is free for another.
    """
    with transaction.atomic():
        row = lock_key_result(key_result, version=version, typed={"reason": reason})
        require_going(row)
        require_change(by, row.objective)
        row.reason = require_reason(reason)
        row.terminated_at, row.slot = now, None
        save(row, "terminated_at", "slot", "reason")
        write_down(
            objective=row.objective,
            key_result=row,
            act="key_result_terminated",
            before=row.title,
            reason=row.reason,
            by=by,
            at=now,
            told=to_tell(row.objective, by),
        )
        note_around(row.objective)
    return row


def terminate_objective(
    *,
    objective: Objective,
    reason: str,
    lesson: str,
    by: Membership,
    now: datetime,
    replaced_by: Objective | None = None,
    version: int | None = None,
) -> Objective:
    """It ends today, with why and what was learnt; its slot is free, and it leaves every mean at once."""
    typed = {"reason": reason, "lesson": lesson, "replaced_by": replaced_by}
    with transaction.atomic():
        row = lock_objective(objective, version=version, typed=typed)
        require_change(by, row)
        if replaced_by is not None and replaced_by.pk == row.pk:
            raise Refused("An objective does not replace itself.", field="replaced_by")
        told = to_tell(row, by)
        row.reason = require_reason(reason)
        row.lesson = require_reason(lesson, "lesson", "Say what was learnt, in a sentence.")
        row.state, row.slot, row.ended_on = ObjectiveState.TERMINATED, None, today(by.organisation, now)
        row.replaced_by = replaced_by
        save(row, "state", "slot", "ended_on", "reason", "lesson", "replaced_by")
        instead = f"replaced by {quoted(replaced_by.title)}" if replaced_by else ""
        write_down(
            objective=row, act="terminated", after=instead, reason=row.reason, by=by, at=now, told=told
        )
        note_around(row)
    return row
