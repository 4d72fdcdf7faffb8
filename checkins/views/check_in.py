"""The 1-on-1 page and everything done on it. Its participants read it, and a leader who joins this one meeting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from checkins import since
from checkins.actions import meetings
from checkins.corporate import corporate_lines, corporate_objectives
from checkins.models import ActionItem, AgendaItem, CheckIn, Guest, PrivateNote, Recognition, SharedNote, WeeklyAnswers
from checkins.permissions import can_join, takes_part
from objectives.charts.time import Event, Ribbon
from objectives.models import KeyResult
from objectives.trails import objective_address, upwards
from okrsite.htmx import go, page_or_part
from organisations import dates
from organisations.decorators import MemberRequest, member_view
from organisations.models import Membership
from organisations.reader import Reader, reader
from organisations.refusals import Refused


def fetch(request: MemberRequest, public_id: str) -> CheckIn:
    """A meeting that the asker takes part in; for everyone else there is none."""
    found: CheckIn = get_object_or_404(
        CheckIn.objects.select_related("series__manager", "series__report", "series__unit", "completed_by"), public_id=public_id
    )
    if not takes_part(request.membership, found):
        raise Http404
    return found


@dataclass(frozen=True)
class Typed:
    """What was typed and refused, to stand in its field again."""

    field: str = ""
    text: str = ""
    sentence: str = ""
    theirs: str = ""


@require_safe
@member_view
def check_in(request: MemberRequest, public_id: str) -> HttpResponse:
    """The meeting's page. A leader who does not take part is asked whether to join, and reads nothing before."""
    found = CheckIn.objects.select_related("series__manager", "series__report", "series__unit").filter(public_id=public_id).first()
    if found is not None and can_join(request.membership, found):
        context = {"check_in": found, "names": names(found), "section": "check_ins"}
        return page_or_part(request, "checkins/join.html", context)
    return meeting_page(request, fetch(request, public_id))


def meeting_page(request: MemberRequest, found: CheckIn, typed: Typed | None = None, *, status: int = 200) -> HttpResponse:
    here = reader(request, timezone.now())
    return page_or_part(request, "checkins/check_in.html", context(request, found, here, typed or Typed()), status=status)


def context(request: MemberRequest, found: CheckIn, here: Reader, typed: Typed) -> dict[str, Any]:
    """Everything the template places, in a fixed number of queries."""
    organisation, by, series = request.organisation, request.membership, found.series
    before = since.previous_meeting(found)
    groups = since.groups(found, before.starts_at if before else None, organisation=organisation, reader=here, by=by)
    if found.state == CheckIn.State.PLANNED:
        meetings.fill(found, since.automatic_points(groups, before.starts_at if before else None))
    own = [group.objective for group in groups]
    corporate = corporate_objectives(here)
    report = series.report
    lines = corporate_lines(
        corporate, upwards=upwards(organisation, [each.pk for each in own]), own=own, organisation=organisation, reader=here,
        lead_url=lambda each: objective_address(organisation, each.public_id), whose=f"{report.first_name}’s" if report else "ours",
    )  # fmt: skip
    agenda = list(AgendaItem.objects.filter(check_in=found).select_related("by", "key_result__objective"))
    actions = list(ActionItem.objects.filter(series=series).select_related("owner").order_by("done_at", "due_on", "pk")[:60])
    open_actions = [each for each in actions if each.done_at is None or (before and each.done_at > before.starts_at)]
    guests = [guest.membership for guest in Guest.objects.filter(check_in=found).select_related("membership")]
    is_guest = by in guests
    earlier = [] if is_guest else list(
        CheckIn.objects.filter(series=series, state=CheckIn.State.HELD, starts_at__lt=found.starts_at).order_by("-starts_at")[:5]
    )  # fmt: skip
    day = found.starts_at.astimezone(here.zone).date()
    answers = newest_answers(report, before) if report else None
    cycle = own[0].cycle if own else None
    readers = listed(
        [
            *(person.first_name for person in (report, series.manager) if person),
            *(f"for this meeting, {guest.first_name}" for guest in guests),
        ]
    )
    private = PrivateNote.objects.filter(check_in=found, author=by).first()
    return {
        "reader": here,
        "section": "check_ins",
        "ribbon": Ribbon(cycle.name, cycle.starts_on, cycle.ends_on, here.today, [Event(day, f"1-on-1 {dates.weekday(day)}")]) if cycle else None,
        "check_in": found,
        "names": names(found),
        "day": day,
        "ends": found.starts_at + timedelta(minutes=series.minutes),
        "lines": lines,
        "groups": groups,
        "before": before,
        "agenda": agenda,
        "done": sum(1 for item in agenda if item.done_at),
        "planned": sum(item.minutes for item in agenda if not item.done_at),
        "actions": open_actions,
        "open_actions": sum(1 for each in open_actions if each.done_at is None),
        "people": [person for person in (series.manager, report) if person],
        "guests": guests,
        "is_guest": is_guest,
        "is_open": found.state != CheckIn.State.HELD,
        "can_complete": by.pk in (series.manager_id, series.report_id),
        "shared": SharedNote.objects.filter(check_in=found).first(),
        "private": private,
        "answers": answers,
        "earlier": earlier,
        "readers": readers,
        "typed": typed,
        "thanks": list(Recognition.objects.filter(to=report).select_related("by", "key_result").order_by("-at")[:2]) if report else [],
        "key_results": [row.key_result for group in groups for row in group.rows],
        "today": here.today,
    }  # fmt: skip


