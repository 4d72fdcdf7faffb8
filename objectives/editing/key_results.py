"""What drafting and changing share about key results: making them, their steps, and who is accountable."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models

from objectives.editing.definition import (
    Definition,
    checked,
    make_states,
    require_dates,
    require_title,
)
from objectives.models import (
    Ambition,
    Cycle,
    KeyResult,
    Measure,
    Milestone,
    Objective,
)
from objectives.rollup import log
from organisations.models import Membership
from organisations.permissions import can_own
from organisations.refusals import Refused


def require_ambition(ambition: str) -> str:
    if ambition not in Ambition.values:
        raise Refused("Choose committed or aspirational.", field="ambition")
    return ambition


def accountable_by_default(objective: Objective) -> Membership | None:
    """The owner; for a unit its lead."""
    owner = objective.owner or (objective.owner_unit.lead if objective.owner_unit else None)
    return owner if owner is not None and can_own(owner) else None


def make_key_results(
    row: Objective,
    definitions: Sequence[Definition],
    *,
    by: Membership,
    now: datetime,
    slot: int | None = None,
) -> list[KeyResult]:
    """Key results with their states and steps, last in order. Call while holding the objective's row."""
    last = KeyResult.objects.filter(objective=row).aggregate(last=models.Max("position"))["last"] or 0
    made, steps = [], []
    for place, definition in enumerate(definitions, last + 1):
        said = Definition(**definition)
        if said.get("accountable") is None:
            said["accountable"] = accountable_by_default(row)
        fields = checked(said, cycle=row.cycle, organisation=by.organisation)
        made.append(KeyResult(objective=row, position=place, slot=slot, created_at=now, **fields))
        steps += steps_of(made[-1], said)
    KeyResult.objects.bulk_create(made)
    Milestone.objects.bulk_create(steps)
    make_states(made)
    log.log_change(key_results=[each.pk for each in made], objectives=[row.pk])
    return made


def steps_of(key_result: KeyResult, definition: Definition) -> list[Milestone]:
    """The steps of a key result measured by milestones, in the order given, not saved; the others have
    none."""
    if key_result.measure != Measure.MILESTONES:
        return []
    wanted = [step for step in definition.get("milestones", ()) if step.strip()]
    return [
        Milestone(key_result=key_result, position=place, title=require_title(step))
        for place, step in enumerate(wanted, 1)
    ]


def write_steps(key_result: KeyResult, definition: Definition) -> None:
    """The steps in the place of those there are, if they differ."""
    wanted = steps_of(key_result, definition)
    if [step.title for step in Milestone.objects.filter(key_result=key_result)] != [
        step.title for step in wanted
    ]:
        Milestone.objects.filter(key_result=key_result).delete()
        Milestone.objects.bulk_create(wanted)


def check_key_result(key_result: KeyResult, cycle: Cycle) -> None:
    """What a submission asks of each key result besides what the form has asked: somebody accountable, due in
    time."""
    if key_result.accountable is None or not can_own(key_result.accountable):
        raise Refused(f"Say who is accountable for \u201c{key_result.title}\u201d.")
    require_dates(key_result.due_on, cycle, "due_on")
