"""How far a set-up has come: who is here, what the company wants, how far its leaders are, who could go
first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from objectives.models import Cycle, CycleKind, Objective, ObjectiveState
from organisations.models import AuditEvent, Membership, Unit, UnitKind

TOLD = "leader_told"
"""The act in the audit trail by which a leader was written to."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are here, and how many have a manager."""

    people: int
    managed: int
    departments: int
    teams: int


def counts() -> Counts:
    people = Membership.objects.active().aggregate(
        all=Count("pk"), managed=Count("pk", filter=Q(manager__isnull=False))
    )
    units = dict(Unit.objects.exclude(parent=None).order_by().values_list("kind").annotate(Count("pk")))
    teams = units.get(UnitKind.TEAM, 0)
    return Counts(people["all"], people["managed"], sum(units.values()) - teams, teams)


def cycles() -> tuple[Cycle | None, Cycle | None]:
    """The company's year and the first cycle of everyone else, as far as they are made."""
    year = Cycle.objects.filter(kind=CycleKind.ANNUAL).order_by("starts_on", "pk").first()
    inner = Cycle.objects.filter(parent=year).order_by("starts_on", "pk").first() if year else None
    return year, inner


def company_objectives() -> list[Objective]:
    year, _ = cycles()
    if year is None:
        return []
    return list(
        Objective.objects.corporate().in_cycle(year).exclude(state=ObjectiveState.TERMINATED).order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class Leading:
    """A leader on the way: how many objectives of their own, and whether they were written to."""

    person: Membership
    drafts: int
    handed_in: int
    told: bool


def leading() -> list[Leading]:
    """Every leader with their objectives in the first cycle, the company's lead first. Four queries."""
    _, inner = cycles()
    company = Unit.objects.get(parent=None)
    mine = Q(objectives__cycle=inner)
    draft = Q(objectives__state=ObjectiveState.DRAFT)
    gone = Q(objectives__state=ObjectiveState.TERMINATED)
    people: Iterable[Any] = (
        Membership.objects.leaders()
        .annotate(
            drafts=Count("objectives", filter=mine & draft),
            handed_in=Count("objectives", filter=mine & ~draft & ~gone),
        )
        .order_by("name", "pk")
    )
    told = set(AuditEvent.objects.filter(act=TOLD).values_list("row", flat=True))
    rows = [Leading(person, person.drafts, person.handed_in, person.pk in told) for person in people]
    return sorted(rows, key=lambda row: row.person.pk != company.lead_id)


def has_told() -> bool:
    """Whether any leader was written to."""
    return AuditEvent.objects.filter(act=TOLD).exists()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A department that could go first."""

    unit: Unit
    people: int
    teams: int
    without_manager: int


def candidates() -> list[Candidate]:
    """The units right below the company, with everything under them. Two queries."""
    units: list[Any] = list(
        Unit.objects.filter(parent__parent=None, parent__isnull=False)
        .select_related("lead")
        .annotate(
            people=Count(
                "below__descendant__members", filter=Q(below__descendant__members__active=True), distinct=True
            ),
            teams=Count("below__descendant", filter=Q(below__depth__gt=0), distinct=True),
        )
        .order_by("-people", "name")
    )
    missing = dict(
        Membership.objects.active()
        .filter(manager=None, unit__above__ancestor__in=units)
        .exclude(pk__in=[unit.lead_id for unit in units if unit.lead_id])
        .order_by()
        .values_list("unit__above__ancestor")
        .annotate(Count("pk"))
    )
    return [Candidate(unit, unit.people, unit.teams, missing.get(unit.pk, 0)) for unit in units]
