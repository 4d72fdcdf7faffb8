"""Every address of the product, and how its arguments are filled. A new route must find its line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests.tenancy.world import House

# What the public_id in an address names (a key of House.keys).
OBJECTS = {
    "checkins:tick_action": "action",
    "checkins:update_key_result": "key result",
    "checkins:edit_update": "key result",
    "checkins:key_result_row": "key result",
    "checkins:moved": "key result",
    "checkins:undo_update": "key result",
    "checkins:change_date": "check-in",
    "checkins:check_in": "check-in",
    "checkins:check_in_news": "check-in",
    "checkins:series": "series",
    "checkins:end_series": "series",
    "checkins:add_action": "check-in",
    "checkins:add_point": "check-in",
    "checkins:complete": "check-in",
    "checkins:join": "others' check-in",
    "checkins:order_points": "check-in",
    "checkins:remind": "person",
    "checkins:save_private": "check-in",
    "checkins:save_shared": "check-in",
    "checkins:thank_person": "person",
    "checkins:tick_meeting_action": "action",
    "checkins:tick_point": "point",
    "objectives:delete_draft": "draft",
    "objectives:unit_key_results": "unit",
    "objectives:unit_objectives": "unit",
    "objectives:first_run_remove_leader": "second leader",
    "objectives:objective": "objective",
    "objectives:save_draft": "draft",
    "objectives:decide": "submitted objective",
    "objectives:change_objective": "objective",
    "objectives:terminate": "objective",
    "objectives:judge": "objective",
    "objectives:add_active_key_result": "objective",
    "objectives:add_link": "team's objective",
    "objectives:change_key_result": "key result",
    "objectives:terminate_key_result": "key result",
    "objectives:readings": "key result",
    "objectives:answer_link": "proposed link",
    "objectives:accept_link": "proposed link",
    "objectives:decline_link": "proposed link",
    "objectives:link_effect": "proposed link",
    "objectives:edit_link": "link",
    "objectives:change_cycle": "planned cycle",
    "objectives:reopen_cycle": "closed cycle",
    "objectives:move_cycle_on": "planned cycle",
    "objectives:unit": "unit",
    "objectives:person": "person",
    "organisations:change_person": "person",
    "organisations:set_role": "person",
    "organisations:leave": "person",
    "organisations:take_back": "person who left",
    "organisations:send_again": "invitation",
    "organisations:withdraw_invitation": "invitation",
    "organisations:unit": "unit",
    "organisations:remove_unit": "empty unit",
    "organisations:import_file": "import",
    "organisations:mend_row": "import",
    "organisations:bad_rows": "import",
    "organisations:set_aside": "import",
    "organisations:begin_import": "clean import",
    "organisations:discard_import": "import",
}

# Pages that show another form for an object in another state.
STATES = {
    "objectives:objective": ("objective", "team's objective", "draft", "submitted objective"),
    "checkins:check_in": ("check-in", "others' check-in"),
    "organisations:import_file": ("import", "clean import"),
}

# The secret in an address, which lets in who has no account.
SECRETS = {"checkins:stop_reminders": "reminder's secret", "organisations:join": "invitation's secret"}

# Other arguments, the same for every organisation.
ARGUMENTS: dict[str, dict[str, Any]] = {
    "objectives:move_cycle_on": {"step": "start"},
    "organisations:mend_row": {"number": 2},
    "objectives:first_run_step": {"step": "people"},
    "checkins:stop_reminders": {"token": "a-token-that-stops-nothing-here"},
    "organisations:join": {"token": "a-token-that-opens-nothing-here"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "dev_mail_letter": {"name": "none"},
}

# Addresses under an organisation that members do not enter by the one door: what they wear instead, and why.
SIDE_DOORS = {
    "organisations:sign_in": ("open", "looks nothing up: the same redirect for every slug"),
    "organisations:join": ("guest", "the token of an invitation lets in who is not a member yet"),
    "checkins:stop_reminders": ("guest", "the signed address in a reminder works without signing in"),
}


@dataclass(frozen=True)
class Route:
    """One line of the URLconf."""

    name: str
    parameters: frozenset[str]
    callback: Any

    @property
    def tenant(self) -> bool:
        return "slug" in self.parameters

    @property
    def door(self) -> Any:
        return getattr(self.callback, "northstar_door", None)

    @property
    def unfilled(self) -> set[str]:
        """Arguments that nothing fills."""
        known = (
            {"slug"} | set(ARGUMENTS.get(self.name, {})) | ({"public_id"} if self.name in OBJECTS else set())
        )
        return set(self.parameters) - known

    def address(self, slug: str, house: House | None = None, kind: str = "", *, secret: bool = True) -> str:
        """Under a slug, naming an object of that house, of the kind asked for; one that nobody has when there
        is no house.

        Without `secret` the address carries one that opens nothing, as somebody would who was never written
        to.
        """
        arguments = dict(ARGUMENTS.get(self.name, {}))
        if house and secret and self.name in SECRETS:
            arguments["token"] = house.keys[SECRETS[self.name]]
        if "slug" in self.parameters:
            arguments["slug"] = slug
        if "public_id" in self.parameters:
            arguments["public_id"] = house.keys[kind or OBJECTS[self.name]] if house else "222222222222"
        return reverse(self.name, kwargs=arguments)


def every_route() -> list[Route]:
    """All of them, each once; allauth's log-out lies behind ours."""
    found = {route.name: route for route in reversed(list(_walk(get_resolver())))}
    return sorted(found.values(), key=lambda route: route.name)


def _walk(resolver: URLResolver, space: str = "", outer: frozenset[str] = frozenset()) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        names = outer | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, names)
        elif isinstance(entry, URLPattern):
            if not entry.name:
                raise NoReverseMatch(f"{entry.pattern} has no name, so nothing can prove it.")
            yield Route(f"{space}{entry.name}", frozenset(names), entry.callback)
