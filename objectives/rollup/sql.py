"""Running a statement in the open scope: parameters by name, `org` given to each."""

from typing import Any

import psycopg
from django.db import connection

from organisations.tenancy import current_organisation_id

LOCK = 7201
"""First key of the roll-up's advisory lock, the organisation the second. Order where both are taken: alignment's
lock first (objectives/alignment/graph.py), then this one."""

WHOLE_ORGANISATION = "200s"
"""Longest statement of a rebuild; the app role's own 15 s were not enough for 100,000 people. Below a task's
soft limit."""


def run(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """The statement's rows; an empty list where it returns none.

    A statement about some rows (a parameter is a list of keys or figures) is prepared, once for each
    connection: to plan the rules' views takes longer than to run them for ten key results. One about a whole
    organisation is planned anew, by what its tables are like today.
    """
    told = {"org": current_organisation_id(), **parameters}
    if not any(isinstance(each, list) for each in parameters.values()):
        with connection.cursor() as cursor:
            cursor.execute(statement, told)
            return cursor.fetchall() if cursor.description else []
    connection.ensure_connection()
    connection.connection.prepare_threshold = 1  # Django turns preparing off, and its own cursors never do it
    told = {name: array(each) if isinstance(each, list) else each for name, each in told.items()}
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as prepared:
        prepared.execute(statement, told, prepare=True)
        return prepared.fetchall() if prepared.description else []


def array(values: list[Any]) -> str:
    """Numbers as PostgreSQL writes an array: a text of no type of its own, so that small and large ones share
    a plan."""
    return f"{{{','.join('NULL' if each is None else str(each) for each in values)}}}"


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


def take_time() -> None:
    """Let statements run for minutes until the transaction ends: whoever computes a whole organisation is no
    page."""
    run(f"SET LOCAL statement_timeout = '{WHOLE_ORGANISATION}'")
