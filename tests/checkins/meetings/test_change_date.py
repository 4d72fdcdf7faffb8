"""One meeting on another day, or not at all; the page of its rhythm."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from checkins.meetings import actions as meeting_actions
from checkins.models import CheckIn
from organisations.models import Membership
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week

WORLD = "week"


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


def ask(week: Week, member: Membership, **said: str) -> Any:
    return signed_in(member).post(f"/fjellvann/check-ins/{week.next_meeting().public_id}/date", said)


def test_either_of_the_two_moves_it_with_a_reason(week: Week) -> None:
    answer = ask(week, week.cast.ingrid, what="move", to="2026-08-21T09:30", reason="Bergen")
    assert answer.status_code == 302
    meeting = week.next_meeting()
    assert (f"{meeting.starts_at:%d %H:%M}", meeting.reason, meeting.state) == (
        "21 07:30",
        "Bergen",
        CheckIn.State.PLANNED,
    )


def test_or_skips_it(week: Week) -> None:
    assert ask(week, week.cast.maya, what="skip", to="", reason="Holiday").status_code == 302
    assert (week.next_meeting().state, week.next_meeting().reason) == (CheckIn.State.SKIPPED, "Holiday")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"what": "move", "to": "", "reason": "Bergen"}, "Choose a day and a time."),
        (
            {"what": "move", "to": "2026-08-17T09:30", "reason": "Bergen"},
            "Choose a time that is still to come.",
        ),
        ({"what": "move", "to": "soon", "reason": "Bergen"}, "Enter a valid date/time."),
        ({"what": "skip", "to": "", "reason": " "}, "This field is required."),
    ],
)
def test_what_is_refused_stays_typed(week: Week, said: dict[str, str], sentence: str) -> None:
    answer = ask(week, week.cast.maya, **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert week.next_meeting().state == CheckIn.State.PLANNED and not week.next_meeting().reason


def test_a_guest_does_not_and_a_stranger_finds_nothing(week: Week) -> None:
    meeting_actions.join(check_in=week.next_meeting(), by=week.cast.henrik)
    assert ask(week, week.cast.henrik, what="skip", reason="No").status_code == 403
    assert ask(week, week.cast.nora, what="skip", reason="No").status_code == 404


def test_the_rhythm_previews_what_is_not_saved(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    address = f"/fjellvann/series/{week.series.public_id}/"
    html = maya.get(address).content.decode()
    assert html.count('class="option"') == 3 and "segmented-days" in html
    preview = maya.get(
        address,
        {
            "every": "month",
            "weekday": "4",
            "local_time": "09:00",
            "minutes": "45",
            "time_zone": "Europe/Oslo",
            "place": "",
        },
    )
    assert "Not saved yet" in preview.content.decode() and "09:00 to 09:45" in preview.content.decode()
