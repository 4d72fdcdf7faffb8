"""An objective and a draft in a real browser: the arithmetic by keyboard, a changed target, a draft to its
approver."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from okrsite.demo.company import PASSWORD
from tests import ground
from tests.browser.conftest import OpenPage, axe_findings

pytestmark = pytest.mark.proof  # served from the demo company

INGRID, MAYA = "ingrid.solheim@fjellvann.example", "maya.berge@fjellvann.example"
OBJECTIVES = "/fjellvann/objectives/"
SALES = "Increase revenue from existing customers"
YEARLY_PLAN = "Every large customer has a yearly plan"
PLAN = "Every key account has a plan it believes in"
DRAFT = "Customers grow with us because they see the value"


def enter(page: Page, email: str, title: str) -> None:
    """Sign in and open an objective of one's own."""
    page.goto(f"/accounts/login/?next={OBJECTIVES}")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(OBJECTIVES) and "next=" not in url)
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


def look(page: Page, name: str) -> None:
    """Keep a picture where LOOK_AT says, for whoever wants to see what the test saw."""
    if folder := os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: OpenPage, demo_site: ground.Site, width: int, theme: str
) -> None:
    with open_page(
        demo_site, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    ) as page:
        for email, title in ((MAYA, PLAN), (INGRID, DRAFT)):
            page.context.clear_cookies()
            enter(page, email, title)
            for fold in page.locator("main details:not([data-menu]) > summary").all():
                fold.click()
            look(page, f"{title[:9]}-{width}")
            assert axe_findings(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        here = page.url.split("?")[0]
        for path in (f"{here}link?q=customer", f"{here}?explain=1", OBJECTIVES):
            page.goto(path)
            assert axe_findings(page) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_arithmetic_opens_by_keyboard(open_page: OpenPage, demo_site: ground.Site) -> None:
    with open_page(demo_site) as page:
        enter(page, MAYA, PLAN)
        fold = page.locator("#arith")
        expect(fold).not_to_have_attribute("open", "")
        page.locator("a.figure[href='#arith']").focus()
        page.keyboard.press("Enter")
        expect(fold).to_have_attribute("open", "")
        expect(fold.get_by_text("Sum, divided by the weights")).to_be_visible()
        shares = [float(text) for text in fold.locator("tbody .arith-adds").all_inner_texts()]
        total = fold.locator("tfoot b").last.inner_text()
        assert round(sum(shares), 1) == float(total.removesuffix("%"))


def test_a_contributor_opens_its_own_arithmetic(open_page: OpenPage, demo_site: ground.Site) -> None:
    with open_page(demo_site) as page:
        enter(page, MAYA, SALES)
        page.locator("a.figure[href='#arith']").click()
        page.get_by_role("link", name=f"how {PLAN} is made").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_role("heading", level=2)).to_contain_text("is made")
        expect(dialog).to_contain_text(PLAN)
        assert axe_findings(page) == []
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_a_dialog_closes_the_menu_it_came_from_and_gives_focus_back(
    open_page: OpenPage, demo_site: ground.Site
) -> None:
    with open_page(demo_site) as page:
        enter(page, MAYA, SALES)
        more = page.get_by_label("More", exact=True)
        more.press("Enter")
        page.get_by_role("link", name="Terminate it").first.press("Enter")
        expect(page.get_by_role("dialog").get_by_label("Why?")).to_be_focused()
        expect(page.get_by_role("link", name="Add a key result")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        expect(more).to_be_focused()


def test_a_parent_is_found_and_linked_by_keyboard(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site) as page:
        enter(page, MAYA, YEARLY_PLAN)
        page.get_by_label("More", exact=True).press("Enter")
        page.get_by_role("link", name="Link it to another objective").press("Enter")
        dialog = page.get_by_role("dialog")
        search = dialog.get_by_role("searchbox")
        expect(search).to_be_focused()
        page.keyboard.type("answer before")
        line = dialog.get_by_role("link", name="Customers find the answer before they ask")
        expect(line).to_contain_text("Moves the figure, once")
        expect(dialog.get_by_role("link")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        expect(line).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(search).to_be_focused()
        page.keyboard.press("Enter")  # takes the first
        expect(dialog.get_by_role("heading")).to_contain_text("Customers find the answer before they ask")
        assert axe_findings(page) == []
        dialog.get_by_role("radio", name="Shown only").check(force=True)
        dialog.get_by_role("button", name="Link it").click()
        expect(dialog.locator(".error").first).to_contain_text("Say in a sentence how")
        dialog.get_by_label("How does it support it?").fill("Plans name what support hears most.")
        dialog.get_by_role("button", name="Link it").click()
        expect(page.locator("#alignment")).to_contain_text("Plans name what support hears most.")


def test_a_parent_is_found_and_linked_without_script(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site, java_script_enabled=False) as page:
        enter(page, MAYA, YEARLY_PLAN)
        page.goto(f"{page.url.split('?')[0]}link")
        page.get_by_role("searchbox").fill("answer before")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Customers find the answer before they ask").click()
        page.get_by_role("button", name="Link it").click()
        expect(page.locator("#alignment")).to_contain_text("Customers find the answer before they ask")
        expect(page.locator("#alignment")).to_contain_text("waits for")


def test_a_target_is_changed_with_a_reason(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site) as page:
        enter(page, MAYA, PLAN)
        page.get_by_role("link", name="Change it").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_label("Target")).to_be_focused()
        dialog.get_by_label("Target").fill("44")
        dialog.get_by_label("Why?").fill(" ")
        dialog.get_by_role("button", name="Change it").click()
        expect(dialog.locator(".error").first).to_be_visible()
        expect(dialog.get_by_label("Target")).to_have_value("44")
        look(page, "change-refused")
        dialog.get_by_label("Why?").fill("Four more accounts were signed.")
        dialog.get_by_role("button", name="Change it").click()
        expect(dialog).to_be_hidden()
        expect(page.get_by_text("Four more accounts were signed.")).to_be_visible()


def test_a_draft_is_finished_and_submitted(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site, viewport={"width": 1440, "height": 900}) as page:
        enter(page, INGRID, DRAFT)
        page.get_by_role("button", name="Submit to Maya").click()
        expect(page.get_by_role("alert")).to_contain_text("three to five are needed to submit")
        row = page.get_by_role("group", name="A new key result")
        row.get_by_label("What changes").fill("Renewals agreed before they expire")
        row.get_by_label("Start").fill("70")
        row.get_by_label("Target").fill("lots")
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_text("“lots” is not a number")).to_be_visible()
        look(page, "draft-refused")
        row.get_by_label("Target").fill("70")
        expect(row.locator(".draft-advices")).to_contain_text(
            "nothing would move"
        )  # the coach, before anything is saved
        expect(page.locator("#missing")).to_contain_text("And 1 more.")
        row.get_by_label("Target").fill("92")
        row.get_by_label("Unit").fill("%")
        row.get_by_label("By", exact=True).fill("2030-01-01")
        expect(row.get_by_role("button", name="Due on")).to_be_visible()
        row.get_by_role("button", name="Due on").click()
        row = page.get_by_role("group", name="Key result 3")
        expect(row.get_by_label("By", exact=True)).to_have_value(
            page.get_by_role("group", name="Key result 1").get_by_label("By", exact=True).input_value()
        )
        expect(page.locator("#coach")).to_contain_text("Three measured key results")
        expect(page.locator("#missing")).to_contain_text("Ready. Maya approves it or sends it back.")
        page.get_by_role("button", name="Submit to Maya").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Submitted")
        expect(page.get_by_text("It waits for Maya Berge")).to_be_visible()
