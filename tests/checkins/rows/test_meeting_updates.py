"""Values that the manager gives inside the 1-on-1: each has its row, and no other value has one."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.meetings.changes import key_results_of
from checkins.models import CheckIn, CheckInSeries, MeetingUpdate
from checkins.permissions import can_update, gives_here
from checkins.series.actions import change_series
from objectives.models import Update
from objectives.updates.undo import undo_update
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused, Stale
from organisations.tenancy import within
from tests import ground, worlds
from tests.cast import Cast
from tests.cast import settle as settle_cast
from tests.checkins.week_of_ingrid import NOW, Week, give, held, settle, state_of, with_steps
from tests.factories import CheckInFactory, CheckInSeriesFactory

WORLD = "week"


@pytest.fixture
def week(cast: Cast) -> Week:
    return worlds.world()


def rows() -> set[tuple[int, int]]:
    """Each update that has a meeting, with it."""
    return set(MeetingUpdate.objects.values_list("update_id", "check_in_id"))


# What is written --------------------------------------------------------------------------------------------


def test_every_value_that_the_manager_gives_in_a_meeting_has_its_row(week: Week) -> None:
    maya, meeting = week.cast.maya, week.next_meeting()
    steps, (first, _) = with_steps(week.accounts, ("Draft", "Signed"))
    given = [
        give(week.rows["Accounts"], 31, by=maya, check_in=meeting),
        give(week.rows["Signed"], by=maya, check_in=meeting),
        give(steps, by=maya, check_in=meeting, steps=[first.public_id]),
    ]
    give(week.rows["Upsell"], 17)
    give(week.rows["Offers"], 79, check_in=meeting)  # Ingrid's own right, so the meeting is not noted
    assert {recorded.update.by for recorded in given} == {maya}
    assert rows() == {(recorded.update.pk, meeting.pk) for recorded in given}
    assert set(Update.objects.filter(by=maya, key_result__accountable=week.cast.ingrid)) == {
        recorded.update for recorded in given
    }


def test_a_form_sent_again_makes_no_second_row(week: Week) -> None:
    accounts, meeting, request_id = week.rows["Accounts"], week.next_meeting(), uuid4()
    for repeated in (False, True):
        done = give(accounts, 31, by=week.cast.maya, check_in=meeting, request_id=request_id)
        assert done.repeated is repeated
    assert rows() == {(done.update.pk, meeting.pk)}


def test_a_refused_value_and_a_stale_form_leave_no_row(week: Week) -> None:
    maya, meeting, accounts = week.cast.maya, week.next_meeting(), week.rows["Accounts"]
    with pytest.raises(Refused):
        give(accounts, 31, by=maya, check_in=meeting, confidence="sure")
    with pytest.raises(Stale):
        give(accounts, 31, by=maya, check_in=meeting, seen="20260101000000000000")
    assert not rows()


def test_the_value_and_its_row_are_written_together_or_not_at_all(
    week: Week, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**fields: object) -> None:
        raise ConnectionError("the database went away")

    client = Client(raise_request_exception=False)
    client.force_login(week.cast.maya.account)
    page = f"/fjellvann/check-ins/{week.next_meeting().public_id}/"
    form = {"value": "31", "confidence": "on", "request_id": str(uuid4()), "here": page}
    address = f"/fjellvann/key-results/{week.rows['Accounts'].public_id}/updates"
    with time_machine.travel(NOW, tick=False):
        with monkeypatch.context() as patch:
            patch.setattr(MeetingUpdate.objects, "create", broken)
            assert client.post(address, form).status_code == 500
        assert state_of(week.rows["Accounts"]).current == 29
        assert not Update.objects.filter(value=31).exists()
        assert client.post(address, form).status_code == 302
    assert rows() == {(Update.objects.get(value=31).pk, week.next_meeting().pk)}


def test_undo_keeps_the_row_of_the_value_and_has_none_itself(week: Week) -> None:
    maya, meeting, accounts = week.cast.maya, week.next_meeting(), week.rows["Accounts"]
    mistake = give(accounts, 31, by=maya, check_in=meeting).update
    undone = undo_update(
        state=held().get(key_result=accounts),
        public_id=mistake.public_id,
        by=maya,
        now=NOW + timedelta(minutes=1),
        request_id=uuid4(),
    )
    assert undone.update.reverts == mistake
    assert rows() == {(mistake.pk, meeting.pk)}


def test_the_row_costs_one_statement_and_only_in_a_meeting(week: Week) -> None:
    def statements(**fields: Any) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            give(week.rows["Accounts"], **fields)
        return [query["sql"].split("(")[0].strip() for query in queries]

    meeting = CheckIn.objects.select_related("series").get(pk=week.next_meeting().pk)
    maya = week.cast.maya
    alone = statements(value=31, by=maya)
    together = statements(value=32, by=maya, check_in=meeting)
    assert [line for line in together if "checkins_" in line] == ['INSERT INTO "checkins_meetingupdate"']
    assert len(together) == len(alone) + 1


# A meeting that holds a value -------------------------------------------------------------------------------


def test_a_new_rhythm_keeps_the_meeting_in_which_a_value_was_given(week: Week) -> None:
    """It has no agenda, no notes and no guest; it is moved and not made anew, and the value stays in it."""
    meeting = week.next_meeting()
    given = give(week.rows["Accounts"], 31, by=week.cast.maya, check_in=meeting).update
    change_series(
        series=week.series,
        by=week.cast.maya,
        now=NOW,
        every="week",
        weekday=2,
        local_time=week.series.local_time,
        minutes=30,
        time_zone=week.series.time_zone,
        place="Teams",
    )
    assert rows() == {(given.pk, meeting.pk)}
    meeting.refresh_from_db()
    assert f"{meeting.starts_at:%Y-%m-%d}" == "2026-08-19"
    coming = CheckIn.objects.filter(series=week.series, starts_at__gt=NOW, state=CheckIn.State.PLANNED)
    assert {row.starts_at.weekday() for row in coming} == {2}


# Who may ----------------------------------------------------------------------------------------------------


def test_the_manager_only_inside_the_one_on_one(week: Week) -> None:
    cast, meeting = week.cast, week.next_meeting()
    accounts = week.rows["Accounts"]
    assert not can_update(cast.maya, accounts)
    assert can_update(cast.maya, accounts, check_in=meeting)
    assert not can_update(cast.henrik, accounts, check_in=meeting)
    with_nora = CheckInFactory(series=CheckInSeriesFactory(manager=cast.maya, report=cast.nora))
    assert not can_update(cast.maya, accounts, check_in=with_nora)


def test_the_rows_of_a_meeting_open_for_whom_an_update_is_accepted_from(week: Week) -> None:
    """`gives_here` answers for all rows of a page at once what `can_update` answers for one of them."""
    cast = week.cast
    hand_over_object(permission="lead_unit", thing=cast.sales, to=cast.nora, by=cast.astrid)
    team = CheckInFactory(
        series=CheckInSeriesFactory(
            kind=CheckInSeries.Kind.TEAM, manager=cast.maya, report=None, unit=cast.sales
        )
    )
    answers = set()
    for meeting, people in (
        (week.next_meeting(), (cast.maya, cast.ingrid)),
        (team, (cast.maya, cast.ingrid, cast.jonas, cast.nora, cast.viggo)),
    ):
        key_results = key_results_of(meeting)
        assert key_results
        for person in people:
            one_by_one = [can_update(person, each, check_in=meeting) for each in key_results]
            assert [gives_here(person, meeting)(each) for each in key_results] == one_by_one, person
            answers |= {(meeting.pk, answer) for answer in one_by_one}
    assert {(team.pk, True), (team.pk, False)} <= answers


# Two at the same moment -------------------------------------------------------------------------------------


def test_a_form_sent_twice_at_the_same_moment_makes_one_row(own_database: ground.OwnDatabase) -> None:
    cast, request_id = settle_cast(), uuid4()
    with within(cast.organisation):
        story = settle(cast)
        accounts, meeting = story.rows["Accounts"], story.next_meeting()

    def save() -> object:
        with within(cast.organisation):
            return give(accounts, 31, by=cast.maya, check_in=meeting, request_id=request_id).repeated

    assert sorted(ground.together(save, save)) == [False, True]
    with within(cast.organisation):
        assert rows() == {(Update.objects.get(value=31).pk, meeting.pk)}
