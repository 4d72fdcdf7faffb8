"""The organisation's own settings: general, limits and pace, check-ins. Every change is written to the audit
log."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from okrsite.infra.htmx import go, page_or_part
from organisations.display.forms import refuse
from organisations.permissions import can_administer
from organisations.refusals import Refused
from organisations.settings.actions import change_settings
from organisations.settings.forms import GeneralForm, LimitsForm, RhythmForm, SettingsForm
from organisations.tenancy.decorators import MemberRequest, member_view

P = ParamSpec("P")


def admin_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """The one door, and behind it administrators only: others may know that there are settings, so 403 and
    not 404."""

    @wraps(view)
    def inside(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not can_administer(request.membership):
            raise PermissionDenied("Administrators change settings, people and units.")
        return view(request, *args, **kwargs)

    return member_view(cast(Callable[Concatenate[MemberRequest, P], HttpResponseBase], inside))


@admin_view
@require_http_methods(["GET", "POST"])
def general(request: MemberRequest) -> HttpResponseBase:
    """Name, time zone, language, currency, first day of the week."""
    return settings_page(request, GeneralForm, "general", "General")


@admin_view
@require_http_methods(["GET", "POST"])
def limits(request: MemberRequest) -> HttpResponseBase:
    """The method's limits, which can only go down, and the words for pace."""
    return settings_page(request, LimitsForm, "limits", "Limits and pace")


@admin_view
@require_http_methods(["GET", "POST"])
def rhythm(request: MemberRequest) -> HttpResponseBase:
    """The check-in day for whoever has no series, the reminder, the three questions."""
    return settings_page(request, RhythmForm, "rhythm", "Check-ins")


def settings_page(
    request: MemberRequest, form_class: type[SettingsForm], name: str, title: str
) -> HttpResponseBase:
    """One part of the organisation's row: its form, saved by the action, and the page again."""
    here = reverse(f"organisations:{name}", kwargs={"slug": request.organisation.slug})
    form = form_class(request.POST or None, instance=request.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            change_settings(organisation=request.organisation, by=request.membership, **form.changed())
        except Refused as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Saved")
            return go(request, here)
    if form.errors:
        # a ModelForm writes what was typed into the row the page is drawn from
        request.organisation.refresh_from_db()
    context: dict[str, Any] = {"form": form, "title": title, "action": here}
    return page_or_part(
        request, f"organisations/settings/{name}.html", context, "form", status=422 if form.errors else 200
    )
