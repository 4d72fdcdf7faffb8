"""The ground holds: who we are in the database, what is rolled back, what a clone keeps to itself."""

import pytest
from django.db import connection

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


def test_both_sides_of_a_race_stand_on_the_clone(own_database: ground.OwnDatabase) -> None:
    names = ground.together(lambda: current("current_database()"), lambda: current("current_database()"))
    assert names == [own_database.name, own_database.name]
