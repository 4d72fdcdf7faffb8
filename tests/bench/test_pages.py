"""Pages at a large company and a small one: queries, the database's share, and the whole against rendering
alone."""

from __future__ import annotations

import contextlib
import gzip
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.template.backends.django import Template
from django.test import Client, RequestFactory

from objectives.rollup.sql import run
from objectives.rollup.summaries import COLUMNS, STEPS
from okrsite.demo import large
from organisations.models import Account, Membership, Unit
from organisations.tenancy import within
from tests.bench.conftest import PEOPLE, Company, in_turn, ms, seconds
from tests.bench.table import Table

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TIMES_ITS_TEMPLATE = {"company": 2.5, "my week": 3.0, "unit": 2.0}
TOTALS: dict[tuple[str, int], float] = {}
QUERIES: dict[tuple[str, int], int] = {}


@dataclass
class Seen:
    """One page, asked for once under observation."""

    queries: int = 0
    database: float = 0.0
    rendered: list[tuple[Template, Any, Any]] = field(default_factory=list)

    def statement(self, execute: Any, *asked: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*asked)
        finally:
            self.queries += 1
            self.database += time.perf_counter() - began


@contextlib.contextmanager
def watched() -> Iterator[Seen]:
    """Count the statements, and keep the outermost template with what it was given."""
    seen, render = Seen(), Template.render

    def keep(template: Template, context: Any = None, request: Any = None) -> Any:
        if not seen.rendered:
            seen.rendered.append((template, context, request))
        return render(template, context, request)

    with connection.execute_wrapper(seen.statement), mock.patch.object(Template, "render", keep):
        yield seen


class Browser:
    """A signed-in person whose requests go straight to the product's WSGI handler: the test client keeps a
    copy of every context, which costs more than the page."""

    handler = WSGIHandler()

    def __init__(self, account: Account) -> None:
        client = Client()
        client.force_login(account, backend=BACKEND)
        self.cookie = f"sessionid={client.cookies['sessionid'].value}"

    def get(self, path: str) -> bytes:
        environ = RequestFactory().get(path, headers={"cookie": self.cookie}).environ
        status: list[str] = []
        answer = self.handler(environ, lambda said, headers: status.append(said))
        body = b"".join(answer)
        answer.close()
        assert status == ["200 OK"], status
        return body


def pages(company: Company) -> dict[str, tuple[Browser, str]]:
    """Who looks at what: the chief executive at the company, a lead at a unit with a subtree, an employee at
    the week."""
    with within(company.organisation):
        unit = (
            Unit.objects.filter(children__isnull=False, parent__isnull=False).order_by("pk").first()
            or Unit.objects.order_by("pk").last()
        )
        assert unit is not None
        leader = Account.objects.get(email=large.address(0))
        employee = Membership.objects.select_related("account").order_by("-pk")[0].account
    clients = [Browser(leader), Browser(employee)]
    return {
        "company": (clients[0], f"/{large.SLUG}/company/"),
        "my week": (clients[1], f"/{large.SLUG}/my-week/"),
        "unit": (clients[0], f"/{large.SLUG}/units/{unit.public_id}/"),
    }


def measure(company: Company, table: Table) -> None:
    for name, (client, path) in pages(company).items():
        client.get(path)
        with watched() as seen:
            client.get(path)
        [(template, context, request)] = seen.rendered
        wholes, alones = [], []
        for _ in range(21):  # in turn, so that a busy neighbour disturbs both alike
            wholes.append(seconds(lambda: client.get(path)))  # noqa: B023
            with within(company.organisation):
                alones.append(seconds(lambda: template.render(context, request)))  # noqa: B023
        whole, alone = statistics.median(wholes), statistics.median(alones)
        databases = []
        for _ in range(9):
            with watched() as again:
                client.get(path)
            databases.append(again.database)
        database = sorted(databases)[4]
        TOTALS[name, company.people], QUERIES[name, company.people] = whole, seen.queries
        most = TIMES_ITS_TEMPLATE[name]
        if company.people == PEOPLE:
            table.add(
                f"{name} page at {company.people:,} people",
                f"<= {most} x rendering its own template",
                f"{whole / alone:.2f} x: {ms(whole)}, of which template {ms(alone)}, database {ms(database)} in {seen.queries} queries",
                whole <= most * alone,
            )


def test_small(small_company: Company, table: Table) -> None:
    measure(small_company, table)


