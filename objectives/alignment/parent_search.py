"""What an objective could lead to: found by words, each with what a link there would do, said before anybody
links.

The list advises; the link itself is judged again when it is made (objectives/alignment). Everyone reads every
title, so nothing is left out but what could never be linked: what has ended, and cycles without a day in
common.
"""

from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from objectives.alignment.card import decider
from objectives.alignment.graph import node, refused
from objectives.display.history_words import owner_name
from objectives.display.links import LinkKind
from objectives.models import Alignment, Counts, KeyResult, MeasuredBy, Objective, ObjectiveState
from organisations.models import Membership, Organisation

MOST, KEY_RESULTS = 8, 3
OPEN = (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE)
CORPORATE = Q(owner_unit__isnull=False, owner_unit__parent=None)
LEVEL = Case(When(CORPORATE, then=0), When(owner_unit__isnull=False, then=1), default=2)
WHOLE = ("cycle", "owner__manager", "owner_unit__lead", "owner_unit__parent")


@dataclass(frozen=True, slots=True)
class ParentOption:
    """One line of the picker. `title` in three parts, the middle one is what was searched for. Without a
    `url` there is nothing to choose, and `words` say why."""

    owner: str
    title: tuple[str, str, str]
    kind: LinkKind | None
    words: str
    url: str


def find(child: Objective, *, words: str, by: Membership, organisation: Organisation) -> list[ParentOption]:
    """At most eight objectives and key results whose titles have all the words; without words what lies above
    the child. Six queries, whatever is found."""
    typed = words.split()[:6]
    objectives: list[Objective] = list(
        (possible(child).filter(has_all(typed)) if typed else above(child))[:MOST]
    )
    key_results: list[KeyResult] = list(key_results_of(child).filter(has_all(typed))[:MOST]) if typed else []
    room = MOST - min(KEY_RESULTS, len(key_results))
    found: list[Objective | KeyResult] = []
    found += objectives[:room]
    found += key_results[: MOST - len(found)]
    linked = (
        Alignment.objects.filter(child=child)
        .exclude(state=Alignment.State.DECLINED)
        .values_list("parent", "parent_key_result")
    )
    standing = {parent or -key_result for parent, key_result in linked}
    no = refused(child, found)
    return [candidate(child, each, no, standing, typed, by, organisation) for each in found]


def possible(child: Objective) -> QuerySet[Objective]:
    """Open objectives with a day in common, the company's first, then units', then people's."""
    direct = Alignment.objects.standing().direct().filter(parent=OuterRef("pk"))
    return (
        Objective.objects.filter(
            state__in=OPEN,
            cycle__starts_on__lte=child.cycle.ends_on,
            cycle__ends_on__gte=child.cycle.starts_on,
        )
        .exclude(pk=child.pk)
        .select_related(*WHOLE)
        .annotate(is_part=Exists(direct))
        .order_by(LEVEL, "title", "pk")
    )


def key_results_of(child: Objective) -> QuerySet[KeyResult]:
    direct = Alignment.objects.standing().direct().filter(parent_key_result=OuterRef("pk"))
    return (
        KeyResult.objects.filter(objective__in=possible(child).order_by().values("pk"), terminated_at=None)
        .select_related(*(f"objective__{each}" for each in WHOLE))
        .annotate(is_part=Exists(direct))
        .order_by("title", "pk")
    )


def above(child: Objective) -> QuerySet[Objective]:
    """Before anything is typed: the company's objectives, those of the unit and the one above it, the
    manager's own."""
    unit = child.unit
    upwards = CORPORATE
    if unit is not None:
        upwards |= (
            Q(owner_unit=unit.parent_id)
            if child.owner_unit_id
            else Q(owner_unit__in=[unit.pk, unit.parent_id])
        )
    if child.owner is not None and child.owner.manager_id:
        upwards |= Q(owner=child.owner.manager_id)
    return possible(child).filter(upwards).order_by(LEVEL.desc(), "title", "pk")


def has_all(typed: list[str]) -> Q:
    found = Q()
    for word in typed:
        found &= Q(title__icontains=word)
    return found


def candidate(
    child: Objective,
    thing: Objective | KeyResult,
    no: dict[int, str],
    standing: set[int],
    typed: list[str],
    by: Membership,
    organisation: Organisation,
) -> ParentOption:
    parent = thing.objective if isinstance(thing, KeyResult) else thing
    cycle = "" if parent.cycle_id == child.cycle_id else f", {parent.cycle.name}"
    state = "" if parent.state == ObjectiveState.ACTIVE else f", {parent.get_state_display().lower()}"
    kind, words = verdict(thing, parent, no.get(node(thing), ""), node(thing) in standing, by)
    name = "key_result" if isinstance(thing, KeyResult) else "objective"
    address = reverse("objectives:add_link", args=(organisation.slug, child.public_id))
    return ParentOption(
        owner=f"{owner_name(parent)}{cycle}{state}{', key result' if isinstance(thing, KeyResult) else ''}",
        title=marked(thing.title, typed),
        kind=kind,
        words=words,
        url=f"{address}?{name}={thing.public_id}" if kind else "",
    )


def verdict(
    thing: Objective | KeyResult, parent: Objective, no: str, linked: bool, by: Membership
) -> tuple[LinkKind | None, str]:
    """What a link would be, in the words of interface.md §4.11."""
    if linked:
        return None, "Leads there already"
    if no == "loop":
        return None, "Leads here itself: it would go in circles"
    if no == "counted":
        return "indirect", "Already counted: shown only"
    if getattr(thing, "is_part", False) and not counts_aligned(thing):
        return "direct", "Shown and compared, it counts otherwise"
    if decides(by, parent):
        return "direct", "Moves the figure"
    return "direct", f"Moves the figure, once {decider(parent)} accepts"


def counts_aligned(thing: Objective | KeyResult) -> bool:
    if isinstance(thing, KeyResult):
        return thing.measured_by == MeasuredBy.ALIGNED
    return thing.counts != Counts.KEY_RESULTS


def decides(by: Membership, parent: Objective) -> bool:
    """Whether the reader accepts links there, as far as can be told without asking the database for each
    line."""
    unit = parent.owner_unit
    if unit is None:
        return by.pk in (parent.owner_id, parent.owner.manager_id if parent.owner else None)
    return by.pk in (unit.lead_id, unit.parent.lead_id if unit.parent else None) or (
        unit.is_root and by.is_leader
    )


def marked(title: str, typed: list[str]) -> tuple[str, str, str]:
    """The title around the first of the words that it has."""
    for word in typed:
        at = title.lower().find(word.lower())
        if at >= 0:
            return title[:at], title[at : at + len(word)], title[at + len(word) :]
    return title, "", ""
