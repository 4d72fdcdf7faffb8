"""A unit's page: how it stands, its objectives, the teams below it, what they lead to and what carries
them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_list_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.alignment import unit_links
from objectives.display.key_result_data import RowContext
from objectives.models import Finding, Objective
from objectives.pages.company import findings
from objectives.pages.company.cards import key_results_of
from objectives.pages.filters import Filters, filters, ribbon
from objectives.pages.key_result_rows import rows_of
from objectives.pages.objective_card import Part, part
from objectives.pages.unit import page as reads
from okrsite.infra.htmx import page_or_part
from organisations.display.reader import reader
from organisations.models import Stage, Unit
from organisations.tenancy.decorators import MemberRequest, member_view


@require_safe
@member_view
def unit(request: MemberRequest, public_id: str) -> HttpResponse:
    """The root unit is the company, and has the company's page."""
    chain = get_list_or_404(Unit.objects.chain(public_id).select_related("lead"))
    here = chain[-1]
    if here.is_root:
        return redirect("objectives:company", slug=request.organisation.slug)
    context = RowContext(request.organisation, reader(request, timezone.now()))
    asked = filters(request, context.reader.today)
    may_remind = request.membership.is_leader or here.lead_id == request.membership.pk
    return page_or_part(
        request,
        "objectives/pages/unit/unit.html",
        {**gather(chain, asked, context), "may_remind": may_remind},
    )


def gather(chain: Sequence[Unit], asked: Filters, context: RowContext) -> dict[str, Any]:
    """Everything the template places about the last unit of the chain, in a number of queries that does not depend on the unit's size."""
    here = chain[-1]
    children = list(Unit.objects.filter(parent=here).select_related("lead").order_by("name"))
    found = reads.summaries([here, *children], asked, context)
    people = reads.headcounts(here, children)
    objectives = reads.own_objectives(here, asked)
    by_objective = key_results_of(objectives)
    key_results = [each for rows in by_objective.values() for each in rows]
    rows = rows_of(key_results, context)
    counted = [row for row in rows if row.key_result.objective.state in ("active", "closed")]
    above = unit_links.upwards(objectives, context)
    parts = [
        part(
            each,
            [row for row in rows if row.key_result.objective_id == each.pk],
            context,
            lead=here.lead,
            links=[link for link in above if link.of == each.pk],
            cycle=asked.cycle,
        )
        for each in objectives
    ]
    stage = reads.stage_of(chain)
    waiting = reads.joins(here, asked.cycles) if stage == Stage.NOT_STARTED else ""
    held = sum(
        1 for each in objectives if each.slot and each.cycle_id == (asked.cycle.pk if asked.cycle else 0)
    )
    gaps = findings.listed(Finding.Kind.GAP, asked.chain, here, below=False, limit=3)
    return {
        "reader": context.reader,
        "ribbon": ribbon(asked.cycle, context.reader),
        "section": "company",
        "filters": asked,
        "unit": here,
        "chain": chain[:-1],
        "stage": stage,
        "joins": waiting,
        "waits": {"N": "has not started"}.get(waiting[:1], f"j{waiting[1:]}"),
        "people": people.get(here.pk, 0),
        "missing": asked.query(unit=here.public_id, only="missing"),
        "own": found[here.pk],
        "mix_links": mix_links(here, found[here.pk], asked, context),
        "parts": parts,
        "held": held,
        "limit": context.organisation.max_objectives,
        "lead": reads.lead(here, found[here.pk], parts, counted, asked, context),
        "teams": reads.teams(children, found, people, stage),
        "teams_title": f"{children[0].get_kind_display()}s"
        if len({each.kind for each in children}) == 1
        else "Units below",
        "leads_to": unit_links.once(above),
        "aligned": aligned(objectives, above, parts),
        "carried_by": unit_links.once(unit_links.carried_by(objectives, key_results, context)),
        "gaps": [findings.gap_of(each, context) for each in gaps],
    }


def aligned(
    objectives: Sequence[Objective], above: Sequence[unit_links.Linked], parts: Sequence[Part]
) -> str:
    """ "3 of 3" of its objectives lead somewhere, proposals not counted."""
    leading = {link.of for link in above if link.kind != "proposed"}
    return f"{sum(1 for each in objectives if each.pk in leading)} of {len(parts)}" if parts else ""


def mix_links(
    here: Unit, own: reads.Summary, asked: Filters, context: RowContext
) -> list[tuple[str, str, int, str]]:
    """The legend of the confidence mix: where each count leads, whose sign it wears, how many, in words."""
    url = reverse("objectives:unit_key_results", args=[context.organisation.slug, here.public_id])
    counts = (
        ("on", "on", own.mix.on, "on track"),
        ("risk", "risk", own.mix.risk, "at risk"),
        ("off", "off", own.mix.off, "off track"),
        ("none", "", own.mix.unset, "not set"),
    )
    return [
        (f"{url}{asked.query(confidence=name)}", sign, count, f"{count} {words}")
        for name, sign, count, words in counts
    ]
