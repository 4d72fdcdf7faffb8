"""Writing: objectives and key results until they are approved. Drafts hold any number of key results."""

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from django.db import models, transaction

from objectives.editing.definition import (
    Definition,
    checked,
    definition_of,
    measure_anew,
    require_title,
)
from objectives.editing.deletion import erase
from objectives.editing.key_results import make_key_results, require_ambition, write_steps
from objectives.editing.recording import (
    hold_alignment_lock,
    lock_key_result,
    lock_objective,
    require,
    require_draft,
    save,
    today,
    write_down,
)
from objectives.models import (
    Alignment,
    Ambition,
    Contribution,
    Cycle,
    CycleState,
    KeyResult,
    Objective,
    ObjectiveState,
)
from objectives.permissions import can_delete, can_edit, can_write_for
from objectives.rollup import log
from organisations.models import Membership, Unit
from organisations.permissions import can_own
from organisations.refusals import Refused


def write_draft(
    *,
    owner: Unit | Membership,
    cycle: Cycle,
    title: str,
    by: Membership,
    now: datetime,
    why: str = "",
    ambition: str = Ambition.COMMITTED,
) -> Objective:
    """A draft for a person or a unit (corporate for the root), readable by everyone from the first minute."""
    if isinstance(owner, Membership) and not can_own(owner):
        raise Refused(f"{owner.name} cannot own objectives.", field="owner")
    require(can_write_for(by, owner))
    require_open(cycle)
    person = owner if isinstance(owner, Membership) else None
    with transaction.atomic():
        objective = Objective.objects.create(
            cycle=cycle,
            owner=person,
            owner_unit=None if isinstance(owner, Membership) else owner,
            unit=owner.unit if isinstance(owner, Membership) else owner,
            title=require_title(title),
            why=why.strip(),
            ambition=require_ambition(ambition),
            created_by=by,
            created_at=now,
        )
        log.log_change(objectives=[objective.pk])
    return objective


def edit_draft(
    *,
    objective: Objective,
    by: Membership,
    now: datetime,
    version: int | None = None,
    title: str | None = None,
    why: str | None = None,
    ambition: str | None = None,
    cycle: Cycle | None = None,
) -> Objective:
    """Change what is given of a draft or of what waits for approval; the cycle only of a draft."""
    typed = {"title": title, "why": why, "ambition": ambition, "cycle": cycle}
    with transaction.atomic():
        row = lock_objective(objective, version=version, typed=typed)
        require_draft(row)
        require(can_edit(by, row))
        if title is not None:
            row.title = require_title(title)
        if why is not None:
            row.why = why.strip()
        if ambition is not None:
            row.ambition = require_ambition(ambition)
        if cycle is not None and cycle.pk != row.cycle_id:
            if row.state != ObjectiveState.DRAFT:
                raise Refused(
                    "It waits for approval: take it back before moving it to another cycle.", field="cycle"
                )
            require_open(cycle)
            move_to_cycle(row, cycle)
        save(row, "title", "why", "ambition", "cycle")
        log.log_change(objectives=[row.pk])
    return row


def move_to_cycle(row: Objective, cycle: Cycle) -> None:
    """A draft into another cycle: key results due outside it become due on its last day. Call while holding
    the row."""
    row.cycle = cycle
    outside = KeyResult.objects.filter(objective=row).exclude(due_on__range=(cycle.starts_on, cycle.ends_on))
    outside.update(due_on=cycle.ends_on, version=models.F("version") + 1)
    late = KeyResult.objects.filter(objective=row, start=None)
    late.exclude(benchmark_due__range=(cycle.starts_on, cycle.ends_on)).update(benchmark_due=cycle.ends_on)


def delete_draft(*, objective: Objective, by: Membership, now: datetime) -> None:
    """A draft and its key results, gone. One that was submitted before has a history, which stays: it is set
    aside as terminated instead, out of every list."""
    with transaction.atomic():
        hold_alignment_lock()  # so that nobody links to what is going
        row = lock_objective(objective)
        require(can_delete(by, row))
        Alignment.objects.filter(models.Q(child=row) | models.Q(parent=row)).delete()
        Alignment.objects.filter(parent_key_result__objective=row).delete()
        Contribution.objects.filter(models.Q(child__objective=row) | models.Q(parent__objective=row)).delete()
        if row.history.exists():
            row.state, row.ended_on = ObjectiveState.TERMINATED, today(by.organisation, now)
            row.reason = "The draft was deleted."
            save(row, "state", "ended_on", "reason")
            write_down(objective=row, act="draft_deleted", by=by, at=now)
            log.log_change(objectives=[row.pk])
        else:
            erase(Objective.objects.filter(pk=row.pk))


def require_open(cycle: Cycle) -> None:
    if cycle.state == CycleState.CLOSED:
        raise Refused(f"{cycle.name} is closed: nothing is written there any more.", field="cycle")


# Key results ------------------------------------------------------------------------------------------------


def add_key_result(
    *, objective: Objective, by: Membership, now: datetime, **definition: Unpack[Definition]
) -> KeyResult:
    """One more key result of a draft, accountable to the owner (for a unit its lead) unless said otherwise.

    What is active takes one by `actions.add_key_result_once_active`.
    """
    return add_key_results(objective=objective, definitions=[definition], by=by, now=now)[0]


def add_key_results(
    *, objective: Objective, definitions: Sequence[Definition], by: Membership, now: datetime
) -> list[KeyResult]:
    """Several more of a draft, in this order; one that is refused refuses all of them."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_draft(row)
        require(can_edit(by, row))
        return make_key_results(row, definitions, by=by, now=now)


def edit_key_result(
    *,
    key_result: KeyResult,
    by: Membership,
    now: datetime,
    version: int | None = None,
    **definition: Unpack[Definition],
) -> KeyResult:
    """Change what is given of a draft's key result."""
    with transaction.atomic():
        row = lock_key_result(key_result, version=version, typed=dict(definition))
        require_draft(row.objective)
        require(can_edit(by, row.objective))
        said = Definition(**{**definition_of(row), **definition})
        fields = checked(said, cycle=row.objective.cycle, organisation=by.organisation)
        for name, value in fields.items():
            setattr(row, name, value)
        save(row, *fields)
        write_steps(row, said)
        measure_anew(row, restart=True)
        log.log_change(key_results=[row.pk], objectives=[row.objective_id])
    return row


def remove_key_result(*, key_result: KeyResult, by: Membership, now: datetime) -> None:
    """A draft's key result, gone. What is active loses one by `terminate_key_result`."""
    with transaction.atomic():
        hold_alignment_lock()
        row = lock_key_result(key_result)
        require_draft(row.objective)
        require(can_edit(by, row.objective))
        erase(KeyResult.objects.filter(pk=row.pk))
        log.log_change(objectives=[row.objective_id])


def reorder_key_results(
    *, objective: Objective, order: Sequence[KeyResult], by: Membership, now: datetime
) -> None:
    """The key results in this order; any that are not named keep theirs, after the others."""
    with transaction.atomic():
        row = lock_objective(objective)
        require(can_edit(by, row))
        named = [key_result.pk for key_result in order]
        rows = list(KeyResult.objects.filter(objective=row))
        rows.sort(key=lambda one: named.index(one.pk) if one.pk in named else len(named))
        for place, one in enumerate(rows, 1):
            one.position = place
        KeyResult.objects.bulk_update(rows, ["position"])
