"""The component sheet: every partial and tag in every state, held to the rules of the house."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch

from objectives.display.charts.scale import Scale
from objectives.display.svg.scale import scale
from okrsite.infra import htmx
from organisations.templatetags import northstar

VOID = {"input", "meta", "link", "br", "hr", "img", "path", "circle", "rect", "line", "use"}


@pytest.fixture
def sheet(client: Client) -> str:
    answer = client.get("/dev/components")
    assert answer.status_code == 200
    return answer.content.decode()


class Balance(HTMLParser):
    """Every element that opens, closes; every id is one of a kind."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def test_nothing_on_it_needs_an_unsafe_policy(sheet: str) -> None:
    assert " style=" not in sheet
    assert not re.search(r"\son[a-z]+=", sheet)
    assert "hx-on" not in sheet
    assert not re.search(r"<script(?![^>]*\ssrc=)", sheet)


def test_its_elements_are_balanced(sheet: str) -> None:
    balance = Balance()
    balance.feed(sheet)
    assert balance.open == []


def test_every_control_of_htmx_works_without_it(sheet: str) -> None:
    for element in re.findall(r"<(?:a|form)\b[^>]*hx-(?:get|post)[^>]*>", sheet):
        assert "href=" in element or "action=" in element


def test_numbers_are_written_the_readers_way(client: Client) -> None:
    norwegian = client.get("/dev/components", {"locale": "nb-no"}).content.decode()
    assert "17,6\u00a0%" in norwegian
    assert "17.6%" not in norwegian


def test_a_theme_is_remembered_and_forgotten(client: Client) -> None:
    assert 'data-theme="' not in client.get("/dev/components").content.decode()
    client.post("/theme", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/dev/components").content.decode()
    client.post("/theme", {"theme": "system"})
    assert 'data-theme="' not in client.get("/dev/components").content.decode()


def test_a_theme_leads_back_to_our_own_pages_only(client: Client) -> None:
    assert (
        client.post("/theme", {"theme": "dark"}, headers={"Referer": "http://elsewhere.example/"}).headers[
            "Location"
        ]
        == "/"
    )


def test_an_invented_theme_stays_out_of_the_page(client: Client) -> None:
    client.cookies["theme"] = '"><b>'
    assert "<b>" not in client.get("/dev/components").content.decode()[:200]


def test_elsewhere_the_sheet_does_not_exist(client: Client, settings: Any) -> None:
    settings.DEVELOPMENT = False
    assert client.get("/dev/components").status_code == 404


def test_a_title_with_markup_is_text_in_every_drawing() -> None:
    drawn = scale(Scale(name='<b>"', progress=1, expected=2, value="<i>", start="&", target="'>", today="x"))
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "&amp;" in drawn


def test_a_misspelt_route_is_an_error_and_not_an_empty_link() -> None:
    with pytest.raises(NoReverseMatch):
        northstar.address("objectives:never_built", "fjellvann")


class Asked:
    """What django-htmx tells of a request."""

    def __init__(self, *, boosted: bool = False, history_restore_request: bool = False) -> None:
        self.boosted, self.history_restore_request = boosted, history_restore_request


def test_boosted_links_and_restored_history_want_the_whole_page() -> None:
    request: Any = RequestFactory().get("/")
    for asked, part in (
        (False, False),
        (Asked(), True),
        (Asked(boosted=True), False),
        (Asked(history_restore_request=True), False),
    ):
        request.htmx = asked
        assert htmx.wants_part(request) is part


def test_an_expired_session_moves_the_whole_page() -> None:
    request: Any = RequestFactory().get("/fjellvann/")
    request.htmx = Asked()
    answer = htmx.sign_in(request)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        204,
        "/accounts/login/?next=%2Ffjellvann%2F",
    )
    assert answer.headers["Vary"] == "HX-Request"
    request.htmx = False
    assert htmx.sign_in(request).headers["Location"] == "/accounts/login/?next=%2Ffjellvann%2F"


def test_a_page_travels_compressed(client: Client) -> None:
    answer = client.get("/dev/components", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.content) <= 25_000, "and the longest page there is stays within a next page's budget"
