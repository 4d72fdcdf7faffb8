"""For whom a page is written: locale, zone and the moment it was asked for. One per request, asked for by
template tags."""

import zoneinfo
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from django.http import HttpRequest
from django.template import Context
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Reader:
    """Dates and pace use the organisation's zone, clock times the reader's own (docs/rules.md §1,
    Membership)."""

    locale: str
    zone: tzinfo
    organisation_zone: tzinfo
    now: datetime

    @property
    def today(self) -> date:
        """The organisation's date: what "today", "in 2 days" and pace mean for everybody in it."""
        return self.now.astimezone(self.organisation_zone).date()


def reader(request: HttpRequest | None, now: datetime | None = None) -> Reader:
    """Locale and zones of the request's organisation and membership; English and UTC on pages outside both.

    `now` is the view's own clock reading, so that a page does not straddle midnight; else the moment of the
    first call.
    """
    known = getattr(request, "northstar_reader", None)
    if isinstance(known, Reader) and (now is None or now == known.now):
        return known
    organisation = getattr(request, "organisation", None)
    membership = getattr(request, "membership", None)
    house = zoneinfo.ZoneInfo(getattr(organisation, "time_zone", "") or "UTC")
    own = getattr(membership, "time_zone", "") or ""
    found = Reader(
        locale=getattr(organisation, "locale", "") or "en-gb",
        zone=zoneinfo.ZoneInfo(own) if own else house,
        organisation_zone=house,
        now=now or timezone.now(),
    )
    if request is not None:
        request.northstar_reader = found  # type: ignore[attr-defined]
    return found


def reader_of(context: Context) -> Reader:
    """The reader of the page a template tag stands in. A page's own `now` in the context wins over the
    clock."""
    given = context.get("reader")
    if isinstance(given, Reader):
        return given
    now = context.get("now")
    return reader(context.get("request"), now if isinstance(now, datetime) else None)
