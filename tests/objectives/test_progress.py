"""The arithmetic of objectives: known figures first, then what must hold for all of them."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from objectives import progress as p
from objectives.progress import MILLION, Pace, PaceTable

QUARTER = (date(2026, 7, 1), date(2026, 9, 30))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))

figures = st.integers(0, MILLION)
weights = st.integers(1, 5)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
values = st.decimals(-(10**9), 10**9, places=4)


# Rounding


@pytest.mark.parametrize(
    ("a", "b", "nearest"), [(5, 2, 3), (-5, 2, -2), (5, -2, -2), (-5, -2, 3), (1, 3, 0), (2, 3, 1), (0, 7, 0)]
)
def test_halves_round_towards_plus_infinity(a: int, b: int, nearest: int) -> None:
    assert p.divide_half_up(a, b) == nearest


def test_dividing_by_nothing_is_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        p.divide_half_up(1, 0)


@given(st.integers(-(10**18), 10**18), st.integers(-(10**9), 10**9).filter(bool))
def test_division_is_the_floor_of_the_exact_quotient_plus_a_half(a: int, b: int) -> None:
    assert p.divide_half_up(a, b) == (Fraction(a, b) + Fraction(1, 2)).__floor__()


@given(st.integers(0, 10**15), st.integers(1, 10**9))
def test_division_agrees_with_the_truncating_division_of_sql(a: int, b: int) -> None:
    truncated = int(
        Decimal(2 * a + b) // Decimal(2 * b)
    )  # bigint `/` and numeric `div` both cut towards zero
    assert p.divide_half_up(a, b) == truncated


def test_half_is_rounded_up_where_python_would_round_to_even() -> None:
    assert [p.round_half_up(Decimal(text)) for text in ("0.5", "1.5", "2.5", "-0.5", "-1.5")] == [
        1,
        2,
        3,
        0,
        -1,
    ]
    assert p.points(645_000) == 65
    assert p.points(644_999) == 64


# Progress


@pytest.mark.parametrize(
    ("start", "target", "current", "figure"),
    [
        ("40", "10", "25", 500_000),  # complaints fall
        ("400", "480", "460", 750_000),
        ("10", "12", "10.7", 350_000),
        ("62", "53", "60", 222_222),
        ("80", "90", "88", 800_000),
        ("0", "3", "1", 333_333),
        ("0", "3", "2", 666_667),
        ("62", "53", "70", 0),  # worse than the start
        ("60", "70", "71.2", MILLION),  # past the target
        ("-5", "5", "0", 500_000),
    ],
)
def test_progress_of_known_key_results(start: str, target: str, current: str, figure: int) -> None:
    assert p.progress(Decimal(start), Decimal(target), Decimal(current)) == figure


def test_past_the_target_is_shown_as_112_percent() -> None:
    assert p.unclamped(Decimal(60), Decimal(70), Decimal("71.2")) == 1_120_000
    assert p.points(1_120_000) == 112


def test_worse_than_the_start_is_shown_below_zero() -> None:
    assert p.unclamped(62, 53, 71) == -MILLION


def test_start_and_target_the_same_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="the same"):
        p.progress(Decimal("3.0"), Decimal("3"), Decimal("3"))


def test_long_numbers_are_exact() -> None:
    """Twenty-eight digits of decimal context are not enough for the money of a large country."""
    target = Decimal(10**40)
    just_below_the_half = Decimal(4_999_995 * 10**33 - 1)
    assert p.progress(0, target, just_below_the_half) == 499_999
    assert p.progress(0, target, Decimal(4_999_995 * 10**33)) == 500_000


@given(values, values, values)
def test_start_is_nothing_target_is_all_and_mirrored_measures_agree(
    start: Decimal, target: Decimal, current: Decimal
) -> None:
    assume(start != target)
    assert p.progress(start, target, start) == 0
    assert p.progress(start, target, target) == MILLION
    assert 0 <= p.progress(start, target, current) <= MILLION
    assert p.progress(-start, -target, -current) == p.progress(start, target, current)


@given(values, values, values, values)
def test_nearer_to_the_target_is_never_less(
    start: Decimal, target: Decimal, one: Decimal, other: Decimal
) -> None:
    assume(start != target)
    worse, better = sorted((one, other), reverse=target < start)
    assert p.progress(start, target, worse) <= p.progress(start, target, better)


@given(values, values, figures)
def test_the_value_at_a_figure_has_that_figure(start: Decimal, target: Decimal, figure: int) -> None:
    assume(start != target)
    assert p.progress(start, target, p.value_at(start, target, figure)) == figure


# Expected


def test_expected_climbs_from_the_first_day_to_the_due_date() -> None:
    starts, due = QUARTER
    assert p.expected_reach(starts, starts, due, "committed") == 0
    assert p.expected_reach(date(2026, 8, 18), starts, due, "committed") == 527_473  # 48 of 91 days
    assert p.expected_reach(due, starts, due, "committed") == MILLION
    assert p.expected_reach(due, starts, due, "aspirational") == 700_000
    assert p.expected_reach(due + timedelta(400), starts, due, "aspirational") == 700_000
    assert p.expected_reach(starts - timedelta(1), starts, due, "committed") == 0


def test_beginning_on_or_after_the_due_date_is_a_step() -> None:
    due = date(2026, 9, 30)
    assert p.expected_reach(due, due, due, "committed") == MILLION
    assert p.expected_reach(due - timedelta(1), due, due, "committed") == 0
    assert p.expected_reach(due, due + timedelta(5), due, "committed") == MILLION


def test_a_word_that_is_no_ambition_is_refused() -> None:
    with pytest.raises(KeyError):
        p.expected_reach(date(2026, 8, 1), *QUARTER, "hopeful")


def test_it_begins_with_the_latest_of_cycle_activation_and_baseline() -> None:
    starts = QUARTER[0]
    assert p.begins(starts) == starts
    assert p.begins(starts, starts - timedelta(9)) == starts
    assert p.begins(starts, starts + timedelta(3), starts + timedelta(20)) == starts + timedelta(20)


def test_a_level_to_hold_is_expected_in_full_at_once() -> None:
    assert p.expected_hold() == MILLION


@given(days, days, days, days)
def test_expected_never_falls_and_stays_within_its_ambition(
    begins: date, due: date, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    for ambition, full in (("committed", MILLION), ("aspirational", 700_000)):
        first = p.expected_reach(earlier, begins, due, ambition)
        assert 0 <= first <= p.expected_reach(later, begins, due, ambition) <= full


# Shorter cycles


def test_a_finished_first_quarter_is_a_quarter_of_the_year() -> None:
    ends = date(2026, 3, 31)
    assert p.group_progress([(p.days_in(YEAR[0], ends), MILLION)], p.days_in(*YEAR)) == 246_575
    assert p.elapsed_share(ends + timedelta(1), *YEAR) == 246_575
    assert p.points(246_575) == 25


def test_the_quarters_of_the_drawing_make_58_percent() -> None:
    assert p.group_progress([(90, 941_000), (91, 870_000), (92, 520_000)], 365) == 580_000


def test_shares_beyond_the_year_are_divided_by_their_sum() -> None:
    """Quarters and months planned side by side cover the year twice."""
    assert p.group_progress([(365, MILLION), (365, 500_000)], 365) == 750_000


def test_a_cycle_counts_full_on_the_day_after_its_end() -> None:
    starts, ends = YEAR
    assert p.elapsed_share(starts, starts, ends) == 0
    assert p.elapsed_share(ends, starts, ends) == 997_260
    assert p.elapsed_share(ends + timedelta(1), starts, ends) == MILLION
    assert p.elapsed_share(starts - timedelta(30), starts, ends) == 0


def test_days_of_a_cycle_inside_another() -> None:
    assert p.overlap_days(date(2026, 10, 1), date(2026, 12, 31), *YEAR) == 92
    assert p.overlap_days(date(2026, 12, 1), date(2027, 2, 28), *YEAR) == 31
    assert p.overlap_days(date(2027, 1, 1), date(2027, 3, 31), *YEAR) == 0
    assert p.overlap_days(*YEAR, date(2026, 3, 1), date(2026, 3, 1)) == 1


@given(st.lists(st.tuples(st.integers(1, 366), figures), max_size=8), st.integers(1, 366))
def test_a_group_is_between_nothing_and_its_best_part(
    buckets: list[tuple[int, int]], parent_days: int
) -> None:
    assert 0 <= p.group_progress(buckets, parent_days) <= max((figure for _, figure in buckets), default=0)


# Means


def test_the_worked_example_is_65_percent() -> None:
    revenue, margin = p.progress(400, 480, 460), p.progress(10, 12, Decimal("10.7"))
    assert p.weighted_mean([(3, revenue), (1, margin)]) == 650_000


def test_nothing_measured_is_no_figure() -> None:
    assert p.weighted_mean([]) is None


@given(st.lists(st.tuples(weights, figures), min_size=1))
def test_a_mean_lies_between_its_parts(contributors: list[tuple[int, int]]) -> None:
    mean = p.weighted_mean(contributors)
    assert mean is not None
    assert min(f for _, f in contributors) <= mean <= max(f for _, f in contributors)


# Pace


@pytest.mark.parametrize(
    ("points", "word", "heat"),
    [
        (26, Pace.AHEAD, 3),
        (25, Pace.AHEAD, 2),
        (10, Pace.AHEAD, 2),
        (9, Pace.AHEAD, 1),
        (3, Pace.AHEAD, 1),
        (2, Pace.ON_PACE, 0),
        (0, Pace.ON_PACE, 0),
        (-2, Pace.ON_PACE, 0),
        (-3, Pace.BEHIND, -1),
        (-9, Pace.BEHIND, -1),
        (-10, Pace.BEHIND, -2),
        (-25, Pace.BEHIND, -2),
        (-26, Pace.FAR_BEHIND, -3),
    ],
)
def test_the_pace_table(points: int, word: Pace, heat: int) -> None:
    assert p.PACE.pace(points) is word
    assert p.PACE.heat(points) == heat
    expected = 300_000
    assert p.pace(expected + points * 10_000, expected) is word


def test_an_organisation_may_be_stricter() -> None:
    strict = PaceTable(close=0, middle=5, far=10)
    assert p.pace(490_000, 500_000, table=strict) is Pace.BEHIND
    assert p.pace(380_000, 500_000, table=strict) is Pace.FAR_BEHIND


@pytest.mark.parametrize("thresholds", [(-1, 10, 25), (10, 10, 25), (2, 30, 25)])
def test_a_pace_table_out_of_order_is_refused(thresholds: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="close"):
        PaceTable(*thresholds)


def test_the_distance_is_that_of_the_shown_figures() -> None:
    assert p.distance(645_000, 604_000) == 5  # 65 % less 60 %
    assert p.distance(644_999, 604_000) == 4


@given(figures, figures)
def test_a_reader_can_check_the_distance(progress: int, expected: int) -> None:
    assert p.points(expected) + p.distance(progress, expected) == p.points(progress)


@given(st.integers(-100, 100))
def test_word_and_heat_never_contradict(points: int) -> None:
    heat = p.PACE.heat(points)
    assert (p.PACE.pace(points) is Pace.ON_PACE) == (heat == 0)
    assert (p.PACE.pace(points) is Pace.FAR_BEHIND) == (heat == -3)


def test_the_first_tenth_is_too_early_to_say() -> None:
    starts, due = QUARTER
    assert p.too_early(starts + timedelta(9), starts, due)
    assert not p.too_early(starts + timedelta(10), starts, due)
    assert p.too_early(starts - timedelta(10), starts, due)
    assert not p.too_early(due, due, due)
    assert p.pace(0, MILLION, early=True) is Pace.TOO_EARLY


def test_a_gap_is_more_than_twenty_points_either_way() -> None:
    assert not p.is_alignment_gap(-20, 0)
    assert p.is_alignment_gap(-21, 0)
    assert p.is_alignment_gap(15, -6)
    assert not p.is_alignment_gap(-30, -30)


def test_the_sales_cycle_holds_sales_back_most() -> None:
    """The objective page as drawn: 3.9 of the 15 points, though two others are 28 points behind."""
    expected = 533_000
    contributors = [
        (1, 250_000, expected),
        (1, 800_000, MILLION),
        (1, 222_222, expected),
        (1, 250_000, expected),
        (3, 602_000, 590_000),
        (1, 379_000, expected),
    ]
    assert p.held_back(contributors) == (2, Fraction(310_778, 80_000))


def test_weight_decides_who_holds_back() -> None:
    assert p.held_back([(1, 0, 310_000), (3, 300_000, 500_000)]) == (1, Fraction(15))
    assert p.held_back([(1, 500_000, 500_000), (2, MILLION, 0)]) is None
    assert p.held_back([]) is None


# Explaining


def test_the_arithmetic_as_drawn_adds_up() -> None:
    assert p.adds_in_tenths([(3, 750_000), (1, 350_000), (1, 720_000), (1, 580_000)]) == [375, 58, 120, 97]


def test_equal_remainders_go_to_the_first() -> None:
    assert p.largest_remainder([Fraction(1, 3)] * 3, 1) == [1, 0, 0]
    assert p.adds_in_tenths([(1, MILLION)] * 3) == [334, 333, 333]


def test_nothing_measured_adds_nothing() -> None:
    assert p.adds_in_tenths([]) == []
    assert p.largest_remainder([], 0) == []
    with pytest.raises(ValueError, match="nothing"):
        p.largest_remainder([], 1)


@given(st.lists(st.tuples(weights, figures), min_size=1, max_size=40))
def test_what_each_adds_is_exactly_the_figure(contributors: list[tuple[int, int]]) -> None:
    mean = p.weighted_mean(contributors)
    assert mean is not None
    adds = p.adds_in_tenths(contributors)
    assert sum(adds) == p.tenths(mean)
    total = sum(weight for weight, _ in contributors)
    for tenths, (weight, figure) in zip(adds, contributors, strict=True):
        assert abs(tenths - Fraction(weight * figure, total * 1_000)) <= 1


@given(
    st.lists(st.fractions(-1000, 1000, max_denominator=50), min_size=1, max_size=20), st.integers(-5000, 5000)
)
def test_any_parts_add_up_to_any_total(parts: list[Fraction], total: int) -> None:
    assert sum(p.largest_remainder(parts, total)) == total


# Looking ahead


def weekly(*values: str) -> list[tuple[date, Decimal]]:
    return [(date(2026, 7, 7) + timedelta(7 * week), Decimal(value)) for week, value in enumerate(values)]


def test_a_straight_line_goes_on() -> None:
    assert p.forecast(weekly("62", "61.5", "61", "60.5", "60", "59.5", "59"), date(2026, 9, 1)) == Decimal(
        "58"
    )


def test_only_the_last_six_points_count() -> None:
    assert p.forecast(weekly("0", "100", "5", "6", "7", "8", "9", "10"), date(2026, 9, 1)) == Decimal("11")


def test_the_last_value_of_a_day_counts() -> None:
    history = [
        (date(2026, 7, 1), Decimal(1)),
        (date(2026, 7, 8), Decimal(900)),
        (date(2026, 7, 8), Decimal(2)),
    ]
    assert p.forecast(history, date(2026, 7, 15)) == Decimal(3)


def test_too_little_to_go_on() -> None:
    assert p.forecast([], date(2026, 9, 30)) is None
    assert p.forecast(weekly("5"), date(2026, 9, 30)) is None
    assert p.forecast(weekly("5") * 3, date(2026, 9, 30)) is None


def test_a_due_date_behind_us_is_answered_with_the_last_value() -> None:
    assert p.forecast(weekly("5", "6", "7"), date(2026, 7, 1)) == Decimal(7)


def test_a_history_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        p.forecast(weekly("1", "2")[::-1], date(2026, 9, 30))


@given(st.integers(-1000, 1000), st.integers(-50, 50), st.integers(2, 12), st.integers(0, 100))
def test_any_straight_line_is_continued(first: int, a_day: int, count: int, ahead: int) -> None:
    starts = date(2026, 1, 1)
    history = [(starts + timedelta(day), Decimal(first + a_day * day)) for day in range(count)]
    assert p.forecast(history, starts + timedelta(count - 1 + ahead)) == first + a_day * (count - 1 + ahead)
