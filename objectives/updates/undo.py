"""Taking a value back: a reverting entry is appended, and everything is again what it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from objectives.editing.definition import first_state
from objectives.models import KeyResult, KeyResultState, Milestone, Update
from objectives.updates.actions import Recorded
from objectives.updates.baseline import take_start_back
from objectives.updates.rules import why_no_value
from objectives.updates.state import RECENT, append, measured, require_lock, standing
from organisations.models import Membership
from organisations.refusals import Refused

UNDO_FOR = timedelta(minutes=10)


def undo_update(
    *,
    state: KeyResultState,
    public_id: str,
    by: Membership,
    now: datetime,
    request_id: UUID,
) -> Recorded:
    """Take the newest update back: a reverting entry is appended and the state is again what it was before.

    Only who gave it, within ten minutes, while nothing newer stands; else Refused. Done twice, it is done
    once.
    """
    require_lock(state)
    key_result = state.key_result
    newest = list(standing(key_result)[: RECENT + 1])
    undone = Update.objects.filter(key_result=key_result, reverts__public_id=public_id).first()
    if undone is not None:
        return Recorded(undone, state, repeated=True)
    if not newest or newest[0].public_id != public_id:
        raise Refused("Somebody gave a newer value, so this one can no longer be undone.", field="value")
    mistake, earlier = newest[0], newest[1:]
    if mistake.by_id != by.pk:
        raise Refused("Only who gave a value can undo it.", field="value")
    if now - mistake.at > UNDO_FOR:
        raise Refused("A value can be undone for ten minutes. Give the right one instead.", field="value")
    if sentence := why_no_value(key_result):
        raise Refused(sentence, field="value")
    with transaction.atomic(savepoint=False):
        take_start_back(key_result=key_result, given=mistake, earlier=earlier, by=by, now=now)
        before = earlier[0] if earlier else None
        _tick_as(key_result, before, mistake)
        _return(state, before, streak=_streak(earlier))
        update = Update(
            key_result=key_result,
            at=now,
            by=by,
            value=before.value if before else None,
            progress=state.progress,
            confidence=state.confidence,
            request_id=request_id,
            reverts=mistake,
            steps=before.steps if before else None,
        )
        if not append(update, state):
            raise Refused(
                "This form was sent already, for another key result. Reload the page.", field="value"
            )
    return Recorded(update, state)


def _tick_as(key_result: KeyResult, before: Update | None, mistake: Update) -> None:
    """The milestones as an earlier update left them (None: as before the first one)."""
    if mistake.steps is None:
        return
    done = set(before.steps or ()) if before else set()
    for each in Milestone.objects.filter(key_result=key_result):
        if (each.pk in done) != (each.done_at is not None):
            each.done_at = before.at if before and each.pk in done else None
            each.save(update_fields=["done_at"])


def _return(state: KeyResultState, before: Update | None, *, streak: int) -> None:
    """The state says what it said before: the earlier update's value and moment, or that there was none."""
    if before:
        state.current, state.progress = before.value, measured(state.key_result, before.value)
    else:
        state.current, state.progress = first_state(state.key_result)
    state.confidence = before.confidence if before else ""
    state.updated_at = before.at if before else None
    state.updated_by_id = before.by_id if before else None
    state.streak = streak


def _streak(newest_first: Sequence[Update]) -> int:
    """How many No change answers in a row end here."""
    count = 0
    for each in newest_first:
        if not each.no_change:
            break
        count += 1
    return count
