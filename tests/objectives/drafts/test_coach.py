"""The coach beside Ingrid's draft: what it asks, what it insists on, and what it leaves alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from objectives.drafts.coach_panel import checks
from objectives.drafts.coach_rules import (
    Draft,
    DraftKeyResult,
    Finding,
    Key,
    Severity,
    findings,
    is_measured,
    needed,
)
from objectives.drafts.wording import counted, in_words, ordinal, task_question
from organisations.display.dates import day_of_month

LAST_DAY = date(2026, 12, 31)

REVIEWS = DraftKeyResult(
    "Accounts where we held a value review", "number", "accounts", Decimal(0), Decimal(40), LAST_DAY
)
UPSELL = DraftKeyResult(
    "Upsell rate in my portfolio", "percentage", "%", Decimal("16.8"), Decimal(21), LAST_DAY
)
RENEWALS = DraftKeyResult(
    "Renewal rate", "percentage", "%", Decimal(80), Decimal(92), LAST_DAY, trajectory="hold"
)
SATISFACTION = DraftKeyResult(
    "Customers who would recommend us",
    "percentage",
    "%",
    None,
    Decimal(70),
    LAST_DAY,
    benchmark_due=date(2026, 10, 31),
)
GUIDE = DraftKeyResult("Launch the customer portal guide", due=LAST_DAY)

GOOD = Draft(
    "Customers grow with us because they see the value",
    cycle_name="Q4 2026",
    cycle_starts=date(2026, 10, 1),
    cycle_ends=LAST_DAY,
    why="Those who see it stay.",
    key_results=(REVIEWS, UPSELL, RENEWALS),
    leads_to=("Sales",),
    in_cycle=1,
)


def drawn() -> Draft:
    """The draft of the drawing: two of four key results are ready, and one is a task."""
    return replace(GOOD, key_results=(REVIEWS, UPSELL, replace(RENEWALS, start=None), GUIDE))


def only(draft: Draft, key: Key) -> list[Finding]:
    return [finding for finding in findings(draft) if finding.key is key]


def sentences(draft: Draft, key: Key) -> list[str]:
    return [finding.sentence for finding in only(draft, key)]


def test_a_good_draft_has_nothing_to_add() -> None:
    assert findings(GOOD) == []
    assert [check.sentence for check in checks(GOOD)] == [
        "All end on 31 December, inside the cycle.",
        "One direct link to Sales.",
        "The second of three in Q4 2026.",
        "Three measured key results.",
        "Known for each of them.",
        "Each says what changes.",
    ]
    assert all(check.passed for check in checks(GOOD))


def test_the_panel_as_drawn() -> None:
    assert [(check.title, check.sentence, check.passed) for check in checks(drawn())] == [
        ("Time-bound", "All end on 31 December, inside the cycle.", True),
        ("Leads somewhere", "One direct link to Sales.", True),
        ("Room for it", "The second of three in Q4 2026.", True),
        ("Three to five measured", "Two of your four have start and target.", False),
        ("Start and end known", "Key result 3 has no start.", False),
        ("Outcome, not task", "Key result 4 begins with “Launch”.", False),
    ]


def test_it_points_at_the_field_and_offers_a_way_out() -> None:
    start = only(drawn(), Key.START_AND_END)[0]
    assert (start.key_result, start.field, start.fix) == (2, "start", ("benchmark",))
    assert start.sentence == "A level to hold. What is the worst you would accept?"
    task = only(drawn(), Key.OUTCOME)[0]
    assert (task.key_result, task.field, task.fix) == (3, "title", ("measure", "action"))
    assert task.sentence == "This reads like a task. What changes for customers or colleagues once it is out?"
    assert task.severity is Severity.ADVICE


def test_every_finding_has_a_reason_and_ends_as_a_sentence() -> None:
    for draft in (drawn(), replace(GOOD, title="", why="", key_results=(), leads_to=(), in_cycle=3)):
        for finding in findings(draft):
            assert finding.why.endswith(".")
            assert finding.sentence[-1] in ".?"


# What submitting refuses


def test_one_ill_measured_key_result_is_enough_to_refuse() -> None:
    draft = replace(GOOD, key_results=(*GOOD.key_results, GUIDE))
    assert {finding.key for finding in needed(draft)} == {Key.MEASURED, Key.START_AND_END}
    assert sentences(draft, Key.MEASURED) == ["Three of your four have start and target."]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, ["None yet."]),
        (1, ["One key result so far. What else would have to be true?"]),
        (2, ["Two key results so far. What else would have to be true?"]),
        (3, []),
        (5, []),
        (6, ["Six key results. Which five would prove the objective?"]),
    ],
)
def test_three_to_five(count: int, sentence: list[str]) -> None:
    draft = replace(GOOD, key_results=(REVIEWS,) * count)
    assert sentences(draft, Key.MEASURED) == sentence
    assert bool(needed(draft)) == bool(sentence)


def test_an_organisation_may_ask_for_fewer() -> None:
    draft = replace(GOOD, key_results=(REVIEWS,) * 4, most_key_results=3)
    assert sentences(draft, Key.MEASURED) == ["Four key results. Which three would prove the objective?"]


def test_start_equal_to_target_moves_nothing() -> None:
    draft = replace(GOOD, key_results=(replace(UPSELL, start=Decimal("21.0")), REVIEWS, RENEWALS))
    assert sentences(draft, Key.START_AND_END) == ["Start and target are the same: nothing would move."]
    assert checks(draft)[4].sentence == "Key result 1 has the same start and target."
    assert not is_measured(draft.key_results[0])


def test_a_target_alone_is_half_a_measure() -> None:
    assert sentences(replace(GOOD, key_results=(replace(UPSELL, target=None),)), Key.START_AND_END) == [
        "How far should it go?"
    ]


def test_a_due_date_outside_the_cycle() -> None:
    early, late = date(2026, 9, 30), date(2027, 1, 3)
    draft = replace(
        GOOD,
        key_results=(replace(UPSELL, due=late), replace(REVIEWS, due=early), replace(RENEWALS, due=None)),
    )
    assert sentences(draft, Key.TIME_BOUND) == [
        "Key result 1 is due on 3 January, after the cycle ends.",
        "Key result 2 is due on 30 September, before the cycle begins.",
        "Key result 3 has no date.",
    ]
    assert all(finding.severity is Severity.NEEDED for finding in only(draft, Key.TIME_BOUND))


def test_benchmark_first_needs_no_start_but_its_own_date() -> None:
    draft = replace(GOOD, key_results=(REVIEWS, UPSELL, SATISFACTION))
    assert needed(draft) == []
    assert checks(draft)[4].sentence == "Known for each of them. One measured first."
    late = replace(SATISFACTION, benchmark_due=date(2027, 2, 1))
    assert sentences(replace(draft, key_results=(REVIEWS, UPSELL, late)), Key.TIME_BOUND) == [
        "The benchmark of key result 3 is due on 1 February, after the cycle ends."
    ]


def test_a_sum_starts_somewhere() -> None:
    revenue = replace(SATISFACTION, measure="currency", measured_by="contributions")
    assert not is_measured(revenue)
    assert is_measured(replace(revenue, start=Decimal(400), target=Decimal(480)))


def test_milestones_need_steps_and_aligned_objectives_nothing() -> None:
    steps = DraftKeyResult("Three regions open", "milestones", "", Decimal(0), Decimal(0), LAST_DAY)
    assert sentences(replace(GOOD, key_results=(steps,)), Key.START_AND_END) == [
        "No steps yet. What are the first and the last one?"
    ]
    assert is_measured(replace(steps, target=Decimal(3)))
    assert is_measured(DraftKeyResult("Carried by others", due=LAST_DAY, measured_by="aligned"))


def test_a_fourth_objective_is_refused_and_overlapping_cycles_are_advice() -> None:
    full = replace(GOOD, in_cycle=3)
    assert [finding.sentence for finding in needed(full)] == [
        "Three in Q4 2026 already, and three is the most."
    ]
    overlapping = replace(GOOD, in_cycle=1, overlapping=3)
    assert needed(overlapping) == []
    assert sentences(overlapping, Key.ROOM) == [
        "With this one four at once, across overlapping cycles. Which can wait?"
    ]


def test_words_are_needed_reasons_are_not() -> None:
    bare = replace(GOOD, title=" ", why="", key_results=(replace(UPSELL, title=""), REVIEWS, RENEWALS))
    assert [(finding.key, finding.key_result) for finding in needed(bare)] == [
        (Key.TITLE, None),
        (Key.TITLE, 0),
    ]
    assert only(bare, Key.WHY)[0].severity is Severity.ADVICE


# Advice


def test_links_are_advice_and_corporate_objectives_need_none() -> None:
    lonely = replace(GOOD, leads_to=())
    assert only(lonely, Key.LEADS_SOMEWHERE)[0].severity is Severity.ADVICE
    assert only(replace(lonely, is_corporate=True), Key.LEADS_SOMEWHERE) == []
    assert (
        checks(replace(lonely, supports=("Sales", "Product")))[1].sentence
        == "Supports Sales and Product, shown only."
    )


def test_a_number_without_a_unit_is_asked_what_it_counts() -> None:
    draft = replace(GOOD, key_results=(replace(REVIEWS, measure_unit=""), UPSELL, RENEWALS))
    assert sentences(draft, Key.START_AND_END) == ["What is counted? A unit makes the number readable."]
    assert checks(draft)[4].sentence == "Key result 1 has no unit."
    assert needed(draft) == []


def test_an_objective_that_counts_or_is_a_task() -> None:
    assert "already counts" in sentences(replace(GOOD, title="Reach 480 million in revenue"), Key.TITLE)[0]
    assert "reads like a task" in sentences(replace(GOOD, title="Implement a new CRM"), Key.TITLE)[0]


@pytest.mark.parametrize(
    ("title", "ending"),
    [
        ("Launch the customer portal guide", "once it is out?"),
        ("Hire a head of support", "once they have started?"),
        ("Train all managers", "once they know it?"),
        ("implement: single sign-on", "once it is done?"),
        ("Release the new portal", "once it is out?"),
    ],
)
def test_what_reads_like_a_task(title: str, ending: str) -> None:
    assert task_question(title).endswith(ending)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Renewal rate above the market",
        "Deliver 95% of orders on the day",
        "Release frequency",
        "Test coverage",
        "Plan accuracy",
        "Customers who launch a campaign themselves",
        "Onboarding time",
    ],
)
def test_what_is_a_result(title: str) -> None:
    assert task_question(title) == ""


def test_small_words() -> None:
    assert [in_words(number) for number in (0, 1, 12, 13)] == ["none", "one", "12", "13"]
    assert (counted(1, "key result"), counted(4, "key result")) == ("One key result", "Four key results")
    assert (ordinal(2), ordinal(6), day_of_month(LAST_DAY)) == ("second", "6th", "31 December")


# Whatever is typed


decimals = st.none() | st.decimals(-1000, 1000, places=2)
days = st.none() | st.dates(date(2026, 9, 1), date(2027, 2, 1))
key_results = st.builds(
    DraftKeyResult,
    title=st.text(max_size=30),
    measure=st.sampled_from(["number", "percentage", "currency", "milestones"]),
    measure_unit=st.text(max_size=5),
    start=decimals,
    target=decimals,
    due=days,
    trajectory=st.sampled_from(["reach", "hold"]),
    measured_by=st.sampled_from(["updates", "contributions", "aligned"]),
    benchmark_due=days,
)
drafts = st.builds(
    Draft,
    title=st.text(max_size=30),
    cycle_name=st.just("Q4"),
    cycle_starts=st.just(date(2026, 10, 1)),
    cycle_ends=st.just(LAST_DAY),
    key_results=st.lists(st.sampled_from([REVIEWS, UPSELL, SATISFACTION]) | key_results, max_size=7).map(
        tuple
    ),
    leads_to=st.lists(st.just("Sales"), max_size=2).map(tuple),
    in_cycle=st.integers(0, 9),
    overlapping=st.integers(0, 20),
)


@given(drafts)
def test_whatever_is_typed_gets_an_answer(draft: Draft) -> None:
    lines = checks(draft)
    assert len(lines) == 6
    open_keys = {finding.key for finding in findings(draft)}
    assert {check.key for check in lines if not check.passed} == open_keys - {Key.TITLE, Key.WHY}
    for finding in findings(draft):
        assert finding.key_result is None or finding.key_result < len(draft.key_results)


@given(drafts)
def test_what_may_be_submitted_is_what_the_method_asks(draft: Draft) -> None:
    may = (
        bool(draft.title.strip())
        and draft.in_cycle < 3
        and 3 <= len(draft.key_results) <= 5
        and all(
            is_measured(each)
            and bool(each.title.strip())
            and all(
                draft.cycle_starts <= day <= draft.cycle_ends
                for day in (each.due or date.max, each.benchmark_due or draft.cycle_ends)
            )
            for each in draft.key_results
        )
    )
    assert (needed(draft) == []) == may
