"""One person in the settings: changed in a dialog, the role in the row, leaving with a hand-over, coming
back."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from okrsite.infra.htmx import close_dialog, dialog_layout, go, page_or_part, varies, wants_part
from organisations import departures_registry
from organisations.display.fields import people_to_offer
from organisations.display.forms import refuse
from organisations.display.reader import reader
from organisations.models import Membership, Role
from organisations.people.actions import change_member, change_role
from organisations.people.departures import deactivate, hand_over, left_behind, reactivate, unowned
from organisations.people.forms import LeaveForm, MemberForm, RoleForm
from organisations.people.views import address, person_line
from organisations.refusals import Refused
from organisations.settings.views import admin_view
from organisations.tenancy.decorators import MemberRequest
from organisations.units.views import small_tree


@admin_view
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Name, title, unit, manager, role, zone, days away: a dialog over the list, a page without script."""
    member = get_object_or_404(everyone(), public_id=public_id, active=True)
    form = MemberForm(request.POST or None, instance=member, tree=small_tree())
    if request.method == "POST" and form.is_valid():
        try:
            change_member(member=member, by=request.membership, now=reader(request).now, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return row_or_list(request, public_id, "Saved")
    member = everyone().get(pk=member.pk)  # the form has written what was typed into its own instance
    context = {
        "form": form,
        "member": member,
        "action": reverse("organisations:change_person", kwargs=names(request, public_id)),
        "back": address(request),
        "dialog_title": member.name,
        "offered": people_to_offer(near=member),
        "dialog_layout": dialog_layout(request),
        "settings_page": "organisations:people",
    }
    return varies(
        render(request, "organisations/people/person.html", context, status=422 if form.errors else 200)
    )


@admin_view
@require_POST
def set_role(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The role in the row; the last administrator or leader keeps it, and the row says why."""
    member = get_object_or_404(everyone(), public_id=public_id, active=True)
    form = RoleForm(request.POST)
    problem = "" if form.is_valid() else "There is no such role."
    if not problem:
        try:
            change_role(
                member=member, role=form.cleaned_data["role"], by=request.membership, now=reader(request).now
            )
        except Refused as refusal:
            problem = refusal.sentence
    if not wants_part(request):
        messages.info(
            request,
            problem or f"{member.name} is {dict(Role.choices)[form.cleaned_data['role']].lower()} now",
        )
        return go(request, address(request))
    return row(request, public_id, problem=problem)


@admin_view
@require_http_methods(["GET", "POST"])
def leave(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Somebody leaves: who takes each thing; what nobody takes reads "no owner". Afterwards, handing over
    what waits."""
    member = get_object_or_404(everyone(), public_id=public_id)
    now, today = reader(request).now, reader(request).today
    held = departures_registry.held_by(member) if member.active else left_behind([member])[member.pk]
    form = LeaveForm(request.POST or None, held=held, today=today, has_left=not member.active)
    if request.method == "POST" and form.is_valid():
        try:
            if member.active:
                left_on = form.cleaned_data["left_on"]
                rest = deactivate(
                    member=member, by=request.membership, now=now, left_on=left_on, takes=form.takes()
                )
            else:
                rest = hand_over(leaver=member, takes=form.takes(), by=request.membership, now=now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            without = (
                f", {len(rest)} {'thing waits' if len(rest) == 1 else 'things wait'} for an owner"
                if rest
                else ""
            )
            messages.success(
                request, f"{member.name} has left{without}" if member.active else f"Handed over{without}"
            )
            return go(request, address(request))
    context = {
        "member": member,
        "form": form,
        "groups": grouped(held, form),
        "action": reverse("organisations:leave", kwargs=names(request, public_id)),
        "offered": people_to_offer(near=member),
        "settings_page": "organisations:people",
    }
    return page_or_part(
        request, "organisations/people/leave.html", context, "form", status=422 if form.errors else 200
    )


@admin_view
@require_POST
def take_back(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Somebody who left is here again, as a member."""
    member = get_object_or_404(Membership, public_id=public_id)
    try:
        reactivate(member=member, by=request.membership, now=reader(request).now)
    except Refused as refusal:
        messages.info(request, refusal.sentence)
    else:
        messages.success(request, f"{member.name} is back")
    return row_or_list(request, public_id, "")


def everyone() -> QuerySet[Membership]:
    return Membership.objects.select_related("account", "unit", "unit__lead", "manager", "organisation")


def names(request: MemberRequest, public_id: str) -> dict[str, str]:
    return {"slug": request.organisation.slug, "public_id": public_id}


def row_or_list(request: MemberRequest, public_id: str, words: str) -> HttpResponseBase:
    """The changed row in place of the old one, closing a dialog; without script the list."""
    if not wants_part(request):
        if words:
            messages.success(request, words)
        return go(request, address(request))
    answer = row(request, public_id)
    answer.headers["HX-Retarget"] = f"#person-{public_id}"
    answer.headers["HX-Reswap"] = "outerHTML"
    return close_dialog(answer)


def row(request: MemberRequest, public_id: str, *, problem: str = "") -> HttpResponse:
    member = everyone().get(public_id=public_id)
    line = person_line(member, request, unowned([member]).get(member.pk, []), problem)
    context = {"line": line, "roles": Role.choices}
    status = 422 if problem else 200
    return varies(render(request, "organisations/people/people.html#row", context, status=status))


def grouped(
    held: list[departures_registry.Held], form: LeaveForm
) -> list[tuple[str, list[tuple[departures_registry.Held, Any]]]]:
    """What is held by kind, each with its field."""
    groups: dict[str, list[tuple[departures_registry.Held, Any]]] = {}
    for thing in held:
        groups.setdefault(thing.kind, []).append((thing, form[thing.key]))
    return [(TITLES[kind], rows) for kind, rows in groups.items()]


TITLES = {
    "key_result": "Key results",
    "objective": "Objectives",
    "action": "Actions",
    "report": "People who have them as manager",
    "unit": "Units they lead",
    "series": "Team check-ins they run",
}
