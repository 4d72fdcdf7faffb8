"""The relay: whatever waits in PostgreSQL is rung, rings may be lost or doubled, and a broker that is away is
waited for."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from okrsite.infra import jobs
from okrsite.infra import relay as relays
from okrsite.infra.relay import Relay
from tests import ground
from tests.conftest import StartProcess
from tests.okrsite.infra.queue_ground import FJELLVANN, SKOGHEIM, ask, effects, lay_effects, row, states


class Away(Exception):
    pass


class Broker:
    """Keeps what was rung; `waiting` is what it says lies in its queues."""

    def __init__(self) -> None:
        self.rung: list[tuple[int, int | None]] = []
        self.bells: list[tuple[str, int]] = []
        self.waiting, self.away = 0, False

    def ring_job(self, job: int, organisation: int | None) -> None:
        self.depth()
        self.rung.append((job, organisation))

    def ring(self, task: str, organisation: int) -> None:
        self.depth()
        self.bells.append((task, organisation))

    def depth(self) -> int:
        if self.away:
            raise Away
        return self.waiting


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def relay(own: ground.OwnDatabase, broker: Broker, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Relay:
    monkeypatch.setattr(jobs, "doorbells", {})
    one = Relay(broker, clock=clock)
    one.next_pulse = one.next_forget = float("inf")
    return one


@pytest.fixture
def own(own_database: ground.OwnDatabase) -> Iterator[ground.OwnDatabase]:
    lay_effects(own_database)
    yield own_database


def platform(sql: str) -> None:
    with connections["platform"].cursor() as cursor:
        cursor.execute(sql)


# Jobs -------------------------------------------------------------------------------------------------------


def test_what_is_due_is_rung_once_with_its_organisation(relay: Relay, broker: Broker) -> None:
    first, second = ask("test.effect"), ask("test.effect", organisation=SKOGHEIM)
    assert relay.turn()
    assert broker.rung == [(first, FJELLVANN), (second, SKOGHEIM)]
    assert not relay.turn()
    assert jobs.perform(first, FJELLVANN) == jobs.perform(second, SKOGHEIM) == "done"


def test_what_is_not_due_is_left_alone(relay: Relay, broker: Broker) -> None:
    ask("test.effect")
    platform("UPDATE okrsite_job SET run_after = now() + interval '1 minute'")
    assert not relay.turn()
    assert broker.rung == []


def test_what_waits_for_next_month_is_not_read_at_every_look(own: ground.OwnDatabase) -> None:
    with own.connect("northstar_platform") as connection:
        connection.execute("SET enable_seqscan = off")
        plan = connection.execute(b"EXPLAIN " + (relays.RING_DUE % relays.WINDOW).encode()).fetchall()
    assert any("Index Cond: (run_after <= statement_timestamp())" in line for (line,) in plan), plan


def test_two_relays_ring_each_job_once(own: ground.OwnDatabase, broker: Broker) -> None:
    numbers = [ask("test.effect") for _ in range(100)]
    ground.together(Relay(broker).turn, Relay(broker).turn)
    assert sorted(job for job, _ in broker.rung if job in numbers) == numbers


def test_the_broker_never_holds_more_than_a_window(
    relay: Relay, broker: Broker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relays, "WINDOW", 3)
    numbers = [ask("test.effect") for _ in range(5)]
    relay.turn()
    assert len(broker.rung) == 3
    jobs.perform(numbers[0], FJELLVANN)
    relay.turn()
    assert len(broker.rung) == 4


def test_a_lost_ring_is_repeated_when_the_broker_is_empty(relay: Relay, broker: Broker, clock: Clock) -> None:
    number = ask("test.effect")
    relay.turn()
    platform("UPDATE okrsite_job SET rung_at = now() - interval '3 seconds'")
    clock.now += 2
    broker.waiting = 1
    relay.turn()
    assert broker.rung == [(number, FJELLVANN)], "it is on its way still"
    clock.now += 2
    broker.waiting = 0
    relay.turn()
    assert broker.rung == [(number, FJELLVANN)] * 2


def test_and_at_last_in_any_case_unless_the_broker_is_crowded(
    relay: Relay, broker: Broker, clock: Clock
) -> None:
    ask("test.effect")
    relay.turn()
    platform("UPDATE okrsite_job SET rung_at = now() - interval '31 seconds'")
    clock.now += 2
    broker.waiting = relays.CROWDED
    relay.turn()
    assert len(broker.rung) == 1
    clock.now += 2
    broker.waiting = relays.CROWDED - 1
    relay.turn()
    assert len(broker.rung) == 2


def test_while_the_broker_is_away_rows_stay_as_they_are(
    relay: Relay, broker: Broker, own: ground.OwnDatabase
) -> None:
    ask("test.effect")
    broker.away = True
    waits: list[float] = []
    wishes = iter([False, False, False, True])

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        return next(wishes)

    relay.run(wait)
    assert waits == [0.0, 1.0, 1.0, 1.0]
    assert states(own) == {"queued": 1}
    broker.away = False
    assert relay.turn()


def test_a_job_whose_process_died_comes_back_with_its_attempt_counted(
    relay: Relay, own: ground.OwnDatabase, start_process: StartProcess
) -> None:
    number = ask("test.poison")
    process = start_process(
        "worker",
        "-c",
        f"import django; django.setup(); from tests.okrsite.infra import queue_ground;"
        f" from okrsite.infra import jobs; jobs.perform({number}, {FJELLVANN})",
    )
    assert process.popen.wait(ground.SECONDS) == 7, process.output()
    assert row(own, number)["state"] == "running"
    relay._give_back()
    assert row(own, number)["state"] == "running", "a claim has its moment to take the lock"
    platform("UPDATE okrsite_job SET claimed_at = now() - interval '6 seconds'")
    relay._give_back()
    found = row(own, number)
    assert (found["state"], found["attempts"]) == ("failed", 1)
    assert effects(own) == {}


@pytest.mark.parametrize(
    ("kind", "attempts", "state"),
    [("test.effect", 8, "dead"), ("test.effect", 7, "failed"), ("test.letter", 1, "unknown")],
)
def test_what_becomes_of_a_job_whose_process_died(
    relay: Relay, own: ground.OwnDatabase, kind: str, attempts: int, state: str
) -> None:
    number = ask(kind)
    platform(
        f"UPDATE okrsite_job SET state = 'running', attempts = {attempts}, claimed_at = now() - interval '6 seconds'"
    )
    relay._give_back()
    assert row(own, number)["state"] == state


def test_finished_jobs_are_forgotten_keys_are_kept_longer(relay: Relay, own: ground.OwnDatabase) -> None:
    ask("test.effect")
    ask("test.effect", unique_key="reminder:1")
    ask("test.broken")
    platform(
        "UPDATE okrsite_job SET state = 'done', done_at = now() - interval '15 days' WHERE kind = 'test.effect'"
    )
    relay.next_forget = 0
    broker_was_asked = relay.turn()
    assert broker_was_asked
    assert states(own) == {"done": 1, "rung": 1}


def test_the_pulse_says_what_waits(
    relay: Relay, own: ground.OwnDatabase, broker: Broker, clock: Clock
) -> None:
    ask("test.effect")
    platform("UPDATE okrsite_job SET run_after = now() - interval '77 seconds'")
    relay.next_pulse = clock.now
    relay.turn()
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT (facts->>'waiting')::int, (facts->>'oldest')::int FROM okrsite_pulse WHERE name = 'relay'"
        )
        assert cursor.fetchone() == (1, 77)
    [pulse] = [job for job, organisation in broker.rung if organisation is None]
    assert jobs.perform(pulse, None) == "done"
    for _ in range(3):
        clock.now += 6
        relay.turn()
    assert states(own) == {"rung": 1}, "the pulse is one row, asked for again"
    assert jobs.perform(pulse, None) == "done"


# Doorbells --------------------------------------------------------------------------------------------------


@pytest.fixture
def bell(relay: Relay, own: ground.OwnDatabase) -> Iterator[None]:
    """A log of changes, as the roll-up's: rung while rows stand in it."""
    with own.connect("northstar_owner") as owner:
        owner.execute(
            "CREATE TABLE change (organisation_id bigint NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY)"
        )
        owner.execute("CREATE INDEX ON change (organisation_id, id)")
        owner.execute("GRANT SELECT, INSERT, DELETE ON change TO northstar_platform")
    jobs.doorbell("roll-up", task="objectives.tasks.roll_up", waiting=jobs.waiting_in("change"))
    yield


