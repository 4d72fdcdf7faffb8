"""The ground of the figures: durable servers of their own, a company of BENCH_PEOPLE people, a table at the end.

`make bench` starts them apart from the tests' servers and with fsync on, as in the product. Nothing here
asserts a budget: a figure on a busy machine is no promise. What was reached is printed beside what it is
measured against.
"""

from __future__ import annotations

import json
import os
import signal
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from okrsite.demo import large
from okrsite.local.machine import PROJECT, fingerprint
from organisations.tenancy import organisation_id_of
from tests import ground
from tests.bench.table import TABLE, Table
from tests.conftest import Blocker

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "10000"))
SMALL = 150
SETTINGS = {"track_commit_timestamp": "on", "shared_buffers": "1GB", "max_wal_size": "4GB"}
"""What these servers are told beyond the product's own: commit times are what freshness is read from."""

if not ground.FIGURES:
    raise pytest.UsageError(
        "Figures are measured by `make bench`: the tests' servers do not keep what they are told."
    )


@dataclass(frozen=True)
class Company:
    """A large organisation in a database that this run may spoil."""

    own: ground.OwnDatabase
    organisation: int
    people: int

    def superuser(self) -> psycopg.Connection[Any]:
        return self.own.connect("postgres")


@pytest.fixture(scope="session", autouse=True)
def told() -> None:
    """The servers know their settings; PostgreSQL is started again where it did not."""
    from django.db import connections

    connections.close_all()
    with ground.servers.connect() as connection:
        off = connection.execute("SHOW track_commit_timestamp").fetchone() == ("off",)
        for name, value in SETTINGS.items():
            connection.execute(
                sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value))
            )
    if off:
        process = ground.servers.processes.pop("postgres")
        process.send_signal(signal.SIGINT)
        process.wait(60)
        ground.servers.start("postgres")


def made(people: int) -> str:
    """The database with a company of so many people: made by the first run of a day, or anew when its makers
    changed."""
    makers = [
        PROJECT.glob("*/migrations/*.py"),
        PROJECT.glob("okrsite/demo/large.py"),
        PROJECT.glob("objectives/rollup/*.py"),
    ]
    name = f"bench_{people}_{fingerprint(*makers)}_{datetime.now(UTC):%Y%m%d}"
    with ground.servers.connect() as connection:
        names = {found for (found,) in connection.execute("SELECT datname FROM pg_database").fetchall()}
        if name not in names:
            for old in names:
                if old.startswith(f"bench_{people}_"):
                    connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(old)))
            ground.clone("making")
            began = time.perf_counter()
            print(ground.manage("demo", "--people", str(people), database="making"))
            print(f"A company of {people:,} was made in {time.perf_counter() - began:.0f} s.")
            with ground.servers.connect("making") as own:
                own.execute("VACUUM ANALYZE")
            connection.execute(sql.SQL("ALTER DATABASE making RENAME TO {}").format(sql.Identifier(name)))
    return name


def company_of(people: int, blocker: Blocker) -> Iterator[Company]:
    with blocker.unblock(), ground.own_database(made(people)) as own:
        organisation = organisation_id_of(large.SLUG)
        assert organisation is not None
        yield Company(own, organisation, people)


@pytest.fixture(scope="module")
def company(told: None, django_db_blocker: Blocker) -> Iterator[Company]:
    """A copy of the large organisation for one module."""
    yield from company_of(PEOPLE, django_db_blocker)


@pytest.fixture
def small_company(told: None, django_db_blocker: Blocker) -> Iterator[Company]:
    """The same made for 150 people."""
    yield from company_of(SMALL, django_db_blocker)


@pytest.fixture
def table() -> Table:
    return TABLE


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TABLE.lines:
        terminalreporter.section(f"figures, {PEOPLE:,} people, load {os.getloadavg()[0]:.1f}")
        terminalreporter.write("\n".join([*TABLE.text(), ""]))
        kept = PROJECT / ".northstar-bench" / f"figures-{PEOPLE}.json"
        kept.write_text(json.dumps([vars(line) for line in TABLE.lines], indent=1))


# Timing -----------------------------------------------------------------------------------------------------


def seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def in_turn(*acts: Callable[[], Any], rounds: int = 15, warm: int = 2) -> list[float]:
    """The median seconds of each act, taken in turn so that a busy neighbour disturbs all of them alike."""
    taken: list[list[float]] = [[] for _ in acts]
    for number in range(rounds + warm):
        for place, act in enumerate(acts):
            took = seconds(act)
            if number >= warm:
                taken[place].append(took)
    return [statistics.median(each) for each in taken]


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of them does not exceed; NaN without any."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def ms(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value * 1000:.0f} ms"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
