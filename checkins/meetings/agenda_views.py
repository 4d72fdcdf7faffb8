"""Agenda and actions of a meeting: added, ticked, put in another order. htmx is answered with the part, a
browser with the page."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from checkins.meetings import actions as meeting_actions
from checkins.meetings.views import Typed, done, fetch, meeting_page, part
from checkins.models import ActionItem, AgendaItem, CheckIn
from checkins.permissions import takes_part
from objectives.models import KeyResult
from okrsite.infra.htmx import page_or_part, wants_part
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view


@require_POST
@member_view
def add_point(request: MemberRequest, public_id: str) -> HttpResponse:
    """A talking point; or, from a row, the key result itself."""
    found = fetch(request, public_id)
    text, chosen = request.POST.get("text", ""), request.POST.get("key_result", "")
    key_result = get_object_or_404(KeyResult, public_id=chosen) if chosen else None
    try:
        meeting_actions.add_point(
            check_in=found,
            text=text or (key_result.title if key_result else ""),
            key_result=key_result,
            by=request.membership,
        )
    except Refused as refused:
        return refuse(request, found, "agenda_add", Typed("text", text, refused.sentence))
    if wants_part(request):
        return part(request, found, "agenda", said="Added", toast_words="On the agenda" if key_result else "")
    return done(request, found, "#agenda-card")


@require_POST
@member_view
def tick_point(request: MemberRequest, public_id: str) -> HttpResponse:
    """Talked about, or not after all."""
    item: AgendaItem = get_object_or_404(
        AgendaItem.objects.select_related(
            "check_in__series__manager", "check_in__series__report", "check_in__series__unit", "by"
        ),
        public_id=public_id,
    )
    if not takes_part(request.membership, item.check_in):
        raise Http404
    meeting_actions.tick_point(
        item=item, done="done" in request.POST, by=request.membership, now=timezone.now()
    )
    return (
        part(request, item.check_in, "agenda")
        if wants_part(request)
        else done(request, item.check_in, "#agenda-card")
    )


@require_POST
@member_view
def order_points(request: MemberRequest, public_id: str) -> HttpResponse:
    """The agenda in another order."""
    found = fetch(request, public_id)
    meeting_actions.order_points(check_in=found, order=request.POST.getlist("order"), by=request.membership)
    return HttpResponse(status=204) if wants_part(request) else done(request, found)


@require_POST
@member_view
def add_action(request: MemberRequest, public_id: str) -> HttpResponse:
    """Something to be done, by one of those who meet."""
    found = fetch(request, public_id)
    text, due = request.POST.get("action", ""), request.POST.get("due_on", "")
    people = {person.public_id: person for person in (found.series.manager, found.series.report) if person}
    try:
        if due and parse_due(due) is None:
            raise Refused("Choose a date, such as 2026-12-31.", field="due_on")
        meeting_actions.add_action(
            check_in=found,
            text=text,
            owner=people.get(request.POST.get("owner", ""), request.membership),
            due_on=parse_due(due),
            by=request.membership,
            now=timezone.now(),
        )
    except Refused as refused:
        return refuse(request, found, "actions_add", Typed("action", text, refused.sentence))
    return (
        part(request, found, "actions", said="Added")
        if wants_part(request)
        else done(request, found, "#actions-card")
    )


@require_POST
@member_view
def tick_meeting_action(request: MemberRequest, public_id: str) -> HttpResponse:
    """Done, or not after all; either of the two says so. `here` names the meeting whose page is open."""
    rows = ActionItem.objects.select_related(
        "series", "check_in__series__manager", "check_in__series__report", "check_in__series__unit", "owner"
    )
    action: ActionItem = get_object_or_404(rows, public_id=public_id)
    if not takes_part(request.membership, action.check_in) and action.owner_id != request.membership.pk:
        raise Http404
    action.done_at = (action.done_at or timezone.now()) if "done" in request.POST else None
    action.save(update_fields=["done_at"])
    series = CheckIn.objects.filter(series=action.series).select_related(
        "series__manager", "series__report", "series__unit"
    )
    found = series.filter(public_id=request.POST.get("here", "")).first() or action.check_in
    return (
        part(request, found, "actions")
        if wants_part(request) and takes_part(request.membership, found)
        else done(request, found, "#actions-card")
    )


def refuse(request: MemberRequest, found: CheckIn, form: str, typed: Typed) -> HttpResponse:
    """The form again with what was typed and a sentence; without script the page around it."""
    if not wants_part(request):
        return meeting_page(request, found, typed, status=422)
    people = [person for person in (found.series.manager, found.series.report) if person]
    context = {"check_in": found, "typed": typed, "people": people, "focus": True}
    answer = page_or_part(request, f"checkins/meetings/parts/{form}.html", context, status=422)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = f"#{form.replace('_', '-')}", "outerHTML"
    return answer


def parse_due(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None
