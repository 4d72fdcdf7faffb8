"""Giving a key result a value.

An update is appended, never overwritten; the key result's state is the newest standing one. Both and the note for
the roll-up are written in one transaction, under the lock that `held` takes, in three statements.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from checkins.actions.baselines import set_start
from checkins.actions.state import RECENT, WRITTEN, held, insist, measured, standing, version
from checkins.doubts import Doubt, doubt
from checkins.models import CheckIn, Update
from checkins.permissions import why_no_value
from objectives import changes
from objectives.models import Confidence, KeyResult, KeyResultState, Measure, Milestone
from organisations.models import Membership, Organisation
from organisations.refusals import Refused

__all__ = ["Asked", "Entry", "Newer", "Recorded", "held", "record_update", "version"]

IN_A_ROW = 2
"""How often No change passes without a sentence (product.md §5)."""

_MICRO = Decimal("0.000001")


class Asked(Refused):
    """A value that passes with the person's yes: far outside the range (`doubt`), or, without a doubt, a first value
    above the target, which either is met already or shows that less is better. Nothing was written."""

    def __init__(self, value: Decimal, doubt: Doubt | None) -> None:
        super().__init__("Is this right?", field="value")
        self.value, self.doubt = value, doubt


class Newer(Exception):
    """Somebody gave a value since the form was opened; `state` is what stands now. Nothing was written."""

    def __init__(self, state: KeyResultState) -> None:
        super().__init__("Somebody gave a value since this form was opened.")
        self.state = state


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says of a key result. Without a value it is No change; `steps` are the milestones ticked.

    Steps are public ids. `seen` is the state's version the form showed (None: do not compare), `sure` the yes to a doubt, `met` the yes to
    "does the first value meet the target already".
    """

    value: Decimal | None = None
    steps: Collection[str] | None = None
    confidence: str = ""
    note: str = ""
    no_change: bool = False
    seen: str | None = None
    sure: bool = False
    met: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """The update, the state after it and the updates before it, newest first; `repeated` when it was there already."""

    update: Update
    state: KeyResultState
    earlier: Sequence[Update] = field(default_factory=tuple)
    repeated: bool = False
    needs_target: bool = False


def record_update(
    *,
    state: KeyResultState,
    by: Membership,
    organisation: Organisation,
    now: datetime,
    request_id: UUID,
    entry: Entry,
    check_in: CheckIn | None = None,
) -> Recorded:
    """A dated entry of a key result, and its state after it. Call with a state from `held`.

    A repeated request id returns the first row and changes nothing. Raises Refused with a sentence, and Newer when
    the form showed an older state. `check_in` marks a value that the manager gave inside the 1-on-1.
    """
    insist(state)
    earlier, first = _recent(state.key_result, request_id)
    if first is not None:
        if first.key_result_id != state.key_result_id:
            raise Refused(
                "This form was sent already, for another key result. Reload the page.", field="value"
            )
        return Recorded(
            first,
            state,
            [each for each in earlier if each.pk != first.pk],
            repeated=True,
        )
    key_result = state.key_result
    if sentence := why_no_value(key_result):
        raise Refused(sentence, field="value")
    if entry.seen is not None and entry.seen != version(state):
        raise Newer(state)
    entry = _judged(entry, state)
    with transaction.atomic(savepoint=False):
        steps = _tick(key_result, entry, now)
        value = _value(entry, steps, state)
        needs_target = False
        if key_result.start is None and value is not None and not entry.no_change:
            needs_target = not set_start(
                key_result=key_result,
                value=value,
                met=entry.met,
                by=by,
                organisation=organisation,
                now=now,
            )
        update = Update(
            key_result=key_result,
            at=now,
            by=by,
            value=value,
            progress=measured(key_result, value),
            confidence=entry.confidence,
            note=entry.note,
            no_change=entry.no_change,
            request_id=request_id,
            steps=steps,
            in_check_in=check_in,
        )
        update.save(force_insert=True)
        _follow(state, update, streak=state.streak + 1 if entry.no_change else 0)
        changes.note(key_results=[key_result.pk])
    return Recorded(update, state, earlier, needs_target=needs_target)


# Judging --------------------------------------------------------------------------------------------------


def _judged(entry: Entry, state: KeyResultState) -> Entry:
    """The entry as it is kept, or Refused: No change where nothing is said, a sentence at the third, doubts."""
    key_result = state.key_result
    confidence = entry.confidence or state.confidence
    if confidence not in Confidence.values:
        raise Refused("Choose on track, at risk or off track.", field="confidence")
    value = entry.value
    if value is not None:
        value = value.quantize(_MICRO)
    same = entry.no_change or (
        entry.steps is None and value == state.current and confidence == state.confidence and not entry.note
    )
    if same:
        if state.current is None:
            raise Refused("There is no value yet to keep. Give the first one.", field="value")
        if state.streak >= IN_A_ROW and not entry.note:
            raise Refused(
                "No change for the third time in a row. What keeps it there, in one line?", field="note"
            )
        return Entry(confidence=state.confidence, note=entry.note, no_change=True)
    if not confidence:
        raise Refused("How confident are you? Choose one.", field="confidence")
    if key_result.measure != Measure.MILESTONES:
        if value is None:
            raise Refused("Type a number, or choose No change.", field="value")
        if not entry.sure and not entry.met:
            _ask(value, state)
    return Entry(
        value=value,
        steps=entry.steps,
        confidence=confidence,
        note=entry.note,
        met=entry.met,
    )


def _ask(value: Decimal, state: KeyResultState) -> None:
    """Refuse, for once, a value far outside the range, or a first value past the target."""
    key_result = state.key_result
    if key_result.start is None:
        if value > key_result.target:
            raise Asked(value, None)
        return
    found = doubt(value, start=key_result.start, target=key_result.target, current=state.current)
    if found is not None:
        raise Asked(value, found)


# Reading and writing --------------------------------------------------------------------------------------


def _recent(key_result: KeyResult, request_id: UUID) -> tuple[list[Update], Update | None]:
    """The newest standing updates, newest first, and the one this request made already; one statement."""
    rows = standing(key_result)[:RECENT].union(Update.objects.filter(request_id=request_id))
    found = sorted(rows, key=lambda row: (row.at, row.pk), reverse=True)
    first = next((row for row in found if row.request_id == request_id), None)
    return [row for row in found if row.key_result_id == key_result.pk and row.reverts_id is None], first


def _value(entry: Entry, steps: list[int] | None, state: KeyResultState) -> Decimal | None:
    if entry.no_change:
        return state.current
    return Decimal(len(steps)) if steps is not None else entry.value


def _tick(key_result: KeyResult, entry: Entry, now: datetime) -> list[int] | None:
    """The milestones done after this entry, ticked and unticked as it says; None for other measures."""
    if key_result.measure != Measure.MILESTONES:
        return None
    steps = list(Milestone.objects.filter(key_result=key_result))
    if not entry.no_change:
        for each in steps:
            if (each.public_id in (entry.steps or ())) == (each.done_at is not None):
                continue
            each.done_at = None if each.done_at else now
            each.save(update_fields=["done_at"])
    return [each.pk for each in steps if each.done_at]


def _follow(state: KeyResultState, update: Update, *, streak: int) -> None:
    """The state says what this update says."""
    state.current, state.progress, state.confidence = (
        update.value,
        update.progress,
        update.confidence,
    )
    state.updated_at, state.updated_by, state.streak = update.at, update.by, streak
    state.save(update_fields=WRITTEN)
