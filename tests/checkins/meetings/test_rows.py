"""Values given on the page of a meeting: by the manager there and nowhere else, and named; the row answers as
a meeting's row."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client

from checkins.meetings import actions as meeting_actions
from checkins.models import MeetingUpdate
from objectives.models import Update
from organisations.models import Membership
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week, state_of

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


def page(week: Week) -> str:
    return f"/fjellvann/check-ins/{week.next_meeting().public_id}/"


def key_result(week: Week, what: str) -> str:
    return f"/fjellvann/key-results/{week.rows['Accounts'].public_id}/{what}"


def save(client: Client, week: Week, **fields: Any) -> Any:
    extra = fields.pop("extra", PART)
    said = {"value": "31", "confidence": "on", "request_id": str(uuid4()), "here": page(week), **fields}
    return client.post(key_result(week, "updates"), said, **extra)


def test_the_manager_gives_a_value_in_the_meeting_and_is_named(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    opened = maya.get(key_result(week, f"update?here={page(week)}"), **PART)
    assert opened.status_code == 200
    assert f'name="here" value="{page(week)}"' in opened.content.decode()
    answer = save(maya, week)
    assert answer.status_code == 200
    row = Update.objects.order_by("-pk")[0]
    assert [row.by, row.given_in.check_in, row.value] == [week.cast.maya, week.next_meeting(), 31]
    assert 'class="since-row"' in answer.content.decode()


def test_outside_the_meeting_the_manager_gives_none(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    assert maya.get(key_result(week, "update"), **PART).status_code == 403
    for here in ("", "/fjellvann/my-week/", "/havblikk/check-ins/222222222222/", "nonsense"):
        assert save(maya, week, here=here).status_code == 403
    assert state_of(week.rows["Accounts"]).current == 29


def test_nobody_else_gives_one_by_naming_the_meeting(week: Week) -> None:
    """A leader who joined reads; a colleague who knows the address is no part of it."""
    meeting_actions.join(check_in=week.next_meeting(), by=week.cast.henrik)
    for who in (week.cast.henrik, week.cast.nora):
        assert save(signed_in(who), week).status_code == 403


def test_a_completed_meeting_takes_no_values_from_the_manager(week: Week) -> None:
    meeting_actions.complete(check_in=week.next_meeting(), title="", by=week.cast.maya, now=NOW)
    assert save(signed_in(week.cast.maya), week).status_code == 403


def test_what_ingrid_gives_there_is_her_own(week: Week) -> None:
    assert save(signed_in(week.cast.ingrid), week).status_code == 200
    assert not MeetingUpdate.objects.exists()


def test_a_refused_value_stands_in_the_meetings_row_and_on_its_page(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    refused = save(maya, week, value="many")
    assert refused.status_code == 422
    assert 'value="many"' in refused.content.decode()
    whole = save(maya, week, value="many", extra={})
    assert whole.status_code == 422
    assert 'value="many"' in whole.content.decode() and "Since we last met" in whole.content.decode()


def test_cancel_brings_the_meetings_row_back_and_edit_opens_it_without_script(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    assert (
        'class="since-row"' in maya.get(key_result(week, f"row?here={page(week)}"), **PART).content.decode()
    )
    moved = maya.get(key_result(week, f"update?here={page(week)}"))
    assert moved.headers["Location"].startswith(f"{page(week)}?edit=")
    assert 'class="kr is-open"' in maya.get(moved.headers["Location"]).content.decode()


def test_undo_in_the_meeting_answers_with_its_row(week: Week) -> None:
    maya = signed_in(week.cast.maya)
    save(maya, week)
    said = {
        "update": Update.objects.order_by("-pk")[0].public_id,
        "request_id": str(uuid4()),
        "here": page(week),
    }
    undone = maya.post(key_result(week, "undo"), said, **PART)
    assert 'class="since-row"' in undone.content.decode()
    assert state_of(week.rows["Accounts"]).current == 29
