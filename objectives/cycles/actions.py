"""Cycles: made, changed, moved on from planning to closed, and reopened with a reason."""

from datetime import date, datetime

from django.db import IntegrityError, models, transaction

from objectives.display.history_words import day
from objectives.drafts.actions import move_to_cycle
from objectives.editing.recording import require, require_reason, today
from objectives.models import (
    Alignment,
    Cycle,
    CycleKind,
    CycleState,
    HistoryEntry,
    KeyResult,
    Objective,
    ObjectiveState,
)
from objectives.permissions import can_change_cycles, can_reopen_cycle
from objectives.rollup import log
from organisations.audit.actions import record
from organisations.models import Membership
from organisations.refusals import Refused


def create_cycle(
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    by: Membership,
    kind: str = CycleKind.QUARTER,
    parent: Cycle | None = None,
    drafting_from: date | None = None,
    submission_due: date | None = None,
) -> Cycle:
    """A cycle in planning; both dates are in it."""
    require(can_change_cycles(by))
    cycle = Cycle(
        name=name.strip(),
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        parent=parent,
        drafting_from=drafting_from,
        submission_due=submission_due,
    )
    with transaction.atomic():
        store(cycle)
        record(act="cycle_created", thing=cycle, by=by, after=dates_of(cycle))
    return cycle


def change_cycle(
    *,
    cycle: Cycle,
    by: Membership,
    name: str,
    starts_on: date,
    ends_on: date,
    kind: str,
    parent: Cycle | None = None,
    drafting_from: date | None = None,
    submission_due: date | None = None,
) -> Cycle:
    """Another name or other dates. Refused where a key result would be due outside: those are moved first."""
    require(can_change_cycles(by))
    with transaction.atomic():
        row = lock_cycle(cycle)
        if row.state == CycleState.CLOSED:
            raise Refused(f"{row.name} is closed: reopen it first.")
        before = dates_of(row)
        row.name, row.kind, row.parent = name.strip(), kind, parent
        row.starts_on, row.ends_on = starts_on, ends_on
        row.drafting_from, row.submission_due = drafting_from, submission_due
        require_dates(row)
        require_room(row)
        store(row)
        record(act="cycle_changed", thing=row, by=by, before=before, after=dates_of(row))
        if before != dates_of(row):
            note_cycle(row)
    return row


def lock_cycle(cycle: Cycle) -> Cycle:
    return Cycle.objects.select_for_update(no_key=True).get(pk=cycle.pk)


def store(cycle: Cycle) -> None:
    """Save, with the rules of dates and of names as sentences."""
    if not cycle.name:
        raise Refused("Give the cycle a name, such as Q4 2026.", field="name")
    require_dates(cycle)
    if Cycle.objects.filter(name__iexact=cycle.name).exclude(pk=cycle.pk).exists():
        raise Refused("A cycle of this name exists.", field="name")
    try:
        with transaction.atomic():
            cycle.save()
    except IntegrityError as problem:  # made at this very moment by somebody else
        if "cycle_name" not in str(problem):
            raise
        raise Refused("A cycle of this name exists.", field="name") from None


def require_dates(cycle: Cycle) -> None:
    """It ends after it starts, inside its parent; drafting begins before submission is due, and that before
    the end."""
    if cycle.ends_on <= cycle.starts_on:
        raise Refused("A cycle ends after it starts.", field="ends_on")
    parent = cycle.parent
    if parent is not None:
        if cycle.pk and cycle.pk in (parent.pk, parent.parent_id):
            raise Refused("A cycle is not part of itself.", field="parent")
        if not (parent.starts_on <= cycle.starts_on and cycle.ends_on <= parent.ends_on):
            span = f"{day(parent.starts_on)} to {day(parent.ends_on)}"
            raise Refused(f"It is not inside {parent.name}, which runs from {span}.", field="parent")
    if cycle.drafting_from and cycle.submission_due and cycle.drafting_from > cycle.submission_due:
        raise Refused("Submission is due after drafting begins.", field="submission_due")
    if cycle.submission_due and cycle.submission_due > cycle.ends_on:
        raise Refused("Submission is due before the cycle ends.", field="submission_due")


def require_room(cycle: Cycle) -> None:
    """Nothing that lies in the cycle falls out of it by its new dates."""
    inside = (cycle.starts_on, cycle.ends_on)
    due = KeyResult.objects.filter(objective__cycle=cycle, terminated_at=None).exclude(due_on__range=inside)
    count = due.exclude(objective__state=ObjectiveState.TERMINATED).count()
    if count:
        are = "key result is" if count == 1 else "key results are"
        raise Refused(
            f"{count} {are} due outside these dates: change their due dates first.", field="ends_on"
        )
    for child in Cycle.objects.filter(parent=cycle):
        if not (cycle.starts_on <= child.starts_on and child.ends_on <= cycle.ends_on):
            raise Refused(f"{child.name} would not be inside it any more.", field="ends_on")


