"""When people meet and when a key result is due for a value: local times, right through daylight saving.

Pure: no Django, no clock; `now` is an argument. Instants are aware datetimes in UTC, dates and times of day
are local to a zone. Weekdays count from Monday = 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

DEFAULT_WEEKDAY = 3
DEFAULT_TIME = time(16, 0)
"""The organisation's own check-in day, for key results without a series: Thursday 16:00, weekly."""

PENDING_DAYS = 3
DECENT_HOURS = (time(8, 0), time(18, 0))


# Local time -------------------------------------------------------------------------------------------------


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local time. One that does not exist moves to the first valid instant after the
    gap; of one that exists twice it is the first.

    In Oslo the clock jumps from 02:00 to 03:00 on 29 March 2026: 02:30 is 03:00 that day, 01:00 UTC. Where a
    whole day was left out (Apia, 30 December 2011) it is the first instant of the day after.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    after_gap = wall.replace(tzinfo=zone).astimezone(UTC)
    if after_gap.astimezone(zone).replace(tzinfo=None) == wall:
        return after_gap
    # In a gap fold=0 reads the wall by the offset before it, fold=1 by the one after: the jump lies between
    # the two.
    low = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    high = after_gap
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        if middle.astimezone(zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    # Clocks jump on whole seconds, and `high` is less than one past the jump.
    return high.replace(microsecond=0)


def local_day(now: datetime, zone: ZoneInfo) -> date:
    """The date on the wall there. ValueError for a naive datetime, which would mean this machine's zone."""
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    return now.astimezone(zone).date()


def next_midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """The first instant of the local day after this one: 01:00 in Cairo where the clock jumps at midnight."""
    today = local_day(now, zone)
    days_ahead = (instant(today + timedelta(ahead), time(), zone) for ahead in count(1))
    return next(midnight for midnight in days_ahead if midnight > now)


# Rhythm -----------------------------------------------------------------------------------------------------


class Frequency(StrEnum):
    """How often; monthly is shown as below the recommended rhythm."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Rhythm:
    """A series of meetings at a weekday and local time. The first is on the first such weekday from
    `first_day` on.

    Monthly keeps the first meeting's week of the month: from the second Thursday on it is every second
    Thursday, and a fifth Thursday means the last of each month.
    """

    frequency: Frequency
    weekday: int
    at: time
    zone: ZoneInfo
    first_day: date
    duration: timedelta = timedelta(minutes=30)

    def __post_init__(self) -> None:
        if not 0 <= self.weekday <= 6:
            raise ValueError("a weekday is 0 (Monday) to 6 (Sunday)")


class Meeting(NamedTuple):
    """A planned local date, which identifies the meeting for good, and when it takes place after all
    moves."""

    day: date
    starts: datetime
    ends: datetime


def planned_day(rhythm: Rhythm, number: int) -> date:
    """The local date of meeting number 0, 1, 2, ... of a series, as planned."""
    first = rhythm.first_day + timedelta((rhythm.weekday - rhythm.first_day.weekday()) % 7)
    if rhythm.frequency is not Frequency.MONTHLY:
        return first + timedelta(number * (7 if rhythm.frequency is Frequency.WEEKLY else 14))
    years, month = divmod(first.month - 1 + number, 12)
    return _weekday_of_month(first.year + years, month + 1, rhythm.weekday, (first.day - 1) // 7)


def _weekday_of_month(year: int, month: int, weekday: int, week: int) -> date:
    """The weekday in the month's week 0 to 4; week 4 is the last one, whether it is the fourth or the
    fifth."""
    starts = date(year, month, 1)
    day = starts + timedelta((weekday - starts.weekday()) % 7 + 7 * week)
    return day if day.month == month else day - timedelta(7)


def _number_from(rhythm: Rhythm, day: date) -> int:
    """The number of the first meeting planned on that local date or later."""
    first = planned_day(rhythm, 0)
    if rhythm.frequency is Frequency.MONTHLY:
        number = max(0, (day.year - first.year) * 12 + day.month - first.month)
        return number if planned_day(rhythm, number) >= day else number + 1
    step = 7 if rhythm.frequency is Frequency.WEEKLY else 14
    return max(0, -((first - day).days // step))


def dates(rhythm: Rhythm, start: date, count: int) -> list[date]:
    """The next `count` planned local dates from `start` on, that day included."""
    number = _number_from(rhythm, start)
    return [planned_day(rhythm, number + ahead) for ahead in range(count)]


def meeting(rhythm: Rhythm, day: date, moved_to: datetime | None = None) -> Meeting:
    """The meeting planned for a local date, at the rhythm's time or where it was moved to."""
    starts = (moved_to or instant(day, rhythm.at, rhythm.zone)).astimezone(UTC)
    return Meeting(day, starts, starts + rhythm.duration)


Changes = Mapping[date, datetime | None]
"""By planned local date: the instant a meeting was moved to, or None where it was skipped."""


def around(rhythm: Rhythm, now: datetime, changes: Changes | None = None) -> tuple[Meeting | None, Meeting]:
    """The last meeting that has begun by `now` (None before the first) and the next one.

    A moved meeting counts where it was moved to, even past its neighbours; a skipped one not at all.
    """
    changes = changes or {}
    number = _number_from(rhythm, local_day(now, rhythm.zone))
    moved = [meeting(rhythm, day, to) for day, to in changes.items() if to is not None]
    # Meeting `number` is the first one planned for today or later: today's may have begun already.
    onwards = _kept(rhythm, count(number), changes)
    backwards = _kept(rhythm, range(number, -1, -1), changes)
    earlier = [
        *islice((each for each in backwards if each.starts <= now), 1),
        *(m for m in moved if m.starts <= now),
    ]
    later = [next(each for each in onwards if each.starts > now), *(m for m in moved if m.starts > now)]
    return max(earlier, key=_starts, default=None), min(later, key=_starts)


def _kept(rhythm: Rhythm, numbers: Iterable[int], changes: Changes) -> Iterator[Meeting]:
    """The meetings of these numbers that were neither moved nor skipped."""
    days = (planned_day(rhythm, number) for number in numbers)
    return (meeting(rhythm, day) for day in days if day not in changes)


def _starts(each: Meeting) -> datetime:
    return each.starts


# Freshness --------------------------------------------------------------------------------------------------


class Freshness(StrEnum):
    """How a key result stands towards its check-in; said with words, never in green."""

    FRESH = "fresh"
    PENDING = "pending"
    OVERDUE = "overdue"
    MISSED = "missed"


def is_updated(updated_at: datetime | None, previous: datetime | None) -> bool:
    """Whether there is a value since the previous check-in (or any, before the first). One given in the
    meeting, after it began, counts for the next one already."""
    return updated_at is not None and (previous is None or updated_at > previous)


def freshness(
    now: datetime,
    zone: ZoneInfo,
    check_ins: Sequence[datetime],
    updated_at: datetime | None,
    asked_since: datetime,
) -> Freshness:
    """How a key result stands, given its check-ins (instants in order, skipped ones left out) around now.

    Pending from the third local day before a check-in, if it has no value since the one before; overdue from
    the day after the check-in; missed from the third day before the next one. All turns happen at local
    midnight of `zone`, the organisation's. Check-ins before `asked_since` (the activation) asked for nothing:
    a key result that became active on Friday is not overdue for Thursday. A successful reading of a source or
    the roll-up is a value too.
    """
    today = local_day(now, zone)
    begun = [each for each in check_ins if asked_since < each <= now]
    coming = [each for each in check_ins if each > max(now, asked_since)]
    previous = begun[-1] if begun else None
    if is_updated(updated_at, previous or asked_since):
        return Freshness.FRESH
    near = bool(coming) and today >= local_day(coming[0], zone) - timedelta(PENDING_DAYS)
    before_previous = begun[-2] if len(begun) > 1 else asked_since
    if previous is None or is_updated(updated_at, before_previous):
        return Freshness.PENDING if near else Freshness.FRESH
    if near:
        return Freshness.MISSED
    return Freshness.OVERDUE if today > local_day(previous, zone) else Freshness.PENDING


# Reminders --------------------------------------------------------------------------------------------------


def reminder(
    starts: datetime,
    zone: ZoneInfo,
    before: timedelta = timedelta(hours=24),
    decent: tuple[time, time] = DECENT_HOURS,
) -> datetime:
    """When to remind one person of a meeting: `before` it (more than nothing), at a decent hour of the
    person's zone.

    Always before the meeting. Too late in the evening moves back to the window's end the same day; too early
    moves on to its start the same day, or, where that would not precede the meeting, back to the end of the
    day before.
    """
    if before <= timedelta():
        raise ValueError("a reminder precedes its meeting")
    due = (starts - before).astimezone(UTC)
    local = due.astimezone(zone)
    opens, closes = decent
    if opens <= local.time() <= closes:
        return due
    if local.time() < opens and instant(local.date(), opens, zone) < starts:
        return instant(local.date(), opens, zone)
    first_back = 1 if local.time() < opens else 0
    evenings = (instant(local.date() - timedelta(back), closes, zone) for back in count(first_back))
    return next(evening for evening in evenings if evening < starts)


# No change --------------------------------------------------------------------------------------------------


def asks_for_sentence(earlier_no_changes: Sequence[bool]) -> bool:
    """Whether another "No change" needs a sentence: it would be at least the third in a row.

    Takes for each earlier update, oldest first, whether it was one; a value that moved starts the count anew.
    """
    return len(earlier_no_changes) >= 2 and all(earlier_no_changes[-2:])
