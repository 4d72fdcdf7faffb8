"""The window in SQL and the rhythm in Python say the same; a turn moves it and stands the next one."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import F

from checkins import tasks
from checkins.models import CheckIn
from checkins.series.check_in_times import schedule_of
from checkins.series.update_windows import move_windows, next_turn
from objectives.models import Change, KeyResult, KeyResultState
from objectives.rollup import drain_batch
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week, weekly
from tests.factories import CheckInSeriesFactory

WORLD = "week"


@pytest.fixture
def week(cast: Cast) -> Week:
    story = worlds.world()
    team = CheckInSeriesFactory(kind="team", manager=cast.maya, report=None, unit=cast.sales, weekday=0)
    weekly(team, cast.organisation)
    CheckIn.objects.filter(series=team).update(starts_at=F("starts_at") - timedelta(days=3))
    former = CheckInSeriesFactory(manager=cast.jonas, report=cast.ingrid)
    weekly(former, cast.organisation, count=3)
    return story


def windows() -> dict[int, object]:
    return dict(KeyResultState.objects.values_list("key_result", "window_from"))


@pytest.mark.parametrize("days", [0, 1, 2.2, 3, 6, 9])
def test_sql_and_python_agree(week: Week, days: float) -> None:
    now = NOW + timedelta(days=days)
    CheckIn.objects.filter(series=week.series, local_date=NOW.date() + timedelta(days=2)).update(
        state="skipped"
    )
    move_windows(week.organisation, now)
    rows = list(KeyResult.objects.going().select_related("objective"))
    said = schedule_of(week.organisation, rows, now=now)
    assert {row.pk: said.of(row).previous for row in rows} == {
        key: at for key, at in windows().items() if key in {r.pk for r in rows}
    }


def test_only_what_moved_is_counted_anew(week: Week) -> None:
    move_windows(week.organisation, NOW)
    drain_batch(today=NOW.date())
    assert move_windows(week.organisation, NOW + timedelta(hours=1)) == 0
    assert not Change.objects.exists()
    before = windows()
    moved = move_windows(
        week.organisation, NOW + timedelta(days=2, hours=3)
    )  # after the 1-on-1, before the own day
    assert {key for key, at in windows().items() if at != before[key]} == {
        row.pk for name, row in week.rows.items() if name not in ("Revenue", "Company")
    }
    assert moved == Change.objects.count() == 6


def test_a_turn_stands_the_next_one(week: Week) -> None:
    assert (
        next_turn(week.organisation, NOW)
        == CheckIn.objects.get(series=week.series, local_date="2026-08-20").starts_at
    )
    with time_machine.travel(NOW, tick=False):
        tasks.expect_turn(NOW)
        tasks.expect_turn(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM okrsite_job WHERE kind = 'checkins.turn'")
        assert cursor.fetchone() == (1,)
