"""Why My week has no key results to update, and what to do first."""

from collections.abc import Sequence
from dataclasses import dataclass

from objectives.models import Cycle, Objective, ObjectiveState
from organisations.display import dates
from organisations.models import Membership, Role, Stage, Unit


@dataclass(frozen=True)
class EmptyState:
    """Why there are no key results to update, and what to do first."""

    title: str
    line: str
    act: str = ""
    act_view: str = ""


def why_nothing(membership: Membership, running: Sequence[Cycle]) -> EmptyState:
    """In which of the four ways there is nothing to update, and what to do first."""
    if membership.role == Role.VIEWER:
        return EmptyState(
            "You read along here",
            "Viewers own no objectives. Everything the company works towards is open to you.",
            "See the company",
            "objectives:company",
        )
    if not running:
        title, line = (
            "No cycle is running",
            "Objectives belong to a cycle, and none contains today.",
        )
        return EmptyState(
            title,
            line,
            *(("Open a cycle", "objectives:cycles") if membership.is_admin else ()),
        )
    if not membership.is_leader and not has_started(membership.unit):
        unit = membership.unit
        joins = f"It joins on {dates.long_day(unit.live_from)}. " if unit and unit.live_from else ""
        return EmptyState(
            f"{unit.name if unit else 'Your part of the company'} has not started yet",
            f"{joins}Until then you are asked for nothing, and can read everything.",
            "See the company",
            "objectives:company",
        )
    waiting = Objective.objects.filter(owner=membership, cycle__in=running).values_list("state", flat=True)
    if {ObjectiveState.DRAFT, ObjectiveState.SUBMITTED} & set(waiting):
        return EmptyState(
            "Your objectives are still drafts",
            "Their key results come here once they are approved.",
            "See your objectives",
            "objectives:objectives",
        )
    return EmptyState(
        f"Your key results for {running[0].name} will be here",
        "Write an objective that leads to one of the company\u2019s, with three to five key results.",
        "Write an objective",
        "objectives:new",
    )


def has_started(unit: Unit | None) -> bool:
    """Whether the unit, by its own stage or the nearest one above it, is in the pilot or live."""
    if unit is None:
        return False
    stage = Unit.objects.above(unit).exclude(stage="").reverse().values_list("stage", flat=True).first()
    return stage in (Stage.PILOT, Stage.LIVE)
