"""Reminding by hand: one person from a row, or everyone a list shows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from checkins.reminders import manual
from objectives.pages.hooks import ReminderOffer
from okrsite.infra.htmx import page_or_part, wants_part
from organisations.display.reader import reader
from organisations.models import Membership
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view

AT_ONCE = 100
"""People that one press reminds at most: more than a list shows."""


@require_POST
@member_view
def remind(request: MemberRequest, public_id: str) -> HttpResponse:
    """One letter; the button gives way to when and by whom."""
    person = get_object_or_404(Membership.objects.active().select_related("account"), public_id=public_id)
    here, by = reader(request, timezone.now()), request.membership
    try:
        manual.remind(person=person, by=by, organisation=request.organisation, now=here.now)
    except Refused as refused:
        offer: ReminderOffer | None = ReminderOffer(person, why_not=refused.sentence)
    else:
        offer = manual.reminder_offers(people=[person], by=by, reader=here).get(person.pk)
    if wants_part(request):
        return page_or_part(request, "checkins/reminders/remind.html", {"offer": offer, "focus": True})
    if offer is not None:
        messages.info(request, offer.why_not or f"{person.first_name}: {offer.reminded}")
    return redirect(back(request))


@require_POST
@member_view
def remind_others(request: MemberRequest) -> HttpResponse:
    """Everyone the list showed who can be reminded; the list comes back with what was done."""
    rows = (
        Membership.objects.active()
        .select_related("account")
        .filter(public_id__in=request.POST.getlist("person")[:AT_ONCE])
    )
    count = manual.remind_all(
        people=list(rows), by=request.membership, organisation=request.organisation, now=timezone.now()
    )
    messages.success(
        request,
        f"{count} {'person is' if count == 1 else 'people are'} reminded"
        if count
        else "Nobody was left to remind",
    )
    return redirect(back(request))


def back(request: MemberRequest) -> str:
    """The list that the form stood on, if that is one of this organisation's pages; else the check-ins."""
    here = request.POST.get("here", "")
    if here.startswith(f"/{request.organisation.slug}/") and url_has_allowed_host_and_scheme(
        here, allowed_hosts=None
    ):
        return here
    return reverse("checkins:check_ins", args=(request.organisation.slug,))
