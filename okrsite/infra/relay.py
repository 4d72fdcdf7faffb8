"""The relay: sees what PostgreSQL holds, and rings the workers about it. It alone writes to the broker, apart
from beat.

Nothing here is remembered that matters. A ring may be lost with the broker, or doubled by a second relay: the
row says what is to be done, and a worker that finds nothing to claim goes away again. So:

- due rows are marked `rung` and committed, then rung, at most WINDOW at a time: a broker that is away, or a
  night without workers, never fills with more messages than that few times over;
- a ring is repeated when the broker's queues are empty and the row still waits, or, as a backstop, after
  half a minute;
- a row that is `running` while nobody holds its lock lost its process: it runs again, or is dead, or unknown.

The broker is spoken to with short timeouts. While it is away, the relay waits and looks again; nobody else
notices.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connections

from okrsite.infra import jobs

log = logging.getLogger("northstar.relay")

BUSY, IDLE = 0.020, 0.500
"""Seconds between two looks: while there was work in the last half second, and otherwise."""
STAYS_BUSY = 0.5
WINDOW = 200
LOST_AFTER, BACKSTOP = 2.0, 30.0
"""Seconds after which a ring counts as lost: with empty broker queues, and in any case."""
ABANDONED_AFTER = 5.0
"""Seconds a `running` row is left alone: a claim commits a moment before it takes the lock it keeps."""
CROWDED = 1000
"""Messages in the broker above which nothing is repeated."""
FIRST_REPEAT, LONGEST_REPEAT = 0.1, 2.0
"""Seconds before a doorbell is rung again: doubled each time until the work moves on."""
KEPT, KEPT_KEYED = "14 days", "400 days"
"""How long finished rows stay: without and with a unique key."""


class Broker(Protocol):
    """Where rings go. Any exception means it is away."""

    def ring_job(self, job: int, organisation: int | None) -> None: ...
    def ring(self, task: str, organisation: int) -> None: ...
    def depth(self) -> int: ...


# statement_timestamp(), not clock_timestamp(): a volatile function is no bound for an index, and every job
# that waits for next month would be read at every look.
RING_DUE = """
    WITH due AS (
        SELECT id FROM okrsite_job WHERE state IN ('queued', 'failed') AND run_after <= statement_timestamp()
        ORDER BY run_after, id
        LIMIT greatest(0, %s - (SELECT count(*) FROM okrsite_job WHERE state = 'rung'))
        FOR UPDATE SKIP LOCKED
    )
    UPDATE okrsite_job SET state = 'rung', rung_at = statement_timestamp() FROM due WHERE okrsite_job.id = due.id
    RETURNING okrsite_job.id, organisation_id
"""
RING_AGAIN = """
    WITH lost AS (
        SELECT id FROM okrsite_job WHERE state = 'rung' AND rung_at < statement_timestamp() - %s * interval '1 second'
        ORDER BY rung_at LIMIT %s FOR UPDATE SKIP LOCKED
    )
    UPDATE okrsite_job SET rung_at = statement_timestamp() FROM lost WHERE okrsite_job.id = lost.id
    RETURNING okrsite_job.id, organisation_id
"""
GIVE_BACK = """
    WITH abandoned AS (
        SELECT id FROM okrsite_job
        WHERE state = 'running' AND claimed_at < statement_timestamp() - %(after)s * interval '1 second'
        LIMIT 100 FOR UPDATE SKIP LOCKED
    )
    UPDATE okrsite_job SET
        state = CASE WHEN at_most_once THEN 'unknown' WHEN attempts >= %(attempts)s THEN 'dead' ELSE 'failed' END,
        last_error = 'Its process ended while it ran.',
        run_after = statement_timestamp() + least(%(longest)s, 4.0 ^ (attempts - 1)) * interval '1 second'
    FROM abandoned WHERE okrsite_job.id = abandoned.id
    RETURNING okrsite_job.id, kind, state
"""
PULSE = """
    INSERT INTO okrsite_pulse (name, seen_at, facts)
    SELECT 'relay', statement_timestamp(), jsonb_build_object(
        'waiting', count(*) FILTER (WHERE state IN ('queued', 'failed', 'rung') AND run_after <= statement_timestamp()),
        'oldest', coalesce(extract(epoch FROM statement_timestamp() - min(run_after)
                  FILTER (WHERE state IN ('queued', 'failed', 'rung') AND run_after <= statement_timestamp())), 0)::int,
        'dead', count(*) FILTER (WHERE state = 'dead'),
        'unknown', count(*) FILTER (WHERE state = 'unknown'))
    FROM okrsite_job WHERE state IN ('queued', 'failed', 'rung', 'dead', 'unknown')
    ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, facts = excluded.facts
"""
ASK_FOR_PULSE = """
    INSERT INTO okrsite_job (kind, payload, unique_key) VALUES ('pulse', '{}', 'pulse')
    ON CONFLICT (organisation_id, unique_key) WHERE unique_key IS NOT NULL
    DO UPDATE SET state = 'queued', run_after = statement_timestamp(), attempts = 0
    WHERE okrsite_job.state IN ('done', 'dead')
