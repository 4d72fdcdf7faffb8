"""The arithmetic, row by row: what is shown adds up exactly to the figure, and what is not in it says why."""

from datetime import date
from decimal import Decimal

import pytest

from objectives.display.arithmetic import Arithmetic
from objectives.explanation.explain import explain_key_result, explain_objective
from objectives.models import KeyResult, Objective
from objectives.rollup import drain
from objectives.rollup.log import log_change
from organisations.models import Membership, Organisation, Unit
from organisations.tenancy import within
from organisations.units.actions import add_unit
from tests.objectives.rollup.build import contribute, cycle, give, key_result, link, objective, organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 18)


@pytest.fixture
def fjellvann() -> Organisation:
    return organisation()


def explained(of: Objective | KeyResult, fjellvann: Organisation) -> Arithmetic:
    who = {"organisation": fjellvann, "membership": Membership.objects.get()}
    found = explain_objective(of, **who) if isinstance(of, Objective) else explain_key_result(of, **who)
    assert found is not None
    return found


def shown(arith: Arithmetic) -> list[tuple[str, str, int, str, str]]:
    return [(each.title, each.progress, each.weight, each.product, each.adds) for each in arith.rows]


def adds_up(arith: Arithmetic) -> None:
    """What every row adds is, in tenths of a point, the figure itself."""
    assert sum(Decimal(each.adds) for each in arith.rows) == Decimal(arith.figure.removesuffix("%"))
    assert sum(Decimal(each.product) for each in arith.rows) == Decimal(arith.products)
    if arith.bar:
        assert sum(part.adds for part in arith.bar.parts) == arith.bar.total


def lines(arith: Arithmetic, row: int = 0) -> list[tuple[str, str, str]]:
    return [(line.words, line.figure, line.note) for line in arith.rows[row].details]


def worked_example() -> tuple[Objective, KeyResult]:
    """docs/rules.md §3: revenue 400 to 480 by Sales' 200 to 240 at 260, margin 10.7 of 10 to 12, one not
    measured."""
    root = Unit.objects.get()
    sales = add_unit(name="Sales", kind="department", parent=root, by=None)
    year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31), kind="annual")
    quarter = cycle("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), parent=year)
    company = objective("Significant growth", year, root)
    money = {"measure": "currency", "currency": "NOK"}
    revenue = key_result(company, 400, 480, weight=3, measured_by="contributions", position=1, **money)
    key_result(company, 10, 12, 10.7, position=2)
    key_result(company, None, 45, position=3, benchmark_due=date(2026, 9, 30))
    own = key_result(objective("Sell", quarter, sales), 200, 240, 260, **money)
    contribute(own, revenue)
    return company, revenue


def test_the_worked_example_is_explained_row_by_row(fjellvann: Organisation) -> None:
    with within(fjellvann):
        company, revenue = worked_example()
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        arith = explained(company, fjellvann)
        assert arith.figure == "65.0%"
        # 3 x 75.0 + 35.0 = 260.0, divided by 4
        assert shown(arith) == [
            ("400 to 480", "75.0%", 3, "225.0", "56.3"),
            ("10 to 12", "35.0%", 1, "35.0", "8.7"),
        ]
        assert (arith.products, arith.weights) == ("260.0", 4)
        adds_up(arith)
        assert lines(arith) == [
            ("Start", "400", ""),
            ("200 to 240", "+60", "Sales"),
            ("Value", "460", ""),
            ("(460 − 400) ÷ (480 − 400)", "75.0%", ""),
        ]
        (apart,) = arith.not_counted
        assert (apart.kind, apart.title, apart.why) == (
            "unmeasured",
            "None to 45",
            "Counts from its first value on.",
        )
        assert apart.tag == "Benchmark by Wed 30 Sep"
        assert arith.rows[0].details_words == "What made NOK\xa0460"
        assert [each.note for each in arith.rows] == [
            "Key result, sum of contributions. 400 to NOK\xa0480, stands at 460",
            "Key result. 10 to 12, stands at 10.7",
        ]
        assert (
            arith.rows[0].explain_url.endswith(f"?explain=1&key_result={revenue.public_id}")
            and not arith.rows[1].explain_url
        )
        alone = explained(revenue, fjellvann)
        assert (alone.figure, lines(alone)[-2]) == ("75.0%", ("Value", "460", ""))
        adds_up(alone)


def test_the_largest_remainder_gets_the_last_tenth(fjellvann: Organisation) -> None:
    """Three thirds of 100 % would each be 33.3 and add up to 99.9; shown are 33.4, 33.3, 33.3."""
    with within(fjellvann):
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, Unit.objects.get())
        for number in range(3):
            key_result(company, 0, 10, 10, position=number)
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        arith = explained(company, fjellvann)
        assert [each.adds for each in arith.rows] == ["33.4", "33.3", "33.3"]
        adds_up(arith)


