"""What workers do for the rhythm. Each may die at any line; each docstring says what then."""

from datetime import datetime

from django.utils import timezone

from checkins.windows import move_windows, next_turn
from okrsite import jobs
from organisations.models import Organisation
from organisations.tenancy import current_organisation_id


def expect_turn(now: datetime) -> None:
    """See to it that a job stands for the next check-in of the organisation: one row, however often asked.

    Call it where meetings are made or moved; a turn that came too early moves nothing and stands the next one.
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