"""
FORGET = """
    DELETE FROM okrsite_job WHERE id IN (
        SELECT id FROM okrsite_job
        WHERE state = 'done' AND done_at < statement_timestamp() -
              CASE WHEN unique_key IS NULL THEN %s::interval ELSE %s::interval END
        LIMIT 1000)
"""


@dataclass
class Ring:
    """A doorbell rung for one organisation: the newest id that waited then, when, and how long to wait for an
    effect."""

    newest: int
    at: float
    patience: float


class Relay:
    """One relay's loop. `clock` is monotonic seconds; `wait` sleeps, and answers True when it is time to
    stop."""

    def __init__(self, broker: Broker, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.broker, self.clock = broker, clock
        self.rings: dict[tuple[str, int], Ring] = {}
        self.next_check = self.next_pulse = self.next_forget = clock()
        self.busy_until = clock()

    def run(self, wait: Callable[[float], bool]) -> None:
        """Turn until `wait` says stop. A database or a broker that is away is waited for, a second at a
        time."""
        away = ""
        pause = 0.0
        while not wait(pause):
            try:
                if self.turn():
                    self.busy_until = self.clock() + STAYS_BUSY
                pause = BUSY if self.clock() < self.busy_until else IDLE
                if away:
                    log.info("ringing again")
                away = ""
            except Exception as error:  # noqa: BLE001 - whatever is away, the relay stays
                if away != type(error).__name__:
                    away = type(error).__name__
                    log.warning("cannot ring, waiting: %s: %s", away, error)
                connections[jobs.PLATFORM].close_if_unusable_or_obsolete()
                pause = 1.0

    def turn(self) -> bool:
        """One look at everything; whether there was anything to ring."""
        now = self.clock()
        if now >= self.next_pulse:
            self._execute(PULSE)
            self._execute(ASK_FOR_PULSE)
            self.next_pulse = now + 5.0
        depth = None
        if now >= self.next_check:
            # Also the probe: while the broker is away this raises before any row is marked as rung.
            depth = self.broker.depth()
            self._give_back()
            self._ring_again(depth)
            self.next_check = now + 1.0
        if now >= self.next_forget:
            self._execute(FORGET, [KEPT, KEPT_KEYED])
            self.next_forget = now + 600.0
        due = self._rows(RING_DUE, [WINDOW])
        for job, organisation in due:
            self.broker.ring_job(job, organisation)
        rung = [self._ring_waiting(bell, now) for bell in jobs.doorbells.values()]
        return bool(due) or any(rung)

    def _ring_again(self, depth: int) -> None:
        if depth < CROWDED:
            for job, organisation in self._rows(RING_AGAIN, [LOST_AFTER if depth == 0 else BACKSTOP, WINDOW]):
                self.broker.ring_job(job, organisation)

    def _give_back(self) -> None:
        limits = {"after": ABANDONED_AFTER, "attempts": jobs.ATTEMPTS, "longest": jobs.LONGEST_DELAY}
        for job, kind, state in self._rows(GIVE_BACK, limits):
            log.warning("job %s (%s) lost its process: %s", job, kind, state)

    def _ring_waiting(self, bell: jobs.Doorbell, now: float) -> bool:
        """Ring once per organisation that waits, and again only when its work moved on or nothing came of the
        ring."""
        waiting = {
            organisation: (oldest, newest) for organisation, oldest, newest in self._rows(bell.waiting, [])
        }
        for name, organisation in [
            key for key in self.rings if key[0] == bell.name and key[1] not in waiting
        ]:
            del self.rings[name, organisation]
        rang = False
        for organisation, (oldest, newest) in waiting.items():
            last = self.rings.get((bell.name, organisation))
            patience = FIRST_REPEAT
            if last and oldest <= last.newest:  # what waited at the last ring still waits
                if now - last.at < last.patience:
                    continue
                patience = min(LONGEST_REPEAT, last.patience * 2)
                if self.broker.depth() > (0 if last.patience < LONGEST_REPEAT else CROWDED):
                    last.at, last.patience = now, patience  # the ring is on its way still
                    continue
            self.broker.ring(bell.task, organisation)
            self.rings[bell.name, organisation] = Ring(newest, now, patience)
            rang = True
        return rang or any(
            key[0] == bell.name and ring.patience < LONGEST_REPEAT for key, ring in self.rings.items()
        )

    def _rows(self, sql: str, parameters: Any) -> list[tuple[Any, ...]]:
        with connections[jobs.PLATFORM].cursor() as cursor:
            cursor.execute(sql, parameters)
            return list(cursor.fetchall())

    def _execute(self, sql: str, parameters: Any = ()) -> None:
        with connections[jobs.PLATFORM].cursor() as cursor:
            cursor.execute(sql, parameters)
