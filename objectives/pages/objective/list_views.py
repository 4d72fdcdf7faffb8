"""The list of objectives: mine, my unit's, drafts to read, and what waits for my approval."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Q, When
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.display.charts.scale import Scale
from objectives.display.charts.time import Ribbon
from objectives.display.history_words import owner_name
from objectives.display.scales import objective_scale
from objectives.drafts.approval import waiting_for
from objectives.editing.limits import overload
from objectives.models import Cycle, Objective, ObjectiveState
from objectives.progress import distance
from okrsite.infra.htmx import page_or_part
from organisations.display.reader import reader
from organisations.permissions import can_own
from organisations.tenancy.decorators import MemberRequest, member_view

PAGE = 50
TABS = {"mine": "Mine", "unit": "My unit", "drafts": "Drafts", "waiting": "For my approval", "all": "All"}


@dataclass(frozen=True, slots=True)
class Row:
    """One objective in the list."""

    objective: Objective
    url: str
    owner: str
    scale: Scale
    points: int | None


@require_safe
@member_view
def objectives(request: MemberRequest) -> HttpResponse:
    """One tab of the list; fifty a page."""
    by, here = request.membership, reader(request, timezone.now())
    tab = request.GET.get("show", "mine")
    tab = tab if tab in TABS else "mine"
    cycles = list(Cycle.objects.order_by("-starts_on", "-ends_on"))
    running = [each for each in cycles if each.starts_on <= here.today <= each.ends_on]
    number = page_number(request.GET.get("page", ""))
    fetched = (
        Objective.objects.with_figures()
        .select_related("owner__manager", "owner_unit__parent")
        .annotate(
            when=Case(
                When(cycle__ends_on__lt=here.today, then=2),
                When(cycle__starts_on__gt=here.today, then=1),
                default=0,
            )
        )
        .order_by(
            "when",
            "-cycle__starts_on",
            "cycle",
            "owner_unit__parent_id",
            "owner_unit__name",
            "owner__name",
            "slot",
            "pk",
        )
        .exclude(state=ObjectiveState.TERMINATED, activated_on=None)
    )  # drafts that were set aside
    waiting = waiting_for(by)
    if tab == "mine":
        fetched = fetched.filter(
            Q(owner=by) | Q(owner_unit__lead=by) | Q(key_results__accountable=by)
        ).distinct()
    elif tab == "unit":
        fetched = fetched.filter(unit=by.unit)
    elif tab == "drafts":
        fetched = fetched.filter(state__in=(ObjectiveState.DRAFT, ObjectiveState.SUBMITTED))
    elif tab == "waiting":
        fetched = fetched.filter(pk__in=[each.pk for each in waiting])
    found = list(fetched[(number - 1) * PAGE : number * PAGE + 1])
    address = reverse("objectives:objectives", args=(request.organisation.slug,))
    context = {
        "reader": here,
        "section": "objectives",
        "ribbon": Ribbon(running[0].name, running[0].starts_on, running[0].ends_on, here.today)
        if running
        else None,
        "tabs": [
            (words, f"{address}?show={key}", key == tab, len(waiting) if key == "waiting" else 0)
            for key, words in TABS.items()
        ],
        "tab": tab,
        "groups": by_cycle([row(request, each) for each in found[:PAGE]]),
        "next": f"{address}?show={tab}&page={number + 1}" if len(found) > PAGE else "",
        "may_write": can_own(by),
        "overloaded": bool(running) and tab == "mine" and bool(overload(by, running[0])),
    }
    return page_or_part(request, "objectives/pages/objective/objectives.html", context)


def by_cycle(rows: list[Row]) -> list[tuple[Cycle, list[Row]]]:
    """The rows under their cycles, which they are in the order of."""
    return [(cycle, list(group)) for cycle, group in groupby(rows, key=lambda each: each.objective.cycle)]


def row(request: MemberRequest, objective: Objective) -> Row:
    figure = getattr(objective, "figure", None)
    scale = objective_scale(objective, reader(request), request.organisation)
    counts = (
        objective.state in (ObjectiveState.ACTIVE, ObjectiveState.CLOSED)
        and figure
        and figure.progress is not None
    )
    return Row(
        objective=objective,
        url=reverse("objectives:objective", args=(request.organisation.slug, objective.public_id)),
        owner=owner_name(objective),
        scale=scale,
        points=distance(figure.progress, figure.expected or 0) if counts and figure else None,
    )


def page_number(typed: str) -> int:
    """From an address; the first page for anything odd."""
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
