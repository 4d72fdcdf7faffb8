"""The list of check-ins: what comes next, how ready it is, and the rhythms behind it; and stopping
reminders."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from checkins.meetings.list_page import overview
from checkins.meetings.page import names
from checkins.models import ActionItem, CheckIn
from checkins.reminders import letters
from okrsite.infra.htmx import page_or_part
from organisations.display.reader import reader
from organisations.models import Membership
from organisations.tenancy import organisation_id_of, within
from organisations.tenancy.decorators import MemberRequest, member_view

EARLIER = 8


@require_safe
@member_view
def check_ins(request: MemberRequest) -> HttpResponse:
    """My week of meetings: whom I must help, my own, what came of the earlier ones. `week` is a day of
    another week."""
    here, by = reader(request, timezone.now()), request.membership
    seen = overview(by, here, week_of(request.GET.get("week", "")))
    series = [each for each, *_ in seen.series]
    with_people = ("series__manager", "series__report", "series__unit")
    held = CheckIn.objects.filter(series__in=series, state=CheckIn.State.HELD).select_related(*with_people)
    counted = held.annotate(
        made=Count("actions"), settled=Count("actions", filter=Q(actions__done_at__isnull=False))
    )
    joined = CheckIn.objects.filter(guests__membership=by, state=CheckIn.State.PLANNED).select_related(
        *with_people
    )
    context = {
        "reader": here,
        "section": "check_ins",
        "seen": seen,
        "sunday": seen.monday + timedelta(days=6),
        "before": seen.monday - timedelta(days=7),
        "after": seen.monday + timedelta(days=7),
        "this_week": here.today - timedelta(days=here.today.weekday()),
        "earlier": [(each, names(each)) for each in counted.order_by("-starts_at")[:EARLIER]],
        "joined": [(each, names(each)) for each in joined.order_by("starts_at")[:10]],
        "actions": list(
            ActionItem.objects.filter(owner=by, done_at=None)
            .select_related("owner", "check_in")
            .order_by("due_on")[:10]
        ),
        "has_reports": bool(seen.rows) or Membership.objects.active().filter(manager=by).exists(),
    }
    return page_or_part(request, "checkins/meetings/check_ins.html", context, part="week")


def week_of(typed: str) -> date | None:
    """The day in the address, within ten years of the truth; None for anything else."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 < day.year < 2100 else None


@csrf_exempt
@require_http_methods(["GET", "POST"])
def stop_reminders(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Turn reminder letters off from a letter, without signing in; one-click for mail programs (RFC 8058).

    The address names the organisation, so its scope opens first; the token is signed, and good for this
    alone. GET asks, so that a mail program's link check stops nothing.
    """
    organisation_id, person = organisation_id_of(slug), letters.person_of(token)
    if organisation_id is None or person is None:
        raise Http404
    with within(organisation_id):
        found = Membership.objects.filter(public_id=person).first()
        if found is None:
            raise Http404
        if request.method == "POST":
            Membership.objects.filter(pk=found.pk).update(reminders_by_email=False)
        context: dict[str, Any] = {"stopped": request.method == "POST", "name": found.first_name}
        return render(request, "checkins/meetings/stop_reminders.html", context)


stop_reminders.northstar_door = "guest"  # type: ignore[attr-defined]  # the signed token lets in who is not signed in
