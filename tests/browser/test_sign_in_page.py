"""Before anybody is signed in."""

from playwright.sync_api import Page, expect

from tests import ground


def test_the_sign_in_page_is_served_and_breaks_no_policy(page: Page, site: ground.Site) -> None:
    assert site.get("/healthz") == 200
    page.goto("/accounts/login/")
    expect(page.get_by_role("textbox").first).to_be_visible()
