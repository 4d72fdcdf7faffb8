"""The oracle against figures worked out by hand: the worked example, a year of quarters, and each rule
alone."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives import progress as arithmetic
from tests.objectives.rollup.oracle import (
    MILLION,
    Company,
    Contribution,
    Cycle,
    Figure,
    Key,
    KeyResult,
    Link,
    Node,
    Objective,
    figures,
)

YEAR = Cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
QUARTERS = [
    Cycle("Q1", date(2026, 1, 1), date(2026, 3, 31)),
    Cycle("Q2", date(2026, 4, 1), date(2026, 6, 30)),
    Cycle("Q3", date(2026, 7, 1), date(2026, 9, 30)),
    Cycle("Q4", date(2026, 10, 1), date(2026, 12, 31)),
]
AUGUST = date(2026, 8, 18)
NEW_YEARS_EVE = date(2026, 12, 31)


def company() -> Company:
    return Company().add(YEAR, *QUARTERS)


def key_result(
    key: Key, objective: Key, start: str | None, target: str, current: str | None = None
) -> KeyResult:
    """One due at the end of the year; tests set what else they are about."""
    decimals = [None if text is None else Decimal(text) for text in (start, current)]
    return KeyResult(key, objective, decimals[0], Decimal(target), NEW_YEARS_EVE, decimals[1])


def at(percent: int, key: Key, objective: Key) -> KeyResult:
    """A key result that stands at so many per cent."""
    return key_result(key, objective, "0", "100", str(percent))


def objective(of: Company, key: Key, day: date = AUGUST) -> Figure:
    return figures(of, day)[Node("objective", key)]


def result(of: Company, key: Key, day: date = AUGUST) -> Figure:
    return figures(of, day)[Node("key_result", key)]


# The worked example


def worked_example() -> Company:
    """Company revenue 400 to 480 (weight 3) is the sum of contributions; margin 10 to 12 stands at 10.7."""
    revenue = key_result("revenue", "growth", "400", "480")
    revenue.measured_by, revenue.weight = "contributions", 3
    return company().add(
        Objective("growth", "2026"),
        revenue,
        key_result("margin", "growth", "10", "12", "10.7"),
        key_result("referrals", "growth", None, "30"),
        Objective("sales", "2026"),
        key_result("own revenue", "sales", "200", "240", "260"),
        Contribution("own revenue", "revenue"),
    )


def test_the_worked_example() -> None:
    example = worked_example()
    assert result(example, "revenue")[0] == 750_000
    assert result(example, "revenue").value == 460
    assert result(example, "margin").progress == 350_000
    assert result(example, "referrals") == Figure()
    assert objective(example, "growth").progress == 650_000
    assert objective(example, "sales").progress == MILLION


def test_the_arithmetic_as_drawn() -> None:
    """Drawing 28: with existing customers at 72 % and quarterly objectives at 58.0 % the company still has
    65.0 %."""
    drawn = worked_example().add(key_result("existing", "growth", "60", "70", "67.2"))
    drawn.objectives["growth"].counts = "both"
    for quarter, name, percent in (
        ("Q1", "a", 941),
        ("Q2", "b", 870),
        ("Q3", "delivery", 510),
        ("Q3", "finance", 530),
    ):
        drawn.add(
            Objective(name, quarter),
            key_result(f"of {name}", name, "0", "1000", str(percent)),
            Link(name, "growth"),
        )
    found = figures(drawn, AUGUST)
    assert found[Node("objective_bucket", "growth", "Q3")].progress == 520_000
    assert found[Node("objective_quarters", "growth")].progress == 580_000
    assert found[Node("objective", "growth")].progress == 650_000


# A year of four quarters


def year_of_quarters() -> Company:
    """A yearly objective that counts one objective of each quarter; each stands at 0."""
    year = company().add(Objective("year", "2026", counts="aligned"))
    for cycle in QUARTERS:
        year.add(
            Objective(f"{cycle.key} objective", cycle.key),
            at(0, f"{cycle.key} result", f"{cycle.key} objective"),
            Link(f"{cycle.key} objective", "year"),
        )
        year.key_results[f"{cycle.key} result"].due_on = cycle.ends_on
    return year


def test_a_finished_first_quarter_gives_25_percent() -> None:
    year = year_of_quarters()
    year.key_results["Q1 result"].current = Decimal(100)
    day_after = date(2026, 4, 1)
    assert objective(year, "year", day_after) == Figure(246_575, 246_575)
    year.close("Q1 objective", date(2026, 3, 31))
    assert objective(year, "year", day_after) == Figure(246_575, 246_575)


def test_quarter_by_quarter_the_year_fills_up() -> None:
    year = year_of_quarters()
    shares = []
    for cycle in QUARTERS:
        year.key_results[f"{cycle.key} result"].current = Decimal(100)
        shares.append(objective(year, "year", cycle.ends_on + timedelta(1)))
    assert shares == [Figure(each, each) for each in (246_575, 495_890, 747_945, MILLION)]


def test_time_not_planned_counts_nothing() -> None:
    """One objective in the first quarter alone is a quarter of the year, not all of it."""
    year = year_of_quarters()
    year.key_results["Q1 result"].current = Decimal(100)
    year.links = year.links[:1]
    assert objective(year, "year").progress == 246_575


def test_a_year_in_which_nothing_is_measured_has_no_figure() -> None:
    year = year_of_quarters()
    for each in year.key_results.values():
        each.start = None
    assert objective(year, "year") == Figure()


def test_cycles_that_cover_the_year_twice_are_divided_by_their_sum() -> None:
    halves = company().add(
        Cycle("H1", date(2026, 1, 1), date(2026, 6, 30)),
        Cycle("H2", date(2026, 7, 1), date(2026, 12, 31)),
        Objective("year", "2026", counts="aligned"),
    )
    for number, cycle in enumerate([*QUARTERS, halves.cycles["H1"], halves.cycles["H2"]]):
        full = 100 if number < 4 else 0
        halves.add(Objective(number, cycle.key), at(full, number, number), Link(number, "year"))
    assert objective(halves, "year").progress == 500_000


def test_a_cycle_beyond_the_parents_counts_by_its_days_inside() -> None:
    winter = Cycle("winter", date(2026, 12, 1), date(2027, 2, 28))
    spring = Cycle("spring", date(2027, 3, 1), date(2027, 5, 31))
    year = company().add(winter, spring, Objective("year", "2026", counts="aligned"))
    year.add(Objective("in winter", "winter"), at(100, "w", "in winter"), Link("in winter", "year"))
    assert objective(year, "year").progress == 84_932  # 31 of 365 days
    year.links = []
    year.add(Objective("in spring", "spring"), at(100, "s", "in spring"), Link("in spring", "year"))
    assert objective(year, "year") == Figure()


def test_a_yearly_key_result_carried_by_quarters() -> None:
    year = year_of_quarters()
    carried = at(0, "carried", "above")
    carried.measured_by = "aligned"
    year.add(Objective("above", "2026"), carried)
    year.links = [Link(link.child, None, "carried", weight=2) for link in year.links]
    year.key_results["Q1 result"].current = Decimal(100)
    assert figures(year, AUGUST)[Node("key_result_quarters", "carried")].progress == 246_575
    assert result(year, "carried") == Figure(246_575, 627_397)
    assert objective(year, "above") == Figure(246_575, 627_397)


def test_the_group_of_quarters_has_one_weight_in_its_parent() -> None:
    year = year_of_quarters()
    year.objectives["year"].counts = "both"
    year.objectives["year"].shorter_weight = 3
    year.add(at(100, "own", "year"))
    assert objective(year, "year").progress == 250_000


def test_children_in_cycles_of_the_same_length_count_each() -> None:
    same = company().add(
        Objective("parent", "Q3", counts="aligned"), Objective("child", "Q3"), Objective("other", "Q3")
    )
    same.add(
        at(30, 1, "child"), at(90, 2, "other"), Link("child", "parent", weight=2), Link("other", "parent")
    )
    found = figures(same, AUGUST)
    assert found[Node("objective", "parent")].progress == 500_000
    assert Node("objective_quarters", "parent") not in found


def test_a_longer_child_counts_like_one_of_the_same_length() -> None:
    upside_down = company().add(Objective("parent", "Q3", counts="aligned"), Objective("child", "2026"))
    upside_down.add(at(30, 1, "child"), Link("child", "parent"))
    assert objective(upside_down, "parent").progress == 300_000


# Means


def test_weights_and_rounding_half_up() -> None:
    three = company().add(Objective("o", "2026"), at(100, 1, "o"), at(0, 2, "o"))
    three.key_results[2].weight = 2
    assert objective(three, "o").progress == 333_333
    three.key_results[2].current = Decimal(100)
    three.key_results[1].current = Decimal(0)
    assert objective(three, "o").progress == 666_667


def test_parents_take_the_rounded_figure() -> None:
    """Three children at a third each: the parent has 333,333, not a third rounded anew from the key
    results."""
    chain = company().add(Objective("top", "2026", counts="aligned"))
    for key in ("a", "b"):
        chain.add(Objective(key, "2026"), key_result(key, key, "0", "3", "1"), Link(key, "top"))
    chain.add(Objective("c", "2026"), key_result("c", "c", "0", "3", "2"), Link("c", "top"))
    assert objective(chain, "top").progress == 444_444  # (333,333 + 333,333 + 666,667) / 3 = 444,444.33


def test_what_an_objective_counts() -> None:
    both = company().add(
        Objective("o", "2026"), at(100, 1, "o"), Objective("child", "2026"), at(50, 2, "child")
    )
    both.add(Link("child", "o"))
    for counts, percent in (("key_results", 100), ("aligned", 50), ("both", 75)):
        both.objectives["o"].counts = counts
        assert objective(both, "o").progress == percent * 10_000


def test_only_direct_accepted_links_count() -> None:
    links = company().add(Objective("o", "2026", counts="both"), at(100, 1, "o"))
    links.add(Objective("child", "2026"), at(0, 2, "child"))
    for link in (Link("child", "o", direct=False), Link("child", "o", accepted=False)):
        links.links = [link]
        assert objective(links, "o").progress == MILLION


@pytest.mark.parametrize(
    ("state", "progress"),
    [
        ("draft", 1_000_000),
        ("submitted", 1_000_000),
        ("active", 500_000),
        ("closed", 500_000),
        ("terminated", 1_000_000),
    ],
)
def test_which_states_count(state: str, progress: int) -> None:
    states = company().add(Objective("o", "2026", counts="both"), at(100, 1, "o"))
    states.add(Objective("child", "2026", state=state), at(0, 2, "child"), Link("child", "o"))
    assert objective(states, "o").progress == progress
    assert objective(states, "child").progress == 0  # whatever its state, it has a figure of its own


def test_several_parents_take_the_same_child() -> None:
    shared = company().add(Objective("child", "2026"), at(40, 1, "child"))
    for parent in ("one", "two"):
        shared.add(Objective(parent, "2026", counts="aligned"), Link("child", parent))
    assert objective(shared, "one") == objective(shared, "two") == objective(shared, "child")


def test_an_unmeasured_child_is_left_out_and_nothing_measured_is_no_figure() -> None:
    child = company().add(
        Objective("o", "2026", counts="both"), at(60, 1, "o"), key_result(2, "o", None, "9")
    )
    child.add(Objective("child", "2026"), key_result(3, "child", None, "9"), Link("child", "o"))
    assert objective(child, "o").progress == 600_000
    assert objective(child, "child") == Figure()


def test_no_update_yet_stands_at_the_start() -> None:
    new = company().add(Objective("o", "2026"), key_result(1, "o", "5", "9"))
    assert result(new, 1) == Figure(0, result(new, 1).expected, Fraction(5), Fraction(0))


def test_a_loop_is_an_error() -> None:
    loop = company().add(Objective("a", "2026", counts="aligned"), Objective("b", "2026", counts="aligned"))
    loop.add(Link("a", "b"), Link("b", "a"))
    with pytest.raises(ValueError, match="loop"):
        figures(loop, AUGUST)


# Sums


def test_sums_take_losses_too_and_what_is_unmeasured_adds_nothing() -> None:
    sums = worked_example()
    sums.key_results["own revenue"].current = Decimal(170)
    assert result(sums, "revenue")[::2] == (0, Fraction(370))
    sums.key_results["own revenue"].start = None
    assert result(sums, "revenue")[::2] == (0, Fraction(400))


def test_sums_of_sums() -> None:
    sums = worked_example()
    sums.key_results["own revenue"].measured_by = "contributions"
    sums.add(
        Objective("north", "Q3"),
        key_result("north", "north", "0", "50", "12.5"),
        Contribution("north", "own revenue"),
    )
    assert result(sums, "revenue").value == Fraction(825, 2)
    assert result(sums, "revenue").progress == 156_250


@pytest.mark.parametrize(
    ("state", "value"), [("draft", 400), ("submitted", 400), ("active", 460), ("closed", 460)]
)
def test_whose_contributions_count(state: str, value: int) -> None:
    sums = worked_example()
    sums.objectives["sales"].state = state
    assert result(sums, "revenue").value == value


def test_the_change_of_what_was_terminated_stays_frozen() -> None:
    objective_gone, key_result_gone = worked_example(), worked_example()
    objective_gone.terminate("sales", AUGUST)
    key_result_gone.terminate_key_result("own revenue", AUGUST)
    for sums in (objective_gone, key_result_gone):
        sums.key_results["own revenue"].current = Decimal(999)
        assert result(sums, "revenue").value == 460


# Ends


def test_a_closed_objective_keeps_its_last_figures() -> None:
    closed = company().add(
        Objective("o", "2026", counts="aligned"), Objective("child", "2026"), at(40, 1, "child")
    )
    closed.add(Link("child", "o"))
    closed.close("child", date(2026, 7, 2))
    then = objective(closed, "o")
    closed.key_results[1].current = Decimal(90)
    assert objective(closed, "o", NEW_YEARS_EVE) == then == Figure(400_000, 500_000)
    closed.reopen("child")
    assert objective(closed, "o", NEW_YEARS_EVE) == Figure(900_000, MILLION)


def test_a_terminated_key_result_leaves_its_objective_and_keeps_its_own_figure() -> None:
    left = company().add(Objective("o", "2026"), at(40, 1, "o"), at(100, 2, "o"))
    left.terminate_key_result(1, AUGUST)
    left.key_results[1].current = Decimal(0)
    assert result(left, 1).progress == 400_000
    assert objective(left, "o").progress == MILLION
    left.close("o", AUGUST)
    left.reopen("o")
    assert result(left, 1).progress == 400_000


# Expected


def test_expected_by_the_calendar() -> None:
    pace = company().add(Objective("o", "Q3"), at(0, "reach", "o"), at(0, "hold", "o"))
    pace.key_results["reach"].due_on = date(2026, 9, 30)
    pace.key_results["hold"].trajectory = "hold"
    pace.key_results["hold"].weight = 3
    assert result(pace, "reach").expected == 527_473  # 48 of 91 days
    assert result(pace, "hold").expected == MILLION
    assert objective(pace, "o").expected == 881_868  # (527,473 + 3 x 1,000,000) / 4
    pace.objectives["o"].ambition = "aspirational"
    assert result(pace, "reach").expected == 369_231
    assert result(pace, "hold").expected == MILLION
    pace.objectives["o"].activated_on = date(2026, 8, 1)
    assert result(pace, "reach").expected == 198_333  # 17 of 60 days of 0.7
    pace.key_results["reach"].baseline_on = AUGUST
    assert result(pace, "reach").expected == 0
    assert result(pace, "reach", date(2026, 9, 30)).expected == 700_000
    pace.objectives["o"].activated_on = date(2026, 9, 30)
    assert result(pace, "reach", date(2026, 9, 29)).expected == 0
    assert result(pace, "reach", date(2026, 9, 30)).expected == 700_000


def test_expected_leaves_out_what_progress_leaves_out() -> None:
    some = company().add(Objective("o", "2026"), at(10, 1, "o"), key_result(2, "o", None, "9"), at(0, 3, "o"))
    some.key_results[2].trajectory = some.key_results[3].trajectory = "hold"
    some.terminate_key_result(3, AUGUST)
    assert objective(some, "o").expected == result(some, 1).expected


# Whatever the company


@st.composite
def companies(draw: st.DrawFn) -> Company:
    """A few objectives in layers, links only upwards, every rule somewhere."""
    built = company()
    cycles = [YEAR, *QUARTERS]
    percents = st.integers(-20, 130)
    for number in range(draw(st.integers(1, 6))):
        built.add(
            Objective(
                number,
                draw(st.sampled_from(cycles)).key,
                state=draw(st.sampled_from(["draft", "active", "active", "active", "terminated", "closed"])),
                counts=draw(st.sampled_from(["key_results", "aligned", "both"])),
                ambition=draw(st.sampled_from(["committed", "aspirational"])),
                shorter_weight=draw(st.integers(1, 5)),
            )
        )
        for index in range(draw(st.integers(0, 3))):
            each = at(draw(percents), f"{number}.{index}", number)
            each.start = draw(st.sampled_from([each.start, each.start, None]))
            each.measured_by = draw(st.sampled_from(["updates", "updates", "aligned"]))
            each.weight = draw(st.integers(1, 5))
            built.add(each)
        if number:
            above = [
                *range(number),
                *(each.key for each in built.key_results.values() if each.objective != number),
            ]
            for parent in draw(st.sets(st.sampled_from(above), max_size=2)):
                to = {"parent": parent} if isinstance(parent, int) else {"parent_key_result": parent}
                built.add(Link(number, weight=draw(st.integers(1, 5)), **to))
            sums = [
                each
                for each in built.key_results.values()
                if each.objective != number and each.start is not None
            ]
            for child in built.key_results_of(number):
                if draw(st.booleans()) and sums:
                    total = draw(st.sampled_from(sums))
                    total.measured_by = "contributions"
                    built.add(Contribution(child.key, total.key))
    return built


@given(companies(), st.dates(date(2025, 12, 1), date(2027, 2, 1)))
def test_figures_stay_within_bounds_and_measured_means_expected(of: Company, day: date) -> None:
    for figure in figures(of, day).values():
        assert (figure.progress is None) == (figure.expected is None)
        assert figure.progress is None or 0 <= figure.progress <= MILLION
        assert figure.expected is None or 0 <= figure.expected <= MILLION


@given(companies())
def test_the_order_of_things_does_not_matter(of: Company) -> None:
    backwards = Company().add(
        *reversed(of.cycles.values()),
        *reversed(of.objectives.values()),
        *reversed(of.key_results.values()),
        *reversed(of.links),
        *reversed(of.contributions),
    )
    assert figures(backwards, AUGUST) == figures(of, AUGUST)


@given(companies())
def test_closing_changes_nobodys_figure_on_that_day(of: Company) -> None:
    before = figures(of, AUGUST)
    for key in [key for key, each in of.objectives.items() if each.state == "active"]:
        of.close(key, AUGUST)
    assert figures(of, AUGUST) == before


@given(companies(), st.dates(date(2025, 12, 1), date(2027, 2, 1)))
def test_the_products_arithmetic_finds_the_same(of: Company, day: date) -> None:
    """Two separate spellings of each formula: objectives/progress.py over the oracle's contributors."""
    found = figures(of, day)
    for each in of.key_results.values():
        figure = found[Node("key_result", each.key)]
        if figure.value is None or each.start is None:
            continue
        value = Decimal(figure.value.numerator) / figure.value.denominator
        owner = of.objectives[each.objective]
        begins = arithmetic.begins(of.cycles[owner.cycle].starts_on, owner.activated_on, each.baseline_on)
        assert figure.progress == arithmetic.progress(each.start, each.target, value)
        assert figure.expected == arithmetic.expected_reach(day, begins, each.due_on, owner.ambition)
    for node, quarters in found.items():
        if node.kind.endswith("_quarters") and quarters.progress is not None:
            kind = node.kind.removesuffix("_quarters")
            owner_key = node.key if kind == "objective" else of.key_results[node.key].objective
            whole = of.cycles[of.objectives[owner_key].cycle]
            buckets = [
                (
                    arithmetic.overlap_days(cycle.starts_on, cycle.ends_on, whole.starts_on, whole.ends_on),
                    bucket,
                )
                for cycle in of.cycles.values()
                if (bucket := found.get(Node(f"{kind}_bucket", node.key, cycle.key)))
            ]
            parts = [(days, bucket.progress or 0) for days, bucket in buckets]
            assert quarters.progress == arithmetic.group_progress(parts, whole.days)
            assert quarters.expected == arithmetic.elapsed_share(day, whole.starts_on, whole.ends_on)
