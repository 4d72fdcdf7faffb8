"""A Valkey of one's own to freeze and kill, and a worker and relay that use it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from okrsite.local.embedded import Servers
from tests import ground
from tests.conftest import StartProcess
from tests.okrsite.infra.queue_ground import lay_effects

WORKER = (
    "-m",
    "celery",
    "-A",
    "okrsite",
    "worker",
    "-I",
    "tests.okrsite.infra.queue_ground",
    "--concurrency",
    "2",
    "--loglevel",
    "INFO",
    "--without-gossip",
    "--without-mingle",
    "--without-heartbeat",
)


class Valkey:
    """A broker that a test may do anything to."""

    def __init__(self, folder: Path) -> None:
        self.servers = Servers(folder, durable=False, say=lambda sentence: None)
        self.servers.open()
        self.servers.start("valkey")
        self.url = self.servers.redis_url()

    def signal(self, number: signal.Signals) -> None:
        self.servers.processes["valkey"].send_signal(number)

    def kill(self) -> None:
        """At once, with all it held."""
        process = self.servers.processes.pop("valkey")
        process.kill()
        process.wait(ground.SECONDS)

    def start(self) -> None:
        """Again, empty, at the same address."""
        self.servers.start("valkey")
        assert self.servers.redis_url() == self.url


@pytest.fixture
def own(own_database: ground.OwnDatabase) -> ground.OwnDatabase:
    lay_effects(own_database)
    return own_database


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    running = Valkey(tmp_path / "valkey")
    try:
        yield running
    finally:
        running.servers.stop()


StartWorker = Callable[..., ground.Process]


@pytest.fixture
def start_worker(start_process: StartProcess, valkey: Valkey, own: ground.OwnDatabase) -> StartWorker:
    """A worker of the product, two processes wide, that is ready for work."""

    def start(**environment: str) -> ground.Process:
        worker = start_process("worker", *WORKER, REDIS_URL=valkey.url, **environment)
        worker.wait_for(r"ready\.")
        return worker

    return start


@pytest.fixture
def relay(start_process: StartProcess, valkey: Valkey, own: ground.OwnDatabase) -> ground.Process:
    return start_process("relay", "manage.py", "relay", REDIS_URL=valkey.url)


def kill(process: ground.Process) -> None:
    """SIGKILL to the process and its children, as when a machine's memory or power ends."""
    os.killpg(process.popen.pid, signal.SIGKILL)
    process.popen.wait(ground.SECONDS)
