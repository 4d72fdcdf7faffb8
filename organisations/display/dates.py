"""Dates and times in words: "today 08:12", "Mon 17 Aug", "in 2 days". Pure: callers pass today's date.

Dates belong to the organisation's zone, clock times to the reader's; callers convert a moment to the zone
first. Names of days and months are Babel's, in the language of the interface.
"""

from datetime import date, datetime, tzinfo

from babel.dates import get_day_names, get_month_names

LANGUAGE = "en"
"""The interface's language. Not en_GB, whose short September has four letters ("Sept")."""

WEEKDAYS = tuple(str(get_day_names("abbreviated", locale=LANGUAGE)[day]) for day in range(7))
"""Monday first: "Mon" to "Sun"."""


def weekday(day: date) -> str:
    """Three letters: "Thu"."""
    return WEEKDAYS[day.weekday()]


def weekday_name(weekday: int) -> str:
    """The name of a weekday, 0 for Monday to 6: "Thursday"."""
    return str(get_day_names("wide", locale=LANGUAGE)[weekday])


def month(day: date) -> str:
    """Three letters: "Aug"."""
    return str(get_month_names("abbreviated", locale=LANGUAGE)[day.month])


def month_name(day: date) -> str:
    """In full: "August"."""
    return str(get_month_names("wide", locale=LANGUAGE)[day.month])


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
    return f"{weekday_name(day.weekday())} {day_of_month(day)}"


def day_of_month(day: date) -> str:
    """ "18 August"; the year is that of the cycle in view."""
    return f"{day.day} {month_name(day)}"


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
