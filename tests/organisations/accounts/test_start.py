"""The root page, a new organisation, switching between two, and what one may say about oneself."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.accounts.adapter import open_account
from organisations.accounts.slugs import RESERVED, slug_for, validate_slug
from organisations.accounts.switcher import Mine, my_organisations
from organisations.models import Account, Membership, Organisation, Role, Stage, Unit
from organisations.tenancy import organisation_id_of, within
from tests import worlds
from tests.organisations.cast import Fjellvann, found

WORLD = "fjellvann"

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Nordlys AS",
    "slug": "",
    "person": "Leyla Demir",
    "time_zone": "Europe/Oslo",
    "locale": "nb-no",
    "currency": "NOK",
}


@pytest.fixture
def leyla() -> Account:
    return open_account(email="leyla@nordlys.example", name="Leyla Demir", proved=True)


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


# The root page ----------------------------------------------------------------------------------------------


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert (
        client.get("/", headers={"hx-request": "true"}).headers["HX-Redirect"].startswith("/accounts/login/")
    )


def test_members_go_to_their_first_page(client: Client, cast: Fjellvann) -> None:
    client.force_login(cast.ingrid.account)
    assert client.get("/").headers["Location"] == "/fjellvann/"
    assert client.get("/fjellvann/").headers["Location"] == "/fjellvann/my-week/"


def test_who_belongs_nowhere_makes_an_organisation_or_is_told(
    client: Client, leyla: Account, settings: Any
) -> None:
    client.force_login(leyla)
    assert client.get("/").headers["Location"] == "/new/"
    settings.SIGN_UP = "closed"
    assert "No organisation yet" in client.get("/").content.decode()


# A new organisation -----------------------------------------------------------------------------------------


def test_leyla_makes_nordlys(client: Client, leyla: Account) -> None:
    client.force_login(leyla)
    assert client.post("/new/", NEW).headers["Location"] == "/nordlys/first-run/"
    with within(organisation_id_of("nordlys") or 0):
        organisation = Organisation.objects.get()
        first = Membership.objects.get()
        assert (organisation.name, organisation.locale, organisation.first_run_step) == (
            "Nordlys AS",
            "nb-no",
            "people",
        )
        assert (first.account, first.name, first.role) == (leyla, "Leyla Demir", Role.ADMIN)
        assert Unit.objects.get().stage == Stage.NOT_STARTED
    assert client.get("/").headers["Location"] == "/nordlys/"


def test_an_address_that_is_taken_is_answered_with_a_free_one(
    client: Client, leyla: Account, cast: Fjellvann
) -> None:
    client.force_login(leyla)
    answer = client.post("/new/", {**NEW, "slug": "fjellvann"})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Somebody has the address fjellvann. This one is free." in body
    proposed = answer.context["form"].data["slug"]
    assert f'value="{proposed}"' in body and organisation_id_of(proposed) is None
    assert 'value="Nordlys AS"' in body
    assert client.post("/new/", {**NEW, "slug": proposed}).headers["Location"] == f"/{proposed}/first-run/"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "東京"}, "Choose an address"),
        ({"slug": "accounts"}, "is an address of Northstar itself"),
        ({"slug": "Not a slug!"}, "small letters, digits"),
        ({"time_zone": "Europe/Atlantis"}, "not one of the available choices"),
        ({"currency": "XXX"}, "not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_explained(
    client: Client, leyla: Account, change: dict[str, str], sentence: str
) -> None:
    client.force_login(leyla)
    answer = client.post("/new/", {**NEW, **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert my_organisations(leyla.pk) == []


def test_strangers_make_nothing(client: Client) -> None:
    assert client.post("/new/", NEW).headers["Location"].startswith("/accounts/login/")
    assert organisation_id_of("nordlys") is None


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Fjellvann AS", "fjellvann"),
        ("Ærlig & Sønner AS", "aerlig-sonner"),
        ("AS", "as"),
        ("Müller GmbH", "muller"),
        ("東京", ""),
        ("New", ""),
    ],
)
def test_names_become_addresses(name: str, slug: str) -> None:
    assert slug_for(name) == slug


def test_no_address_of_the_site_can_be_an_organisation() -> None:
    """Every first part of a fixed address is reserved, so that no organisation is ever hidden behind a page
    of ours."""
    from django.urls import get_resolver

    fixed = {str(each.pattern).split("/")[0] for each in get_resolver().url_patterns} - {"", "<slug:slug>"}
    assert fixed <= RESERVED
    for word in fixed | {"a", "-a", "a--b", "Ä", "x" * 41}:
        with pytest.raises(ValidationError):
            validate_slug(word)


# Switching --------------------------------------------------------------------------------------------------


def test_the_menu_lists_ones_own_organisations_and_no_other(
    client: Client, cast: Fjellvann, leyla: Account
) -> None:
    client.force_login(leyla)
    client.post("/new/", NEW)
    found("havblikk")
    with within(cast.organisation):
        Membership.objects.create(
            account=leyla, name="Leyla", unit=cast.company, joined_on=cast.ingrid.joined_on
        )
    assert my_organisations(leyla.pk) == [Mine("fjellvann", "Fjellvann AS"), Mine("nordlys", "Nordlys AS")]
    page = client.get("/fjellvann/myself/").content.decode()
    assert 'href="/nordlys/"' in page and 'href="/fjellvann/"' in page and "havblikk" not in page
    with within(cast.organisation, account_id=leyla.pk):
        assert len(my_organisations(leyla.pk)) == 2  # inside a scope too, and the scope stays
        assert Membership.objects.filter(account=leyla).count() == 1


def test_who_has_left_is_not_offered_it(cast: Fjellvann) -> None:
    with within(cast.organisation):
        Membership.objects.filter(pk=cast.silje.pk).update(active=False)
    assert my_organisations(cast.silje.account_id) == []


# Oneself ----------------------------------------------------------------------------------------------------


def test_ingrid_changes_her_name_zone_and_reminders(client: Client, cast: Fjellvann) -> None:
    client.force_login(cast.ingrid.account)
    answer = client.post("/fjellvann/myself/", {"name": "Ingrid S. Lie", "time_zone": "America/New_York"})
    assert answer.status_code == 302
    with within(cast.organisation):
        ingrid = Membership.objects.get(pk=cast.ingrid.pk)
        assert (ingrid.name, ingrid.time_zone, ingrid.reminders_by_email) == (
            "Ingrid S. Lie",
            "America/New_York",
            False,
        )
        assert ingrid.role == Role.MEMBER
    bad = client.post("/fjellvann/myself/", {"name": "", "time_zone": "Moon/Tycho", "role": "admin"})
    assert bad.status_code == 422


def test_strangers_find_no_page_of_themselves(client: Client, cast: Fjellvann, leyla: Account) -> None:
    client.force_login(leyla)
    assert client.get("/fjellvann/myself/").status_code == 404
    assert client.get("/nobody-here/myself/").status_code == 404


@pytest.mark.parametrize("path", ["/account/", "/fjellvann/myself/"])
def test_queries_do_not_grow_with_people(client: Client, cast: Fjellvann, path: str) -> None:
    client.force_login(cast.ingrid.account)
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    with within(cast.organisation):
        for number in range(10):
            account = open_account(email=f"p{number}@fjellvann.example")
            Membership.objects.create(
                account=account, name="P", unit=cast.sales, joined_on=cast.ingrid.joined_on
            )
    with CaptureQueriesContext(connection) as many:
        client.get(path)
    assert len(few) == len(many) <= 15
