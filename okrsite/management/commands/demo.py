"""manage.py demo: Fjellvann AS and its neighbour, by the product's own actions."""

import time
from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.utils import timezone

from okrsite.demo import company, large
from okrsite.demo.people import address, neighbour
from okrsite.demo.story import play
from organisations.models import Account
from organisations.tenancy import organisation_id_of

ACCOUNTS = (
    ("an employee", company.INGRID.name, "my-week"),
    ("her manager", company.MAYA.name, "check-ins"),
    ("the CEO", company.CHIEF.name, "company"),
    ("an administrator", company.ADMINISTRATOR.name, "settings/people"),
    ("a viewer", company.VIEWER.name, "company"),
)


class Command(BaseCommand):
    help = "Make the demo company (and a second small organisation), about 150 people with three quarters of history."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="only print who can sign in")
        parser.add_argument(
            "--people",
            type=int,
            metavar="N",
            help="a large organisation of N people beside the demo, by COPY, for measuring",
        )
        parser.add_argument(
            "--weeks",
            type=int,
            default=1,
            metavar="N",
            help="weeks of updates behind each of its values (default 1)",
        )
        parser.add_argument("--no-accounts", action="store_true", help="do not print who can sign in")
        parser.add_argument(
            "--now",
            type=datetime.fromisoformat,
            metavar="MOMENT",
            help="play until this moment in Oslo, such as 2028-02-29T22:30",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] is not None:
            self.make_large(options["people"], options["weeks"])
            return
        if not options["accounts"]:
            if organisation_id_of("fjellvann") is not None:
                raise CommandError("The demo company stands already; --accounts prints who can sign in.")
            begun = time.perf_counter()
            oslo = ZoneInfo("Europe/Oslo")
            now = options["now"].replace(tzinfo=oslo) if options["now"] else timezone.now().astimezone(oslo)
            try:
                play(now, say=self.stdout.write)
                neighbour(now, now.date())
            except OperationalError as problem:
                raise CommandError(f"The database stopped answering: {problem}") from None
            self.stdout.write(f"Made in {time.perf_counter() - begun:.0f} s.")
        if options["no_accounts"]:
            return
        if not Account.objects.filter(email=address(company.INGRID.name)).exists():
            raise CommandError("There is no demo company; `manage.py demo` makes it.")
        self.stdout.write(f"\nSign in with one of these; the password is {company.PASSWORD}")
        for who, name, page in ACCOUNTS:
            self.stdout.write(f"  {who:<18} {name:<16} {address(name):<36} /fjellvann/{page}/")
        self.stdout.write(
            f"  {'another company':<18} {'Olav Strand':<16} {address('Olav Strand', 'havblikk.example'):<36} /havblikk/company/"
        )

    def make_large(self, people: int, weeks: int) -> None:
        if organisation_id_of(large.SLUG) is not None:
            raise CommandError(f"{large.NAME} stands already.")
        begun = time.perf_counter()
        large.make_large(
            people, timezone.now().astimezone(ZoneInfo("Europe/Oslo")), weeks=weeks, say=self.stdout.write
        )
        self.stdout.write(f"Made in {time.perf_counter() - begun:.0f} s.")
        self.stdout.write(
            f"The chief executive is {large.address(0)} at /{large.SLUG}/company/; the password is {company.PASSWORD}"
        )
