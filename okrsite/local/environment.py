"""The environment of a development machine: what `make run` starts and names, and how other commands find
it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from okrsite.local.embedded import Servers
from okrsite.local.machine import PROJECT, Refused, free_port, plain_sentences


def data_directory() -> Path:
    return Path(os.environ.get("DATA_DIR") or PROJECT / ".northstar").absolute()


def development(servers: Servers, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The settings that `make run` adds to the environment; whatever is given already stays."""
    origin = f"http://localhost:{given.get('PORT') or 8000}"
    wanted = {
        "NORTHSTAR_DEVELOPMENT": "1",
        "SECRET_KEY": servers.secrets["secret_key"],
        "PUBLIC_ORIGIN": origin,
        "DATA_DIR": str(servers.data_dir),
        "STATIC_ROOT": str(servers.data_dir / "static"),
    }
    if "postgres" in servers.secrets["ports"] and not given.get("DATABASE_URL"):
        for name, role in (
            ("DATABASE_URL", "app"),
            ("DATABASE_PLATFORM_URL", "platform"),
            ("DATABASE_OWNER_URL", "owner"),
        ):
            wanted[name] = servers.url(f"northstar_{role}")
    if "valkey" in servers.secrets["ports"] and not given.get("REDIS_URL"):
        wanted["REDIS_URL"] = servers.redis_url()
    return {name: value for name, value in wanted.items() if not given.get(name)}


def fill_environment() -> None:
    """Let `manage.py shell` and friends find the servers of a running `make run`. Does nothing where
    DATABASE_URL is set."""
    if os.environ.get("DATABASE_URL"):
        return
    servers = Servers(data_directory())
    if (servers.data_dir / "secrets.json").exists():
        with plain_sentences(servers.data_dir):
            servers.read_secrets()
        os.environ.update(development(servers))


running: Servers | None = None
"""What `start_for_run` started, for the command `run`: its servers stand before Django reads its settings."""


def start_for_run() -> None:
    """Start what the environment does not already name, and add it to the environment."""
    global running
    servers = Servers(data_directory())
    servers.open()
    port = os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused(f"PORT must be a number from 1 to 65535, not {port!r}.")
    if free_port(int(port)) != int(port):
        raise Refused(
            f"Port {port} is in use: stop what listens there, or choose another with PORT=8001 make run."
        )
    missing = [
        name
        for name, given in (("postgres", "DATABASE_URL"), ("valkey", "REDIS_URL"))
        if not os.environ.get(given)
    ]
    if missing:
        servers.start(*missing)
    os.environ.update(development(servers))
    running = servers
