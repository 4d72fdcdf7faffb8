"""The queue: a job is a row, written in the transaction that wants it done.

An app registers a handler in its `tasks` module, which every process imports at start:

    @jobs.handler("checkins.reminder")
    def remind(job: jobs.Claim) -> None:
        ...job.payload["series"]...

and asks for work inside the transaction of the business act:

    jobs.enqueue("checkins.reminder", {"series": series.pk}, organisation=organisation.pk)

The relay (okrsite/infra/relay.py) sees the committed row and rings a worker, which calls `perform`. The
handler runs in one transaction with the row's "done", inside the organisation's scope. Any process may die at
any line:

- before the claim is committed: the row is still due, and is rung again;
- after the claim, before "done": the effect is rolled back with it, the row's lock is gone, the relay finds
  it and lets it run again after a back-off. The attempt was counted before it began, so a job that kills
  its process is dead after ATTEMPTS, and the queue moves on;
- after "done": there is nothing left to do; a second ring finds nothing to claim.

A handler whose effect leaves the database (an e-mail) registers with `at_most_once=True`: a death or an error
between claim and mark then makes the row `unknown`, which operators see (`manage.py queue`), and is not
repeated.

This module lies below the apps: an organisation is a number here. How its scope is opened is told once by
`scope_is`, called by the app that knows.
"""

import json
import logging
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.utils import CursorWrapper

log = logging.getLogger("northstar.jobs")

PLATFORM = "platform"
"""The database alias of the few cross-tenant jobs; rows without an organisation are claimed there."""

ATTEMPTS = 8
"""How often a job is begun before it is dead."""

LONGEST_DELAY = 3600.0
"""Seconds; the back-off grows fourfold from one second: 1 s, 4 s, 16 s, ... so eight attempts span about 80
minutes."""

ACCOUNT_MAIL = "mail.account"
"""The one kind that the app role may write without an organisation (the policy in okrsite's first
migration)."""


class UnknownKind(LookupError):
    """A job was asked for, or found, whose kind no module registered."""


class NothingHappened(Exception):
    """Raised by an at-most-once handler that is certain its effect did not happen: the job may be tried
    again."""


@dataclass(frozen=True)
class Claim:
    """A job as its handler sees it. `attempt` counts from 1; `asked_at` is when the row was written."""

    id: int
    organisation: int | None
    kind: str
    payload: dict[str, Any]
    attempt: int
    asked_at: datetime

    @property
    def database(self) -> str:
        """The alias whose transaction carries both the effect and the row's "done"."""
        return DEFAULT_DB_ALIAS if self.organisation is not None else PLATFORM


@dataclass(frozen=True)
class Handler:
    kind: str
    run: Callable[[Claim], None]
    at_most_once: bool
    forgets_payload: bool


@dataclass(frozen=True)
class Doorbell:
    """A table of waiting work beside the jobs: `waiting` is SQL answering (organisation, oldest id, newest
    id)."""

    name: str
    task: str
    waiting: str


handlers: dict[str, Handler] = {}
doorbells: dict[str, Doorbell] = {}


def handler(
    kind: str, *, at_most_once: bool = False, forgets_payload: bool = False
) -> Callable[[Callable[[Claim], None]], Callable[[Claim], None]]:
    """Register the decorated function as the one that performs jobs of this kind.

    `at_most_once`: the effect leaves the database, so an unknown outcome is shown and not repeated.
    `forgets_payload`: the payload is emptied with "done" (a letter's body need not outlive its sending).
    """

    def register(run: Callable[[Claim], None]) -> Callable[[Claim], None]:
        if kind in handlers and handlers[kind].run.__qualname__ != run.__qualname__:
            raise ValueError(f"Two handlers for jobs of kind {kind!r}.")
        handlers[kind] = Handler(kind, run, at_most_once, forgets_payload)
        return run

    return register


