"""What workers do for the rhythm. Each may die at any line; each docstring says what then."""

from datetime import date, datetime

from celery import shared_task
from django.db import connections
from django.utils import timezone

from checkins.reminders import letters
from checkins.reminders.scheduling import look_ahead
from checkins.series.update_windows import move_windows, next_turn
from okrsite.infra import jobs
from organisations.models import Membership, Organisation
from organisations.tenancy import current_organisation_id


def expect_turn(now: datetime) -> None:
    """See to it that a job stands for the next check-in of the organisation: one row, however often asked.

    Call it where meetings are made or moved; a turn that came too early moves nothing and stands the next
    one.
    """
    organisation = Organisation.objects.get(pk=current_organisation_id())
    turn = next_turn(organisation, now)
    jobs.enqueue(
        "checkins.turn",
        {},
        organisation=organisation.pk,
        run_after=turn,
        unique_key=f"turn:{turn:%Y%m%d%H%M%S}",
    )


@jobs.handler("checkins.turn")
def turn(job: jobs.Claim) -> None:
    """A check-in has begun: what was updated before it waits for the next one.

    One transaction with the job's "done": dying leaves the windows as they were, and it runs again.
    """
    assert job.organisation is not None
    now = timezone.now()
    move_windows(Organisation.objects.get(pk=job.organisation), now)
    expect_turn(now)


@shared_task(name="checkins.tasks.tick")
def tick() -> None:
    """Ask once a day, for every organisation, that somebody looks ahead. Rung by beat, in any number of
    copies.

    The platform role sees organisations' keys and zones only. One row a day each, whoever ticks; dying in the
    middle leaves the rest to the next tick.
    """
    with connections[jobs.PLATFORM].cursor() as cursor:
        cursor.execute("SELECT id, (now() AT TIME ZONE time_zone)::date FROM organisations_organisation")
        organisations = cursor.fetchall()
    for organisation, today in organisations:
        jobs.enqueue(
            "checkins.look_ahead",
            {},
            organisation=organisation,
            unique_key=f"look_ahead:{today}",
            using=jobs.PLATFORM,
        )


@jobs.handler("checkins.look_ahead")
def look(job: jobs.Claim) -> None:
    """Make meetings ahead and stand the jobs of the next days; all of it or nothing, and again is
    harmless."""
    assert job.organisation is not None
    now = timezone.now()
    look_ahead(Organisation.objects.get(pk=job.organisation), now)
    expect_turn(now)


@jobs.handler("checkins.remind")
def remind(job: jobs.Claim) -> None:
    """Look whether a person still has something open before a meeting, and write one letter if so.

    Letter, occurrence and the job's "done" are one transaction; dying before it writes nothing, after it is
    done.
    """
    assert job.organisation is not None
    organisation = Organisation.objects.get(pk=job.organisation)
    person = Membership.objects.select_related("account").filter(pk=job.payload["person"]).first()
    if person is not None:
        at, day = datetime.fromisoformat(job.payload["at"]), date.fromisoformat(job.payload["date"])
        letters.send(organisation, person, at, day, timezone.now())