def change(organisation: int) -> None:
    platform(f"INSERT INTO change (organisation_id) VALUES ({organisation})")


RING, OTHER = ("objectives.tasks.roll_up", FJELLVANN), ("objectives.tasks.roll_up", SKOGHEIM)


@pytest.mark.usefixtures("bell")
def test_a_doorbell_is_rung_once_for_many_changes(relay: Relay, broker: Broker, clock: Clock) -> None:
    for organisation in (FJELLVANN, SKOGHEIM, FJELLVANN):
        change(organisation)
    relay.turn()
    change(FJELLVANN)
    clock.now += 0.02
    relay.turn()
    assert broker.bells == [RING, OTHER]


@pytest.mark.usefixtures("bell")
def test_and_again_as_soon_as_the_worker_has_moved_on(relay: Relay, broker: Broker, clock: Clock) -> None:
    change(FJELLVANN)
    relay.turn()
    platform("DELETE FROM change")
    change(FJELLVANN)  # between two looks: the relay never saw the log empty
    clock.now += 0.02
    relay.turn()
    assert broker.bells == [RING, RING]


@pytest.mark.usefixtures("bell")
def test_a_lost_doorbell_is_repeated_ever_more_patiently(relay: Relay, broker: Broker, clock: Clock) -> None:
    change(FJELLVANN)
    rung: list[float] = []
    for tick in range(400):  # eight seconds
        clock.now = 1000 + tick * 0.02
        relay.turn()
        if len(broker.bells) > len(rung):
            rung.append(round(tick * 0.02, 2))
    waits = [after - before for before, after in pairwise(rung)]
    assert waits == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.6, 2.0, 2.0], abs=0.021)


@pytest.mark.usefixtures("bell")
def test_a_doorbell_on_its_way_is_not_repeated(relay: Relay, broker: Broker, clock: Clock) -> None:
    change(FJELLVANN)
    broker.waiting = 1
    for _ in range(100):
        clock.now += 0.02
        relay.turn()
    assert broker.bells == [RING]


# For operators ----------------------------------------------------------------------------------------------


def test_an_operator_sees_what_was_given_up_and_puts_it_back(
    relay: Relay, own: ground.OwnDatabase, capsys: pytest.CaptureFixture[str]
) -> None:
    number = ask("test.letter", {"server": "silent"})
    jobs.perform(number, FJELLVANN)
    call_command("queue")
    shown = capsys.readouterr().out
    assert "1  unknown" in shown
    assert f"unknown  {number} test.letter of organisation {FJELLVANN}" in shown
    assert "TimeoutError: no answer after the last line" in shown
    call_command("queue", "--retry", str(number))
    assert states(own) == {"queued": 1}
    with pytest.raises(CommandError, match="neither dead nor"):
        call_command("queue", "--retry", str(number))
