"""Which check-in a key result belongs to, and what that says of it: updated, fresh, due.

The unit's team check-in for unit and corporate objectives, else the accountable person's 1-on-1, else the
organisation's own check-in day. Meetings of a series are rows, made ahead, moved and skipped; the
organisation's day is arithmetic (checkins/series/schedule.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter

from django.db.models import F, Q

from checkins.models import CheckIn, CheckInSeries
from checkins.series import schedule
from checkins.series.schedule import Frequency, Freshness, Rhythm
from objectives.models import KeyResult
from organisations.models import Organisation

# Freshness asks about the two meetings before now and the next one; of a monthly series, with one skipped,
# these lie within this many days.
AROUND = timedelta(days=100)

_ANCHOR = date(2001, 1, 1)  # a Monday long ago: the organisation's own day has always been there


@dataclass(frozen=True)
class CheckInTimes:
    """The check-ins around now of one series, or of the organisation's own day (`series` is None).

    `instants` are those not skipped, in order; `previous` is the last that has begun, `next` the first that
    has not. `series` and `meeting` (the next one's row) are keys.
    """

    series: int | None
    instants: tuple[datetime, ...]
    now: datetime
    meeting: int | None = None

    @property
    def previous(self) -> datetime | None:
        return max((each for each in self.instants if each <= self.now), default=None)

    @property
    def next(self) -> datetime | None:
        return min((each for each in self.instants if each > self.now), default=None)


@dataclass(frozen=True)
class CheckInSchedule:
    """Every rhythm that a list of key results follows, fetched at once."""

    organisation: Organisation
    own_day: CheckInTimes
    by_report: Mapping[int, CheckInTimes]
    by_unit: Mapping[int, CheckInTimes]
    now: datetime

    def of(self, key_result: KeyResult) -> CheckInTimes:
        """The check-in this key result belongs to; needs its objective fetched."""
        unit = key_result.objective.owner_unit_id
        if unit is not None and unit in self.by_unit:
            return self.by_unit[unit]
        return self.of_person(key_result.accountable_id)

    def of_person(self, membership_id: int | None) -> CheckInTimes:
        """A person's 1-on-1, else the organisation's day."""
        return self.by_report.get(membership_id or 0, self.own_day)

    def is_updated(self, key_result: KeyResult) -> bool:
        """Whether there is a value since the previous check-in; needs the state fetched."""
        return schedule.is_updated(key_result.state.updated_at, self.of(key_result).previous)

    def freshness(self, key_result: KeyResult) -> Freshness:
        """How long the key result has been silent (docs/rules.md §5); needs state and objective fetched."""
        activated = key_result.objective.activated_on
        zone = self.organisation.zone
        return schedule.freshness(
            self.now,
            zone,
            self.of(key_result).instants,
            key_result.state.updated_at,
            schedule.instant(activated, time(), zone) if activated else key_result.created_at,
        )


def own_rhythm(organisation: Organisation) -> Rhythm:
    """The organisation's check-in day, weekly, for whoever has no series."""
    return Rhythm(
        Frequency.WEEKLY,
        organisation.check_in_weekday,
        organisation.check_in_time,
        organisation.zone,
        _ANCHOR,
    )


def own_day(organisation: Organisation, now: datetime) -> CheckInTimes:
    """The two check-in days before now and the next one."""
    rhythm = own_rhythm(organisation)
    weeks = schedule.dates(rhythm, schedule.local_day(now, organisation.zone) - timedelta(days=15), 5)
    return CheckInTimes(None, tuple(schedule.meeting(rhythm, day).starts for day in weeks), now)


def check_in_schedule(
    organisation: Organisation, *, people: Iterable[int], units: Iterable[int], now: datetime
) -> CheckInSchedule:
    """The rhythms of these people (their 1-on-1) and units (their team check-in), in one narrow query."""
    rows = (
        CheckIn.objects.filter(series__ended_on=None, starts_at__gt=now - AROUND, starts_at__lt=now + AROUND)
        .exclude(state=CheckIn.State.SKIPPED)
        .filter(_of(people, units))
        .order_by("series_id", "starts_at")
        .values_list("series_id", "pk", "starts_at", "series__unit", "series__report")
        .annotate(with_manager=Q(series__manager=F("series__report__manager")))
    )
    by_report: dict[int, CheckInTimes] = {}
    by_unit: dict[int, CheckInTimes] = {}
    for series, found in groupby(rows, key=itemgetter(0)):
        meetings = list(found)
        _, _, _, unit, report, with_manager = meetings[0]
        coming = next((row[1] for row in meetings if row[2] > now), None)
        times = CheckInTimes(series, tuple(row[2] for row in meetings), now, coming)
        if unit is not None:
            by_unit[unit] = times
        elif report not in by_report or with_manager:
            by_report[report] = times  # of two 1-on-1s, the one with today's manager
    return CheckInSchedule(organisation, own_day(organisation, now), by_report, by_unit, now)


def schedule_of(
    organisation: Organisation, key_results: Iterable[KeyResult], *, now: datetime
) -> CheckInSchedule:
    """The rhythms of these key results, in one query; needs their objectives fetched."""
    rows = list(key_results)
    return check_in_schedule(
        organisation,
        people={row.accountable_id for row in rows if row.accountable_id},
        units={row.objective.owner_unit_id for row in rows if row.objective.owner_unit_id},
        now=now,
    )


def _of(people: Iterable[int], units: Iterable[int]) -> Q:
    return Q(series__kind=CheckInSeries.Kind.ONE_ON_ONE, series__report__in=list(people)) | Q(
        series__kind=CheckInSeries.Kind.TEAM, series__unit__in=list(units)
    )
