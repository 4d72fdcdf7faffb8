"""What workers do for objectives. Each may die at any line; each docstring says what then."""

from datetime import datetime, time, timedelta

from celery import shared_task
from django.utils import timezone

from objectives.rollup import advance_day, drain, rebuild, resummarise
from objectives.rollup.rules.operation import REBUILD
from objectives.setup import letters
from objectives.setup.queries import cycles
from okrsite.infra import jobs
from organisations.models import Membership, Organisation, Unit
from organisations.tenancy import current_organisation_id, within

jobs.doorbell("changes", task="objectives.tasks.roll_up", waiting=jobs.waiting_in("objectives_change"))


TURN = 2.0
"""Seconds after which a drainer that still finds work leaves it to the next ring, so that other organisations
get their turn."""


@shared_task(name="objectives.tasks.roll_up")
def roll_up(organisation_id: int) -> None:
    """Drain one organisation's log of changes.

    Dying undoes the batch at hand, its lines stay in the log, and the relay rings again. Two at once: the
    second finds the lock taken and leaves, and what it came for is drained by the first or by the next ring.
    """
    drain(organisation_id, seconds=TURN)
    with within(organisation_id):
        expect_midnight(timezone.now())


def expect_midnight(now: datetime) -> None:
    """See to it that a job stands for the organisation's next local midnight: one row, however often
    asked."""
    organisation = Organisation.objects.get(pk=current_organisation_id())
    tomorrow = now.astimezone(organisation.zone).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time(0, 0, 5), tzinfo=organisation.zone)
    jobs.enqueue(
        "objectives.midnight",
        {},
        organisation=organisation.pk,
        run_after=midnight,
        unique_key=f"midnight:{tomorrow}",
    )


@jobs.handler("objectives.midnight")
def midnight(job: jobs.Claim) -> None:
    """Keep the day that ended, move expected figures and counts to the new one, stand the next midnight's
    job.

    One transaction with the job's "done": dying leaves yesterday's figures whole, and it runs again.
    """
    assert job.organisation is not None
    now = timezone.now()
    zone = Organisation.objects.get(pk=job.organisation).zone
    advance_day(job.organisation, today=now.astimezone(zone).date())
    expect_midnight(now)


@jobs.handler("objectives.resummarise")
def count_again(job: jobs.Claim) -> None:
    """Count the summaries from nothing: people or units moved, a stage changed, somebody is away. Repeats are
    harmless."""
    assert job.organisation is not None
    resummarise(job.organisation)


@jobs.handler(REBUILD)
def rebuild_figures(job: jobs.Claim) -> None:
    """Recompute an organisation after its rules changed. One transaction with "done"; repeats are harmless."""
    assert job.organisation is not None
    rebuild(job.organisation)


@jobs.handler(letters.PILOT_LETTERS)
def pilot_letters(job: jobs.Claim) -> None:
    """Write to everybody in a unit whose pilot opens. One transaction with "done", and each letter only
    once."""
    by = Membership.objects.select_related("organisation").get(pk=job.payload["by"])
    letters.to_unit(Unit.objects.get(pk=job.payload["unit"]), by=by, cycle=cycles()[1])
