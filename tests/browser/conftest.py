"""A real Chromium against a real granian on a clone, empty or with the demo. The test thread never touches the ORM: it only looks and clicks."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests import ground

# Started by hand as root Chromium wants no sandbox; the rest keeps it from calling anybody but us.
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
]  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium, else Playwright's own. It ends with this folder's tests, as its event loop would keep others from the ORM."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
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
    """`with open_page(site, color_scheme="dark") as page`: a fresh browser profile; fails on any error the page or its policy reports."""

    @contextlib.contextmanager
    def opened(at: ground.Site, **options: Any) -> Iterator[Page]:
        complaints: list[str] = []

        def listen(message: ConsoleMessage) -> None:
            # The browser logs each 4xx answer too; those are what a test is about, and it looks at them itself.
            if message.type == "error" and not message.text.startswith("Failed to load resource"):
                complaints.append(message.text)

        context = browser.new_context(base_url=at.address, **options)
        try:
            page = context.new_page()
            page.on("console", listen)
            page.on("pageerror", lambda problem: complaints.append(str(problem)))
            yield page
        finally:
            context.close()
        assert not complaints

    return opened


@pytest.fixture
def page(open_page: OpenPage, site: ground.Site) -> Iterator[Page]:
    """A page on the shared site without organisations; for one on the demo say `with open_page(demo_site) as page`."""
    with open_page(site) as opened:
        yield opened


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands: `rule: where`."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]
