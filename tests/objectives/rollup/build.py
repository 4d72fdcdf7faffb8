"""A small organisation for the arithmetic, made of bare rows: no rule of the actions stands between it and
the roll-up."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from objectives.models import Alignment, Contribution, Cycle, KeyResult, KeyResultState, Objective
from objectives.progress import progress
from objectives.rollup.log import log_change
from organisations.models import Account, Organisation, Unit
from organisations.settings.actions import create_organisation

NOON = datetime(2026, 8, 18, 12, tzinfo=UTC)


def organisation(slug: str = "fjellvann", today: date = date(2026, 8, 18)) -> Organisation:
    account = Account.objects.create_user(f"astrid@{slug}.example")
    return create_organisation(
        name=slug.title(), slug=slug, account=account, today=today, person="Astrid Moe"
    )


def cycle(name: str, starts: date, ends: date, **fields: Any) -> Cycle:
    return Cycle.objects.create(name=name, starts_on=starts, ends_on=ends, state="active", **fields)


def objective(
    title: str, cycle: Cycle, unit: Unit, *, state: str = "active", slot: int | None = 1, **fields: Any
) -> Objective:
    made = Objective.objects.create(
        title=title,
        cycle=cycle,
        owner_unit=unit,
        unit=unit,
        state=state,
        slot=slot if state in ("submitted", "active", "closed") else None,
        activated_on=cycle.starts_on,
        **fields,
    )
    log_change(objectives=[made.pk])
    return made


def key_result(
    of: Objective, start: float | None, target: float, current: float | None = None, **fields: Any
) -> KeyResult:
    made = KeyResult.objects.create(
        objective=of,
        title=f"{start} to {target}",
        start=None if start is None else Decimal(str(start)),
        target=Decimal(str(target)),
        due_on=fields.pop("due_on", of.cycle.ends_on),
        **fields,
    )
    now = start if current is None else current
    KeyResultState.objects.create(key_result=made)
    if now is not None and start is not None:
        give(made, now)
    log_change(objectives=[of.pk])
    return made


def give(key_result: KeyResult, value: float) -> None:
    """A value, as an update would leave it."""
    assert key_result.start is not None
    current = Decimal(str(value))
    KeyResultState.objects.filter(key_result=key_result).update(
        current=current, progress=progress(key_result.start, key_result.target, current), updated_at=NOON
    )
    log_change(key_results=[key_result.pk])


def link(child: Objective, parent: Objective | KeyResult, *, weight: int = 1, **fields: Any) -> Alignment:
    ends = {"parent": parent} if isinstance(parent, Objective) else {"parent_key_result": parent}
    made = Alignment.objects.create(child=child, weight=weight, state="accepted", **ends, **fields)
    log_change(objectives=[child.pk, parent.pk if isinstance(parent, Objective) else parent.objective_id])
    return made


def contribute(child: KeyResult, parent: KeyResult) -> Contribution:
    made = Contribution.objects.create(child=child, parent=parent)
    log_change(objectives=[child.objective_id, parent.objective_id])
    return made
