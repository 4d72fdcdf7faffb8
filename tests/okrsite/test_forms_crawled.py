"""Bad input everywhere: every form and every query parameter of the product, with values that nobody's page
expects.

Whatever is sent: never an error of the server, never shown unescaped, and what a refused form held is there
again. Each request is rolled back. The everyday run gives each field a few of the values in turn, `make proof`
one gives it all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from organisations.models import Account
from tests import ground
from tests.conftest import Blocker, Figure
from tests.tenancy.bodies import Body, filled, sent
from tests.tenancy.forms import Form, forms_of
from tests.tenancy.matrix import query_names
from tests.tenancy.routes import STATES, Route, every_route
from tests.tenancy.world import House, furnish

MARK = "qzscript"
NASTY = [
    f"<script>{MARK}()</script>",
    f"\"'><img src={MARK}>",
    "5,9",
    "1e400",
    "-1",
    "99999999999999999999",
    "no\0thing",
    "x" * 10_000,
    "\u202eto the right \U0001f9ed",
    "31.02.2026",
    "2026-02-31",
    "0001-01-01",
    "NaN",
    "",
    "\u0663",
    "2026-08-19T25:61",
    "{{ 7 }}{% now %}",
    "00000000-0000-0000-0000-000000000000",
]
EVERYDAY = 3
"""Of so many values each field gets one."""
REFLECTED = re.compile(rf"<script>{MARK}|<img src={MARK}")
TAKEN_AWAY = "\0"
# Forms whose refusal is another page than the one that was filled in, so that nothing typed can stand there.
ELSEWHERE = {"organisations:import_file": "the columns of a file are chosen, not typed"}


@dataclass
class Found:
    cases: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = [
            sum(kind in each for each in self.wrong)
            for kind in ("answered 5", "shows it unescaped", "forgets it")
        ]
        return f"{self.cases} cases, {self.refused} refused, 5xx {kinds[0]}, reflections {kinds[1]}, forgotten {kinds[2]}"


@dataclass(frozen=True)
class Filling:
    """A form of a page, and who fills it in."""

    name: str
    page: str
    who: str
    action: str
    form: Form
    body: Body


class Crawler:
    def __init__(self, house: House) -> None:
        self.house, self.found = house, Found()
        self.handler = (
            Client().handler
        )  # one for all requests: a fresh one reads the folder of static files first
        self.cookies = {"signed out": ""}
        for who, account in (("leader", house.leader), ("admin", house.admin)):
            client = Client()
            client.force_login(Account.objects.get(pk=account.pk))
            self.cookies[who] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, who: str) -> Client:
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        if self.cookies[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[who]
        return client

    def get(self, who: str, path: str) -> str:
        with transaction.atomic():
            answer = self.client(who).get(path)
            transaction.set_rollback(True)
        return answer.content.decode() if answer.status_code == 200 and not answer.streaming else ""

    def fillings(self) -> Iterator[Filling]:
        """Every form that somebody is shown, once for each address it posts to."""
        seen: set[tuple[str, frozenset[str]]] = set()
        for route in every_route():
            for kind, who in itertools.product(STATES.get(route.name, ("",)), self.cookies):
                page = route.address(self.house.organisation.slug, self.house, kind)
                for form in forms_of(self.get(who, page)):
                    action = form.action or page
                    try:
                        name = resolve(action.partition("?")[0]).view_name
                    except Resolver404:
                        continue
                    if form.method != "post" or (name, frozenset(form.values)) in seen:
                        continue
                    seen.add((name, frozenset(form.values)))
                    yield Filling(name, page, who, action, form, filled(name, form.values, self.house))

    def post(self, filling: Filling, changed: str, body: Body, *, twice: bool = False) -> None:
        """Send, look at the answer, and at the page afterwards: a text may be kept and shown unescaped
        there."""
        words = f"{filling.name} with {changed}"
        self.found.cases += 1
        with transaction.atomic():
            client = self.client(filling.who)
            answer = client.post(filling.action, sent(body))
            if twice and answer.status_code < 500:
                answer = client.post(filling.action, sent(body))
            text = "" if answer.streaming else answer.content.decode(errors="replace")
            after = client.get(filling.page) if MARK in changed and answer.status_code < 400 else None
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            self.found.wrong.append(f"{words} answered {answer.status_code}: {why(answer)}")
        for each in (text, after.content.decode(errors="replace") if after and not after.streaming else ""):
            if REFLECTED.search(each):
                self.found.wrong.append(f"{words} shows it unescaped")
        if after is not None and after.status_code >= 500:
            self.found.wrong.append(
                f"{words}, the page afterwards answered {after.status_code}: {why(after)}"
            )
        if 400 <= answer.status_code < 500:
            self.found.refused += 1
        if answer.status_code in (409, 422) and filling.name not in ELSEWHERE:
            self.keeps(filling, words, body, text)

    def keeps(self, filling: Filling, words: str, body: Body, text: str) -> None:
        """A refused form holds what was typed into it."""
        again = [form for form in forms_of(text) if filling.form.typed & set(form.values)]
        for name in filling.form.typed & set(body):
            typed = [plain(one) for one in body[name] if isinstance(one, str)]
            held = [plain(one) for form in again for one in form.values.get(name, [])]
            if (
                any(name in form.typed for form in again)
                and typed
                and typed[-1] not in held
                and TAKEN_AWAY not in "".join(typed)
            ):
                self.found.wrong.append(
                    f"{words} forgets it: {name} held {typed[-1][:30]!r}, and now {[one[:30] for one in held]}"
                )

    def crawl(self, few: bool) -> Found:
        turn = itertools.count()
        for filling in self.fillings():
            names = sorted(set(filling.body) | set(filling.form.values))
            for name in names:
                for place, value in enumerate(NASTY):
                    if few and (place + next(turn)) % EVERYDAY:
                        continue
                    self.post(filling, f"{name}={value[:40]!r}", {**filling.body, name: [value]})
            for name in names:
                self.post(
                    filling, f"no {name}", {key: value for key, value in filling.body.items() if key != name}
                )
            for value in NASTY[:1] if few else NASTY:
                self.post(filling, f"every field {value[:40]!r}", {key: [value] for key in names})
            self.post(
                filling, "every field twice", {key: [*value, *value] for key, value in filling.body.items()}
            )
            self.post(filling, "the same again", filling.body, twice=True)
            self.post(filling, "nothing", {})
        return self.found

    def ask(self, few: bool) -> Found:
        """Query parameters that a page reads."""
        turn = itertools.count()
        for route in every_route():
            for name in (
                sorted(query_names(route)) if route.name != "readyz" else ()
            ):  # whose 503 is an answer
                for place, value in enumerate(NASTY):
                    if few and (place + next(turn)) % EVERYDAY:
                        continue
                    self.look(route, name, value)
        return self.found

    def look(self, route: Route, name: str, value: str) -> None:
        self.found.cases += 1
        page = route.address(self.house.organisation.slug, self.house)
        who = "admin" if "/settings/" in page else "leader"
        with transaction.atomic():
            answer = self.client(who).get(page, {name: value})
            text = "" if answer.streaming else answer.content.decode(errors="replace")
            transaction.set_rollback(True)
        words = f"{route.name}?{name}={value[:40]!r}"
        if answer.status_code >= 500:
            self.found.wrong.append(f"{words} answered {answer.status_code}: {why(answer)}")
        if REFLECTED.search(text):
            self.found.wrong.append(f"{words} shows it unescaped")


def plain(text: str) -> str:
    """As forms read it: without blanks around it, one kind of line end, and blanks in a row as one."""
    return re.sub(r"\s+", " ", text).strip()


def why(answer: Any) -> str:
    return repr(answer.exc_info[1])[:200] if getattr(answer, "exc_info", None) else ""


@pytest.fixture(scope="module")
def crawler(django_db_blocker: Blocker) -> Iterator[Crawler]:
    with django_db_blocker.unblock(), ground.own_database():
        yield Crawler(furnish("Fjellvann AS", "fjellvann"))


@pytest.fixture(autouse=True)
def fresh(crawler: Crawler) -> None:
    crawler.found = Found()


@pytest.mark.proof
def test_no_form_breaks_reflects_or_forgets(crawler: Crawler, figure: Figure) -> None:
    found = crawler.crawl(few=True)
    figure("bad input in every form, some values", str(found))
    assert not found.wrong, "\n".join([str(found), *found.wrong])


def test_no_query_breaks_a_page_or_is_reflected(crawler: Crawler, figure: Figure) -> None:
    found = crawler.ask(few=True)
    figure("bad input in every query, some values", str(found))
    assert not found.wrong, "\n".join([str(found), *found.wrong])


@pytest.mark.proof
def test_no_form_breaks_reflects_or_forgets_any_value(crawler: Crawler, figure: Figure) -> None:
    found = crawler.crawl(few=False)
    crawler.ask(few=False)
    figure("bad input everywhere, every value", str(found))
    assert not found.wrong, "\n".join([str(found), *found.wrong])
