"""Kinds of jobs for the tests of the queue, and a table whose rows are their effects.

A worker process of the product imports this with `-I tests.okrsite.infra.queue_ground`.
"""

import os
import time
from typing import Any

from django.db import connection

from okrsite.infra import jobs
from organisations.tenancy import within
from tests import ground

FJELLVANN, SKOGHEIM = 1, 2
"""Two organisations: for the queue they are numbers."""


def lay_effects(own: ground.OwnDatabase) -> None:
    """The table of effects, without anything that would hide a doubled one."""
    with own.connect("northstar_owner") as owner:
        owner.execute("CREATE TABLE effect (job bigint, attempt int, word text)")
        owner.execute("GRANT SELECT, INSERT ON effect TO northstar_app, northstar_platform")


def effects(own: ground.OwnDatabase) -> dict[int, int]:
    """How many effects each job had."""
    with own.connect("northstar_platform") as platform:
        return dict(platform.execute("SELECT job, count(*) FROM effect GROUP BY job").fetchall())


def states(own: ground.OwnDatabase) -> dict[str, int]:
    """How many jobs are in each state, without the relay's own pulse."""
    with own.connect("northstar_platform") as platform:
        return dict(
            platform.execute(
                "SELECT state, count(*) FROM okrsite_job WHERE kind <> 'pulse' GROUP BY state"
            ).fetchall()
        )


def row(own: ground.OwnDatabase, job: int | None) -> dict[str, Any]:
    """One job as the platform sees it."""
    from psycopg.rows import dict_row

    with own.connect("northstar_platform") as platform:
        found = (
            platform.cursor(row_factory=dict_row)
            .execute("SELECT * FROM okrsite_job WHERE id = %s", [job])
            .fetchone()
        )
    assert found is not None
    return found


def ask(
    kind: str, payload: dict[str, Any] | None = None, *, organisation: int = FJELLVANN, **more: Any
) -> int:
    """Ask for work in a scope of its own; the job's number."""
    with within(organisation):
        number = jobs.enqueue(kind, payload or {}, organisation=organisation, **more)
    assert number is not None
    return number


def leave_effect(job: jobs.Claim) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO effect VALUES (%s, %s, %s)", [job.id, job.attempt, job.payload.get("word", "")]
        )


@jobs.handler("test.effect")
def effect(job: jobs.Claim) -> None:
    leave_effect(job)


@jobs.handler("test.slow")
def slow(job: jobs.Claim) -> None:
    """An effect, and then long enough in the same transaction to be killed in it."""
    leave_effect(job)
    time.sleep(job.payload["seconds"])


@jobs.handler("test.broken")
def broken(job: jobs.Claim) -> None:
    leave_effect(job)
    raise ValueError("the printer is on fire")


@jobs.handler("test.poison")
def poison(job: jobs.Claim) -> None:
    """Ends its process as a crash of the interpreter would: nothing is caught, nothing is closed."""
    leave_effect(job)
    os._exit(7)


@jobs.handler("test.letter", at_most_once=True)
def letter(job: jobs.Claim) -> None:
    match job.payload.get("server"):
        case "silent":
            raise TimeoutError("no answer after the last line")
        case "refuses":
            raise jobs.NothingHappened("no such addressee")
