"""How long a cycle is: dates and names of quarters, trimesters, half-years and the year around them. Pure."""

from calendar import monthrange
from datetime import date, timedelta

from objectives.models import CycleKind
from organisations.display.dates import month

LENGTHS = {CycleKind.QUARTER: 3, CycleKind.TRIMESTER: 4, CycleKind.HALF_YEAR: 6}
"""Months of each rhythm that a company may choose for everyone but itself."""

LETTERS = {CycleKind.QUARTER: "Q", CycleKind.TRIMESTER: "T", CycleKind.HALF_YEAR: "H"}
LEAD = timedelta(days=14)
"""What leaders need at least before the first cycle starts."""


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the month's last where it has no such day: 31 January and one is 28
    February."""
    years, index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, index + 1, min(day.day, monthrange(year, index + 1)[1]))


def last_day(kind: str, start: date) -> date:
    """The last day of a cycle that starts on this day."""
    return add_months(start, LENGTHS[CycleKind(kind)]) - timedelta(days=1)


def is_regular(kind: str, start: date) -> bool:
    """Whether the year is cut where everybody cuts it: quarters begin in January, April, July and October."""
    return start.day == 1 and (start.month - 1) % LENGTHS[CycleKind(kind)] == 0


def first_start(kind: str, today: date) -> date:
    """The first regular start that leaves leaders two weeks."""
    months = LENGTHS[CycleKind(kind)]
    start = date(today.year, 1, 1)
    while start < today + LEAD:
        start = add_months(start, months)
    return start


def drafts_due(start: date) -> date:
    """The Friday about three weeks before: long enough to approve, short enough to remember."""
    day = start - timedelta(days=18)
    return day - timedelta(days=(day.weekday() - 4) % 7)


def name_of(kind: str, start: date) -> str:
    """ "Q1 2027", "T2 2027", "H1 2027"; a cycle that starts elsewhere is named after its months, "Feb to Apr
    2027"."""
    if is_regular(kind, start):
        return f"{LETTERS[CycleKind(kind)]}{(start.month - 1) // LENGTHS[CycleKind(kind)] + 1} {start.year}"
    end = last_day(kind, start)
    first = month(start) if start.year == end.year else f"{month(start)} {start.year}"
    return f"{first} to {month(end)} {end.year}"


def year_around(kind: str, start: date) -> tuple[date, date, str]:
    """First day, last day and name of the company's year: the calendar year, or twelve months from an odd
    start."""
    if is_regular(kind, start):
        return date(start.year, 1, 1), date(start.year, 12, 31), str(start.year)
    end = add_months(start, 12) - timedelta(days=1)
    return start, end, f"{start.year}/{end.year % 100:02d}" if end.year != start.year else str(start.year)


def first_check_in(start: date, weekday: int) -> date:
    """The first check-in is a week into the cycle, so that there is something to say."""
    day = start + timedelta(days=7)
    return day + timedelta(days=(weekday - day.weekday()) % 7)
