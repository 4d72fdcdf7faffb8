"""What makes a key result: measurable, trackable, time-bound, with one accountable person. Checked in one
place."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from objectives import progress
from objectives.display.history_words import day
from objectives.models import Cycle, KeyResult, KeyResultState, Measure, MeasuredBy, Milestone, Trajectory
from objectives.permissions import can_be_accountable
from organisations.models import Membership, Organisation
from organisations.refusals import Refused

TOO_LARGE = Decimal(10) ** 18


class Definition(TypedDict, total=False):
    """Everything a person says of a key result. `start` None is benchmark first; `milestones` are the steps'
    titles."""

    title: str
    measure: str
    currency: str
    measure_unit: str
    start: Decimal | int | None
    target: Decimal | int | None
    due_on: date | None
    trajectory: str
    weight: int
    measured_by: str
    accountable: Membership | None
    benchmark_due: date | None
    milestones: Sequence[str]


DEFAULTS = Definition(
    title="",
    measure=Measure.NUMBER,
    currency="",
    measure_unit="",
    start=None,
    target=None,
    due_on=None,
    trajectory=Trajectory.REACH,
    weight=1,
    measured_by=MeasuredBy.UPDATES,
    accountable=None,
    benchmark_due=None,
)


def definition_of(key_result: KeyResult) -> Definition:
    """What a key result says of itself now."""
    said: Any = {name: getattr(key_result, name) for name in DEFAULTS}
    if key_result.measure == Measure.MILESTONES:
        said["milestones"] = [step.title for step in Milestone.objects.filter(key_result=key_result)]
    definition: Definition = said
    return definition


def checked(definition: Definition, *, cycle: Cycle, organisation: Organisation) -> dict[str, Any]:
    """The definition as the fields of a row; Refused with the sentence and the field of the first thing
    amiss."""
    fields: dict[str, Any] = {**DEFAULTS, **definition}
    steps = [step.strip() for step in fields.pop("milestones", ()) if step.strip()]
    fields["title"] = require_title(fields["title"])
    require_choices(fields)
    if fields["measure"] == Measure.MILESTONES:
        if not steps:
            raise Refused("Name the steps, one a line.", field="milestones")
        fields.update(start=Decimal(0), target=Decimal(len(steps)))
    currency = (fields["currency"] or organisation.currency).strip().upper()
    fields["currency"] = currency if fields["measure"] == Measure.CURRENCY else ""
    if fields["measure"] == Measure.CURRENCY and not (len(currency) == 3 and currency.isalpha()):
        raise Refused("A currency is three letters, such as NOK or EUR.", field="currency")
    fields["measure_unit"] = fields["measure_unit"].strip() if fields["measure"] == Measure.NUMBER else ""
    fields["due_on"] = fields["due_on"] or cycle.ends_on
    require_numbers(fields["start"], fields["target"])
    require_dates(fields["due_on"], cycle, "due_on")
    require_benchmark(fields, cycle)
    require_sum_makes_sense(fields["measured_by"], fields["measure"], fields["start"])
    require_accountable(fields["accountable"])
    return fields


def require_title(title: str) -> str:
    if not title.strip():
        raise Refused("Give it a title.", field="title")
    if len(title.strip()) > 200:
        raise Refused("Make the title shorter: at most 200 characters.", field="title")
    return title.strip()


def require_choices(fields: dict[str, Any]) -> None:
    for name, choices in (("measure", Measure), ("trajectory", Trajectory), ("measured_by", MeasuredBy)):
        if fields[name] not in choices.values:
            raise Refused("Choose one of the list.", field=name)
    require_weight(fields["weight"])


def require_weight(weight: int) -> None:
    if not 1 <= weight <= 5:
        raise Refused("A weight is a whole number from 1 to 5.", field="weight")


def require_numbers(start: Decimal | int | None, target: Decimal | int | None) -> None:
    """A target that differs from the start, both within what the database keeps: 18 digits, 6 decimals."""
    if target is None:
        raise Refused("Say where it is to end: a number.", field="target")
    for name, value in (("start", start), ("target", target)):
        if value is not None and abs(Decimal(value)) >= TOO_LARGE:
            raise Refused("This number is too large: use a larger unit, such as millions.", field=name)
        if value is not None and Decimal(value) != round(Decimal(value), 6):
            raise Refused("At most six decimals.", field=name)
    if start is not None and Decimal(start) == Decimal(target):
        raise Refused("Start and target are the same: nothing would move.", field="target")


def require_dates(due_on: date, cycle: Cycle, field: str) -> None:
    if not cycle.starts_on <= due_on <= cycle.ends_on:
        raise Refused(
            f"{day(due_on)} is outside {cycle.name}, which runs from {day(cycle.starts_on)} to {day(cycle.ends_on)}.",
            field=field,
        )


def require_benchmark(fields: dict[str, Any], cycle: Cycle) -> None:
    """Nobody has measured yet: then a day by which somebody will. Otherwise there is no such day."""
    if fields["start"] is not None:
        fields["benchmark_due"] = None
        return
    if fields["benchmark_due"] is None:
        raise Refused(
            "Nobody has measured it yet: say by when it will be measured first.", field="benchmark_due"
        )
    require_dates(fields["benchmark_due"], cycle, "benchmark_due")


def require_sum_makes_sense(measured_by: str, measure: str, start: Decimal | int | None) -> None:
    if measured_by != MeasuredBy.CONTRIBUTIONS:
        return
    if measure in (Measure.PERCENTAGE, Measure.MILESTONES):
        raise Refused("Percentages and milestones do not add up: measure it by updates.", field="measured_by")
    if start is None:
        raise Refused("A sum of contributions needs a start to add to.", field="start")


def require_accountable(person: Membership | None) -> None:
    if person is not None and not can_be_accountable(person):
        raise Refused(f"{person.name} cannot own key results.", field="accountable")


# The hot half of a key result, where its definition decides it ----------------------------------------------


def first_state(key_result: KeyResult) -> tuple[Decimal | None, int | None]:
    """Value and progress before anybody has given a value.

    A climb stands at its start: somebody measured that. A level to hold does not, as its start is only the
    worst that is acceptable; and benchmark first is what nobody has measured.
    """
    if key_result.start is None or key_result.trajectory == Trajectory.HOLD:
        return None, None
    return Decimal(key_result.start), 0


def make_states(key_results: Sequence[KeyResult]) -> None:
    firsts = [(each, *first_state(each)) for each in key_results]
    KeyResultState.objects.bulk_create(
        KeyResultState(key_result=each, current=current, progress=figure) for each, current, figure in firsts
    )


def measure_anew(key_result: KeyResult, *, restart: bool = False) -> None:
    """Progress after the start, the target or the way of measuring changed; the value itself stays a
    person's.

    `restart`: what is measured is another thing now, so an earlier value means nothing (drafts only).
    """
    state = KeyResultState.objects.select_for_update().get(key_result=key_result)
    if restart or state.updated_at is None:
        state.current, state.progress = first_state(key_result)
    elif state.current is None or key_result.start is None:
        state.progress = None
    else:
        state.progress = progress.progress(key_result.start, key_result.target, state.current)
    state.save(update_fields=["current", "progress"])
