"""My week: the employee's page."""

from datetime import date, timedelta

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_POST

from checkins.models import ActionItem
from checkins.my_week import actions as acts
from checkins.my_week import page as my_week_page
from checkins.my_week.next_meeting import agenda_of, next_meeting
from checkins.my_week.questions import in_the_way, monday_of, questions, read_answers
from checkins.series.check_in_times import check_in_schedule
from okrsite.infra.htmx import varies, wants_part
from organisations.display.reader import reader
from organisations.tenancy.decorators import MemberRequest, member_view


@member_view
@require_GET
def my_week(request: MemberRequest) -> HttpResponseBase:
    """The company's lines, the next check-in, and every key result to update in place."""
    return week_page(request, my_week_page.RowOverrides(opened=request.GET.get("edit", "")))


def week_page(request: MemberRequest, instead: my_week_page.RowOverrides, status: int = 200) -> HttpResponse:
    found = reader(request, timezone.now())
    shown = my_week_page.my_week(request.membership, request.organisation, found, instead)
    context = {"week": shown, "ribbon": shown.ribbon, "section": "my_week"}
    return varies(render(request, "checkins/my_week/my_week.html", context, status=status))


@member_view
@require_POST
def answer_questions(request: MemberRequest) -> HttpResponseBase:
    """This week's answers, saved as they change; the third one stands on the next agenda at once."""
    found = reader(request, timezone.now())
    schedule = check_in_schedule(
        request.organisation, people=[request.membership.pk], units=[], now=found.now
    )
    meeting = next_meeting(schedule.of_person(request.membership.pk), request.membership, found)
    asked = request.organisation.questions
    answers, problems = read_answers(request.POST, len(asked))
    saved = None
    if not problems:
        saved = acts.answer_questions(
            by=request.membership,
            week=answered_week(request.POST.get("week", ""), found.today),
            questions=asked,
            answers=answers,
            meeting=meeting.check_in,
            now=found.now,
        )
    if not problems and not wants_part(request):
        return redirect("checkins:my_week", slug=request.organisation.slug)
    status = 422 if problems else 200
    agenda = agenda_of(meeting.check_in)
    shown = questions(asked, answers, agenda, request.membership, meeting, problems)
    if not wants_part(request):
        return week_page(request, my_week_page.RowOverrides(questions=shown), status=status)
    context = {
        "questions": shown,
        "meeting": meeting,
        "in_the_way": in_the_way(agenda, saved, request.membership, meeting, found),
        "saved": saved,
    }
    return varies(render(request, "checkins/my_week/parts/answered.html", context, status=status))


@member_view
@require_POST
def tick_action(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """An action of mine, done or not done after all."""
    action = get_object_or_404(ActionItem, owner=request.membership, public_id=public_id)
    acts.tick_action(
        action=action,
        done="done" in request.POST,
        by=request.membership,
        now=timezone.now(),
    )
    if not wants_part(request):
        return redirect("checkins:my_week", slug=request.organisation.slug)
    return varies(render(request, "checkins/my_week/parts/action.html", {"action": action}))


def answered_week(typed: str, today: date) -> date:
    """The Monday the form was for: this week's, or last week's where the page was open over Sunday night."""
    monday = monday_of(today)
    try:
        said = parse_date(typed)
    except ValueError:
        said = None
    return said if said in (monday, monday - timedelta(days=7)) else monday
