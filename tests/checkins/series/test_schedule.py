"""Local times through daylight saving, rhythms, freshness and reminders, in every zone there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkins.series.schedule import (
    Frequency,
    Freshness,
    Rhythm,
    around,
    asks_for_sentence,
    dates,
    freshness,
    instant,
    is_updated,
    local_day,
    meeting,
    next_midnight,
    planned_day,
    reminder,
)

OSLO = ZoneInfo("Europe/Oslo")
MINUTES = timedelta(minutes=1)
HOURS = timedelta(hours=1)
THREE_YEARS = [date(2026, 1, 1) + timedelta(n) for n in range(3 * 365 + 1)]
ODD_TIMES = [
    time(0, 0),
    time(0, 45),
    time(1, 59),
    time(2, 30),
    time(3, 0),
    time(8, 1),
    time(16, 0),
    time(23, 59),
]


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 8) -> datetime:
    """A moment of August 2026 on Oslo's wall; Monday is the 17th, the check-in of the drawings Thursday the
    20th."""
    return instant(date(2026, month, day), time(hour, minute), OSLO)


@cache
def zones() -> list[ZoneInfo]:
    """One zone for each behaviour among all zones in these three years: its offset at each midnight, and at
    every quarter of an hour of the days on which its clock changes."""
    found: dict[tuple[timedelta | None, ...], ZoneInfo] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        offsets = [zone.utcoffset(datetime.combine(day, time())) for day in THREE_YEARS]
        for day, one, other in zip(THREE_YEARS, offsets, offsets[1:], strict=False):
            if one != other:
                quarters = (datetime.combine(day, time()) + n * 15 * MINUTES for n in range(96))
                offsets += map(zone.utcoffset, quarters)
        found.setdefault(tuple(offsets), zone)
    return list(found.values())


def first_showing(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The rule by brute force: the first quarter of an hour at which the wall shows that time of that day, or
    later."""
    wall = datetime.combine(day, at)
    moment = (wall - 3 * HOURS).replace(tzinfo=zone).astimezone(UTC)
    assert moment.astimezone(zone).replace(tzinfo=None) < wall
    while moment.astimezone(zone).replace(tzinfo=None) < wall:
        moment += 15 * MINUTES
    return moment


def changes_of_the_clock(zone: ZoneInfo) -> Iterator[date]:
    offsets = [instant(day, time(12), zone).astimezone(zone).utcoffset() for day in THREE_YEARS]
    return (
        day for day, one, other in zip(THREE_YEARS[1:], offsets, offsets[1:], strict=False) if one != other
    )


# Local time


def test_a_time_that_does_not_exist_is_the_first_after_the_gap() -> None:
    for minute in (0, 1, 30, 59):
        assert instant(date(2026, 3, 29), time(2, minute), OSLO) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(2, 30, 15, 999_999), OSLO) == datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert instant(date(2026, 3, 29), time(1, 59), OSLO) == datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


def test_a_time_that_exists_twice_is_the_first() -> None:
    assert instant(date(2026, 10, 25), time(2, 30), OSLO) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert instant(date(2026, 10, 25), time(2, 30, fold=1), OSLO) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_half_hour_gap_and_a_whole_day_left_out() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    assert instant(date(2026, 10, 4), time(2, 10), lord_howe) == datetime(2026, 10, 3, 15, 30, tzinfo=UTC)
    apia = ZoneInfo("Pacific/Apia")
    assert instant(date(2011, 12, 30), time(12), apia) == instant(date(2011, 12, 31), time(0), apia)


def test_midnight_may_be_missing_too() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    evening = datetime(2026, 4, 23, 20, tzinfo=UTC)
    assert next_midnight(evening, cairo).astimezone(cairo).time() == time(1)
    assert next_midnight(at(18, 0), OSLO) == at(19, 0)


def test_the_day_needs_an_aware_moment() -> None:
    assert local_day(datetime(2026, 8, 17, 22, 30, tzinfo=UTC), OSLO) == date(2026, 8, 18)
    with pytest.raises(ValueError, match="aware"):
        local_day(datetime(2026, 8, 17), OSLO)  # noqa: DTZ001 - that is the point


