"""The rules of a well-written OKR: what the coach says about a draft while it is typed. Pure, no Django.

The coach asks and advises. *Needed* is only what submitting refuses as well (docs/rules.md §2); all else is
*advice*. The rules are those of "OKRs must be measurable and time-bound": a start and an end that are known,
a date, few enough to focus on, and a result rather than a piece of work.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from objectives.drafts.wording import counted, in_words, in_words_capital, task_question
from organisations.display.dates import day_of_month


class Severity(StrEnum):
    NEEDED = "needed"
    ADVICE = "advice"


class Key(StrEnum):
    """What a finding is about. All but the last two are the checks of the coach's panel."""

    TIME_BOUND = "time_bound"
    LEADS_SOMEWHERE = "leads_somewhere"
    ROOM = "room"
    MEASURED = "measured"
    START_AND_END = "start_and_end"
    OUTCOME = "outcome"
    TITLE = "title"
    WHY = "why"


@dataclass(frozen=True)
class DraftKeyResult:
    """A row of the editor as typed so far: None is an empty field.

    For milestones `start` is 0 and `target` the number of steps. No start and a `benchmark_due` is *benchmark
    first*.
    """

    title: str = ""
    measure: str = "number"
    measure_unit: str = ""
    start: Decimal | None = None
    target: Decimal | None = None
    due: date | None = None
    trajectory: str = "reach"
    measured_by: str = "updates"
    benchmark_due: date | None = None


@dataclass(frozen=True)
class Draft:
    """An objective as typed so far, and what else bears on it.

    `leads_to` and `supports` name the parents of its direct and indirect links ("Sales"), proposed ones
    included. `in_cycle` counts the owner's *other* submitted, active or closed objectives of the cycle;
    `overlapping` the other ones of all cycles that overlap it, this one's included. An organisation may lower
    the three limits.
    """

    title: str
    cycle_name: str
    cycle_starts: date
    cycle_ends: date
    why: str = ""
    key_results: tuple[DraftKeyResult, ...] = ()
    is_corporate: bool = False
    leads_to: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    in_cycle: int = 0
    overlapping: int = 0
    most_objectives: int = 3
    least_key_results: int = 3
    most_key_results: int = 5


@dataclass(frozen=True)
class Finding:
    """One thing to put right or to think about, beside the field it is about.

    `key_result` counts from 0, None for the objective itself; `field` is the name of the field in the draft,
    "" where it is about no single one. `why` is the reason, `example` shows how it can read, `fix` names what
    the page may offer as a button: "benchmark" (benchmark first), "action" (make it an action), "measure"
    (suggest one), "cycle_end" (due on the cycle's last day), "link" (choose what it leads to).
    """

    key: Key
    severity: Severity
    sentence: str
    why: str
    example: str = ""
    field: str = ""
    key_result: int | None = None
    fix: tuple[str, ...] = ()


# Single rules -----------------------------------------------------------------------------------------------


def is_measured(key_result: DraftKeyResult) -> bool:
    """Start and target known and different (or benchmark first, or carried by aligned objectives)."""
    return not any(_measure_gaps(key_result))


def _measure_gaps(key_result: DraftKeyResult) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """What keeps a key result from being measured: (field, sentence, fix)."""
    if key_result.measured_by == "aligned":
        return
    if key_result.measure == "milestones":
        if not key_result.target:
            yield "target", "No steps yet. What are the first and the last one?", ()
        return
    if key_result.start is None and (
        key_result.benchmark_due is None or key_result.measured_by == "contributions"
    ):
        if key_result.trajectory == "hold":
            yield "start", "A level to hold. What is the worst you would accept?", ("benchmark",)
        elif key_result.measured_by == "contributions":
            yield "start", "Where does the sum start? Contributions are added to it.", ()
        else:
            yield "start", "Where are you today? If nobody knows yet, measure first.", ("benchmark",)
    if key_result.target is None:
        yield "target", "How far should it go?", ()
    elif key_result.start == key_result.target:
        yield "target", "Start and target are the same: nothing would move.", ()


def _time_bound(draft: Draft) -> Iterator[Finding]:
    why = "A result without a date is put off. Inside the cycle, so that its pace can be read."
    last_day = f"The cycle ends on {day_of_month(draft.cycle_ends)}."
    for index, key_result in enumerate(draft.key_results):
        number = index + 1
        for name, day in (("due", key_result.due), ("benchmark_due", key_result.benchmark_due)):
            what = f"Key result {number}" if name == "due" else f"The benchmark of key result {number}"
            if day is None:
                sentence = f"{what} has no date." if name == "due" else ""
            elif day < draft.cycle_starts:
                sentence = f"{what} is due on {day_of_month(day)}, before the cycle begins."
            elif day > draft.cycle_ends:
                sentence = f"{what} is due on {day_of_month(day)}, after the cycle ends."
            else:
                sentence = ""
            if sentence:
                yield Finding(
                    Key.TIME_BOUND, Severity.NEEDED, sentence, why, last_day, name, index, ("cycle_end",)
                )