def newest_answers(report: Membership, before: CheckIn | None) -> WeeklyAnswers | None:
    """The report's answers since the last meeting, or those of its week: what was written for this one."""
    given = WeeklyAnswers.objects.filter(membership=report)
    if before is not None:
        given = given.filter(saved_at__gt=before.starts_at)
    return given.order_by("-week").first()


def names(found: CheckIn) -> str:
    series = found.series
    return f"{series.report.first_name} and {series.manager.first_name}" if series.report else (series.unit.name if series.unit else "")


def listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def done(request: MemberRequest, found: CheckIn, anchor: str = "") -> HttpResponse:
    return go(request, reverse("checkins:check_in", args=(request.organisation.slug, found.public_id)) + anchor)


# Agenda and actions ------------------------------------------------------------------------------------------------


@require_POST
@member_view
def add_point(request: MemberRequest, public_id: str) -> HttpResponse:
    """A talking point; or, from a row, the key result itself."""
    found = fetch(request, public_id)
    text, chosen = request.POST.get("text", ""), request.POST.get("key_result", "")
    key_result = get_object_or_404(KeyResult, public_id=chosen) if chosen else None
    try:
        item = meetings.add_point(
            check_in=found, text=text or (key_result.title if key_result else ""), key_result=key_result, by=request.membership
        )
    except Refused as refused:
        return meeting_page(request, found, Typed("text", text, refused.sentence), status=422)
    if request.htmx and key_result is not None:
        item.check_in = found
        return page_or_part(request, "checkins/parts/agenda_item.html", {"item": item, "is_open": True, "check_in": found})
    return done(request, found, "#agenda-card")


@require_POST
@member_view
def tick_point(request: MemberRequest, public_id: str) -> HttpResponse:
    """Talked about, or not after all."""
    item: AgendaItem = get_object_or_404(AgendaItem.objects.select_related("check_in__series", "by"), public_id=public_id)
    if not takes_part(request.membership, item.check_in):
        raise Http404
    meetings.tick_point(item=item, done="done" in request.POST, by=request.membership, now=timezone.now())
    if request.htmx:
        return page_or_part(request, "checkins/parts/agenda_item.html", {"item": item, "is_open": True, "check_in": item.check_in})
    return done(request, item.check_in, "#agenda-card")


