"""From a value to the company, exactly: the worked example, a year of quarters, and a rebuild that finds the
same."""

from datetime import date
from decimal import Decimal

import pytest

from objectives.models import Change, Figure, Objective, RollUp, UnitSummary
from objectives.rollup import drain, rebuild, verify
from organisations.models import Organisation, Unit
from organisations.tenancy import within
from organisations.units.actions import add_unit
from tests.objectives.rollup.build import contribute, cycle, give, key_result, link, objective, organisation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 18)


@pytest.fixture
def fjellvann() -> Organisation:
    return organisation()


def figure(thing: object) -> Figure:
    return Figure.objects.get(
        **({"objective": thing} if isinstance(thing, Objective) else {"key_result": thing})
    )


def test_the_worked_example(fjellvann: Organisation) -> None:
    """Revenue 460 of 400 to 480 is 75 %, margin 35 %, one unmeasured: the company stands at 65.0 %
    (docs/rules.md §3)."""
    with within(fjellvann):
        root = Unit.objects.get()
        sales = add_unit(name="Sales", kind="department", parent=root, by=None)
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31), kind="annual")
        quarter = cycle("Q3 2026", date(2026, 7, 1), date(2026, 9, 30), parent=year)
        company = objective("Significant growth", year, root)
        revenue = key_result(
            company, 400, 480, weight=3, measured_by="contributions", measure="currency", currency="NOK"
        )
        key_result(company, 10, 12, 10.7)
        key_result(company, None, 45)
        growth = objective("Sell", quarter, sales)
        own = key_result(growth, 200, 240, 260, measure="currency", currency="NOK")
        contribute(own, revenue)
    assert drain(fjellvann.pk, today=TODAY) > 0
    with within(fjellvann):
        assert figure(revenue).value == Decimal(460)
        assert figure(revenue).progress == 750_000
        assert figure(company).progress == 650_000
        assert UnitSummary.objects.get(unit=root, cycle=year).own_progress == 650_000
        give(own, 180)
    drain(fjellvann.pk)
    with within(fjellvann):
        assert figure(revenue).value == Decimal(380), "unclamped, negative included"
        assert figure(revenue).progress == 0
        assert figure(company).progress == 87_500
        assert not Change.objects.exists()
    assert verify(fjellvann.pk).total == 0


def test_a_finished_first_quarter_gives_a_quarter_of_the_year(fjellvann: Organisation) -> None:
    """94.1, 87, 52 and nothing planned, by their days: 58.0 % of the year (screen 28)."""
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31), kind="annual")
        company = objective("Customers stay", year, root, counts="aligned")
        quarters = [
            cycle("Q1", date(2026, 1, 1), date(2026, 3, 31), parent=year),
            cycle("Q2", date(2026, 4, 1), date(2026, 6, 30), parent=year),
            cycle("Q3", date(2026, 7, 1), date(2026, 9, 30), parent=year),
        ]
        team = add_unit(name="Key Accounts", kind="team", parent=root, by=None)
        each = [objective(f"Plan {q.name}", q, team) for q in quarters]
        values = [key_result(o, 0, 1000) for o in each]
        for o in each:
            link(o, company)
        give(values[0], 1000)
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        assert figure(company).progress == 246_575, "a finished first quarter gives 25 %, not 100"
        assert figure(company).expected == 627_397, "229 of 365 days are over"
        for key, value in zip(values, (941, 870, 520), strict=True):
            give(key, value)
    drain(fjellvann.pk)
    with within(fjellvann):
        assert figure(company).progress == 580_000, "211 700 of 365 000"
    assert verify(fjellvann.pk).total == 0


def test_a_key_result_that_is_terminated_leaves_the_mean_and_stays_in_the_sum(
    fjellvann: Organisation,
) -> None:
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, root)
        revenue = key_result(company, 0, 100, measured_by="contributions")
        below = objective("Region", year, add_unit(name="North", kind="team", parent=root, by=None))
        north, other = key_result(below, 0, 50, 40), key_result(below, 0, 10, 0)
        contribute(north, revenue)
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        assert figure(below).progress == 400_000
        north.terminated_at = "2026-08-18T12:00Z"
        north.save(update_fields=["terminated_at"])
        from objectives.rollup.log import log_change

        log_change(objectives=[below.pk], key_results=[north.pk])
    drain(fjellvann.pk)
    with within(fjellvann):
        assert figure(below).progress == 0
        assert figure(revenue).value == Decimal(40)
        assert figure(other).progress == 0
    assert verify(fjellvann.pk).total == 0


def test_midnight_moves_what_is_expected_and_a_rebuild_of_the_day_changes_nothing(
    fjellvann: Organisation,
) -> None:
    with within(fjellvann):
        root = Unit.objects.get()
        year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
        company = objective("Growth", year, root)
        key_result(company, 0, 100, 50)
        hold = key_result(company, 80, 90, 88, trajectory="hold")
    drain(fjellvann.pk, today=TODAY)
    with within(fjellvann):
        before = figure(company).expected
        assert figure(hold).expected == 1_000_000
    changed = rebuild(fjellvann.pk, today=date(2026, 8, 19))
    assert changed.figures == 2, "the key result that climbs, and its objective"
    with within(fjellvann):
        assert figure(company).expected > before
        assert RollUp.objects.get().as_of == date(2026, 8, 19)
    assert rebuild(fjellvann.pk).total == 0
    assert verify(fjellvann.pk).total == 0
