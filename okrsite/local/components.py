"""The component sheet of development, /dev/components: every component in every state, from fixed examples,
no database."""

import zoneinfo
from datetime import UTC, datetime
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from okrsite.local import component_examples as examples
from okrsite.local.mailbox import development_only
from organisations.display.reader import Reader

OSLO = zoneinfo.ZoneInfo("Europe/Oslo")
# The day the drawings stand on, so that sheet and drawings can be laid side by side.
DRAWN = datetime(2026, 8, 18, 7, 16, tzinfo=UTC)


@require_safe
@development_only
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet, as Ingrid of Fjellvann would see it; ?locale=nb-no writes numbers the Norwegian way."""
    locale = request.GET.get("locale", "en-gb")
    request.organisation = examples.FJELLVANN  # type: ignore[attr-defined]
    request.membership = examples.INGRID  # type: ignore[attr-defined]
    request.user = SimpleNamespace(is_authenticated=True, single_keys=True)  # type: ignore[assignment]
    context = {
        "reader": Reader(locale, OSLO, OSLO, DRAWN),
        "ribbon": examples.RIBBON,
        "section": "components",
    }
    return render(request, "okrsite/local/components.html", {**context, **examples.sheet(locale, request)})
