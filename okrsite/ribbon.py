"""The cycle ribbon on pages that name no cycle of their own: settings, people, units, lists, what is not found.

A context processor, because those pages' app knows no cycle. A page's own `ribbon` wins, also where it is
None.
"""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from objectives.display.charts.time import Ribbon
from objectives.models import Cycle
from objectives.pages.filters import ribbon
from organisations.display.reader import reader
from organisations.tenancy import NoOrganisation, current_organisation_id


def running(request: HttpRequest) -> dict[str, object]:
    """`ribbon`: the cycle that runs and began last. One query, and none unless a template draws it."""
    if getattr(request, "organisation", None) is None:
        return {}
    return {"ribbon": SimpleLazyObject(lambda: _running(request))}


def _running(request: HttpRequest) -> Ribbon | None:
    try:
        current_organisation_id()
    except NoOrganisation:  # an error page, drawn after the door has closed
        return None
    here = reader(request, timezone.now())
    return ribbon(Cycle.objects.running(here.today).first(), here)
