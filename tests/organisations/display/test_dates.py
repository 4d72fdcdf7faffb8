"""Dates in words, as the drawings say them: it is Tuesday 18 August 2026 at Fjellvann."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from organisations.display import dates

TUESDAY = date(2026, 8, 18)
NOW = datetime(2026, 8, 18, 7, 16, tzinfo=UTC)
OSLO, TOKYO = ZoneInfo("Europe/Oslo"), ZoneInfo("Asia/Tokyo")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 8, 18), "today"),
        (date(2026, 8, 19), "tomorrow"),
        (date(2026, 8, 20), "in 2 days"),
        (date(2026, 8, 24), "in 6 days"),
        (date(2026, 8, 25), "Tue 25 Aug"),
        (date(2026, 9, 30), "30 Sep"),
        (date(2026, 8, 17), "yesterday"),
        (date(2026, 8, 15), "3 days ago"),
        (date(2026, 8, 6), "Thu 6 Aug"),
        (date(2026, 6, 26), "26 Jun"),
        (date(2025, 6, 26), "26 Jun 2025"),
    ],
)
def test_near_days_are_counted_and_far_ones_named(day: date, words: str) -> None:
    assert dates.relative_day(day, TUESDAY) == words


def test_an_update_is_dated_by_its_readers_clock() -> None:
    saved = datetime(2026, 8, 18, 6, 12, tzinfo=UTC)
    assert dates.moment(saved, NOW, OSLO) == "today 08:12"
    assert dates.moment(saved, NOW, TOKYO) == "today 15:12"
    assert dates.moment(datetime(2026, 8, 17, 12, 20, tzinfo=UTC), NOW, OSLO) == "yesterday 14:20"
    assert dates.moment(datetime(2026, 8, 11, 12, 20, tzinfo=UTC), NOW, OSLO) == "Tue 11 Aug"
    assert (
        dates.moment(datetime(2026, 8, 11, 12, 20, tzinfo=UTC), NOW, OSLO, with_clock=True)
        == "Tue 11 Aug, 14:20"
    )


def test_around_midnight_two_readers_may_see_two_days() -> None:
    late = datetime(2026, 8, 17, 22, 30, tzinfo=UTC)
    assert dates.moment(late, NOW, OSLO) == "today 00:30"
    assert dates.moment(late, NOW, ZoneInfo("Europe/London")) == "yesterday 23:30"


def test_lateness_and_periods() -> None:
    assert dates.overdue(date(2026, 8, 17), TUESDAY) == "1 day late"
    assert dates.overdue(date(2026, 8, 15), TUESDAY) == "3 days late"
    assert dates.overdue(TUESDAY, TUESDAY) == ""
    assert dates.long_day(TUESDAY) == "Tuesday 18 August"
    assert dates.from_to(date(2026, 7, 1), date(2026, 9, 30)) == "1 Jul to 30 Sep"
    assert dates.from_to(date(2026, 12, 1), date(2027, 2, 28)) == "1 Dec 2026 to 28 Feb 2027"
