"""The ground the tests stand on: real servers, one migrated template, a clone for every worker, the app role.

`lay()` is called at the top of tests/conftest.py, before anything imports a model. The pytest controller
starts PostgreSQL and Valkey in `.northstar-test/` (a folder per run at the same time), and migrates one
template database as owner, anew only if a migration changed. It, and every xdist worker, then clones the
template and connects as `northstar_app`, as the product does.

- A test marked `django_db` is rolled back. Nobody flushes: the app role may not truncate.
- A test that commits (a race, another role, a worker process, a browser) takes `own_database`, a clone of its
own.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from okrsite.local.embedded import Servers
from okrsite.local.machine import (
    PROJECT,
    Occupied,
    Refused,
    die_with_parent,
    fingerprint,
    free_port,
    static_fingerprint,
)

WORKER = os.environ.get(
    "PYTEST_XDIST_WORKER", "main"
)  # gw0, gw1, ...; main is the controller, or the only process under -n0
SECONDS = 120  # nothing that a test waits for may take longer, on a busy machine either
RUNNING_RUNS = 16
FIGURES = (
    "NORTHSTAR_BENCH" in os.environ
)  # `make bench`: servers that keep what they were told, as in the product, in a folder of their own
FOLDER = PROJECT / (".northstar-bench" if FIGURES else ".northstar-test")

servers: Servers
template: str
_numbers = itertools.count(1)


def lay() -> None:
    """Servers, template and this process's own clone; from here on Django is set up and models can be
    imported."""
    global servers, template
    try:
        if WORKER == "main":
            servers = _start_servers()
            template = _template()
            _collect_static()
            os.environ["NORTHSTAR_TEST_GROUND"] = json.dumps([str(servers.data_dir), template])
        else:
            data_dir, template = json.loads(os.environ["NORTHSTAR_TEST_GROUND"])
            servers = Servers(Path(data_dir))
            servers.read_secrets()
    except Refused as refusal:
        sys.exit(str(refusal))
    name = f"{WORKER}_shared"
    clone(name)
    os.environ.update(environment(name))

    import django

    django.setup()
    if WORKER == "main":
        # The workers inherit this environment, and pytest-django reads the settings it names before
        # conftest.py runs there: they would all stand on the controller's clone and wait for one another's
        # rows.
        del os.environ["DJANGO_SETTINGS_MODULE"]


def lift() -> None:
    """The end of the run: the controller stops the servers, and the clones go with the next run."""
    if WORKER == "main":
        servers.stop()


def _start_servers() -> Servers:
    """In the first folder that no other run holds at this moment."""
    for number in range(RUNNING_RUNS):
        chosen = Servers(FOLDER / str(number), durable=FIGURES, say=lambda sentence: None)
        with contextlib.suppress(Occupied):
            chosen.open()
            chosen.start()
            return chosen
    raise Refused(f"{RUNNING_RUNS} runs of the tests hold {FOLDER} already.")


def _template() -> str:
    """The migrated, empty database that all others are cloned from; and no clone of an earlier run is
    left."""
    wanted = "template_" + fingerprint(
        PROJECT.glob("*/migrations/*.py"),
        [PROJECT / "requirements-local.txt", PROJECT / "docs" / "roles.sql"],
    )
    with servers.connect() as connection:
        names = {
            name
            for (name,) in connection.execute(
                "SELECT datname FROM pg_database WHERE NOT datistemplate"
            ).fetchall()
        }
        for name in names - {"postgres", "northstar", wanted}:
            if not name.startswith(("demo_", "bench_")):
                _drop(connection, name)
    if wanted not in names:
        servers.make_database("migrating")
        manage("migrate", "--verbosity=0", database="migrating")
        with servers.connect() as connection:
            connection.execute(
                sql.SQL("ALTER DATABASE migrating RENAME TO {}").format(sql.Identifier(wanted))
            )
    return wanted


def _collect_static() -> None:
    """Pages name their files by the collected manifest; collected anew only if a file changed."""
    stamp, wanted = servers.data_dir / "static.stamp", static_fingerprint()
    if not stamp.exists() or stamp.read_text() != wanted:
        manage("collectstatic", "--noinput", "--clear", "--verbosity=0", database=template)
        stamp.write_text(wanted)


def manage(*arguments: str, database: str) -> str:
    """What `manage.py` printed, run in a process of its own on this database, the owner's address at hand."""
    owner = {"DATABASE_OWNER_URL": servers.url("northstar_owner", database)}
    done = subprocess.run(
        [sys.executable, PROJECT / "manage.py", *arguments],
        env=os.environ | environment(database) | owner,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(database: str, number: int = 0) -> dict[str, str]:
    """The settings' environment on one database, without the owner's address, as in production; `number` is
    Valkey's database."""
    return {
        "DJANGO_SETTINGS_MODULE": "okrsite.settings",
        "NORTHSTAR_DEVELOPMENT": "1",
        "SECRET_KEY": "for tests only",
        "PUBLIC_ORIGIN": "http://localhost:8000",
        "DATA_DIR": str(servers.data_dir),
        "STATIC_ROOT": str(servers.data_dir / "static"),
        "DATABASE_URL": servers.url("northstar_app", database),
        "DATABASE_PLATFORM_URL": servers.url("northstar_platform", database),
        "REDIS_URL": servers.redis_url(number),
    }


# Databases --------------------------------------------------------------------------------------------------


def clone(name: str, source: str | None = None) -> None:
    """A fresh copy of the template (0.06 s), replacing one of that name."""
    with servers.connect() as connection:
        _drop(connection, name)
        source = source or template
        statement = "CREATE DATABASE {} TEMPLATE {} OWNER northstar_owner"
        connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(source)))
        # Rights on the database itself are not cloned, and without them everybody could do more than in the
        # product.
        copied = "UPDATE pg_database SET datacl = (SELECT datacl FROM pg_database WHERE datname = %s) WHERE datname = %s"
        connection.execute(copied, [source, name])


