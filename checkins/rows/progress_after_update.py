"""Progress to show in the response to an update, computed before the roll-up has stored it.

How many of a person's key results are updated, and the objective's own percentage from its key results' states; the
roll-up stores the same a moment later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from checkins.series.check_in_times import CheckInSchedule
from objectives.display import measures
from objectives.models import Counts, CycleState, KeyResult, MeasuredBy, Objective
from objectives.progress import divide_half_up, weighted_mean
from organisations.display.reader import Reader
from organisations.models import Membership


def asked_of(membership: Membership, reader: Reader) -> Q:
    """The key results that wait for this person's values: theirs, measured by updates, in a cycle that has
    begun."""
    return Q(
        accountable=membership,
        measured_by=MeasuredBy.UPDATES,
        objective__cycle__starts_on__lte=reader.today,
    ) & ~Q(objective__cycle__state=CycleState.CLOSED)


def in_page_order(key_results: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """As My week lists them: by cycle, objective, and position in it."""
    return key_results.order_by(
        "-objective__owner",
        "objective__cycle__ends_on",
        "objective__slot",
        "objective_id",
        "position",
        "id",
    )


def rows_around(membership: Membership, objective: Objective, reader: Reader) -> list[KeyResult]:
    """The person's key results that are asked for, and all of one objective, in one query."""
    return list(
        in_page_order(
            KeyResult.objects.going()
            .filter(asked_of(membership, reader) | Q(objective=objective))
            .select_related("state", "figure", "objective__cycle")
        )
    )


@dataclass(frozen=True)
class ProgressAfterUpdate:
    """Which of a person's key results are updated, in the order of the page, and an objective's figure
    now."""

    asked: Sequence[KeyResult]
    marks: Sequence[bool]
    progress: int | None = None
    expected: int | None = None

    @property
    def updated(self) -> int:
        return sum(self.marks)

    @property
    def count(self) -> int:
        return len(self.marks)

    @property
    def ready(self) -> bool:
        return all(self.marks)

    @property
    def next_open(self) -> str:
        """The public id of the first that still waits; empty when none does."""
        waiting = (row for row, is_updated in zip(self.asked, self.marks, strict=True) if not is_updated)
        return next((row.public_id for row in waiting), "")

    @property
    def words(self) -> str:
        return f"{self.updated} of {self.count} key result{'' if self.count == 1 else 's'} updated"


def progress_after_update(
    membership: Membership,
    objective: Objective,
    schedule: CheckInSchedule,
    rows: Sequence[KeyResult],
    reader: Reader,
) -> ProgressAfterUpdate:
    """The person's count and the objective's figure, from rows that `rows_around` fetched."""
    siblings = [row for row in rows if row.objective_id == objective.pk]
    progress, expected = figure_now(objective, siblings, reader)
    return replace(count_of(membership, schedule, rows), progress=progress, expected=expected)


def count_of(
    membership: Membership, schedule: CheckInSchedule, rows: Sequence[KeyResult]
) -> ProgressAfterUpdate:
    """The person's own among these key results, without an objective's figure."""
    own = [
        row for row in rows if row.accountable_id == membership.pk and row.measured_by == MeasuredBy.UPDATES
    ]
    return ProgressAfterUpdate(own, [schedule.is_updated(row) for row in own])


def figure_now(
    objective: Objective, key_results: Iterable[KeyResult], reader: Reader
) -> tuple[int | None, int | None]:
    """Progress and expected of an objective from its key results' states, and stored figures of what else it
    counts."""
    own = [(key_result, progress_now(key_result)) for key_result in key_results]
    if objective.counts == Counts.KEY_RESULTS:
        measured = [(key_result, now) for key_result, now in own if now is not None]
        expected = weighted_mean(
            (row.weight, measures.expected(row, reader.today) or 0) for row, _ in measured
        )
        return weighted_mean((row.weight, now) for row, now in measured), expected
    figure = getattr(objective, "figure", None)
    if figure is None:
        return None, None
    weights, products = figure.sum_w, figure.sum_wp
    if objective.counts == Counts.BOTH:
        for row, now in own:
            counted = row.figure.progress if getattr(row, "figure", None) else None
            weights += row.weight * ((now is not None) - (counted is not None))
            products += row.weight * ((now or 0) - (counted or 0))
    return (divide_half_up(products, weights) if weights > 0 else None), figure.expected


def progress_now(key_result: KeyResult) -> int | None:
    """From its own state, or, where it is measured otherwise, from its stored figure."""
    if key_result.measured_by == MeasuredBy.UPDATES:
        return key_result.state.progress
    figure = getattr(key_result, "figure", None)
    return figure.progress if figure else None
