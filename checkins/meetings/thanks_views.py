"""Thanking a colleague, from their page or from a meeting: a win for everyone to read."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from checkins.meetings.views import address, meeting_at
from checkins.models import Recognition
from objectives.models import KeyResult
from organisations.display.dialogs import ask
from organisations.models import Membership
from organisations.permissions import can_own
from organisations.tenancy.decorators import MemberRequest, member_view


class ThanksForm(forms.Form):
    """For what, and in a sentence why."""

    text = forms.CharField(
        label="What did they do?", max_length=300, help_text="One sentence, for everyone to read."
    )

    def __init__(self, *args: Any, person: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = KeyResult.objects.going().filter(accountable=person).order_by("objective_id", "position")
        self.fields["key_result"] = forms.ModelChoiceField(
            label="For", queryset=theirs, to_field_name="public_id", required=False, empty_label="everything"
        )
        self.fields["key_result"].label_from_instance = lambda key_result: key_result.title  # type: ignore[attr-defined]
        self.order_fields(("key_result", "text"))


@require_http_methods(["GET", "POST"])
@member_view
def thank_person(request: MemberRequest, public_id: str) -> HttpResponse:
    """A dialog on the person's page, or on that of a meeting. Nobody thanks themselves, and viewers read
    along."""
    person, by = get_object_or_404(Membership.objects.active(), public_id=public_id), request.membership
    if not can_own(by) or by.pk == person.pk:
        raise PermissionDenied("Thanks come from colleagues.")

    def act(said: dict[str, Any]) -> None:
        Recognition.objects.create(
            to=person, by=by, key_result=said["key_result"], text=said["text"], at=timezone.now()
        )

    met = meeting_at(request, urlsplit(request.htmx.current_url or "").path)
    back = (
        address(request, met)
        if met is not None
        else reverse("objectives:person", args=(request.organisation.slug, person.public_id))
    )
    form = ThanksForm(request.POST or None, person=person)
    return ask(request, form, act, title=f"Thank {person.first_name}", verb="Say thank you", back=back)
