"""The page of all my check-ins: who is ready, whom to help first, what comes when, in a fixed number of
queries."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.meetings import actions as meeting_actions
from checkins.models import CheckIn
from organisations.models import Membership
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week, give, weekly
from tests.factories import CheckInSeriesFactory, KeyResultFactory, MembershipFactory, ObjectiveFactory
from tests.objectives.pages.test_company import text_of

WORLD = "week"


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


def page(member: Membership, query: str = "") -> str:
    client = Client()
    client.force_login(member.account)
    answer = client.get(f"/fjellvann/check-ins/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_manager_sees_who_is_ready_and_whom_to_help(week: Week) -> None:
    html = page(week.cast.maya)
    text = text_of(html)
    assert "0 of 1 reports are ready." in text and "Next: Thu 10:00 with Ingrid." in text
    assert "Pending, 2 left" in text
    assert "“Accounts with a written success plan” and “Average sales cycle down by 15%”, last value" in text
    assert html.count("button-primary") == 1, "one filled button: the meeting that is next"


def test_everyone_is_ready_once_everything_has_a_value(week: Week) -> None:
    give(week.rows["Accounts"], 31)
    give(week.rows["Average"], 59)
    text = text_of(page(week.cast.maya))
    assert "Everyone is ready." in text and "6 of 6" in text
    assert "Remind" not in text


def test_the_report_sees_their_own_and_what_waits(week: Week) -> None:
    text = text_of(page(week.cast.ingrid))
    assert "Thu 10:00 with Maya." in text and "2 of 6 key results wait for a value." in text
    assert "Your reports" not in text and "You and Maya" in text


def test_away_is_out_of_the_count(week: Week) -> None:
    Membership.objects.filter(pk=week.cast.ingrid.pk).update(
        away_from=NOW.date(), away_until=NOW.date() + timedelta(days=13)
    )
    text = text_of(page(week.cast.maya))
    assert "Away until Mon 31 Aug, and not counted." in text
    assert "reports are ready" not in text


def test_the_ruler_shows_another_week_and_survives_nonsense(week: Week) -> None:
    meeting = CheckIn.objects.get(series=week.series, local_date="2026-08-13")
    meeting_actions.complete(check_in=meeting, title="Renewals", by=week.cast.maya, now=NOW)
    text = text_of(page(week.cast.maya, "?week=2026-08-12"))
    assert "Week 33" in text and "Held" in text
    for query in ("?week=never", "?week=9999-12-31", "?week=0001-01-01", "?week=2026-W33"):
        assert "Week 3" in page(week.cast.maya, query)


def test_who_has_no_series_is_told_what_it_is_for(week: Week) -> None:
    assert "No check-ins yet" in page(week.cast.viggo)


def test_it_asks_the_same_number_of_questions_for_any_number_of_reports(week: Week) -> None:
    def asked() -> int:
        client = Client()
        client.force_login(week.cast.maya.account)
        with CaptureQueriesContext(connection) as queries:
            client.get("/fjellvann/check-ins/")
        return len(queries)

    before = asked()
    for _ in range(4):
        report = MembershipFactory(manager=week.cast.maya, unit=week.cast.sales)
        weekly(CheckInSeriesFactory(manager=week.cast.maya, report=report), week.organisation)
        objective = ObjectiveFactory(owner=report, cycle=week.cast.q3, active=True)
        for _ in range(2):
            KeyResultFactory(objective=objective, accountable=report)
    assert asked() == before
