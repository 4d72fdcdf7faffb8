"""The one door: every page under an organisation passes here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from okrsite.infra import htmx
from organisations.audit.actions import asked_from
from organisations.models import Account, Membership, Organisation
from organisations.tenancy import organisation_id_of, within

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request that came through the door: who asks is known, and so is where."""

    user: Account
    organisation: Organisation
    membership: Membership
    htmx: HtmxDetails


def member_view(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Turn the slug into `request.organisation` and `request.membership`, open the scope, hold the
    transaction.

    Strangers get 404 whether or not the organisation exists; people who are not signed in are asked to. Lazy
    responses are rendered inside the scope, streaming ones refused (their generator would run after it
    closed), and every answer of 400 and above rolls back. Clock times are the reader's, so their zone is
    active inside.
    """

    @wraps(view)
    def door(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return htmx.sign_in(request)
        organisation_id = organisation_id_of(slug)
        if organisation_id is None:
            raise Http404
        with within(organisation_id, account_id=request.user.pk), asked_from(request.META.get("REMOTE_ADDR")):
            membership = (
                Membership.objects.filter(account=request.user, active=True)
                .select_related("organisation", "unit")
                .first()
            )
            if membership is None:
                raise Http404
            request.membership, request.organisation = membership, membership.organisation
            with timezone.override(membership.zone(membership.organisation)), translation.override("en-gb"):
                response = view(request, *args, **kwargs)
                if response.streaming:
                    raise TypeError("A streaming response would run outside the scope: make it a job.")
                if isinstance(response, HttpResponse) and callable(getattr(response, "render", None)):
                    response = response.render()  # type: ignore[attr-defined]
            if response.status_code >= 400:
                transaction.set_rollback(True)
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response

    door.northstar_door = True  # type: ignore[attr-defined]  # the route test looks for it
    return door


class GuestRequest(HttpRequest):
    """A request that holds a secret of an organisation, and is a member of nothing."""

    guest_of: Organisation


def guest_view(
    view: Callable[Concatenate[GuestRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """The side door, for addresses that carry a secret: the slug opens the scope, the view looks the secret
    up.

    An organisation that does not exist and a secret that opens nothing must answer alike: both are 404 here
    and in the view. As at the front door, every answer of 400 and above rolls back, and nothing is cached.
    """

    @wraps(view)
    def door(request: Any, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        organisation_id = organisation_id_of(slug)
        if organisation_id is None:
            raise Http404
        with within(organisation_id, account_id=request.user.pk):
            request.guest_of = Organisation.objects.get(pk=organisation_id)
            with timezone.override(request.guest_of.zone), translation.override("en-gb"):
                response = view(request, *args, **kwargs)
            if response.status_code >= 400:
                transaction.set_rollback(True)
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response

    door.northstar_door = "guest"  # type: ignore[attr-defined]
    return door
