"""manage.py demo: Fjellvann AS and its neighbour, by the product's own actions."""

import time
from argparse import ArgumentParser
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from okrsite.demo import company
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

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            if organisation_id_of("fjellvann") is not None:
                raise CommandError("The demo company stands already; --accounts prints who can sign in.")
            begun = time.perf_counter()
            now = timezone.now().astimezone(ZoneInfo("Europe/Oslo"))
            play(now, say=self.stdout.write)
            neighbour(now, now.date())
            self.stdout.write(f"Made in {time.perf_counter() - begun:.0f} s.")
        if not Account.objects.filter(email=address(company.INGRID.name)).exists():
            raise CommandError("There is no demo company; `manage.py demo` makes it.")
        self.stdout.write(f"\nSign in with one of these; the password is {company.PASSWORD}")
        for who, name, page in ACCOUNTS:
            self.stdout.write(f"  {who:<18} {name:<16} {address(name):<36} /fjellvann/{page}/")
        self.stdout.write(
            f"  {'another company':<18} {'Olav Strand':<16} {address('Olav Strand', 'havblikk.example'):<36} /havblikk/company/"
        )
