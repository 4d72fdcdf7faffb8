"""`manage.py run`, which is `make run`: everything at once on one machine, one log, one Ctrl-C.

By the time this command is called, manage.py has started PostgreSQL and Valkey (okrsite/development.py), unless the environment names
others. Here follow migrations, static files, the demo, then web, worker, beat and relay. A process that ends is started again, later
each time; Ctrl-C, SIGTERM or a closed terminal stops all of them, then the servers. If this process itself is killed, the kernel tells
the others (Linux).
"""

import contextlib
import http.client
import io
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from okrsite import development
from okrsite.embedded import DATABASE, Servers
from okrsite.machine import PROJECT, Refused, die_with_parent, plain_sentences, static_fingerprint

PATIENCE = 8  # seconds that a process has to finish what it is doing
STEADY = 60  # seconds after which a process that ends is no longer a process that does not start
LONGEST_PAUSE = 30  # seconds before another try


def commands(port: str) -> dict[str, list[str]]:
    """The processes of the product, as docker-compose.yml starts them too."""
    return {
        "web": ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", port, "--workers", "2", "--blocking-threads", "2",
                "--respawn-failed-workers", "--log-level", "warning", "--access-log",
                "--access-log-fmt", "%(method)s %(path)s %(status)d %(dt_ms).0f ms", "okrsite.wsgi:application"],
        "worker": ["-m", "celery", "-A", "okrsite", "--quiet", "worker", "--concurrency", "2", "--loglevel", "INFO",
                   "--without-gossip", "--without-mingle", "--without-heartbeat"],
        "beat": ["-m", "celery", "-A", "okrsite", "--quiet", "beat", "--loglevel", "WARNING"],
        "relay": ["manage.py", "relay"],
    }  # fmt: skip