def dates_of(cycle: Cycle) -> dict[str, str]:
    named = ("name", "starts_on", "ends_on", "drafting_from", "submission_due", "parent")
    return {name: str(getattr(cycle, name) or "") for name in named}


def note_cycle(cycle: Cycle) -> None:
    """Its days are in what its objectives expect, and in what longer cycles' objectives make of them."""
    own = Objective.objects.filter(cycle=cycle)
    links = Alignment.objects.standing().filter(child__cycle=cycle)
    parents = list(links.values_list("parent_id", "parent_key_result_id"))
    log.log_change(
        objectives={*own.values_list("pk", flat=True), *(one for one, _ in parents if one)},
        key_results={
            *KeyResult.objects.filter(objective__cycle=cycle).values_list("pk", flat=True),
            *(one for _, one in parents if one),
        },
    )


# Moving on --------------------------------------------------------------------------------------------------


def start_cycle(*, cycle: Cycle, by: Membership, now: datetime) -> Cycle:
    """From planning to active."""
    return move_on(cycle, CycleState.PLANNING, CycleState.ACTIVE, by=by)


def begin_closing(*, cycle: Cycle, by: Membership, now: datetime) -> Cycle:
    """From active to closing: values are still accepted, nothing new is submitted."""
    return move_on(cycle, CycleState.ACTIVE, CycleState.CLOSING, by=by)


def move_on(cycle: Cycle, before: str, after: str, *, by: Membership, reason: str = "") -> Cycle:
    with transaction.atomic():
        require(can_change_cycles(by))
        row = lock_cycle(cycle)
        if row.state != before:
            raise Refused(f"{row.name} is {row.get_state_display().lower()} by now.")
        row.state = after
        row.save(update_fields=["state"])
        record(
            act="cycle_moved",
            thing=row,
            by=by,
            before={"state": before},
            after={"state": after},
            reason=reason,
        )
        note_cycle(row)
    return row


def close_cycle(*, cycle: Cycle, by: Membership, now: datetime) -> Cycle:
    """From closing to closed: active objectives are closed with it, drafts and submissions move to the next
    cycle of the same kind as drafts (they stay where there is none yet). Grades come with their own issue."""
    with transaction.atomic():
        row = move_on(cycle, CycleState.CLOSING, CycleState.CLOSED, by=by)
        on = today(by.organisation, now)
        active = Objective.objects.filter(cycle=row, state=ObjectiveState.ACTIVE)
        closed = list(active.values_list("pk", flat=True))
        active.update(state=ObjectiveState.CLOSED, ended_on=on, version=models.F("version") + 1)
        later = Cycle.objects.filter(kind=row.kind, starts_on__gt=row.ends_on).exclude(
            state=CycleState.CLOSED
        )
        following = later.order_by("starts_on").first()
        unfinished = Objective.objects.filter(
            cycle=row, state__in=(ObjectiveState.DRAFT, ObjectiveState.SUBMITTED)
        )
        for objective in unfinished.select_for_update(no_key=True):
            objective.state, objective.slot = ObjectiveState.DRAFT, None
            if following is not None:
                move_to_cycle(objective, following)
            objective.version += 1
            objective.save(update_fields=["state", "slot", "cycle", "version"])
            log.log_change(objectives=[objective.pk])
        write_for_all(closed, "closed", by=by, now=now)
    return row


def reopen_cycle(*, cycle: Cycle, reason: str, by: Membership, now: datetime) -> Cycle:
    """From closed back to closing, with a reason that is audited; what was closed with it is active again."""
    with transaction.atomic():
        require(can_reopen_cycle(by, lock_cycle(cycle)))
        reason = require_reason(reason)
        row = move_on(cycle, CycleState.CLOSED, CycleState.CLOSING, by=by, reason=reason)
        closed = Objective.objects.filter(cycle=row, state=ObjectiveState.CLOSED)
        keys = list(closed.values_list("pk", flat=True))
        closed.update(state=ObjectiveState.ACTIVE, ended_on=None, version=models.F("version") + 1)
        write_for_all(keys, "reopened", by=by, now=now, reason=reason)
    return row


def write_for_all(
    objectives: list[int], act: str, *, by: Membership, now: datetime, reason: str = ""
) -> None:
    HistoryEntry.objects.bulk_create(
        [HistoryEntry(objective_id=key, act=act, by=by, at=now, reason=reason) for key in objectives],
        batch_size=1000,
    )
