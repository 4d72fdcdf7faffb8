"""`manage.py migrate` as the owner of the tables, patient with locks.

The app role may not create tables, so this command goes to DATABASE_OWNER_URL unless another database is
named. All three addresses lead to the same database: no router is needed, as nothing is ever migrated on the
other two.

That role waits at most two seconds for a lock (docs/roles.sql): a migration that queues for one makes every
reader behind it wait. It gives up instead, lets the readers pass and tries again; a migration is one
transaction, so what is done stays done.
"""

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from psycopg.errors import LockNotAvailable

ATTEMPTS, PAUSE = 10, 3.0  # seconds between them


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] not in connections:
            raise CommandError(
                "Set DATABASE_OWNER_URL: migrations run as the role that owns the tables (docs/roles.sql)."
            )
        for attempt in range(1, ATTEMPTS + 1):
            try:
                super().handle(*args, **options)
                return
            except InconsistentMigrationHistory:
                raise CommandError(
                    "This database was made by a version with other migrations: go back to that version, or begin anew with an empty database"
                    " (for `make run`, another DATA_DIR)."
                ) from None
            except OperationalError as problem:
                if attempt == ATTEMPTS or not isinstance(problem.__cause__, LockNotAvailable):
                    raise
                self.stderr.write(
                    f"A table is in use; trying again in {PAUSE:.0f} s ({attempt} of {ATTEMPTS})."
                )
                connections[options["database"]].close()
                time.sleep(PAUSE)
