"""The proof bites: break the isolation in one place, and the part of the suite that guards it fails.

What stands in the database is broken inside the superuser's transaction and read there as the app role, then
rolled back; what stands in the code is replaced for the length of one guard. Each guard passes unbroken
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import Error, connection, models
from guardian.managers import UserObjectPermissionManager

from organisations.models import Membership
from organisations.tenancy import TenantManager, TenantModel, TenantQuerySet, decorators
from organisations.tenancy import scope as tenancy
from organisations.tenancy.grants import GrantManager
from tests.conftest import Figure
from tests.tenancy import test_catalogue as catalogue
from tests.tenancy import test_scope as scope
from tests.tenancy.conftest import Neighbours

UNIT = "organisations_unit"
POLICY = "organisation_id = (SELECT northstar_organisation())"
LEAD = f"{UNIT}_lead_id_same_organisation"
AS_LEAD = "FOREIGN KEY (organisation_id, lead_id) REFERENCES organisations_membership (organisation_id, id)"
Guard = Callable[..., Any]

IN_THE_DATABASE: dict[str, tuple[str, Guard]] = {
    "no FORCE": (
        f"ALTER TABLE {UNIT} NO FORCE ROW LEVEL SECURITY",
        catalogue.test_row_level_security_is_on_and_forced,
    ),
    "row-level security off": (
        f"ALTER TABLE {UNIT} DISABLE ROW LEVEL SECURITY",
        catalogue.test_row_level_security_is_on_and_forced,
    ),
    "no policy": (
        f"DROP POLICY tenant ON {UNIT}",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "policy reads all": (
        f"ALTER POLICY tenant ON {UNIT} USING (true)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "policy writes all": (
        f"ALTER POLICY tenant ON {UNIT} WITH CHECK (true)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "policy for everybody": (
        f"ALTER POLICY tenant ON {UNIT} TO PUBLIC",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "a second policy": (
        f"CREATE POLICY wide ON {UNIT} FOR SELECT TO northstar_app USING (true)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "a policy of its own account on units": (
        f"CREATE POLICY own_account ON {UNIT} FOR SELECT TO northstar_app USING (true)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "organisations seen by all": (
        "ALTER POLICY tenant ON organisations_organisation USING (true)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "account mail read back": (
        "CREATE POLICY more ON okrsite_job FOR SELECT TO northstar_app USING (organisation_id IS NULL)",
        catalogue.test_one_policy_for_the_app_and_the_others_from_the_list,
    ),
    "volatile policy function": (
        "ALTER FUNCTION northstar_organisation() VOLATILE",
        catalogue.test_the_policys_function_is_stable,
    ),
    "plain foreign key": (
        f"ALTER TABLE {UNIT} DROP CONSTRAINT {LEAD}, ADD FOREIGN KEY (lead_id) REFERENCES organisations_membership (id)",
        catalogue.test_references_carry_the_organisation,
    ),
    "plain foreign key beside it": (
        f"ALTER TABLE {UNIT} ADD FOREIGN KEY (lead_id) REFERENCES organisations_membership (id)",
        catalogue.test_references_carry_the_organisation,
    ),
    "no foreign key": (
        f"ALTER TABLE {UNIT} DROP CONSTRAINT {LEAD}",
        catalogue.test_references_carry_the_organisation,
    ),
    "deferrable key": (
        f"ALTER TABLE {UNIT} DROP CONSTRAINT {LEAD}, ADD CONSTRAINT {LEAD} {AS_LEAD} DEFERRABLE INITIALLY DEFERRED",
        catalogue.test_references_carry_the_organisation,
    ),
    "key that deletes": (
        f"ALTER TABLE {UNIT} DROP CONSTRAINT {LEAD}, ADD CONSTRAINT {LEAD} {AS_LEAD} ON DELETE CASCADE",
        catalogue.test_references_carry_the_organisation,
    ),
    "key that was not checked": (
        f"ALTER TABLE {UNIT} DROP CONSTRAINT {LEAD}, ADD CONSTRAINT {LEAD} {AS_LEAD} NOT VALID",
        catalogue.test_references_carry_the_organisation,
    ),
    "global unique": (
        "CREATE UNIQUE INDEX everywhere ON objectives_cycle (public_id)",
        catalogue.test_uniques_lead_with_the_organisation,
    ),
    "one-to-one without its unique": (
        "ALTER TABLE objectives_keyresultstate DROP CONSTRAINT objectives_keyresultstate_key_result_id_one",
        catalogue.test_uniques_lead_with_the_organisation,
    ),
    "a row of nobody": (
        f"ALTER TABLE {UNIT} ALTER organisation_id DROP NOT NULL",
        catalogue.test_the_organisation_is_never_empty,
    ),
    "a table of nobody": (
        "CREATE TABLE organisations_secret (id bigint PRIMARY KEY, words text)",
        catalogue.test_every_table_is_a_tenants_or_global_for_a_reason,
    ),
    "a tenant table outside the models": (
        "CREATE TABLE organisations_secret (id bigint PRIMARY KEY, organisation_id bigint NOT NULL)",
        catalogue.test_models_and_tables_agree,
    ),
    "definer without a search path": (
        "ALTER FUNCTION northstar_my_organisations() RESET search_path",
        catalogue.test_functions_with_more_rights_are_listed_and_fixed,
    ),
    "definer of the owner": (
        "ALTER FUNCTION northstar_my_organisations() OWNER TO northstar_owner",
        catalogue.test_functions_with_more_rights_are_listed_and_fixed,
    ),
    "definer for everybody": (
        "GRANT EXECUTE ON FUNCTION northstar_my_organisations() TO PUBLIC",
        catalogue.test_functions_with_more_rights_are_listed_and_fixed,
    ),
    "one more definer": (
        "CREATE FUNCTION everything() RETURNS SETOF organisations_unit LANGUAGE sql SECURITY DEFINER AS 'SELECT * FROM organisations_unit'",
        catalogue.test_functions_with_more_rights_are_listed_and_fixed,
    ),
    "view with its owner's eyes": (
        "ALTER VIEW objectives_fact RESET (security_invoker)",
        catalogue.test_views_look_with_the_readers_eyes,
    ),
    "app passes by": (
        "ALTER ROLE northstar_app BYPASSRLS",
        catalogue.test_the_app_role_owns_and_may_nothing_special,
    ),
    "app becomes the owner": (
        "GRANT northstar_owner TO northstar_app",
        catalogue.test_the_app_role_owns_and_may_nothing_special,
    ),
    "app owns a table": (
        f"ALTER TABLE {UNIT} OWNER TO northstar_app",
        catalogue.test_the_app_role_owns_and_may_nothing_special,
    ),
    "app makes tables": (
        "GRANT CREATE ON SCHEMA public TO northstar_app",
        catalogue.test_the_app_role_owns_and_may_nothing_special,
    ),
    "app truncates": (
        f"GRANT TRUNCATE ON {UNIT} TO northstar_app",
        lambda: catalogue.test_the_app_role_may_not("TRUNCATE"),
    ),
    "the trail is edited": (
        "GRANT UPDATE ON organisations_auditevent TO northstar_app",
        catalogue.test_nothing_is_edited_that_is_only_appended_to,
    ),
    "one column of history is edited": (
        "GRANT UPDATE (note) ON objectives_update TO northstar_app",
        catalogue.test_nothing_is_edited_that_is_only_appended_to,
    ),
    "guardian's rows": (
        "GRANT SELECT ON guardian_userobjectpermission TO northstar_app",
        catalogue.test_guardians_generic_tables_are_closed_and_others_only_read,
    ),
    "platform reads objectives": (
        "GRANT SELECT ON objectives_objective TO northstar_platform",
        catalogue.test_the_platform_role_reads_little_and_writes_the_queue,
    ),
}


def unfiltered(self: Any) -> Any:
    tenancy.current_organisation_id()
    return super(TenantManager, self).get_queryset()


def scopeless(self: Any) -> Any:
    return super(TenantManager, self).get_queryset()


def for_the_session(**settings: int | None) -> None:
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [f"northstar.{name}", str(value or "")])


_bind = tenancy._bind


def never_put_back(**settings: int | None) -> None:
    if any(settings.values()):
        _bind(**settings)


# A guard that fails, or the database refusing what the code let through. Anything else is a badly made
# mutant.
DEATHS = (AssertionError, pytest.fail.Exception, Error)


class Everybody:
    """The door without its look at who asks."""

    class objects:  # noqa: N801 - stands in for a manager
        @staticmethod
        def filter(**asked: Any) -> Any:
            asked.pop("account")
            return Membership.objects.filter(**asked)


class Forgetful:
    """The scope's variable, always answering that no scope is open."""

    def __init__(self, real: Any) -> None:
        self.real, self.set, self.reset = real, real.set, real.reset

    def get(self) -> None:
        return None


