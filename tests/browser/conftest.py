"""A real Chromium against a real granian on a clone, empty or with the demo. The test thread never touches
the ORM: it only looks and clicks."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests import ground

PATIENCE = (
    60_000  # milliseconds: a shared machine is late at times, and a condition that is met is never waited for
)
# Started by hand as root Chromium wants no sandbox; the rest keeps it from calling anybody but us.
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own. It ends with this folder's tests, as its event loop would
    keep others from the ORM."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=system, args=FLAGS)
        yield chromium
        chromium.close()


@contextlib.contextmanager
def served(source: str, folder: Path) -> Iterator[ground.Site]:
    with ground.own_database(source, for_django=False) as database, ground.site(database, folder) as running:
        yield running


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ground.Site]:
    """The product without a single organisation: sign-in, the sheet of components."""
    with served(ground.template, tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[ground.Site]:
    """The same for one test that writes."""
    with served(ground.template, tmp_path) as running:
        yield running


@pytest.fixture(scope="package")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ground.Site]:
    """The demo company, served; shared by the tests that only read."""
    with served(ground.demo(), tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture
def own_demo_site(tmp_path: Path) -> Iterator[ground.Site]:
    """The demo company, served for one test that writes."""
    with served(ground.demo(), tmp_path) as running:
        yield running


OpenPage = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def open_page(browser: Browser) -> OpenPage:
    """`with open_page(site, color_scheme="dark") as page`: a fresh browser profile; fails on any error the
    page or its policy reports.

    `may_complain` is a word of the one complaint that the test brings about itself.
    """

    @contextlib.contextmanager
    def opened(at: ground.Site, *, may_complain: str = "", **options: Any) -> Iterator[Page]:
        complaints: list[str] = []

        def listen(message: ConsoleMessage) -> None:
            # The browser logs each 4xx answer too; those are what a test is about, and it looks at them
            # itself.
            if message.type == "error" and not message.text.startswith("Failed to load resource"):
                complaints.append(message.text)

        context = browser.new_context(base_url=at.address, **options)
        context.set_default_timeout(PATIENCE)
        try:
            # The whole profile is listened to: a second tab complains too.
            context.on("console", listen)
            context.on("weberror", lambda problem: complaints.append(str(problem.error)))
            yield context.new_page()
        finally:
            context.close()
        assert not [said for said in complaints if not may_complain or may_complain not in said]

    return opened


@pytest.fixture
def page(open_page: OpenPage, site: ground.Site) -> Iterator[Page]:
    """A page on the shared site without organisations; for one on the demo say `with open_page(demo_site) as
    page`."""
    with open_page(site) as opened:
        yield opened


# Nothing asked, swapped or settling, and no movement that ends by itself still under way: until then a row is
# dimmed on purpose.
STILL = """() => document.readyState === "complete" && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")
  && document.getAnimations().every((each) => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""


AXE = {"rules": {"target-size": {"enabled": True}}}  # WCAG 2.2's 24 pixels; axe leaves it out unless asked


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page once it stands still: `rule: where`. From its top, where the bar covers half
    of no target."""
    page.wait_for_function(STILL)
    page.evaluate("scrollTo(0, 0)")
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]