def test_large(company: Company, table: Table) -> None:
    measure(company, table)
    for name in TIMES_ITS_TEMPLATE:
        small = [people for page, people in TOTALS if page == name and people != company.people]
        if small:
            ratio = TOTALS[name, company.people] / TOTALS[name, small[0]]
            counts = QUERIES[name, company.people], QUERIES[name, small[0]]
            table.add(
                f"{name} page at {company.people:,} and at {small[0]} people",
                "<= 1.5 x, queries constant",
                f"{ratio:.2f} x; {counts[0]} and {counts[1]} queries",
                ratio <= 1.5 and counts[0] == counts[1],
            )


ON_THE_FLY = f"""
    SELECT c.ancestor_id, d.cycle, {", ".join(f"sum({name})" for name in COLUMNS)}
    FROM (SELECT unit, cycle, {STEPS} FROM (SELECT 1 AS sign, t.* FROM objectives_fact t WHERE organisation_id = %(org)s) t GROUP BY 1, 2) d
    JOIN organisations_unitclosure c ON c.organisation_id = %(org)s AND c.descendant_id = d.unit
    JOIN organisations_unit u ON u.organisation_id = %(org)s AND u.id = c.ancestor_id
    WHERE u.parent_id IS NULL OR u.parent_id = (SELECT id FROM organisations_unit WHERE organisation_id = %(org)s AND parent_id IS NULL)
    GROUP BY 1, 2
"""
KEPT = f"""
    SELECT s.unit_id, s.cycle_id, {", ".join(COLUMNS)} FROM objectives_unitsummary s
    JOIN organisations_unit u ON u.organisation_id = s.organisation_id AND u.id = s.unit_id
    WHERE s.organisation_id = %(org)s
      AND (u.parent_id IS NULL OR u.parent_id = (SELECT id FROM organisations_unit WHERE organisation_id = %(org)s AND parent_id IS NULL))
"""


def test_computed_or_kept(company: Company, table: Table) -> None:
    with within(company.organisation):
        connection.cursor().execute("SET LOCAL statement_timeout = 0")
        computed, kept = in_turn(lambda: run(ON_THE_FLY), lambda: run(KEPT), rounds=3, warm=1)
    table.add(
        f"the company's counts computed from {company.people:,} people's key results, or read as kept",
        ">= 300 x at 100,000 people",
        f"{computed / kept:.0f} x: {ms(computed)} and {ms(kept)}",
        computed >= 300 * kept if company.people >= 100_000 else None,
    )


def brotli_size(address: str) -> int:
    path = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    compressed = path.with_name(path.name + ".br")
    return (compressed if compressed.exists() else path).stat().st_size


def linked(address: str, known: set[str]) -> None:
    """A script or style with all that it imports or shows."""
    if address in known:
        return
    known.add(address)
    path = Path(settings.STATIC_ROOT) / address.removeprefix(settings.STATIC_URL)
    if path.suffix in {".js", ".css"}:
        text = path.read_text()
        for found in re.findall(
            r"(?:from|import)\s*\(?[\"']([\w./-]+)[\"']|url\([\"']?([\w./-]+)[\"']?\)", text
        ):
            name = found[0] or found[1]
            if name and not name.startswith(("data:", "#")):
                linked(
                    name
                    if name.startswith("/")
                    else f"{address.rpartition('/')[0]}/{name.removeprefix('./')}",
                    known,
                )


def test_weight(company: Company, table: Table) -> None:
    client, path = pages(company)["company"]
    page = client.get(path)
    own = len(gzip.compress(page, 6))
    known: set[str] = set()
    for address in re.findall(rb"(?:src|href)=\"(/static/[^\"#]+)", page):
        linked(address.decode(), known)
    sizes = {address: brotli_size(address) for address in known}
    scripts = sum(size for address, size in sizes.items() if address.endswith(".js"))
    first = own + sum(sizes.values())
    table.add(
        "company page, first visit, compressed",
        "<= 150 kB",
        f"{first / 1000:.0f} kB in {len(sizes) + 1} files",
        first <= 150_000,
    )
    table.add(
        "company page, next page, compressed",
        "<= 25 kB",
        f"{own / 1000:.1f} kB of {len(page) / 1000:.0f} kB",
        own <= 25_000,
    )
    table.add("scripts with htmx, compressed", "<= 30 kB", f"{scripts / 1000:.1f} kB", scripts <= 30_000)
