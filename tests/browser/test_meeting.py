"""Two people in one meeting, each in a browser of their own; a lost connection; the rhythm and the list of
check-ins."""

import re

import pytest
from playwright.sync_api import Page, expect

from okrsite.demo.company import PASSWORD
from tests.browser.conftest import OpenPage, axe_findings
from tests.ground import Site

pytestmark = pytest.mark.proof  # the demo company has to be made first

LIST = "/fjellvann/check-ins/"
SOON = 20_000  # milliseconds: the page looks every five seconds, on a machine that may be busy


def enter(page: Page, who: str, place: str = LIST) -> None:
    page.goto(f"/accounts/login/?next={place}")
    page.locator("input[type=email]").fill(f"{who}@fjellvann.example")
    page.locator("input[type=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "next=" not in url and url.endswith(place))


def meeting(page: Page) -> str:
    """The next meeting of Ingrid and Maya, from Ingrid's list."""
    return str(page.locator(".week-meeting", has_text="You and Maya").last.get_attribute("href"))


def test_each_notices_what_the_other_does(open_page: OpenPage, own_demo_site: Site) -> None:
    with open_page(own_demo_site) as ingrid, open_page(own_demo_site) as maya:
        enter(ingrid, "ingrid.solheim")
        here = meeting(ingrid)
        ingrid.goto(here)
        enter(maya, "maya.berge", here)
        ingrid.locator("#point").fill("Frame prices for Nordvik")
        ingrid.keyboard.press("Enter")
        expect(ingrid.locator("#agenda-part")).to_contain_text("Frame prices for Nordvik")
        expect(ingrid.locator("#point")).to_have_value("")
        expect(ingrid.locator("#point")).to_be_focused()
        expect(maya.locator("#agenda-part")).to_contain_text("Frame prices for Nordvik", timeout=SOON)

        # What Maya types is never swapped away while Ingrid's news arrive.
        maya.locator("#new-action").fill("Half a sen")
        maya.locator("#new-action").focus()
        ingrid.get_by_label("Talked about: Frame prices for Nordvik").check()
        expect(maya.locator("#agenda-title")).to_contain_text("1 of", timeout=SOON)
        expect(maya.locator("#new-action")).to_have_value("Half a sen")
        expect(maya.locator("#new-action")).to_be_focused()

        # Both write the notes at once: nothing is lost.
        ingrid.locator("#shared-text").press_sequentially("Agreed. ")
        expect(ingrid.locator("#shared-state")).to_contain_text("Saved", timeout=SOON)
        expect(maya.locator("#shared-text")).to_have_value("Agreed. ", timeout=SOON)
        maya.locator("#shared-text").press("End")
        ingrid.locator("#shared-text").press("End")
        maya.locator("#shared-text").press_sequentially("Maya calls Legal.")
        expect(maya.locator("#shared-state")).to_contain_text("Saved", timeout=SOON)
        ingrid.locator("#shared-text").press_sequentially("Ingrid asks Finance.")
        expect(ingrid.locator("#both-notes")).to_contain_text("Maya saved these notes", timeout=SOON)
        expect(ingrid.locator("#shared-text")).to_have_value("Agreed. Ingrid asks Finance.")
        assert axe_findings(ingrid) == []
        ingrid.get_by_role("button", name="Keep both").click()
        both = "Agreed. Maya calls Legal.\nIngrid asks Finance."
        expect(ingrid.locator("#shared-text")).to_have_value(both, timeout=SOON)
        maya.locator("#point").focus()
        expect(maya.locator("#shared-text")).to_have_value(both, timeout=SOON)

        # Maya gives a value in the meeting; Ingrid sees it, and who gave it does not lose the row while
        # typing.
        maya.get_by_role("link", name="Update Accounts with a written success plan").click()
        maya.locator(".kr.is-open input[name=value]").fill("31")
        ingrid.locator("#point").fill("Another")
        ingrid.keyboard.press("Enter")
        expect(maya.locator("#agenda-part")).to_contain_text("Another", timeout=SOON)
        expect(maya.locator(".kr.is-open input[name=value]")).to_have_value("31")
        maya.locator(".kr.is-open input[name=value]").press("Enter")
        expect(maya.locator("#changes .since-row", has_text="Accounts with")).to_contain_text(
            "31", timeout=SOON
        )
        expect(ingrid.locator("#changes .since-row", has_text="Accounts with")).to_contain_text(
            "31", timeout=SOON
        )


def test_a_leader_who_joins_appears_to_the_others(open_page: OpenPage, own_demo_site: Site) -> None:
    with open_page(own_demo_site) as ingrid, open_page(own_demo_site) as elin:
        enter(ingrid, "ingrid.solheim")
        here = meeting(ingrid)
        ingrid.goto(here)
        enter(elin, "elin.strand", here)
        elin.get_by_role("button", name="Join this meeting").click()
        expect(elin.locator("#agenda-title")).to_be_visible()
        expect(ingrid.locator("#meeting-notices")).to_contain_text("Elin Strand", timeout=SOON)


def test_a_lost_connection_loses_nothing(open_page: OpenPage, demo_site: Site) -> None:
    """Nothing is saved here: every act goes out while the line is cut. htmx logs the cut to the console, so
    it is looked at outside `open_page`'s rule."""
    with open_page(demo_site) as page:
        enter(page, "ingrid.solheim")
        page.goto(meeting(page))
        page.evaluate("window.htmx.logger = null; console.error = () => {}")
        page.context.set_offline(True)
        page.locator("#point").fill("Typed on the train")
        page.keyboard.press("Enter")
        expect(page.locator("#agenda-add .not-saved")).to_contain_text("Not saved: no connection")
        page.context.set_offline(False)
        page.reload()
        expect(page.locator("#point")).to_have_value("Typed on the train")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_for_axe_to_find_and_nothing_sideways(
    open_page: OpenPage, demo_site: Site, theme: str, width: int
) -> None:
    with open_page(demo_site, color_scheme=theme, viewport={"width": width, "height": 900}) as page:
        enter(page, "maya.berge")
        here = str(page.locator(".week-meeting", has_text=re.compile("Ingrid")).last.get_attribute("href"))
        for path in (LIST, here):
            page.goto(path)
            assert axe_findings(page) == [], path
            assert (
                page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                <= 0
            ), path
        page.locator(".crumbs a").nth(1).click()
        page.wait_for_url(re.compile("/series/"))
        assert axe_findings(page) == []
