"""A person's page: objectives and where they lead, drafts, what other apps know; the same for everybody, and
no appraisal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.alignment.trails import upwards
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import RowContext
from objectives.display.links import Trail
from objectives.pages import hooks
from objectives.pages.filters import Filters, filters, ribbon
from objectives.pages.key_result_rows import rows_of
from objectives.pages.objective_card import WRITTEN, part
from objectives.pages.person import page as reads
from okrsite.infra.htmx import page_or_part
from organisations.display.reader import reader
from organisations.models import Membership, Role
from organisations.tenancy.decorators import MemberRequest, member_view


@require_safe
@member_view
def person(request: MemberRequest, public_id: str) -> HttpResponse:
    """Everyone reads everyone's page; only check-in marks are for the person, the manager and leaders."""
    people = Membership.objects.select_related("unit", "manager")
    found = get_object_or_404(people, public_id=public_id)
    context = RowContext(request.organisation, reader(request, timezone.now()))
    asked = filters(request, context.reader.today)
    beside = hooks.additions.person_cards(person=found, by=request.membership, reader=context.reader)
    return page_or_part(
        request, "objectives/pages/person/person.html", {**gather(found, asked, context), "beside": beside}
    )


def gather(found: Membership, asked: Filters, context: RowContext) -> dict[str, Any]:
    """Everything of objectives that the template places, in a number of queries that does not depend on
    theirs."""
    objectives = reads.own_objectives(found, asked)
    rows: dict[int, list[KeyResultRow]] = {each.pk: [] for each in objectives}
    elsewhere: list[KeyResultRow] = []
    for row in rows_of(reads.key_results(found, objectives, asked), context, show_owner=False):
        rows.get(row.key_result.objective_id, elsewhere).append(row)
    above = upwards(context.organisation, [each.pk for each in objectives])
    standing = [each for each in objectives if each.state not in WRITTEN]
    drafts = [each for each in objectives if each.state in WRITTEN]
    return {
        "reader": context.reader,
        "ribbon": ribbon(asked.cycle, context.reader),
        "section": "company",
        "filters": asked,
        "person": found,
        "notice": reads.notice(found, asked.cycle, context.reader.today),
        "clock": reads.local_time(found, context.organisation, context.reader),
        "parts": [
            part(each, rows[each.pk], context, trails=above.trails(each.pk), cycle=asked.cycle)
            for each in standing
        ],
        "held": sum(
            1 for each in objectives if each.slot and asked.cycle and each.cycle_id == asked.cycle.pk
        ),
        "limit": context.organisation.max_objectives,
        "elsewhere": elsewhere,
        "owns": found.role != Role.VIEWER and found.active,
        "drafts_title": reads.drafts_title(drafts),
        "drafts": [
            reads.Draft(
                each,
                context.objective_url(each.public_id),
                reads.draft_line(each, len(rows[each.pk]), leads_to(above.trails(each.pk))),
            )
            for each in drafts
        ],
    }


def leads_to(trails: list[Trail]) -> str:
    """ "Leads to Sales, “Existing customers choose more”", by the first link."""
    if not trails:
        return ""
    first = trails[0].steps[0]
    verb = {"direct": "Leads to", "indirect": "Supports", "proposed": "Proposed to"}[first.kind]
    return f"{verb} {first.unit}, “{first.title}”"
