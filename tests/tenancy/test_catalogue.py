"""What PostgreSQL's own catalogue says of the isolation (docs/trust.md, T1 to T4): nothing is left
uncovered."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from organisations.tenancy import TenantModel, TenantOneToOneField, is_tenant_key
from tests.conftest import Figure
from tests.tenancy.world import tenant_models

pytestmark = pytest.mark.django_db

# Tables without an organisation, each with its reason. A new table is a tenant's, or is written here.
GLOBAL = {
    "account_emailaddress": "an account belongs to several organisations",
    "account_emailconfirmation": "allauth's, for such an address",
    "auth_group": "Django's, empty",
    "auth_group_permissions": "Django's, empty",
    "auth_permission": "names of permissions",
    "django_content_type": "names of models",
    "django_migrations": "what was migrated",
    "django_session": "a session is an account's",
    "guardian_groupobjectpermission": "guardian's generic rows: the app role has no rights here",
    "guardian_userobjectpermission": "guardian's generic rows: the app role has no rights here",
    "mfa_authenticator": "an account's second factor",
    "okrsite_cache": "throttling and rate limits",
    "okrsite_pulse": "when a process was seen last",
    "organisations_account": "an account belongs to several organisations",
    "organisations_account_groups": "Django's, empty",
    "organisations_account_user_permissions": "Django's, empty",
    "organisations_organisation": "the tenants themselves: row security on their own key",
    "usersessions_usersession": "an account's browsers",
}
# Policies beside `tenant`: (table, policy) -> (role, command, its USING, its WITH CHECK).
OTHER_POLICIES = {
    ("organisations_organisation", "lookup"): ("northstar_lookup", "SELECT", "true", None),
    ("organisations_organisation", "platform"): ("northstar_platform", "SELECT", "true", None),
    ("organisations_membership", "own_account"): (
        "northstar_app",
        "SELECT",
        "(account_id = ( SELECT northstar_account() AS northstar_account))",
        None,
    ),
    ("organisations_membership", "lookup"): ("northstar_lookup", "SELECT", "true", None),
    ("objectives_change", "platform"): ("northstar_platform", "SELECT", "true", None),
    ("objectives_rollup", "platform"): ("northstar_platform", "SELECT", "true", None),
    ("okrsite_job", "platform"): ("northstar_platform", "ALL", "true", "true"),
    ("okrsite_job", "account_mail"): (
        "northstar_app",
        "INSERT",
        None,
        "((organisation_id IS NULL) AND ((kind)::text = 'mail.account'::text))",
    ),
}
# Functions that run with more than the caller's rights.
DEFINERS = {"northstar_organisation_by_slug(text)", "northstar_my_organisations()"}
APPEND_ONLY = {
    "organisations_auditevent",
    "objectives_update",
    "checkins_meetingupdate",
    "objectives_historyentry",
    "objectives_judgement",
}
CLOSED = {"guardian_userobjectpermission", "guardian_groupobjectpermission"}
READ_ONLY = {"django_migrations", "django_content_type", "auth_permission", "okrsite_pulse"}


def ask(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def tables() -> set[str]:
    return {
        name
        for (name,) in ask(
            "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        )
    }


def tenant_tables() -> set[str]:
    return {
        name
        for (name,) in ask(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'"
            " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped"
        )
    }


def test_every_table_is_a_tenants_or_global_for_a_reason(figure: Figure) -> None:
    uncovered = tables() - tenant_tables() - set(GLOBAL)
    figure(
        "catalogue",
        f"{len(tenant_tables())} tenant tables, {len(GLOBAL)} global ones, {len(uncovered)} uncovered",
    )
    assert not uncovered
    assert not tenant_tables() & set(GLOBAL)
    assert not set(GLOBAL) - tables(), "listed, and gone"


def test_models_and_tables_agree() -> None:
    assert {model._meta.db_table for model in tenant_models()} | {"okrsite_job"} == tenant_tables()


def test_the_organisation_is_never_empty() -> None:
    loose = ask(
        "SELECT attrelid::regclass::text FROM pg_attribute WHERE attname = 'organisation_id' AND NOT attnotnull"
        " AND attrelid IN (SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace)"
    )
    assert loose == [("okrsite_job",)], "account mail has no organisation, and nothing else"


def test_row_level_security_is_on_and_forced() -> None:
    closed = {
        name
        for (name,) in ask(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = 'public'::regnamespace"
        )
    }
    assert closed == tenant_tables() | {"organisations_organisation"}


def test_one_policy_for_the_app_and_the_others_from_the_list() -> None:
    found = {
        (table, name): (*roles, command, using, check)
        for table, name, roles, command, using, check in ask(
            "SELECT tablename, policyname, roles::text[], cmd, qual, with_check FROM pg_policies WHERE schemaname = 'public'"
        )
    }
    assert {key: said for key, said in found.items() if key[1] != "tenant"} == OTHER_POLICIES
    for table in sorted(tenant_tables() | {"organisations_organisation"}):
        role, command, using, check = found[table, "tenant"]
        assert (role, command) == ("northstar_app", "ALL"), table
        assert using == check, table
        column = "id" if table == "organisations_organisation" else "organisation_id"
        assert using.startswith(f"({column} = ( SELECT "), table
        assert (
            "northstar_organisation()" in using
            or "current_setting('northstar.organisation'::text, true)" in using
        ), table
    assert set(ask("SELECT DISTINCT permissive FROM pg_policies")) == {("PERMISSIVE",)}


def test_references_carry_the_organisation() -> None:
    """Composite, checked at once, and deleting is Django's business: (organisation_id, x_id) ->
    (organisation_id, id)."""
    keys = {
        (table, tuple(columns)): (target, tuple(into), deferrable, on_delete, on_update, valid)
        for table, columns, target, into, deferrable, on_delete, on_update, valid in ask(
            """
            SELECT c.conrelid::regclass::text,
                   (SELECT array_agg(a.attname::text ORDER BY p.n) FROM unnest(c.conkey) WITH ORDINALITY p(k, n)
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = p.k),
                   c.confrelid::regclass::text,
                   (SELECT array_agg(a.attname::text ORDER BY p.n) FROM unnest(c.confkey) WITH ORDINALITY p(k, n)
                    JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = p.k),
                   c.condeferrable, c.confdeltype::text, c.confupdtype::text, c.convalidated
            FROM pg_constraint c WHERE c.contype = 'f'
            """
        )
    }
    uncovered = []
    for model in tenant_models():
        for field in filter(is_tenant_key, model._meta.local_fields):
            wanted = (field.related_model._meta.db_table, ("organisation_id", "id"), False, "a", "a", True)
            if keys.get((model._meta.db_table, ("organisation_id", field.column))) != wanted:
                uncovered.append(f"{model.__name__}.{field.name}")
    assert not uncovered
    tenants = tenant_tables()
    plain = [
        (table, columns, target)
        for (table, columns), (target, *_) in keys.items()
        if target in tenants and len(columns) == 1
    ]
    assert not plain, "a plain foreign key lets one organisation hang a row on another's"


def test_no_model_points_at_a_tenant_plainly() -> None:
    plain = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation
        and field.related_model
        and issubclass(field.related_model, TenantModel)
        and not is_tenant_key(field)
    ]
    many = [
        f"{model.__name__}.{field.name}"
        for model in tenant_models()
        for field in model._meta.local_many_to_many
    ]
    assert not plain + many


def test_uniques_lead_with_the_organisation() -> None:
    """A global one tells one organisation what another has."""
    rows = ask(
        """
        SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text, a.attname
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indisunique AND NOT i.indisprimary
        """
    )
    tenants = tenant_tables()
    assert not [
        (table, index) for table, index, first in rows if table in tenants and first != "organisation_id"
    ]
    unique = {(table, index) for table, index, _ in rows}
    for model in tenant_models():
        table = model._meta.db_table
        assert (table, f"{table}_tenant_key") in unique, table
        for field in model._meta.local_fields:
            if isinstance(field, TenantOneToOneField):
                assert (table, f"{table}_{field.column}_one") in unique, f"{table}.{field.column}"


def test_functions_with_more_rights_are_listed_and_fixed() -> None:
    rows = ask(
        "SELECT p.oid::regprocedure::text, pg_get_userbyid(p.proowner), coalesce(array_to_string(p.proconfig, ';'), ''),"
        " has_function_privilege('public', p.oid, 'EXECUTE')"
        " FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace"
    )
    assert {name for name, *_ in rows} == DEFINERS
    for name, owner, settings, everybody in rows:
        assert owner == "northstar_lookup", name
        assert settings == "search_path=pg_catalog, public", name
        assert not everybody, name


def test_the_policys_function_is_stable() -> None:
    """A volatile one is called for every row: 540 ms instead of 0.7."""
    assert {
        kind
        for (kind,) in ask(
            "SELECT provolatile::text FROM pg_proc WHERE proname IN ('northstar_organisation', 'northstar_account')"
        )
    } == {"s"}


def test_views_look_with_the_readers_eyes() -> None:
    views = ask(
        "SELECT relname, coalesce(array_to_string(reloptions, ';'), '') FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    assert views
    assert not [name for name, options in views if "security_invoker=true" not in options]
    assert not ask("SELECT relname FROM pg_class WHERE relkind = 'm'"), "a materialised view knows no reader"


def test_the_app_role_owns_and_may_nothing_special() -> None:
    assert ask("SELECT current_user, session_user") == [("northstar_app", "northstar_app")], (
        "the tests are the app"
    )
    ((*powers,),) = ask(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles WHERE rolname = 'northstar_app'"
    )
    assert not any(powers)
    assert not ask("SELECT relname FROM pg_class WHERE relowner = 'northstar_app'::regrole")
    assert not ask("SELECT proname FROM pg_proc WHERE proowner = 'northstar_app'::regrole")
    assert not ask(
        "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'northstar_app'::regrole"
    ), "a member of other roles"
    assert not ask("SELECT 1 WHERE has_schema_privilege('northstar_app', 'public', 'CREATE')")


@pytest.mark.parametrize("right", ["TRUNCATE", "REFERENCES", "TRIGGER"])
def test_the_app_role_may_not(right: str) -> None:
    assert not [
        table
        for table in tables()
        if ask("SELECT has_table_privilege('northstar_app', %s, %s)", table, right) == [(True,)]
    ]


def rights(table: str) -> set[str]:
    wanted = ("SELECT", "INSERT", "UPDATE", "DELETE")
    held = {
        right
        for right in wanted
        if ask("SELECT has_table_privilege('northstar_app', %s, %s)", table, right) == [(True,)]
    }
    by_column = {
        right
        for right in wanted[:3]
        if ask("SELECT has_any_column_privilege('northstar_app', %s, %s)", table, right) == [(True,)]
    }
    return held | by_column


def test_nothing_is_edited_that_is_only_appended_to() -> None:
    for table in sorted(APPEND_ONLY):
        assert rights(table) == {"SELECT", "INSERT"}, table


def test_guardians_generic_tables_are_closed_and_others_only_read() -> None:
    for table in sorted(CLOSED):
        assert rights(table) == set(), table
    for table in sorted(READ_ONLY):
        assert rights(table) == {"SELECT"}, table


def test_the_platform_role_reads_little_and_writes_the_queue() -> None:
    """What crosses organisations is these tables, and of the series three columns."""
    held = {
        (table, right)
        for table in tables()
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        if ask("SELECT has_table_privilege('northstar_platform', %s, %s)", table, right) == [(True,)]
    }
    assert held == {
        *(
            (table, "SELECT")
            for table in (
                "organisations_organisation",
                "objectives_change",
                "objectives_rollup",
                "django_migrations",
            )
        ),
        *(("okrsite_job", right) for right in ("SELECT", "INSERT", "UPDATE", "DELETE")),
        *(("okrsite_pulse", right) for right in ("SELECT", "INSERT", "UPDATE")),
    }
