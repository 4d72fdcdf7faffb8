"""The product's own processes on a database, by the very commands that `make run` starts."""

from __future__ import annotations

import contextlib
import http.client
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from okrsite.local.machine import free_port
from okrsite.management.commands.run import commands
from tests import ground


@dataclass
class Running:
    port: int
    processes: dict[str, ground.Process] = field(default_factory=dict)


def answers(port: int, path: str = "/healthz") -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", path, headers={"Host": f"localhost:{port}"})
        return line.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


@contextlib.contextmanager
def product(database: ground.OwnDatabase, folder: Path, *names: str, **environment: str) -> Iterator[Running]:
    """`web`, `worker`, `relay`, `beat`: these of them, ready; stopped at the end."""
    port = free_port()
    running = Running(port)
    told = database.environment(PUBLIC_ORIGIN=f"http://localhost:{port}", PORT=str(port), **environment)
    try:
        for name in names:
            command = commands(str(port))[name]
            if name == "worker":
                command = [part for part in command if part != "--quiet"]
            running.processes[name] = ground.Process(name, *command, environment=told, folder=folder)
        if "web" in names:
            running.processes["web"].wait_until(lambda: answers(port), "did not answer")
        if "worker" in names:
            running.processes["worker"].wait_for(r"ready\.")
        yield running
    finally:
        for process in reversed(running.processes.values()):
            process.stop()