def doorbell(name: str, *, task: str, waiting: str) -> None:
    """Let the relay ring `task(organisation)` while `waiting` names that organisation; see `waiting_in`."""
    doorbells[name] = Doorbell(name, task, waiting)


def waiting_in(table: str) -> str:
    """SQL for a doorbell on an append-only table with an index on (organisation_id, id).

    Jumps from organisation to organisation in that index: its cost grows with the organisations that wait,
    not with their events.
    """
    name = connections[DEFAULT_DB_ALIAS].ops.quote_name(table)
    return f"""
        WITH RECURSIVE waiting(organisation) AS (
            (SELECT organisation_id FROM {name} ORDER BY organisation_id LIMIT 1)
            UNION ALL
            SELECT (SELECT organisation_id FROM {name}
                    WHERE organisation_id > waiting.organisation ORDER BY organisation_id LIMIT 1)
            FROM waiting WHERE waiting.organisation IS NOT NULL
        )
        SELECT organisation,
               (SELECT id FROM {name} WHERE organisation_id = organisation ORDER BY id LIMIT 1),
               (SELECT id FROM {name} WHERE organisation_id = organisation ORDER BY id DESC LIMIT 1)
        FROM waiting WHERE organisation IS NOT NULL
    """  # noqa: S608 - the table's name comes from code, quoted


# The scope --------------------------------------------------------------------------------------------------


@contextmanager
def _bare_scope(organisation: int) -> Iterator[None]:
    """Enough for the rows of this module; replaced by the apps' own, which also binds their managers."""
    with transaction.atomic():
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT set_config('northstar.organisation', %s, true)", [str(organisation)])
        yield


_scope: Callable[[int], AbstractContextManager[Any]] = _bare_scope


def scope_is(opener: Callable[[int], AbstractContextManager[Any]]) -> None:
    """Say how a transaction in an organisation's scope is opened (on `default`); handlers run inside it."""
    global _scope
    _scope = opener


@contextmanager
def _transaction(organisation: int | None) -> Iterator[CursorWrapper]:
    if organisation is None:
        with transaction.atomic(using=PLATFORM), connections[PLATFORM].cursor() as cursor:
            yield cursor
    else:
        with _scope(organisation), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            yield cursor


# Asking -----------------------------------------------------------------------------------------------------

INSERT = """
    INSERT INTO okrsite_job (organisation_id, kind, payload, unique_key, at_most_once, run_after)
    VALUES (%s, %s, %s::jsonb, %s, %s, coalesce(%s, now()))
"""


