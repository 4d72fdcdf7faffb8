"""Running a statement in the open scope: parameters by name, `org` given to each."""

from typing import Any

from django.db import connection

from organisations.tenancy import current_organisation_id

LOCK = 7201
"""First key of the roll-up's advisory lock, the organisation the second. Order where both are taken: alignment's
lock first (objectives/alignment.py), then this one."""


def run(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """The statement's rows; an empty list where it returns none."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"org": current_organisation_id(), **parameters})
        return cursor.fetchall() if cursor.description else []


def value(statement: str, **parameters: Any) -> Any:
    """The first column of the first row, None without one."""
    rows = run(statement, **parameters)
    return rows[0][0] if rows else None


def hold_lock(*, wait: bool) -> bool:
    """Take this organisation's roll-up lock until the transaction ends; False when somebody else drains."""
    if wait:
        run("SELECT pg_advisory_xact_lock(%(lock)s, %(org)s::int)", lock=LOCK)
        return True
    return bool(value("SELECT pg_try_advisory_xact_lock(%(lock)s, %(org)s::int)", lock=LOCK))
