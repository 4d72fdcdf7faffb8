"""`manage.py run`, which is `make run`: everything at once on one machine, one log, one Ctrl-C.

By the time this command is called, manage.py has started PostgreSQL and Valkey
(okrsite/local/environment.py), unless the environment names others. Here follow migrations and static files,
then web, worker, beat and relay. The first time, the web says at every address that the demo company is being
made (okrsite/local/waiting.py) while a process beside it does that; the others follow. A process that ends is
started again, later each time; Ctrl-C, SIGTERM or a closed terminal stops all of them, then the servers. If
this process itself is killed, the kernel tells the others (Linux).
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
from typing import IO, Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections

from okrsite.local import environment as development
from okrsite.local.embedded import DATABASE, Servers
from okrsite.local.machine import (
    PROJECT,
    Refused,
    die_with_parent,
    disk_full,
    plain_sentences,
    static_fingerprint,
)
from okrsite.local.waiting import unfinished

PATIENCE = 8  # seconds that a process has to finish what it is doing
STEADY = 60  # seconds after which a process that ends is no longer a process that does not start
LONGEST_PAUSE = 30  # seconds before another try
FULL = "The disk is full: the database cannot write below {}."


def commands(port: str) -> dict[str, list[str]]:
    """The processes of the product, as docker-compose.yml starts them too."""
    return {
        "web": [
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--workers",
            "2",
            "--blocking-threads",
            "2",
            "--respawn-failed-workers",
            "--log-level",
            "warning",
            "--access-log",
            "--access-log-fmt",
            "%(method)s %(path)s %(status)d %(dt_ms).0f ms",
            "okrsite.wsgi:application",
        ],
        "worker": [
            "-m",
            "celery",
            "-A",
            "okrsite",
            "--quiet",
            "worker",
            "--concurrency",
            "2",
            "--loglevel",
            "INFO",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ],
        "beat": ["-m", "celery", "-A", "okrsite", "--quiet", "beat", "--loglevel", "WARNING"],
        "relay": ["manage.py", "relay"],
    }


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

    @property
    def once(self) -> bool:
        """Does it end by itself when its work is done? The others never do."""
        return self.name == "demo"

    def start(self, environment: dict[str, str]) -> IO[bytes]:
        """What it prints, to be read without waiting."""
        self.process = subprocess.Popen(
            [sys.executable, *self.arguments],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            start_new_session=True,
            preexec_fn=die_with_parent(),
        )
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
        self.begun = time.monotonic()
        servers = development.running
        assert servers is not None, "manage.py starts the servers before it calls this command"
        for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if asked != signal.SIGHUP or signal.getsignal(asked) != signal.SIG_IGN:  # nohup means it
                signal.signal(asked, signal.default_int_handler)
        self.servers = servers
        self.children: list[Child] = []
        self.later: list[Child] = []  # to be started when the demo company stands
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
                sys.exit(FULL.format(servers.cluster))
            raise
        finally:
            for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(asked, signal.SIG_IGN)  # once is enough: everything below ends by itself
            self.stop_children()
            servers.stop()
            self.say("stopped")

    def since(self) -> str:
        """Seconds since this command began, for the log of a start."""
        return f"{time.monotonic() - self.begun:.0f} s"

    def say(self, sentence: str, name: str = "run") -> None:
        # The terminal may be gone already, and a stop must go on all the same.
        with contextlib.suppress(OSError):
            print(f"{name:<8}| {sentence}", flush=True)

    # Before the first process -------------------------------------------------------------------------------

    def prepare(self, servers: Servers) -> None:
        """Migrations and static files: each only if it is not done yet."""
        (servers.data_dir / "mail").mkdir(exist_ok=True)
        if unfinished(
            servers.data_dir
        ).exists():  # killed in the middle of it: nobody has used this database yet
            self.say("the demo company was not finished: once more from the beginning")
            servers.remake_database()
        stamp, wanted = servers.data_dir / "static.stamp", static_fingerprint()
        collecting = None
        if not stamp.exists() or stamp.read_text() != wanted:
            self.say("static files")
            collecting = collect()  # beside the migrations: the font alone is cut for seven seconds
        if os.environ.get("DATABASE_OWNER_URL"):
            self.say("migrations")
            call_command("migrate", verbosity=0, interactive=False)
        else:
            self.say("DATABASE_OWNER_URL is not set, so no migrations are run")
        if collecting:
            said, _ = collecting.communicate()
            if disk_full(said):
                raise Refused(f"The disk is full: nothing more can be written below {servers.data_dir}.")
            if collecting.returncode:
                raise Refused(f"The static files could not be collected: {said.strip().splitlines()[-1]}")
            stamp.write_text(wanted)
        connections.close_all()

    def empty(self, servers: Servers) -> bool:
        """Is there an embedded database with no company in it? The demo is made there, and never on a server
        of yours."""
        if "postgres" not in servers.processes or "demo" not in get_commands():
            return False
        with servers.connect(DATABASE, "northstar_backup") as connection:
            return connection.execute("SELECT 1 FROM organisations_organisation LIMIT 1").fetchone() is None

    def furnished(self, servers: Servers) -> None:
        """The demo company stands: let the web show it, plan with statistics, and start what works in the
        background."""
        with servers.connect(DATABASE) as connection:
            connection.execute("ANALYZE")
        unfinished(servers.data_dir).unlink()
        self.children += self.later
        self.later = []

    def greet(self, port: str, servers: Servers) -> None:
        """Where it is, and who can sign in."""
        self.say(
            f"Northstar is ready: http://localhost:{port}   ({self.since()}; Ctrl-C stops it, {servers.data_dir} keeps the data)"
        )
        if "postgres" in servers.processes:
            with contextlib.suppress(CommandError):  # somebody's own company stands there instead
                call_command("demo", "--accounts", stdout=Log(self.say))
            connections.close_all()

    # While it runs ------------------------------------------------------------------------------------------

    def watch(self, servers: Servers) -> None:
        """Keep everything going until a signal raises KeyboardInterrupt."""
        port = os.environ.get("PORT") or "8000"
        # Nothing that answers people holds the address of the role that owns the tables.
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
        # Celery warns root at each start; what it warns of (pickled messages) our worker does not accept.
        environment |= {
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
        }
        self.children = [Child(name, arguments) for name, arguments in commands(port).items()]
        if self.empty(servers):
            web, *self.later = self.children
            self.children = [web, Child("demo", ["manage.py", "demo", "--no-accounts"])]
            unfinished(servers.data_dir).touch()
            self.say(
                f"the demo company: http://localhost:{port} says so until it stands, and then asks you to sign in"
            )
        announced = False
        while True:
            for child in self.children:
                if child.process is None and time.monotonic() >= child.due:
                    self.selector.register(child.start(environment), selectors.EVENT_READ, child)
            if not announced and not self.later and healthy(port):
                announced = True
                self.greet(port, servers)
            for key, _ in self.selector.select(timeout=0.5 if announced else 0.1):
                self.pass_on(key.data)
            for child in list(self.children):
                self.look_after(child)
            for name, process in list(servers.processes.items()):
                if process.poll() is not None:
                    self.refuse_full_disk()
                    self.say(f"{name} ended ({ending(process)}); starting it again")
                    servers.start(name)

    def refuse_full_disk(self) -> None:
        if self.servers.filled_the_disk():
            raise Refused(FULL.format(self.servers.cluster))

    def pass_on(self, child: Child) -> None:
        """What it printed, into our log; what the demo says, to the page that waits for it as well."""
        for line in filter(None, child.lines()):
            if self.later and child.name == "web" and " 503 " in line:
                continue  # the page that waits, asking again
            self.say(line, child.name)
            if child.once:
                with unfinished(self.servers.data_dir).open("a") as said:
                    said.write(f"{line}\n")

    def look_after(self, child: Child) -> None:
        """If it ended: say so, clear away what it left, and let it start again after a pause that doubles."""
        if child.process is None or child.process.poll() is None:
            return
        assert child.process.stdout is not None
        self.pass_on(child)
        self.selector.unregister(child.process.stdout)
        child.process.stdout.close()
        child.end(signal.SIGKILL)
        if child.once:
            self.children.remove(child)
            if child.process.returncode != 0:
                self.refuse_full_disk()
                raise Refused(
                    f"The demo company could not be made ({ending(child.process)}): what it said stands above."
                )
            self.furnished(self.servers)
            return
        child.failures = 1 if time.monotonic() - child.started > STEADY else child.failures + 1
        pause = min(LONGEST_PAUSE, 2 ** (child.failures - 1))
        self.say(f"{child.name} ended ({ending(child.process)}); starting it again in {pause} s")
        child.process, child.due = None, time.monotonic() + pause

    def stop_children(self) -> None:
        """All at once and politely; whoever is still there after some seconds is killed, and all that they
        started."""
        for child in self.children:
            child.end(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and any(
            child.process and child.process.poll() is None for child in self.children
        ):
            for key, _ in self.selector.select(timeout=0.05):
                self.pass_on(key.data)  # a full pipe would keep it from ending
        for child in self.children:
            child.end(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()


def collect() -> subprocess.Popen[str]:
    """Static files, collected by a process of its own."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"],
        cwd=PROJECT,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=die_with_parent(),
    )


class Log(io.TextIOBase):
    """What a command prints, as lines of our log."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line:
                self.say(line)
        return len(text)


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
