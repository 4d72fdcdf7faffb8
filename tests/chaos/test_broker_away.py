"""The broker is a doorbell: frozen, killed or emptied under load it costs time, and nothing else."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from tests import ground
from tests.chaos.conftest import StartWorker, Valkey
from tests.okrsite.infra.queue_ground import ask, effects, states

SECONDS_AWAY = float(os.environ.get("CHAOS_SECONDS", "8"))
RECOVERED_WITHIN = 60.0


def freeze(valkey: Valkey) -> Callable[[], None]:
    valkey.signal(signal.SIGSTOP)
    return lambda: valkey.signal(signal.SIGCONT)


def stop(valkey: Valkey) -> Callable[[], None]:
    valkey.kill()
    return valkey.start


def empty(valkey: Valkey) -> Callable[[], None]:
    """Killed and back at once, again and again: every message it held is gone each time."""
    for _ in range(5):
        valkey.kill()
        valkey.start()
    return lambda: None


@pytest.mark.proof
@pytest.mark.parametrize("trouble", [freeze, stop, empty])
def test_a_broker_that_is_away_costs_time_only(
    own: ground.OwnDatabase,
    valkey: Valkey,
    start_worker: StartWorker,
    relay: ground.Process,
    trouble: Callable[[Valkey], Callable[[], None]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    start_worker()
    asked: list[int] = []
    slowest = 0.0

    def ask_for(seconds: float) -> None:
        nonlocal slowest
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.monotonic()
            asked.append(ask("test.effect"))
            slowest = max(slowest, time.monotonic() - start)
            time.sleep(0.03)  # the load's rhythm, about twenty-five a second

    ask_for(1)
    ground.eventually(lambda: states(own).get("done"), what="the first job")
    back = trouble(valkey)
    ask_for(SECONDS_AWAY)
    back()
    returned = time.monotonic()
    ask_for(1)
    ground.eventually(lambda: states(own) == {"done": len(asked)}, what=f"all {len(asked)} jobs")
    took = time.monotonic() - returned

    assert effects(own) == dict.fromkeys(asked, 1)
    assert slowest < 2, "whoever asks for work does not notice"
    assert took < RECOVERED_WITHIN
    assert relay.popen.poll() is None
    with capsys.disabled():
        print(
            f"\n{trouble.__name__}: away {SECONDS_AWAY:.0f} s, {len(asked)} jobs, lost 0, doubled 0, "
            f"slowest asking {slowest * 1000:.0f} ms, all done {took:.1f} s after its return"
        )
