"""Page or part: the one place that knows when htmx wants a fragment. Knows no OKR and imports no app."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url


def wants_part(request: Any) -> bool:
    """Whether to answer with a fragment: asked by htmx, not boosted, not restoring history."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; htmx is told to move the whole page, else it would swap the form into a fragment."""
    here = request.get_full_path() if request.method == "GET" else "/"
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}"
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
