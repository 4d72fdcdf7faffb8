"""Workers killed at the worst lines: nothing lost, nothing doubled, and a poisonous job does not stop the
queue."""

from __future__ import annotations

from functools import partial

import pytest

from okrsite.infra import jobs, mail
from organisations.tenancy import within
from tests import ground
from tests.chaos.conftest import StartWorker, kill
from tests.okrsite.infra.post_office import post_office
from tests.okrsite.infra.queue_ground import FJELLVANN, ask, effects, row, states


def hurry(own: ground.OwnDatabase) -> None:
    """Let back-offs pass, without touching what runs or the time its claim is given."""
    with own.connect("northstar_platform") as platform:
        platform.execute("UPDATE okrsite_job SET run_after = now() WHERE state = 'failed'")


def in_the_middle(own: ground.OwnDatabase, done: int) -> bool:
    found = states(own)
    return found.get("done", 0) >= done and "running" in found


@pytest.mark.proof
def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    own: ground.OwnDatabase, start_worker: StartWorker, relay: ground.Process
) -> None:
    numbers = [ask("test.slow", {"seconds": 0.15}) for _ in range(30)]
    killed_in = 0
    for done in (3, 9, 15):
        worker = start_worker()
        ground.eventually(partial(in_the_middle, own, done), what="a running job")
        kill(worker)
        killed_in += states(own).get("running", 0)
    start_worker()

    def all_done() -> bool:
        hurry(own)
        return states(own) == {"done": len(numbers)}

    ground.eventually(all_done, what="all jobs")
    assert effects(own) == dict.fromkeys(numbers, 1)
    assert killed_in >= 3
    with own.connect("northstar_platform") as platform:
        [(most,)] = platform.execute(
            "SELECT max(attempts) FROM okrsite_job WHERE kind = 'test.slow'"
        ).fetchall()
    assert most >= 2, "a killed attempt is counted"


@pytest.mark.proof
def test_a_job_that_kills_its_worker_dies_and_the_queue_moves_on(
    own: ground.OwnDatabase, start_worker: StartWorker, relay: ground.Process
) -> None:
    start_worker()
    poison = ask("test.poison")
    others = [ask("test.effect") for _ in range(20)]
    ground.eventually(lambda: states(own).get("done", 0) == len(others), what="the other jobs")

    def dead() -> bool:
        with own.connect("northstar_platform") as platform:
            platform.execute(
                "UPDATE okrsite_job SET claimed_at = now() - interval '6 seconds' WHERE state = 'running'"
            )
        hurry(own)
        return bool(row(own, poison)["state"] == "dead")

    ground.eventually(dead, what="the poisonous job's end")
    assert row(own, poison)["attempts"] == jobs.ATTEMPTS
    assert effects(own) == dict.fromkeys(others, 1)
    late = ask("test.effect")
    ground.eventually(lambda: row(own, late)["state"] == "done", what="the job after it")


@pytest.mark.proof
@pytest.mark.parametrize("kind", [mail.MESSAGE, jobs.ACCOUNT_MAIL], ids=["reminders", "account mail"])
def test_letters_when_the_worker_is_killed_just_after_the_server_took_one(
    own: ground.OwnDatabase,
    start_worker: StartWorker,
    relay: ground.Process,
    kind: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The second run is the control of the first: sent at least once, the very same kills double letters."""
    count, kills = 60, {7, 20, 33, 46}
    for number in range(count):
        if kind == mail.MESSAGE:
            with within(FJELLVANN):
                mail.send(
                    organisation=FJELLVANN,
                    to="ingrid@fjellvann.example",
                    subject=f"letter {number}",
                    text="text",
                )
        else:
            letter = {
                "to": "ingrid@fjellvann.example",
                "subject": f"letter {number}",
                "text": "text",
                "html": None,
            }
            jobs.enqueue_account_mail({**letter, "from": None, "reply_to": [], "headers": {}})

    with post_office() as office:
        running: list[ground.Process] = []

        def taken() -> None:
            if len(office.letters) in kills:
                kill(running.pop())

        office.taken = taken

        def settled() -> bool:
            if not running:
                running.append(start_worker(EMAIL_URL=office.url))
            hurry(own)
            found = states(own)
            return found.get("done", 0) + found.get("unknown", 0) == count

        ground.eventually(settled, what="every letter's end")
        sent, unknown = len(office.letters), states(own).get("unknown", 0)
        doubled = sent - len(set(office.message_ids))
        with capsys.disabled():
            print(
                f"\n{kind}: {count} letters, {len(kills)} kills, {doubled} doubled, {unknown} of unknown outcome"
            )
        never_came = count - len(set(office.message_ids))
        if kind == mail.MESSAGE:
            assert doubled == 0
            assert len(kills) <= unknown <= 2 * len(kills)
            assert never_came <= unknown, "what was marked as sent was sent"
        else:
            assert doubled >= len(kills)
            assert (unknown, never_came) == (0, 0)
