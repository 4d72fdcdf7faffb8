"""Page or part: the one place that knows when htmx wants a fragment. Knows no OKR and imports no app.

A page's fragments live in its own template as `{% partialdef row inline %}`; the view names the part, the
server chooses. A part is answered with its status: htmx swaps 422 (a form refused) and 409 (someone saved
first) too, base.html says so.
"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers


def wants_part(request: Any) -> bool:
    """Whether to answer with a fragment: asked by htmx, not boosted, not restoring history."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page_or_part(
    request: HttpRequest, template: str, context: dict[str, Any], part: str = "", *, status: int = 200
) -> HttpResponse:
    """The page, or for htmx only its part (`page.html#row`); rendered now, while the organisation's scope is
    open."""
    chosen = f"{template}#{part}" if part and wants_part(request) else template
    return varies(render(request, chosen, context, status=status))


def varies(response: HttpResponse) -> HttpResponse:
    """Told apart by caches: the same address answers a page and a part."""
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: HttpRequest, address: Any) -> HttpResponse:
    """To another page, whole: a redirect for browsers, HX-Redirect for htmx, which would swap the page into a
    fragment."""
    if wants_part(request):
        return varies(HttpResponse(status=204, headers={"HX-Redirect": resolve_url(address)}))
    return redirect(address)


def sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; htmx is told to move the whole page, else it would swap the form into a
    fragment."""
    here = request.get_full_path() if request.method == "GET" else "/"
    return go(request, f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': here})}")


def nothing_new() -> HttpResponse:
    """204 for a poll whose page shows the newest already: htmx swaps nothing."""
    return varies(HttpResponse(status=204))


def close_dialog(response: HttpResponse) -> HttpResponse:
    """The same answer, after which the open dialog closes; focus returns to what opened it."""
    response.headers["HX-Trigger"] = "closes-dialog"
    return response


def dialog_layout(request: HttpRequest) -> str:
    """The template a dialog extends: the bare dialog for htmx, a page of its own without script."""
    return "components/dialog.html" if wants_part(request) else "components/dialog_page.html"
