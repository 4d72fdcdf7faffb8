"""What is active changes with a reason, and the change stands in the history for good."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Unpack

from django.db import transaction

from objectives.display.history_words import day, in_words, listed, name_of
from objectives.editing.definition import (
    Definition,
    measure_anew,
    require_accountable,
    require_dates,
    require_numbers,
    require_sum_makes_sense,
    require_title,
    require_weight,
)
from objectives.editing.key_results import make_key_results, require_ambition
from objectives.editing.limits import free_slot
from objectives.editing.recording import (
    lock_key_result,
    lock_objective,
    note_around,
    require,
    require_active,
    require_reason,
    save,
    to_tell,
    today,
    write_down,
)
from objectives.models import Counts, KeyResult, Measure, MeasuredBy, Objective, ObjectiveState
from objectives.permissions import approvers, can_change_once_active, can_edit
from objectives.rollup import log
from organisations.models import Membership
from organisations.refusals import Refused


def require_change(by: Membership, objective: Objective) -> None:
    """May this person change what is active? Where the organisation asks for approval, Refused names who
    can."""
    require_active(objective)
    if can_change_once_active(by, objective):
        return
    require(can_edit(by, objective))
    names = listed([one.name for one in approvers(objective)], "or")
    raise Refused(
        f"{by.organisation.name} wants changes to active objectives approved: ask {names} to make it."
    )


def require_going(key_result: KeyResult) -> None:
    if key_result.terminated_at is not None:
        raise Refused("This key result was terminated.")


def change_key_result(
    *,
    key_result: KeyResult,
    reason: str,
    by: Membership,
    now: datetime,
    version: int | None = None,
    start: Decimal | int | None = None,
    target: Decimal | int | None = None,
    due_on: date | None = None,
) -> KeyResult:
    """Another start, target or due date (None: as it is), for a reason. One line of history for each that
    changed.

    Progress is computed anew from the value that stands; the approver is told. The steps of milestones are
    their target, so those two stay.
    """
    typed = {"start": start, "target": target, "due_on": due_on, "reason": reason}
    with transaction.atomic():
        row = lock_key_result(key_result, version=version, typed=typed)
        require_going(row)
        require_change(by, row.objective)
        if row.measure == Measure.MILESTONES and (start is not None or target is not None):
            raise Refused("Milestones go from none to all of their steps.", field="target")
        said: list[tuple[str, str, str, str]] = []
        wanted: tuple[tuple[str, str, Any], ...] = (
            ("start", "start_changed", start),
            ("target", "target_changed", target),
            ("due_on", "due_date_changed", due_on),
        )
        for field, act, value in wanted:
            before = getattr(row, field)
            if value is not None and value != before:
                write_history = day if field == "due_on" else lambda amount: in_words(amount, row)
                said.append((field, act, write_history(before), write_history(value)))
                setattr(row, field, value)
        if not said:
            raise Refused("Nothing is different.")
        if row.start is None and target is not None and row.state.current is not None:
            # A first value that met the old target was kept; under the new one it is the start.
            said.append(("start", "baseline_set", in_words(None, row), in_words(row.state.current, row)))
            row.start, row.baseline_on = row.state.current, today(by.organisation, now)
        require_numbers(row.start, row.target)
        require_dates(row.due_on, row.objective.cycle, "due_on")
        reason = require_reason(reason)
        if "start_changed" in [act for _, act, _, _ in said]:
            row.baseline_on = row.baseline_on or (today(by.organisation, now) if row.benchmark_due else None)
            row.benchmark_due = None
        save(row, *(field for field, *_ in said), "baseline_on", "benchmark_due")
        measure_anew(row)
        told = to_tell(row.objective, by)
        for _, act, was, becomes in said:
            write_down(
                objective=row.objective,
                key_result=row,
                act=act,
                before=was,
                after=becomes,
                reason=reason,
                by=by,
                at=now,
                told=told,
            )
        note_around(row.objective)
    return row


def change_weight(
    *, key_result: KeyResult, weight: int, by: Membership, now: datetime, reason: str = ""
) -> KeyResult:
    """How much it counts beside the objective's other key results, 1 to 5."""
    with transaction.atomic():
        row = lock_key_result(key_result)
        require_going(row)
        require_may(by, row.objective)
        require_weight(weight)
        if weight != row.weight:
            write_history(
                row, "weight_changed", str(row.weight), str(weight), by=by, now=now, reason=reason.strip()
            )
            row.weight = weight
            save(row, "weight")
            log.log_change(key_results=[row.pk], objectives=[row.objective_id])
    return row


def change_accountable(
    *, key_result: KeyResult, to: Membership | None, by: Membership, now: datetime, reason: str = ""
) -> KeyResult:
    """Somebody else answers for it; None shows "no owner" until somebody takes it."""
    with transaction.atomic():
        row = lock_key_result(key_result)
        require_going(row)
        require_may(by, row.objective)
        require_accountable(to)
        if to != row.accountable:
            write_history(
                row,
                "accountable_changed",
                name_of(row.accountable),
                name_of(to),
                by=by,
                now=now,
                reason=reason.strip(),
            )
            row.accountable = to
            save(row, "accountable")
            log.log_change(key_results=[row.pk], objectives=[row.objective_id])
    return row


