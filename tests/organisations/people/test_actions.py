"""People: roles, managers, days away; the last administrator; two who would manage each other."""

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from organisations.models import AuditEvent, Membership, Role
from organisations.people import actions as people_actions
from organisations.people.actions import add_member, approver_of, change_member, change_role, set_away
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import ground, worlds
from tests.organisations.cast import NOW, TODAY, Fjellvann, account, found

WORLD = "fjellvann"


@pytest.fixture
def cast(db: None) -> Iterator[Fjellvann]:
    people: Fjellvann = worlds.world()
    with within(people.organisation):
        yield people


def test_a_change_saves_what_differs_and_says_so_once(cast: Fjellvann) -> None:
    change_member(
        member=cast.ingrid,
        by=cast.anne,
        now=NOW,
        title="Key account manager",
        unit=cast.sales,
        name=cast.ingrid.name,
    )
    cast.ingrid.refresh_from_db()
    assert (cast.ingrid.title, cast.ingrid.unit) == ("Key account manager", cast.sales)
    event = AuditEvent.objects.get(act="member_changed")
    assert event.before == {"title": "", "unit": "Key Accounts"}
    assert event.after == {"title": "Key account manager", "unit": "Sales"}
    change_member(member=cast.ingrid, by=cast.anne, now=NOW, title="Key account manager")
    assert AuditEvent.objects.filter(act="member_changed").count() == 1


def test_managers_make_no_loop(cast: Fjellvann) -> None:
    for manager in (cast.henrik, cast.maya, cast.ingrid):
        with pytest.raises(Refused, match="themselves" if manager == cast.henrik else "loop"):
            change_member(member=cast.henrik, manager=manager, by=cast.anne, now=NOW)
    change_member(member=cast.ingrid, manager=cast.silje, by=cast.anne, now=NOW)


def test_nobody_reports_to_somebody_who_left(cast: Fjellvann) -> None:
    Membership.objects.filter(pk=cast.olav.pk).update(active=False)
    cast.olav.refresh_from_db()
    with pytest.raises(Refused, match="has left"):
        change_member(member=cast.ingrid, manager=cast.olav, by=cast.anne, now=NOW)


def test_the_last_administrator_and_the_last_leader_stay(cast: Fjellvann) -> None:
    for last in (cast.anne, cast.henrik):
        with pytest.raises(Refused, match=f"{last.name} is the last"):
            change_role(member=last, role=Role.MEMBER, by=cast.anne, now=NOW)
    change_role(member=cast.maya, role=Role.LEADER, by=cast.anne, now=NOW)
    assert change_role(member=cast.henrik, role=Role.MEMBER, by=cast.anne, now=NOW).role == Role.MEMBER


def test_somebody_is_a_member_once(cast: Fjellvann) -> None:
    with pytest.raises(Refused, match="already"):
        add_member(account=cast.ingrid.account, name="Ingrid", by=cast.anne, now=NOW, joined_on=TODAY)


def test_days_away_run_forwards(cast: Fjellvann) -> None:
    away = set_away(
        member=cast.silje, away_from=date(2026, 8, 20), away_until=date(2026, 8, 31), by=cast.anne, now=NOW
    )
    assert not away.is_away(date(2026, 8, 19)) and away.is_away(date(2026, 8, 31))
    for first, last in ((None, date(2026, 8, 31)), (date(2026, 8, 31), date(2026, 8, 20))):
        with pytest.raises(Refused):
            set_away(member=cast.silje, away_from=first, away_until=last, by=cast.anne, now=NOW)
    assert not set_away(member=away, away_from=None, away_until=None, by=cast.anne, now=NOW).is_away(
        date(2026, 8, 21)
    )


def test_who_approves_without_a_manager(cast: Fjellvann) -> None:
    silje = change_member(member=cast.silje, manager=None, by=cast.anne, now=NOW)
    assert approver_of(cast.ingrid) == cast.maya
    assert approver_of(silje) == cast.maya, "the home unit's lead"
    assert approver_of(cast.henrik) is None, "a leader"


def race_of_managers() -> tuple[list[object], bool]:
    """Ingrid reports to Silje and Silje to Ingrid, at the same moment; what came of it, and whether they
    loop."""
    cast = found()

    def manage(member: Membership, manager: Membership) -> Membership:
        with within(cast.organisation):
            return change_member(member=member, manager=manager, by=cast.anne, now=NOW)

    results = ground.together(
        lambda: manage(cast.ingrid, cast.silje), lambda: manage(cast.silje, cast.ingrid)
    )
    with within(cast.organisation):
        cast.ingrid.refresh_from_db()
        cast.silje.refresh_from_db()
        return results, cast.ingrid.manager_id == cast.silje.pk and cast.silje.manager_id == cast.ingrid.pk


def test_two_never_manage_each_other_even_at_once(own_database: ground.OwnDatabase) -> None:
    results, looped = race_of_managers()
    assert not looped
    assert sum(isinstance(result, Refused) for result in results) == 1, results


def test_without_the_lock_they_do(own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same race with the lock off closes the loop."""
    both_have_looked = threading.Barrier(2)
    refuse = people_actions.refuse_manager

    def meet(member: Membership, manager: Membership | None) -> None:
        refuse(member, manager)
        both_have_looked.wait(ground.SECONDS)

    monkeypatch.setattr(people_actions, "lock_structure", lambda: None)
    monkeypatch.setattr(people_actions, "refuse_manager", meet)
    results, looped = race_of_managers()
    assert looped, results


def test_two_administrators_cannot_demote_each_other(own_database: ground.OwnDatabase) -> None:
    cast = found()
    with within(cast.organisation):
        vegard = add_member(
            account=account("Vegard Holm"),
            name="Vegard Holm",
            role=Role.ADMIN,
            by=cast.anne,
            now=NOW,
            joined_on=TODAY,
        )

    def demote(member: Membership, by: Membership) -> Membership:
        with within(cast.organisation):
            return change_role(member=member, role=Role.MEMBER, by=by, now=NOW)

    results = ground.together(lambda: demote(vegard, cast.anne), lambda: demote(cast.anne, vegard))
    assert sum(isinstance(result, Refused) for result in results) == 1, results
    with within(cast.organisation):
        assert Membership.objects.active().filter(role=Role.ADMIN).count() == 1
