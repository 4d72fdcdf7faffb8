"""Dates and times in words (interface.md section 10): "today 08:12", "Mon 17 Aug", "in 2 days". Pure: told
what now is.

Dates belong to the organisation's zone, clock times to the reader's; callers convert a moment to the zone
first.
"""

from datetime import date, datetime, tzinfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def weekday(day: date) -> str:
    """Three letters: "Thu"."""
    return DAYS[day.weekday()][:3]


def month(day: date) -> str:
    """Three letters: "Aug"."""
    return MONTHS[day.month - 1][:3]


def day_and_month(day: date, today: date) -> str:
    """ "17 Aug", with its weekday within two weeks of today ("Mon 17 Aug") and its year in another one."""
    text = f"{day.day} {month(day)}"
    if day.year != today.year and abs((day - today).days) > 60:
        return f"{text} {day.year}"
    return f"{weekday(day)} {text}" if abs((day - today).days) <= 14 else text


def relative_day(day: date, today: date) -> str:
    """Under a week in words ("tomorrow", "in 2 days", "3 days ago"), the date after that."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if away in near:
        return near[away]
    if 0 < away < 7:
        return f"in {away} days"
    if -7 < away < 0:
        return f"{-away} days ago"
    return day_and_month(day, today)


def named_day(day: date, today: date) -> str:
    """For "Updated ...": "today", "yesterday", else the date. A past day is named, not counted."""
    return relative_day(day, today) if abs((day - today).days) <= 1 else day_and_month(day, today)


def long_day(day: date) -> str:
    """As a page's subtitle says it: "Tuesday 18 August"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def clock(moment: datetime, zone: tzinfo) -> str:
    """The reader's wall clock, 24 hours: "08:12"."""
    return f"{moment.astimezone(zone):%H:%M}"


def moment(then: datetime, now: datetime, zone: tzinfo, *, with_clock: bool = False) -> str:
    """ "today 08:12", "yesterday 14:20", then the date, "Mon 17 Aug"; `with_clock` keeps the time on older
    ones."""
    local, today = then.astimezone(zone), now.astimezone(zone).date()
    day = named_day(local.date(), today)
    if local.date() == today or (today - local.date()).days == 1:
        return f"{day} {local:%H:%M}"
    return f"{day}, {local:%H:%M}" if with_clock else day


def overdue(due: date, today: date) -> str:
    """How late, in words: "1 day late"; empty when it is not."""
    days = (today - due).days
    return "" if days <= 0 else f"{days} {'day' if days == 1 else 'days'} late"


def from_to(start: date, end: date) -> str:
    """ "1 Jul to 30 Sep", or with the years where they differ."""
    first, last = f"{start.day} {month(start)}", f"{end.day} {month(end)}"
    return f"{first} to {last}" if start.year == end.year else f"{first} {start.year} to {last} {end.year}"