def test_every_zone_every_day_for_three_years_at_odd_hours() -> None:
    """The wall shows what was asked for; where it cannot, the very first moment after the gap."""
    assert len(zones()) > 60
    for zone in zones():
        for wall in (datetime.combine(day, odd) for day in THREE_YEARS for odd in ODD_TIMES):
            found = instant(wall.date(), wall.time(), zone)
            shown = found.astimezone(zone)
            assert shown.fold == 0
            if shown.replace(tzinfo=None) != wall:
                just_before = (found - timedelta(microseconds=1)).astimezone(zone).replace(tzinfo=None)
                assert just_before < wall < shown.replace(tzinfo=None)


def test_every_zone_each_quarter_of_an_hour_when_the_clock_changes() -> None:
    checked = 0
    for zone in zones():
        for day in changes_of_the_clock(zone):
            for quarter in range(96):
                wall = time(quarter // 4, quarter % 4 * 15)
                assert instant(day, wall, zone) == first_showing(day, wall, zone), (zone, day, wall)
            checked += 1
    assert checked > 150


def test_every_zone_meets_once_a_week_at_its_local_time() -> None:
    """One meeting per occurrence, in order, and each finds itself as the next and then as the last one."""
    for zone in zones():
        for at_time in (time(2, 30), time(16, 0)):
            rhythm = Rhythm(Frequency.WEEKLY, 6, at_time, zone, date(2026, 1, 1))
            meetings = [meeting(rhythm, day) for day in dates(rhythm, date(2026, 1, 1), 156)]
            starts = [each.starts for each in meetings]
            assert all(timedelta(6.9) < two - one < timedelta(7.1) for one, two in pairwise(starts))
            for one, two in list(pairwise(meetings))[::13]:
                assert around(rhythm, two.starts - timedelta(microseconds=1)) == (one, two)
                assert around(rhythm, one.starts) == (one, two)


# Rhythm


def rhythm(frequency: Frequency = Frequency.WEEKLY, first_day: date = date(2026, 7, 1)) -> Rhythm:
    return Rhythm(frequency, 3, time(16), OSLO, first_day)


def test_weekly_and_every_two_weeks() -> None:
    assert dates(rhythm(), date(2026, 7, 1), 3) == [date(2026, 7, 2), date(2026, 7, 9), date(2026, 7, 16)]
    fortnightly = rhythm(Frequency.FORTNIGHTLY)
    assert dates(fortnightly, date(2026, 7, 3), 2) == [date(2026, 7, 16), date(2026, 7, 30)]
    assert dates(fortnightly, date(2026, 7, 16), 1) == [date(2026, 7, 16)]


def test_monthly_keeps_the_week_of_the_month() -> None:
    second_thursday = rhythm(Frequency.MONTHLY, date(2026, 11, 6))
    assert dates(second_thursday, date(2020, 1, 1), 4) == [
        date(2026, 11, 12),
        date(2026, 12, 10),
        date(2027, 1, 14),
        date(2027, 2, 11),
    ]


def test_a_fifth_thursday_means_the_last_one() -> None:
    fifth = rhythm(Frequency.MONTHLY, date(2026, 7, 28))
    assert dates(fifth, date(2026, 7, 1), 4) == [
        date(2026, 7, 30),
        date(2026, 8, 27),
        date(2026, 9, 24),
        date(2026, 10, 29),
    ]


def test_a_weekday_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        Rhythm(Frequency.WEEKLY, 7, time(16), OSLO, date(2026, 7, 1))


@given(
    st.sampled_from(Frequency),
    st.integers(0, 6),
    st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    st.dates(date(2024, 1, 1), date(2034, 1, 1)),
)
def test_dates_are_the_planned_days_from_a_day_on(
    frequency: Frequency, weekday: int, first: date, start: date
) -> None:
    series = Rhythm(frequency, weekday, time(16), OSLO, first)
    everything = [planned_day(series, number) for number in range(600)]
    assert everything == sorted(set(everything))
    assert all(day.weekday() == weekday for day in everything)
    assert dates(series, start, 3) == [day for day in everything if day >= start][:3]
    if frequency is Frequency.MONTHLY:
        months = [day.year * 12 + day.month for day in everything]
        assert months == list(range(months[0], months[0] + 600))


def test_a_meeting_on_a_day_that_was_left_out_is_found_on_both_sides() -> None:
    """Apia had no Friday 30 December 2011: the meeting begins with the Saturday."""
    apia = ZoneInfo("Pacific/Apia")
    fridays = Rhythm(Frequency.WEEKLY, 4, time(12), apia, date(2011, 12, 1))
    saturday = instant(date(2011, 12, 31), time(), apia)
    assert around(fridays, saturday - MINUTES)[1].starts == saturday
    previous, coming = around(fridays, saturday)
    assert previous is not None
    assert (previous.starts, coming.day) == (saturday, date(2012, 1, 6))


def test_before_the_first_meeting_there_is_only_a_next_one() -> None:
    previous, coming = around(rhythm(), at(1, month=7))
    assert previous is None
    assert (coming.day, coming.starts, coming.ends) == (
        date(2026, 7, 2),
        at(2, 16, month=7),
        at(2, 16, 30, month=7),
    )


def test_a_meeting_that_begins_now_is_the_last_one() -> None:
    previous, coming = around(rhythm(), at(20, 16))
    assert previous is not None
    assert (previous.day, coming.day) == (date(2026, 8, 20), date(2026, 8, 27))


def test_skipped_meetings_do_not_count() -> None:
    skipped = {date(2026, 8, 13): None, date(2026, 8, 20): None, date(2026, 8, 27): None}
    previous, coming = around(rhythm(), at(18), skipped)
    assert previous is not None
    assert (previous.day, coming.day) == (date(2026, 8, 6), date(2026, 9, 3))


def test_a_moved_meeting_counts_where_it_went() -> None:
    """Maya moves the 20th to the 19th: on the 19th it is over; moved past the 27th, that one comes first."""
    thursday = date(2026, 8, 20)
    previous, coming = around(rhythm(), at(19, 12), {thursday: at(19, 10)})
    assert previous is not None
    assert (previous.day, previous.starts, coming.day) == (thursday, at(19, 10), date(2026, 8, 27))
    previous, coming = around(rhythm(), at(20, 17), {thursday: at(28, 9)})
    assert previous is not None
    assert (previous.day, coming.day) == (date(2026, 8, 13), date(2026, 8, 27))
    assert around(rhythm(), at(27, 17), {thursday: at(28, 9)})[1].day == thursday


def test_the_wall_clock_stays_when_the_clock_changes() -> None:
    october = [meeting(rhythm(), day).starts for day in dates(rhythm(), date(2026, 10, 22), 2)]
    assert [moment.hour for moment in october] == [14, 15]


# Freshness

THURSDAYS = [at(6, 16), at(13, 16), at(20, 16), at(27, 16)]


JULY = at(1, month=7)


def how(now: datetime, updated: datetime | None, since: datetime = JULY) -> Freshness:
    return freshness(now, OSLO, THURSDAYS, updated, since)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(13, 17), Freshness.FRESH),  # Ingrid updated on Wednesday, the check-in is over
        (at(16, 23, 59), Freshness.FRESH),
        (at(17), Freshness.PENDING),  # Monday: "due Thu"
        (at(20, 15), Freshness.PENDING),
        (at(20, 23, 59), Freshness.PENDING),  # the meeting is over, the day is not
        (at(21), Freshness.OVERDUE),
        (at(23, 23, 59), Freshness.OVERDUE),
        (at(24), Freshness.MISSED),
        (at(27, 15), Freshness.MISSED),
    ],
)
def test_a_silent_key_result_week_by_week(now: datetime, expected: Freshness) -> None:
    assert how(now, updated=at(12, 10)) is expected


