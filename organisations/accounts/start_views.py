"""Coming in: the root page, an organisation's own front page and its sign-in address, and a new
organisation."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from okrsite.infra import htmx
from organisations.accounts.entry_forms import NewOrganisationForm
from organisations.accounts.forms import NEW_ORGANISATION
from organisations.accounts.switcher import my_organisations
from organisations.models import Account, Membership, Organisation, Stage, Unit
from organisations.permissions import can_administer
from organisations.refusals import Refused
from organisations.settings.actions import create_organisation
from organisations.tenancy import within
from organisations.tenancy.decorators import MemberRequest, member_view
from organisations.units.actions import change_unit

FIRST_RUN = "objectives:first_run"  # the app above brings the set-up: an address, not an import
FIRST_PAGES = ("checkins:my_week", "objectives:company", "organisations:people")


@require_safe
@never_cache
def start(request: Any) -> HttpResponse:
    """To the first organisation the reader belongs to; to the sign-in page for strangers."""
    if not request.user.is_authenticated:
        return htmx.sign_in(request)
    mine = my_organisations(request.user.pk)
    if mine:
        return redirect("organisations:start", slug=mine[0].slug)
    if settings.SIGN_UP == "open":
        return redirect("new_organisation")
    return render(request, "organisations/accounts/nowhere.html")


@require_safe
@member_view
def organisation_start(request: MemberRequest) -> HttpResponse:
    """The page a member's day begins with; an administrator goes on with the set-up while it is
    unfinished."""
    if request.organisation.first_run_step and can_administer(request.membership):
        return redirect(FIRST_RUN, slug=request.organisation.slug)
    for name in FIRST_PAGES:
        try:
            return redirect(reverse(name, kwargs={"slug": request.organisation.slug}))
        except NoReverseMatch:
            continue
    return redirect("account")


@require_safe
def organisation_sign_in(request: HttpRequest, slug: str) -> HttpResponse:
    """The sign-in page that names this address, and says nothing about whether anybody lives there."""
    back = reverse("organisations:start", kwargs={"slug": slug})
    if request.user.is_authenticated:
        return redirect(back)
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


organisation_sign_in.northstar_door = "open"  # type: ignore[attr-defined]  # the same for every slug: it looks nothing up


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def new(request: Any) -> HttpResponse:
    """Make an organisation; whoever makes it is its first administrator."""
    if settings.SIGN_UP != "open":
        raise PermissionDenied("New organisations are made by whoever runs this site.")
    form = NewOrganisationForm(
        request.POST or None,
        account=request.user,
        initial={"name": request.session.get(NEW_ORGANISATION, ""), "person": request.user.name},
    )
    if request.method != "POST":
        return render(request, "organisations/accounts/new.html", {"form": form})
    if form.is_valid():
        try:
            organisation = found(request.user, form)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        except IntegrityError:  # somebody took the address between our look and our write
            form.address_taken(form.cleaned_data["slug"])
        else:
            request.session.pop(NEW_ORGANISATION, None)
            return redirect(FIRST_RUN, slug=organisation.slug)
    return render(request, "organisations/accounts/new.html", {"form": form}, status=422)


@transaction.atomic
def found(account: Account, form: NewOrganisationForm) -> Organisation:
    """The organisation, at the first step of its set-up: nobody in it is asked for anything until a pilot
    opens."""
    now = timezone.now()
    organisation = create_organisation(
        account=account,
        today=timezone.localdate(now, form.zone),
        first_run_step="people",
        **form.cleaned_data,
    )
    with within(organisation, account_id=account.pk):
        first = Membership.objects.get(account=account)
        change_unit(unit=Unit.objects.get(parent=None), stage=Stage.NOT_STARTED, by=first, now=now)
    return organisation