@require_POST
@member_view
def order_points(request: MemberRequest, public_id: str) -> HttpResponse:
    """The agenda in another order."""
    found = fetch(request, public_id)
    meetings.order_points(check_in=found, order=request.POST.getlist("order"), by=request.membership)
    return HttpResponse(status=204) if request.htmx else done(request, found)


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
        meetings.add_action(
            check_in=found, text=text, owner=people.get(request.POST.get("owner", ""), request.membership), due_on=parse_due(due),
            by=request.membership, now=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        return meeting_page(request, found, Typed("action", text, refused.sentence), status=422)
    return done(request, found, "#actions-card")


def parse_due(typed: str) -> date | None:
    try:
        return parse_date(typed)
    except ValueError:
        return None


@require_POST
@member_view
def tick_meeting_action(request: MemberRequest, public_id: str) -> HttpResponse:
    """Done, or not after all; either of the two says so."""
    action: ActionItem = get_object_or_404(ActionItem.objects.select_related("series", "check_in__series", "owner"), public_id=public_id)
    if not takes_part(request.membership, action.check_in) and action.owner_id != request.membership.pk:
        raise Http404
    action.done_at = (action.done_at or timezone.now()) if "done" in request.POST else None
    action.save(update_fields=["done_at"])
    found = CheckIn.objects.filter(public_id=request.POST.get("here", "")).first() or action.check_in
    return done(request, found, "#actions-card")


# Notes, completing, joining ----------------------------------------------------------------------------------------


@require_POST
@member_view
def save_shared(request: MemberRequest, public_id: str) -> HttpResponse:
    """The shared notes, as they are typed; 409 shows both texts when somebody else saved first."""
    found = fetch(request, public_id)
    text, version = request.POST.get("text", "")[:20_000], request.POST.get("version", "0")
    try:
        note = meetings.save_shared(
            check_in=found, text=text, version=int(version) if version.isdigit() else 0, by=request.membership, now=timezone.now()
        )
    except meetings.Newer as newer:
        return meeting_page(
            request, found, Typed("shared", text, "Somebody saved these notes while you were writing.", newer.standing.text), status=409
        )
    if request.htmx:
        return page_or_part(request, "checkins/parts/saved.html", {"note": note, "which": "shared"})
    return done(request, found, "#shared-notes")


@require_POST
@member_view
def save_private(request: MemberRequest, public_id: str) -> HttpResponse:
    """The author's own notes: a separate address, a separate table, never cached."""
    found = fetch(request, public_id)
    note = meetings.save_private(check_in=found, text=request.POST.get("text", "")[:20_000], by=request.membership, now=timezone.now())
    if request.htmx:
        return page_or_part(request, "checkins/parts/saved.html", {"note": note, "which": "private"})
    return done(request, found, "#private-notes")


@require_POST
@member_view
def complete(request: MemberRequest, public_id: str) -> HttpResponse:
    """Held: what was not talked about goes on to the next meeting."""
    found = fetch(request, public_id)
    try:
        meetings.complete(check_in=found, title=request.POST.get("title", "")[:200], by=request.membership, now=timezone.now())
    except Refused as refused:
        return meeting_page(request, found, Typed("complete", "", refused.sentence), status=422)
    return done(request, found)


@require_POST
@member_view
def skip(request: MemberRequest, public_id: str) -> HttpResponse:
    """Not this time, with a reason."""
    found = fetch(request, public_id)
    try:
        meetings.skip(check_in=found, reason=request.POST.get("reason", "")[:300], by=request.membership)
    except Refused as refused:
        return meeting_page(request, found, Typed("reason", request.POST.get("reason", ""), refused.sentence), status=422)
    return done(request, found)


@require_POST
@member_view
def move(request: MemberRequest, public_id: str) -> HttpResponse:
    """To another day and time, with a reason."""
    found = fetch(request, public_id)
    reason = request.POST.get("reason", "")[:300]
    try:
        to = moment(request.POST.get("to", ""))
        meetings.move(check_in=found, to=to, reason=reason, by=request.membership, now=timezone.now())
    except Refused as refused:
        return meeting_page(request, found, Typed("move", reason, refused.sentence), status=422)
    return done(request, found)


def moment(typed: str) -> datetime:
    """A local date and time of the reader ("2026-11-26T10:00")."""
    try:
        return timezone.make_aware(datetime.fromisoformat(typed), timezone.get_current_timezone())
    except ValueError:
        raise Refused("Choose a day and a time.", field="to") from None


@require_POST
@member_view
def join(request: MemberRequest, public_id: str) -> HttpResponse:
    """A leader joins this meeting, and is shown there."""
    found: CheckIn = get_object_or_404(CheckIn.objects.select_related("series"), public_id=public_id)
    if not can_join(request.membership, found):
        raise PermissionDenied
    meetings.join(check_in=found, by=request.membership)
    return done(request, found)


@require_POST
@member_view
def thank(request: MemberRequest, public_id: str) -> HttpResponse:
    """Thank the report for a key result: a win for everyone to read."""
    found = fetch(request, public_id)
    text, chosen = request.POST.get("thanks", "").strip()[:300], request.POST.get("thanked", "")
    series = found.series
    other: Membership | None = series.report if request.membership.pk != series.report_id else series.manager
    if not text or other is None:
        return meeting_page(request, found, Typed("thanks", text, "Write for what, in a sentence."), status=422)
    key_result = KeyResult.objects.filter(public_id=chosen).first() if chosen else None
    Recognition.objects.create(to=other, by=request.membership, key_result=key_result, text=text, at=timezone.now())
    return done(request, found, "#recognition")