IN_THE_CODE: dict[str, tuple[Any, str, Any, Guard]] = {
    "unfiltered manager": (
        TenantManager,
        "get_queryset",
        unfiltered,
        scope.every_queryset_names_the_organisation,
    ),
    "manager without a scope": (
        TenantManager,
        "get_queryset",
        scopeless,
        scope.every_model_refuses_without_a_scope,
    ),
    "session-level setting": (tenancy, "_bind", for_the_session, scope.nothing_is_bound_after_the_scope),
    "scope not restored": (tenancy, "_bind", never_put_back, scope.the_outer_transaction_is_left_unbound),
    "one inside another": (
        tenancy,
        "_organisation",
        Forgetful(tenancy._organisation),
        scope.one_organisation_at_a_time,
    ),
    "save() without its check": (
        TenantModel,
        "save",
        models.Model.save,
        scope.another_organisations_row_is_not_saved,
    ),
    "bulk_create() without its check": (
        TenantQuerySet,
        "bulk_create",
        models.QuerySet.bulk_create,
        scope.another_organisations_rows_are_not_made_in_bulk,
    ),
    "grant without organisation": (
        GrantManager,
        "assign_perm",
        UserObjectPermissionManager.assign_perm,
        scope.grants_are_made_by_our_action_alone,
    ),
    "door without a look": (decorators, "Membership", Everybody, scope.a_stranger_is_not_let_in),
}


