"""Two people, or two tabs of one, with the same invitation at the same moment."""

from typing import Any

from organisations.accounts.adapter import open_account
from organisations.models import Invitation, Membership, Role
from organisations.people.actions import add_member
from organisations.people.invitations import accept, find, invite
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import ground
from tests.organisations.cast import NOW, TODAY, found
from tests.organisations.letters import letters

SOFIE = "sofie.dahl@fjellvann.example"


def test_two_tabs_accept_at_once(own_database: ground.OwnDatabase) -> None:
    """One membership, and both tabs end in the organisation."""
    cast = found()
    account = open_account(email=SOFIE, name="Sofie Dahl", proved=True)
    with within(cast.organisation):
        invite(email=SOFIE, by=cast.anne, now=NOW)
        token = letters()[-1].path.strip("/").split("/")[-1]

    def tab() -> int:
        with within(cast.organisation):
            invitation = find(token)
            assert invitation is not None
            return accept(invitation=invitation, account=account, now=NOW).pk

    first, second = ground.together(tab, tab)
    assert isinstance(first, int) and first == second
    with within(cast.organisation):
        assert Membership.objects.filter(account=account).count() == 1


def test_two_administrators_invite_the_same_address_at_once(own_database: ground.OwnDatabase) -> None:
    cast = found()
    with within(cast.organisation):
        add_member(
            account=open_account(email="leyla@fjellvann.example"),
            name="Leyla Demir",
            role=Role.ADMIN,
            by=cast.anne,
            now=NOW,
            joined_on=TODAY,
        )

    def ask() -> Any:
        with within(cast.organisation):
            return invite(email=SOFIE, by=cast.anne, now=NOW)

    outcomes = ground.together(ask, ask)
    assert any(isinstance(each, Invitation) for each in outcomes)
    assert all(isinstance(each, Invitation | Refused) for each in outcomes)
    with within(cast.organisation):
        assert Invitation.objects.count() == 1
