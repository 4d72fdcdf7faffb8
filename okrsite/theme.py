"""Light, dark or the system's: a cookie the server reads, so that the next page does not flash. Works without
script."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

YEAR = 365 * 24 * 3600


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the theme for a year ("system" forgets it) and return to the page it was chosen on."""
    back = request.headers.get("Referer", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back, status=303)
    theme = request.POST.get("theme")
    if theme in {"light", "dark"}:
        # Not HttpOnly: static/js/theme.js changes it in place. It says nothing about anybody.
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