@contextmanager
def broken(neighbours: Neighbours, statement: str, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue's questions asked as the app role, in a transaction where the statement has been run;
    rolled back."""
    with neighbours.database.connect("postgres") as connected:
        connected.execute("BEGIN")
        try:
            if statement:
                connected.execute(statement.encode())
            connected.execute("SET LOCAL SESSION AUTHORIZATION northstar_app")

            def ask(question: str, *parameters: Any) -> list[tuple[Any, ...]]:
                return list(connected.execute(question.encode(), parameters or None).fetchall())

            with patch.context() as here:
                here.setattr(catalogue, "ask", ask)
                yield
        finally:
            connected.execute("ROLLBACK")


def quiet(what: str, said: str) -> None:
    """In the place of the fixture `figure`."""


def run(guard: Guard) -> None:
    guard(quiet) if guard is catalogue.test_every_table_is_a_tenants_or_global_for_a_reason else guard()


@pytest.mark.parametrize("name", IN_THE_DATABASE)
def test_a_break_in_the_database_is_found(
    name: str, neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    statement, guard = IN_THE_DATABASE[name]
    with broken(neighbours, "", monkeypatch):
        run(guard)
    with broken(neighbours, statement, monkeypatch), pytest.raises((AssertionError, KeyError)):
        run(guard)
    figure(
        "mutants",
        f"{len(IN_THE_DATABASE)} made in the database, {len(IN_THE_CODE)} in the code; each that lives is a failed test",
    )


@pytest.mark.parametrize("name", IN_THE_CODE)
def test_a_break_in_the_code_is_found(
    name: str, neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, attribute, instead, guard = IN_THE_CODE[name]
    guard(neighbours)
    try:
        with monkeypatch.context() as here:
            here.setattr(place, attribute, instead)
            with pytest.raises(DEATHS):
                guard(neighbours)
    finally:
        connection.close()  # whatever a break left bound goes with its connection
    guard(neighbours)
