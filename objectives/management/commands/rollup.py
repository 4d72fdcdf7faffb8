"""manage.py rollup --verify | --rebuild [--organisation SLUG]"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from objectives.rollup import rebuild, verify
from organisations.tenancy import organisation_id_of


class Command(BaseCommand):
    help = (
        "Recompute every rolled-up figure. --verify writes nothing and prints the number of differences: 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--verify", action="store_true", help="count what a rebuild would change")
        act.add_argument("--rebuild", action="store_true", help="write what is different")
        parser.add_argument("--organisation", metavar="SLUG", help="this one only; else all of them")

    def handle(self, *args: Any, **options: Any) -> None:
        act = verify if options["verify"] else rebuild
        total = 0
        for organisation_id, slug in organisations(options["organisation"]):
            begun = time.perf_counter()
            found = act(organisation_id)
            total += found.total
            self.stdout.write(
                f"{slug}: {found.total} differences ({found.figures} figures, {found.edges} links, "
                f"{found.summaries} summaries) in {time.perf_counter() - begun:.2f} s"
            )
        self.stdout.write(f"{total} differences")
        if total and options["verify"]:
            raise CommandError(
                "The figures differ from a rebuild. `manage.py rollup --rebuild` mends them; please report it."
            )


def organisations(slug: str | None) -> list[tuple[int, str]]:
    """Keys and slugs: one by its slug, or all by the platform role, the only one that may list them."""
    if slug:
        organisation_id = organisation_id_of(slug)
        if organisation_id is None:
            raise CommandError(f"There is no organisation “{slug}”.")
        return [(organisation_id, slug)]
    if "platform" not in connections:
        raise CommandError("Name an --organisation, or set DATABASE_PLATFORM_URL to go through all of them.")
    with connections["platform"].cursor() as cursor:
        cursor.execute("SELECT id, slug FROM organisations_organisation ORDER BY id")
        return [(int(row[0]), str(row[1])) for row in cursor.fetchall()]
