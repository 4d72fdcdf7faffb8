"""One's own account: who one is, how one signs in, leaving; and what one may say about oneself in an
organisation."""

from typing import Any

from allauth.account.views import logout
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organisations.accounts.entry_forms import MyselfForm, ProfileForm
from organisations.people.actions import change_member
from organisations.tenancy.decorators import MemberRequest, member_view


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def account(request: Any) -> HttpResponse:
    """Name, shortcut keys, and one line for each way of signing in."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("account")
    factors = Authenticator.objects.filter(user=request.user)
    shown = {
        "form": form,
        "passkeys": [each for each in factors if each.type == Authenticator.Type.WEBAUTHN],
        "app": any(each.type == Authenticator.Type.TOTP for each in factors),
        "may_create": settings.SIGN_UP == "open",
        "sessions": len(UserSession.objects.purge_and_list(request.user)),
    }
    return render(request, "account/account.html", shown, status=422 if form.errors else 200)


@never_cache
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """allauth's, and the browser is told to forget what it kept of us: half-typed texts, cached pages."""
    response: HttpResponseBase = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def myself(request: MemberRequest) -> HttpResponse:
    """Name, zone and reminders as this organisation knows them."""
    form = MyselfForm(request.POST or None, membership=request.membership)
    if request.method == "POST" and form.is_valid():
        change_member(
            member=request.membership, by=request.membership, now=timezone.now(), **form.cleaned_data
        )
        messages.success(request, "Saved.")
        return redirect("organisations:myself", slug=request.organisation.slug)
    return render(
        request, "organisations/accounts/myself.html", {"form": form}, status=422 if form.errors else 200
    )
