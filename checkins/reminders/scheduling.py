"""Looking ahead: the reminders that meetings ask for, stood in the queue once each (docs/decisions.md says
why not a sweep). Each is a row with a unique key, so that any number of looks makes one letter. Looking
happens once a day for every organisation, so a lost row is back within a day."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from checkins.models import CheckIn, CheckInSeries
from checkins.series import schedule
from checkins.series.actions import make_ahead
from checkins.series.check_in_times import own_rhythm
from okrsite.infra import jobs
from organisations.models import Membership, Organisation

HORIZON = timedelta(days=3)
"""How far ahead jobs are stood; a day is enough for the daily look, the rest is for a night without
workers."""


def look_ahead(organisation: Organisation, now: datetime) -> None:
    """Make meetings ahead, and stand the jobs of those that come within the horizon."""
    for series in CheckInSeries.objects.filter(ended_on=None):
        make_ahead(series, now)
    coming = CheckIn.objects.filter(
        state=CheckIn.State.PLANNED, starts_at__gt=now, starts_at__lt=now + HORIZON, series__ended_on=None
    ).select_related("series__manager", "series__report")
    for meeting in coming:
        schedule_reminders(organisation, meeting.starts_at, followers(meeting), now)
    rhythm = own_rhythm(organisation)
    for day in schedule.dates(rhythm, schedule.local_day(now, rhythm.zone), 2):
        at = schedule.meeting(rhythm, day).starts
        if now < at < now + HORIZON:
            followed = CheckInSeries.objects.filter(ended_on=None, report__isnull=False).values("report")
            others = Membership.objects.active().exclude(role="viewer").exclude(pk__in=followed)
            schedule_reminders(organisation, at, others, now)


def followers(meeting: CheckIn) -> list[Membership]:
    """Whose key results this meeting is about: the report, or the unit's members."""
    series = meeting.series
    if series.report is not None:
        return [series.report]
    return list(Membership.objects.active().filter(unit=series.unit_id))


def schedule_reminders(
    organisation: Organisation, at: datetime, people: Iterable[Membership], now: datetime
) -> None:
    """The reminder of each person, at a decent hour of theirs."""
    before = timedelta(hours=max(1, organisation.reminder_hours))
    local = at.astimezone(organisation.zone).date()
    for person in people:
        due = schedule.reminder(at, person.zone(organisation), before)
        jobs.enqueue(
            "checkins.remind",
            {"person": person.pk, "at": at.isoformat(), "date": local.isoformat()},
            organisation=organisation.pk,
            run_after=max(due, now),
            unique_key=f"remind:{person.pk}:{local}",
        )
