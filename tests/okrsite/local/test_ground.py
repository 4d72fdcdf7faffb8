"""The ground holds: who we are in the database, what is rolled back, what a clone keeps to itself."""

import pytest
from django.db import IntegrityError, connection

from organisations.models import Account
from tests import ground


def current(what: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {what}")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_tests_run_as_the_role_of_the_product() -> None:
    assert current("current_user") == "northstar_app"
    assert current("(SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)") == "False"


@pytest.mark.django_db
def test_each_worker_stands_on_a_clone_of_its_own() -> None:
    assert current("current_database()") == f"{ground.WORKER}_shared"


def test_a_clone_gives_no_more_rights_than_the_product(own_database: ground.OwnDatabase) -> None:
    rights = "SELECT rolname, has_database_privilege(rolname, current_database(), 'TEMPORARY') FROM pg_roles WHERE rolname ~ %s"
    with own_database.connect() as connection:
        assert sorted(connection.execute(rights, ["^northstar_(app|platform|backup)$"]).fetchall()) == [
            ("northstar_app", True),
            ("northstar_backup", False),
            ("northstar_platform", False),
        ]


def test_both_sides_of_a_race_stand_on_the_clone(own_database: ground.OwnDatabase) -> None:
    names = ground.together(lambda: current("current_database()"), lambda: current("current_database()"))
    assert names == [own_database.name, own_database.name]


@pytest.mark.django_db
@pytest.mark.parametrize("turn", ["one", "the other"])
def test_what_a_test_writes_the_next_does_not_find(turn: str) -> None:
    assert not Account.objects.filter(email="ingrid@fjellvann.example").exists()
    Account.objects.create_user("ingrid@fjellvann.example", name=f"Ingrid {turn}")


def enrol_twice_at_once() -> list[object]:
    """The same address, by two people at the same moment: what each was told."""

    def enrol() -> str:
        return Account.objects.create_user("silje@fjellvann.example", name="Silje").email

    return ground.together(enrol, enrol)


def test_a_race_has_one_winner(own_database: ground.OwnDatabase) -> None:
    told = enrol_twice_at_once()
    assert sorted(type(each).__name__ for each in told) == ["IntegrityError", "str"]
    assert any(isinstance(each, IntegrityError) for each in told)


def test_without_its_guard_the_race_has_two(own_database: ground.OwnDatabase) -> None:
    """The control run: if both did not really run, the test above would prove nothing."""
    with own_database.connect("northstar_owner") as owner:
        unique = "SELECT conname FROM pg_constraint WHERE conrelid = 'organisations_account'::regclass AND contype = 'u'"
        for (name,) in owner.execute(unique).fetchall():
            owner.execute(f"ALTER TABLE organisations_account DROP CONSTRAINT {name}")
        indexes = "SELECT indexname FROM pg_indexes WHERE tablename = 'organisations_account' AND indexdef LIKE 'CREATE UNIQUE%email%'"
        for (name,) in owner.execute(indexes).fetchall():
            owner.execute(f"DROP INDEX {name}")
    assert enrol_twice_at_once() == ["silje@fjellvann.example"] * 2


def test_a_real_worker_is_rung_by_a_real_relay(
    own_database: ground.OwnDatabase, celery_worker: ground.Process, relay: ground.Process
) -> None:
    with own_database.connect("northstar_platform") as platform:
        seen = "SELECT 1 FROM okrsite_pulse WHERE name = 'worker'"
        ground.eventually(lambda: platform.execute(seen).fetchone(), what="the worker's pulse")
