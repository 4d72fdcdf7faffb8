"""The queue: a job is a row of the transaction that wanted it, its effect happens once, whoever dies."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from okrsite.infra import jobs, relay
from organisations.tenancy import within
from tests import ground
from tests.okrsite.infra.queue_ground import FJELLVANN, SKOGHEIM, ask, effects, lay_effects, row, states


class Silent:
    """A broker for relays that are only asked to give back."""

    def ring_job(self, job: int, organisation: int | None) -> None: ...
    def ring(self, task: str, organisation: int) -> None: ...
    def depth(self) -> int:
        return 0


@pytest.fixture
def own(own_database: ground.OwnDatabase) -> Iterator[ground.OwnDatabase]:
    lay_effects(own_database)
    yield own_database


def make_due(own: ground.OwnDatabase) -> None:
    """As if every back-off had passed."""
    with own.connect("northstar_platform") as platform:
        platform.execute(
            "UPDATE okrsite_job SET run_after = now() - interval '1 second', claimed_at = now() - interval '1 hour'"
        )


# Asking -----------------------------------------------------------------------------------------------------


def test_a_job_is_part_of_the_act_that_wants_it(own: ground.OwnDatabase) -> None:
    with pytest.raises(ZeroDivisionError), within(FJELLVANN):
        jobs.enqueue("test.effect", {}, organisation=FJELLVANN)
        _ = 1 / 0
    assert states(own) == {}


def test_one_key_is_one_job_in_each_organisation(own: ground.OwnDatabase) -> None:
    ask("test.effect", unique_key="reminder:12")
    with within(FJELLVANN):
        assert jobs.enqueue("test.effect", {}, organisation=FJELLVANN, unique_key="reminder:12") is None
    ask("test.effect", unique_key="reminder:12", organisation=SKOGHEIM)
    assert states(own) == {"queued": 2}


def test_ten_askers_with_one_key_at_the_same_moment_make_one_job(own: ground.OwnDatabase) -> None:
    def asked() -> int | None:
        with within(FJELLVANN):
            return jobs.enqueue("test.effect", {}, organisation=FJELLVANN, unique_key="once")

    answers = ground.together(*[asked] * 10)
    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert answers.count(None) == 9


def test_a_misspelt_kind_fails_where_it_is_written() -> None:
    with pytest.raises(jobs.UnknownKind, match=re.escape("tset.effect")):
        jobs.enqueue("tset.effect", {}, organisation=FJELLVANN)


def test_the_tick_asks_as_the_platform_role(own: ground.OwnDatabase) -> None:
    with transaction.atomic(using="platform"):
        number = jobs.enqueue("test.effect", {}, organisation=FJELLVANN, using="platform")
    assert number is not None
    assert jobs.perform(number, FJELLVANN) == "done"


# Whose it is ------------------------------------------------------------------------------------------------


def test_an_organisation_sees_and_changes_its_own_jobs_only(own: ground.OwnDatabase) -> None:
    theirs = ask("test.effect", {"word": "secret"}, organisation=SKOGHEIM)
    with within(FJELLVANN), connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM okrsite_job")
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE okrsite_job SET state = 'done' WHERE id = %s", [theirs])
        assert cursor.rowcount == 0
    assert jobs.perform(theirs, FJELLVANN) is None
    with pytest.raises(DatabaseError, match="row-level security"), within(FJELLVANN):
        jobs.enqueue("test.effect", {}, organisation=SKOGHEIM)
    with pytest.raises(DatabaseError, match="row-level security"):
        jobs.enqueue("test.effect", {}, organisation=FJELLVANN)  # no scope is open


def test_account_mail_can_be_written_and_never_read_back(own: ground.OwnDatabase) -> None:
    jobs.enqueue_account_mail({"to": "ingrid@fjellvann.example", "text": "a link that opens her account"})
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM okrsite_job")
        assert cursor.fetchone() == (0,)
    assert states(own) == {"queued": 1}


def test_the_app_role_writes_no_other_job_without_an_organisation(own: ground.OwnDatabase) -> None:
    for act in ("INSERT INTO okrsite_job (kind, payload) VALUES ('pulse', '{}')", "DELETE FROM okrsite_job"):
        with (
            pytest.raises(DatabaseError, match="row-level security|permission denied"),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute(act)


# Doing ------------------------------------------------------------------------------------------------------


def test_the_effect_and_its_being_done_are_one_transaction(own: ground.OwnDatabase) -> None:
    number = ask("test.effect")
    assert jobs.perform(number, FJELLVANN) == "done"
    assert jobs.perform(number, FJELLVANN) is None
    assert effects(own) == {number: 1}


def test_a_job_waits_for_its_time(own: ground.OwnDatabase) -> None:
    from datetime import timedelta

    from django.utils import timezone

    number = ask("test.effect", run_after=timezone.now() + timedelta(hours=1))
    assert jobs.perform(number, FJELLVANN) is None
    make_due(own)
    assert jobs.perform(number, FJELLVANN) == "done"


def test_a_failure_leaves_no_effect_and_comes_back_later_until_it_is_dead(own: ground.OwnDatabase) -> None:
    number = ask("test.broken")
    for attempt in range(1, jobs.ATTEMPTS + 1):
        assert jobs.perform(number, FJELLVANN) == ("dead" if attempt == jobs.ATTEMPTS else "failed")
        assert jobs.perform(number, FJELLVANN) is None, "it waits first"
        make_due(own)
    assert jobs.perform(number, FJELLVANN) is None
    assert effects(own) == {}
    assert row(own, number)["last_error"] == "ValueError: the printer is on fire"


def test_the_waits_grow_fourfold_to_an_hour_and_scatter() -> None:
    assert [jobs.delay(attempt, 0.5) for attempt in range(1, 9)] == [1, 4, 16, 64, 256, 1024, 3600, 3600]
    assert [jobs.delay(3, 0.0), jobs.delay(3, 1.0)] == pytest.approx([12.8, 19.2])


def test_a_kind_that_this_worker_does_not_know_yet_is_tried_again(
    own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ask("test.effect")
    with monkeypatch.context() as older_release:
        older_release.delitem(jobs.handlers, "test.effect")
        assert jobs.perform(number, FJELLVANN) == "failed"
    make_due(own)
    assert jobs.perform(number, FJELLVANN) == "done"


def test_a_letter_is_tried_again_only_if_it_certainly_was_not_sent(own: ground.OwnDatabase) -> None:
    silent, refused = ask("test.letter", {"server": "silent"}), ask("test.letter", {"server": "refuses"})
    assert jobs.perform(silent, FJELLVANN) == "unknown"
    assert jobs.perform(refused, FJELLVANN) == "failed"
    make_due(own)
    assert jobs.perform(silent, FJELLVANN) is None


# Two holders of the same row --------------------------------------------------------------------------------


def both_perform(own: ground.OwnDatabase, rounds: int) -> int:
    """How many of the rounds had two effects, when two workers are rung for the same job at the same
    moment."""
    numbers = [ask("test.effect") for _ in range(rounds)]

    def work() -> list[str | None]:
        return [jobs.perform(number, FJELLVANN) for number in numbers]

    answers = ground.together(work, work)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    found = effects(own)
    assert set(found) == set(numbers), "every job was done"
    return sum(count > 1 for count in found.values())


def test_two_workers_with_one_job_have_one_effect(own: ground.OwnDatabase) -> None:
    assert both_perform(own, 50) == 0


def test_and_without_the_lock_they_would_have_two(
    own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        jobs, "CLAIM", re.sub(r"AND state IN .*\n", "\n", jobs.CLAIM).replace("FOR UPDATE SKIP LOCKED", "")
    )
    monkeypatch.setattr(jobs, "HOLD", "SELECT 1 FROM okrsite_job WHERE id = %s AND %s > 0")
    assert both_perform(own, 20) > 0


def taken_back_between_claim_and_work(own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> int:
    """Effects of a job whose first worker froze after its claim, long enough for another to be rung and to do
    it."""
    number = ask("test.effect")
    claim = jobs._claim

    def claim_and_freeze(job: int, organisation: int | None) -> jobs.Claim | None:
        claimed = claim(job, organisation)
        monkeypatch.setattr(jobs, "_claim", claim)
        make_due(own)
        relay.Relay(Silent())._give_back()
        make_due(own)
        assert jobs.perform(job, organisation) == "done"
        return claimed

    monkeypatch.setattr(jobs, "_claim", claim_and_freeze)
    jobs.perform(number, FJELLVANN)
    return effects(own)[number]


def test_a_worker_that_froze_after_its_claim_finds_the_job_no_longer_its_own(
    own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert taken_back_between_claim_and_work(own, monkeypatch) == 1


def test_and_without_the_attempts_number_it_would_do_it_again(
    own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "HOLD", "SELECT 1 FROM okrsite_job WHERE id = %s AND %s > 0 FOR UPDATE")
    assert taken_back_between_claim_and_work(own, monkeypatch) == 2


def while_it_works(own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch, meanwhile: Any) -> str | None:
    """Do `meanwhile` in the middle of a handler; the state in which its worker left the job."""
    working, go_on = threading.Event(), threading.Event()

    def hold(job: jobs.Claim) -> None:
        working.set()
        assert go_on.wait(ground.SECONDS)

    monkeypatch.setitem(
        jobs.handlers,
        "test.effect",
        jobs.Handler("test.effect", hold, at_most_once=False, forgets_payload=False),
    )
    number = ask("test.effect")
    left: list[str | None] = []

    def work() -> None:
        try:
            left.append(jobs.perform(number, FJELLVANN))
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    assert working.wait(ground.SECONDS)
    meanwhile(number)
    go_on.set()
    worker.join(ground.SECONDS)
    return left[0]


def test_nobody_takes_a_job_from_a_worker_that_lives(
    own: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "ABANDONED_AFTER", -1.0)

    def take(number: int) -> None:
        relay.Relay(Silent())._give_back()
        assert row(own, number)["state"] == "running"
        assert jobs.perform(number, FJELLVANN) is None

    assert while_it_works(own, monkeypatch, take) == "done"
