"""What an objective leads to, what carries it, and what waits to be accepted, for its page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from objectives.alignment.actions import asks
from objectives.alignment.effect import Effect, effect
from objectives.display.history_words import owner_name
from objectives.display.links import LinkKind, Proposed
from objectives.models import Alignment, Counts, MeasuredBy, Objective
from objectives.permissions import can_edit
from organisations.display.dates import day_and_month
from organisations.display.numbers import share
from organisations.models import Membership, Organisation

FORETOLD = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One link as the Alignment card lists it. `figure` is the other objective's progress in millionths."""

    kind: LinkKind
    owner: str
    note: str
    title: str
    url: str
    figure: int | None
    how: str
    edit_url: str
    explain_url: str


@dataclass(frozen=True, slots=True)
class Links:
    """The Alignment card."""

    waiting: list[Proposed]
    leads_to: list[Line]
    carried_by: list[Line]


def links_of(objective: Objective, *, by: Membership, organisation: Organisation, today: date) -> Links:
    """All links of an objective, its key results' included, in two queries. What accepting would make is
    foretold for the first few that wait; each foretelling asks the database."""
    fetched = Alignment.objects.exclude(state=Alignment.State.DECLINED).select_related(
        "child__figure",
        "child__cycle",
        "child__owner",
        "child__owner_unit",
        "child__unit",
        "parent__cycle",
        "parent__figure",
        "parent__owner",
        "parent_key_result__objective__cycle",
        "parent__owner_unit__lead",
        "parent_key_result__figure",
        "parent_key_result__objective__owner",
        "parent_key_result__objective__owner_unit__lead",
        "parent_key_result__objective__figure",
        "proposed_by",
    )
    upwards = list(fetched.filter(child=objective).order_by("kind", "pk"))
    downwards = list(
        fetched.filter(Q(parent=objective) | Q(parent_key_result__objective=objective)).order_by(
            "kind", "-weight", "pk"
        )
    )
    mine = can_edit(by, objective)
    return Links(
        waiting=[
            proposal(each, mine=mine, organisation=organisation, today=today, foretells=number < FORETOLD)
            for number, each in enumerate(
                each for each in downwards if each.state == Alignment.State.PROPOSED
            )
        ],
        leads_to=[line(each, up=True, mine=mine, organisation=organisation) for each in upwards],
        carried_by=[
            line(each, up=False, mine=mine, organisation=organisation)
            for each in downwards
            if each.state == Alignment.State.ACCEPTED
        ],
    )


def line(link: Alignment, *, up: bool, mine: bool, organisation: Organisation) -> Line:
    parent = link.parent or (link.parent_key_result.objective if link.parent_key_result else None)
    assert parent is not None
    other = parent if up else link.child
    kind: LinkKind = (
        "proposed"
        if link.state == Alignment.State.PROPOSED
        else "direct"
        if link.kind == "direct"
        else "indirect"
    )
    notes = {
        "direct": f"weight {link.weight}",
        "indirect": "shown only",
        "proposed": f"waits for {decider(parent)}",
    }
    url = reverse("objectives:objective", args=(organisation.slug, other.public_id))
    figure = getattr(other, "figure", None)
    through = f" Through “{link.parent_key_result.title}”." if link.parent_key_result else ""
    return Line(
        kind=kind,
        owner=owner_name(other),
        note=notes[kind],
        title=other.title,
        url=url,
        explain_url=f"{url}?explain=1",
        figure=figure.progress if figure else None,
        how=f"{link.how}{through}".strip(),
        edit_url=reverse("objectives:edit_link", args=(organisation.slug, link.public_id)) if mine else "",
    )


def proposal(
    link: Alignment, *, mine: bool, organisation: Organisation, today: date, foretells: bool
) -> Proposed:
    """A link that waits: with what accepting would make, and the acts for who may."""
    before, after = words(foretold(link), organisation) if foretells else ("", "")
    since = link.proposed_at.astimezone(organisation.zone).date()
    address = (organisation.slug, link.public_id)
    parent = link.parent or (link.parent_key_result.objective if link.parent_key_result else None)
    return Proposed(
        title=link.child.title,
        url=reverse("objectives:objective", args=(organisation.slug, link.child.public_id)),
        asker=link.proposed_by.short_name if link.proposed_by else owner_name(link.child),
        person=link.proposed_by,
        unit=link.child.unit.name if link.child.unit else "",
        since=day_and_month(since, today),
        weight=link.weight,
        before=before,
        after=after,
        accept_url=reverse("objectives:answer_link", args=address) if mine else "",
        effect_url=reverse("objectives:link_effect", args=address) if mine else "",
        waits_for="" if mine or parent is None else decider(parent),
    )


def decider(parent: Objective) -> str:
    """Who accepts a link to this objective: its owner; for a unit its lead, and the unit itself where nobody
    leads it."""
    person = parent.owner or (parent.owner_unit.lead if parent.owner_unit else None)
    return person.first_name if person else owner_name(parent)


def foretold(link: Alignment, weight: int | None = None) -> Effect:
    """The effect of accepting, where what accepting asks is answered as proposed: count both, measure by
    aligned."""
    asked = asks(link)
    return effect(
        link,
        weight=weight,
        counts=Counts.BOTH if asked == "counts" else None,
        measured_by=MeasuredBy.ALIGNED if asked == "measured_by" else None,
    )


def words(found: Effect, organisation: Organisation) -> tuple[str, str]:
    """Before and after, in whole percent; empty where nothing would move."""
    if found.before == found.after or found.after is None:
        return "", ""
    before = share(found.before, organisation.locale) if found.before is not None else "no data yet"
    return before, share(found.after, organisation.locale)