def _leads_somewhere(draft: Draft) -> Iterator[Finding]:
    if not (draft.is_corporate or draft.leads_to or draft.supports):
        yield Finding(
            Key.LEADS_SOMEWHERE,
            Severity.ADVICE,
            "It leads nowhere yet. Which objective above does it move, or support?",
            "Everyone sees how their work reaches the company's objectives.",
            "Direct: our upsell is part of Sales’ revenue. Indirect: shorter invoicing helps customers to stay.",
            "leads_to",
            fix=("link",),
        )


def _room(draft: Draft) -> Iterator[Finding]:
    why = "Choosing is the point: one to three objectives get attention, five get none."
    most = draft.most_objectives
    if draft.in_cycle >= most:
        sentence = f"{in_words_capital(draft.in_cycle)} in {draft.cycle_name} already, and {in_words(most)} is the most."
        yield Finding(
            Key.ROOM, Severity.NEEDED, sentence, why, "Keep this as a draft, or take one back first."
        )
    elif draft.overlapping >= most:
        sentence = f"With this one {in_words(draft.overlapping + 1)} at once, across overlapping cycles. Which can wait?"
        yield Finding(Key.ROOM, Severity.ADVICE, sentence, why)


def _measured(draft: Draft) -> Iterator[Finding]:
    why = "Fewer than three seldom cover an objective; more than five cannot all be kept in mind."
    total, measured = len(draft.key_results), sum(map(is_measured, draft.key_results))
    least, most = draft.least_key_results, draft.most_key_results
    if total > most:
        sentence = f"{counted(total, 'key result')}. Which {in_words(most)} would prove the objective?"
    elif measured < total:
        fields = "start and target" if total > 1 else "its start and target"
        sentence = f"{in_words_capital(measured)} of your {in_words(total)} {'has' if measured == 1 else 'have'} {fields}."
    elif total < least:
        sentence = (
            f"{counted(total, 'key result')} so far. What else would have to be true?"
            if total
            else "None yet."
        )
    else:
        return
    yield Finding(
        Key.MEASURED, Severity.NEEDED, sentence, why, "Upsell rate from 16.8% to 21% by 31 December."
    )


def _start_and_end(draft: Draft) -> Iterator[Finding]:
    why = "If you do not know where you start, you cannot tell how far you have come."
    for index, key_result in enumerate(draft.key_results):
        for field, sentence, fix in _measure_gaps(key_result):
            example = (
                "Renewal rate from 80% to 92%."
                if key_result.trajectory == "hold"
                else "From 62 days to 53 days."
            )
            yield Finding(Key.START_AND_END, Severity.NEEDED, sentence, why, example, field, index, fix)
        if (
            key_result.measure == "number"
            and key_result.target is not None
            and not key_result.measure_unit.strip()
        ):
            sentence = "What is counted? A unit makes the number readable."
            yield Finding(
                Key.START_AND_END, Severity.ADVICE, sentence, why, "40 accounts", "measure_unit", index
            )


def _outcome(draft: Draft) -> Iterator[Finding]:
    why = "Finished work is not yet a result. A key result says what is different afterwards."
    for index, key_result in enumerate(draft.key_results):
        if question := task_question(key_result.title):
            sentence = f"This reads like a task. {question}"
            example = "Instead of “Launch the guide”: “Customers who solve it themselves, from 20% to 45%”."
            yield Finding(
                Key.OUTCOME, Severity.ADVICE, sentence, why, example, "title", index, ("measure", "action")
            )


def _title_and_why(draft: Draft) -> Iterator[Finding]:
    why = "People should be able to say it from memory; the key results say how much."
    title = draft.title.strip()
    if not title:
        sentence = "What is true at the end of the cycle, and why does it matter?"
        yield Finding(
            Key.TITLE,
            Severity.NEEDED,
            sentence,
            why,
            "Customers grow with us because they see the value",
            "title",
        )
    elif question := task_question(title):
        sentence = f"The objective reads like a task. {question}"
        yield Finding(
            Key.TITLE, Severity.ADVICE, sentence, why, "Customers find the answer without asking us", "title"
        )
    elif any(character.isdigit() for character in title):
        sentence = (
            "The objective already counts. Could the number be a key result, and this say what it is for?"
        )
        yield Finding(
            Key.TITLE,
            Severity.ADVICE,
            sentence,
            why,
            "Significant growth with sustained profitability",
            "title",
        )
    if not draft.why.strip():
        sentence = "Why does it matter now? One sentence is enough."
        yield Finding(
            Key.WHY, Severity.ADVICE, sentence, "Whoever knows the reason can decide alone.", field="why"
        )
    for index, key_result in enumerate(draft.key_results):
        if not key_result.title.strip():
            sentence = f"What changes? Key result {index + 1} has no words yet."
            yield Finding(
                Key.TITLE, Severity.NEEDED, sentence, why, "Upsell rate in my portfolio", "title", index
            )


# The whole draft --------------------------------------------------------------------------------------------

RULES = (_time_bound, _leads_somewhere, _room, _measured, _start_and_end, _outcome, _title_and_why)


def findings(draft: Draft) -> list[Finding]:
    """Everything the coach has to say, in the order of the panel's checks and of the key results."""
    return [finding for rule in RULES for finding in rule(draft)]


def needed(draft: Draft) -> list[Finding]:
    """What submitting refuses; empty when the draft may be submitted."""
    return [finding for finding in findings(draft) if finding.severity is Severity.NEEDED]