def test_an_update_makes_it_fresh_until_three_days_before_the_one_after_next() -> None:
    for day in (17, 20, 21, 24):
        assert how(at(day, 20), updated=at(day, 12)) is Freshness.FRESH
    assert how(at(24), updated=at(20, 12)) is Freshness.PENDING


def test_a_value_given_in_the_meeting_counts_for_the_next() -> None:
    in_the_meeting = THURSDAYS[1] + 10 * MINUTES
    assert is_updated(in_the_meeting, THURSDAYS[1])
    assert not is_updated(THURSDAYS[1], THURSDAYS[1])
    assert how(at(19), updated=in_the_meeting) is Freshness.FRESH


def test_a_new_key_result_is_not_overdue_for_a_meeting_before_it() -> None:
    friday = at(14, 9)
    assert how(at(14, 10), updated=None, since=friday) is Freshness.FRESH
    assert how(at(18), updated=None, since=friday) is Freshness.PENDING
    assert how(at(21), updated=None, since=friday) is Freshness.OVERDUE


def test_silence_after_the_last_check_in_stays_overdue() -> None:
    assert how(at(30, month=9), updated=at(20, 12)) is Freshness.OVERDUE


def test_without_any_check_in_nothing_is_asked() -> None:
    assert freshness(at(18), OSLO, [], None, at(1, month=7)) is Freshness.FRESH


