"""The ground (tests/ground.py) as fixtures, and the cast."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import hypothesis
import pytest
from pytest_django.plugin import blocking_manager_key

from tests import ground

ground.lay()

from tests import worlds  # noqa: E402  (models can be imported once the ground is laid)
from tests.cast import cast  # noqa: E402, F401

# The same examples in every run, so that a red build is red for everybody; HYPOTHESIS_PROFILE=explore looks
# for new ones.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, print_blob=True)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


def pytest_unconfigure() -> None:
    ground.lift()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything touches the database: stand on the world that the test begins with."""
    begins = worlds.BEGIN_WITH_ONE & set(getattr(item, "fixturenames", ()))
    with item.config.stash[blocking_manager_key].unblock():
        worlds.stand_on(getattr(getattr(item, "module", None), "WORLD", "cast") if begins else "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Nobody flushes: a test that commits takes a clone of its own."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            if (
                mark.kwargs.get("transaction")
                or mark.kwargs.get("reset_sequences")
                or mark.kwargs.get("serialized_rollback")
            ):
                raise pytest.UsageError(
                    f"{item.nodeid}: take the fixture own_database instead of django_db(transaction=True)"
                )


# Figures ----------------------------------------------------------------------------------------------------

Figure = Callable[[str, str], None]


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Figure:
    """A figure that a proof shows at the end of the run: `figure("isolation", "2,000 cases, 0 leaks")`."""

    def show(what: str, said: str) -> None:
        record_property("figure", f"{what}: {said}")

    return show


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    shown = sorted(
        {
            str(said)
            for report in reports
            for name, said in getattr(report, "user_properties", [])
            if name == "figure"
        }
    )
    if shown:
        terminalreporter.section("figures")
        terminalreporter.write("\n".join([*shown, ""]))


# The ground -------------------------------------------------------------------------------------------------


class Blocker(Protocol):
    """What pytest-django's django_db_blocker can do."""

    def unblock(self) -> AbstractContextManager[None]: ...


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """pytest-django would make a database here; this worker's clone stands already."""


@pytest.fixture
def own_database(django_db_blocker: Blocker) -> Iterator[ground.OwnDatabase]:
    """A clone for this test alone, Django's connections pointed at it: what is committed here, nobody else
    sees."""
    with django_db_blocker.unblock(), ground.own_database() as database:
        yield database


StartProcess = Callable[..., ground.Process]


@pytest.fixture
def start_process(own_database: ground.OwnDatabase, tmp_path: Path) -> Iterator[StartProcess]:
    """Start processes of the product on the test's own clone: `start_process("relay", "manage.py",
    "relay")`."""
    started: list[ground.Process] = []

    def start(name: str, *command: str, **environment: str) -> ground.Process:
        started.append(
            ground.Process(
                name, *command, environment=own_database.environment(**environment), folder=tmp_path
            )
        )
        return started[-1]

    yield start
    for process in reversed(started):
        process.stop()


@pytest.fixture
def celery_worker(start_process: StartProcess) -> ground.Process:
    """A real worker on the embedded Valkey and the test's own clone, ready for work."""
    worker = start_process(
        "worker", "-m", "celery", "-A", "okrsite", "worker", "--concurrency", "1", "--loglevel", "INFO"
    )
    worker.wait_for(r"ready\.")
    return worker


@pytest.fixture
def relay(start_process: StartProcess) -> ground.Process:
    """The relay on the test's own clone."""
    return start_process("relay", "manage.py", "relay")


@pytest.fixture
def own_site(own_database: ground.OwnDatabase, tmp_path: Path) -> Iterator[ground.Site]:
    """A real granian on the test's own clone."""
    with ground.site(own_database, tmp_path) as running:
        yield running
