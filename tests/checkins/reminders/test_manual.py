"""Reminding by hand: who may, once per person and meeting whoever presses, and what the letter says."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.meetings import actions as meeting_actions
from checkins.models import CheckIn, Occurrence
from checkins.permissions import can_remind, units_led
from checkins.reminders import manual
from okrsite.infra import mail
from organisations.display.reader import Reader
from organisations.models import Membership
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import ground, worlds
from tests.cast import Cast
from tests.cast import settle as settle_cast
from tests.checkins.week_of_ingrid import NOW, Week, give, settle

WORLD = "week"

PART: Any = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


def remind(week: Week, by: Membership, person: Membership | None = None) -> Occurrence:
    return manual.remind(person=person or week.cast.ingrid, by=by, organisation=week.organisation, now=NOW)


def letters() -> list[dict[str, Any]]:
    """What is in the queue to be sent, in this organisation."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM okrsite_job WHERE kind = %s ORDER BY id", [mail.MESSAGE])
        return [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]


def test_one_letter_that_says_who_asks(week: Week) -> None:
    said = remind(week, week.cast.maya)
    assert [said.membership, said.about] == [week.cast.ingrid, week.cast.maya.public_id]
    (letter,) = letters()
    assert letter["to"] == week.cast.ingrid.account.email
    assert letter["subject"] == "Maya asks for 2 key results before Thu 10:00"
    assert (
        "reminded you by hand" in letter["text"] and "Accounts with a written success plan" in letter["text"]
    )
    assert letter["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_once_per_person_and_meeting_whoever_reminds(week: Week) -> None:
    first = remind(week, week.cast.maya)
    assert remind(week, week.cast.henrik).pk == first.pk
    assert len(letters()) == 1
    following = CheckIn.objects.get(
        series=week.series, local_date=week.next_meeting().local_date + timedelta(weeks=1)
    )
    later = following.starts_at - timedelta(days=1)
    again = manual.remind(
        person=week.cast.ingrid, by=week.cast.maya, organisation=week.organisation, now=later
    )
    assert again.pk != first.pk and len(letters()) == 2


def test_a_moved_meeting_is_still_the_same_one(week: Week) -> None:
    first = remind(week, week.cast.maya)
    meeting = week.next_meeting()
    meeting_actions.move(
        check_in=meeting,
        to=meeting.starts_at + timedelta(days=1),
        reason="Travel",
        by=week.cast.maya,
        now=NOW,
    )
    assert remind(week, week.cast.maya).pk == first.pk


def test_who_may_remind(week: Week) -> None:
    cast = week.cast
    ingrid = Membership.objects.get(pk=cast.ingrid.pk)
    may = {
        name
        for name in ("ingrid", "maya", "jonas", "henrik", "nora", "astrid", "viggo")
        if can_remind(m := getattr(cast, name), ingrid, units_led(m))
    }
    assert may == {"maya", "henrik", "jonas"}, "her manager, a leader, the lead of her unit"
    hand_over_object(permission="lead_unit", thing=cast.sales, to=cast.nora, by=cast.astrid)
    assert can_remind(cast.nora, ingrid, units_led(cast.nora)), "who was handed the unit above hers"


@pytest.mark.parametrize("who", ["ingrid", "nora", "astrid", "viggo"])
def test_everyone_else_is_refused(week: Week, who: str) -> None:
    other = getattr(week.cast, who)
    with pytest.raises(PermissionDenied):
        remind(week, other)
    assert (
        signed_in(other).post(f"/fjellvann/people/{week.cast.ingrid.public_id}/remind", **PART).status_code
        == 403
    )
    signed_in(other).post("/fjellvann/reminders/", {"person": [week.cast.ingrid.public_id]})
    assert not Occurrence.objects.exists()


def test_why_nobody_can(week: Week) -> None:
    cast = week.cast
    Membership.objects.filter(pk=cast.ingrid.pk).update(reminders_by_email=False)
    with pytest.raises(Refused, match="turned reminder letters off"):
        remind(week, cast.maya, Membership.objects.get(pk=cast.ingrid.pk))
    Membership.objects.filter(pk=cast.ingrid.pk).update(reminders_by_email=True, away_from=NOW.date())
    with pytest.raises(Refused, match="away"):
        remind(week, cast.maya, Membership.objects.get(pk=cast.ingrid.pk))
    Membership.objects.filter(pk=cast.ingrid.pk).update(away_from=None)
    give(week.rows["Accounts"], 31)
    give(week.rows["Average"], 59)
    with pytest.raises(Refused, match="is updated"):
        remind(week, cast.maya, Membership.objects.get(pk=cast.ingrid.pk))
    assert not letters()


def test_the_button_gives_way_to_when_and_by_whom(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    address = f"/fjellvann/people/{week.cast.ingrid.public_id}/remind"
    first = maya.post(address, **PART).content.decode()
    assert "Reminded 08:30 by you" in first and "<button" not in first
    assert "Reminded 08:30 by Maya" in signed_in(week.cast.henrik).post(address, **PART).content.decode()
    whole = maya.post(address, {"here": "/fjellvann/company/participation/"})
    assert whole.headers["Location"] == "/fjellvann/company/participation/"
    assert (
        maya.post(address, {"here": "https://elsewhere.example/"}).headers["Location"]
        == "/fjellvann/check-ins/"
    )


def test_all_that_a_list_shows_at_once(week: Week) -> None:
    people = [week.cast.ingrid.public_id, week.cast.henrik.public_id, week.cast.viggo.public_id]
    signed_in(week.cast.henrik).post("/fjellvann/reminders/", {"person": people})
    signed_in(week.cast.henrik).post("/fjellvann/reminders/", {"person": people})
    assert [each.membership for each in Occurrence.objects.select_related("membership")] == [week.cast.ingrid]
    assert len(letters()) == 1


def test_a_list_asks_the_same_number_of_questions_for_any_number_of_people(week: Week) -> None:
    people = list(Membership.objects.active())
    reader = Reader("nb-no", week.organisation.zone, week.organisation.zone, NOW)
    counts, henrik = [], week.cast.henrik
    assert henrik.organisation, "fetched by the door"
    for some in ([week.cast.ingrid, week.cast.nora], people):  # one with a meeting ahead, one without
        with CaptureQueriesContext(connection) as queries:
            manual.reminder_offers(people=some, by=henrik, reader=reader)
        counts.append(len(queries))
    assert len(set(counts)) == 1


# Two at once ------------------------------------------------------------------------------------------------


@pytest.fixture
def pressed(
    own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Cast, Callable[[], Any], Callable[[], Any]]]:
    """Maya and Henrik, who both look and find that nobody has reminded Ingrid, before either writes."""
    cast = settle_cast()
    with within(cast.organisation):
        week = settle(cast)
    real, gate = manual.cases, threading.Barrier(2)

    def looking(*args: Any) -> Any:
        found = real(*args)
        gate.wait(ground.SECONDS)
        return found

    monkeypatch.setattr(manual, "cases", looking)

    def press(by: Membership) -> Callable[[], Any]:
        def act() -> str:
            with within(cast.organisation):
                return remind(week, by).about

        return act

    yield cast, press(cast.maya), press(cast.henrik)


def test_of_two_who_press_at_once_one_reminds_and_the_other_is_told(pressed: Any) -> None:
    cast, *calls = pressed
    said = ground.together(*calls)
    assert said[0] == said[1] and said[0] in (cast.maya.public_id, cast.henrik.public_id)
    with within(cast.organisation):
        assert Occurrence.objects.count() == 1
        assert len(letters()) == 1


def test_control_without_the_unique_row_both_remind(pressed: Any, own_database: ground.OwnDatabase) -> None:
    cast, *calls = pressed
    with own_database.connect("postgres") as superuser:
        superuser.execute("ALTER TABLE checkins_occurrence DROP CONSTRAINT occurrence_once")
    said = ground.together(*calls)
    assert {cast.maya.public_id, cast.henrik.public_id} == set(said)
    with within(cast.organisation):
        assert Occurrence.objects.count() == 2
