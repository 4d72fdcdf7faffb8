"""One lock an organisation for the shape of it: the tree of units, who manages whom, who its last
administrator is."""

from django.db import connection

from organisations.tenancy import current_organisation_id


def lock_structure() -> None:
    """Until this transaction ends, nobody else moves units, changes managers, roles or who is active here.

    Take it before the first read a check relies on: under READ COMMITTED every later statement sees what the
    holder before us committed. Two moves, each harmless alone, would otherwise close a loop together. It
    comes before the locks of alignment and roll-up, never after them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"shape:{current_organisation_id()}"]
        )
