"""What accepting a link would make of the parent's figure: said beforehand, by the roll-up's own
arithmetic."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from objectives.models import Alignment, Counts, Figure, KeyResult, MeasuredBy, Objective, ObjectiveState
from objectives.progress import days_in, divide_half_up, overlap_days, weighted_mean

COUNTING = (ObjectiveState.ACTIVE, ObjectiveState.CLOSED)


@dataclass(frozen=True, slots=True)
class Effect:
    """The parent's progress in millionths, None where nothing is measured. `later`: the child counts once it
    is active."""

    before: int | None
    after: int | None
    later: bool = False

    @property
    def moves(self) -> bool:
        return self.before != self.after


def effect(
    link: Alignment, *, weight: int | None = None, counts: str | None = None, measured_by: str | None = None
) -> Effect:
    """The parent's figure now, and with this link accepted at this weight (None: the link's own), the parent
    counting what is answered (None: what it counts now). From the stored figures; nothing is written.
    """
    weight = weight or link.weight
    later = link.child.state not in COUNTING
    if link.parent_key_result is not None:
        return effect_on_key_result(link, link.parent_key_result, weight, measured_by, later)
    assert link.parent is not None  # the database says so
    parent: Objective = link.parent
    before = stored(objective=parent)
    counted = counts or parent.counts
    parts: list[tuple[int, int | None]] = []
    if counted in (Counts.KEY_RESULTS, Counts.BOTH):
        rows = KeyResult.objects.filter(objective=parent, terminated_at=None)
        parts += rows.values_list("weight", "figure__progress")
    if counted in (Counts.ALIGNED, Counts.BOTH):
        links = standing(link, Alignment.objects.filter(parent=parent))
        parts += aligned(links, parent, parent.shorter_weight, None if later else (link, weight))
    return Effect(before, mean(parts), later)


def effect_on_key_result(
    link: Alignment, parent: KeyResult, weight: int, measured_by: str | None, later: bool
) -> Effect:
    before = stored(key_result=parent)
    if (measured_by or parent.measured_by) != MeasuredBy.ALIGNED:
        return Effect(before, before, later)
    links = standing(link, Alignment.objects.filter(parent_key_result=parent))
    added = None if later else (link, weight)
    return Effect(before, mean(aligned(links, parent.objective, parent.shorter_weight, added)), later)


def stored(**of: Objective | KeyResult) -> int | None:
    return Figure.objects.filter(**of).values_list("progress", flat=True).first()


def standing(link: Alignment, links: QuerySet[Alignment]) -> list[Alignment]:
    """The other links that count in the parent now."""
    counting = links.filter(
        kind=Alignment.Kind.DIRECT, state=Alignment.State.ACCEPTED, child__state__in=COUNTING
    )
    return list(counting.exclude(pk=link.pk).select_related("child__cycle"))


def aligned(
    links: list[Alignment], parent: Objective, shorter_weight: int, added: tuple[Alignment, int] | None
) -> list[tuple[int, int | None]]:
    """Weight and progress of each aligned objective; those of shorter cycles together as one contributor."""
    cycle = parent.cycle
    whole = days_in(cycle.starts_on, cycle.ends_on)
    weighed = [(link.child, link.weight) for link in links] + ([(added[0].child, added[1])] if added else [])
    figures = dict(
        Figure.objects.filter(objective__in=[child for child, _ in weighed]).values_list(
            "objective", "progress"
        )
    )
    parts: list[tuple[int, int | None]] = []
    shorter: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    days: dict[int, int] = {}
    for child, weight in weighed:
        own = child.cycle
        if days_in(own.starts_on, own.ends_on) < whole:
            shorter[own.pk].append((weight, figures.get(child.pk)))
            days[own.pk] = overlap_days(own.starts_on, own.ends_on, cycle.starts_on, cycle.ends_on)
        else:
            parts.append((weight, figures.get(child.pk)))
    if shorter:
        buckets = [(days[key], mean(children)) for key, children in shorter.items()]
        measured = [(length, figure) for length, figure in buckets if figure is not None]
        brought = sum(length * figure for length, figure in measured)
        together = divide_half_up(brought, max(whole, sum(days.values()))) if measured else None
        parts.append((shorter_weight, together))
    return parts


def mean(parts: list[tuple[int, int | None]]) -> int | None:
    return weighted_mean((weight, figure) for weight, figure in parts if figure is not None)