def test_the_quarters_of_a_year_by_their_days(fjellvann: Organisation) -> None:
    """94.1, 87.0, 52.0 and nothing planned, by their days: 58.0 % (screen 28)."""
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31), kind="annual")
        company = objective("Customers stay", year, root, counts="aligned")
        team = add_unit(name="Key Accounts", kind="team", parent=root, by=None)
        for name, month, last, value in (
            ("Q1", 1, (3, 31), 941),
            ("Q2", 4, (6, 30), 870),
            ("Q3", 7, (9, 30), 520),
        ):
            part = cycle(name, date(2026, month, 1), date(2026, *last), parent=year)
            plan = objective(f"Plan {name}", part, team)
            give(key_result(plan, 0, 1000), value)
            link(plan, company)
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        arith = explained(company, fjellvann)
        assert arith.figure == "58.0%"
        assert shown(arith) == [("Objectives in shorter cycles", "58.0%", 1, "58.0", "58.0")]
        adds_up(arith)
        row = arith.rows[0]
        assert (row.kind, row.quarters) == ("quarters", True)
        *quarters, together = row.details
        assert [(line.words, line.note, line.mean, line.share, line.figure) for line in quarters] == [
            ("Q1", "running, 1 objective", "94.1%", "90 of 365 days", "23.2"),
            ("Q2", "running, 1 objective", "87.0%", "91 of 365 days", "21.7"),
            ("Q3", "running, 1 objective", "52.0%", "92 of 365 days", "13.1"),
            ("Not planned yet", "counts 0", "–", "92 of 365 days", "0.0"),
        ]
        assert sum(Decimal(line.figure) for line in quarters) == Decimal(together.figure) == Decimal("58.0")
        assert row.details_words == "What made 58.0%"


def test_a_terminated_contribution_stays_frozen_in_the_sum_and_leaves_its_own_objective(
    fjellvann: Organisation,
) -> None:
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, root)
        revenue = key_result(company, 0, 100, measured_by="contributions")
        below = objective("Region", year, add_unit(name="North", kind="team", parent=root, by=None))
        north = key_result(below, 0, 50, 40)
        key_result(below, 0, 10, 5)
        contribute(north, revenue)
        north.terminated_at, north.reason = "2026-08-18T12:00Z", "The region was sold."
        north.save(update_fields=["terminated_at", "reason"])
        log_change(objectives=[below.pk], key_results=[north.pk])
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        arith = explained(company, fjellvann)
        assert lines(arith)[:-1] == [
            ("Start", "0", ""),
            ("0 to 50", "+40", "North · terminated, frozen"),
            ("Value", "40", ""),
        ]
        adds_up(arith)
        region = explained(below, fjellvann)
        assert [each.title for each in region.rows] == ["0 to 10"]
        assert [(each.kind, each.why) for each in region.not_counted] == [
            ("terminated", "Terminated 18 Aug, weight 1. “The region was sold.”")
        ]


def test_what_waits_or_is_only_shown_counts_nothing_and_says_so(fjellvann: Organisation) -> None:
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, root, counts="both")
        key_result(company, 0, 100, 50)
        team = add_unit(name="Events", kind="team", parent=root, by=None)
        ways = {
            "Counts": {},
            "Waits": {"state": "proposed"},
            "Helps": {"kind": "indirect", "how": "It brings guests."},
        }
        for slot, (title, fields) in enumerate(ways.items(), 1):
            child = objective(title, year, team, slot=slot)
            key_result(child, 0, 100, 90)
            made = link(child, company)
            type(made).objects.filter(pk=made.pk).update(**fields)
        draft = objective("Later", year, team, state="draft")
        link(draft, company)
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        Membership.objects.update(role="leader")
        arith = explained(company, fjellvann)
        assert arith.figure == "70.0%"
        assert [each.title for each in arith.rows] == ["0 to 100", "Counts"]
        adds_up(arith)
        apart = {each.title: each for each in arith.not_counted}
        assert (
            apart["Waits"].why == "Events wants it to move this figure. Counts nothing until it is accepted."
        )
        assert apart["Waits"].accept_url and apart["Waits"].decline_url, (
            "a leader may edit what is the company's"
        )
        assert apart["Helps"].why == "Events, shown only. It brings guests."
        assert (apart["Later"].why, apart["Later"].tag) == ("Counts from the day it is active.", "Draft")


def test_nothing_is_explained_before_the_roll_up_has_met_it(fjellvann: Organisation) -> None:
    with within(fjellvann):
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, Unit.objects.get())
        who = {"organisation": fjellvann, "membership": Membership.objects.get()}
        assert explain_objective(company, **who) is None
        assert explain_key_result(key_result(company, 0, 1), **who) is None


def test_a_figure_says_when_an_update_is_on_its_way(fjellvann: Organisation) -> None:
    with within(fjellvann):
        company, _ = worked_example()
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        assert explained(company, fjellvann).pending == ""
        log_change(objectives=[company.pk])
        assert "is on its way" in explained(company, fjellvann).pending
