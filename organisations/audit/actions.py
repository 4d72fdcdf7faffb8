"""The trail: one line for each act, in the same transaction as what it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from organisations.models import AuditEvent, Membership

_address: ContextVar[str | None] = ContextVar("northstar_address", default=None)


@contextmanager
def asked_from(address: str | None) -> Iterator[None]:
    """What is recorded inside came from this network address; the one door opens it around every page.

    It is the peer's address: behind a proxy the server has to be told which proxy to believe, never a header
    alone.
    """
    token = _address.set(address or None)
    try:
        yield
    finally:
        _address.reset(token)


def line(
    *,
    act: str,
    thing: models.Model,
    by: Membership | None,
    name: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """An unsaved line, for acts that write many at once."""
    return AuditEvent(
        act=act,
        kind=thing._meta.model_name or "",
        row=thing.pk,
        name=(name or str(thing))[:200],
        by=by,
        before=before or {},
        after=after or {},
        reason=reason,
        address=_address.get(),
    )


def record(
    *,
    act: str,
    thing: models.Model,
    by: Membership | None,
    name: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """One line of the audit trail, in the same transaction as what it tells of."""
    event = line(act=act, thing=thing, by=by, name=name, before=before, after=after, reason=reason)
    event.save(force_insert=True)
    return event


def worded(value: Any) -> Any:
    """A field's value as the trail keeps it: names for rows, words for choices and dates."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple):
        return [worded(each) for each in value]
    return str(value)


def changes(thing: models.Model, fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What differs between a row and its new values: (before, after), both empty when nothing does."""
    before = {name: getattr(thing, name) for name, value in fields.items() if getattr(thing, name) != value}
    return (
        {name: worded(value) for name, value in before.items()},
        {name: worded(fields[name]) for name in before},
    )
