"""Lars leaves: who takes each key result, action and report; until then "no owner"; what he wrote stays
his."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from checkins.models import ActionItem, AgendaItem, CheckIn, CheckInSeries, SharedNote
from objectives.models import Cycle, HistoryEntry, KeyResult, KeyResultState, Objective, Update
from organisations import departures_registry
from organisations.models import AuditEvent, Membership, Role, Unit
from organisations.people.actions import add_member, change_member
from organisations.people.departures import deactivate, hand_over, left_behind, reactivate
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused
from organisations.tenancy import within
from organisations.tenancy.grants import UnitGrant
from tests import worlds
from tests.organisations.cast import NOW, TODAY, Fjellvann, account

WORLD = "fjellvann"


@dataclass
class Work:
    """Lars manages Ingrid, leads Key Accounts, owns one objective with two key results, and owes one
    action."""

    lars: Membership
    cycle: Cycle
    objective: Objective
    renewals: KeyResult
    series: CheckInSeries
    held_meeting: CheckIn
    next_meeting: CheckIn
    action: ActionItem


@pytest.fixture
def cast(db: None) -> Iterator[Fjellvann]:
    people: Fjellvann = worlds.world()
    with within(people.organisation):
        yield people


@pytest.fixture
def work(cast: Fjellvann) -> Work:
    return busy(cast)


def busy(cast: Fjellvann) -> Work:
    lars = add_member(
        account=account("Lars Vik"),
        name="Lars Vik",
        unit=cast.sales,
        manager=cast.maya,
        by=cast.anne,
        now=NOW,
        joined_on=TODAY,
    )
    Unit.objects.filter(pk=cast.key_accounts.pk).update(lead=lars)
    cast.ingrid = change_member(member=cast.ingrid, manager=lars, by=cast.anne, now=NOW)
    cycle = Cycle.objects.create(
        name="Q3 2026", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), state="active"
    )
    objective = own_objective(lars, cycle, "Partners sell for us", slot=1)
    renewals = KeyResult.objects.create(
        objective=objective,
        title="Renewals through partners",
        start=2,
        target=8,
        due_on=cycle.ends_on,
        accountable=lars,
        slot=1,
    )
    KeyResultState.objects.create(key_result=renewals, current=3, progress=166_667)
    series = CheckInSeries.objects.create(
        manager=lars,
        report=cast.ingrid,
        local_time=time(10),
        time_zone="Europe/Oslo",
        starts_on=date(2026, 7, 2),
    )

    def meeting(day: date, state: str) -> CheckIn:
        starts_at = datetime(day.year, day.month, day.day, 8, 0, tzinfo=NOW.tzinfo)
        return CheckIn.objects.create(series=series, local_date=day, starts_at=starts_at, state=state)

    held, coming = meeting(date(2026, 8, 13), "held"), meeting(date(2026, 8, 20), "planned")
    SharedNote.objects.create(check_in=held, text="Between the two of us", saved_by=lars)
    AgendaItem.objects.create(check_in=coming, text="How is Ingrid doing?", by=lars)
    AgendaItem.objects.create(check_in=coming, text="Frame prices", by=cast.ingrid)
    AgendaItem.objects.create(check_in=coming, text="Confidence fell", about="confidence:1")
    action = ActionItem.objects.create(
        series=series, check_in=held, text="Ask finance", owner=lars, created_by=lars
    )
    return Work(lars, cycle, objective, renewals, series, held, coming, action)


def own_objective(owner: Membership, cycle: Cycle, title: str, slot: int) -> Objective:
    return Objective.objects.create(
        cycle=cycle,
        owner=owner,
        unit=owner.unit,
        title=title,
        state="active",
        slot=slot,
        activated_on=cycle.starts_on,
    )


def leave(cast: Fjellvann, person: Membership, **takes: Membership) -> list[departures_registry.Held]:
    """Deactivate; `takes` by kind: everything of that kind goes to that person."""
    chosen = {
        held.key: takes[held.kind] for held in departures_registry.held_by(person) if held.kind in takes
    }
    return deactivate(member=person, by=cast.anne, now=NOW, left_on=TODAY, takes=chosen)


def test_everything_in_lars_name_is_asked_about(cast: Fjellvann, work: Work) -> None:
    held = departures_registry.held_by(work.lars)
    assert sorted((each.kind, each.title) for each in held) == [
        ("action", "Ask finance"),
        ("key_result", "Renewals through partners"),
        ("objective", "Partners sell for us"),
        ("report", "Ingrid Solheim’s manager"),
        ("unit", "Lead of Key Accounts"),
    ]
    assert {each.proposed for each in held if each.kind in ("report", "key_result")} == {cast.maya}


def test_what_nobody_takes_reads_no_owner_and_can_be_handed_over_later(cast: Fjellvann, work: Work) -> None:
    left_over = leave(cast, work.lars)
    assert len(left_over) == 5
    for row in (work.renewals, work.objective, cast.ingrid, work.lars):
        row.refresh_from_db()
    assert (work.lars.active, work.lars.left_on) == (False, TODAY)
    assert work.renewals.accountable is None and cast.ingrid.manager is None
    assert work.objective.owner == work.lars, "the page is kept and shows that its owner left"
    assert {held.key for held in left_behind([work.lars])[work.lars.pk]} == {held.key for held in left_over}
    assert HistoryEntry.objects.get(act="accountable_changed").after == "no owner"

    key = f"key_result-{work.renewals.pk}"
    waiting = hand_over(leaver=work.lars, takes={key: cast.maya}, by=cast.anne, now=NOW)
    assert KeyResult.objects.get(pk=work.renewals.pk).accountable == cast.maya
    assert key not in {held.key for held in waiting} and len(waiting) == 4


def test_maya_takes_it_all(cast: Fjellvann, work: Work) -> None:
    maya = cast.maya
    assert leave(cast, work.lars, action=maya, key_result=maya, objective=maya, report=maya, unit=maya) == []
    for row in (work.lars, work.renewals, work.objective, work.action, cast.ingrid, cast.key_accounts):
        row.refresh_from_db()
    assert (
        work.renewals.accountable == work.objective.owner == work.action.owner == cast.ingrid.manager == maya
    )
    assert cast.key_accounts.lead == maya
    assert (work.objective.unit, work.objective.slot) == (cast.sales, 1)
    assert left_behind([work.lars])[work.lars.pk] == []


def test_meetings_and_open_actions_move_notes_stay(cast: Fjellvann, work: Work) -> None:
    change_member(member=cast.ingrid, manager=cast.silje, by=cast.anne, now=NOW)
    work.series.refresh_from_db()
    new = CheckInSeries.objects.get(manager=cast.silje, report=cast.ingrid, ended_on=None)
    assert work.series.ended_on == TODAY
    coming = new.meetings.get()
    assert (coming.local_date, coming.starts_at) == (
        work.next_meeting.local_date,
        work.next_meeting.starts_at,
    )
    assert sorted(coming.agenda.values_list("text", flat=True)) == ["Confidence fell", "Frame prices"]
    work.next_meeting.refresh_from_db()
    assert work.next_meeting.state == "skipped" and "Silje Krog" in work.next_meeting.reason
    assert list(work.next_meeting.agenda.values_list("text", flat=True)) == ["How is Ingrid doing?"]
    assert SharedNote.objects.get(check_in__series=work.series).text == "Between the two of us"
    work.action.refresh_from_db()
    assert (work.action.series, work.action.owner) == (new, cast.silje)


def test_somebody_with_three_objectives_takes_no_fourth(cast: Fjellvann, work: Work) -> None:
    for slot in (1, 2, 3):
        own_objective(cast.maya, work.cycle, f"Maya's {slot}", slot)
    with pytest.raises(Refused, match="3 objectives in Q3 2026") as refusal:
        leave(cast, work.lars, objective=cast.maya, action=cast.maya)
    assert refusal.value.field == f"objective-{work.objective.pk}"
    work.lars.refresh_from_db()
    work.action.refresh_from_db()
    assert work.lars.active and work.action.owner == work.lars, "nothing half-written"


def test_a_viewer_or_somebody_who_left_takes_nothing(cast: Fjellvann, work: Work) -> None:
    with pytest.raises(Refused, match="viewer"):
        leave(cast, work.lars, key_result=cast.olav)
    leave(cast, cast.silje)
    cast.silje.refresh_from_db()
    with pytest.raises(Refused, match="has left"):
        leave(cast, work.lars, key_result=cast.silje)


def test_grants_are_taken_back(cast: Fjellvann) -> None:
    hand_over_object(permission="lead_unit", thing=cast.product, to=cast.ingrid, by=cast.anne)
    leave(cast, cast.ingrid)
    assert not UnitGrant.objects.exists()


def test_the_last_administrator_and_leader_cannot_leave(cast: Fjellvann) -> None:
    with pytest.raises(Refused, match="another administrator"):
        leave(cast, cast.anne)
    with pytest.raises(Refused, match="last leader"):
        leave(cast, cast.henrik)


def test_coming_back_gives_no_power_and_no_key_result(cast: Fjellvann, work: Work) -> None:
    change_member(member=work.lars, role=Role.LEADER, by=cast.anne, now=NOW)
    leave(cast, work.lars, key_result=cast.maya)
    back = reactivate(member=work.lars, by=cast.anne, now=NOW)
    work.renewals.refresh_from_db()
    assert (back.active, back.left_on, back.role) == (True, None, Role.MEMBER)
    assert work.renewals.accountable == cast.maya
    with pytest.raises(Refused, match="here already"):
        reactivate(member=back, by=cast.anne, now=NOW)
    assert AuditEvent.objects.filter(act__in=["member_left", "member_returned"], row=back.pk).count() == 2


def test_the_summaries_are_counted_again_once_for_all_that_was_done(cast: Fjellvann, work: Work) -> None:
    def asked() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM okrsite_job WHERE kind = 'objectives.resummarise'")
            return int(cursor.fetchone()[0])

    before = asked()
    later = NOW + timedelta(minutes=1)
    deactivate(member=work.lars, by=cast.anne, now=later, left_on=TODAY, takes={})
    assert asked() == before + 1


def test_what_was_updated_keeps_its_author(cast: Fjellvann, work: Work) -> None:
    given = Update.objects.create(key_result=work.renewals, by=work.lars, value=3, request_id=uuid4())
    leave(cast, work.lars)
    given.refresh_from_db()
    assert given.by == work.lars


def test_what_leavers_left_costs_the_same_for_one_and_for_ten(
    cast: Fjellvann, work: Work, django_assert_num_queries: object
) -> None:
    leave(cast, work.lars)
    leave(cast, cast.ingrid)
    leavers = list(Membership.objects.filter(active=False))
    with django_assert_num_queries(10):  # type: ignore[operator]  # the trail; five kinds; the four that still wait
        left_behind(leavers)
