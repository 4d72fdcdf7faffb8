"""`make run`: everything together, and nothing of it left behind. Once on servers of its own, otherwise on
the tests' servers."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from okrsite.local.machine import command_line, free_port
from tests import ground

READY = r"run     \| Northstar is ready: http://localhost:(\d+) "
PROCESSES = (
    "granian",
    "celery -A okrsite --quiet worker",
    "celery -A okrsite --quiet beat",
    "manage.py relay",
)

Start = Callable[..., ground.Process]


@pytest.fixture
def start(own_database: ground.OwnDatabase, tmp_path: Path) -> Iterator[Start]:
    """Start `manage.py run`; the test's own clone and Valkey are the servers of its environment, unless it
    asks for embedded ones."""
    started: list[ground.Process] = []

    def run(data_dir: Path = tmp_path, *, embedded: bool = False, **more: str) -> ground.Process:
        environment = own_database.environment(
            DATABASE_OWNER_URL=ground.servers.url("northstar_owner", own_database.name)
        )
        del environment["PUBLIC_ORIGIN"], environment["STATIC_ROOT"]
        if embedded:
            for name in ("DATABASE_URL", "DATABASE_PLATFORM_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
                del environment[name]
        environment |= {"DATA_DIR": str(data_dir), "PORT": str(free_port()), "LC_ALL": "C"} | more
        started.append(ground.Process("run", "manage.py", "run", environment=environment, folder=tmp_path))
        return started[-1]

    yield run
    for process in started:
        process.stop()


def below(pid: int) -> dict[int, str]:
    """Everything that a process started, and what that started, with what each does."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(line.split()[0]): int(line.split()[1]) for line in listed.splitlines()}
    found: dict[int, str] = {}
    fresh = {pid}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh}
        found |= {child: command_line(child) for child in fresh}
    return {child: doing for child, doing in found.items() if doing}


def left_of(processes: dict[int, str]) -> list[str]:
    return [doing for pid, doing in processes.items() if command_line(pid) == doing]


def refused(process: ground.Process) -> str:
    """The only line of a run that was refused."""
    process.popen.wait(ground.SECONDS)
    (line,) = process.output().splitlines()
    assert process.popen.returncode == 1
    return line


@pytest.mark.proof
def test_the_first_start_a_kill_the_second_start_and_ctrl_c(start: Start) -> None:
    home = (
        Path("/tmp") / f"northstar-run-{os.getpid()}-{time.monotonic_ns()}"
    )  # pytest's own folders are closed to root's server
    try:
        first = start(home, embedded=True)
        first.wait_for(READY, patience=300)  # every migration is in it
        everything = below(first.popen.pid)
        assert all(
            any(name in doing for doing in everything.values())
            for name in (*PROCESSES, "postgres", "valkey-server")
        )
        first.popen.kill()
        first.popen.wait()
        ground.eventually(lambda: not left_of(everything), what=f"the end of {everything}")

        began = time.monotonic()
        second = start(home, embedded=True)
        second.wait_for(READY)
        print(f"second start: {time.monotonic() - began:.1f} s")
        assert "static files" not in second.output()
        everything = below(second.popen.pid)
        os.killpg(second.popen.pid, signal.SIGINT)  # as a terminal does, to its whole foreground group
        second.popen.wait(30)
        assert second.popen.returncode == 0
        assert left_of(everything) == []
        assert second.output().splitlines()[-1] == "run     | stopped"
        assert "Traceback" not in second.output()
    finally:
        subprocess.run(["rm", "-rf", home], check=True)


def test_servers_named_in_the_environment_are_used_and_left_running(
    start: Start, own_database: ground.OwnDatabase, tmp_path: Path
) -> None:
    run = start()
    run.wait_for(READY)
    everything = below(run.popen.pid)
    assert all(any(name in doing for doing in everything.values()) for name in PROCESSES)
    assert not any(
        "postgres" in doing.split()[0] or "valkey-server" in doing.split()[0] for doing in everything.values()
    )
    with own_database.connect("postgres") as connection:
        users = "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        assert {name for (name,) in connection.execute(users)} <= {"northstar_app", "northstar_platform"}
    sentence = f"Northstar already runs from {tmp_path} (process {run.popen.pid}): stop that one, or set another DATA_DIR."
    assert refused(start(tmp_path)) == sentence
    run.popen.terminate()
    run.popen.wait(30)
    assert left_of(everything) == []
    with own_database.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_process_that_dies_is_started_again_and_it_is_said(start: Start) -> None:
    run = start()
    run.wait_for(READY)
    (relay,) = (pid for pid, doing in below(run.popen.pid).items() if "manage.py relay" in doing)
    os.kill(relay, signal.SIGKILL)
    run.wait_for(r"run     \| relay ended \(SIGKILL\); starting it again in 1 s")
    ground.eventually(
        lambda: any("manage.py relay" in doing for doing in below(run.popen.pid).values()),
        what="another relay",
    )


def test_a_busy_port_gets_one_sentence(start: Start) -> None:
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        sentence = (
            f"Port {port} is in use: stop what listens there, or choose another with PORT=8001 make run."
        )
        assert refused(start(PORT=str(port))) == sentence


def test_a_port_that_is_no_number_gets_one_sentence(start: Start) -> None:
    assert refused(start(PORT="http")) == "PORT must be a number from 1 to 65535, not 'http'."


@pytest.mark.skipif(os.geteuid() == 0, reason="to root every folder can be written")
def test_a_folder_that_cannot_be_written_gets_one_sentence(start: Start, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert (
        refused(start(tmp_path / "data"))
        == f"{tmp_path / 'data'} cannot be written; set DATA_DIR to a folder that can."
    )
