"""The audit log: who did what to what, before and after. Administrators read it; nobody changes it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.views.decorators.http import require_GET

from okrsite.infra.htmx import page_or_part
from organisations.audit.sentences import sentence
from organisations.display.fields import person_called
from organisations.models import AuditEvent
from organisations.settings.views import admin_view
from organisations.tenancy.decorators import MemberRequest

PAGE = 50


@dataclass(frozen=True)
class Change:
    """One field of an event, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    event: AuditEvent
    words: str
    changes: list[Change]


@admin_view
@require_GET
def audit(request: MemberRequest) -> HttpResponseBase:
    """Newest first, fifty at a time, by person and kind; `before` is the last line seen, so that nothing is
    skipped."""
    asked = {name: request.GET.get(name, "").strip() for name in ("who", "kind", "before")}
    events, problem = filtered(asked)
    rows = list(events.select_related("by").order_by("-at", "-pk")[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    context = {
        "lines": [Line(event, sentence(event), changes_of(event)) for event in rows[:PAGE]],
        "kinds": KINDS,
        "more": more,
        "problem": problem,
        **asked,
    }
    return page_or_part(request, "organisations/audit/audit.html", context, "lines")


KINDS = [
    ("membership", "People"),
    ("unit", "Units"),
    ("organisation", "Settings"),
    ("cycle", "Cycles"),
    ("invitation", "Invitations"),
    ("peopleimport", "Imports"),
    ("checkinseries", "Check-ins"),
]


def filtered(asked: dict[str, str]) -> tuple[QuerySet[AuditEvent], str]:
    """The events asked for, and a sentence when the person named is not to be found."""
    from django.core.exceptions import ValidationError

    events: QuerySet[AuditEvent] = AuditEvent.objects.all()
    problem = ""
    if asked["kind"] in dict(KINDS):
        events = events.filter(kind=asked["kind"])
    if asked["who"]:
        try:
            events = events.filter(by=person_called(asked["who"]))
        except ValidationError as unknown:
            events, problem = events.none(), str(unknown.messages[0])
    if asked["before"].isdigit() and len(asked["before"]) < 19:
        last = AuditEvent.objects.filter(pk=int(asked["before"])).first()
        if last:
            events = events.filter(at__lte=last.at).exclude(at=last.at, pk__gte=last.pk)
    return events, problem


def changes_of(event: AuditEvent) -> list[Change]:
    """What stood and what stands, field by field, in words."""
    names = [*event.before, *(name for name in event.after if name not in event.before)]
    return [
        Change(name.replace("_", " "), worded(event.before.get(name)), worded(event.after.get(name)))
        for name in names
    ]


def worded(value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(worded(each[-1] if isinstance(each, list) else each) for each in value) or "none"
    return str(value)
