"""Asking somebody to join, and joining.

An invitation is a letter with a link; the link's token is in that letter and nowhere else: the row keeps its
hash. The address of the link carries the organisation's slug, so that its scope opens before anything is
looked up.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from okrsite.infra import mail
from organisations.audit.actions import record
from organisations.models import Account, Invitation, Membership, Organisation, Role, Unit
from organisations.people.actions import add_member, change_member
from organisations.people.departures import reactivate
from organisations.refusals import Refused
from organisations.tenancy.locks import lock_structure

LASTS = timedelta(days=7)


class State(models.TextChoices):
    """Where an invitation stands; only an open one lets anybody in."""

    OPEN = "open", "Waiting"
    EXPIRED = "expired", "Expired"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


def state_of(invitation: Invitation, now: datetime) -> State:
    if invitation.accepted_at:
        return State.ACCEPTED
    if invitation.withdrawn_at:
        return State.WITHDRAWN
    return State.OPEN if now < invitation.expires_at else State.EXPIRED


def invite(
    *,
    email: str,
    by: Membership,
    now: datetime,
    role: str = Role.MEMBER,
    unit: Unit | None = None,
    manager: Membership | None = None,
    name: str = "",
    title: str = "",
) -> Invitation:
    """Write to an address and ask it to join; an invitation that still waits is replaced and its old link
    stops working.

    Raises Refused for somebody who is a member already. It does not say whether the address has an account:
    that is nobody's business here.
    """
    email = email.strip().lower()
    if Membership.objects.filter(account__email=email, active=True).exists():
        raise Refused("This person is a member already.", field="email")
    wanted = {"role": role, "unit": unit, "manager": manager, "name": name.strip(), "title": title.strip()}
    waiting = Invitation.objects.filter(email=email, accepted_at=None, withdrawn_at=None).select_for_update()
    with transaction.atomic():
        invitation = waiting.first() or Invitation(email=email, expires_at=now)
        for field, value in wanted.items():
            setattr(invitation, field, value)
        token = _fresh_token(invitation, by, now)
        try:
            with transaction.atomic():
                invitation.save()
        except IntegrityError as problem:  # somebody else invited the same address in this moment
            raise Refused("This address was invited a moment ago.", field="email") from problem
        record(act="invited", thing=invitation, by=by, name=email, after={"role": role})
        _send(invitation, token)
    return invitation


def renew(*, invitation: Invitation, by: Membership, now: datetime) -> None:
    """Send a new link; the old one stops working. Raises Refused once it is accepted or withdrawn."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if state_of(invitation, now) not in {State.OPEN, State.EXPIRED}:
            raise Refused("This invitation is closed. Invite the address again.")
        token = _fresh_token(invitation, by, now)
        invitation.save(update_fields=["token_hash", "invited_by", "invited_at", "expires_at"])
        record(act="invitation_renewed", thing=invitation, by=by, name=invitation.email)
        _send(invitation, token)


def withdraw(*, invitation: Invitation, by: Membership, now: datetime) -> None:
    """Take it back: the link stops working at once. Raises Refused for one that was accepted."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if invitation.accepted_at:
            raise Refused("This person has joined. Deactivate them under People instead.")
        if invitation.withdrawn_at is None:
            invitation.withdrawn_at = now
            invitation.save(update_fields=["withdrawn_at"])
            record(act="invitation_withdrawn", thing=invitation, by=by, name=invitation.email)


def find(token: str) -> Invitation | None:
    """The invitation that this link opens, in whatever state; None for a link we never wrote, or replaced."""
    return (
        Invitation.objects.filter(token_hash=_hash(token))
        .select_related("invited_by", "unit", "organisation")
        .first()
    )


def accept(*, invitation: Invitation, account: Account, now: datetime, name: str = "") -> Membership:
    """Make the account a member, in the role and unit it was invited to; twice is once.

    Call for an account that is known to own the invited address. Raises Refused with a sentence for the
    reader when the invitation no longer stands.
    """
    with transaction.atomic():
        lock_structure()  # before the row's lock: leaving withdraws invitations in that order
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        state = state_of(invitation, now)
        membership = Membership.objects.filter(account=account).first()
        if state is State.ACCEPTED and membership is not None and membership.active:
            return membership
        if state is not State.OPEN:
            raise Refused(why_not(invitation, state))
        manager = invitation.manager if invitation.manager and invitation.manager.active else None
        place = {"role": invitation.role, "unit": invitation.unit, "manager": manager}
        if membership is None:
            membership = add_member(
                account=account,
                name=name.strip() or invitation.name or account.get_full_name(),
                title=invitation.title,
                by=None,
                now=now,
                joined_on=timezone.localdate(now, invitation.organisation.zone),
                **place,
            )
        elif not membership.active:
            reactivate(member=membership, by=invitation.invited_by, now=now)
            membership = change_member(member=membership, by=invitation.invited_by, now=now, **place)
        invitation.accepted_at = now
        invitation.save(update_fields=["accepted_at"])
        record(act="invitation_accepted", thing=invitation, by=membership, name=invitation.email)
    return membership


def why_not(invitation: Invitation, state: State) -> str:
    """What a reader is told about a link that no longer lets anybody in, and what to do."""
    ask = f"Ask {invitation.invited_by.name} for a new one."
    match state:
        case State.EXPIRED:
            return (
                f"This invitation ended on {_moment(invitation.expires_at, invitation.organisation)}. {ask}"
            )
        case State.WITHDRAWN:
            return f"This invitation was withdrawn. {ask}"
        case _:
            return "This invitation has been used. Sign in with the address it was sent to."


def _fresh_token(invitation: Invitation, by: Membership, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.invited_by, invitation.invited_at, invitation.expires_at = by, now, now + LASTS
    return token


def _hash(token: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, token: str) -> None:
    organisation = invitation.organisation
    path = reverse("organisations:join", kwargs={"slug": organisation.slug, "token": token})
    letter = {
        "invitation": invitation,
        "organisation": organisation,
        "link": settings.PUBLIC_ORIGIN + path,
        "until": _moment(invitation.expires_at, organisation),
    }
    mail.send(
        organisation=organisation.pk,
        to=invitation.email,
        subject=f"{invitation.invited_by.name} invites you to {organisation.name} on Northstar",
        text=render_to_string("organisations/people/mail/invitation.txt", letter),
    )


def _moment(at: datetime, organisation: Organisation) -> str:
    """ "Saturday 28 November 2026 at 14:05", in the organisation's own time."""
    local = at.astimezone(organisation.zone)
    return f"{local:%A} {local.day} {local:%B %Y} at {local:%H:%M}"
