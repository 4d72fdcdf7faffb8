"""The people page: search, roles in the row, inviting several, changing somebody, letting somebody go."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import AuditEvent, Invitation, Membership, Role
from organisations.people.actions import add_member
from organisations.people.departures import deactivate
from organisations.tenancy import within
from tests import worlds
from tests.organisations.cast import NOW, TODAY, Fjellvann, account, found
from tests.organisations.people.test_departures import Work, busy

WORLD = "fjellvann"

HTMX = {"HX-Request": "true"}
HERE = "/fjellvann/settings/people/"


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


@pytest.fixture
def anne(cast: Fjellvann) -> Client:
    client = Client()
    client.force_login(cast.anne.account)
    return client


def fresh(cast: Fjellvann, member: Membership) -> Membership:
    with within(cast.organisation):
        return Membership.objects.select_related("unit", "manager").get(pk=member.pk)


def test_only_administrators_come_in_and_strangers_learn_nothing(cast: Fjellvann) -> None:
    addresses = [HERE, f"{HERE}{cast.ingrid.public_id}/", f"{HERE}{cast.ingrid.public_id}/leave/"]
    stranger = found("nabo").anne
    for member, status in ((cast.henrik, 403), (cast.maya, 403), (cast.olav, 403), (stranger, 404)):
        client = Client()
        client.force_login(member.account)
        assert [client.get(address).status_code for address in addresses] == [status] * 3
        assert client.post(f"{HERE}{cast.ingrid.public_id}/role/", {"role": "admin"}).status_code == status
    assert fresh(cast, cast.ingrid).role == Role.MEMBER


def test_another_organisations_person_is_nowhere(cast: Fjellvann, anne: Client) -> None:
    theirs = found("nabo").ingrid
    for address in (f"{HERE}{theirs.public_id}/", f"{HERE}{theirs.public_id}/leave/"):
        assert anne.get(address).status_code == 404
    assert anne.post(f"{HERE}{theirs.public_id}/role/", {"role": "viewer"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=inGRID", ["Ingrid Solheim"]),
        ("q=silje.krog%40", ["Silje Krog"]),
        ("role=leader", ["Henrik Aasen"]),
        ("state=no-manager", ["Anne Kolstad", "Henrik Aasen"]),
        ("state=left", []),
        (
            "role=%27&state=x&unit=y&page=z",
            ["Anne Kolstad", "Henrik Aasen", "Ingrid Solheim", "Maya Berge", "Olav Dahl", "Silje Krog"],
        ),
    ],
)
def test_searching(cast: Fjellvann, anne: Client, query: str, names: list[str]) -> None:
    for headers in ({}, {**HTMX, "HX-Target": "people-list"}):
        page = anne.get(f"{HERE}?{query}", headers=headers).content.decode()
        assert re.findall(r"Role of ([^<]+)<", page) == names


def test_a_units_people_are_its_subtrees(cast: Fjellvann, anne: Client) -> None:
    answer = anne.get(f"{HERE}?unit={cast.sales.public_id}")
    assert [line.member.name for line in answer.context["lines"]] == [
        "Ingrid Solheim",
        "Maya Berge",
        "Silje Krog",
    ]


def test_the_page_says_who_approves_without_a_manager(cast: Fjellvann, anne: Client) -> None:
    with within(cast.organisation):
        Membership.objects.filter(pk=cast.silje.pk).update(manager=None)
    assert "None. Maya approves" in anne.get(HERE).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_role_changes_in_the_row(cast: Fjellvann, anne: Client, headers: dict[str, str]) -> None:
    answer = anne.post(f"{HERE}{cast.maya.public_id}/role/", {"role": "leader"}, headers=headers)
    assert answer.status_code == (200 if headers else 302)
    assert fresh(cast, cast.maya).role == Role.LEADER


def test_the_last_leader_keeps_the_role_and_the_row_says_why(cast: Fjellvann, anne: Client) -> None:
    answer = anne.post(f"{HERE}{cast.henrik.public_id}/role/", {"role": "member"}, headers=HTMX)
    assert answer.status_code == 422 and "Henrik Aasen is the last leader" in answer.content.decode()
    answer = anne.post(f"{HERE}{cast.henrik.public_id}/role/", {"role": "member"}, follow=True)
    assert "Henrik Aasen is the last leader" in answer.content.decode()
    assert (
        anne.post(f"{HERE}{cast.henrik.public_id}/role/", {"role": "king"}, headers=HTMX).status_code == 422
    )
    assert fresh(cast, cast.henrik).role == Role.LEADER


def person_form(cast: Fjellvann, **fields: str) -> dict[str, str]:
    known = {
        "name": "Ingrid Solheim",
        "title": "KAM",
        "unit": cast.key_accounts.public_id,
        "manager": "Maya Berge",
        "role": "member",
        "time_zone": "",
        "away_from": "",
        "away_until": "",
    }
    return known | fields


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_person_is_changed(cast: Fjellvann, anne: Client, headers: dict[str, str]) -> None:
    address = f"{HERE}{cast.ingrid.public_id}/"
    assert anne.get(address, headers=headers).status_code == 200
    answer = anne.post(
        address,
        person_form(cast, manager="silje.krog@fjellvann.example", away_from="2026-08-20"),
        headers=headers,
    )
    assert answer.status_code == (200 if headers else 302)
    if headers:
        assert answer.headers["HX-Retarget"] == f"#person-{cast.ingrid.public_id}"
    ingrid = fresh(cast, cast.ingrid)
    assert (ingrid.title, ingrid.manager, str(ingrid.away_from)) == ("KAM", cast.silje, "2026-08-20")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("manager", "Ingrid Solheim", "Nobody manages themselves"),
        ("manager", "Mayo Berge", "Did you mean Maya Berge?"),
        ("manager", "who@fjellvann.example", "Nobody here is called"),
        ("name", "", "required"),
        ("unit", "", "required"),
        ("away_until", "2026-08-20", "From which day?"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("role", "king", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    cast: Fjellvann, anne: Client, field: str, value: str, why: str
) -> None:
    typed = person_form(cast, title="Typed and kept", **{field: value})
    for headers in ({}, HTMX):
        answer = anne.post(f"{HERE}{cast.ingrid.public_id}/", typed, headers=headers)
        page = answer.content.decode()
        assert answer.status_code == 422 and why in page and "Typed and kept" in page
    assert fresh(cast, cast.ingrid).title == ""


def test_a_loop_of_managers_is_refused_beside_the_field(cast: Fjellvann, anne: Client) -> None:
    henrik = person_form(
        cast, name="Henrik Aasen", unit=cast.company.public_id, manager="Ingrid Solheim", role="leader"
    )
    answer = anne.post(f"{HERE}{cast.henrik.public_id}/", henrik)
    assert answer.status_code == 422 and "that would be a loop" in answer.content.decode()


# Inviting ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_several_are_invited_at_once(cast: Fjellvann, anne: Client, headers: dict[str, str]) -> None:
    emails = "Siri Moen <Siri.Moen@fjellvann.example>, ola.vik@fjellvann.example\nsiri.moen@fjellvann.example"
    emails += "; ingrid.solheim@fjellvann.example"
    form = {"emails": emails, "unit": cast.sales.public_id, "role": "viewer"}
    answer = anne.post(f"{HERE}invite/", form, headers=headers)
    assert answer.status_code == (204 if headers else 302)
    with within(cast.organisation):
        sent = {each.email: each for each in Invitation.objects.all()}
        assert set(sent) == {"siri.moen@fjellvann.example", "ola.vik@fjellvann.example"}
        siri = sent["siri.moen@fjellvann.example"]
        assert (siri.name, siri.unit, siri.role) == ("Siri Moen", cast.sales, Role.VIEWER)
    page = anne.get(HERE).content.decode()
    assert (
        "2 people are invited" in page
        and "ingrid.solheim@fjellvann.example: This person is a member already" in page
    )
    assert "Siri Moen" in page and "days left" in page


@pytest.mark.parametrize(
    ("emails", "why"),
    [
        ("", "required"),
        ("siri(at)fjellvann", "Not an e-mail address: siri(at)fjellvann"),
        ("ingrid.solheim@fjellvann.example", "member already"),
        (",".join(f"p{n}@x.example" for n in range(51)), "At most 50"),
    ],
)
def test_invitations_that_cannot_be(cast: Fjellvann, anne: Client, emails: str, why: str) -> None:
    for headers in ({}, HTMX):
        form = {"emails": emails, "unit": cast.sales.public_id, "role": "member"}
        answer = anne.post(f"{HERE}invite/", form, headers=headers)
        assert answer.status_code == 422 and why in answer.content.decode()
    with within(cast.organisation):
        assert not Invitation.objects.exists()


def test_an_invitation_is_sent_again_and_withdrawn(cast: Fjellvann, anne: Client) -> None:
    anne.post(
        f"{HERE}invite/", {"emails": "siri@fjellvann.example", "unit": cast.sales.public_id, "role": "member"}
    )
    with within(cast.organisation):
        invitation = Invitation.objects.get()
    for act in ("again", "withdraw", "again"):
        assert anne.post(f"/fjellvann/settings/invitations/{invitation.public_id}/{act}/").status_code == 302
    with within(cast.organisation):
        assert Invitation.objects.get().withdrawn_at
    assert "Invite the address again" in anne.get(HERE).content.decode()


# Leaving ----------------------------------------------------------------------------------------------------


@pytest.fixture
def work(cast: Fjellvann) -> Work:
    with within(cast.organisation):
        return busy(cast)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_lars_leaves_and_each_thing_goes_where_it_was_said(
    cast: Fjellvann, anne: Client, work: Work, headers: dict[str, str]
) -> None:
    address = f"{HERE}{work.lars.public_id}/leave/"
    page = anne.get(address, headers=headers).content.decode()
    for words in (
        "Renewals through partners",
        "Ask finance",
        "Lead of Key Accounts",
        "Partners sell for us",
        'value="Maya Berge"',
    ):
        assert words in page
    form = {"left_on": "2026-08-19", "all_to": "Silje Krog", f"key_result-{work.renewals.pk}": "Maya Berge"}
    assert anne.post(address, form, headers=headers).status_code == (204 if headers else 302)
    with within(cast.organisation):
        work.renewals.refresh_from_db()
        work.action.refresh_from_db()
        assert (work.renewals.accountable, work.action.owner) == (cast.maya, cast.silje)
    assert not fresh(cast, work.lars).active


def test_what_nobody_took_is_shown_and_handed_over_later(cast: Fjellvann, anne: Client, work: Work) -> None:
    address = f"{HERE}{work.lars.public_id}/leave/"
    anne.post(address, {"left_on": "2026-08-19"})
    page = anne.get(HERE).content.decode()
    assert "1 key result without owner" in page and "Hand over" in page
    assert "Renewals through partners" in anne.get(address).content.decode()
    assert anne.post(address, {"all_to": "maya.berge@fjellvann.example"}).status_code == 302
    assert "key result without owner" not in anne.get(HERE).content.decode()
    assert "Nothing waits here" in anne.get(address).content.decode()


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"all_to": "Nobody Atall"}, "Nobody here is called"),
        ({"all_to": "Olav Dahl"}, "is a viewer"),
        ({"left_on": "2999-01-01"}, "On the last day itself"),
        ({"left_on": ""}, "required"),
    ],
)
def test_a_leaving_that_cannot_be_changes_nothing(
    cast: Fjellvann, anne: Client, work: Work, fields: dict[str, str], why: str
) -> None:
    for headers in ({}, HTMX):
        answer = anne.post(
            f"{HERE}{work.lars.public_id}/leave/", {"left_on": "2026-08-19"} | fields, headers=headers
        )
        assert answer.status_code == 422 and why in answer.content.decode()
    assert fresh(cast, work.lars).active


def test_the_last_leader_and_oneself_cannot_leave(cast: Fjellvann, anne: Client) -> None:
    for member, why in ((cast.henrik, "the last leader"), (cast.anne, "another administrator")):
        answer = anne.post(f"{HERE}{member.public_id}/leave/", {"left_on": "2026-08-19"})
        assert answer.status_code == 422 and why in answer.content.decode()


def test_who_left_is_out_at_once_and_comes_back_as_a_member(cast: Fjellvann, anne: Client) -> None:
    client = Client()
    client.force_login(cast.silje.account)
    anne.post(f"{HERE}{cast.silje.public_id}/leave/", {"left_on": "2026-08-19"})
    assert client.get(HERE).status_code == 404
    assert anne.post(f"{HERE}{cast.silje.public_id}/back/").status_code == 302
    assert client.get(HERE).status_code == 403
    with within(cast.organisation):
        assert AuditEvent.objects.filter(act="member_returned", by=cast.anne).exists()


# Speed ------------------------------------------------------------------------------------------------------


def test_the_page_costs_the_same_for_ten_people_and_for_two_hundred(
    cast: Fjellvann, anne: Client, work: Work
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert anne.get(HERE).status_code == 200
        return len(queries)

    with within(cast.organisation):
        deactivate(member=work.lars, by=cast.anne, now=NOW, left_on=TODAY, takes={})
    small = cost()
    with within(cast.organisation):
        for number in range(60):
            add_member(
                account=account(f"Person {number}"),
                name=f"Person {number}",
                unit=cast.sales,
                manager=cast.maya,
                by=cast.anne,
                now=NOW,
                joined_on=TODAY,
            )
        for member in Membership.objects.filter(name__startswith="Person 1"):
            deactivate(member=member, by=cast.anne, now=NOW, left_on=TODAY, takes={})
    assert cost() == small <= 25
    more = anne.get(f"{HERE}?page=2", headers={**HTMX, "HX-Target": "people-rows"}).content.decode()
    assert more.count("<tr id=") == 17 and 'hx-swap-oob="true"' in more
