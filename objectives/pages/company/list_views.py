"""The rows behind the figures: who takes part, what needs attention, gaps, wins, a unit's key results and
objectives.

Every figure of the company and unit pages leads to one of these lists, in pages of fifty.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.alignment import unit_links
from objectives.display.key_result import for_rows
from objectives.display.key_result_data import RowContext
from objectives.models import Alignment, Confidence, Finding, KeyResult, Objective, PersonSummary
from objectives.pages import hooks
from objectives.pages.company import findings
from objectives.pages.filters import Filters, filters, ribbon
from objectives.pages.key_result_rows import rows_of
from objectives.pages.objective_card import part
from okrsite.infra.htmx import page_or_part
from organisations.display.paging import LISTED, paged
from organisations.display.reader import reader
from organisations.models import Role, Unit
from organisations.tenancy.decorators import MemberRequest, member_view

GROUPS = {"leadership": "Leadership", "leads": "Unit leads", "everyone": "Everyone else"}
CONFIDENCES = {
    "on": Confidence.ON_TRACK,
    "risk": Confidence.AT_RISK,
    "off": Confidence.OFF_TRACK,
    "none": Confidence.NOT_SET,
}


def opened(request: MemberRequest) -> tuple[RowContext, Filters]:
    """For whom, and what was asked for."""
    context = RowContext(request.organisation, reader(request, timezone.now()))
    return context, filters(request, context.reader.today)


def answer(
    request: MemberRequest, template: str, context: RowContext, asked: Filters, **extra: Any
) -> HttpResponse:
    known = {
        "reader": context.reader,
        "ribbon": ribbon(asked.cycle, context.reader),
        "section": "company",
        "filters": asked,
    }
    return page_or_part(request, f"objectives/pages/{template}.html", {**known, **extra})


def choice(request: MemberRequest, name: str, allowed: Any) -> str:
    """A word of the address if it is one of these, else nothing."""
    said = request.GET.get(name, "")
    return said if said in allowed else ""


# Who takes part ---------------------------------------------------------------------------------------------


@require_safe
@member_view
def participation(request: MemberRequest) -> HttpResponse:
    """Everyone who was asked in the cycle, by name, with what is updated and what is not."""
    context, asked = opened(request)
    group, only = choice(request, "group", GROUPS), choice(request, "only", ("missing",))
    rows, paging = paged(
        of_group(asked, group, only), asked.page, lambda page: asked.query(page=page, group=group, only=only)
    )
    waiting = [each.membership for each in rows if each.updated < each.key_results]
    found = hooks.additions.reminder_offers(people=waiting, by=request.membership, reader=context.reader)
    return answer(
        request,
        "company/participation",
        context,
        asked,
        rows=[(each, found.get(each.membership_id)) for each in rows],
        paging=paging,
        group=group,
        only=only,
        reminders=bool(found),
        can_remind=[each.person for each in found.values() if each.url],
        tabs=[
            ("Everyone asked", asked.query(only=only), not group, 0),
            *(
                (words, asked.query(group=name, only=only), group == name, 0)
                for name, words in GROUPS.items()
            ),
        ],
        toggle=asked.query(group=group, only="" if only else "missing"),
    )


def of_group(asked: Filters, group: str, only: str) -> QuerySet[PersonSummary]:
    """Summaries of people who were asked, by name; nobody is ranked."""
    leads = Exists(Unit.objects.filter(lead=OuterRef("membership")))
    rows = PersonSummary.objects.filter(cycle=asked.cycle, key_results__gt=0)
    match group:
        case "leadership":
            rows = rows.filter(membership__role=Role.LEADER)
        case "leads":
            rows = rows.exclude(membership__role=Role.LEADER).filter(leads)
        case "everyone":
            rows = rows.exclude(membership__role=Role.LEADER).exclude(leads)
    if only:
        rows = rows.filter(updated__lt=F("key_results"))
    if asked.unit is not None:
        rows = rows.filter(membership__unit__in=Unit.objects.below(asked.unit).values("pk"))
    return rows.select_related("membership", "membership__unit").order_by("membership__name", "pk")


# Findings ---------------------------------------------------------------------------------------------------


@require_safe
@member_view
def attention(request: MemberRequest) -> HttpResponse:
    """Key results of the company and its units that are off track, at risk or far behind, furthest behind
    first."""
    context, asked = opened(request)
    rows, paging = findings.paged(
        Finding.Kind.ATTENTION, asked.chain, asked.unit, asked.page, lambda page: asked.query(page=page)
    )
    shown = [findings.attention_of(each, context) for each in rows]
    return answer(request, "company/attention", context, asked, rows=shown, paging=paging)


@require_safe
@member_view
def gaps(request: MemberRequest) -> HttpResponse:
    """Where plan and result are more than 20 points apart, the widest first."""
    context, asked = opened(request)
    rows, paging = findings.paged(
        Finding.Kind.GAP,
        asked.chain,
        asked.unit,
        asked.page,
        lambda page: asked.query(page=page),
        people=True,
    )
    return answer(
        request,
        "company/gaps",
        context,
        asked,
        rows=[findings.gap_of(each, context) for each in rows],
        paging=paging,
    )


@require_safe
@member_view
def wins(request: MemberRequest) -> HttpResponse:
    """Key results at their target and objectives that were achieved, the newest first; thanks beside them."""
    context, asked = opened(request)
    rows, paging = findings.paged(
        Finding.Kind.WIN,
        asked.chain,
        asked.unit,
        asked.page,
        lambda page: asked.query(page=page),
        people=True,
    )
    thanks = hooks.additions.wins(slug=context.organisation.slug, unit=asked.unit, limit=LISTED)
    shown = [findings.win_of(each, context) for each in rows]
    return answer(request, "company/wins", context, asked, rows=shown, thanks=thanks, paging=paging)


# Leadership and units ---------------------------------------------------------------------------------------


@require_safe
@member_view
def leadership(request: MemberRequest) -> HttpResponse:
    """The leaders' own objectives in the cycle: they go first."""
    context, asked = opened(request)
    rows = Objective.objects.counting().filter(owner__role=Role.LEADER, owner__active=True, cycle=asked.cycle)
    return objectives_page(
        request, context, asked, rows, title="Leadership", of="leaders’ individual objectives"
    )