@given(st.integers(0, 60 * 24 * 31), st.integers(0, 60 * 24 * 31))
def test_updating_now_always_makes_it_fresh(now: int, earlier: int) -> None:
    moment = at(1) + now * MINUTES
    assert how(moment + MINUTES, updated=moment + MINUTES) is Freshness.FRESH
    fresh_at_an_earlier_value = how(moment, updated=min(moment, at(1) + earlier * MINUTES))
    assert fresh_at_an_earlier_value in set(Freshness)


# Reminders


def test_a_day_before_at_the_same_hour() -> None:
    assert reminder(at(20, 16), OSLO) == at(19, 16)


def test_across_the_change_of_the_clock_it_is_24_hours() -> None:
    sunday = instant(date(2026, 10, 25), time(16), OSLO)
    assert reminder(sunday, OSLO).astimezone(OSLO).time() == time(17)


def test_too_early_waits_for_the_morning_and_too_late_comes_in_the_evening_before() -> None:
    assert reminder(at(20, 7), OSLO) == at(19, 8)
    assert reminder(at(20, 19, 30), OSLO) == at(19, 18)


def test_where_the_morning_is_too_late_it_is_the_evening_before() -> None:
    assert reminder(at(20, 7, 30), OSLO, before=2 * HOURS) == at(19, 18)
    assert reminder(at(20, 8), OSLO, before=HOURS) == at(19, 18)
    assert reminder(at(20, 8, 1), OSLO, before=HOURS) == at(20, 8)


def test_the_recipients_morning_decides() -> None:
    """Thursday 09:00 in Oslo is 03:00 in New York: a report there is not woken on Wednesday, but reminded at
    08:00."""
    new_york = ZoneInfo("America/New_York")
    assert reminder(at(20, 9), new_york).astimezone(new_york).time() == time(8)


def test_a_reminder_without_lead_is_refused() -> None:
    with pytest.raises(ValueError, match="precedes"):
        reminder(at(20, 16), OSLO, before=timedelta())


def test_every_zone_is_reminded_at_a_decent_hour_before_the_meeting() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    moments = [start + n * (timedelta(days=5) + 7 * HOURS + 13 * MINUTES) for n in range(200)]
    for zone in zones():
        for number, moment in enumerate(moments):
            before = (timedelta(minutes=15), 2 * HOURS, 24 * HOURS, 72 * HOURS)[number % 4]
            sent = reminder(moment, zone, before)
            assert moment - before - 14 * HOURS - 2 * HOURS < sent < moment
            assert time(8) <= sent.astimezone(zone).time() <= time(18)


# No change


@pytest.mark.parametrize(
    ("earlier", "asks"),
    [
        ([], False),
        ([True], False),
        ([False, True], False),
        ([True, True], True),
        ([True, True, True], True),
        ([True, True, False], False),
    ],
)
def test_the_third_no_change_in_a_row_asks_for_a_sentence(earlier: list[bool], asks: bool) -> None:
    assert asks_for_sentence(earlier) is asks
