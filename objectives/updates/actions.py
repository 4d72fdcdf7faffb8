"""Giving a key result a value.

An update is appended, never overwritten; the key result's state is the newest standing one. Both and the note
for the roll-up are written in one statement, under the lock that `held` takes.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from objectives.models import Confidence, KeyResult, KeyResultState, Measure, Milestone, Update
from objectives.updates.baseline import set_start
from objectives.updates.plausibility import Implausible, implausible
from objectives.updates.rules import why_no_value
from objectives.updates.state import append, held, measured, require_lock, version
from organisations.models import Membership, Organisation
from organisations.refusals import Refused, Stale

__all__ = ["Asked", "Entry", "Recorded", "held", "record_update", "version"]

IN_A_ROW = 2
"""How often No change passes without a sentence (docs/rules.md §5)."""

_MICRO = Decimal("0.000001")


class Asked(Refused):
    """A value that passes with the person's yes: far outside the range (`doubt`), or, without a doubt, a
    first value above the target, which either is met already or shows that less is better. Nothing was
    written."""

    def __init__(self, value: Decimal, doubt: Implausible | None) -> None:
        super().__init__("Is this right?", field="value")
        self.value, self.doubt = value, doubt


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person says of a key result. Without a value it is No change; `steps` are the milestones ticked.

    Steps are public ids. `seen` is the state's version the form showed (None: do not compare), `sure` the yes
    to a doubt, `met` the yes to "does the first value meet the target already".
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
    """The update and the state after it; `repeated` when it was there already, `needs_target` when a first
    value met the target."""

    update: Update
    state: KeyResultState
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
) -> Recorded:
    """A dated entry of a key result, and its state after it. Call with a state from `held`.

    A repeated request id returns the first row and changes nothing. Raises Refused with a sentence, and Stale
    when the form showed an older state.
    """
    require_lock(state)
    try:
        kept = _judged(entry, state)
    except (Refused, Stale):
        # A retry finds the world as its first attempt left it: a newer state, one more No change.
        if first := Update.objects.filter(request_id=request_id, key_result=state.key_result).first():
            return Recorded(first, state, repeated=True)
        raise
    with transaction.atomic(savepoint=False):
        return _record(state, by, organisation, now, request_id, kept)


def _record(
    state: KeyResultState,
    by: Membership,
    organisation: Organisation,
    now: datetime,
    request_id: UUID,
    entry: Entry,
) -> Recorded:
    key_result, needs_target = state.key_result, False
    steps = _tick(key_result, entry, now)
    value = _value(entry, steps, state)
    if key_result.start is None and value is not None and not entry.no_change:
        needs_target = not set_start(
            key_result=key_result, value=value, met=entry.met, by=by, organisation=organisation, now=now
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
    )
    state.current, state.progress, state.confidence = value, update.progress, entry.confidence
    state.updated_at, state.updated_by = now, by
    state.streak = state.streak + 1 if entry.no_change else 0
    if append(update, state):
        return Recorded(update, state, needs_target=needs_target)
    first = Update.objects.get(request_id=request_id)
    if first.key_result_id != key_result.pk:
        raise Refused("This form was sent already, for another key result. Reload the page.", field="value")
    state.refresh_from_db()
    return Recorded(first, state, repeated=True)


# Judging --------------------------------------------------------------------------------------------------


def _judged(entry: Entry, state: KeyResultState) -> Entry:
    """The entry as it is kept: No change where nothing new is said. Refused, Stale or Asked where it is
    not."""
    key_result = state.key_result
    if sentence := why_no_value(key_result):
        raise Refused(sentence, field="value")
    if entry.seen is not None and entry.seen != version(state):
        raise Stale(state)
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
    found = implausible(value, start=key_result.start, target=key_result.target, current=state.current)
    if found is not None:
        raise Asked(value, found)


# Reading and writing --------------------------------------------------------------------------------------


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
