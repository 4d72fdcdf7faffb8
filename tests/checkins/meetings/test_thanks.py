"""Thanking a colleague from their page."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from checkins.models import Recognition
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


def test_from_the_persons_page_for_a_key_result(week: Week) -> None:
    nora, page = signed_in(week.cast.nora), f"/fjellvann/people/{week.cast.ingrid.public_id}/"
    assert f'href="{page}thanks"' in nora.get(page).content.decode()
    assert "Accounts with a written success plan" in nora.get(f"{page}thanks").content.decode()
    answer = nora.post(
        f"{page}thanks", {"text": "You saw it coming.", "key_result": week.rows["Accounts"].public_id}
    )
    assert answer.headers["Location"] == page
    row = Recognition.objects.get()
    assert [row.by, row.to, row.key_result, row.text] == [
        week.cast.nora,
        week.cast.ingrid,
        week.rows["Accounts"],
        "You saw it coming.",
    ]
    assert "You saw it coming." in nora.get(page).content.decode()


def test_an_empty_one_and_a_stranger_key_result_are_refused(week: Week) -> None:
    nora, page = signed_in(week.cast.nora), f"/fjellvann/people/{week.cast.ingrid.public_id}/thanks"
    assert nora.post(page, {"text": " ", "key_result": ""}).status_code == 422
    assert nora.post(page, {"text": "Fine", "key_result": week.rows["Company"].public_id}).status_code == 422
    assert not Recognition.objects.exists()


def test_nobody_thanks_themselves_and_viewers_read_along(week: Week) -> None:
    for who in (week.cast.ingrid, week.cast.viggo):
        page = f"/fjellvann/people/{week.cast.ingrid.public_id}/"
        assert signed_in(who).post(f"{page}thanks", {"text": "Fine", "key_result": ""}).status_code == 403
        assert "thanks" not in signed_in(who).get(page).content.decode()
