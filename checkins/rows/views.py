"""Updating a key result from any page that lists it: the row answers, and out of band what the row moved."""

from collections.abc import Sequence
from dataclasses import replace
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
from checkins.my_week import page as my_week_page
from checkins.my_week.views import week_page
from checkins.permissions import can_update
from checkins.rows import states
from checkins.rows.actions import give_value
from checkins.rows.forms import TypedUpdate, read_uuid
from checkins.rows.one_row import fetch, seen
from checkins.rows.parts import TREND, Facts, Given, Scene
from checkins.rows.progress_after_update import around, standing
from checkins.series.check_in_times import CheckInSchedule, check_in_schedule
from objectives.alignment.trails import objective_address
from objectives.display import measures, values
from objectives.display.entries import Toast
from objectives.display.key_result_row import KeyResultRow
from objectives.models import KeyResult, MeasuredBy
from objectives.progress import too_early
from objectives.updates import actions as acts
from objectives.updates import impact as effect
from objectives.updates import undo
from objectives.updates.state import standing as newest
from okrsite.infra.htmx import varies, wants_part
from organisations.display.reader import reader
from organisations.models import Membership
from organisations.refusals import Refused, Stale
from organisations.tenancy.decorators import MemberRequest, member_view

POLLS = 3
"""How often a row asks what it moved."""


