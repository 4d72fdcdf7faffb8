"""The settings in a real browser: a role in the row, a dialog, mending a file by keyboard, without script, on
a phone."""

import pytest
from playwright.sync_api import Page, expect

from okrsite.demo import company
from okrsite.demo.people import address
from tests import ground
from tests.browser.conftest import OpenPage, axe_findings

HERE = "/fjellvann/settings"
PAGES = [
    "general",
    "limits",
    "check-ins",
    "people",
    "units",
    "units/new",
    "cycles",
    "cycles/new",
    "import",
    "audit",
]
FILE = """Navn;E-post;Enhet
Siri Moen;siri.moen@fjellvann.example;Salse
Ola Vik;ola.vik(at)fjellvann;
Kari Nes;kari.nes@fjellvann.example;
"""


def enter(page: Page, place: str) -> None:
    page.goto(f"/accounts/login/?next={HERE}/{place}/")
    page.locator("input[type=email]").fill(address(company.ADMINISTRATOR.name))
    page.locator("input[type=password]").fill(company.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(
        lambda url: "next=" not in url and url.endswith(f"{HERE}/{place}/")
    )  # the sign-in page names it too


@pytest.mark.proof  # the everyday walk of test_every_page.py sees each of them once
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_the_settings_is_clean(
    open_page: OpenPage, demo_site: ground.Site, theme: str, width: int
) -> None:
    with open_page(
        demo_site, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    ) as page:
        enter(page, "people")
        for place in PAGES:
            page.goto(f"{HERE}/{place}/")
            assert axe_findings(page) == [], place
            assert (
                page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                <= 0
            ), place


def test_a_person_is_changed_in_a_dialog_and_the_role_in_the_row(
    open_page: OpenPage, own_demo_site: ground.Site
) -> None:
    with open_page(own_demo_site) as page:
        enter(page, "people")
        page.get_by_label("Find a person").fill("ingrid sol")
        rows = page.locator("#people-rows tr")
        expect(rows).to_have_count(1)
        page.locator("#people-role").select_option("leader")
        expect(rows).not_to_contain_text("Ingrid")
        page.locator("#people-role").select_option("")
        expect(rows).to_contain_text("Ingrid")
        page.get_by_label("More for Ingrid Solheim").click()
        page.get_by_role("link", name="Change").click()
        page.get_by_label("Title").fill("Senior account manager")
        assert axe_findings(page) == []
        page.get_by_role("button", name="Save Ingrid").click()
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect(rows).to_contain_text("Senior account manager")
        with page.expect_response("**/role/"):
            page.get_by_label("Role of Ingrid Solheim").select_option("viewer")
        page.reload()
        page.get_by_label("Find a person").fill("ingrid sol")
        expect(rows).to_have_count(1)
        expect(page.get_by_label("Role of Ingrid Solheim")).to_have_value("viewer")


def test_a_file_is_mended_row_by_row_and_imported(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site) as page:
        enter(page, "import")
        page.get_by_label("CSV file").set_input_files(
            {"name": "folk.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
        )
        page.get_by_role("button", name="Look at the file").click()
        expect(page.get_by_text("2 rows need you")).to_be_visible()
        expect(page.get_by_role("button", name="Import 1 people")).to_be_disabled()
        page.get_by_role("button", name="Use Sales").click()
        expect(page.locator("#row-2")).to_contain_text("Unit is Sales")
        expect(page.locator("#row-3 input[name=email]")).to_be_focused()
        page.keyboard.type("ola.vik@fjellvann.example")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Every row is clean.")).to_be_visible()
        assert axe_findings(page) == []
        page.get_by_role("button", name="Import 3 people").click()
        expect(page.get_by_text("3 added, 0 changed")).to_be_visible()


def test_it_works_without_script(open_page: OpenPage, own_demo_site: ground.Site) -> None:
    with open_page(own_demo_site, java_script_enabled=False) as page:
        enter(page, "people")
        page.get_by_label("Find a person").fill("ingrid sol")
        page.get_by_role("button", name="Find").click()
        expect(page.locator("#people-rows tr")).to_have_count(1)
        page.get_by_label("Role of Ingrid Solheim").select_option("viewer")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Ingrid Solheim is viewer now")).to_be_visible()
        page.goto(f"{HERE}/units/new/")
        page.get_by_label("Name").fill("Pilots")
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_role("link", name="Pilots")).to_be_visible()
