"""Maya and Ingrid meet: who reads what, what is carried over, and what nobody else ever sees."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from checkins.meetings import actions as meeting_actions
from checkins.models import AgendaItem, CheckIn, CheckInSeries, Occurrence, PrivateNote
from checkins.reminders.letters import person_of, send, stop_address
from checkins.series.actions import change_series, make_ahead, start_series
from organisations.models import Membership
from organisations.refusals import Refused, Stale
from organisations.tenancy import within
from tests import worlds
from tests.organisations.cast import Fjellvann

WORLD = "fjellvann"

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 8, 18, 8, tzinfo=UTC)


@pytest.fixture
def house(db: None) -> Fjellvann:
    return worlds.world()


def meet(house: Fjellvann) -> CheckIn:
    """Thursdays at ten, from this week on."""
    series = start_series(
        by=house.maya,
        now=NOW,
        manager=house.maya,
        report=house.ingrid,
        starts_on=date(2026, 8, 18),
        weekday=3,
        local_time=time(10),
    )
    first = CheckIn.objects.filter(series=series).order_by("starts_at").first()
    assert first is not None
    return first


def test_meetings_stand_ahead_right_through_daylight_saving(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        assert first.starts_at == datetime(2026, 8, 20, 8, tzinfo=UTC)
        make_ahead(first.series, datetime(2026, 10, 20, tzinfo=UTC))
        winter = CheckIn.objects.get(series=first.series, local_date=date(2026, 10, 29))
        assert winter.starts_at == datetime(2026, 10, 29, 9, tzinfo=UTC), (
            "ten o'clock in Oslo, both sides of 25 October"
        )
        count = CheckIn.objects.count()
        make_ahead(first.series, datetime(2026, 10, 20, tzinfo=UTC))
        assert CheckIn.objects.count() == count


def test_two_people_have_one_series(house: Fjellvann) -> None:
    with within(house.organisation):
        meet(house)
        with pytest.raises(Refused, match="have a series already"):
            meet(house)


def test_only_the_manager_starts_a_series(house: Fjellvann) -> None:
    with within(house.organisation), pytest.raises(PermissionDenied):
        start_series(
            by=house.silje,
            now=NOW,
            manager=house.maya,
            report=house.ingrid,
            starts_on=NOW.date(),
            weekday=3,
            local_time=time(10),
        )


def test_what_was_not_talked_about_goes_on_to_the_next_meeting(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        open_ = meeting_actions.add_point(check_in=first, text="Frame prices", by=house.ingrid)
        done = meeting_actions.add_point(check_in=first, text="Pilot", by=house.maya)
        meeting_actions.tick_point(item=done, done=True, by=house.maya, now=NOW)
        meeting_actions.complete(check_in=first, title="August", by=house.maya, now=first.starts_at)
        open_.refresh_from_db()
        done.refresh_from_db()
        assert open_.check_in.local_date == date(2026, 8, 27)
        assert open_.carried_from == date(2026, 8, 20)
        assert done.check_in == first
        with pytest.raises(Refused, match="completed"):
            meeting_actions.add_point(check_in=first, text="Too late", by=house.maya)


def test_a_changed_rhythm_takes_the_prepared_meeting_along(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        meeting_actions.add_point(check_in=first, text="Frame prices", by=house.ingrid)
        change_series(
            series=first.series,
            by=house.maya,
            now=NOW,
            every="week",
            weekday=4,
            local_time=time(9),
            minutes=30,
            time_zone="Europe/Oslo",
            place="",
        )
        point = AgendaItem.objects.get()
        assert point.check_in.local_date == date(2026, 8, 21)
        assert {meeting.local_date.weekday() for meeting in CheckIn.objects.all()} == {4}


def test_shared_notes_are_never_overwritten(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        note = meeting_actions.save_shared(check_in=first, text="Maya's", version=0, by=house.maya, now=NOW)
        with pytest.raises(Stale):
            meeting_actions.save_shared(check_in=first, text="Ingrid's", version=0, by=house.ingrid, now=NOW)
        note.refresh_from_db()
        assert note.text == "Maya's"


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


@pytest.fixture
def page(house: Fjellvann) -> str:
    with within(house.organisation):
        first = meet(house)
        meeting_actions.add_point(check_in=first, text="Frame prices for Nordvik", by=house.ingrid)
        meeting_actions.save_private(check_in=first, text="Offer Runa as backup", by=house.maya, now=NOW)
        return f"/fjellvann/check-ins/{first.public_id}/"


def test_the_two_read_the_meeting_and_only_the_author_the_private_notes(house: Fjellvann, page: str) -> None:
    for reader, private in ((house.maya, True), (house.ingrid, False)):
        answer = signed_in(reader).get(page)
        assert answer.status_code == 200
        assert b"Frame prices for Nordvik" in answer.content
        assert (b"Offer Runa as backup" in answer.content) is private


@pytest.mark.parametrize("who", ["silje", "anne", "olav"])
def test_a_colleague_an_administrator_and_a_viewer_find_no_meeting(
    house: Fjellvann, page: str, who: str
) -> None:
    answer = signed_in(getattr(house, who)).get(page)
    assert answer.status_code == 404
    for part, data in (
        ("points", {"text": "x"}),
        ("shared-notes", {"text": "x", "version": "0"}),
        ("complete", {}),
        ("private-notes", {"text": "x"}),
    ):
        assert signed_in(getattr(house, who)).post(f"{page}{part}", data).status_code == 404


def test_a_leader_is_asked_before_reading_and_is_shown_after_joining(house: Fjellvann, page: str) -> None:
    client = signed_in(house.henrik)
    before = client.get(page)
    assert b"Frame prices" not in before.content
    assert client.post(f"{page}join").status_code == 302
    after = client.get(page)
    assert b"Frame prices" in after.content
    assert b"Offer Runa" not in after.content
    assert b"is joining" in signed_in(house.ingrid).get(page).content


def test_a_refused_point_comes_back_with_its_sentence(house: Fjellvann, page: str) -> None:
    answer = signed_in(house.maya).post(f"{page}points", {"text": "  "})
    assert answer.status_code == 422
    assert b"Write the talking point" in answer.content


def test_the_page_asks_the_same_number_of_questions_however_much_is_on_it(
    house: Fjellvann, page: str, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(house.maya)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    with within(house.organisation):
        meeting = CheckIn.objects.get(public_id=page.split("/")[3])
        for number in range(12):
            meeting_actions.add_point(check_in=meeting, text=f"Point {number}", by=house.ingrid)
            meeting_actions.add_action(
                check_in=meeting,
                text=f"Action {number}",
                owner=house.ingrid,
                due_on=None,
                by=house.maya,
                now=NOW,
            )
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)


# Reminders --------------------------------------------------------------------------------------------------


def test_nothing_is_sent_when_nothing_is_open_and_it_is_decided_once(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        assert (
            send(house.organisation, house.ingrid, first.starts_at, first.local_date, NOW) == "nothing_open"
        )
        assert send(house.organisation, house.ingrid, first.starts_at, first.local_date, NOW) == "again"
        assert Occurrence.objects.count() == 1


def test_a_letter_can_be_stopped_without_signing_in_and_only_by_its_own_address(house: Fjellvann) -> None:
    address = stop_address(house.organisation, house.ingrid).removeprefix("http://localhost:8000")
    assert person_of("made-up") is None
    client = Client()
    assert client.get("/fjellvann/reminders/made-up/stop").status_code == 404
    assert client.get(address).status_code == 200
    with within(house.organisation):
        assert Membership.objects.get(pk=house.ingrid.pk).reminders_by_email, "looking stops nothing"
    assert client.post(address).status_code == 200
    with within(house.organisation):
        assert not Membership.objects.get(pk=house.ingrid.pk).reminders_by_email


def test_private_notes_have_one_author_each(house: Fjellvann) -> None:
    with within(house.organisation):
        first = meet(house)
        meeting_actions.save_private(check_in=first, text="one", by=house.maya, now=NOW)
        meeting_actions.save_private(
            check_in=first, text="two", by=house.maya, now=NOW + timedelta(minutes=1)
        )
        assert PrivateNote.objects.get().text == "two"
        assert CheckInSeries.objects.count() == 1


def test_completing_asks_what_it_was_about_and_is_for_the_two(house: Fjellvann, page: str) -> None:
    maya = signed_in(house.maya)
    assert b"What was it about?" in maya.get(f"{page}complete").content
    assert signed_in(house.henrik).get(f"{page}complete").status_code == 404
    signed_in(house.henrik).post(f"{page}join")
    assert signed_in(house.henrik).post(f"{page}complete", {"title": "Mine"}).status_code == 403
    assert maya.post(f"{page}complete", {"title": "Renewals"}).headers["Location"] == page
    assert b"Renewals" in maya.get(page).content
    assert maya.post(f"{page}complete", {"title": "Again"}).status_code == 422
