"""The matrix: who asks for what of whom, and what the answer gave away.

A case is one request by somebody who must not see the other organisation. It *bites* when an insider of that
organisation, sending the same, gets what they asked for: a GET is answered below 400, a POST also writes.
Only then could a hole show.

Left out is a method that the route does not have (405 to an insider who may come in): there is nothing to be
refused. At a door that a secret opens, what an insider has is the secret, as elsewhere it is a session:
outsiders knock without it, and members of the other organisation try it under their own slug. Each request is
rolled back.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.urls import Resolver404, resolve

from organisations.models import Account
from organisations.tenancy import within
from tests.tenancy.bodies import Body, filled, sent
from tests.tenancy.conftest import Neighbours
from tests.tenancy.forms import forms_of
from tests.tenancy.routes import SECRETS, STATES, Route, every_route
from tests.tenancy.world import CANARY, House, tenant_models

HTMX = {"HX-Request": "true"}
STYLES = {"page": {}, "htmx": HTMX}
MOVED = " THEIR ROWS MOVED"
# Query parameters that name an object, and what; all others carry words, choices or numbers.
QUERY_IDS = {
    "unit": ["unit"],
    "under": ["unit"],
    "below": ["unit"],
    "open": ["cycle", "planned cycle"],
    "edit": ["key result"],
    "key_result": ["key result"],
    "who": ["person"],
    "cycle": ["cycle"],
    "person": ["person"],
    "objective": ["objective"],
}
# Pages that show their form only once something was chosen: by which parameter, and what.
FIRST_CHOSEN = {"objectives:add_link": {"objective": "objective"}}
QUERY_WORDS = {
    "every",
    "local_time",
    "minutes",
    "place",
    "time_zone",
    "week",
    "weekday",
    "confidence",
    "level",
    "sort",
    "updated",
    "version",
    "explain",
    "history",
    "page",
    "part",
    "show",
    "tries",
    "weight",
    "what",
    "q",
    "role",
    "state",
    "kind",
    "before",
    "seen",
    "here",
    "everything",
}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    @property
    def plain(self) -> str:
        """Without what differs by itself: tokens against forgery, request ids, the address asked for."""
        return re.sub(
            r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken[^}]*\}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}',
            "",
            self.text,
        )


@dataclass
class Tally:
    """What came of a run."""

    cases: Counter[str] = field(default_factory=Counter)
    vacuous: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)

    @property
    def made(self) -> int:
        return self.cases.total()

    @property
    def share(self) -> float:
        """Of vacuous cases among those about an organisation; pages of the site itself hold nobody's rows."""
        return len(self.vacuous) / max(
            1, sum(count for mode, count in self.cases.items() if not mode.startswith("site"))
        )

    def __str__(self) -> str:
        kinds = ", ".join(f"{name} {count}" for name, count in sorted(self.cases.items()))
        return f"{self.made} cases, {len(self.leaks)} leaks, {len(self.vacuous)} vacuous ({self.share:.1%}) [{kinds}]"


