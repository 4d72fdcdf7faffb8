"""A reference added to a protected table later carries the organisation too, although rows stand there already."""

from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.db.migrations.state import ProjectState

from organisations.tenancy import ProtectField
from tests import ground
from tests.tenancy.world import furnish

TABLE = "checkins_meetingupdate"
KEYS = f"""
SELECT conname FROM pg_constraint WHERE conrelid = '{TABLE}'::regclass
AND (conname LIKE '%\\_same\\_organisation' OR conname LIKE '%\\_one') ORDER BY conname
"""
FORCED = (
    f"SELECT bool_and(relforcerowsecurity) FROM pg_class WHERE relname IN ('{TABLE}', 'objectives_update')"
)


class Editor:
    """A schema editor on a connection of the owner of the tables."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def execute(self, statement: str) -> None:
        self.connection.execute(statement)


def test_it_ties_a_field_of_a_table_with_rows_and_lets_go_again(own_database: ground.OwnDatabase) -> None:
    furnish("Fjellvann AS", "fjellvann")
    state, operation = ProjectState.from_apps(apps), ProtectField("MeetingUpdate", "update")
    with own_database.connect("northstar_owner") as connection:
        editor = Editor(connection)
        before = connection.execute(KEYS).fetchall()
        operation.database_backwards("checkins", editor, state, state)
        assert connection.execute(KEYS).fetchall() == [(f"{TABLE}_check_in_id_same_organisation",)]
        operation.database_forwards("checkins", editor, state, state)
        assert connection.execute(KEYS).fetchall() == before
        assert connection.execute(FORCED).fetchone() == (True,)


def test_rows_are_really_checked(own_database: ground.OwnDatabase) -> None:
    """A row that refers to nothing is refused; the control adds the key with the force on, and nobody looks."""
    furnish("Fjellvann AS", "fjellvann")
    state, operation = ProjectState.from_apps(apps), ProtectField("MeetingUpdate", "update")
    key = f"ALTER TABLE {TABLE} ADD CONSTRAINT unchecked FOREIGN KEY (organisation_id, update_id)"
    with own_database.connect("northstar_owner") as owner, own_database.connect("postgres") as superuser:
        operation.database_backwards("checkins", Editor(owner), state, state)
        superuser.execute(f"UPDATE {TABLE} SET update_id = 999999")
        owner.execute(f"{key} REFERENCES objectives_update (organisation_id, id)")
        owner.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT unchecked")
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            operation.database_forwards("checkins", Editor(owner), state, state)


def test_it_is_written_with_its_names() -> None:
    assert ProtectField("A", "b").deconstruct() == ("ProtectField", ["A", "b"], {})
