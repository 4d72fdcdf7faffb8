"""What this app holds in a person's name, and what follows people and units that move
(organisations/departures_registry.py)."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from objectives.models import HistoryEntry, KeyResult, Objective, ObjectiveState
from objectives.rollup.log import log_change
from okrsite.infra import jobs
from organisations import departures_registry
from organisations.departures_registry import ActionContext, DepartureHandler, Held, Kind
from organisations.models import Membership, Unit
from organisations.refusals import Refused
from organisations.tenancy import current_organisation_id

UNFINISHED = (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE)
IN_A_SLOT = (ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE)


class ObjectivesAndKeyResults(DepartureHandler):
    def __init__(self) -> None:
        super().__init__(
            kinds={
                "key_result": Kind("key result without owner", "key results without owner", "user-x"),
                "objective": Kind("objective without owner", "objectives without owner", "user-x"),
            }
        )

    def held_by(self, person: Membership) -> list[Held]:
        own = (
            Objective.objects.filter(owner=person, state__in=UNFINISHED)
            .select_related("cycle")
            .order_by("cycle", "pk")
        )
        measured = _unfinished_key_results().filter(accountable=person)
        proposed = person.manager
        return [_objective(each, proposed) for each in own] + [
            _key_result(each, proposed) for each in measured
        ]

    def waiting(self, kind: str, rows: Iterable[int]) -> set[int]:
        if kind == "objective":
            kept = Objective.objects.filter(pk__in=rows, state__in=UNFINISHED, owner__active=False)
            return set(kept.values_list("pk", flat=True))
        nobodys = _unfinished_key_results().filter(pk__in=rows, accountable=None)
        return set(nobodys.values_list("pk", flat=True))

    def find(self, kind: str, rows: Iterable[int]) -> list[Held]:
        if kind == "objective":
            return [
                _objective(each) for each in Objective.objects.filter(pk__in=rows).select_related("cycle")
            ]
        return [_key_result(each) for each in _unfinished_key_results().filter(pk__in=rows)]

    def hand_over(
        self, kind: str, row: int, *, leaver: Membership, to: Membership, at: ActionContext
    ) -> None:
        if kind == "objective":
            _give_objective(Objective.objects.select_related("cycle").get(pk=row), leaver, to, at)
        else:
            _give_key_result(KeyResult.objects.select_related("objective").get(pk=row), leaver, to, at)

    def let_go(self, kind: str, row: int, *, leaver: Membership, at: ActionContext) -> None:
        """A key result loses its accountable person; an objective keeps its owner, who is no longer
        active."""
        if kind == "key_result":
            _give_key_result(KeyResult.objects.select_related("objective").get(pk=row), leaver, None, at)
        else:
            log_change(objectives=[row])

    def people_moved(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        """Individual objectives count in the owner's home unit, so they move with the owner."""
        moved: list[int] = []
        for person in people:
            own = Objective.objects.filter(owner=person, state__in=UNFINISHED)
            moved += own.values_list("pk", flat=True)
            own.update(unit=person.unit)
        if moved:
            log_change(objectives=moved)
        _count_again(at)

    def roles_changed(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        _count_again(at)

    def away_changed(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        _count_again(at)

    def left(self, person: Membership, *, at: ActionContext) -> None:
        _count_again(at)

    def returned(self, person: Membership, *, at: ActionContext) -> None:
        _count_again(at)

    def unit_moved(self, unit: Unit, *, above_before: Sequence[int], at: ActionContext) -> None:
        _count_again(at)

    def stage_changed(self, unit: Unit, *, at: ActionContext) -> None:
        _count_again(at)

    def lead_changed(self, unit: Unit, *, before: Membership | None, at: ActionContext) -> None:
        _count_again(at)


def _count_again(at: ActionContext) -> None:
    """Who is asked, and where it counts, changed: one job for all that was done in this moment."""
    key = f"count_again:{at.now.isoformat()}"
    jobs.enqueue("objectives.resummarise", {}, organisation=current_organisation_id(), unique_key=key)


def _unfinished_key_results() -> models.QuerySet[KeyResult]:
    going = Q(terminated_at=None, objective__state__in=UNFINISHED)
    return (
        KeyResult.objects.filter(going)
        .select_related("objective", "objective__cycle")
        .order_by("objective", "position")
    )


def _objective(row: Objective, proposed: Membership | None = None) -> Held:
    return Held(
        "objective", row.pk, row.title, f"{row.get_state_display()} objective, {row.cycle.name}", proposed
    )


def _key_result(row: KeyResult, proposed: Membership | None = None) -> Held:
    return Held("key_result", row.pk, row.title, f"Key result of {row.objective.title}", proposed)


def _give_objective(objective: Objective, leaver: Membership, to: Membership, at: ActionContext) -> None:
    """Refused when the new owner has no room left in that cycle: three is the most, for everybody."""
    objective.owner, objective.unit = to, to.unit
    objective.version += 1
    fields = ["owner", "unit", "version"]
    if objective.state in IN_A_SLOT:
        objective.slot = _free_slot(objective, to)
        fields.append("slot")
    try:
        with transaction.atomic():
            objective.save(update_fields=fields)
    except IntegrityError as crash:  # somebody took the slot in between
        raise Refused(_no_room(objective, to)) from crash
    if objective.state != ObjectiveState.DRAFT:
        _write(objective, None, "owner_changed", leaver, to, at)
    log_change(objectives=[objective.pk])


def _free_slot(objective: Objective, to: Membership) -> int:
    most = to.organisation.max_objectives
    taken = set(
        Objective.objects.filter(cycle=objective.cycle, owner=to, slot__isnull=False).values_list(
            "slot", flat=True
        )
    )
    free = [slot for slot in (1, 2, 3) if slot not in taken]
    if len(taken) >= most or not free:
        raise Refused(_no_room(objective, to))
    return free[0]


def _no_room(objective: Objective, to: Membership) -> str:
    return f"{to.name} has {to.organisation.max_objectives} objectives in {objective.cycle.name} already: that is the most."


def _give_key_result(
    key_result: KeyResult, leaver: Membership, to: Membership | None, at: ActionContext
) -> None:
    key_result.accountable = to
    key_result.version += 1
    key_result.save(update_fields=["accountable", "version"])
    if key_result.objective.state != ObjectiveState.DRAFT:
        _write(key_result.objective, key_result, "accountable_changed", leaver, to, at)
    log_change(key_results=[key_result.pk], objectives=[key_result.objective_id])


def _write(
    objective: Objective,
    key_result: KeyResult | None,
    act: str,
    leaver: Membership,
    to: Membership | None,
    at: ActionContext,
) -> None:
    HistoryEntry.objects.create(
        objective=objective,
        key_result=key_result,
        at=at.now,
        by=at.by,
        act=act,
        before=leaver.name,
        after=to.name if to else "no owner",
        reason=f"{leaver.name} left.",
        told=to,
    )


def register() -> None:
    departures_registry.register(ObjectivesAndKeyResults())
