"""The navigation of an organisation's pages: what it holds, and which of it is here. Pages not built yet are
left out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import template
from django.template import Context
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.templatetags.northstar import address

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
    ("alignment", "Alignment", "objectives:alignment", "waypoints", "a"),
    ("objectives", "Objectives", "objectives:objectives", "target", "o"),
    ("check_ins", "Check-ins", "checkins:check_ins", "message-square-text", "m"),
    ("planning", "Planning", "objectives:planning", "calendar-days", "p"),
)


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[Item]:
    """{% places as items %}: the pages of the top bar that exist. A page says where it stands with `section`
    in its context."""
    request = context.get("request")
    organisation = getattr(request, "organisation", None)
    if organisation is None:
        return []
    section = str(context.get("section") or "")
    match = getattr(request, "resolver_match", None)
    viewed = match.view_name if match else ""
    found = []
    for name, words, view, icon, key in PLACES:
        url = address(view, organisation.slug)
        if url:
            found.append(
                Item(name, words, url, icon, key, here=section == name or (not section and viewed == view))
            )
    return found


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
    """The four that stand in the phone's bar beside More: objectives and planning wait behind it."""
    return [item for item in items if item.section not in {"objectives", "planning"}][:4]


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
    """{% settings_places as groups %}: the settings navigation in its three groups; empty groups are left
    out."""
    request = context.get("request")
    organisation = getattr(request, "organisation", None)
    match = getattr(request, "resolver_match", None)
    viewed = match.view_name if match else ""
    groups = []
    for group, entries in SETTINGS:
        items = []
        for words, view, icon in entries:
            url = address(view, getattr(organisation, "slug", ""))
            if url:
                items.append(
                    Item(
                        view,
                        words,
                        url,
                        icon,
                        "",
                        here=viewed == view or context.get("settings_page") == view,
                    )
                )
        if items:
            groups.append((group, items))
    return groups
