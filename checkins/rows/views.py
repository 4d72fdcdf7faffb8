"""Updating a key result from any page that lists it: the row answers, and out of band what else changed."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from checkins.meetings.views import address, done, meeting_at, meeting_page, parts
from checkins.models import CheckIn
from checkins.my_week.page import RowOverrides
from checkins.my_week.views import week_page
from checkins.permissions import can_update
from checkins.rows import data
from checkins.rows.actions import give_value
from checkins.rows.forms import TypedUpdate, read_uuid
from checkins.rows.progress_after_update import progress_after_update, rows_around
from checkins.rows.row import UpdateContext, UpdateRow
from checkins.series.check_in_times import schedule_of
from objectives.display import measures, values
from objectives.display.entries import Toast
from objectives.display.urls import objective_address
from objectives.models import KeyResult
from objectives.progress import too_early
from objectives.updates import actions as acts
from objectives.updates import impact, undo
from okrsite.infra.htmx import varies, wants_part
from organisations.display.reader import reader
from organisations.refusals import Refused, Stale
from organisations.tenancy.decorators import MemberRequest, member_view

POLLS = 3
"""How often a row asks what it moved."""


@member_view
@require_POST
def update_key_result(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A value, or No change: the folded row, and out of band the count, the objective's figure and a
    toast."""
    now = reader(request, timezone.now()).now
    key_result = locked(public_id)
    typed = TypedUpdate.read(request.POST)
    check_in = meeting_at(request, typed.return_url)
    if not can_update(request.membership, key_result, check_in=check_in):
        raise PermissionDenied
    if typed.keep_theirs:
        return (
            row_part(request, key_result, check_in)
            if wants_part(request)
            else go_back(request, key_result, typed.return_url)
        )
    try:
        recorded = give_value(
            state=key_result.state,
            by=request.membership,
            organisation=request.organisation,
            now=now,
            request_id=typed.request_id,
            entry=typed.entry(key_result, request.organisation.locale),
            check_in=check_in,
        )
    except Refused as refusal:
        return problem(request, key_result, check_in, typed, refusal)
    except Stale:
        return problem(request, key_result, check_in, typed, None)
    return answered(request, recorded, saved_words(request, recorded), typed.return_url, check_in)


