"""The ribbon of pages that name no cycle: the running one, asked for once and only where it is drawn."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from okrsite.ribbon import running
from organisations.tenancy import within
from tests import ground
from tests.cast import NOW, Cast, settle


@pytest.fixture
def astrid(cast: Cast, client: Client) -> Client:
    client.force_login(cast.astrid.account)
    return client


def test_settings_show_the_cycle_that_began_last(astrid: Client) -> None:
    with time_machine.travel(NOW):
        html = astrid.get("/fjellvann/settings/people/").content.decode()
    assert 'class="ribbon"' in html
    assert "Q3 2026 so far" in html


def test_between_cycles_there_is_none(astrid: Client) -> None:
    with time_machine.travel(NOW + timedelta(days=3650)):
        assert 'class="ribbon"' not in astrid.get("/fjellvann/settings/people/").content.decode()


def test_it_is_asked_for_once_and_only_where_it_is_drawn(cast: Cast, rf: RequestFactory) -> None:
    request = rf.get("/")
    request.organisation, request.membership = cast.organisation, cast.ingrid  # type: ignore[attr-defined]
    engine = engines["django"]
    for source, queries in (
        ("nothing", 0),
        ("{% if ribbon %}{{ ribbon.name }}{{ ribbon.left }}{% endif %}", 1),
    ):
        with CaptureQueriesContext(connection) as asked:
            engine.from_string(source).render(running(request), None)
        assert len(asked) == queries


def test_a_page_that_is_not_found_asks_nothing(own_database: ground.OwnDatabase, client: Client) -> None:
    cast = settle()
    with within(cast.organisation):
        client.force_login(cast.astrid.account)
    answer = client.get("/fjellvann/units/222222222222/")
    assert answer.status_code == 404
    assert b'class="ribbon"' not in answer.content
