"""Following the link of an invitation."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from organisations.accounts.adapter import account_of, is_proved, open_account
from organisations.accounts.entry_forms import JoinForm
from organisations.models import Invitation
from organisations.people.invitations import State, accept, find, state_of, why_not
from organisations.refusals import Refused
from organisations.tenancy.decorators import guest_view


@require_http_methods(["GET", "HEAD", "POST"])
@guest_view
def join(request: Any, token: str) -> HttpResponse:
    """What an invitation's link shows: join at once, sign in first, or make an account.

    The link came through the invited mailbox, so whoever holds it may make that address's account, but never
    sign in to one that exists: its password or passkey is asked for.
    """
    now = timezone.now()
    invitation = find(token)
    if invitation is None:
        raise Http404  # as for an organisation that does not exist
    state = state_of(invitation, now)
    if state is not State.OPEN:
        return closed(request, invitation, why_not(invitation, state))
    account = account_of(invitation.email)
    signed_in = request.user.is_authenticated
    mine = signed_in and account is not None and account.pk == request.user.pk
    shown = {
        "invitation": invitation,
        "organisation": request.guest_of,
        "mine": mine,
        "other": signed_in and not mine,
        "known": account is not None and is_proved(account),
    }
    form = JoinForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if request.method != "POST":
        return render(request, "organisations/people/join.html", {**shown, "form": form})
    if not mine:
        if shown["other"] or shown["known"]:
            return render(request, "organisations/people/join.html", {**shown, "form": form}, status=409)
        if not form.is_valid():
            return render(request, "organisations/people/join.html", {**shown, "form": form}, status=422)
        account = open_account(email=invitation.email, **form.cleaned_data, proved=True)
    assert account is not None
    try:
        accept(invitation=invitation, account=account, now=now, name=form.data.get("name", ""))
    except Refused as refusal:
        return closed(request, invitation, refusal.sentence)
    messages.success(request, f"Welcome to {request.guest_of.name}.")
    start = f"/{request.guest_of.slug}/"
    if mine:
        return redirect(start)
    signed: HttpResponse = perform_login(request, account, redirect_url=start, email=account.email)
    return signed


def closed(request: Any, invitation: Invitation, sentence: str) -> HttpResponse:
    """An invitation that no longer lets anybody in: one sentence, and the way to sign in."""
    context = {
        "organisation": request.guest_of,
        "sentence": sentence,
        "used": invitation.accepted_at is not None,
    }
    return render(request, "organisations/people/join_closed.html", context, status=410)
