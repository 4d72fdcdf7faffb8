"""What the others do in a meeting: seen by whoever looks on, part by part, and nothing else."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.meetings import actions as meeting_actions
from checkins.meetings.merge_notes import both_texts
from checkins.models import AgendaItem, CheckIn, SharedNote
from objectives.models import Update
from organisations.tenancy import within
from tests import worlds
from tests.checkins.meetings.test_check_in import NOW, meet, signed_in
from tests.organisations.cast import Fjellvann

WORLD = "fjellvann"

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def house(db: None) -> Fjellvann:
    return worlds.world()


@pytest.fixture
def meeting(house: Fjellvann) -> Iterator[CheckIn]:
    with within(house.organisation):
        yield meet(house)


def address(meeting: CheckIn) -> str:
    return f"/fjellvann/check-ins/{meeting.public_id}/"


def seen(client: Client, meeting: CheckIn) -> dict[str, str]:
    """The tokens that the page carries, as htmx sends them."""
    html = client.get(address(meeting)).content.decode()
    return {
        "seen": str(meeting.version),
        **dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)" data-seen>', html)),
    }


def look(client: Client, meeting: CheckIn, tokens: dict[str, str]) -> tuple[int, str]:
    answer = client.get(f"{address(meeting)}news", tokens, headers=HTMX)
    return answer.status_code, answer.content.decode()


def test_nothing_new_is_204(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    tokens = seen(ingrid, meeting)
    assert set(tokens) == {"seen", "people", "rows", "agenda", "actions", "notes"}
    assert look(ingrid, meeting, tokens) == (204, "")


def test_a_point_comes_alone(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    tokens = seen(ingrid, meeting)
    meeting_actions.add_point(check_in=meeting, text="Frame prices", by=house.maya)
    status, html = look(ingrid, meeting, tokens)
    assert status == 200
    assert 'id="agenda-part"' in html
    assert "Frame prices" in html
    assert 'id="changes"' not in html
    assert 'id="actions-part"' not in html
    assert 'id="shared-notes"' not in html


def test_a_leader_who_joins_is_shown_to_who_looks_on(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    tokens = seen(ingrid, meeting)
    signed_in(house.henrik).post(f"{address(meeting)}join")
    assert "is joining" in look(ingrid, meeting, tokens)[1]


def test_a_meeting_completed_meanwhile_says_so_and_swaps_no_page(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    tokens = seen(ingrid, meeting)
    meeting_actions.complete(check_in=meeting, title="", by=house.maya, now=meeting.starts_at)
    html = look(ingrid, meeting, tokens)[1]
    assert "Maya completed this check-in" in html
    assert "Complete it" not in html


def test_the_poll_is_for_who_takes_part(house: Fjellvann, meeting: CheckIn) -> None:
    """A leader who has not joined yet reads nothing by it either."""
    for who in (house.silje, house.anne, house.olav, house.henrik):
        assert look(signed_in(who), meeting, {"agenda": "x"})[0] == 404


def test_without_script_it_leads_to_the_page(house: Fjellvann, meeting: CheckIn) -> None:
    assert signed_in(house.ingrid).get(f"{address(meeting)}news").headers["Location"] == address(meeting)


def test_a_look_costs_the_same_however_much_was_said(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    counts = []
    for _ in range(2):
        tokens = seen(ingrid, meeting)
        with CaptureQueriesContext(connection) as quiet:
            assert look(ingrid, meeting, tokens)[0] == 204
        with CaptureQueriesContext(connection) as loud:
            assert look(ingrid, meeting, {**tokens, "agenda": "x"})[0] == 200
        counts.append((len(quiet), len(loud)))
        for n in range(8):
            meeting_actions.add_point(check_in=meeting, text=f"Point {n}", by=house.maya)
            meeting_actions.add_action(
                check_in=meeting, text=f"Action {n}", owner=house.ingrid, due_on=None, by=house.maya, now=NOW
            )
    assert counts[0] == counts[1]
    assert counts[0][0] <= 11, f"a look that finds nothing asks {counts[0][0]} times"


def test_both_texts_are_shown_and_either_or_both_kept(house: Fjellvann, meeting: CheckIn) -> None:
    ingrid = signed_in(house.ingrid)
    meeting_actions.save_shared(check_in=meeting, text="Agreed: one.", version=0, by=house.maya, now=NOW)
    mine = {"text": "Agreed: two.", "version": "0"}
    refused = ingrid.post(f"{address(meeting)}shared-notes", mine, headers=HTMX)
    assert refused.status_code == 409
    assert refused.headers["HX-Retarget"] == "#both-notes"
    assert b"Agreed: one." in refused.content
    assert b"<textarea" not in refused.content, "the field that is typed in is never swapped"
    ingrid.post(f"{address(meeting)}shared-notes", {**mine, "settle": "both", "standing": "1"}, headers=HTMX)
    assert SharedNote.objects.get().text == "Agreed: one.\ntwo."


def test_a_third_text_is_shown_again(house: Fjellvann, meeting: CheckIn) -> None:
    meeting_actions.save_shared(check_in=meeting, text="One", version=0, by=house.maya, now=NOW)
    meeting_actions.save_shared(check_in=meeting, text="Three", version=1, by=house.maya, now=NOW)
    settled = {"text": "Two", "settle": "mine", "standing": "1", "version": "0"}
    assert (
        signed_in(house.ingrid).post(f"{address(meeting)}shared-notes", settled, headers=HTMX).status_code
        == 409
    )
    assert SharedNote.objects.get().text == "Three"


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("Done. Maya adds. ", "Done. Ingrid adds. ", "Done. Maya adds. Ingrid adds. "),
        ("Done.", "Done. And more.", "Done. And more."),
        ("", "Mine", "Mine"),
        ("Top\nhers\nEnd", "Top\nmine\nEnd", "Top\nhers\nmine\nEnd"),
        ("One\nTwo", "One\nThree", "One\nTwo\nThree"),
        ("Same", "Same", "Same"),
    ],
)
def test_what_two_people_share_stands_once(theirs: str, mine: str, both: str) -> None:
    assert both_texts(theirs, mine) == both


def test_ticking_answers_with_the_agenda(house: Fjellvann, meeting: CheckIn) -> None:
    point = meeting_actions.add_point(check_in=meeting, text="Frame prices", by=house.maya)
    answer = signed_in(house.ingrid).post(
        f"/fjellvann/points/{point.public_id}/done", {"done": "1"}, headers=HTMX
    )
    assert "1 of 1 done" in answer.content.decode()
    assert AgendaItem.objects.get().done_at is not None
    assert not Update.objects.exists()
