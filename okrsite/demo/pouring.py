"""Many rows at once under row-level security: COPY into a temporary table, then INSERT ... SELECT.

COPY straight into a table with row-level security is refused to the app role.
"""

# ruff: noqa: S608 (the statements are put together from the models' own tables and columns; values are
# parameters)

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, connections, models

from organisations.tenancy import current_organisation_id

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
"""Of public ids, as in organisations/tenancy/scope.py."""


def public_ids(chance: random.Random) -> Iterator[str]:
    """As the product's own addresses, the same in every run."""
    while True:
        yield "".join(chance.choices(ALPHABET, k=12))


def reserve(model: type[models.Model], count: int) -> range:
    """So many keys in a row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(n), max(n) FROM (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS n FROM generate_series(1, %s)) AS keys",
            [model._meta.db_table, count],
        )
        first, last = cursor.fetchone()
    if count and last - first != count - 1:
        raise RuntimeError("Somebody else drew keys at the same moment: once more, please.")
    return range(first, last + 1) if count else range(0)


def pour(model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of these columns into the model's table; the organisation and the model's own defaults fill the
    others."""
    table = model._meta.db_table
    rest: dict[str, Any] = {}
    for each in model._meta.concrete_fields:
        assert each.column is not None
        if each.attname == "organisation_id":
            rest[each.column] = current_organisation_id()
        elif (
            each.column not in columns
            and not each.primary_key
            and not each.null
            and each.db_default is models.NOT_PROVIDED
        ):
            rest[each.column] = each.get_db_prep_save(each.get_default(), connection)
    quoted = [f'"{column}"' for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE poured ON COMMIT DROP AS SELECT {', '.join(quoted)} FROM {table} LIMIT 0"
        )
        cursor.execute(
            "SELECT t.typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
            " WHERE a.attrelid = 'pg_temp.poured'::regclass AND a.attnum > 0 ORDER BY a.attnum"
        )
        types = [name for (name,) in cursor.fetchall()]
        with cursor.copy("COPY poured FROM STDIN (FORMAT binary)") as copy:
            copy.set_types(types)
            for row in rows:
                copy.write_row(row)
        cursor.execute(
            f"INSERT INTO {table} ({', '.join([*quoted, *rest])}) SELECT {', '.join([*quoted, *['%s'] * len(rest)])} FROM poured",
            list(rest.values()),
        )
        cursor.execute("DROP TABLE poured")


def analyse() -> None:
    """Statistics before the figures are computed, where the owner's address is at hand; else autovacuum
    brings them."""
    if "owner" in connections:
        with connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")