class Child:
    """One process of the product, in a session of its own, so that Ctrl-C in the terminal reaches only us."""

    def __init__(self, name: str, arguments: list[str]) -> None:
        self.name = name
        self.arguments = arguments
        self.failures = 0
        self.due = 0.0  # when to start it, in monotonic seconds
        self.started = 0.0
        self.unfinished = b""
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, environment: dict[str, str]) -> IO[bytes]:
        """What it prints, to be read without waiting."""
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments], cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, bufsize=0, start_new_session=True, preexec_fn=die_with_parent(),
        )  # fmt: skip
        self.started = time.monotonic()
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        return self.process.stdout

    def lines(self) -> Iterator[str]:
        """The whole lines printed since last time."""
        assert self.process is not None and self.process.stdout is not None
        *whole, self.unfinished = (self.unfinished + (self.process.stdout.read(65536) or b"")).split(b"\n")
        yield from (line.decode(errors="replace").rstrip() for line in whole)

    def end(self, how: signal.Signals) -> None:
        """Signal the process; SIGKILL goes to everything it started as well."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                if how == signal.SIGKILL:
                    os.killpg(self.process.pid, how)
                else:
                    self.process.send_signal(how)


class Command(BaseCommand):
    help = "Run Northstar on this machine: servers, web, worker, beat and relay together, until Ctrl-C."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        servers = development.running
        assert servers is not None, "manage.py starts the servers before it calls this command"
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if asked != signal.SIGHUP or signal.getsignal(asked) != signal.SIG_IGN:  # nohup means it
                signal.signal(asked, signal.default_int_handler)
        self.children: list[Child] = []
        self.welcome: list[str] = []  # what the terminal shows last, when all of it runs
        self.selector = selectors.DefaultSelector()
        try:
            with plain_sentences(servers.data_dir):
                self.prepare(servers)
                self.watch(servers)
        except KeyboardInterrupt:
            self.say("stopping")
        except Refused as refusal:
            sys.exit(str(refusal))
        except DatabaseError:
            if servers.filled_the_disk():
                sys.exit(f"The disk is full: the database cannot write below {servers.cluster}.")
            raise
        finally:
            for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(asked, signal.SIG_IGN)  # once is enough: everything below ends by itself
            self.stop_children()
            servers.stop()
            self.say("stopped")

    def say(self, sentence: str, name: str = "run") -> None:
        # The terminal may be gone already, and a stop must go on all the same.
        with contextlib.suppress(OSError):
            print(f"{name:<8}| {sentence}", flush=True)

    # Before the first process -------------------------------------------------------------------------------------

    def prepare(self, servers: Servers) -> None:
        """Migrations, static files, the demo: each only if it is not done yet."""
        (servers.data_dir / "mail").mkdir(exist_ok=True)
        if half_made(servers).exists():  # killed in the middle of it: nobody has used this database yet
            self.say("the demo company was not finished: once more from the beginning")
            servers.remake_database()
        if os.environ.get("DATABASE_OWNER_URL"):
            self.say("migrations")
            call_command("migrate", verbosity=0, interactive=False)
        else:
            self.say("DATABASE_OWNER_URL is not set, so no migrations are run")
        stamp, wanted = servers.data_dir / "static.stamp", static_fingerprint()
        if not stamp.exists() or stamp.read_text() != wanted:
            self.say("static files")
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            stamp.write_text(wanted)
        if "postgres" in servers.processes and "demo" in get_commands():
            self.demo(servers)
        connections.close_all()

    def demo(self, servers: Servers) -> None:
        """The demo company in an empty embedded database, and at every start who can sign in. Never on a server of yours."""
        with servers.connect(DATABASE, "northstar_backup") as connection:
            occupied = connection.execute("SELECT 1 FROM organisations_organisation LIMIT 1").fetchone()
        if not occupied:
            self.say("the demo company, which takes a moment")
            half_made(servers).touch()
            call_command("demo", stdout=Log(self.say))
            half_made(servers).unlink()
            with servers.connect(DATABASE) as connection:
                connection.execute("ANALYZE")  # the first pages are planned with statistics
        with contextlib.suppress(CommandError):  # somebody's own company stands there instead
            call_command("demo", "--accounts", stdout=Log(self.welcome.append))

    # While it runs ------------------------------------------------------------------------------------------------

    def watch(self, servers: Servers) -> None:
        """Keep everything going until a signal raises KeyboardInterrupt."""
        port = os.environ.get("PORT") or "8000"
        # Nothing that answers people holds the address of the role that owns the tables.
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
        # Celery warns root at each start; what it warns of (pickled messages) our worker does not accept.
        environment |= {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges"}
        self.children = [Child(name, arguments) for name, arguments in commands(port).items()]
        announced = False
        while True:
            for child in self.children:
                if child.process is None and time.monotonic() >= child.due:
                    self.selector.register(child.start(environment), selectors.EVENT_READ, child)
            if not announced and healthy(port):
                announced = True
                self.say(f"Northstar is ready: http://localhost:{port}   (Ctrl-C stops it, {servers.data_dir} keeps the data)")
                for line in self.welcome:
                    self.say(line)
            for key, _ in self.selector.select(timeout=0.5 if announced else 0.1):
                for line in key.data.lines():
                    self.say(line, key.data.name)
            for child in self.children:
                self.look_after(child)
            for name, process in list(servers.processes.items()):
                if process.poll() is not None:
                    self.say(f"{name} ended ({ending(process)}); starting it again")
                    servers.start(name)

    def look_after(self, child: Child) -> None:
        """If it ended: say so, clear away what it left, and let it start again after a pause that doubles."""
        if child.process is None or child.process.poll() is None:
            return
        assert child.process.stdout is not None
        for line in child.lines():
            self.say(line, child.name)
        self.selector.unregister(child.process.stdout)
        child.process.stdout.close()
        child.end(signal.SIGKILL)
        child.failures = 1 if time.monotonic() - child.started > STEADY else child.failures + 1
        pause = min(LONGEST_PAUSE, 2 ** (child.failures - 1))
        self.say(f"{child.name} ended ({ending(child.process)}); starting it again in {pause} s")
        child.process, child.due = None, time.monotonic() + pause

    def stop_children(self) -> None:
        """All at once and politely; whoever is still there after some seconds is killed, and all that they started."""
        for child in self.children:
            child.end(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(child.process and child.process.poll() is None for child in self.children):
            for key, _ in self.selector.select(timeout=0.05):
                for line in key.data.lines():  # a full pipe would keep it from ending
                    self.say(line, key.data.name)
        for child in self.children:
            child.end(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


class Log(io.TextIOBase):
    """What a command prints, as lines of our log."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line:
                self.say(line)
        return len(text)


def half_made(servers: Servers) -> Path:
    """The file that stands while the demo is being made."""
    return servers.data_dir / "demo.unfinished"


def healthy(port: str) -> bool:
    """Does the web process answer?"""
    line = http.client.HTTPConnection("127.0.0.1", int(port), timeout=2)
    try:
        line.request("GET", "/healthz", headers={"Host": "localhost"})
        return line.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def ending(process: subprocess.Popen[bytes]) -> str:
    """How it ended, in words: `exit 1` or `SIGKILL`."""
    code = process.returncode
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