@functools.cache
def demo() -> str:
    """The database with the demo company: made by whoever asks first, anew on another day or when the code
    that makes it changed."""
    from django.core.management import get_commands

    if "demo" not in get_commands():
        return template
    parts = (
        "models*",
        "migrations",
        "actions*",
        "editing",
        "drafts",
        "updates",
        "rollup",
        "series",
        "meetings",
        "demo",
    )
    code = fingerprint(
        *(
            PROJECT.glob(f"*/{pattern}")
            for part in parts
            for pattern in (f"{part}.py", f"{part}/**/*.py", f"*/{part}.py")
        )
    )
    wanted = f"demo_{code}_{datetime.now(UTC):%Y%m%d}"
    with servers.connect() as connection:
        connection.execute(
            "SELECT pg_advisory_lock(1)"
        )  # the others wait for the first; given back with the connection
        names = {
            name
            for (name,) in connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'demo%'"
            ).fetchall()
        }
        if wanted not in names:
            for name in names:
                _drop(connection, name)
            clone("demo_making")
            manage("demo", database="demo_making")
            with servers.connect("demo_making") as made:
                made.execute("VACUUM ANALYZE")
            connection.execute(
                sql.SQL("ALTER DATABASE demo_making RENAME TO {}").format(sql.Identifier(wanted))
            )
    return wanted


def _drop(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True)
class OwnDatabase:
    """A clone that one test has to itself, with a numbered database of Valkey."""

    name: str
    number: int

    def connect(self, role: str = "northstar_app") -> psycopg.Connection[tuple[Any, ...]]:
        """A plain autocommit connection: `northstar_owner`, `northstar_platform`, `postgres` (the superuser)
        ..."""
        return servers.connect(self.name, role)

    def environment(self, **more: str) -> dict[str, str]:
        """For a process of the product on this clone."""
        return os.environ | environment(self.name, self.number) | more


