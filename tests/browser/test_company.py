"""The company, unit and person pages in a real browser, on the demo: both themes, phone and desk, with script
and without."""

import pytest
from playwright.sync_api import Page, expect

from okrsite.demo.company import PASSWORD
from tests.browser.conftest import OpenPage, axe_findings
from tests.ground import Site

pytestmark = pytest.mark.proof  # the demo company has to be made first

HENRIK = "henrik.aasen@fjellvann.example"
COMPANY = "/fjellvann/company/"


def sign_in(page: Page, email: str = HENRIK) -> None:
    """Sign in and stand on the company page."""
    page.goto(f"/accounts/login/?next={COMPANY}")
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(
        lambda url: "next=" not in url and url.endswith(COMPANY)
    )  # the sign-in page names it too


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_for_axe_to_find_and_nothing_sideways(
    open_page: OpenPage, demo_site: Site, theme: str, width: int
) -> None:
    with open_page(demo_site, color_scheme=theme, viewport={"width": width, "height": 900}) as page:
        sign_in(page)
        unit = page.locator("tbody#units th a", has_text="Sales").get_attribute("href")
        person = page.locator(".participation-leaders a").first.get_attribute("href")
        for path in (
            "/fjellvann/company/",
            unit,
            person,
            "/fjellvann/company/attention/",
            "/fjellvann/company/participation/",
        ):
            page.goto(str(path))
            assert axe_findings(page) == [], path
            assert sideways(page) <= 0, path


def test_a_filter_changes_the_table_the_address_and_keeps_the_focus(
    open_page: OpenPage, demo_site: Site
) -> None:
    with open_page(demo_site) as page:
        sign_in(page)
        page.evaluate("window.stays = true")
        level = page.locator("#company-level")
        level.focus()
        level.select_option("team")
        expect(page.locator("tbody#units")).to_contain_text("Key Accounts")
        expect(level).to_be_focused()
        assert "level=team" in page.url and "unit=" not in page.url
        page.get_by_role("columnheader", name="Unit").get_by_role("link").click()
        expect(page.locator('th[aria-sort="ascending"]')).to_have_text("Unit")
        assert "sort=unit" in page.url and "level=team" in page.url
        page.locator("#company-unit").select_option(label="Sales")
        expect(page.locator("#units-title")).to_have_text("Below Sales")
        assert "sort=unit" in page.url  # the form kept what a link chose
        assert page.evaluate("window.stays") is True  # never a new page
        page.go_back()
        expect(page.locator("#units-title")).to_have_text("Units")


def test_filters_and_sorting_work_without_script(open_page: OpenPage, demo_site: Site) -> None:
    with open_page(demo_site, java_script_enabled=False) as page:
        sign_in(page)
        page.locator("#company-level").select_option("team")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("tbody#units")).to_contain_text("Key Accounts")
        page.get_by_role("columnheader", name="Updated").get_by_role("link").click()
        expect(page.locator('th[aria-sort="ascending"]')).to_have_text("Updated")
        assert "level=team" in page.url and "sort=updated" in page.url


def test_a_cycle_is_chosen_on_a_units_page(open_page: OpenPage, demo_site: Site) -> None:
    with open_page(demo_site) as page:
        sign_in(page)
        page.locator("tbody#units th a", has_text="Sales").click()
        expect(page.locator("h1")).to_have_text("Sales")
        options = page.locator("#cycle option").all_inner_texts()
        page.locator("#cycle").select_option(label=options[-1])
        page.wait_for_url(lambda url: "cycle=" in url)
        expect(page.locator("#cycle option:checked")).to_have_text(options[-1])
