"""The page of one meeting. Its participants read it, and a leader who joins this one meeting."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checkins.meetings import actions as meeting_actions
from checkins.meetings import page as meeting
from checkins.meetings import polling
from checkins.models import CheckIn
from checkins.permissions import can_join, can_update, takes_part
from checkins.rows import data
from checkins.rows.row import UpdateContext, UpdateRow
from okrsite.infra.htmx import go, nothing_new, page_or_part, wants_part
from organisations.display import dates
from organisations.display.dialogs import ask
from organisations.display.reader import reader
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view


def with_series() -> QuerySet[CheckIn]:
    """Meetings with what their page and their permissions read."""
    return CheckIn.objects.select_related("series__manager", "series__report", "series__unit", "completed_by")


def fetch(request: MemberRequest, public_id: str) -> CheckIn:
    """A meeting that the asker takes part in; for everyone else there is none."""
    found: CheckIn = get_object_or_404(with_series(), public_id=public_id)
    if not takes_part(request.membership, found):
        raise Http404
    return found


@dataclass(frozen=True)
class Typed:
    """What was typed and refused, to stand in its field again: field is text, action or shared."""

    field: str = ""
    text: str = ""
    sentence: str = ""


@require_safe
@member_view
def check_in(request: MemberRequest, public_id: str) -> HttpResponse:
    """The meeting's page. A leader who does not take part is asked whether to join, and reads nothing
    before."""
    found: CheckIn = get_object_or_404(with_series(), public_id=public_id)
    if can_join(request.membership, found):
        context = {
            "check_in": found,
            "names": meeting.names(found),
            "section": "check_ins",
            "reader": reader(request, timezone.now()),
        }
        return page_or_part(request, "checkins/meetings/join.html", context)
    if not takes_part(request.membership, found):
        raise Http404
    return meeting_page(request, found)


@require_safe
@member_view
def check_in_news(request: MemberRequest, public_id: str) -> HttpResponse:
    """What changed since the tokens in the address: 204 where nothing did, else those parts, each for its own
    place.

    The first look costs one statement beside the door's; the parts are gathered only where one of them
    differs.
    """
    found = fetch(request, public_id)
    if not wants_part(request):
        return done(request, found)
    changed = polling.differing(
        polling.tokens(found), {part: request.GET[part] for part in polling.PARTS if part in request.GET}
    )
    if not changed:
        return nothing_new()
    return page_or_part(
        request,
        "checkins/meetings/parts/news.html",
        {**parts(request, found), "changed": changed, "oob": True, "seen": request.GET.get("seen", "")},
    )


def meeting_page(
    request: MemberRequest,
    found: CheckIn,
    typed: Typed | None = None,
    *,
    opened: UpdateRow | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `opened` is a row that stands open on it, as a form."""
    here = reader(request, timezone.now())
    context = meeting.page(found, organisation=request.organisation, by=request.membership, reader=here)
    wanted = request.GET.get("edit", "") if request.method == "GET" else ""
    key_result = next((each for each in context["key_results"] if each.public_id == wanted), None)
    if key_result is not None and can_update(request.membership, key_result, check_in=found):
        row_context = UpdateContext(request.organisation, here, request.membership, address(request, found))
        opened = data.rows_of(row_context, [key_result], editing=True)[0]
    return page_or_part(
        request,
        "checkins/meetings/check_in.html",
        {**context, "typed": typed or Typed(), "opened": opened},
        status=status,
    )


def meeting_at(request: MemberRequest, here: str) -> CheckIn | None:
    """The meeting whose page has this address, if it is still going on and the asker takes part; else None.

    A form names the page it stands on (`here`); what a manager may do only inside the 1-on-1 hangs on it.
    """
    try:
        match = resolve(here.partition("#")[0].partition("?")[0])
    except Resolver404:
        return None
    if match.view_name != "checkins:check_in" or match.kwargs["slug"] != request.organisation.slug:
        return None
    found = (
        with_series().filter(public_id=match.kwargs["public_id"]).exclude(state=CheckIn.State.HELD).first()
    )
    return found if found is not None and takes_part(request.membership, found) else None


def parts(request: MemberRequest, found: CheckIn) -> dict[str, Any]:
    """What the parts of the page are drawn with."""
    return meeting.changing(
        found,
        organisation=request.organisation,
        by=request.membership,
        reader=reader(request, timezone.now()),
    )


