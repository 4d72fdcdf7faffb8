"""A company that updates: signed-in people sending the real form at a steady rate, whether or not the answers
come."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client

from objectives.models import KeyResultState
from objectives.updates.state import version
from okrsite.demo import large
from organisations.models import Account
from organisations.tenancy import within

SECRET = "benchbenchbenchbenchbenchbench12"  # a CSRF secret of 32 characters, in the cookie and in the form


@dataclass(slots=True)
class Form:
    """One update to be: the key result's key, the value typed, the whole request."""

    key_result: int
    value: Decimal
    request: bytes


@dataclass
class Sent:
    """What came of a load."""

    asked: int = 0
    took: list[float] = field(default_factory=list)  # seconds from when it was due
    due: dict[int, float] = field(default_factory=dict)  # by key result, epoch seconds
    statuses: Counter[int] = field(default_factory=Counter)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds if self.seconds else 0.0


def sign_in(account: Account) -> str:
    """The session cookie of a person who signed in."""
    client = Client()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def forms(organisation: int, count: int, *, after: int = 0, htmx: bool = True, port: int = 80) -> list[Form]:
    """So many updates of different key results with a key above `after`, each by the accountable person, one
    further."""
    with within(organisation):
        states = list(
            KeyResultState.objects.filter(
                current__isnull=False,
                key_result__pk__gt=after,
                key_result__measured_by="updates",
                key_result__objective__owner__isnull=False,
            )
            .select_related("key_result__objective__owner__account")
            .order_by("key_result__pk")[:count]
        )
    cookies: dict[int, str] = {}
    found = []
    for state in states:
        account = state.key_result.objective.owner.account
        if account.pk not in cookies:
            cookies[account.pk] = sign_in(account)
        value = state.current + 1 if state.current < state.key_result.target else state.current - 1
        fields = {
            "value": f"{value:.0f}",
            "confidence": "on",
            "note": "",
            "version": version(state),
            "request_id": str(uuid4()),
        }
        body = urlencode(fields).encode()
        head = [
            f"POST /{large.SLUG}/key-results/{state.key_result.public_id}/updates HTTP/1.1",
            f"Host: localhost:{port}",
            f"Cookie: sessionid={cookies[account.pk]}; csrftoken={SECRET}",
            f"X-CSRFToken: {SECRET}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            *(["HX-Request: true"] if htmx else []),
        ]
        found.append(Form(state.key_result_id, value, "\r\n".join(head).encode() + b"\r\n\r\n" + body))
    return found


async def answer(reader: asyncio.StreamReader) -> int:
    """The status of one answer, its body read."""
    head = await reader.readuntil(b"\r\n\r\n")
    lower = head.lower()
    at = lower.find(b"content-length:")
    if at >= 0:
        length = int(lower[at + 15 : lower.index(b"\r\n", at)])
        if length:
            await reader.readexactly(length)
    elif b"chunked" in lower:
        while size := int((await reader.readline()).strip(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head[9:12])


async def _send(port: int, asked: Iterator[tuple[float, Form]], sent: Sent) -> None:
    reader = writer = None
    for due, form in asked:
        wait = due - time.time()
        if wait > 0:
            await asyncio.sleep(wait)
        sent.due[form.key_result] = due
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            assert reader is not None
            writer.write(form.request)
            status = await answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            status, writer = 0, None
        sent.statuses[status] += 1
        sent.took.append(time.time() - due)
    if writer is not None:
        writer.close()


async def _load(port: int, wanted: Sequence[Form], rate: float | None, lines: int, longest: float) -> Sent:
    sent = Sent(asked=len(wanted))
    began = time.time() + 0.05

    def turns() -> Iterator[tuple[float, Form]]:
        for number, form in enumerate(wanted):
            if time.time() > began + longest:
                return
            yield (began + number / rate if rate else time.time()), form

    asked = turns()
    await asyncio.gather(*(_send(port, asked, sent) for _ in range(lines)))
    sent.seconds = time.time() - began
    return sent


def load(
    port: int, wanted: Sequence[Form], *, rate: float | None, lines: int = 32, longest: float = 60.0
) -> Sent:
    """Send the forms, so many a second whatever the answers do (open loop), or as fast as `lines` people can
    (None).

    The time of an answer counts from the moment its form was due, so that a queue is not hidden by waiting
    politely. After `longest` seconds no more is sent: a server that is too slow for the rate has shown it by
    then.
    """
    return asyncio.run(_load(port, wanted, rate, lines, longest))