@member_view
@require_POST
def update_key_result(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A value, or No change: the folded row, and out of band the count, the objective's figure and a
    toast."""
    found = reader(request, timezone.now())
    state = get_object_or_404(acts.held(), key_result__public_id=public_id)
    key_result = state.key_result
    key_result.state = state
    typed = TypedUpdate.read(request.POST)
    met = meeting_at(request, typed.here)
    if not can_update(request.membership, key_result, check_in=met):
        raise PermissionDenied
    if typed.keep_theirs:
        return (
            go_back(request, key_result, typed.here)
            if not wants_part(request)
            else row_part(request, key_result, met)
        )
    try:
        recorded = give_value(
            state=state,
            by=request.membership,
            organisation=request.organisation,
            now=found.now,
            request_id=typed.request_id,
            entry=typed.entry(key_result, found.locale),
            check_in=met,
        )
    except Refused as refusal:
        return problem(request, key_result, typed, refusal, met)
    except Stale:
        return problem(request, key_result, typed, None, met)
    return answered(request, recorded, words(request, recorded), typed.here, met)


@member_view
@require_POST
def undo_update(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The Undo of a toast: the row opens again as it was."""
    found = reader(request, timezone.now())
    state = get_object_or_404(acts.held(), key_result__public_id=public_id)
    key_result = state.key_result
    key_result.state = state
    here = request.POST.get("here", "")
    met = meeting_at(request, here)
    if not can_update(request.membership, key_result, check_in=met):
        raise PermissionDenied
    try:
        recorded = undo.undo_update(
            state=state,
            public_id=request.POST.get("update", ""),
            by=request.membership,
            now=found.now,
            request_id=read_uuid(request.POST.get("request_id", "")),
        )
    except Refused as refusal:
        return problem(request, key_result, TypedUpdate.read(request.POST), refusal, met)
    return answered(request, recorded, "Undone", here, met)


@member_view
@require_GET
def edit_update(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A row opened, on My week or (`here`) on the page of a meeting; without script that page with the row
    open."""
    key_result = fetch(public_id)
    met = meeting_at(request, request.GET.get("here", ""))
    if not can_update(request.membership, key_result, check_in=met):
        raise PermissionDenied
    if not wants_part(request):
        page = address(request, met) if met is not None else my_week_address(request)
        return redirect(f"{page}?edit={key_result.public_id}#kr-{key_result.public_id}")
    return part(request, opened(request, key_result, met))


@member_view
@require_GET
def key_result_row(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A row as it stands: what Cancel brings back."""
    key_result = fetch(public_id)
    met = meeting_at(request, request.GET.get("here", ""))
    if not wants_part(request):
        return redirect(
            f"{address(request, met) if met is not None else my_week_address(request)}#kr-{key_result.public_id}"
        )
    return row_part(request, key_result, met)


@member_view
@require_GET
def moved(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """What the newest update moved, once the roll-up is through; asked for at most three times."""
    key_result = fetch(public_id)
    if not wants_part(request):
        return redirect(f"{my_week_address(request)}#kr-{key_result.public_id}")
    tries = int(request.GET["tries"]) if request.GET.get("tries", "").isdecimal() else POLLS
    through, found = effect.is_through(key_result), None
    history = my_week_page.recent([key_result.pk])[key_result.pk] if through else []
    if history:
        before = history[1] if len(history) > 1 else None
        found = effect.moved_by(
            key_result, history[0], before, effect.above([key_result.pk]), request.organisation
        )
    again = f"{request.path}?tries={tries + 1}" if not through and tries < POLLS else ""
    return varies(render(request, "components/moved.html", {"moved": found, "moved_url": again}))


# Answering --------------------------------------------------------------------------------------------------


def part(request: MemberRequest, row: KeyResultRow, status: int = 200) -> HttpResponse:
    return varies(render(request, "components/kr_row.html", {"row": row}, status=status))


def around_row(request: MemberRequest, key_result: KeyResult, met: CheckIn | None) -> tuple[Scene, Facts]:
    """The row's surroundings on My week, or on the page of a meeting."""
    here = address(request, met) if met is not None else ""
    return seen(
        key_result,
        organisation=request.organisation,
        by=request.membership,
        reader=reader(request, timezone.now()),
        here=here,
    )


def opened(request: MemberRequest, key_result: KeyResult, met: CheckIn | None) -> KeyResultRow:
    return states.open_row(*around_row(request, key_result, met), cancel=True, focus=True)


def row_part(request: MemberRequest, key_result: KeyResult, met: CheckIn | None) -> HttpResponse:
    if met is not None:
        return meeting_row(request, met, key_result)
    return part(request, my_week_page.row_of(*around_row(request, key_result, None)))


def meeting_row(
    request: MemberRequest, met: CheckIn, key_result: KeyResult, toast: Toast | None = None
) -> HttpResponse:
    """The row as a meeting shows it: previous and current marker; out of band the objective's figure and the
    toast."""
    context = {**parts(request, met), "toast": toast}
    found = next(
        (each for group in context["groups"] for each in group.rows if each.key_result.pk == key_result.pk),
        None,
    )
    if found is None:
        return done(request, met)
    shown = replace(found, row=replace(found.row, focus=True))
    return varies(render(request, "checkins/parts/since_updated.html", {**context, "each": shown}))


def problem(
    request: MemberRequest,
    key_result: KeyResult,
    typed: TypedUpdate,
    refusal: Refused | None,
    met: CheckIn | None = None,
) -> HttpResponse:
    """The row with what was typed and a sentence (422), or both values (409); without script the whole page
    around it."""
    scene, facts = around_row(request, key_result, met)
    row = (
        states.conflict_row(scene, facts, typed)
        if refusal is None
        else states.refused_row(scene, facts, typed, refusal)
    )
    status = 409 if refusal is None else 422
    if wants_part(request):
        return part(request, row, status)
    if met is not None:
        return meeting_page(request, met, opened=row, status=status)
    return week_page(request, my_week_page.Instead(rows={key_result.pk: row}), status=status)


def answered(
    request: MemberRequest, recorded: acts.Recorded, said: str, here: str, met: CheckIn | None = None
) -> HttpResponseBase:
    """The row after it was written, folded or open again; the count, the figure and the toast out of band."""
    key_result = recorded.state.key_result
    if not wants_part(request):
        messages.success(request, said)
        return go_back(request, key_result, here)
    if met is not None:
        return meeting_row(request, met, key_result, toast(request, recorded, said, here))
    found = reader(request)
    if key_result.accountable_id == request.membership.pk:
        key_result.accountable = request.membership  # known already: nobody asks the database again
    near = around(request.membership, key_result.objective, found)
    rhythms = check_in_schedule(request.organisation, near, now=found.now)
    scene = Scene(request.organisation, found, rhythms, request.membership)
    facts = facts_after(request, key_result)
    stands = standing(request.membership, key_result.objective, rhythms, near, found)
    objective_url = objective_address(request.organisation, key_result.objective.public_id)
    updated = rhythms.is_updated(key_result)
    context = {
        "row": states.saved_row(scene, facts, poll=True) if updated else states.open_row(scene, facts),
        "standing": stands,
        "next_open": next_open(near, rhythms, request.membership),
        "objective": key_result.objective,
        "explain_url": f"{objective_url}?explain=1" if objective_url else "",
        "early": too_early(
            found.today,
            key_result.objective.cycle.starts_on,
            key_result.objective.cycle.ends_on,
        ),
        "toast": toast(request, recorded, said),
    }
    return varies(render(request, "checkins/parts/updated.html", context))


def next_open(near: Sequence[KeyResult], rhythms: CheckInSchedule, membership: Membership) -> str:
    """The public id of the person's first key result that still waits; empty when none does."""
    waiting = (each for each in near if each.accountable_id == membership.pk and not rhythms.is_updated(each))
    return next(
        (each.public_id for each in waiting if each.measured_by == MeasuredBy.UPDATES),
        "",
    )


def facts_after(request: MemberRequest, key_result: KeyResult) -> Facts:
    """The row's facts once its value is written: only the trend is fetched."""
    return Facts(
        key_result=key_result,
        given=[Given(*row) for row in newest(key_result).values_list("at", "value", "note")[:TREND]],
        may=True,
        mine=key_result.accountable_id == request.membership.pk,
    )


def toast(request: MemberRequest, recorded: acts.Recorded, said: str, here: str = "") -> Toast:
    """What was done, and its Undo; an undone value has none."""
    if recorded.update.reverts_id is not None:
        return Toast(said)
    key_result = recorded.state.key_result
    where = {"slug": request.organisation.slug, "public_id": key_result.public_id}
    return Toast(
        said,
        undo_url=reverse("checkins:undo_update", kwargs=where),
        undo_target=f"#kr-{key_result.public_id}",
        undo_fields=[
            ("update", recorded.update.public_id),
            ("request_id", str(uuid4())),
            ("here", here),
        ],
    )


def words(request: MemberRequest, recorded: acts.Recorded) -> str:
    """What the toast says: "Saved 59 days", "Kept at 60 days"."""
    key_result, value = recorded.state.key_result, recorded.update.value
    if value is None:
        return "Saved"
    said = values.in_words(value, measures.measure_of(key_result), request.organisation.locale)
    if recorded.needs_target:
        return f"{said} is kept. Set a new target, as it is met already"
    return f"Kept at {said}" if recorded.update.no_change else f"Saved {said}"


def my_week_address(request: MemberRequest) -> str:
    return reverse("checkins:my_week", kwargs={"slug": request.organisation.slug})


def go_back(request: MemberRequest, key_result: KeyResult, here: str) -> HttpResponse:
    """To the page the form came from, at the row; My week unless the form names another page of this
    organisation."""
    page = my_week_address(request)
    if here.startswith(f"/{request.organisation.slug}/") and url_has_allowed_host_and_scheme(
        here, allowed_hosts=None
    ):
        page = here
    return redirect(f"{page.partition('#')[0]}#kr-{key_result.public_id}")
