"""Every page there is, as somebody who may see it: axe, one heading, a title of its own, room for a finger,
nothing sideways.

The everyday run looks at each page once, in turn in one of two themes and two widths; `make proof` at all
four of each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect

from tests import ground
from tests.browser.conftest import OpenPage, axe_findings
from tests.browser.every_page import LEADS_ON, Visit, Walk, on, plan
from tests.conftest import Blocker, Figure

LOOKS = list(itertools.product(("light", "dark"), (1440, 390)))


@pytest.fixture(scope="module")
def world_site(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Blocker
) -> Iterator[tuple[ground.Site, Walk]]:
    """One of everything, served, and the walk through it."""
    with ground.own_database(for_django=False) as database:
        with django_db_blocker.unblock():
            walk = on(database, plan)
        with ground.site(database, tmp_path_factory.mktemp("world")) as running:
            yield running, walk


PROBLEMS = """(width) => {
  const problems = [];
  const root = document.documentElement;
  if (!root.lang) problems.push("no language");
  if (document.querySelectorAll("h1").length !== 1) problems.push(`${document.querySelectorAll("h1").length} h1`);
  if (root.scrollWidth > root.clientWidth) problems.push(`${root.scrollWidth - root.clientWidth} pixels sideways`);
  const seen = (each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.getClientRects().length;
  // Links in text are as high as their line; axe asks for room around them (WCAG 2.2, 2.5.8). A covered box is reached by its label.
  for (const each of document.querySelectorAll("a.button, .nav a, button, summary, select, textarea, input:not([type=hidden])")) {
    if (!seen(each) || each.closest(".skip, .visually-hidden, [inert]")) continue;
    const boxes = [each, ...(each.labels ?? []), each.closest("label")].filter(Boolean).map((box) => box.getBoundingClientRect());
    if (boxes.some((box) => box.width >= 23.9 && box.height >= 23.9)) continue;
    const [{ width, height }] = boxes;
    problems.push(`${Math.round(width)}x${Math.round(height)} is too small for a finger: ${each.outerHTML.slice(0, 160)}`);
  }
  return problems;
}"""


def look(page: Page, visit: Visit, theme: str, width: int) -> list[str]:
    """What is wrong with one page."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.goto(visit.path)
    # As tall as the page, so that nothing waits under the bar at a phone's foot.
    page.set_viewport_size(
        {"width": width, "height": max(900, page.evaluate("document.documentElement.scrollHeight"))}
    )
    found = axe_findings(page) + page.evaluate(PROBLEMS, width)
    return [f"{visit.route} ({theme}, {width}): {each}" for each in found]


def walk_through(
    open_page: OpenPage, site: ground.Site, walk: Walk, looks: list[tuple[Visit, str, int]]
) -> list[str]:
    """Everything that is wrong, person by person."""
    wrong: list[str] = []
    titles: dict[str, set[str]] = {}
    for who, theirs in itertools.groupby(
        sorted(looks, key=lambda each: each[0].who), key=lambda each: each[0].who
    ):
        with open_page(site) as page:
            if who in walk.cookies:
                page.context.add_cookies(
                    [{"name": "sessionid", "value": walk.cookies[who], "url": site.address}]
                )
            for visit, theme, width in theirs:
                wrong += look(page, visit, theme, width)
                titles.setdefault(page.title(), set()).add(visit.path)
    wrong += [
        f"{', '.join(sorted(paths))}: called “{title}”"
        for title, paths in titles.items()
        if len(paths) > 1 or len(title) < 4
    ]
    return wrong


def test_every_route_shows_somebody_a_page(world_site: tuple[ground.Site, Walk]) -> None:
    """A new page is walked by itself; one that nobody in the world sees fails here."""
    _, walk = world_site
    assert not walk.uncovered
    assert not set(LEADS_ON) & {visit.route for visit in walk.visits}


def test_nothing_is_wrong_with_any_page(
    open_page: OpenPage, world_site: tuple[ground.Site, Walk], figure: Figure
) -> None:
    site, walk = world_site
    looks = [(visit, *LOOKS[place % 4]) for place, visit in enumerate(walk.visits)]
    wrong = walk_through(open_page, site, walk, looks)
    figure("axe over every page, in turn", f"{len(looks)} pages, {len(wrong)} findings")
    assert not wrong, "\n".join(wrong)


OPENERS = """() => [...document.querySelectorAll('[hx-get][hx-target="#dialog"]')].map((each) => each.getAttribute("hx-get"))"""


def open_dialog(page: Page, address: str) -> None:
    """By script, as some of them wait in a closed menu."""
    page.wait_for_function("() => window.htmx")
    page.evaluate(
        """(at) => [...document.querySelectorAll("[hx-get]")].find((each) => each.getAttribute("hx-get") === at).click()""",
        address,
    )
    expect(page.locator("dialog[open] #dialog-title")).to_be_visible()


def test_nothing_is_wrong_with_any_dialog(
    open_page: OpenPage, world_site: tuple[ground.Site, Walk], figure: Figure
) -> None:
    """Each kind of dialog once, opened where it is offered, and refused where it can be."""
    site, walk = world_site
    wrong: list[str] = []
    met: set[str] = set()
    for visit in walk.visits:
        if not visit.dialogs or visit.route == "dev_components":
            continue
        theme, width = LOOKS[len(met) % 4]
        with open_page(
            site, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        ) as page:
            page.context.add_cookies(
                [{"name": "sessionid", "value": walk.cookies[visit.who], "url": site.address}]
            )
            page.goto(visit.path)
            for address in dict.fromkeys(page.evaluate(OPENERS)):
                name = resolve(address.partition("?")[0]).view_name + ("?" if "?" in address else "")
                if name in met:
                    continue
                met.add(name)
                page.goto(visit.path)
                open_dialog(page, address)
                wrong += [
                    f"{name} on {visit.route} ({theme}, {width}): {each}" for each in axe_findings(page)
                ]
                form = page.locator("dialog[open] form[method=post]").first
                if form.locator("[required]").count():
                    form.evaluate("(form) => { form.noValidate = true; }")
                    with page.expect_response(lambda answer: answer.request.method == "POST"):
                        form.locator("button:not([type=button], [name=answer])").last.click()
                    wrong += [f"{name} refused ({theme}, {width}): {each}" for each in axe_findings(page)]
    figure("axe over every dialog", f"{len(met)} dialogs, {len(wrong)} findings")
    assert len(met) > 8
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 1440)])
def test_nothing_is_wrong_after_a_swap(
    open_page: OpenPage, world_site: tuple[ground.Site, Walk], theme: str, width: int
) -> None:
    """A row that is refused, one that is saved, and the arithmetic behind a figure, opened."""
    site, walk = world_site
    with open_page(
        site, color_scheme=theme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
    ) as page:
        page.context.add_cookies(
            [{"name": "sessionid", "value": walk.cookies["leader"], "url": site.address}]
        )
        page.goto(f"/{walk.house.organisation.slug}/my-week/")
        row = page.locator("[data-row]:has(input[name=value])").first
        row = page.locator(f"#{row.get_attribute('id')}")
        row.locator("input[name=value]").fill("sixty")
        page.keyboard.press("Enter")
        expect(row).to_contain_text("is not a number")
        assert axe_findings(page) == []
        row.locator("input[name=value]").fill("60")
        row.locator(".picker label", has_text="On track").click()
        page.keyboard.press("Enter")
        expect(row.locator("input[name=value]")).to_have_count(0)
        assert axe_findings(page) == []
        page.goto(f"/{walk.house.organisation.slug}/objectives/{walk.house.keys['objective']}/")
        page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
        assert axe_findings(page) == []


@pytest.mark.proof
@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_nothing_is_wrong_in_any_theme_and_width(
    open_page: OpenPage, world_site: tuple[ground.Site, Walk], figure: Figure, theme: str, width: int
) -> None:
    site, walk = world_site
    wrong = walk_through(open_page, site, walk, [(visit, theme, width) for visit in walk.visits])
    figure(f"axe over every page, {theme}, {width}", f"{len(walk.visits)} pages, {len(wrong)} findings")
    assert not wrong, "\n".join(wrong)