@require_safe
@member_view
def unit_objectives(request: MemberRequest, public_id: str) -> HttpResponse:
    """The objectives that a unit's alignment counts: its own, those below it, and those of their people."""
    here = get_object_or_404(Unit, public_id=public_id)
    context, asked = opened(request)
    aligned = choice(request, "aligned", ("yes", "no"))
    leads = Exists(Alignment.objects.standing().filter(child=OuterRef("pk")))
    rows = Objective.objects.active().filter(
        unit__in=Unit.objects.below(here).values("pk"), cycle=asked.cycle
    )
    rows = rows.exclude(owner_unit__parent=None, owner_unit__isnull=False)
    if aligned:
        rows = rows.filter(leads if aligned == "yes" else ~leads)
    words = {"yes": "objectives that lead somewhere", "no": "objectives that lead nowhere yet"}
    return objectives_page(
        request,
        context,
        asked,
        rows,
        title=here.name,
        of=words.get(aligned, "objectives"),
        unit=here,
        extra={"aligned": aligned},
        tabs=[
            ("All", asked.query(), not aligned, 0),
            ("Lead somewhere", asked.query(aligned="yes"), aligned == "yes", 0),
            ("Lead nowhere yet", asked.query(aligned="no"), aligned == "no", 0),
        ],
    )


def objectives_page(
    request: MemberRequest,
    context: RowContext,
    asked: Filters,
    rows: QuerySet[Objective],
    *,
    title: str,
    of: str,
    unit: Unit | None = None,
    extra: dict[str, str] | None = None,
    tabs: Any = (),
) -> HttpResponse:
    """A list of objectives with progress, distance and what they lead to."""
    fetched = rows.select_related("figure", "cycle", "owner", "owner_unit__lead").order_by(
        "owner__name", "owner_unit__name", "slot", "pk"
    )
    found, paging = paged(fetched, asked.page, lambda page: asked.query(page=page, **(extra or {})))
    above = unit_links.upwards(found, context)
    parts = [
        (
            part(each, [], context, links=[link for link in above if link.of == each.pk]),
            unit_links.owner_name(each),
            each.owner,
        )
        for each in found
    ]
    return answer(
        request,
        "unit/objectives",
        context,
        asked,
        title=title,
        of=of,
        unit=unit,
        rows=parts,
        paging=paging,
        tabs=tabs,
    )


@require_safe
@member_view
def unit_key_results(request: MemberRequest, public_id: str) -> HttpResponse:
    """The key results that a unit's confidence and freshness count, filtered by either."""
    here = get_object_or_404(Unit, public_id=public_id)
    context, asked = opened(request)
    confidence, updated = (
        choice(request, "confidence", CONFIDENCES),
        choice(request, "updated", ("yes", "no")),
    )
    rows, paging = paged(
        counted(here, asked, confidence, updated),
        asked.page,
        lambda page: asked.query(page=page, confidence=confidence, updated=updated),
    )
    return answer(
        request,
        "unit/key_results",
        context,
        asked,
        unit=here,
        paging=paging,
        rows=rows_of(rows, context),
        tabs=[
            ("All", asked.query(updated=updated), not confidence, 0),
            ("On track", asked.query(confidence="on", updated=updated), confidence == "on", 0),
            ("At risk", asked.query(confidence="risk", updated=updated), confidence == "risk", 0),
            ("Off track", asked.query(confidence="off", updated=updated), confidence == "off", 0),
            ("Not set", asked.query(confidence="none", updated=updated), confidence == "none", 0),
        ],
        chips=[
            (
                "Updated",
                asked.query(confidence=confidence, updated="" if updated == "yes" else "yes"),
                updated == "yes",
            ),
            (
                "Not updated",
                asked.query(confidence=confidence, updated="" if updated == "no" else "no"),
                updated == "no",
            ),
        ],
    )


def counted(here: Unit, asked: Filters, confidence: str, updated: str) -> QuerySet[KeyResult]:
    """As the summaries count them: going key results of the unit and everyone below it, in the cycle."""
    rows = KeyResult.objects.going().filter(
        objective__unit__in=Unit.objects.below(here).values("pk"), objective__cycle=asked.cycle
    )
    if confidence:
        rows = rows.filter(state__confidence=CONFIDENCES[confidence])
    since = Q(state__updated_at__isnull=False) & (
        Q(state__window_from=None) | Q(state__updated_at__gt=F("state__window_from"))
    )
    if updated:
        asked_people = Q(figure__tally__asked=True)
        rows = rows.filter(asked_people, since if updated == "yes" else ~since)
    return (
        for_rows(rows)
        .select_related("objective__cycle")
        .order_by("objective__owner_unit__name", "objective_id", "position", "pk")
    )
