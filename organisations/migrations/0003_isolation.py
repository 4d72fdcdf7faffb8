"""Roles' rights and row-level security: docs/trust.md, T1 to T4. The roles themselves are made by docs/roles.sql."""

from django.db import migrations

from organisations.tenancy import Protect

RIGHTS = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO northstar_app, northstar_platform, northstar_lookup;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO northstar_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO northstar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO northstar_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO northstar_app;
REVOKE ALL ON guardian_userobjectpermission, guardian_groupobjectpermission FROM northstar_app;
REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, auth_permission FROM northstar_app;
GRANT SELECT ON django_migrations TO northstar_platform;
"""

FUNCTIONS = """
CREATE FUNCTION northstar_organisation() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('northstar.organisation', true), '')::bigint $$;
CREATE FUNCTION northstar_account() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('northstar.account', true), '')::bigint $$;

-- Before a scope opens, the app role knows an organisation by one slug at a time.
CREATE FUNCTION northstar_organisation_by_slug(wanted text) RETURNS TABLE (id bigint, slug varchar)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT o.id, o.slug FROM organisations_organisation o WHERE o.slug = wanted $$;
-- The switcher: the organisations of the account this transaction speaks for.
CREATE FUNCTION northstar_my_organisations() RETURNS TABLE (id bigint, slug varchar, name varchar)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT o.id, o.slug, o.name FROM organisations_organisation o
          JOIN organisations_membership m ON m.organisation_id = o.id AND m.active
          WHERE m.account_id = northstar_account() ORDER BY o.name, o.id $$;
GRANT SELECT ON organisations_organisation, organisations_membership TO northstar_lookup;
REVOKE ALL ON FUNCTION northstar_organisation_by_slug(text), northstar_my_organisations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION northstar_organisation_by_slug(text), northstar_my_organisations() TO northstar_app;
ALTER FUNCTION northstar_organisation_by_slug(text) OWNER TO northstar_lookup;
ALTER FUNCTION northstar_my_organisations() OWNER TO northstar_lookup;
"""

ORGANISATION = """
ALTER TABLE organisations_organisation ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisations_organisation FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organisations_organisation FOR ALL TO northstar_app
    USING (id = (SELECT northstar_organisation())) WITH CHECK (id = (SELECT northstar_organisation()));
CREATE POLICY lookup ON organisations_organisation FOR SELECT TO northstar_lookup USING (true);
CREATE POLICY platform ON organisations_organisation FOR SELECT TO northstar_platform USING (true);
GRANT SELECT ON organisations_organisation TO northstar_platform;
"""

MEMBERSHIP = """
CREATE POLICY own_account ON organisations_membership FOR SELECT TO northstar_app
    USING (account_id = (SELECT northstar_account()));
CREATE POLICY lookup ON organisations_membership FOR SELECT TO northstar_lookup USING (true);
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_tables")]

    operations = [
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(ORGANISATION, migrations.RunSQL.noop),
        Protect(
            "Unit",
            "Membership",
            "UnitClosure",
            "Invitation",
            "PeopleImport",
            "AuditEvent",
            "UnitGrant",
            append_only=("AuditEvent",),
        ),
        migrations.RunSQL(MEMBERSHIP, migrations.RunSQL.noop),
    ]
