"""The next check-in, as My week's band says it: when, with whom, what is on its agenda."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from checkins.models import AgendaItem, CheckIn, CheckInSeries, Guest
from checkins.series.check_in_times import CheckInTimes
from objectives.display.charts.time import Event, Ribbon
from objectives.models import Cycle
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership


@dataclass(frozen=True)
class Meeting:
    """The next check-in as the band says it; `check_in` and `other` are missing on the organisation's own
    day."""

    at: datetime
    day: date
    near: str
    check_in: CheckIn | None = None
    other: Membership | None = None
    guests: Sequence[Guest] = ()
    agenda: int = 0

    @property
    def weekday(self) -> str:
        return dates.weekday_name(self.day.weekday())

    @property
    def month(self) -> str:
        return dates.month(self.day)

    @property
    def kind(self) -> str:
        """What the series is: "1-on-1" or "team check-in"."""
        team = self.check_in is not None and self.check_in.series.kind == CheckInSeries.Kind.TEAM
        return "team check-in" if team else "1-on-1"


def next_meeting(times: CheckInTimes, membership: Membership, reader: Reader) -> Meeting:
    """The person's next 1-on-1, in one query where there is a series, or the organisation's check-in day."""
    at = times.next or reader.now
    day = at.astimezone(reader.zone).date()
    check_in = other = None
    if times.meeting is not None:
        check_in = CheckIn.objects.select_related("series__manager", "series__report", "series__unit").get(
            pk=times.meeting
        )
        series = check_in.series
        other = series.manager if series.report_id == membership.pk else series.report
    near = dates.relative_day(day, reader.now.astimezone(reader.zone).date())
    return Meeting(at=at, day=day, near=near, check_in=check_in, other=other)


def agenda_of(check_in: CheckIn | None) -> list[AgendaItem]:
    """The next agenda, done items too; only its participants' pages ask."""
    if check_in is None:
        return []
    return list(AgendaItem.objects.filter(check_in=check_in).select_related("key_result__objective", "by"))


def with_agenda(meeting: Meeting, agenda: Sequence[AgendaItem]) -> Meeting:
    if meeting.check_in is None:
        return meeting
    guests = list(Guest.objects.filter(check_in=meeting.check_in).select_related("membership"))
    return replace(meeting, guests=guests, agenda=sum(item.done_at is None for item in agenda))


def ribbon(cycle: Cycle | None, meeting: Meeting, reader: Reader) -> Ribbon | None:
    if cycle is None:
        return None
    words = f"{'1-on-1' if meeting.check_in else 'Check-in'} {dates.weekday(meeting.day)}"
    events = [Event(meeting.day, words)]
    return Ribbon(cycle.name, cycle.starts_on, cycle.ends_on, reader.today, events)
