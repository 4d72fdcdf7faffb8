"""The jobs that okrsite itself does; every app's `tasks` module is imported by every process at start
(okrsite/apps.py)."""

from django.db import connections

import okrsite.infra.mail  # noqa: F401 - registers the two kinds of letters
from okrsite.infra import jobs


@jobs.handler("pulse")
def pulse(job: jobs.Claim) -> None:
    """Show that a job gets from the relay through the broker to a worker and into the database (/readyz reads
    it).

    One row, asked for again by the relay every few seconds; twice or never does no harm.
    """
    with connections[job.database].cursor() as cursor:
        cursor.execute(
            "INSERT INTO okrsite_pulse (name, seen_at) VALUES ('worker', clock_timestamp())"
            " ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at"
        )