def part(
    request: MemberRequest, found: CheckIn, name: str, *, said: str = "", status: int = 200, **more: Any
) -> HttpResponse:
    """One part of the page as it stands now; `said` is told to screen readers."""
    answer = page_or_part(
        request, f"checkins/meetings/parts/{name}.html", {**parts(request, found), **more}, status=status
    )
    if said:
        answer.headers["HX-Trigger"] = f'{{"says": "{said}"}}'
    return answer


def address(request: MemberRequest, found: CheckIn) -> str:
    return reverse("checkins:check_in", args=(request.organisation.slug, found.public_id))


def done(request: MemberRequest, found: CheckIn, anchor: str = "") -> HttpResponse:
    return go(request, address(request, found) + anchor)


# Held, skipped, moved, joined -------------------------------------------------------------------------------


class HeldForm(forms.Form):
    """What a meeting was about, for the list of earlier ones."""

    title = forms.CharField(
        label="What was it about?",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Renewals and summer cover"}),
        help_text="For your list of earlier meetings.",
    )


@require_http_methods(["GET", "POST"])
@member_view
def complete(request: MemberRequest, public_id: str) -> HttpResponse:
    """Held: what was not talked about goes on to the next meeting."""
    found, by = fetch(request, public_id), request.membership
    if not meeting_actions.may_complete(by, found):
        raise PermissionDenied("The two who meet, or the unit’s lead, complete a meeting.")

    def act(said: dict[str, Any]) -> None:
        meeting_actions.complete(check_in=found, title=said["title"], by=by, now=timezone.now())

    about = "What is not ticked on the agenda goes on to the next meeting, and open actions stay."
    form = HeldForm(request.POST if request.method == "POST" else None)
    return ask(
        request,
        form,
        act,
        title="Complete this check-in",
        verb="Complete it",
        back=address(request, found),
        about=about,
    )


class DateForm(forms.Form):
    """One meeting on another day, or not at all."""

    what = forms.ChoiceField(
        label="What",
        choices=(("move", "Move it"), ("skip", "Skip it")),
        widget=forms.RadioSelect,
        initial="move",
    )
    to = forms.DateTimeField(
        label="To",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="Where it is moved. Skipped, its key results are asked for at the next one.",
    )
    reason = forms.CharField(label="Why, in a few words", max_length=300)


@require_http_methods(["GET", "POST"])
@member_view
def change_date(request: MemberRequest, public_id: str) -> HttpResponse:
    """Move or skip one meeting, with a reason; then back to the page it was asked from."""
    found, by = fetch(request, public_id), request.membership
    if not meeting_actions.may_change_date(by, found):
        raise PermissionDenied("The two who meet, or the unit’s lead, move a meeting.")
    form = DateForm(request.POST or None, initial={"to": timezone.localtime(found.starts_at)})
    changed: list[CheckIn] = []

    def act(said: dict[str, Any]) -> None:
        if said["what"] == "skip":
            changed.append(meeting_actions.skip(check_in=found, reason=said["reason"], by=by))
        elif said["to"] is None:
            raise Refused("Choose a day and a time.", field="to")
        else:
            changed.append(
                meeting_actions.move(
                    check_in=found, to=said["to"], reason=said["reason"], by=by, now=timezone.now()
                )
            )

    here = reader(request)
    day = dates.long_day(found.starts_at.astimezone(here.zone).date())
    answer = ask(
        request,
        form,
        act,
        title=f"{meeting.names(found)}, {day}",
        verb="Change it",
        back=address(request, found),
    )
    if not changed:
        return answer
    came = urlsplit(request.htmx.current_url or "").path
    series = reverse("checkins:series", args=(request.organisation.slug, found.series.public_id))
    return go(request, series if came == series else address(request, found))


@require_POST
@member_view
def join(request: MemberRequest, public_id: str) -> HttpResponse:
    """A leader joins this meeting, and is shown there."""
    found: CheckIn = get_object_or_404(CheckIn.objects.select_related("series"), public_id=public_id)
    if not can_join(request.membership, found):
        raise PermissionDenied
    meeting_actions.join(check_in=found, by=request.membership)
    return done(request, found)
