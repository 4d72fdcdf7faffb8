"""The component sheet in a real browser: axe, sideways scrolling, what the keyboard and a lost connection
do."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect

from tests import ground
from tests.browser.conftest import OpenPage, axe_findings

SHEET = "/dev/components"
WIDTHS = {"wide": 1440, "phone": 390}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ground.Site]:
    """The sheet asks no database, so an empty one serves it."""
    with (
        ground.own_database(for_django=False) as database,
        ground.site(database, tmp_path_factory.mktemp("sheet")) as running,
    ):
        yield running


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_axe_finds_nothing(open_page: OpenPage, site: ground.Site, theme: str, width: int) -> None:
    with open_page(
        site, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    ) as page:
        page.goto(SHEET)
        assert axe_findings(page) == []


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280, 1440, 1920])
def test_the_page_never_scrolls_sideways(open_page: OpenPage, site: ground.Site, width: int) -> None:
    with open_page(site, viewport={"width": width, "height": 900}) as page:
        page.goto(SHEET)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_j_and_k_walk_the_rows_and_keys_act_in_them(page: Page) -> None:
    page.goto(SHEET)
    page.keyboard.press("j")
    first = page.locator("#kr-open")
    expect(first).to_be_focused()
    page.keyboard.press("1")
    expect(first.get_by_label("On track")).to_be_checked()
    page.keyboard.press("j")
    expect(page.locator("#kr-refused")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(first.locator("input[name=value]")).to_be_focused()
    page.keyboard.type("3")
    expect(first.get_by_label("On track")).to_be_checked()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_the_list_of_keys_opens_with_a_question_mark_and_closes_with_escape(page: Page) -> None:
    page.goto(SHEET)
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()


def test_the_theme_changes_at_once_and_stays(page: Page) -> None:
    page.goto(SHEET)
    page.get_by_label("Your account").click()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def answer_saved(route: Route) -> None:
    """What the server would answer to a saved row: the row, folded."""
    route.fulfill(
        status=200,
        content_type="text/html",
        body='<li class="kr is-saved" id="kr-open" data-row><a href="#">Saved</a></li>',
    )


def test_after_saving_the_focus_is_in_the_next_open_row(page: Page) -> None:
    page.goto(SHEET)
    page.route(lambda address: "/dev/components" in address, answer_saved)
    value = page.locator("#kr-open input[name=value]")
    value.fill("59")
    value.press("Enter")
    expect(page.locator("#kr-open")).to_contain_text("Saved")
    expect(page.locator("#kr-refused input[name=value]")).to_be_focused()


def test_enter_in_the_value_field_saves_and_does_not_mean_no_change(page: Page) -> None:
    page.goto(SHEET)
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.route(lambda address: "/dev/components" in address, answer_saved)
    page.locator("#kr-open input[name=value]").press("Enter")
    expect(page.locator("#kr-open")).to_contain_text("Saved")
    assert "no_change" not in (sent[0].post_data or "")


def test_a_refused_row_is_swapped_and_has_the_focus(page: Page) -> None:
    page.goto(SHEET)
    field = '<input name="value" value="5,9" aria-invalid="true" aria-label="Value" data-focus-next>'
    row = f'<li class="kr is-open" id="kr-open" data-row="open"><form>{field}</form></li>'
    page.route(
        lambda address: "/dev/components" in address,
        lambda route: route.fulfill(status=422, content_type="text/html", body=row),
    )
    page.locator("#kr-open input[name=value]").press("Enter")
    expect(page.locator("#kr-open input[aria-invalid]")).to_be_focused()


def test_nothing_typed_is_lost_with_the_connection(browser: Browser, site: ground.Site) -> None:
    page = browser.new_page(
        base_url=site.address
    )  # htmx itself complains about the lost connection, so no open_page
    page.goto(SHEET)
    page.route(lambda address: "/dev/components" in address, lambda route: route.abort())
    page.locator("#kr-open input[name=note]").fill("Legal is waiting for us.")
    page.locator("#kr-open input[name=note]").press("Enter")
    expect(page.locator("#kr-open")).to_contain_text("Not saved: no connection")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(
        page.locator("#kr-open input[name=note]")
    ).to_be_focused()  # whoever types goes on typing; the alert is read out
    page.unroute_all()
    page.reload()
    expect(page.locator("#kr-open input[name=note]")).to_have_value("Legal is waiting for us.")
    page.route(lambda address: "/dev/components" in address, answer_saved)
    page.locator("#kr-open input[name=note]").press("Enter")
    expect(page.locator("#kr-open")).to_contain_text("Saved")
    page.unroute_all()
    page.reload()
    expect(page.locator("#kr-open input[name=note]")).not_to_have_value("Legal is waiting for us.")
    page.close()


def test_a_draft_gives_way_to_what_somebody_saved_since(page: Page) -> None:
    page.goto(SHEET)
    page.locator("#kr-open input[name=note]").fill("Mine")
    kept = page.evaluate("Object.entries(sessionStorage).find(([key]) => key.startsWith('draft:'))")
    draft = json.loads(kept[1])
    draft["version"] = "an older one"
    page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [kept[0], json.dumps(draft)])
    page.reload()
    expect(page.locator("#kr-open input[name=note]")).not_to_have_value("Mine")


def test_a_dialog_opens_with_its_first_field_and_gives_the_focus_back(page: Page) -> None:
    page.goto(SHEET)
    inside = '<h2 id="dialog-title" tabindex="-1">Why?</h2><input name="why" aria-label="Why"><button type="button" data-closes>Cancel</button>'
    body = f'<form data-keeps="d">{inside}</form>'
    page.route(
        lambda address: "/dev/components" in address,
        lambda route: route.fulfill(status=200, content_type="text/html", body=body),
    )
    opener = page.locator(".corp .figure").first
    opener.click()
    expect(page.get_by_label("Why", exact=True)).to_be_focused()
    page.get_by_label("Why", exact=True).fill("Because")
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_visible()
    page.get_by_role("button", name="Cancel").last.click()
    expect(page.locator("#dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_script_the_menus_open_and_the_theme_changes(open_page: OpenPage, site: ground.Site) -> None:
    with open_page(site, java_script_enabled=False) as page:
        page.goto(SHEET)
        page.get_by_label("Your account").click()
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page).to_have_url(site.address + SHEET)
