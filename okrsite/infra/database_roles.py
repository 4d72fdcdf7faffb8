"""Row-level security says nothing to a superuser or to the owner of the tables, so nothing of Northstar runs
as one."""

import time

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

POWERS = """
    SELECT current_user, rolsuper, rolbypassrls,
           EXISTS (SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                   WHERE nspname = current_schema() AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'USAGE'))
    FROM pg_roles WHERE rolname = current_user
"""
SECONDS_TO_WAIT = 10.0


def refuse_powerful_role(*aliases: str) -> None:
    """Raise ImproperlyConfigured if one of these databases (default: `default`, and `platform` where it is
    set) is reached as a superuser, with BYPASSRLS, or as a role that owns tables or may act as their owner.

    A server that is still starting is waited for, ten seconds at most.
    """
    for alias in aliases or [name for name in ("default", "platform") if name in connections]:
        role, superuser, bypasses, owns = _powers(alias)
        power = (
            "is a superuser" if superuser else "has BYPASSRLS" if bypasses else "owns tables" if owns else ""
        )
        if power:
            raise ImproperlyConfigured(
                f"The database role {role!r} ({alias}) {power}: organisations would not be kept apart. "
                "Use the app role; only `migrate` runs as the owner (docs/roles.sql)."
            )


def _powers(alias: str) -> tuple[str, bool, bool, bool]:
    deadline = time.monotonic() + SECONDS_TO_WAIT
    while True:
        try:
            with connections[alias].cursor() as cursor:
                cursor.execute(POWERS)
                role, superuser, bypasses, owns = cursor.fetchone()
                return role, superuser, bypasses, owns
        except OperationalError:
            connections[alias].close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
