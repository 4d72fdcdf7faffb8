"""The rules of the roll-up are files with a version: what is installed is what they say."""

import hashlib
from datetime import date

import pytest

from objectives.rollup.rules.operation import InstallRules, created, statements, versions
from organisations.models import Account
from organisations.settings.actions import create_organisation
from tests import ground

RELEASED = {1: "59041d6746f1d07d"}
"""The texts of released versions. A rule changes by a new version, never by editing one of these."""

DEFINITIONS = """
SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'objectives%'
UNION ALL
SELECT proname, pg_get_functiondef(oid) FROM pg_proc
WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'northstar%'
"""


def digest(version: int) -> str:
    return hashlib.sha256("".join(statements(version)).encode()).hexdigest()[:16]


def test_no_released_version_is_edited() -> None:
    assert {version: digest(version) for version in versions()} == RELEASED


def test_a_version_that_does_not_exist_is_refused() -> None:
    with pytest.raises(LookupError):
        statements(999)


def test_the_operation_is_written_with_its_version() -> None:
    assert InstallRules(1).deconstruct() == ("InstallRules", [1], {})


def test_the_database_holds_the_newest_texts(own_database: ground.OwnDatabase) -> None:
    """Installing the newest version once more changes no definition."""
    newest = versions()[-1]
    with own_database.connect("northstar_owner") as connection:
        before = dict(connection.execute(DEFINITIONS).fetchall())
    assert {name for _, name in created(newest)} <= before.keys()
    ground.manage("migrate", "--verbosity=0", "objectives", "0003", database=own_database.name)
    ground.manage("migrate", "--verbosity=0", database=own_database.name)
    with own_database.connect("northstar_owner") as connection:
        assert dict(connection.execute(DEFINITIONS).fetchall()) == before


def test_new_rules_queue_a_rebuild_of_every_organisation(own_database: ground.OwnDatabase) -> None:
    henrik = Account.objects.create_user("henrik@example.com", name="Henrik Aas")
    create_organisation(
        name="Fjellvann AS", slug="fjellvann", account=henrik, person="Henrik Aas", today=date(2026, 8, 20)
    )
    ground.manage("migrate", "--verbosity=0", "objectives", "0003", database=own_database.name)
    with own_database.connect("postgres") as connection:
        jobs = connection.execute(
            "SELECT count(*) FROM okrsite_job WHERE kind = 'objectives.rebuild'"
        ).fetchone()
        forced = connection.execute(
            "SELECT relforcerowsecurity FROM pg_class WHERE relname = 'okrsite_job'"
        ).fetchone()
    assert (jobs, forced) == ((1,), (True,))