class Matrix:
    """All cases of two neighbours."""

    def __init__(self, neighbours: Neighbours) -> None:
        self.ours, self.theirs, self.words = neighbours.ours, neighbours.theirs, neighbours.words
        self.nobody = Account.objects.filter(
            email="nobody@example.com"
        ).first() or Account.objects.create_user("nobody@example.com")
        self.cookies: dict[int, str] = {}
        self.handler = (
            Client().handler
        )  # one for all requests: a fresh one reads the folder of static files first
        for account in (
            self.nobody,
            self.ours.leader,
            self.ours.admin,
            self.theirs.leader,
            self.theirs.admin,
        ):
            client = Client()
            client.force_login(Account.objects.get(pk=account.pk))
            self.cookies[account.pk] = client.cookies[
                "sessionid" if "sessionid" in client.cookies else next(iter(client.cookies))
            ].OutputString()
        self.routes = every_route()
        self.tally = Tally()
        self.statements = digest_statement()
        self.their_ids = self.all_ids(self.theirs)
        self.bodies: dict[str, tuple[str, Body]] = {}
        with transaction.atomic():
            self.stands = self.state()
        self.harvest()

    # Asking ------------------------------------------------------------------------------------------------

    def ask(
        self,
        who: Account | None,
        method: str,
        path: str,
        body: Any = None,
        style: str = "page",
        *,
        watch: bool = False,
    ) -> Answer:
        """One request by a fresh browser, rolled back; `watch` adds whether their rows moved."""
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        if who is not None:
            client.cookies.load(self.cookies[who.pk])
        with transaction.atomic():
            send = client.get if method == "GET" else client.post
            response = send(
                path, sent(body) if body and method == "POST" else body or {}, headers=STYLES[style]
            )
            text = (
                b"".join(response.streaming_content).decode(errors="replace")
                if response.streaming
                else response.content.decode(errors="replace")
            )
            text += "\n".join(
                f"{name}: {value}"
                for name, value in response.headers.items()
                if name in ("Location", "HX-Redirect", "HX-Trigger")
            )
            text += "".join(
                morsel.OutputString() for name, morsel in response.cookies.items() if name == "messages"
            )
            if watch and self.state() != self.stands:
                text += MOVED
            transaction.set_rollback(True)
        return Answer(response.status_code, text)

    def state(self) -> str:
        """A digest of every row of theirs."""
        with within(self.theirs.organisation.pk), connection.cursor() as cursor:
            cursor.execute(self.statements, {"here": self.theirs.organisation.pk})
            return str(cursor.fetchone()[0])

    @staticmethod
    def all_ids(house: House) -> set[str]:
        found = set(house.keys.values())
        with within(house.organisation.pk):
            for model in tenant_models():
                found |= {str(key) for key in model.objects.values_list("pk", flat=True)}  # type: ignore[attr-defined]
                if hasattr(model, "public_id"):
                    found |= set(model.objects.values_list("public_id", flat=True))  # type: ignore[attr-defined]
        return found

    def harvest(self) -> None:
        """The forms that their own people are shown, by the route each posts to.

        The form for the very object that the matrix asks about is kept, else the one that names most objects.
        """
        asked = {
            route.address(self.theirs.organisation.slug, self.theirs) for route in self.routes if route.tenant
        }
        pages = {
            (route.address(self.theirs.organisation.slug, self.theirs, kind), route.name)
            for route in self.routes
            if route.tenant
            for kind in STATES.get(route.name, ("",))
        }
        for path, name in sorted(pages):
            for insider in (self.theirs.leader, self.theirs.admin):
                for style in STYLES:
                    chosen = {
                        each: self.theirs.keys[kind] for each, kind in FIRST_CHOSEN.get(name, {}).items()
                    }
                    page = self.ask(insider, "GET", path, chosen, style=style)
                    for form in forms_of(page.text) if page.status == 200 else []:
                        self.keep(form.action or path, form.method, form.values, asked)
        for route in self.routes:
            if route.tenant:
                self.bodies[route.name] = (
                    "",
                    filled(route.name, self.bodies.get(route.name, ("", {}))[1], self.theirs),
                )

    def keep(self, action: str, method: str, values: Body, asked: set[str]) -> None:
        path = action.partition("?")[0]
        try:
            name = resolve(path).view_name
        except Resolver404:
            return
        if method != "post":
            return
        neutral = {key: ["3" if CANARY.search(one) else one for one in many] for key, many in values.items()}
        had, body = self.bodies.get(name, ("", {}))
        if (path in asked, self.weight_of(neutral)) > (had in asked, self.weight_of(body) if had else -1):
            self.bodies[name] = (path, neutral)

    def weight_of(self, body: Body) -> int:
        return sum(self.names_theirs(one) for many in body.values() for one in many) + sum(
            self.names_theirs(key) for key in body
        )

    def names_theirs(self, value: Any) -> bool:
        return isinstance(value, str) and bool(self.their_ids & set(re.split(r"[^0-9A-Za-z]+", value)))

    # The cases ---------------------------------------------------------------------------------------------

    def run(self, part: int = 0, parts: int = 1) -> Tally:
        """Every case of every so-many-th route once; the tally."""
        self.tally = Tally()
        for route in self.routes[part::parts]:
            for method in ("GET", "POST"):
                for style in STYLES:
                    self.tenant_route(route, method, style) if route.tenant else self.global_route(
                        route, method, style
                    )
        return self.tally

    def tenant_route(self, route: Route, method: str, style: str) -> None:
        body = self.bodies.get(route.name, ("", {}))[1] if method == "POST" else None
        there, here = self.theirs.organisation.slug, self.ours.organisation.slug
        insider, control = self.control(route, method, body, style)
        if control.status == 405:
            return
        bites = serves(method, control)
        twin = self.ours.leader if insider is self.theirs.leader else self.ours.admin
        call = (method, style)
        # Under their slug: people who are not signed in, people who belong nowhere, people who belong
        # elsewhere.
        if route.name not in self.open_doors():
            for mode, who in (("not signed in", None), ("stranger", self.nobody), ("other member", twin)):
                got = self.ask(
                    who,
                    method,
                    route.address(there, self.theirs, secret=False),
                    body,
                    style,
                    watch=method == "POST",
                )
                nowhere = self.ask(
                    who, method, route.address("nowhere-as", self.theirs, secret=False), body, style
                )
                same = (got.status, got.plain.replace(there, "")) == (
                    nowhere.status,
                    nowhere.plain.replace("nowhere-as", ""),
                )
                expected = got.status in ((302, 204, 404) if who is None else (404,))
                self.note(
                    mode,
                    route,
                    *call,
                    bites,
                    got,
                    "" if same and expected else f"{got.status} where nobody lives {nowhere.status}",
                )
        # Under one's own slug, with their ids.
        if "public_id" in route.parameters or route.name in SECRETS:
            got = self.ask(
                twin, method, route.address(here, self.theirs), body, style, watch=method == "POST"
            )
            missing = self.ask(twin, method, route.address(here), body, style)
            plain = (
                got.plain.replace(route.address(here, self.theirs), ""),
                missing.plain.replace(route.address(here), ""),
            )
            same = got.status == missing.status and plain[0] == plain[1]
            self.note(
                "path",
                route,
                *call,
                bites,
                got,
                "" if same else f"{got.status}, a missing one {missing.status}",
            )
        if method == "GET":
            self.queries(route, twin, insider, style)
            if CANARY.search(control.text):
                self.note(
                    "own page",
                    route,
                    *call,
                    True,
                    self.ask(twin, method, route.address(here, self.ours), None, style),
                )
        elif body and self.weight_of(body):
            got = self.ask(twin, method, route.address(here, self.ours), body, style, watch=True)
            self.note("body", route, *call, bites, got)

    def control(self, route: Route, method: str, body: Any, style: str) -> tuple[Account | None, Answer]:
        """The insider whom the address serves, and the answer; when it serves none, the refusal that says
        most.

        Where a secret opens the door, who holds it is an insider, signed in or not.
        """
        address = route.address(self.theirs.organisation.slug, self.theirs)
        holder = (None,) if route.name in SECRETS else ()
        found = []
        for insider in (self.theirs.leader, self.theirs.admin, *holder):
            answer = self.ask(insider, method, address, body, style, watch=method == "POST")
            if serves(method, answer):
                return insider, answer
            found.append((insider, answer))
        return next((each for each in found if each[1].status == 405), found[0])

    def unserved(self) -> list[str]:
        """Requests of the matrix that no insider is served, so that being refused would prove nothing."""
        found = []
        for route in self.routes:
            for method in ("GET", "POST") if route.tenant else ():
                body = self.bodies[route.name][1] if method == "POST" else None
                _, control = self.control(route, method, body, "page")
                if control.status != 405 and not serves(method, control):
                    found.append(f"{method} {route.name} answered {control.status} to {body}")
        return found

    def queries(self, route: Route, twin: Account, insider: Account | None, style: str) -> None:
        here, there = self.ours.organisation.slug, self.theirs.organisation.slug
        for name in sorted(query_names(route) & set(QUERY_IDS)):
            for kind in QUERY_IDS[name]:
                asked = {name: self.theirs.keys[kind]}
                control = self.ask(insider, "GET", route.address(there, self.theirs), asked, style)
                got = self.ask(twin, "GET", route.address(here, self.ours), asked, style)
                self.note("query", route, "GET", style, control.status < 400, got)

    def global_route(self, route: Route, method: str, style: str) -> None:
        address = route.address("")
        for mode, who in (
            ("not signed in", None),
            ("stranger", self.nobody),
            ("other member", self.ours.leader),
        ):
            got = self.ask(who, method, address, None, style, watch=method == "POST")
            if got.status in (404, 405):
                continue
            self.note(f"site: {mode}", route, method, style, True, got)

    def open_doors(self) -> set[str]:
        """Where not even a sign-in is asked for; what they answer is proved by name."""
        return {route.name for route in self.routes if route.tenant and route.door == "open"}

    def note(
        self, mode: str, route: Route, method: str, style: str, bites: bool, got: Answer, wrong: str = ""
    ) -> None:
        self.tally.cases[mode] += 1
        name = f"{mode}: {method} {route.name} ({style})"
        if not bites:
            self.tally.vacuous.append(f"{name}, answered {got.status}")
        found = sorted({self.words.get(word.lower(), word) for word in CANARY.findall(got.text)})
        if found:
            self.tally.leaks.append(f"{name} shows {', '.join(found)}")
        if MOVED in got.text:
            self.tally.leaks.append(f"{name} wrote in their rows")
        if got.status >= 500 and "readyz" not in name:
            self.tally.leaks.append(f"{name} broke with {got.status}")
        if wrong:
            self.tally.leaks.append(f"{name} tells: {wrong}")


