"""A database made by an earlier build migrates to this one: with all its rows, the same schema as a new
database, and figures that a rebuild would not change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ground

DUMP = Path(__file__).parent / "organisations_3afe92b.sql"
RENAMED = {"checkins_update": "objectives_update"}
"""Tables that were renamed since: old name -> new name."""
OWN_ROWS = {"django_migrations", "django_content_type", "auth_permission", "objectives_change", "okrsite_job"}
"""Tables whose number of rows changes with the build: what was migrated, names of models, and the queues."""

SCHEMA = """
SELECT 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
       coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
UNION ALL
SELECT 'index', tablename, indexname, indexdef, '', '', '' FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid), '', '', ''
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
UNION ALL
SELECT 'policy', tablename, policyname, roles::text, cmd, coalesce(qual, ''), coalesce(with_check, '')
FROM pg_policies WHERE schemaname = 'public'
UNION ALL
SELECT 'table', relname, relrowsecurity::text, relforcerowsecurity::text, relowner::regrole::text,
       array_to_string(ARRAY(SELECT unnest(coalesce(
           relacl, acldefault((CASE relkind WHEN 'S' THEN 's' ELSE 'r' END)::"char", relowner)))::text
           ORDER BY 1), ' '), coalesce(reloptions::text, '')
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')
UNION ALL
SELECT 'view', viewname, definition, '', '', '', '' FROM pg_views WHERE schemaname = 'public'
UNION ALL
SELECT 'function', proname, pg_get_functiondef(oid), proowner::regrole::text,
       array_to_string(ARRAY(SELECT unnest(coalesce(proacl, acldefault('f', proowner)))::text ORDER BY 1), ' '), '', ''
FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'northstar%'
UNION ALL
SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), '', '', ''
FROM pg_trigger WHERE NOT tgisinternal
"""


@pytest.fixture(scope="module")
def upgraded() -> Iterator[str]:
    """The old database after this build's migrations; its name."""
    name = f"{ground.WORKER}_upgraded"
    with ground.servers.connect() as connection:
        ground._drop(connection, name)
    ground.servers.make_database(name)
    with ground.servers.connect(name) as connection:
        connection.execute(DUMP.read_bytes())
    ground.manage("migrate", "--verbosity=0", database=name)
    yield name
    with ground.servers.connect() as connection:
        ground._drop(connection, name)


def counts(lines: str) -> dict[str, int]:
    """Rows per table, read from the INSERT statements of the dump: one VALUES row a line."""
    tables: dict[str, int] = {}
    table = ""
    for line in lines.splitlines():
        if line.startswith("INSERT INTO public."):
            table = line.removeprefix("INSERT INTO public.").split(" ", 1)[0]
            tables.setdefault(table, 0)
        if table:
            tables[table] += line.lstrip().startswith("(") or " VALUES (" in line
            if line.endswith(";"):
                table = ""
    return tables


def rows(database: str, statement: str) -> list[tuple[object, ...]]:
    with ground.servers.connect(database) as connection:
        return connection.execute(statement).fetchall()


def schema(database: str) -> set[tuple[str, ...]]:
    """The catalogue's texts. PostgreSQL moves casts and brackets about when a dumped expression is read again,
    so these are left out."""
    casts = re.compile(r"::(character varying|text)(\[\])?|[()\s]")
    return {tuple(casts.sub("", str(text)) for text in row) for row in rows(database, SCHEMA)}


def test_every_row_is_still_there(upgraded: str) -> None:
    expected = counts(DUMP.read_text())
    assert len(expected) > 40 and min(expected.values()) > 0
    found = {
        table: rows(upgraded, f"SELECT count(*) FROM {RENAMED.get(table, table)}")[0][0]
        for table in expected.keys() - OWN_ROWS
    }
    assert found == {table: expected[table] for table in found}


def test_a_value_given_in_a_meeting_keeps_its_meeting(upgraded: str) -> None:
    notes = rows(
        upgraded,
        "SELECT u.note FROM checkins_meetingupdate m JOIN objectives_update u ON u.id = m.update_id",
    )
    assert notes == [("Said in the 1-on-1",)]


def test_the_way_back_and_forth_again_keeps_every_row(upgraded: str) -> None:
    ground.manage("migrate", "--verbosity=0", "checkins", "0002", database=upgraded)
    ground.manage("migrate", "--verbosity=0", "objectives", "0003", database=upgraded)
    assert rows(upgraded, "SELECT note FROM checkins_update WHERE in_check_in_id IS NOT NULL") == [
        ("Said in the 1-on-1",)
    ]
    ground.manage("migrate", "--verbosity=0", database=upgraded)
    test_every_row_is_still_there(upgraded)
    test_a_value_given_in_a_meeting_keeps_its_meeting(upgraded)


def test_the_schema_is_that_of_a_new_database(upgraded: str) -> None:
    new, old = schema(ground.template), schema(upgraded)
    assert len(new) > 500
    assert not sorted(old ^ new)


def test_a_rebuild_would_change_no_figure(upgraded: str) -> None:
    assert ground.manage("rollup", "--verify", database=upgraded).splitlines()[-1] == "0 differences"
