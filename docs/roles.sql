-- The database roles of Northstar, and what each may be. Run once per database, as a superuser, connected to that database:
--
--     psql "dbname=northstar user=postgres" -v ON_ERROR_STOP=1 -f docs/roles.sql
--     psql "dbname=northstar user=postgres" -c "\password northstar_app"        (and so for the other three that log in)
--
-- Running it again changes nothing. No password stands here: `make run` and the tests set random ones, docker-compose.yml takes
-- them from the environment. Rights on tables are not given here either: they live in the first migration, beside the tables.
--
--   northstar_owner     owns tables and functions; used by `manage.py migrate` alone (DATABASE_OWNER_URL)
--   northstar_app       web and workers (DATABASE_URL): row-level security binds it, it owns nothing
--   northstar_platform  the few jobs that cross organisations (DATABASE_PLATFORM_URL): relay, tick, queue age; own narrow policies
--   northstar_backup    pg_dump: reads every row of every organisation, writes none
--   northstar_lookup    nobody logs in as it: owns the SECURITY DEFINER functions, so that they run with its narrow policies
--                       and not with the owner's rights

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['northstar_owner', 'northstar_app', 'northstar_platform', 'northstar_backup', 'northstar_lookup']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I', role_name);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE northstar_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE northstar_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE northstar_platform LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE northstar_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE northstar_lookup NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- A page that waits longer than this has lost its reader; a long job raises its own limit with SET LOCAL.
ALTER ROLE northstar_app SET statement_timeout = '15s';
ALTER ROLE northstar_app SET lock_timeout = '5s';
ALTER ROLE northstar_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE northstar_platform SET statement_timeout = '60s';
ALTER ROLE northstar_platform SET lock_timeout = '5s';
ALTER ROLE northstar_platform SET idle_in_transaction_session_timeout = '30s';
-- A migration that waits for a lock makes every reader behind it wait too; `manage.py migrate` tries again instead.
ALTER ROLE northstar_owner SET lock_timeout = '2s';

GRANT pg_read_all_data TO northstar_backup;

-- Lets a migration hand a function over: ALTER FUNCTION ... OWNER TO northstar_lookup. Without INHERIT, so that the owner does not
-- read through that role's policies; a later migration that replaces such a function says SET LOCAL ROLE northstar_lookup first.
GRANT northstar_lookup TO northstar_owner WITH INHERIT FALSE, SET TRUE;

DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I OWNER TO northstar_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO northstar_app, northstar_platform, northstar_backup', current_database());
    -- A rebuild of the roll-up writes its figures back through a temporary table.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO northstar_app', current_database());
END
$$;

-- The owner of the database owns the schema (PostgreSQL 15 and newer); whoever receives a function needs CREATE on it.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO northstar_app, northstar_platform, northstar_backup;
GRANT USAGE, CREATE ON SCHEMA public TO northstar_lookup;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
