"""The navigation of an organisation's pages: what it holds, and which of it the reader is on."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.display.urls import address

register = template.Library()


@dataclass(frozen=True, slots=True)
class Item:
    """One place to go: its words, address and icon, its key after g, whether the reader is there."""

    section: str
    words: str
    url: str
    icon: str
    key: str
    here: bool


# section, words, name of the address, icon on the phone's bar, key after g (interface.md section 6)
PLACES = (
    ("my_week", "My week", "checkins:my_week", "circle-check", "w"),
    ("company", "Company", "objectives:company", "building-2", "c"),
    ("objectives", "Objectives", "objectives:objectives", "target", "o"),
    ("check_ins", "Check-ins", "checkins:check_ins", "message-square-text", "m"),
)


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[Item]:
    """{% places as items %}: the pages of the top bar. A page says where it stands with `section` in its
    context."""
    request = context.get("request")
    organisation = getattr(request, "organisation", None)
    if organisation is None:
        return []
    section = str(context.get("section") or "")
    match = getattr(request, "resolver_match", None)
    viewed = match.view_name if match else ""
    return [
        Item(
            section=name,
            words=words,
            url=address(view, organisation.slug),
            icon=icon,
            key=key,
            here=section == name or (not section and viewed == view),
        )
        for name, words, view, icon, key in PLACES
    ]


@register.simple_tag(takes_context=True)
def came_from(context: Context) -> str:
    """{% came_from as back %}: the page of this site that the reader came from; empty for a foreign one, or
    this very one."""
    request = context.get("request")
    if request is None:
        return ""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    return "" if request.method == "GET" and urlsplit(referer).path == request.path else referer


@register.filter
def tab_places(items: list[Item]) -> list[Item]:
    """Those that stand in the phone's bar beside More: objectives wait behind it."""
    return [item for item in items if item.section != "objectives"]


SETTINGS = (
    (
        "Organisation",
        (
            ("General", "organisations:general", "building-2"),
            ("People", "organisations:people", "users-round"),
            ("Units", "organisations:units", "folder-tree"),
            ("Cycles", "objectives:cycles", "calendar-days"),
        ),
    ),
    (
        "Method",
        (
            ("Limits and pace", "organisations:limits", "sliders-horizontal"),
            ("Check-ins", "organisations:rhythm", "message-square-text"),
        ),
    ),
    (
        "Data",
        (
            ("Import", "organisations:import", "file-spreadsheet"),
            ("Audit log", "organisations:audit", "history"),
        ),
    ),
)


@register.simple_tag(takes_context=True)
def settings_places(context: Context) -> list[tuple[str, list[Item]]]:
    """{% settings_places as groups %}: the settings navigation in its three groups."""
    request = context.get("request")
    slug = getattr(getattr(request, "organisation", None), "slug", "")
    match = getattr(request, "resolver_match", None)
    viewed = {match.view_name if match else "", context.get("settings_page")}
    return [
        (
            group,
            [
                Item(view, words, address(view, slug), icon, "", here=view in viewed)
                for words, view, icon in entries
            ],
        )
        for group, entries in SETTINGS
    ]
