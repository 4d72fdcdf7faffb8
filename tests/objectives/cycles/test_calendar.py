"""Quarters, trimesters and half-years, where they start and what they are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.cycles import calendar
from objectives.models import CycleKind

KINDS = [CycleKind.QUARTER, CycleKind.TRIMESTER, CycleKind.HALF_YEAR]


@pytest.mark.parametrize(
    ("kind", "start", "end", "name"),
    [
        (CycleKind.QUARTER, date(2027, 1, 1), date(2027, 3, 31), "Q1 2027"),
        (CycleKind.QUARTER, date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        (CycleKind.QUARTER, date(2026, 12, 1), date(2027, 2, 28), "Dec 2026 to Feb 2027"),
        (CycleKind.TRIMESTER, date(2026, 5, 1), date(2026, 8, 31), "T2 2026"),
        (CycleKind.HALF_YEAR, date(2026, 7, 1), date(2026, 12, 31), "H2 2026"),
        (CycleKind.HALF_YEAR, date(2026, 2, 1), date(2026, 7, 31), "Feb to Jul 2026"),
    ],
)
def test_cycles(kind: str, start: date, end: date, name: str) -> None:
    assert (calendar.last_day(kind, start), calendar.name_of(kind, start)) == (end, name)


def test_the_year_around() -> None:
    assert calendar.year_around(CycleKind.QUARTER, date(2026, 4, 1)) == (
        date(2026, 1, 1),
        date(2026, 12, 31),
        "2026",
    )
    assert calendar.year_around(CycleKind.QUARTER, date(2026, 9, 1)) == (
        date(2026, 9, 1),
        date(2027, 8, 31),
        "2026/27",
    )


def test_proposals_leave_leaders_two_weeks() -> None:
    assert calendar.first_start(CycleKind.QUARTER, date(2026, 11, 21)) == date(2027, 1, 1)
    assert calendar.first_start(CycleKind.QUARTER, date(2026, 12, 20)) == date(2027, 4, 1)
    assert calendar.drafts_due(date(2026, 1, 1)) == date(2025, 12, 12)  # as drawn
    assert calendar.first_check_in(date(2026, 1, 1), weekday=3) == date(2026, 1, 8)  # as drawn


@given(st.sampled_from(KINDS), st.dates(date(2000, 1, 31), date(2090, 12, 31)))
def test_every_cycle_lies_in_its_year(kind: str, start: date) -> None:
    begins, ends, _ = calendar.year_around(kind, start)
    assert begins <= start <= calendar.last_day(kind, start) <= ends
    assert calendar.drafts_due(start).weekday() == 4
    assert calendar.first_start(kind, start) - start >= timedelta(days=14)
    assert calendar.is_regular(kind, calendar.first_start(kind, start))
