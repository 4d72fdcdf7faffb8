"""A mail server of forty lines for the tests: it counts what it accepted, and can refuse or fall silent."""

from __future__ import annotations

import email
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import default


class PostOffice(socketserver.ThreadingTCPServer):
    """`mood`: "takes", "refuses" (every addressee), "hangs up" (after it has taken the letter, before it says
    so)."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.mood = "takes"
        self.letters: list[EmailMessage] = []
        self.taken: Callable[[], None] = lambda: (
            None
        )  # called when a letter was taken, before its sender is told
        self.one_at_a_time = threading.Lock()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def message_ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]


class Conversation(socketserver.StreamRequestHandler):
    server: PostOffice

    def handle(self) -> None:
        with suppress(ConnectionError):  # the other side was killed
            self.converse()

    def converse(self) -> None:
        self.say("220 post office")
        while line := self.rfile.readline().decode().strip().upper():
            match line.split()[0]:
                case "QUIT":
                    return self.say("221 bye")
                case "RCPT" if self.server.mood == "refuses":
                    self.say("550 nobody of that name")
                case "DATA":
                    self.say("354 go on")
                    if not self.letter():
                        return None
                case _:
                    self.say("250 ok")
        return None

    def letter(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False  # the sender died in the middle: no letter
            lines.append(line.removeprefix(b"."))
        with self.server.one_at_a_time:
            self.server.letters.append(email.message_from_bytes(b"".join(lines), policy=default))
            self.server.taken()
        if self.server.mood == "hangs up":
            return False
        self.say("250 taken")
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield office
        finally:
            office.shutdown()
            thread.join()