def serves(method: str, answer: Answer) -> bool:
    """Whether who asked got what they asked for: a page or the way to one, and with POST something
    written."""
    return answer.status < 400 and (method == "GET" or MOVED in answer.text)


def digest_statement() -> str:
    parts = (
        f"SELECT '{table}' || coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '') AS d FROM {table} t WHERE {column} = %(here)s"
        for table, column in [
            *((model._meta.db_table, "organisation_id") for model in tenant_models()),
            ("okrsite_job", "organisation_id"),
            ("organisations_organisation", "id"),
        ]
    )
    return f"SELECT md5(string_agg(d, '|' ORDER BY d)) FROM ({' UNION ALL '.join(parts)}) AS all_of_them"


def query_names(route: Route) -> set[str]:
    """The query parameters that the route's own module reads."""
    view = route.callback
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return names_read(Path(view.__code__.co_filename)) if hasattr(view, "__code__") else set()


def names_read(module: Path) -> set[str]:
    """`request.GET.get("x")`, `request.GET["x"]`, `"x" in request.GET`, and the names of a comprehension over
    them."""
    text = module.read_text()
    if "GET" not in text:
        return set()
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=read, attr="get"), args=[ast.Constant(value=str(name)), *_]
            ):
                found |= {name} if ast.unparse(read) == "request.GET" else set()
            case ast.Subscript(value=read, slice=ast.Constant(value=str(name))):
                found |= {name} if ast.unparse(read) == "request.GET" else set()
            case ast.Compare(left=ast.Constant(value=str(name)), comparators=[read]):
                found |= {name} if ast.unparse(read) == "request.GET" else set()
            case ast.DictComp(value=value, generators=[each]) if "request.GET" in ast.unparse(value):
                found |= {one.value for one in ast.walk(each.iter) if isinstance(one, ast.Constant)}
    return found


def modules_of_the_apps() -> Iterator[Path]:
    for app in ("organisations", "objectives", "checkins"):
        yield from (Path(__file__).resolve().parent.parent.parent / app).rglob("*.py")
