"""`manage.py queue`: what waits, what was given up, which letters are of unknown outcome; `--retry ID` puts
one back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Count
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.timesince import timesince

from okrsite.infra.jobs import PLATFORM
from okrsite.models import Job, Pulse


class Command(BaseCommand):
    help = "Show the queue of background work to an operator, or put one job back into it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--retry", type=int, metavar="ID", help="begin this dead or unknown job again, attempts at 0"
        )

    def handle(self, *, retry: int | None, **_: Any) -> None:
        if retry is not None:
            self.put_back(retry)
        else:
            self.show()

    def put_back(self, number: int) -> None:
        """A letter of unknown outcome may then arrive a second time: that is the operator's decision."""
        put = (
            Job.objects.using(PLATFORM)
            .for_an_operator()
            .filter(pk=number)
            .update(state=Job.State.QUEUED, attempts=0, run_after=Now(), last_error="")
        )
        if not put:
            raise CommandError(f"Job {number} is neither dead nor of unknown outcome.")
        self.stdout.write(f"Job {number} waits again.")

    def show(self) -> None:
        rows = Job.objects.using(PLATFORM)
        counts = dict(rows.values_list("state").annotate(Count("pk")))
        for state in Job.State:
            self.stdout.write(f"{counts.get(state.value, 0):8}  {state.value:8} {state.label}")
        oldest = rows.waiting().filter(run_after__lte=Now()).order_by("run_after").first()
        self.stdout.write(
            f"oldest due: {timesince(oldest.run_after) + ' ago' if oldest else 'nothing is due'}"
        )
        for pulse in Pulse.objects.order_by("name"):
            self.stdout.write(f"{pulse.name}: alive {timesince(pulse.seen_at, timezone.now())} ago")
        for job in rows.for_an_operator().order_by("pk")[:200]:
            whose = f"organisation {job.organisation_id}" if job.organisation_id else "an account"
            self.stdout.write(
                f"{job.state:8} {job.pk} {job.kind} of {whose}, {job.created_at:%Y-%m-%d %H:%M} UTC, "
                f"{job.attempts} attempts: {job.last_error}"
            )
