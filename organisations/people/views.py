"""People in the settings: who is here, invited, away or gone; roles in the row; inviting; leaving with a
hand-over."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from okrsite.infra.htmx import go, page_or_part
from organisations import departures_registry
from organisations.display.reader import reader
from organisations.models import Invitation, Membership, Role, Unit
from organisations.people.actions import approver_of
from organisations.people.departures import unowned
from organisations.people.forms import InviteForm
from organisations.people.invitations import invite, renew, withdraw
from organisations.refusals import Refused
from organisations.settings.views import admin_view
from organisations.tenancy.decorators import MemberRequest
from organisations.units.views import small_tree

PAGE = 50
STATES = [("", "All"), ("here", "Here"), ("away", "Away"), ("no-manager", "No manager"), ("left", "Left")]
ROLE_ICONS = {Role.ADMIN: "key-round", Role.LEADER: "crown", Role.MEMBER: "user-round", Role.VIEWER: "eye"}


@dataclass(frozen=True)
class PersonLine:
    """One row: a member, here or gone. `waits` says what a leaver left without an owner."""

    member: Membership
    icon: str
    away: str = ""
    approves: str = ""
    waits: str = ""
    problem: str = ""
    is_self: bool = False


@dataclass(frozen=True)
class InvitedLine:
    """One row: an address that was asked to join."""

    invitation: Invitation
    days_left: int
    problem: str = ""

    @property
    def words(self) -> str:
        if self.days_left < 0:
            return "Invitation ended"
        days = (
            "today"
            if self.days_left == 0
            else f"{self.days_left} {'day' if self.days_left == 1 else 'days'} left"
        )
        return f"Invited, {days}"


# Reading ----------------------------------------------------------------------------------------------------


@admin_view
@require_GET
def people(request: MemberRequest) -> HttpResponseBase:
    """Fifty people a page, with a search box and filters; invitations that wait stand on top."""
    return people_page(request)


def people_page(
    request: MemberRequest, form: InviteForm | None = None, *, status: int = 200
) -> HttpResponseBase:
    asked = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "unit", "role", "state")}
    tree = small_tree()
    page = Paginator(found(asked, reader(request).today), PAGE).get_page(request.GET.get("page"))
    gone = list(Membership.objects.filter(active=False).order_by("-left_on", "-pk")[:100])
    waits = unowned([*page.object_list, *gone])
    lines = [person_line(member, request, waits.get(member.pk, []), "") for member in page.object_list]
    open_ones = Invitation.objects.filter(accepted_at=None, withdrawn_at=None).select_related(
        "unit", "manager", "invited_by"
    )
    if asked["q"]:
        open_ones = open_ones.filter(Q(email__icontains=asked["q"]) | Q(name__icontains=asked["q"]))
    shows_invited = page.number == 1 and not asked["state"] and not asked["unit"] and not asked["role"]
    invited = (
        [invited_line(each, request) for each in open_ones.order_by("-invited_at")[:PAGE]]
        if shows_invited
        else []
    )
    kept = "&".join(f"{name}={value}" for name, value in request.GET.items() if name in asked and value)
    context = {
        "lines": lines,
        "invited": invited,
        "page": page,
        "form": form or InviteForm(tree=tree, initial={"unit": tree[0].unit if tree else None}),
        "tree": tree,
        "roles": Role.choices,
        "states": STATES,
        "kept": kept,
        "leavers": [(member, counted(waits[member.pk])) for member in gone if waits.get(member.pk)],
        **asked,
    }
    part = {"people-list": "list", "people-rows": "more"}.get(request.headers.get("HX-Target", ""), "invite")
    return page_or_part(request, "organisations/people/people.html", context, part, status=status)


def found(asked: dict[str, str], today: date) -> QuerySet[Membership]:
    """Who answers the search: those here by name, then those who left, the last first."""
    rows = Membership.objects.select_related("account", "unit", "unit__lead", "manager")
    if asked["q"]:
        rows = rows.filter(
            Q(name__icontains=asked["q"])
            | Q(title__icontains=asked["q"])
            | Q(account__email__icontains=asked["q"])
        )
    unit = Unit.objects.filter(public_id=asked["unit"]).first() if asked["unit"] else None
    if unit:
        rows = rows.filter(unit__in=Unit.objects.below(unit))
    if asked["role"] in Role.values:
        rows = rows.filter(role=asked["role"], active=True)
    away = Q(away_from__lte=today) & (Q(away_until=None) | Q(away_until__gte=today))
    match asked["state"]:
        case "here":
            rows = rows.filter(active=True).exclude(away)
        case "away":
            rows = rows.filter(away, active=True)
        case "no-manager":
            rows = rows.filter(active=True, manager=None)
        case "left":
            rows = rows.filter(active=False)
    return rows.order_by("-active", "-left_on", "name", "pk")


def person_line(
    member: Membership, request: MemberRequest, waits: list[tuple[str, int]], problem: str
) -> PersonLine:
    today = reader(request).today
    approves = ""
    if member.active and member.manager is None and member.role in (Role.MEMBER, Role.ADMIN):
        approver = approver_of(member)
        approves = f"None. {approver.first_name if approver else 'A leader'} approves"
    away = ""
    if member.active and member.is_away(today):
        away = f"Away until {member.away_until.day} {member.away_until:%b}" if member.away_until else "Away"
    return PersonLine(
        member,
        ROLE_ICONS[Role(member.role)],
        away,
        approves,
        counted(waits),
        problem,
        is_self=member == request.membership,
    )


def counted(waits: list[tuple[str, int]]) -> str:
    """ "1 key result without owner, 2 people without a manager"."""
    kinds = list(dict.fromkeys(kind for kind, _ in waits))
    return ", ".join(
        departures_registry.kind_of(kind).count(sum(one == kind for one, _ in waits)) for kind in kinds
    )


def invited_line(invitation: Invitation, request: MemberRequest, problem: str = "") -> InvitedLine:
    left = invitation.expires_at - reader(request).now
    return InvitedLine(invitation, left.days, problem)


# Inviting ---------------------------------------------------------------------------------------------------


@admin_view
@require_POST
def send_invitations(request: MemberRequest) -> HttpResponseBase:
    """Several addresses at once; those who are here already are named, the others are invited."""
    form = InviteForm(request.POST, tree=small_tree())
    if not form.is_valid():
        return people_page(request, form, status=422)
    now, sent, refused = reader(request).now, [], []
    for email, name in form.cleaned_data["emails"]:
        try:
            sent.append(
                invite(
                    email=email,
                    name=name,
                    by=request.membership,
                    now=now,
                    role=form.cleaned_data["role"],
                    unit=form.cleaned_data["unit"],
                )
            )
        except Refused as refusal:
            refused.append(f"{email}: {refusal.sentence}")
    if refused and not sent:
        form.add_error("emails", " ".join(refused))
        return people_page(request, form, status=422)
    words = f"{len(sent)} {'person is' if len(sent) == 1 else 'people are'} invited"
    messages.success(request, ". ".join([words, *refused]))
    return go(request, address(request))


@admin_view
@require_POST
def send_again(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A new link for an address; the old one stops working."""
    return invitation_act(request, public_id, renew, "A new invitation is on its way to {}")


@admin_view
@require_POST
def withdraw_invitation(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Take an invitation back: its link stops working at once."""
    return invitation_act(request, public_id, withdraw, "The invitation of {} is withdrawn")


def invitation_act(request: MemberRequest, public_id: str, act: Any, words: str) -> HttpResponseBase:
    invitation = get_object_or_404(Invitation, public_id=public_id)
    try:
        act(invitation=invitation, by=request.membership, now=reader(request).now)
    except Refused as refusal:
        messages.info(request, refusal.sentence)
    else:
        messages.success(request, words.format(invitation.email))
    return go(request, address(request))


def address(request: MemberRequest) -> str:
    return reverse("organisations:people", kwargs={"slug": request.organisation.slug})
