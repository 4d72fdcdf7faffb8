"""Leyla signs up, makes her organisation, signs in with a passkey and out again, in a real browser."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import ground
from tests.browser.conftest import OpenPage, axe_findings

LEYLA, PASSWORD = "leyla@nordlys.example", "four unrelated words here"


def letter(site: ground.Site, to: str) -> str:
    """The newest letter to an address, as the operator of the database could read it before it is sent."""
    with site.database.connect("postgres") as connection:
        rows = connection.execute(
            "SELECT payload FROM okrsite_job WHERE payload->>'to' = %s ORDER BY id", [to]
        ).fetchall()
    payload = rows[-1][0]
    return str((json.loads(payload) if isinstance(payload, str) else payload)["text"])


def link(site: ground.Site, to: str) -> str:
    found = re.search(r"https?://\S+", letter(site, to))
    assert found
    return found[0]


def sign_up(page: Page, site: ground.Site) -> None:
    """From the sign-in page to the first step of the set-up."""
    page.goto("/")
    page.get_by_role("link", name="Create an organisation").click()
    page.get_by_label("Your name").fill("Leyla Demir")
    page.get_by_label("Work e-mail").fill(LEYLA)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Organisation").fill("Nordlys AS")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Confirm your address")).to_be_visible()
    page.goto(link(site, LEYLA))
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_label("Organisation")).to_have_value("Nordlys AS")
    page.get_by_role("button", name="Create it").click()
    expect(page.get_by_role("heading", name="Set up Nordlys")).to_be_visible()


def sign_out(page: Page) -> None:
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[ground.Site]:
    """Nobody is here yet: these stories begin before the first account, and need no demo."""
    with ground.own_database(for_django=False) as database, ground.site(database, tmp_path) as running:
        yield running


@pytest.fixture
def leyla(open_page: OpenPage, own_site: ground.Site) -> Iterator[Page]:
    """Signed in, at the first step of her set-up."""
    with open_page(own_site) as page:
        sign_up(page, own_site)
        yield page


def give_authenticator(page: Page) -> Any:
    """A device with a fingerprint reader that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}}
    )
    return devtools


def test_a_passkey_signs_in_alone(leyla: Page, own_site: ground.Site) -> None:
    give_authenticator(leyla)
    leyla.goto("/accounts/2fa/webauthn/add/")
    leyla.get_by_label("Password").fill(PASSWORD)  # the account is protected by showing once more who one is
    leyla.get_by_role("button", name="Go on").click()
    leyla.get_by_label("What you will call it").fill("Laptop")
    leyla.get_by_role("button", name="Add the passkey").click()
    expect(leyla.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(leyla.locator(".account-codes li")).to_have_count(10)
    assert "A passkey was added" in letter(own_site, LEYLA)
    sign_out(leyla)
    leyla.goto("/nordlys/sign-in/")
    leyla.get_by_role("button", name="Use a passkey").click()
    expect(leyla.get_by_role("heading", name="Set up Nordlys")).to_be_visible()


def test_a_passkey_is_the_second_step_after_a_password(leyla: Page) -> None:
    give_authenticator(leyla)
    leyla.goto("/accounts/2fa/webauthn/add/")
    leyla.get_by_label("Password").fill(PASSWORD)
    leyla.get_by_role("button", name="Go on").click()
    leyla.get_by_role("button", name="Add the passkey").click()
    expect(leyla.get_by_role("heading", name="Recovery codes")).to_be_visible()
    sign_out(leyla)
    leyla.get_by_label("Work e-mail").fill(LEYLA)
    leyla.get_by_label("Password").fill(PASSWORD)
    leyla.get_by_role("button", name="Sign in", exact=True).click()
    leyla.get_by_role("button", name="Use a passkey instead").click()
    expect(leyla.get_by_role("heading", name="Set up Nordlys")).to_be_visible()


def test_a_passkey_that_is_refused_says_so_in_words(open_page: OpenPage, own_site: ground.Site) -> None:
    with open_page(own_site) as page:
        page.goto("/accounts/login/")
        page.evaluate(
            "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }"
        )
        page.get_by_role("button", name="Use a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


def test_signing_out_forgets_what_was_typed(leyla: Page) -> None:
    leyla.evaluate("sessionStorage.setItem('half-typed', 'a private note')")
    sign_out(leyla)
    assert leyla.evaluate("sessionStorage.getItem('half-typed')") is None
    leyla.go_back()
    leyla.reload()
    expect(leyla.get_by_role("heading", name="Sign in")).to_be_visible()


def test_all_of_it_without_script(open_page: OpenPage, own_site: ground.Site) -> None:
    with open_page(own_site, java_script_enabled=False) as page:
        sign_up(page, own_site)
        expect(page.get_by_role("button", name="Use a passkey")).to_have_count(0)
        sign_out(page)
        page.get_by_label("Work e-mail").fill(LEYLA)
        page.get_by_role("button", name="E-mail me a link").click()
        page.goto(link(own_site, LEYLA))
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("heading", name="Set up Nordlys")).to_be_visible()
        page.get_by_label("Work e-mail").fill("henrik@nordlys.example")
        page.get_by_label("Name, if new").fill("Henrik Aasen")
        page.get_by_role("button", name="Add a leader").click()
        page.get_by_role("link", name="Company objectives").last.click()
        page.get_by_role("textbox", name="Company objective 1").fill("Growth, with a profit")
        page.get_by_role("button", name="Fewer").click()
        expect(page.get_by_role("textbox", name="Company objective 1")).to_have_value("Growth, with a profit")
        page.get_by_role("button", name="Save and invite the leaders").click()
        expect(page.get_by_role("heading", name="Leaders go first")).to_be_visible()
        assert "Growth, with a profit" in letter(own_site, "henrik@nordlys.example")
        page.get_by_role("link", name="Choose a pilot").click()
        page.get_by_role("button", name="Start everywhere at once").click()
        expect(page).to_have_url(re.compile("/nordlys/my-week/"))


def test_enter_in_a_title_saves(leyla: Page) -> None:
    """Not the small buttons, which stand before the large one in the form."""
    leyla.goto("/nordlys/first-run/objectives/")
    leyla.get_by_role("textbox", name="Company objective 1").fill("Growth, with a profit")
    leyla.keyboard.press("Enter")
    expect(leyla.get_by_role("heading", name="Leaders go first")).to_be_visible()


OUTSIDE = [
    "/accounts/login/?next=/fjellvann/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/nothing/here/",
]
INSIDE = [
    *(
        "/account/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/new/",
        "/nordlys/myself/",
    ),
    *(
        f"/nordlys/first-run/{step}/"
        for step in ("people", "objectives", "leaders", "pilot", "administrator")
    ),
]


def fits(page: Page, path: str) -> list[str]:
    page.goto(path)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{path} {finding}" for finding in axe_findings(page)] + (
        [f"{path} scrolls sideways by {wide}"] if wide > 0 else []
    )


@pytest.mark.proof
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_any_page_of_the_way_in(
    open_page: OpenPage, own_site: ground.Site, theme: str, width: int
) -> None:
    with open_page(
        own_site, viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce"
    ) as page:
        found = [finding for path in OUTSIDE for finding in fits(page, path)]
        sign_up(page, own_site)
        found += [finding for path in INSIDE for finding in fits(page, path)]
    assert found == []
