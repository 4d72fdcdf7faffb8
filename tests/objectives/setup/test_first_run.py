"""Setting Fjellvann up. Leyla administers; Henrik and Maya will lead; Ingrid works in Sales and must hear
nothing before the pilot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now as clock

from objectives import tasks
from objectives.models import Cycle, CycleState, Objective, ObjectiveState
from objectives.permissions import can_approve, can_write_for
from objectives.setup import actions as setup_actions
from objectives.setup.queries import company_objectives
from okrsite.infra import jobs
from organisations.accounts.adapter import is_proved, open_account
from organisations.models import Account, AuditEvent, Membership, Organisation, Role, Stage, Unit, UnitKind
from organisations.people.actions import add_member
from organisations.settings.actions import create_organisation
from organisations.tenancy import within
from organisations.units.actions import add_unit, change_unit
from organisations.units.rollout import is_asked
from tests import ground
from tests.organisations.letters import letters

NOW = datetime(2025, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2025, 11, 24)
GROWTH, RELATIONS = (
    "Significant growth with sustained profitability",
    "Deepen and strengthen existing customer relationships",
)


@dataclass
class SetUp:
    organisation: Organisation
    leyla: Membership
    ingrid: Membership
    marit: Membership
    sales: Unit
    client: Client

    def post(self, step: str, **data: Any) -> Any:
        return self.client.post(f"/fjellvann/first-run/{step}/", data)

    def page(self, step: str) -> str:
        return self.client.get(f"/fjellvann/first-run/{step}/").content.decode()


def begin() -> SetUp:
    account = open_account(email="leyla@fjellvann.example", name="Leyla Demir", proved=True)
    organisation = create_organisation(
        name="Fjellvann AS", slug="fjellvann", account=account, today=TODAY, first_run_step="people"
    )
    with within(organisation):
        leyla = Membership.objects.select_related("organisation").get()
        company = Unit.objects.get()
        change_unit(unit=company, stage=Stage.NOT_STARTED, by=leyla, now=NOW)
        sales = add_unit(name="Sales", kind=UnitKind.DEPARTMENT, parent=company, by=leyla)
        key_accounts = add_unit(name="Key Accounts", kind=UnitKind.TEAM, parent=sales, by=leyla)
        add_unit(name="Support", kind=UnitKind.DEPARTMENT, parent=company, by=leyla)

        def person(name: str, unit: Unit, manager: Membership | None = None) -> Membership:
            account = Account.objects.create_user(
                f"{name.split(maxsplit=1)[0].lower()}@fjellvann.example", name=name
            )
            return add_member(
                account=account, name=name, unit=unit, manager=manager, by=leyla, now=NOW, joined_on=TODAY
            )

        marit = person("Marit Bakke", sales)
        change_unit(unit=sales, lead=marit, by=leyla, now=NOW)
        ingrid = person("Ingrid Solheim", key_accounts, marit)
    client = Client()
    client.force_login(account)
    return SetUp(organisation, leyla, ingrid, marit, sales, client)


@pytest.fixture
def work(request: pytest.FixtureRequest) -> Iterator[SetUp]:
    request.getfixturevalue("db")
    with time_machine.travel(NOW, tick=False):
        yield begin()


GOALS = {
    "kind": "quarter",
    "starts_on": "2026-01-01",
    "drafts_due": "2025-12-12",
    "check_in_weekday": "3",
    "max_objectives": "3",
    "new-0": GROWTH,
    "new-1": RELATIONS,
    "new-2": "",
}


# The four steps ---------------------------------------------------------------------------------------------


def test_leyla_sets_fjellvann_up(work: SetUp) -> None:
    assert work.client.get("/fjellvann/").headers["Location"] == "/fjellvann/first-run/"
    assert work.client.get("/fjellvann/first-run/").headers["Location"].endswith("/people/")
    work.post("people", email="henrik@fjellvann.example", name="Henrik Aasen")
    work.post("people", email="marit@fjellvann.example")
    with within(work.organisation):
        henrik = Membership.objects.get(name="Henrik Aasen")
        assert {leader.name for leader in Membership.objects.leaders()} == {"Henrik Aasen", "Marit Bakke"}
        assert letters() == []  # nobody hears of it yet
    work.client.post("/fjellvann/first-run/lead/", {"lead": henrik.public_id})

    answer = work.post("objectives", **GOALS)
    assert answer.headers["Location"].endswith("/leaders/")
    with within(work.organisation):
        year, inner = Cycle.objects.order_by("starts_on", "-ends_on")
        assert (year.name, year.starts_on, year.ends_on) == ("2026", date(2026, 1, 1), date(2026, 12, 31))
        assert (inner.name, inner.parent, inner.ends_on) == ("Q1 2026", year, date(2026, 3, 31))
        assert (inner.submission_due, inner.state) == (date(2025, 12, 12), CycleState.PLANNING)
        assert [(one.title, one.state, one.cycle) for one in company_objectives()] == [
            (GROWTH, ObjectiveState.DRAFT, year),
            (RELATIONS, ObjectiveState.DRAFT, year),
        ]
        sent = letters()
        assert sorted(letter.to for letter in sent) == ["henrik@fjellvann.example", "marit@fjellvann.example"]
        assert GROWTH in sent[0].text and "http://localhost:8000/fjellvann/sign-in/" in sent[0].links
        assert "Thursday 1 January 2026" in sent[0].text

    assert "0 of 2 are there" in work.page("leaders")
    page = work.page("pilot")
    assert "2 people, 1 team" in page
    assert "Friday 12 December" in page and "Thursday 8 January" in page  # as drawn
    assert work.post("pilot", unit=work.sales.public_id).headers["Location"] == "/fjellvann/"
    with within(work.organisation):
        assert Organisation.objects.get().first_run_step == ""
        assert Unit.objects.get(name="Sales").stage == Stage.PILOT
        assert is_asked(Membership.objects.select_related("unit").get(pk=work.ingrid.pk))
        assert not is_asked(Membership.objects.select_related("unit").get(pk=work.leyla.pk))
    assert work.client.get("/fjellvann/first-run/people/").status_code == 404  # over


def test_the_pilot_writes_to_its_people_and_to_nobody_else(work: SetUp) -> None:
    work.post("objectives", **GOALS)
    work.post("pilot", unit=work.sales.public_id)
    with within(work.organisation):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, kind, payload, attempts, created_at FROM okrsite_job WHERE kind = 'objectives.pilot_letters'"
            )
            rows = cursor.fetchall()
        assert len(rows) == 1
        claim = jobs.Claim(
            rows[0][0], work.organisation.pk, rows[0][1], {"unit": work.sales.pk, "by": work.leyla.pk}, 1, NOW
        )
        tasks.pilot_letters(claim)
        tasks.pilot_letters(claim)  # a second time writes nothing
        sent = {letter.to: letter.text for letter in letters()}
        assert len(letters()) == 2
        assert set(sent) == {"ingrid@fjellvann.example", "marit@fjellvann.example"}
        assert "A plan for half an hour" in sent["marit@fjellvann.example"]
        assert "A plan for half an hour" not in sent["ingrid@fjellvann.example"]
        assert "handed in by Friday 12 December" in sent["ingrid@fjellvann.example"]


def test_without_a_pilot_everybody_starts(work: SetUp) -> None:
    assert work.post("pilot", everywhere="1").status_code == 302
    with within(work.organisation):
        assert Unit.objects.get(parent=None).stage == Stage.LIVE
        assert is_asked(Membership.objects.select_related("unit").get(pk=work.ingrid.pk))


def test_until_then_nobody_is_asked(work: SetUp) -> None:
    with within(work.organisation):
        assert not is_asked(Membership.objects.select_related("unit").get(pk=work.ingrid.pk))


# Leaving and coming back ------------------------------------------------------------------------------------


def test_each_step_can_be_left(work: SetUp) -> None:
    work.page("leaders")
    assert work.client.get("/fjellvann/first-run/").headers["Location"].endswith("/leaders/")
    work.page("people")  # looking back forgets nothing
    assert work.client.get("/fjellvann/first-run/").headers["Location"].endswith("/leaders/")
    assert work.client.get("/fjellvann/first-run/nonsense/").status_code == 404


def test_every_page_leads_back_until_it_is_finished(work: SetUp) -> None:
    here = "is not set up yet"
    assert here in work.client.get("/fjellvann/company/").content.decode() and here not in work.page("people")
    marit = Client()
    marit.force_login(work.marit.account)
    assert here not in marit.get("/fjellvann/company/").content.decode()
    work.post("pilot", everywhere="1")
    assert here not in work.client.get("/fjellvann/company/").content.decode()


def test_objectives_are_changed_added_and_dropped(work: SetUp) -> None:
    work.post("objectives", **GOALS)
    with within(work.organisation):
        first, second = company_objectives()
    again = {
        **GOALS,
        f"title-{first.public_id}": "Growth, with a profit",
        f"title-{second.public_id}": "",
        "new-2": "A safe workplace",
    }
    del again["new-0"], again["new-1"]
    assert work.post("objectives", **again).status_code == 302
    with within(work.organisation):
        assert [one.title for one in company_objectives()] == ["Growth, with a profit", "A safe workplace"]
        assert Cycle.objects.count() == 2


def test_another_rhythm_moves_the_cycles(work: SetUp) -> None:
    work.post("objectives", **GOALS)
    with within(work.organisation):
        first, second = company_objectives()
    again = {
        f"title-{first.public_id}": GROWTH,
        f"title-{second.public_id}": RELATIONS,
        "check_in_weekday": "1",
        "max_objectives": "2",
    }
    answer = work.post(
        "objectives", kind="half_year", starts_on="2026-02-01", drafts_due="2026-01-10", **again
    )
    assert answer.status_code == 302
    with within(work.organisation):
        year, inner = Cycle.objects.order_by("-ends_on")
        assert (year.name, year.starts_on, year.ends_on) == ("2026/27", date(2026, 2, 1), date(2027, 1, 31))
        assert (inner.name, inner.kind, inner.parent) == ("Feb to Jul 2026", "half_year", year)
        organisation = Organisation.objects.get()
        assert (organisation.check_in_weekday, organisation.max_objectives) == (1, 2)


def test_leaders_are_written_to_once(work: SetUp) -> None:
    work.post("people", email="henrik@fjellvann.example", name="Henrik Aasen")
    work.post("objectives", **GOALS)
    work.post("objectives", **{**GOALS, "new-0": "", "new-1": ""})  # refused: nothing new, and nothing kept
    work.post("people", email="marit@fjellvann.example")
    assert "Invite the 1 who has not heard yet" in work.page("leaders")
    work.post("leaders")
    work.post("leaders")
    with within(work.organisation):
        assert sorted(letter.to for letter in letters()) == [
            "henrik@fjellvann.example",
            "marit@fjellvann.example",
        ]


def test_a_cycle_that_starts_today_runs(work: SetUp) -> None:
    work.post("objectives", **{**GOALS, "starts_on": "2025-10-01", "drafts_due": "2025-12-01"})
    with within(work.organisation):
        assert set(Cycle.objects.values_list("name", "state")) == {
            ("2025", CycleState.ACTIVE),
            ("Q4 2025", CycleState.ACTIVE),
        }


# What is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"new-0": "", "new-1": ""}, "One is enough to begin with"),
        ({"max_objectives": "1"}, "At most 1: choose what matters most"),
        ({"max_objectives": "4"}, "Three is the most"),
        ({"starts_on": "2031-01-01"}, "Within a year from today"),
        ({"starts_on": "soon"}, "Enter a valid date"),
        ({"drafts_due": "2026-06-01"}, "Drafts are due before the cycle ends"),
        ({"kind": "fortnight"}, "not one of the available choices"),
        ({"new-0": "x" * 201}, "at most 200 characters"),
    ],
)
def test_goals_that_do_not_fit_are_kept_and_explained(
    work: SetUp, change: dict[str, str], sentence: str
) -> None:
    answer = work.post("objectives", **{**GOALS, **change})
    assert answer.status_code == 422
    body = answer.content.decode()
    assert sentence in body
    assert RELATIONS in body or "new-1" in change
    with within(work.organisation):
        assert not Objective.objects.exists() and not Cycle.objects.exists() and letters() == []


def test_three_is_the_most(work: SetUp) -> None:
    work.post("objectives", **{**GOALS, "new-2": "A safe workplace"})
    page = work.page("objectives")
    assert "new-3" not in page
    assert work.post("objectives", **{**GOALS, "new-3": "A fourth"}).status_code == 422
    with within(work.organisation):
        assert len(company_objectives()) == 3


def test_the_small_buttons_save_nothing(work: SetUp) -> None:
    answer = work.post("objectives", **{**GOALS, "limit": "2"})
    assert answer.status_code == 200
    assert "<output>2</output>" in answer.content.decode() and "Not saved yet" in answer.content.decode()
    answer = work.post("objectives", **{**GOALS, "clear": "new-0"})
    assert GROWTH not in answer.content.decode() and RELATIONS in answer.content.decode()
    with within(work.organisation):
        assert not Cycle.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "leyla@fjellvann.example"}, "is an administrator"),
        ({"email": "somebody@fjellvann.example"}, "give a name too"),
        ({"email": "no address"}, "valid email"),
    ],
)
def test_leaders_that_cannot_be(work: SetUp, typed: dict[str, str], sentence: str) -> None:
    answer = work.post("people", **typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode() and typed["email"] in answer.content.decode()


def test_a_leader_becomes_a_member_again(work: SetUp) -> None:
    work.post("people", email="marit@fjellvann.example")
    work.post("people", email="henrik@fjellvann.example", name="Henrik Aasen")
    work.client.post(f"/fjellvann/first-run/leaders/{work.marit.public_id}/remove/")
    with within(work.organisation):
        assert Membership.objects.get(pk=work.marit.pk).role == Role.MEMBER
    assert (
        work.client.post(f"/fjellvann/first-run/leaders/{work.ingrid.public_id}/remove/").status_code == 404
    )


def test_a_leaders_account_is_not_proved_by_being_added(work: SetUp) -> None:
    work.post("people", email="henrik@fjellvann.example", name="Henrik Aasen")
    assert not is_proved(Account.objects.get(email="henrik@fjellvann.example"))


def test_a_second_administrator_is_invited(work: SetUp) -> None:
    work.client.post(
        "/fjellvann/first-run/administrator/", {"email": "tor@fjellvann.example", "name": "Tor Hagen"}
    )
    with within(work.organisation):
        assert [letter.to for letter in letters()] == ["tor@fjellvann.example"]


# Who may ----------------------------------------------------------------------------------------------------

ADDRESSES = ["", "people/", "objectives/", "leaders/", "pilot/", "administrator/"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_only_administrators_set_up(work: SetUp, path: str) -> None:
    client = Client()
    assert client.get(f"/fjellvann/first-run/{path}").headers["Location"].startswith("/accounts/login/")
    client.force_login(work.ingrid.account)
    assert client.get(f"/fjellvann/first-run/{path}").status_code == 403
    assert client.post(f"/fjellvann/first-run/{path}", GOALS).status_code in {403, 405}
    client.force_login(open_account(email="stranger@else.example"))
    assert client.get(f"/fjellvann/first-run/{path}").status_code == 404
    with within(work.organisation):
        assert not AuditEvent.objects.filter(by=work.ingrid).exists()


def test_an_administrator_drafts_for_the_company_only_until_the_set_up_ends(work: SetUp) -> None:
    work.post("objectives", **GOALS)
    with within(work.organisation):
        company = Unit.objects.get(parent=None)
        draft = company_objectives()[0]

        def leyla() -> Membership:
            return Membership.objects.select_related("organisation").get(pk=work.leyla.pk)

        assert can_write_for(leyla(), company) and not can_approve(leyla(), draft)
        assert not can_write_for(leyla(), work.sales)
        setup_actions.open_everywhere(by=leyla(), now=clock())
        assert not can_write_for(leyla(), company)


@pytest.mark.parametrize("step", setup_actions.STEPS)
def test_queries_do_not_grow_with_people(work: SetUp, step: str) -> None:
    work.post("objectives", **GOALS)
    work.page(step)  # remembers, once, how far she has come
    counted = []
    for more in (1, 12):
        with within(work.organisation):
            for number in range(more):
                add_unit(
                    name=f"Team {more} {number}",
                    kind=UnitKind.DEPARTMENT,
                    parent=work.sales.parent,
                    by=work.leyla,
                )
                account = Account.objects.create_user(f"{more}-{number}@fjellvann.example")
                add_member(
                    account=account,
                    name="P",
                    role=Role.LEADER,
                    unit=work.sales,
                    by=work.leyla,
                    now=NOW,
                    joined_on=TODAY,
                )
        with CaptureQueriesContext(connection) as queries:
            assert work.client.get(f"/fjellvann/first-run/{step}/").status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 30


def test_two_administrators_open_the_pilot_at_once(own_database: ground.OwnDatabase) -> None:
    work = begin()

    def finish() -> None:
        with within(work.organisation):
            leyla = Membership.objects.select_related("organisation").get(pk=work.leyla.pk)
            setup_actions.open_pilot(unit=work.sales, by=leyla, now=NOW)

    outcomes = ground.together(finish, finish)
    assert sorted(map(str, outcomes)) == ["None", "The set-up is finished already."]
