"""Who may touch the queue, and the tables that belong to no organisation (docs/trust.md, T2, T3, T5, T10).

The roles exist before any migration runs (docs/roles.sql). Rights are revoked before they are granted: the default
privileges are for tenant tables.
"""

from django.db import migrations

HERE = "(SELECT nullif(current_setting('northstar.organisation', true), '')::bigint)"

QUEUE = f"""
    ALTER TABLE okrsite_job ENABLE ROW LEVEL SECURITY;
    ALTER TABLE okrsite_job FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant ON okrsite_job FOR ALL TO northstar_app
        USING (organisation_id = {HERE}) WITH CHECK (organisation_id = {HERE});
    -- The app role writes account mail and can never read it back: a password link is for its addressee.
    CREATE POLICY account_mail ON okrsite_job FOR INSERT TO northstar_app
        WITH CHECK (organisation_id IS NULL AND kind = 'mail.account');
    CREATE POLICY platform ON okrsite_job FOR ALL TO northstar_platform USING (true) WITH CHECK (true);
    REVOKE ALL ON okrsite_job FROM northstar_app, northstar_platform, PUBLIC;
    GRANT SELECT, INSERT, UPDATE ON okrsite_job TO northstar_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON okrsite_job TO northstar_platform;
    GRANT USAGE, SELECT ON SEQUENCE okrsite_job_id_seq TO northstar_app, northstar_platform;
    -- Rows change state a few times and then rest; the poll must not wade through the dead versions.
    ALTER TABLE okrsite_job SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

    REVOKE ALL ON okrsite_pulse FROM northstar_app, northstar_platform, PUBLIC;
    GRANT SELECT ON okrsite_pulse TO northstar_app;
    GRANT SELECT, INSERT, UPDATE ON okrsite_pulse TO northstar_platform;

    GRANT SELECT ON django_migrations TO northstar_app, northstar_platform;
"""
OPEN_QUEUE = """
    DROP POLICY platform ON okrsite_job;
    DROP POLICY account_mail ON okrsite_job;
    DROP POLICY tenant ON okrsite_job;
    ALTER TABLE okrsite_job NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE okrsite_job DISABLE ROW LEVEL SECURITY;
"""

# The columns are DatabaseCache's; log-in throttling and rate limits live here.
CACHE = """
    CREATE TABLE okrsite_cache (
        cache_key varchar(255) PRIMARY KEY,
        value text NOT NULL,
        expires timestamp with time zone NOT NULL
    );
    CREATE INDEX okrsite_cache_expires ON okrsite_cache (expires);
    REVOKE ALL ON okrsite_cache FROM northstar_platform, PUBLIC;
    GRANT SELECT, INSERT, UPDATE, DELETE ON okrsite_cache TO northstar_app;
"""


class Migration(migrations.Migration):
    # After the general rights, which would give back what is revoked here.
    dependencies = [("okrsite", "0001_queue"), ("organisations", "0003_isolation")]

    operations = [
        migrations.RunSQL(QUEUE, OPEN_QUEUE),
        migrations.RunSQL(CACHE, "DROP TABLE okrsite_cache"),
    ]