@member_view
@require_POST
def undo_update(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The Undo of a toast: the row opens again as it was."""
    now = reader(request, timezone.now()).now
    key_result = locked(public_id)
    typed = TypedUpdate.read(request.POST)
    check_in = meeting_at(request, typed.return_url)
    if not can_update(request.membership, key_result, check_in=check_in):
        raise PermissionDenied
    try:
        recorded = undo.undo_update(
            state=key_result.state,
            public_id=request.POST.get("update", ""),
            by=request.membership,
            now=now,
            request_id=read_uuid(request.POST.get("request_id", "")),
        )
    except Refused as refusal:
        return problem(request, key_result, check_in, typed, refusal)
    return answered(request, recorded, "Undone", typed.return_url, check_in)


@member_view
@require_GET
def edit_update(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A row opened, on My week or on the page of a meeting (`here`); without script that page with the row
    open."""
    key_result = data.fetch(public_id)
    check_in = meeting_at(request, request.GET.get("here", ""))
    if not can_update(request.membership, key_result, check_in=check_in):
        raise PermissionDenied
    if not wants_part(request):
        return redirect(f"{page_of(request, check_in)}?edit={public_id}#kr-{public_id}")
    return part(request, one_row(request, key_result, check_in, editing=True))


@member_view
@require_GET
def key_result_row(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A row as it stands: what Cancel brings back."""
    key_result = data.fetch(public_id)
    check_in = meeting_at(request, request.GET.get("here", ""))
    if not wants_part(request):
        return redirect(f"{page_of(request, check_in)}#kr-{public_id}")
    return row_part(request, key_result, check_in)


@member_view
@require_GET
def moved(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """What the newest update moved, once the roll-up is through; asked for at most three times."""
    key_result = data.fetch(public_id)
    if not wants_part(request):
        return redirect(f"{page_of(request, None)}#kr-{public_id}")
    tries = int(request.GET["tries"]) if request.GET.get("tries", "").isdecimal() else POLLS
    through = impact.is_through(key_result)
    moved_most = one_row(request, key_result, None).impact if through else None
    again = f"{request.path}?tries={tries + 1}" if not through and tries < POLLS else ""
    return varies(render(request, "checkins/rows/moved.html", {"moved": moved_most, "moved_url": again}))


# Answering --------------------------------------------------------------------------------------------------


def locked(public_id: str) -> KeyResult:
    """The key result with its state, both locked until the transaction ends; 404 where there is none."""
    state = get_object_or_404(acts.held(), key_result__public_id=public_id)
    key_result: KeyResult = state.key_result
    key_result.state = state
    return key_result


def part(request: MemberRequest, row: UpdateRow, status: int = 200) -> HttpResponse:
    return varies(render(request, "checkins/rows/kr_row.html", {"row": row}, status=status))


def one_row(
    request: MemberRequest, key_result: KeyResult, check_in: CheckIn | None, **shown: Any
) -> UpdateRow:
    """The row on My week, or on the page of a meeting."""
    page = address(request, check_in) if check_in is not None else ""
    context = UpdateContext(request.organisation, reader(request, timezone.now()), request.membership, page)
    return data.rows_of(context, [key_result], **shown)[0]


def row_part(request: MemberRequest, key_result: KeyResult, check_in: CheckIn | None) -> HttpResponse:
    if check_in is not None:
        return meeting_row(request, check_in, key_result)
    return part(request, one_row(request, key_result, None))


def meeting_row(
    request: MemberRequest, check_in: CheckIn, key_result: KeyResult, toast: Toast | None = None
) -> HttpResponse:
    """The row as a meeting shows it: previous and current marker; out of band the objective's figure and the
    toast."""
    context = {**parts(request, check_in), "toast": toast}
    rows = {row.key_result.pk: row for group in context["groups"] for row in group.rows}
    if key_result.pk not in rows:
        return done(request, check_in)
    context["row"] = rows[key_result.pk].focused()
    return varies(render(request, "checkins/meetings/parts/since_updated.html", context))


def problem(
    request: MemberRequest,
    key_result: KeyResult,
    check_in: CheckIn | None,
    typed: TypedUpdate,
    refusal: Refused | None,
) -> HttpResponse:
    """The row with what was typed and a sentence (422), or both values (409); without script the whole page
    around it."""
    row = one_row(request, key_result, check_in, opened=True, typed=typed, refusal=refusal)
    status = 409 if refusal is None else 422
    if wants_part(request):
        return part(request, row, status)
    if check_in is not None:
        return meeting_page(request, check_in, opened=row, status=status)
    return week_page(request, RowOverrides(rows={key_result.pk: row}), status=status)


def answered(
    request: MemberRequest,
    recorded: acts.Recorded,
    message: str,
    return_url: str,
    check_in: CheckIn | None = None,
) -> HttpResponseBase:
    """The row after it was written, folded or open again; the count, the figure and the toast out of band."""
    key_result = recorded.state.key_result
    if not wants_part(request):
        messages.success(request, message)
        return go_back(request, key_result, return_url)
    if check_in is not None:
        return meeting_row(request, check_in, key_result, toast(request, recorded, message, return_url))
    if key_result.accountable_id == request.membership.pk:
        key_result.accountable = request.membership  # known already: nobody asks the database again
    objective, now = key_result.objective, reader(request)
    near = rows_around(request.membership, objective, now)
    schedule = schedule_of(request.organisation, near, now=now.now)
    shown = {"poll": True, "opened": not schedule.is_updated(key_result)}
    own_page = UpdateContext(request.organisation, now, request.membership)
    standing = progress_after_update(request.membership, objective, schedule, near, now)
    cycle, objective_url = objective.cycle, objective_address(request.organisation, objective.public_id)
    context = {
        "row": data.rows_of(own_page, [key_result], schedule, **shown)[0],
        "standing": standing,
        "next_open": standing.next_open,
        "objective": objective,
        "explain_url": f"{objective_url}?explain=1" if objective_url else "",
        "early": too_early(now.today, cycle.starts_on, cycle.ends_on),
        "toast": toast(request, recorded, message),
    }
    return varies(render(request, "checkins/rows/updated.html", context))


def toast(request: MemberRequest, recorded: acts.Recorded, message: str, return_url: str = "") -> Toast:
    """What was done, and its Undo; an undone value has none."""
    if recorded.update.reverts_id is not None:
        return Toast(message)
    public_id = recorded.state.key_result.public_id
    return Toast(
        message,
        undo_url=reverse("checkins:undo_update", args=(request.organisation.slug, public_id)),
        undo_target=f"#kr-{public_id}",
        undo_fields=[
            ("update", recorded.update.public_id),
            ("request_id", str(uuid4())),
            ("here", return_url),
        ],
    )


def saved_words(request: MemberRequest, recorded: acts.Recorded) -> str:
    """What the toast says: "Saved 59 days", "Kept at 60 days"."""
    key_result, value = recorded.state.key_result, recorded.update.value
    if value is None:
        return "Saved"
    words = values.in_words(value, measures.measure_of(key_result), request.organisation.locale)
    if recorded.needs_target:
        return f"{words} is kept. Set a new target, as it is met already"
    return f"Kept at {words}" if recorded.update.no_change else f"Saved {words}"


# Where to go ------------------------------------------------------------------------------------------------


def page_of(request: MemberRequest, check_in: CheckIn | None) -> str:
    """The page a row stands on: the meeting's, or My week."""
    if check_in is not None:
        return address(request, check_in)
    return reverse("checkins:my_week", args=(request.organisation.slug,))


def go_back(request: MemberRequest, key_result: KeyResult, return_url: str) -> HttpResponse:
    """To the page the form came from, at the row; My week unless the form names another page of this
    organisation."""
    page = page_of(request, None)
    if return_url.startswith(f"/{request.organisation.slug}/") and url_has_allowed_host_and_scheme(
        return_url, allowed_hosts=None
    ):
        page = return_url
    return redirect(f"{page.partition('#')[0]}#kr-{key_result.public_id}")
