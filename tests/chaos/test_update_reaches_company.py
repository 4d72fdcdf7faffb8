"""An update reaches the company's figures with the broker frozen and with workers killed: later, exactly, and
nobody's form fails.

The product's own web server, relay and worker, a company of a hundred people, and the real form sent by
signed-in people. What is printed here is measured on whatever machine runs the tests; docs/benchmarks.md has
the quiet one.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone

from objectives.models import Figure, UnitSummary
from objectives.rollup import verify
from objectives.rollup.sql import LOCK
from okrsite.demo.large import make_large
from organisations.tenancy import within
from tests import ground
from tests.bench.load import Form, Sent, forms, load
from tests.bench.processes import product
from tests.chaos.conftest import StartWorker, Valkey, kill
from tests.conftest import Figure as ShowFigure

PEOPLE = 100
RATE = 8
FROZEN = 6.0
"""Seconds; long enough that every timeout of the relay and the worker has passed at least once."""


@dataclass
class House:
    """A company with a running web server, and what one can ask of its database."""

    own: ground.OwnDatabase
    organisation: int
    port: int
    forms: Iterator[Form]

    def send(self, seconds: float) -> Sent:
        wanted = [next(self.forms) for _ in range(int(seconds * RATE))]
        return load(self.port, wanted, rate=RATE, lines=16)

    def waiting(self) -> int:
        with self.own.connect("northstar_platform") as platform:
            row = platform.execute("SELECT count(*) FROM objectives_change").fetchone()
        assert row is not None
        return int(row[0])

    def draining(self) -> bool:
        """Whether a worker holds this organisation's roll-up lock at this moment."""
        with self.own.connect("postgres") as superuser:
            found = superuser.execute(
                "SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                [LOCK],
            ).fetchall()
        return bool(found)

    def corporate(self) -> list[object]:
        """The company page's own figures: every corporate objective, and the company's counts."""
        with within(self.organisation):
            figures = Figure.objects.filter(
                objective__owner_unit__parent=None, objective__owner_unit__isnull=False
            )
            counts = UnitSummary.objects.filter(unit__parent=None).values_list(
                "cycle", "updated", "on_track", "own_progress"
            )
            return [*figures.order_by("pk").values_list("pk", "progress"), *counts.order_by("cycle")]

    def right(self, sent: Sent) -> None:
        """Every form was saved, every value reached its figure, and a rebuild finds nothing to mend."""
        assert set(sent.statuses) == {200}, sent.statuses
        before = self.corporate()
        assert verify(self.organisation).total == 0
        assert self.corporate() == before


@pytest.fixture
def house(own: ground.OwnDatabase, valkey: Valkey, tmp_path: Path) -> Iterator[House]:
    organisation = make_large(PEOPLE, timezone.now(), say=lambda sentence: None).pk
    with product(own, tmp_path, "web", REDIS_URL=valkey.url) as running:
        yield House(own, organisation, running.port, iter(forms(organisation, 300, port=running.port)))


def meanwhile(act: Callable[[], Sent]) -> tuple[threading.Thread, list[Sent]]:
    """Begin something in the background; its result is in the list once the thread is joined."""
    found: list[Sent] = []
    thread = threading.Thread(target=lambda: found.append(act()))
    thread.start()
    return thread, found


def caught(house: House, worker: ground.Process) -> bool:
    """Whether the worker stands still in the middle of a drain: stopped first, so that it cannot be through
    by now."""
    if not house.draining():
        return False
    os.killpg(worker.popen.pid, signal.SIGSTOP)
    if house.draining():
        return True
    os.killpg(worker.popen.pid, signal.SIGCONT)
    return False


def median(sent: Sent) -> float:
    return sorted(sent.took)[len(sent.took) // 2]


@pytest.mark.proof
def test_with_the_broker_frozen(
    house: House, valkey: Valkey, start_worker: StartWorker, relay: ground.Process, figure: ShowFigure
) -> None:
    start_worker()
    house.send(1)  # the first forms compile templates
    usual = house.send(3)
    ground.eventually(lambda: house.waiting() == 0, what="the first drain")
    stood = house.corporate()

    valkey.signal(signal.SIGSTOP)
    try:
        frozen = house.send(FROZEN)
        behind = house.waiting()
    finally:
        valkey.signal(signal.SIGCONT)
    thawed = time.monotonic()
    ground.eventually(lambda: house.waiting() == 0 and not house.draining(), what="the drain after the frost")
    took = time.monotonic() - thawed

    assert behind > 0, "nobody rang while the broker was frozen"
    assert house.corporate() != stood
    house.right(frozen)
    assert median(frozen) < 1 + 2 * median(usual), "whoever updates does not notice"
    assert took < 30
    figure(
        "frozen broker",
        f"{len(frozen.took)} updates over HTTP in {FROZEN:.0f} s, 0 failed, answered in {median(frozen) * 1000:.0f} ms "
        f"(before {median(usual) * 1000:.0f} ms), {behind} waited, the company page right {took:.1f} s after its return",
    )


@pytest.mark.proof
def test_with_workers_killed_in_the_middle_of_a_drain(
    house: House, start_worker: StartWorker, relay: ground.Process, figure: ShowFigure
) -> None:
    stood = house.corporate()
    thread, found = meanwhile(lambda: house.send(12))
    kills = 0
    while kills < 3:
        worker = start_worker()
        ground.eventually(lambda worker=worker: caught(house, worker), what="a worker that holds the lock")
        kill(worker)
        kills += 1
    start_worker()
    thread.join(ground.SECONDS)
    ended = time.monotonic()
    ground.eventually(
        lambda: house.waiting() == 0 and not house.draining(), what="the drain by the last worker"
    )
    took = time.monotonic() - ended
    assert house.corporate() != stood
    house.right(found[0])
    figure(
        "killed workers",
        f"{len(found[0].took)} updates over HTTP, {kills} workers killed in a drain, 0 failed, 0 differences, "
        f"all through {took:.1f} s after the last",
    )
