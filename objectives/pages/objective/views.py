"""An objective's page: where it stands, why, what it leads to, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.alignment.card import links_of
from objectives.display import measures, values
from objectives.display.charts.lines import Trend
from objectives.display.charts.time import Ribbon
from objectives.display.entries import TimelineEntry
from objectives.display.key_result import KeyResultRow, for_rows
from objectives.display.key_result_data import RowContext
from objectives.display.scales import objective_scale
from objectives.editing.history import told
from objectives.explanation.explain import explain_key_result, explain_objective
from objectives.models import (
    HistoryEntry,
    Judgement,
    KeyResult,
    MeasuredBy,
    Objective,
    ObjectiveState,
    Update,
)
from objectives.pages.objective.trend import key_result_trend, projected
from objectives.permissions import can_approve, can_change_once_active, can_edit
from objectives.progress import value_at
from okrsite.infra.htmx import page_or_part, wants_part
from organisations.display.reader import Reader, reader
from organisations.tenancy.decorators import MemberRequest, member_view


@require_safe
@member_view
def objective(request: MemberRequest, public_id: str) -> HttpResponse:
    """One objective, with one of its key results opened. Everyone in the organisation reads it, drafts
    included."""
    found = get_object_or_404(
        Objective.objects.with_figures().select_related(
            "owner__manager", "owner_unit__parent", "approved_by", "replaced_by"
        ),
        public_id=public_id,
    )
    if request.GET.get("explain"):
        return explained(request, found)
    if found.state in (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED):
        from objectives.drafts.views import draft_page

        return draft_page(request, found)
    here = reader(request, timezone.now())
    context = page(request, found, here)
    return page_or_part(
        request,
        "objectives/pages/objective/objective.html",
        context,
        "key_results" if request.GET.get("part") else "",
    )


def explained(request: MemberRequest, found: Objective) -> HttpResponse:
    """How the objective's figure, or a key result's, comes about: in the dialog, or as a page without
    script."""
    chosen = request.GET.get("key_result")
    organisation, by = request.organisation, request.membership
    if chosen:
        key_result = get_object_or_404(
            KeyResult.objects.select_related("objective"), objective=found, public_id=chosen
        )
        arith = explain_key_result(key_result, organisation=organisation, membership=by)
    else:
        arith = explain_objective(found, organisation=organisation, membership=by)
    context = {
        "arith": arith,
        "objective": found,
        "section": "objectives",
        "as_page": not wants_part(request),
        "back": reverse("objectives:objective", args=(request.organisation.slug, found.public_id)),
    }
    return page_or_part(request, "objectives/pages/objective/arithmetic.html", context, "dialog")


def page(request: MemberRequest, found: Objective, here: Reader) -> dict[str, Any]:
    """Everything the template places. The number of queries does not depend on how many rows there are."""
    organisation, by = request.organisation, request.membership
    figure = getattr(found, "figure", None)  # none until the roll-up has met it
    progress, expected = (figure.progress, figure.expected) if figure else (None, None)
    early, table = measures.is_early(found, here.today), measures.pace_table(organisation)
    key_results = list(for_rows(KeyResult.objects.filter(objective=found)).order_by("position", "pk"))
    for each in key_results:
        each.objective = found
    rows = [KeyResultRow(each, RowContext(organisation, here)) for each in key_results]
    arith = explain_objective(found, organisation=organisation, membership=by)
    chosen = choose(key_results, request.GET.get("key_result", ""))
    url = reverse("objectives:objective", args=(organisation.slug, found.public_id))
    said = Judgement.objects.filter(objective=found).select_related("by").order_by("-at").first()
    history = (
        HistoryEntry.objects.filter(objective=found)
        .select_related("by", "told", "key_result")
        .order_by("-at", "-pk")
    )
    everything = request.GET.get("history") == "all"
    listed = list(history[: 200 if everything else 9])
    going = [each for each in key_results if each.terminated_at is None]
    return {
        "reader": here,
        "section": "objectives",
        "ribbon": Ribbon(found.cycle.name, found.cycle.starts_on, found.cycle.ends_on, here.today),
        "objective": found,
        "owner": found.owner or (found.owner_unit.lead if found.owner_unit else None),
        "url": url,
        "progress": progress,
        "expected": expected,
        "scale": objective_scale(found, here, organisation),
        "arith": arith,
        "tabs": [(row, row.key_result is chosen) for row in rows],
        "count": len(going),
        "left": f"{len(going)} of {len(key_results)} left" if len(going) < 3 <= len(key_results) else "",
        "panel": next((panel(row) for row in rows if row.key_result is chosen), None),
        "links": links_of(found, by=by, organisation=organisation, today=here.today),
        "judgement": said,
        "entries": [entry(each, here) for each in listed[: 200 if everything else 8]],
        "more_history": f"{url}?history=all" if len(listed) > 8 and not everything else "",
        "early": early,
        "table": table,
        "unmeasured": unmeasured(going),
        "may_edit": found.state == ObjectiveState.ACTIVE and can_edit(by, found),
        "may_change": can_change_once_active(by, found),
        "may_approve": can_approve(by, found),
        "own_key_results": found.state == ObjectiveState.ACTIVE
        and any(each.accountable_id == by.pk for each in going),
    }


def unmeasured(key_results: list[KeyResult]) -> str:
    """ "1 of 4 not measured yet": what is left out of the arithmetic until its first value; empty where
    nothing is, or all."""
    waiting = sum(
        getattr(each, "figure", None) is None or each.figure.progress is None for each in key_results
    )
    return (
        f"{waiting} of {len(key_results)} not measured yet: left out until the first value."
        if 0 < waiting < len(key_results)
        else ""
    )


def choose(key_results: list[KeyResult], public_id: str) -> KeyResult | None:
    """The key result asked for; else the one that is furthest behind what is expected of it; else the
    first."""
    asked = next((each for each in key_results if each.public_id == public_id), None)
    if asked is not None or not key_results:
        return asked
    return min(key_results, key=lambda each: (each.terminated_at is not None, distance_of(each)))


def distance_of(key_result: KeyResult) -> int:
    figure = getattr(key_result, "figure", None)
    if figure is None or figure.progress is None or figure.expected is None:
        return 0
    return int(figure.progress - figure.expected)


@dataclass(frozen=True, slots=True)
class Panel:
    """The chosen key result: its facts, its chart, what was said of it."""

    key_result: KeyResult
    facts: list[tuple[str, str, bool]]
    trend: Trend | None
    updates: list[Update]
    count: int
    explain_url: str


def panel(row: KeyResultRow) -> Panel:
    key_result, reading, zone = row.key_result, row.context.reader, row.context.organisation.zone
    measure, locale = measures.measure_of(key_result), reading.locale

    def words(value: Any) -> str:
        return values.in_words(value, measure, locale)

    updates = list(Update.objects.history_of(key_result)) if row.by_updates else []
    expects = row.scale.expected
    facts: list[tuple[str, str, bool]] = []
    if key_result.start is not None:
        facts.append(
            (
                "Worst acceptable" if key_result.trajectory == "hold" else "Start",
                words(key_result.start),
                False,
            )
        )
    if row.value is not None:
        facts.append(("Now", words(row.value), False))
    if expects is not None and key_result.start is not None and key_result.trajectory != "hold":
        facts.append(
            ("Expected today", words(round(value_at(key_result.start, key_result.target, expects), 1)), False)
        )
    facts.append(("Hold" if key_result.trajectory == "hold" else "Target", words(key_result.target), False))
    end = projected(key_result, updates, zone)
    if end is not None and reading.today < key_result.due_on:
        worse = (end < key_result.target) == (
            key_result.start is None or key_result.target > key_result.start
        )
        facts.append((f"At this rate on {short(key_result.due_on)}", words(round(end, 1)), worse))
    if key_result.weight != 1:
        facts.append(("Weight", str(key_result.weight), False))
    return Panel(
        key_result=key_result,
        facts=facts,
        trend=key_result_trend(key_result, updates, today=reading.today, zone=zone, locale=locale),
        updates=updates[::-1][:3],
        count=len(updates),
        explain_url=f"?explain=1&key_result={key_result.public_id}"
        if key_result.measured_by != MeasuredBy.UPDATES
        else "",
    )


def short(day: date) -> str:
    return f"{day.day} {day:%b}"


def entry(line: HistoryEntry, reading: Reader) -> TimelineEntry:
    return told(line, reading)
