"""Rhythms of meetings: starting one, changing it, and keeping its meetings made ahead."""

from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction

from checkins.departures import end_series
from checkins.models import CheckIn, CheckInSeries, Every
from checkins.permissions import can_run_series
from checkins.series import schedule
from checkins.series.schedule import Frequency, Rhythm
from organisations.audit.actions import record
from organisations.models import Membership, Unit
from organisations.refusals import Refused

AHEAD = 6
"""Meetings that stand in the calendar before they are held."""

FREQUENCY = {
    Every.WEEK: Frequency.WEEKLY,
    Every.TWO_WEEKS: Frequency.FORTNIGHTLY,
    Every.MONTH: Frequency.MONTHLY,
}


def rhythm_of(series: CheckInSeries) -> Rhythm:
    """The series as pure arithmetic."""
    import zoneinfo
    from datetime import timedelta

    return Rhythm(
        FREQUENCY[Every(series.every)],
        series.weekday,
        series.local_time,
        zoneinfo.ZoneInfo(series.time_zone),
        series.starts_on,
        timedelta(minutes=series.minutes),
    )


def start_series(
    *,
    by: Membership,
    now: datetime,
    manager: Membership,
    report: Membership | None = None,
    unit: Unit | None = None,
    starts_on: date,
    local_time: time,
    weekday: int,
    every: str = Every.WEEK,
    time_zone: str = "",
    minutes: int = 30,
    place: str = "",
) -> CheckInSeries:
    """A manager and a report, or a unit, from a day on; its first meetings stand at once."""
    if report is None and unit is None:
        raise Refused("Say with whom you meet.", field="report")
    with transaction.atomic():
        pair = CheckInSeries.objects.filter(manager=manager, report=report, unit=unit, ended_on=None)
        if pair.exists():
            raise Refused("These two have a series already.", field="report")
        series = CheckInSeries(
            kind=CheckInSeries.Kind.TEAM if unit else CheckInSeries.Kind.ONE_ON_ONE,
            manager=manager,
            report=report,
            unit=unit,
            starts_on=starts_on,
            local_time=local_time,
            weekday=weekday,
            every=every,
            minutes=minutes,
            place=place,
            time_zone=time_zone or by.organisation.time_zone,
        )
        if not can_run_series(by, series):
            raise PermissionDenied
        series.save()
        make_ahead(series, now)
        record(act="series_started", thing=series, by=by, name=name_of(series))
    return series


def change_series(
    *,
    series: CheckInSeries,
    by: Membership,
    now: datetime,
    every: str,
    weekday: int,
    local_time: time,
    minutes: int,
    time_zone: str,
    place: str,
) -> CheckInSeries:
    """Another rhythm from now on. Planned meetings that nobody moved or filled follow it; held ones stay."""
    with transaction.atomic():
        row = CheckInSeries.objects.select_for_update().get(pk=series.pk)
        if not can_run_series(by, row):
            raise PermissionDenied
        if row.ended_on:
            raise Refused("This series has ended.")
        rhythm = ("every", "weekday", "local_time", "time_zone")
        before = tuple(getattr(row, name) for name in rhythm)
        row.every, row.weekday, row.local_time, row.time_zone = every, weekday, local_time, time_zone
        row.minutes, row.place = minutes, place
        row.version += 1
        row.save(update_fields=["every", "weekday", "local_time", "minutes", "time_zone", "place", "version"])
        if before != (every, weekday, local_time, time_zone):
            coming = CheckIn.objects.filter(
                series=row, state=CheckIn.State.PLANNED, starts_at__gt=now, reason=""
            )
            first = coming.order_by("starts_at").first()
            untouched = coming.filter(
                agenda=None,
                guests=None,
                actions=None,
                shared_note=None,
                private_notes=None,
                values_given=None,
            )
            if first is not None and not untouched.filter(pk=first.pk).exists():
                move_to_rhythm(first, row, now)
            untouched.delete()
        make_ahead(row, now)
        record(act="series_changed", thing=row, by=by, name=name_of(row))
    return row


def move_to_rhythm(meeting: CheckIn, series: CheckInSeries, now: datetime) -> None:
    """The next meeting has an agenda already: it takes the first date of the new rhythm along with it."""
    rhythm = rhythm_of(series)
    day = schedule.dates(rhythm, schedule.local_day(now, rhythm.zone), 3)
    taken = set(
        CheckIn.objects.filter(series=series).exclude(pk=meeting.pk).values_list("local_date", flat=True)
    )
    first = next(
        (each for each in day if schedule.meeting(rhythm, each).starts > now and each not in taken), None
    )
    if first is not None:
        meeting.local_date, meeting.starts_at = first, schedule.meeting(rhythm, first).starts
        meeting.save(update_fields=["local_date", "starts_at"])


def make_ahead(series: CheckInSeries, now: datetime, ahead: int = AHEAD) -> int:
    """The next meetings of the rhythm that do not stand yet; how many were made. Again is harmless."""
    rhythm = rhythm_of(series)
    days = schedule.dates(rhythm, max(series.starts_on, schedule.local_day(now, rhythm.zone)), ahead)
    rows = [
        CheckIn(series=series, local_date=day, starts_at=schedule.meeting(rhythm, day).starts) for day in days
    ]
    made = CheckIn.objects.bulk_create([row for row in rows if row.starts_at > now], ignore_conflicts=True)
    return len(made)


def stop_series(*, series: CheckInSeries, by: Membership, now: datetime) -> None:
    """No meeting from now on; earlier ones stay readable to those who held them."""
    with transaction.atomic():
        row = CheckInSeries.objects.select_for_update().select_related("organisation").get(pk=series.pk)
        if not can_run_series(by, row):
            raise PermissionDenied
        if not row.ended_on:
            end_series(row, "The series has ended.", now)
            record(act="series_ended", thing=row, by=by, name=name_of(row))


def name_of(series: CheckInSeries) -> str:
    """ "Ingrid Solheim and Maya Berge", "Sales"."""
    return (
        f"{series.report.name} and {series.manager.name}"
        if series.report
        else (series.unit.name if series.unit else "")
    )
