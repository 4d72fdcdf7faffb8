"""What leads where, around a unit: its objectives' links upwards, and what carries them from below. Two
queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from objectives.display.key_result_data import RowContext
from objectives.models import Alignment, KeyResult, Objective, ObjectiveState

NOT_SHOWN = (ObjectiveState.DRAFT, ObjectiveState.TERMINATED)


@dataclass(frozen=True)
class Linked:
    """One objective at the other end: how it is linked, whose it is, its progress in millionths."""

    kind: str
    whose: str
    title: str
    url: str
    progress: int | None
    of: int = 0


def owner_name(objective: Objective) -> str:
    owner = objective.owner_unit or objective.owner
    return str(owner) if owner else ""


def linked(link: Alignment, other: Objective, of: int, context: RowContext) -> Linked:
    figure = getattr(other, "figure", None)
    return Linked(
        kind="proposed" if link.state == Alignment.State.PROPOSED else str(link.kind),
        whose=owner_name(other),
        title=other.title,
        url=context.objective_url(other.public_id),
        progress=figure.progress if figure else None,
        of=of,
    )


def upwards(objectives: Sequence[Objective], context: RowContext) -> list[Linked]:
    """What these objectives lead to, direct links first; `of` is the objective's key."""
    rows = (
        Alignment.objects.filter(child__in=[each.pk for each in objectives])
        .exclude(state=Alignment.State.DECLINED)
        .select_related(
            *(f"parent__{name}" for name in ("figure", "owner", "owner_unit")),
            *(f"parent_key_result__objective__{name}" for name in ("figure", "owner", "owner_unit")),
        )
        .order_by("kind", "id")
    )
    return [
        linked(each, each.parent or each.parent_key_result.objective, each.child_id, context) for each in rows
    ]


def carried_by(
    objectives: Sequence[Objective], key_results: Sequence[KeyResult], context: RowContext
) -> list[Linked]:
    """What leads to these objectives or to their key results, direct links first."""
    of_key_result = {each.pk: each.objective_id for each in key_results}
    rows = (
        Alignment.objects.standing()
        .filter(Q(parent__in=[each.pk for each in objectives]) | Q(parent_key_result__in=list(of_key_result)))
        .exclude(child__state__in=NOT_SHOWN)
        .select_related("child__figure", "child__owner", "child__owner_unit")
        .order_by("kind", "id")
    )
    return [
        linked(
            each, each.child, each.parent_id or of_key_result.get(each.parent_key_result_id or 0, 0), context
        )
        for each in rows
    ]


def once(links: Sequence[Linked]) -> list[tuple[Linked, int]]:
    """Each objective at the other end once, with how many of ours lead there."""
    found: dict[str, list[Linked]] = {}
    for each in links:
        found.setdefault(each.url or each.title, []).append(each)
    return [(same[0], len({each.of for each in same})) for same in found.values()]
