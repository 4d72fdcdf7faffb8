"""/healthz and /readyz, what a cookie and a counter rest on, and roles that no process starts with."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connections
from django.test import Client

from okrsite.infra import health
from okrsite.infra.database_roles import refuse_powerful_role
from tests import ground
from tests.conftest import StartProcess


@pytest.fixture
def own(own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> Iterator[ground.OwnDatabase]:
    monkeypatch.setattr(health, "_applied", False)
    yield own_database


def alive(own: ground.OwnDatabase, name: str, ago: int = 0, oldest: int = 0) -> None:
    with own.connect("northstar_platform") as platform:
        platform.execute(
            "INSERT INTO okrsite_pulse VALUES (%s, now() - %s * interval '1 second', jsonb_build_object('oldest', %s::int))"
            " ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, facts = excluded.facts",
            [name, ago, oldest],
        )


def asked(client: Client, path: str = "/readyz") -> tuple[int, dict[str, Any]]:
    answer = client.get(path)
    return answer.status_code, answer.json()


def test_a_process_that_answers_is_healthy_whatever_else_is_not(client: Client) -> None:
    """No fixture of a database: asking one would fail this test."""
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_with_everything_alive(own: ground.OwnDatabase, client: Client) -> None:
    alive(own, "relay")
    alive(own, "worker")
    everything = {
        "ready": True,
        "healthy": True,
        "database": "ok",
        "migrations": "ok",
        "relay": "ok",
        "worker": "ok",
        "queue": "ok",
    }
    assert asked(client) == (200, everything)


def test_late_work_does_not_take_the_web_away_but_a_monitor_is_told(
    own: ground.OwnDatabase, client: Client
) -> None:
    alive(own, "relay", oldest=400)
    alive(own, "worker", ago=120)
    status, found = asked(client)
    assert (status, found["ready"], found["healthy"]) == (200, True, False)
    assert (found["queue"], found["worker"]) == ("oldest job waits 400 s", "last seen 120 s ago")
    assert asked(client, "/readyz?everything")[0] == 503


def test_a_relay_that_stopped_is_noticed_and_one_that_never_was(
    own: ground.OwnDatabase, client: Client
) -> None:
    assert asked(client)[1]["relay"] == "never seen"
    alive(own, "relay", ago=31)
    assert asked(client)[1]["relay"] == "last seen 31 s ago"


def test_not_ready_with_a_migration_missing(own: ground.OwnDatabase, client: Client) -> None:
    with own.connect("northstar_owner") as owner:
        owner.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    status, found = asked(client)
    assert (status, found["migrations"]) == (503, "unapplied")


def test_not_ready_without_a_database(own: ground.OwnDatabase, client: Client) -> None:
    connections.close_all()
    with ground.servers.connect() as superuser:  # the clone is dropped after the test, nobody else uses it
        superuser.execute(f"ALTER DATABASE {own.name} ALLOW_CONNECTIONS false")
    assert asked(client) == (503, {"ready": False, "healthy": False, "database": "unreachable"})


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/healthz").status_code == client.post("/readyz").status_code == 405


# T10: the broker may be down, sessions and counters are not -------------------------------------------------


@pytest.mark.django_db
def test_sessions_and_counters_live_in_postgresql() -> None:
    cache.set("attempts:ingrid", 3, 60)
    assert cache.incr("attempts:ingrid") == 4
    session = SessionStore()
    session["who"] = "ingrid"
    session.save()
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM okrsite_cache), (SELECT count(*) FROM django_session)")
        assert cursor.fetchone() == (1, 1)


# T3: who we are in the database -----------------------------------------------------------------------------


def test_the_product_starts_as_the_roles_it_has(own: ground.OwnDatabase) -> None:
    refuse_powerful_role()


@pytest.mark.parametrize(
    ("role", "power"),
    [
        ("postgres", "is a superuser"),
        ("northstar_owner", "owns tables"),
        ("northstar_backup", "has BYPASSRLS"),
    ],
)
@pytest.mark.parametrize(
    "process",
    [("-c", "import okrsite.wsgi"), ("manage.py", "relay"), ("-m", "celery", "-A", "okrsite", "worker")],
    ids=["web", "relay", "worker"],
)
def test_no_process_starts_with_more(
    own: ground.OwnDatabase, start_process: StartProcess, process: tuple[str, ...], role: str, power: str
) -> None:
    url = ground.servers.url(role, own.name)
    started = start_process("process", *process, DATABASE_URL=url, DATABASE_PLATFORM_URL=url)
    assert started.popen.wait(ground.SECONDS) != 0
    assert f"The database role '{role}'" in started.output()
    assert power in started.output()
