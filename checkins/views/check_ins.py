"""The list of check-ins: what comes next, how ready it is, and the rhythms behind it; and stopping reminders."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from checkins import reminders
from checkins.meeting import names
from checkins.models import ActionItem, CheckIn, CheckInSeries
from checkins.rhythm import beats
from objectives.models import KeyResult, MeasuredBy
from okrsite.htmx import page_or_part
from organisations.decorators import MemberRequest, member_view
from organisations.models import Membership
from organisations.reader import Reader, reader
from organisations.tenancy import organisation_id_of, within


@dataclass(frozen=True)
class Next:
    """A meeting to come: with whom, when, and how many of the report's key results are updated."""

    check_in: CheckIn
    names: str
    other: Membership | None
    updated: int
    all: int
    marks: list[bool]
    mine: bool

    @property
    def words(self) -> str:
        return f"{self.updated} of {self.all} updated" if self.all else "no key results"


@require_safe
@member_view
def check_ins(request: MemberRequest) -> HttpResponse:
    """My meetings and the ones I run, the next of each series first."""
    here, by = reader(request, timezone.now()), request.membership
    series = list(
        CheckInSeries.objects.filter(ended_on=None)
        .filter(Q(manager=by) | Q(report=by) | Q(unit=by.unit_id))
        .select_related("manager", "report", "unit")
        .order_by("weekday", "local_time", "pk")
    )
    coming = upcoming(series, here, by)
    held = (
        CheckIn.objects.filter(series__in=series, state=CheckIn.State.HELD).select_related("series__manager", "series__report", "series__unit")
        .order_by("-starts_at")[:12]
    )  # fmt: skip
    joined = CheckIn.objects.filter(guests__membership=by, state=CheckIn.State.PLANNED).select_related(
        "series__manager", "series__report", "series__unit"
    )
    context = {
        "reader": here,
        "section": "check_ins",
        "coming": coming,
        "late": sum(1 for each in coming if each.all and each.updated < each.all and not each.mine),
        "series": [(each, names_of(each)) for each in series],
        "earlier": [(each, names(each)) for each in held],
        "joined": [(each, names(each)) for each in joined.order_by("starts_at")[:10]],
        "actions": ActionItem.objects.filter(owner=by, done_at=None).select_related("owner").order_by("due_on")[:10],
        "has_reports": Membership.objects.active().filter(manager=by).exists(),
    }
    return page_or_part(request, "checkins/check_ins.html", context)


def names_of(series: CheckInSeries) -> str:
    return f"{series.report.first_name} and {series.manager.first_name}" if series.report else (series.unit.name if series.unit else "")


def upcoming(series: list[CheckInSeries], here: Reader, by: Membership) -> list[Next]:
    """The next meeting of each series, with how ready it is, in three queries."""
    meetings = CheckIn.objects.filter(series__in=series, state=CheckIn.State.PLANNED, starts_at__gt=here.now - timedelta(hours=2))
    first: dict[int, CheckIn] = {}
    for each in meetings.select_related("series__manager", "series__report", "series__unit").order_by("starts_at"):
        first.setdefault(each.series_id, each)
    reports = {each.report_id for each in series if each.report_id}
    going = list(
        KeyResult.objects.going()
        .filter(accountable__in=reports, measured_by=MeasuredBy.UPDATES, objective__cycle__state__in=("active", "closing"))
        .select_related("state", "objective")
    )
    rhythms = beats(by.organisation, people=reports, units=[], now=here.now)
    found = []
    for each in sorted(first.values(), key=lambda meeting: meeting.starts_at):
        own = [kr for kr in going if kr.accountable_id == each.series.report_id]
        marks = [rhythms.is_updated(kr) for kr in own]
        other = each.series.manager if each.series.report_id == by.pk else each.series.report
        found.append(Next(each, names(each), other, sum(marks), len(marks), marks, each.series.report_id == by.pk))
    return found


@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_reminders(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Turn reminder letters off from a letter, without signing in; one-click for mail programs (RFC 8058).

    The address names the organisation, so its scope opens first; the token is signed, and good for this alone.
    GET asks, so that a mail program's link check stops nothing.
    """
    organisation_id, person = organisation_id_of(slug), reminders.person_of(token)
    if organisation_id is None or person is None:
        raise Http404
    with within(organisation_id):
        found = Membership.objects.filter(public_id=person).first()
        if found is None:
            raise Http404
        if request.method == "POST":
            Membership.objects.filter(pk=found.pk).update(reminders_by_email=False)
        context: dict[str, Any] = {"stopped": request.method == "POST", "name": found.first_name}
        return render(request, "checkins/stop_reminders.html", context)


stop_reminders.northstar_door = "guest"  # type: ignore[attr-defined]  # the signed token lets in who is not signed in