@contextlib.contextmanager
def own_database(source: str | None = None, *, for_django: bool = True) -> Iterator[OwnDatabase]:
    """Clone, and point Django's connections of this process (its threads too) at the clone until the end."""
    from django.db import connections

    count = next(_numbers)
    worker = 0 if WORKER == "main" else int(WORKER.removeprefix("gw"))
    own = OwnDatabase(name=f"{WORKER}_{count}", number=1 + (worker * 32 + count % 32) % 255)
    clone(own.name, source)
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    if for_django:
        _use(dict.fromkeys(connections, own.name))
    try:
        yield own
    finally:
        if for_django:
            _use(before)
        with servers.connect() as connection:
            _drop(connection, own.name)


def _use(names: dict[str, str]) -> None:
    from django.db import connections

    connections.close_all()
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = connections.settings[alias]["NAME"] = name


def together(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls at the same moment, each in a thread with connections of its own; their results, or the
    errors they raised."""
    from django.db import connections

    gate = threading.Barrier(len(calls))
    results: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            for alias in connections:
                connections[
                    alias
                ].ensure_connection()  # so that nobody is late at the gate for having to log in first
            gate.wait(SECONDS)
            results[place] = call()
        except Exception as problem:  # noqa: BLE001 - handed to the test
            gate.abort()
            results[place] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert not any(thread.is_alive() for thread in threads), "a call of together() did not come back"
    return results


# Processes --------------------------------------------------------------------------------------------------


class Process:
    """One process of the product (web, worker, beat, relay), its output in a file; it dies with the test."""

    def __init__(self, name: str, *command: str, environment: dict[str, str], folder: Path) -> None:
        self.name = name
        self.log = folder / f"{name}.{next(_numbers)}.log"
        with self.log.open("wb") as log:
            self.popen = subprocess.Popen(
                [sys.executable, *command],
                cwd=PROJECT,
                env=environment | {"PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent(),
            )

    def wait_for(self, pattern: str, patience: float = SECONDS) -> None:
        """Until the output shows the pattern."""
        self.wait_until(
            lambda: re.search(pattern, self.output()) is not None, f"did not print {pattern!r}", patience
        )

    def wait_until(self, true: Callable[[], bool], otherwise: str, patience: float = SECONDS) -> None:
        deadline = time.monotonic() + patience
        while not true():
            if self.popen.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"{self.name} {otherwise}:\n{self.output()}")
            time.sleep(0.02)

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def stop(self) -> None:
        """Politely, then not."""
        for wish in (self.popen.terminate, self.popen.kill):
            wish()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(30)
                return


def eventually(true: Callable[[], Any], *, what: str = "it") -> Any:
    """The first truthy answer; fails when there is none in time. For what another process does, never for
    luck."""
    deadline = time.monotonic() + SECONDS
    while not (answer := true()):
        assert time.monotonic() < deadline, f"{what} did not happen within {SECONDS} s"
        time.sleep(0.02)
    return answer


@dataclass(frozen=True)
class Site:
    """A running web process and the database behind it."""

    address: str
    database: OwnDatabase
    process: Process

    def get(self, path: str) -> int:
        """The status of a plain GET; 0 while nobody listens."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as problem:
            with problem:
                return int(problem.code)
        except OSError:
            return 0


@contextlib.contextmanager
def site(database: OwnDatabase, folder: Path) -> Iterator[Site]:
    """The product's own web server (granian) on a clone, at a localhost address."""
    port = str(free_port())
    address = f"http://localhost:{port}"
    process = Process(
        "web",
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        "127.0.0.1",
        "--port",
        port,
        "--workers",
        "1",
        "--blocking-threads",
        "2",
        "okrsite.wsgi:application",
        environment=database.environment(PUBLIC_ORIGIN=address, PORT=port),
        folder=folder,
    )
    running = Site(address, database, process)
    try:
        process.wait_until(lambda: running.get("/healthz") != 0, "did not answer")
        yield running
    finally:
        process.stop()
