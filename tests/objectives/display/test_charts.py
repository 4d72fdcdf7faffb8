"""The geometry of what is drawn, on Ingrid's key results and Maya's charts. Positions are percentages of the
drawing."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from objectives.display.charts import bars, lines, scale, time
from objectives.display.scales import share_scale, value_scale
from objectives.display.svg.time import ribbon_ruler
from objectives.display.values import Measure

DAYS, PER_CENT = Measure(unit="days"), Measure("percentage")
EXPECTED = 533_333


def sales_cycle(current: str, **more: object) -> scale.Scale:
    given: dict[str, object] = {"expected": EXPECTED, **more}
    return value_scale(
        name="Average sales cycle",
        start=Decimal(62),
        target=Decimal(53),
        current=Decimal(current),
        measure=DAYS,
        locale="en-gb",
        **given,  # type: ignore[arg-type]
    )


# The scale --------------------------------------------------------------------------------------------------


def test_a_falling_measure_runs_to_the_right_like_any_other() -> None:
    figure = sales_cycle("60")
    assert scale.position(figure.progress or 0) == "22.22"
    assert scale.gap(figure.progress or 0, EXPECTED) == ("22.22", "31.11")
    assert figure.today == "57.2", "the value that stands under the tick"


def test_its_name_says_what_is_drawn() -> None:
    assert scale.sentence(sales_cycle("60")) == (
        "Average sales cycle: 60 on the way from 62 to 53; expected today 57.2; 31 points behind pace, far behind"
    )


def test_a_level_to_hold_has_its_tick_at_the_target_and_no_today() -> None:
    figure = value_scale(
        name="Renewal rate",
        start=Decimal(80),
        target=Decimal(90),
        current=Decimal("88.4"),
        expected=1_000_000,
        measure=PER_CENT,
        locale="en-gb",
        hold=True,
    )
    assert not scale.shows_today(figure)
    assert (
        scale.sentence(figure)
        == "Renewal rate: 88.4%; a level to hold at 90%, worst acceptable 80%; 16 points behind pace"
    )


def test_past_the_target_and_worse_than_the_start_stay_on_the_track_but_keep_their_label() -> None:
    assert (scale.position(1_114_286), scale.position(-222_222)) == ("100", "0")
    assert sales_cycle("64").value == "64"
    assert scale.value_anchor(-222_222) == ("0", "start")
    assert scale.value_anchor(1_114_286) == ("100", "end")


def test_the_label_of_today_gives_way_to_the_end_labels() -> None:
    assert scale.shows_today(sales_cycle("60"))
    assert not scale.shows_today(sales_cycle("60", expected=150_000))
    assert not scale.shows_today(sales_cycle("60", expected=850_000))


def test_what_is_not_measured_is_never_nought() -> None:
    objective = share_scale(name="A new objective", progress=None, expected=None, locale="en-gb")
    assert scale.sentence(objective) == "A new objective: No data yet"
    first = value_scale(
        name="Legal questions",
        start=None,
        target=Decimal(12),
        current=None,
        expected=None,
        measure=PER_CENT,
        locale="en-gb",
        waiting="Benchmark by Fri 28 Aug",
    )
    assert not first.has_figure
    assert scale.sentence(first) == "Legal questions: Benchmark by Fri 28 Aug"


@given(st.integers(-3_000_000, 3_000_000), st.integers(0, 1_000_000))
def test_no_scale_ever_leaves_its_track(progress: int, expected: int) -> None:
    assert 0 <= float(scale.position(progress)) <= 100
    hatched = scale.gap(progress, expected)
    if hatched:
        assert float(hatched[0]) + float(hatched[1]) <= 100.01
        assert float(hatched[1]) > 0 or expected - max(0, progress) < 100


def test_result_and_plan_stand_on_one_axis_with_pace_in_the_middle() -> None:
    figure = scale.GapLine(result=-8, plan=14)
    assert (figure.at(-8), figure.at(14), figure.at(0)) == ("36.7", "73.3", "50.0")
    assert figure.between == ("36.7", "36.6")
    assert scale.GapLine(-90, 90).between == ("0.0", "100.0"), "what is further off ends at the edge"


# Lines ------------------------------------------------------------------------------------------------------


def test_one_value_has_no_trend() -> None:
    assert lines.spark_points([]) == lines.spark_points([Decimal(3)]) == lines.distance_points([4]) == []


def test_up_means_better_for_falling_measures_too() -> None:
    assert lines.spark_points([62, 60], falling=True) == lines.spark_points([60, 62])
    assert (
        lines.spark_points([62, 60], falling=True)[-1][1] < lines.spark_points([62, 60], falling=True)[0][1]
    )


def test_a_flat_line_lies_at_the_bottom() -> None:
    assert {y for _, y in lines.spark_points([86] * 7)} == {24}


def test_distances_share_one_range_so_that_rows_compare() -> None:
    assert [y for _, y in lines.distance_points([0, 14, 30, -90])] == [17, 3, 3, 31]


def test_the_areas_meet_where_the_line_crosses_pace() -> None:
    above, below = lines.split_at([(0, 10), (10, 20)], 15)
    assert (5, 15) in above
    assert (5, 15) in below


def trend(values: list[tuple[date, float]], **more: object) -> lines.Trend:
    start, end = date(2026, 7, 1), date(2026, 9, 30)
    options: dict[str, object] = {"low": 53, "high": 62, "falling": True, **more}
    return lines.Trend(
        name="Average sales cycle",
        begins=start,
        ends=end,
        today=date(2026, 8, 18),
        values=[lines.Moment(day, value) for day, value in values],
        pace=[lines.Moment(start, 62), lines.Moment(end, 53)],
        grid=[(53, "53"), (62, "62")],
        days=[(start, "1 Jul"), (end, "30 Sep")],
        **options,  # type: ignore[arg-type]
    )


def test_a_chart_of_a_falling_measure_turns_its_axis() -> None:
    drawn = lines.plot(trend([(date(2026, 7, 1), 62), (date(2026, 8, 17), 60)]))
    (fewest, _), (most, _) = drawn.grid
    assert fewest < most, "53 days stand above 62"
    assert drawn.behind, "behind its pace, and filled so"
    assert not drawn.ahead


def test_a_line_that_crosses_its_pace_is_filled_on_both_sides() -> None:
    drawn = lines.plot(trend([(date(2026, 7, 1), 60), (date(2026, 8, 17), 61)]))
    assert drawn.ahead
    assert drawn.behind


def test_one_value_draws_a_point_and_no_line() -> None:
    drawn = lines.plot(trend([(date(2026, 7, 1), 62)]))
    assert len(drawn.line) == 1
    assert not drawn.ahead
    assert not drawn.behind


# Bars -------------------------------------------------------------------------------------------------------


def test_a_kind_without_a_count_leaves_no_trace() -> None:
    segments = bars.stack([("on", 5), ("risk", 0), ("off", 3), ("unset", 0)])
    assert [(segment.kind, segment.left, segment.width) for segment in segments] == [
        ("on", "0.00", "62.50"),
        ("off", "62.50", "37.50"),
    ]
    assert bars.Mix(on=5, off=3).sentence == "5 on track, 3 off track"
    assert bars.Mix().sentence == "No key results"


def test_the_sum_bar_is_cut_into_what_each_adds() -> None:
    figure = bars.SumBar(
        [bars.SumPart("A", 375), bars.SumPart("B", 58), bars.SumPart("C", 0), bars.SumPart("D", 217)], 650
    )
    assert [(part.letter, left, width) for part, left, width, _ in figure.segments()] == [
        ("A", "0.0", "37.5"),
        ("B", "37.5", "5.8"),
        ("D", "43.3", "21.7"),
    ]


def test_a_sum_past_its_end_is_cut_there() -> None:
    figure = bars.SumBar([bars.SumPart("A", 900), bars.SumPart("B", 300)], 1200)
    assert [width for _, _, width, _ in figure.segments()] == ["90.0", "10.0"]


def test_contributors_are_lettered_beyond_the_alphabet() -> None:
    assert [bars.letter(index) for index in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_heat_has_seven_grounds_and_a_shortfall_only_the_warm_ones() -> None:
    assert [bars.heat(points) for points in (-26, -25, -9, -2, 2, 3, 10, 26)] == [
        "b3",
        "b2",
        "b1",
        "0",
        "0",
        "a1",
        "a2",
        "a3",
    ]
    assert [bars.shortfall_heat(share, fine=80) for share in (100, 80, 79, 70, 54)] == [
        "0",
        "0",
        "b1",
        "b2",
        "b3",
    ]


# Time -------------------------------------------------------------------------------------------------------

QUARTER = time.Ribbon(
    "Q3 2026",
    date(2026, 7, 1),
    date(2026, 9, 30),
    date(2026, 8, 18),
    (time.Event(date(2026, 8, 20), "1-on-1 Thu"), time.Event(date(2026, 10, 2), "after the cycle")),
)


def test_the_ribbon_says_how_much_of_the_quarter_is_gone() -> None:
    assert (QUARTER.gone, QUARTER.left) == (53, 43)
    assert QUARTER.sentence.startswith("Q3 2026, day 49 of 92.")
    assert round(QUARTER.now, 1) == 52.7
    assert [words for _, words in QUARTER.months()] == ["Jul", "Aug", "Sep"]
    assert [words for _, words, _ in QUARTER.visible_events()] == ["1-on-1 Thu"]


def test_before_its_first_day_and_after_its_last_a_cycle_stands_at_its_ends() -> None:
    before = time.Ribbon("Q3 2026", QUARTER.starts, QUARTER.ends, date(2026, 6, 1))
    after = time.Ribbon("Q3 2026", QUARTER.starts, QUARTER.ends, date(2026, 10, 15))
    assert (before.gone, before.left, before.now) == (0, 92, 0)
    assert (after.gone, after.left, after.now) == (100, 0, 100)
    assert (before.when, QUARTER.when, after.when) == ("begins in 30 days", "", "ended 15 days ago")
    assert "g-star" in ribbon_ruler(QUARTER) and "g-star" not in ribbon_ruler(before) + ribbon_ruler(after)


def test_a_year_names_its_quarters_and_no_weeks() -> None:
    year = time.Ribbon("2026", date(2026, 1, 1), date(2026, 12, 31), date(2026, 8, 18))
    assert year.weeks() == []
    assert [words for _, words in year.months() if words] == ["Jan", "Apr", "Jul", "Oct"]


def test_the_marks_of_a_series_are_counted_for_those_who_do_not_see_them() -> None:
    assert time.Meetings(["all", "all", "some", "not_held", "next"]).sentence == (
        "5 meetings: 2 with everything updated, 1 with some updated, 1 not held, 1 still to come"
    )


def test_cycles_lie_on_one_ruler() -> None:
    cycles = [
        ("2026", "active", date(2026, 1, 1), date(2026, 12, 31), 0),
        ("Q5", "closed", date(2027, 1, 1), date(2027, 3, 31), 1),
    ]
    assert [
        (bar.name, bar.left, bar.width)
        for bar in time.year_bars(cycles, date(2026, 1, 1), date(2026, 12, 31))
    ] == [("2026", "0.00", "100.00")]
