"""A week as a ruler: a column a day, the meetings in it, each with one line that says how it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from checkins.models import CheckIn
from organisations.display import dates
from organisations.display.reader import Reader

WORKING = 5


@dataclass(frozen=True)
class Entry:
    """One meeting: whom with, its state (held, ready, open, skipped, missed), one line, whether it is the
    reader's own."""

    meeting: CheckIn
    words: str
    state: str
    line: str
    own: bool
    now: bool


@dataclass(frozen=True)
class Day:
    """A column. `words` is its weekday."""

    day: date
    words: str
    today: bool
    entries: Sequence[Entry]


def shown_monday(meetings: Sequence[CheckIn], reader: Reader, week: date | None) -> date:
    """Of the week asked for; else of this one, or the next where nothing is left in this one."""
    this = monday_of(week or reader.today)
    if week is not None:
        return this
    left = any(
        reader.now < each.starts_at and monday_of(each.starts_at.astimezone(reader.zone).date()) == this
        for each in meetings
    )
    return this if left or reader.today.weekday() < WORKING - 1 else this + timedelta(days=7)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def ruler(
    monday: date,
    meetings: Sequence[CheckIn],
    titles: Mapping[int, str],
    counts: Mapping[int, tuple[int, int]],
    reader: Reader,
) -> list[Day]:
    """Monday to Friday, and the weekend where somebody meets then. By series: its title, and how many of how
    many are updated."""
    today = reader.now.astimezone(reader.zone).date()
    by_day: dict[date, list[CheckIn]] = {}
    for each in meetings:
        by_day.setdefault(each.starts_at.astimezone(reader.zone).date(), []).append(each)
    days = [monday + timedelta(days=number) for number in range(7)]

    def entries(day: date) -> list[Entry]:
        return [
            entry(each, titles[each.series_id], counts.get(each.series_id, (0, 0)), reader)
            for each in by_day.get(day, [])
        ]

    return [
        Day(day, dates.weekday(day), day == today, entries(day))
        for day in days
        if day.weekday() < WORKING or day in by_day
    ]


def entry(meeting: CheckIn, title: str, count: tuple[int, int], reader: Reader) -> Entry:
    series, (updated, asked) = meeting.series, count
    ends = meeting.starts_at + timedelta(minutes=series.minutes)
    state, line = stands(meeting, updated, asked, over=ends < reader.now)
    guests = [guest.membership.first_name for guest in meeting.guests.all()]
    joined = (
        f", {' and '.join(guests)} join{'s' if len(guests) == 1 else ''}"
        if guests and state in ("open", "ready")
        else ""
    )
    return Entry(
        meeting,
        title,
        state,
        line + joined,
        title.startswith("You and "),
        meeting.starts_at <= reader.now <= ends and state in ("open", "ready"),
    )


def stands(meeting: CheckIn, updated: int, asked: int, *, over: bool) -> tuple[str, str]:
    """Held with what came of it, skipped, passed unheld, or how ready it is."""
    if meeting.state == CheckIn.State.HELD:
        made = getattr(meeting, "made", 0)
        return "held", f"Held, {made} action{'' if made == 1 else 's'}" if made else "Held"
    if meeting.state == CheckIn.State.SKIPPED:
        return "skipped", f"Skipped: {meeting.reason}" if meeting.reason else "Skipped"
    if over:
        return "missed", "Not held"
    if not asked:
        return "open", "Planned"
    return (
        ("ready", f"Ready, {updated} of {asked}")
        if updated == asked
        else ("open", f"{updated} of {asked} updated")
    )
