"""My week in a real browser: by keyboard alone, with a wrong value, an Undo, without script, on a phone."""

import re

import pytest
from playwright.sync_api import Locator, Page, Response, expect

from okrsite.demo.company import PASSWORD
from tests import ground
from tests.browser.conftest import OpenPage, axe_findings

INGRID = "ingrid.solheim@fjellvann.example"
MY_WEEK = "/fjellvann/my-week/"


def enter(page: Page, email: str = INGRID) -> None:
    """Sign in and stand on My week."""
    page.goto(f"/accounts/login/?next={MY_WEEK}")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(
        lambda url: "next=" not in url and url.endswith(MY_WEEK)
    )  # the sign-in page names it too


def row(page: Page, title: str) -> Locator:
    return page.locator("[data-row]", has_text=title)


def save(mine: Locator) -> None:
    mine.locator(".kr-fields").get_by_role("button", name="Save").click()


def test_five_key_results_are_updated_by_keyboard_alone(
    open_page: OpenPage, own_demo_site: ground.Site
) -> None:
    with open_page(own_demo_site, viewport={"width": 1440, "height": 900}) as page:
        enter(page)
        still = page.locator("[data-row].is-open").count()
        assert still == 5
        count = page.locator("#wk-count")
        expect(count).to_have_text("1 of 6 key results updated")
        page.keyboard.press("j")
        page.keyboard.press("Enter")  # into the first row's field; after that focus follows the work
        for done in range(1, still + 1):
            if done % 2:
                page.keyboard.press("Enter")  # the value as it stands: saved as No change
            else:
                page.keyboard.press("Escape")
                page.keyboard.press("n")
            expect(count).to_have_text(
                f"{1 + done} of 6 key results updated"
            )  # and not a moment is waited for the rest
        expect(count).to_be_focused()
        expect(page.get_by_text("You are ready")).to_be_visible()
        expect(page.locator("[data-row].is-open")).to_have_count(0)


def test_a_value_moves_the_figure_and_undo_moves_it_back(
    open_page: OpenPage, own_demo_site: ground.Site
) -> None:
    with open_page(own_demo_site) as page:
        enter(page)
        card = page.locator("article", has_text="Accounts with a written success plan")
        figure = card.locator(".objective-figure b")
        before = figure.inner_text()
        mine = row(page, "Accounts with a written success plan")
        mine.locator("input[name=value]").fill("39")
        mine.get_by_label("At risk").check()
        mine.get_by_placeholder("What changed").fill("All plans but one")
        save(mine)
        expect(mine).to_have_class(re.compile("is-saved"))
        expect(mine).to_contain_text("All plans but one")
        expect(figure).not_to_have_text(before)
        page.get_by_role("button", name="Undo").click()
        expect(mine).to_have_class(re.compile("is-open"))
        expect(figure).to_have_text(before)
        expect(page.locator("#wk-count")).to_have_text("1 of 6 key results updated")


def test_a_slip_is_asked_about_and_mended_by_its_button(
    open_page: OpenPage, own_demo_site: ground.Site
) -> None:
    with open_page(own_demo_site) as page:
        enter(page)
        mine = row(page, "Average sales cycle")
        value = mine.locator("input[name=value]")
        value.fill("5.9")
        page.keyboard.press("Enter")
        expect(mine).to_contain_text("5.9 days is far below the target of 53. Did you mean 59?")
        expect(value).to_be_focused()
        mine.get_by_role("button", name="Use 59").click()
        expect(mine).to_have_class(re.compile("is-saved"))
        expect(mine).to_contain_text("59")


def test_a_lost_connection_loses_nothing(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site, may_complain="htmx:") as page:
        enter(page)
        mine = row(page, "Average sales cycle")
        mine.locator("input[name=value]").fill("58")
        page.route("**/updates", lambda route: route.abort())
        page.keyboard.press("Enter")
        expect(mine).to_contain_text("Not saved")
        page.unroute_all()
        page.reload()
        expect(mine.locator("input[name=value]")).to_have_value("58")
        save(mine)
        expect(page.locator("#wk-count")).to_have_text("2 of 6 key results updated")


def test_two_tabs_meet(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site) as page:
        enter(page)
        other = page.context.new_page()
        other.goto(MY_WEEK)
        theirs, mine = row(other, "Average sales cycle"), row(page, "Average sales cycle")
        theirs.locator("input[name=value]").fill("58")
        save(theirs)
        expect(theirs).to_have_class(re.compile("is-saved"))  # else the second tab could overtake the first
        mine.locator("input[name=value]").fill("57")
        save(mine)
        expect(mine).to_contain_text("You saved this in another window")
        mine.get_by_role("button", name="Save mine on top").click()
        expect(mine).to_have_class(re.compile("is-saved"))
        expect(mine).to_contain_text("57")


def test_an_answer_is_saved_as_it_changes(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site) as page:
        enter(page)
        with page.expect_response("**/my-week/answers") as answered:
            page.get_by_label("What is in the way?").fill("Nobody signs for the frame prices")
            page.keyboard.press("Tab")
        response: Response = answered.value
        assert response.status == 200
        expect(page.locator("#in-the-way")).to_contain_text("Nobody signs for the frame prices")
        page.reload()
        expect(page.get_by_label("What is in the way?")).to_have_value("Nobody signs for the frame prices")


def test_without_script_everything_is_a_page(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site, java_script_enabled=False) as page:
        enter(page)
        mine = row(page, "Average sales cycle")
        mine.locator("input[name=value]").fill("sixty")
        save(mine)
        expect(mine).to_contain_text("is not a number")
        mine.locator("input[name=value]").fill("58")
        save(mine)
        expect(page.locator("#wk-count")).to_have_text("2 of 6 key results updated")
        mine.get_by_role("link", name=re.compile("Edit update")).click()
        expect(mine.locator("input[name=value]")).to_have_value("58")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(open_page: OpenPage, demo_site: ground.Site, theme: str, width: int) -> None:
    with open_page(
        demo_site, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    ) as page:
        enter(page)
        assert axe_findings(page) == []
        mine = row(page, "Average sales cycle")
        mine.locator("input[name=value]").fill("5.9x")
        page.keyboard.press("Enter")
        expect(mine).to_contain_text("is not a number")
        assert axe_findings(page) == []


def test_the_page_never_scrolls_sideways(open_page: OpenPage, demo_site: ground.Site) -> None:
    with open_page(demo_site) as page:
        enter(page)
        for width in (360, 390, 768, 1024, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