def change_measured_by(
    *, key_result: KeyResult, measured_by: str, reason: str, by: Membership, now: datetime
) -> KeyResult:
    """Measured by updates, by the sum of contributions, or by aligned objectives. Nothing is deleted by
    switching."""
    with transaction.atomic():
        row = lock_key_result(key_result)
        require_going(row)
        require_may(by, row.objective)
        if measured_by not in MeasuredBy.values:
            raise Refused("Choose one of the list.", field="measured_by")
        require_sum_makes_sense(measured_by, row.measure, row.start)
        if measured_by != row.measured_by:
            reason = reason_if_active(row.objective, reason)
            before, after = row.get_measured_by_display(), MeasuredBy(measured_by).label
            write_history(row, "measured_by_changed", before, after, by=by, now=now, reason=reason)
            row.measured_by = measured_by
            save(row, "measured_by")
            log.log_change(key_results=[row.pk], objectives=[row.objective_id])
    return row


def change_counts(
    *, objective: Objective, counts: str, reason: str, by: Membership, now: datetime
) -> Objective:
    """What the objective's progress is the mean of: its key results, its aligned objectives, or both."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_may(by, row)
        set_counts(row, counts, by=by, now=now, reason=reason_if_active(row, reason))
    return row


def set_counts(row: Objective, counts: str, *, by: Membership, now: datetime, reason: str) -> None:
    """Call while holding the row."""
    if counts not in Counts.values:
        raise Refused("Choose one of the list.", field="counts")
    if counts == row.counts:
        return
    before, row.counts = row.get_counts_display(), counts
    save(row, "counts")
    if row.state not in (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED):
        write_down(
            objective=row,
            act="counts_changed",
            before=before,
            after=row.get_counts_display(),
            reason=reason,
            by=by,
            at=now,
            told=to_tell(row, by),
        )
    log.log_change(objectives=[row.pk])


def change_shorter_weight(
    *, thing: Objective | KeyResult, weight: int, by: Membership, now: datetime, reason: str = ""
) -> Objective | KeyResult:
    """What the children in shorter cycles count together, as one contributor, 1 to 5."""
    require_weight(weight)
    with transaction.atomic():
        row = lock_key_result(thing) if isinstance(thing, KeyResult) else lock_objective(thing)
        objective = row.objective if isinstance(row, KeyResult) else row
        require_may(by, objective)
        if weight != row.shorter_weight:
            words = (str(row.shorter_weight), str(weight))
            write_history(row, "shorter_weight_changed", *words, by=by, now=now, reason=reason.strip())
            row.shorter_weight = weight
            save(row, "shorter_weight")
            note_around(objective)
    return row


def change_words(
    *,
    objective: Objective,
    reason: str,
    by: Membership,
    now: datetime,
    version: int | None = None,
    title: str | None = None,
    why: str | None = None,
    ambition: str | None = None,
) -> Objective:
    """Another title, why or ambition of an active objective (None: as it is), for a reason."""
    typed = {"title": title, "why": why, "ambition": ambition, "reason": reason}
    with transaction.atomic():
        row = lock_objective(objective, version=version, typed=typed)
        require_change(by, row)
        reason = require_reason(reason)
        wanted = {
            "title": require_title(title) if title is not None else row.title,
            "why": why.strip() if why is not None else row.why,
            "ambition": require_ambition(ambition) if ambition is not None else row.ambition,
        }
        changed = [name for name, value in wanted.items() if value != getattr(row, name)]
        if not changed:
            raise Refused("Nothing is different.")
        told = to_tell(row, by)
        for name in changed:
            before = str(getattr(row, name))
            setattr(row, name, wanted[name])
            write_down(
                objective=row,
                act=f"{name}_changed",
                before=before,
                after=str(wanted[name]),
                reason=reason,
                by=by,
                at=now,
                told=told,
            )
        save(row, *changed)
        note_around(row)
    return row


def add_key_result_once_active(
    *, objective: Objective, reason: str, by: Membership, now: datetime, **definition: Unpack[Definition]
) -> KeyResult:
    """One more key result of an active objective, for a reason; a sixth is refused."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_change(by, row)
        slot = free_slot(row, by.organisation)
        reason = require_reason(reason)
        [key_result] = make_key_results(row, [definition], by=by, now=now, slot=slot)
        key_result.baseline_on = today(by.organisation, now) if key_result.start is not None else None
        key_result.save(update_fields=["baseline_on"])
        write_history(key_result, "key_result_added", "", key_result.title, by=by, now=now, reason=reason)
    return key_result


def require_may(by: Membership, objective: Objective) -> None:
    """Until it is active, who may edit; then as every change of what is active."""
    if objective.state == ObjectiveState.ACTIVE:
        require_change(by, objective)
    else:
        require(can_edit(by, objective))


def reason_if_active(objective: Objective, reason: str) -> str:
    return require_reason(reason) if objective.state == ObjectiveState.ACTIVE else reason.strip()


def write_history(
    thing: Objective | KeyResult,
    act: str,
    before: str,
    after: str,
    *,
    by: Membership,
    now: datetime,
    reason: str = "",
) -> None:
    """The history of an active objective or its key result; a draft has none yet."""
    key_result = thing if isinstance(thing, KeyResult) else None
    objective = thing.objective if isinstance(thing, KeyResult) else thing
    if objective.state == ObjectiveState.ACTIVE:
        write_down(
            objective=objective,
            key_result=key_result,
            act=act,
            before=before,
            after=after,
            reason=reason,
            by=by,
            at=now,
            told=to_tell(objective, by),
        )
