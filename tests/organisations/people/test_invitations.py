"""Being asked to join. Anne invites; Sofie has no account, Maya has one elsewhere, Mallory has only heard of
it."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from organisations.accounts.adapter import is_proved, open_account
from organisations.models import Account, AuditEvent, Invitation, Membership, Role
from organisations.people.departures import deactivate
from organisations.people.invitations import LASTS, State, find, invite, renew, state_of, withdraw
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import worlds
from tests.organisations.cast import NOW, TODAY, Fjellvann, found
from tests.organisations.letters import letters

WORLD = "fjellvann"

SOFIE, PASSWORD = "sofie.dahl@fjellvann.example", "four unrelated words here"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_work(monkeypatch: pytest.MonkeyPatch) -> Any:
    for name, value in {"time_cost": 1, "memory_cost": 64, "parallelism": 1}.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, value)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


def invited(cast: Fjellvann, email: str = SOFIE, **more: Any) -> str:
    """The path of the link in the letter that Anne sent."""
    with within(cast.organisation):
        invite(email=email, by=cast.anne, now=NOW, **more)
        return letters()[-1].path


def token_in(path: str) -> str:
    return path.strip("/").split("/")[-1]


def member(cast: Fjellvann, email: str) -> Membership | None:
    with within(cast.organisation):
        return Membership.objects.filter(account__email=email).select_related("unit", "manager").first()


# Joining ----------------------------------------------------------------------------------------------------


def test_sofie_joins_with_a_new_account(client: Client, cast: Fjellvann) -> None:
    path = invited(
        cast,
        role=Role.LEADER,
        unit=cast.sales,
        manager=cast.henrik,
        name="Sofie Dahl",
        title="Head of Marketing",
    )
    page = client.get(path)
    assert page.status_code == 200
    assert 'value="Sofie Dahl"' in page.content.decode() and "Anne Kolstad" in page.content.decode()
    answer = client.post(path, {"name": "Sofie Dahl", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fjellvann/")
    sofie = member(cast, SOFIE)
    assert sofie is not None
    assert (sofie.role, sofie.unit, sofie.manager, sofie.title) == (
        Role.LEADER,
        cast.sales,
        cast.henrik,
        "Head of Marketing",
    )
    assert sofie.joined_on == TODAY
    account = Account.objects.get(email=SOFIE)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert is_proved(account)  # the link came through her mailbox
    assert account.check_password(PASSWORD)


def test_a_link_works_once(client: Client, cast: Fjellvann) -> None:
    path = invited(cast)
    client.post(path, {"name": "Sofie Dahl", "password": PASSWORD})
    mallory = Client()
    answer = mallory.post(path, {"name": "Mallory", "password": "another long password"})
    assert answer.status_code == 410
    assert "has been used" in answer.content.decode()
    assert "_auth_user_id" not in mallory.session


def test_maya_joins_a_second_organisation_with_the_account_she_has(client: Client, cast: Fjellvann) -> None:
    maya = open_account(email=SOFIE, name="Maya", password=PASSWORD, proved=True)
    path = invited(cast)
    page = client.get(path).content.decode()
    assert f"/accounts/login/?next={path.replace('/', '%2F')}" in page
    assert client.post(path, {"name": "Mallory", "password": "another long password"}).status_code == 409
    assert Account.objects.get(pk=maya.pk).check_password(
        PASSWORD
    )  # a link never sets the password of a living account
    client.force_login(maya)
    assert client.post(path).headers["Location"] == "/fjellvann/"
    joined = member(cast, SOFIE)
    assert joined is not None and joined.account == maya


def test_somebody_else_signed_in_cannot_take_it(client: Client, cast: Fjellvann) -> None:
    mallory = open_account(email="mallory@else.example", name="Mallory", password=PASSWORD, proved=True)
    path = invited(cast)
    client.force_login(mallory)
    assert "The invitation is for" in client.get(path).content.decode()
    assert client.post(path, {"name": "Mallory", "password": PASSWORD}).status_code == 409
    assert member(cast, "mallory@else.example") is None and member(cast, SOFIE) is None


def test_mallory_who_signed_up_with_sofies_address_keeps_nothing(client: Client, cast: Fjellvann) -> None:
    open_account(email=SOFIE, name="Mallory", password="mallory knows this one")
    path = invited(cast)
    client.post(path, {"name": "Sofie Dahl", "password": PASSWORD})
    account = Account.objects.get(email=SOFIE)
    assert account.check_password(PASSWORD) and account.name == "Sofie Dahl"


def test_a_weak_password_is_refused_and_the_name_kept(client: Client, cast: Fjellvann) -> None:
    answer = client.post(invited(cast), {"name": "Sofie D. Dahl", "password": "short"})
    assert answer.status_code == 422
    assert "at least 12" in answer.content.decode() and 'value="Sofie D. Dahl"' in answer.content.decode()
    assert not Account.objects.filter(email=SOFIE).exists()


def test_who_left_comes_back_in_the_invited_role(client: Client, cast: Fjellvann) -> None:
    with within(cast.organisation):
        deactivate(member=cast.silje, by=cast.anne, now=NOW, left_on=TODAY, takes={})
    account = open_account(email=cast.silje.account.email, password=PASSWORD, proved=True)
    path = invited(cast, cast.silje.account.email, role=Role.LEADER, unit=cast.product)
    client.force_login(account)
    client.post(path)
    silje = member(cast, cast.silje.account.email)
    assert silje is not None and (silje.pk, silje.active, silje.role, silje.unit) == (
        cast.silje.pk,
        True,
        Role.LEADER,
        cast.product,
    )


def test_no_account_is_left_where_joining_was_refused_at_the_last_moment(
    client: Client, cast: Fjellvann, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_late(**what: object) -> None:
        raise Refused("This invitation was withdrawn.")

    monkeypatch.setattr("organisations.people.join_views.accept", too_late)
    answer = client.post(invited(cast), {"name": "Sofie Dahl", "password": PASSWORD})
    assert answer.status_code == 410 and "was withdrawn" in answer.content.decode()
    assert not Account.objects.filter(email=SOFIE).exists()
    assert "_auth_user_id" not in client.session


# What the link is -------------------------------------------------------------------------------------------


def test_the_token_is_in_the_letter_alone(cast: Fjellvann) -> None:
    path = invited(cast)
    with within(cast.organisation):
        row = Invitation.objects.values().get()
        assert token_in(path) not in str(row)
        assert len(row["token_hash"]) == 64
        assert not AuditEvent.objects.filter(after__icontains=token_in(path)).exists()
        letter = letters()[-1]
        assert letter.to == SOFIE
        assert letter.links == [f"http://localhost:8000/fjellvann/join/{token_in(path)}/"]
        assert "until Wednesday 26 August 2026 at 11:00 (Europe/Oslo)" in letter.text


def test_an_expired_link_says_when_and_whom_to_ask(client: Client, cast: Fjellvann, at_work: Any) -> None:
    path = invited(cast)
    at_work.move_to(NOW + LASTS)
    answer = client.get(path)
    assert answer.status_code == 410
    assert (
        "ended on Wednesday 26 August 2026 at 11:00. Ask Anne Kolstad for a new one."
        in answer.content.decode()
    )
    assert client.post(path, {"name": "Sofie Dahl", "password": PASSWORD}).status_code == 410
    assert member(cast, SOFIE) is None


def test_unknown_links_and_unknown_organisations_look_alike(client: Client, cast: Fjellvann) -> None:
    def shown(path: str) -> tuple[int, str]:
        answer = client.get(path)
        return answer.status_code, re.sub(
            r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode()
        )

    assert shown("/fjellvann/join/never-written/") == shown("/nobody-here/join/never-written/")
    assert shown("/fjellvann/join/never-written/")[0] == 404


def test_a_link_opens_only_its_own_organisation(client: Client, cast: Fjellvann) -> None:
    found("nordlys")
    path = invited(cast)
    assert client.get(path.replace("fjellvann", "nordlys")).status_code == 404


# Who asks ---------------------------------------------------------------------------------------------------


def test_inviting_again_replaces_the_link(client: Client, cast: Fjellvann) -> None:
    first, second = invited(cast), invited(cast, role=Role.VIEWER)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    with within(cast.organisation):
        assert Invitation.objects.get().role == Role.VIEWER


def test_renewing_sends_another_link_and_gives_another_week(client: Client, cast: Fjellvann) -> None:
    first = invited(cast)
    later = NOW + timedelta(days=30)
    with within(cast.organisation):
        renew(invitation=Invitation.objects.get(), by=cast.anne, now=later)
        second = letters()[-1].path
        assert Invitation.objects.get().expires_at == later + LASTS
        assert find(token_in(first)) is None
        assert find(token_in(second)) is not None


def test_a_withdrawn_link_lets_nobody_in(client: Client, cast: Fjellvann) -> None:
    path = invited(cast)
    with within(cast.organisation):
        withdraw(invitation=Invitation.objects.get(), by=cast.anne, now=NOW)
        with pytest.raises(Refused, match="closed"):
            renew(invitation=Invitation.objects.get(), by=cast.anne, now=NOW)
    answer = client.get(path)
    assert answer.status_code == 410 and "was withdrawn. Ask Anne Kolstad" in answer.content.decode()
    invited(cast)  # and the address can be invited anew


def test_a_member_is_not_invited(cast: Fjellvann) -> None:
    with within(cast.organisation):
        with pytest.raises(Refused, match="member already"):
            invite(email=cast.ingrid.account.email.upper(), by=cast.anne, now=NOW)
        assert letters() == []


def test_what_is_done_with_invitations_is_audited(client: Client, cast: Fjellvann) -> None:
    path = invited(cast)
    client.post(path, {"name": "Sofie Dahl", "password": PASSWORD})
    with within(cast.organisation):
        acts = set(AuditEvent.objects.values_list("act", flat=True))
    assert {"invited", "member_joined", "invitation_accepted"} <= acts


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, State.OPEN),
        ({"accepted_at": NOW}, State.ACCEPTED),
        ({"withdrawn_at": NOW}, State.WITHDRAWN),
        ({"expires_at": NOW}, State.EXPIRED),
    ],
)
def test_states(cast: Fjellvann, change: dict[str, datetime], state: State) -> None:
    with within(cast.organisation):
        assert state_of(Invitation(**{"expires_at": NOW + LASTS, **change}), NOW) is state