def enqueue(
    kind: str,
    payload: dict[str, Any],
    *,
    organisation: int,
    run_after: datetime | None = None,
    unique_key: str | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> int | None:
    """Write a job in the caller's transaction; the row's id, or None where `unique_key` already stands.

    One key makes one row per organisation for as long as the row is kept (`relay.KEPT_KEYED`), whoever asks
    and however often: "sent once" is this row. `run_after` waits until then. Redis is not touched. The caller
    is in the organisation's scope (app), or passes `using="platform"` (the tick).
    """
    row = (organisation, kind, _json(payload), unique_key, _registered(kind).at_most_once, run_after)
    with connections[using].cursor() as cursor:
        cursor.execute(
            INSERT
            + " ON CONFLICT (organisation_id, unique_key) WHERE unique_key IS NOT NULL DO NOTHING RETURNING id",
            row,
        )
        written = cursor.fetchone()
    return written[0] if written else None


def enqueue_account_mail(payload: dict[str, Any], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Write a letter that belongs to an account and no organisation; only the platform role can read it
    back."""
    row = (None, ACCOUNT_MAIL, _json(payload), None, _registered(ACCOUNT_MAIL).at_most_once, None)
    with connections[using].cursor() as cursor:
        cursor.execute(INSERT, row)


def _registered(kind: str) -> Handler:
    try:
        return handlers[kind]
    except KeyError:
        raise UnknownKind(f"No handler for jobs of kind {kind!r}; register it in a tasks module.") from None


def _json(payload: dict[str, Any]) -> str:
    return json.dumps(payload, ensure_ascii=False)


# Doing ------------------------------------------------------------------------------------------------------

CLAIM = """
    UPDATE okrsite_job SET state = 'running', attempts = attempts + 1, claimed_at = clock_timestamp()
    WHERE id = (SELECT id FROM okrsite_job
                WHERE id = %s AND state IN ('queued', 'rung', 'failed') AND run_after <= clock_timestamp()
                FOR UPDATE SKIP LOCKED)
    RETURNING kind, payload::text, attempts, created_at
"""
# Waits for the lock: a second caller may hold it for the moment in which it sees that there is nothing to
# claim. A letter may wait for a slow mail server with this lock held, longer than a page may idle in a
# transaction.
HOLD = """
    SELECT set_config('idle_in_transaction_session_timeout', '300s', true) FROM okrsite_job
    WHERE id = %s AND state = 'running' AND attempts = %s FOR UPDATE
"""
FINISH = """
    UPDATE okrsite_job SET state = 'done', done_at = clock_timestamp(), last_error = '',
                           payload = CASE WHEN %s THEN '{}'::jsonb ELSE payload END
    WHERE id = %s
"""
FAIL = """
    UPDATE okrsite_job SET state = %s, last_error = %s, run_after = clock_timestamp() + %s * interval '1 second'
    WHERE id = %s AND state = 'running' AND attempts = %s
"""


def perform(job: int, organisation: int | None, *, chance: Callable[[], float] = random.random) -> str | None:
    """Claim, run and finish one job; the state it was left in, or None if there was nothing here to claim.

    Never raises for what the handler did. Two callers with the same job: the second finds it claimed, or
    locked, and leaves. The claim is committed first (the attempt counts even if the process dies in it); then
    the row is locked again, still bearing this attempt's number, for as long as the handler runs.
    """
    claim = _claim(job, organisation)
    if claim is None:
        return None
    try:
        with _transaction(organisation) as cursor:
            cursor.execute(HOLD, [claim.id, claim.attempt])
            if cursor.fetchone() is None:
                return None
            kind = _registered(claim.kind)
            kind.run(claim)
            cursor.execute(FINISH, [kind.forgets_payload, claim.id])
        return "done"
    except Exception as error:
        log.warning("job %s (%s) failed at attempt %s", claim.id, claim.kind, claim.attempt, exc_info=True)
        connections[claim.database].close_if_unusable_or_obsolete()
        return _fail(claim, error, chance)


def _claim(job: int, organisation: int | None) -> Claim | None:
    with _transaction(organisation) as cursor:
        cursor.execute(CLAIM, [job])
        row = cursor.fetchone()
    if row is None:
        return None
    kind, payload, attempt, asked_at = row
    return Claim(job, organisation, kind, json.loads(payload), attempt, asked_at)


def _fail(claim: Claim, error: Exception, chance: Callable[[], float]) -> str:
    registered = handlers.get(claim.kind)
    if registered and registered.at_most_once and not isinstance(error, NothingHappened):
        state = "unknown"
    else:
        state = "dead" if claim.attempt >= ATTEMPTS else "failed"
    words = f"{type(error).__name__}: {error}"[:300]
    with _transaction(claim.organisation) as cursor:
        cursor.execute(FAIL, [state, words, delay(claim.attempt, chance()), claim.id, claim.attempt])
    return state


def delay(attempt: int, chance: float) -> float:
    """Seconds to wait after a failed attempt, 1 for the first: 4 ** (attempt - 1), at most an hour, times 0.8
    to 1.2.

    `chance` is 0 to 1; jobs that failed together do not come back together.
    """
    return min(LONGEST_DELAY, 4.0 ** (attempt - 1)) * (0.8 + 0.4 * chance)
