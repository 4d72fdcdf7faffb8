"""What a key result measures, what it expects today, and which pace table judges it: for every page that
shows one."""

from datetime import date

from objectives import progress
from objectives.display import values
from objectives.models import Figure, KeyResult, MeasuredBy, Objective, Trajectory
from objectives.progress import PaceTable
from organisations.models import Organisation


def measure_of(key_result: KeyResult) -> values.Measure:
    """The kind of its values, and the unit or currency that stands beside the digits."""
    return values.Measure(key_result.measure, key_result.currency or key_result.measure_unit)


def pace_table(organisation: Organisation) -> PaceTable:
    """The organisation's own thresholds, kept in an order that makes a table."""
    close = organisation.on_pace_within
    far = max(organisation.far_past, close + 1)
    return PaceTable(close=close, middle=min(max(10, close + 1), far), far=far)


def begins(key_result: KeyResult) -> date:
    """The day from which it is expected to move; needs the objective and its cycle fetched."""
    objective = key_result.objective
    return progress.begins(objective.cycle.starts_on, objective.activated_on, key_result.baseline_on)


def expected(key_result: KeyResult, today: date) -> int | None:
    """Millionths expected today, None while it has no start. Needs objective, cycle and (where it is measured
    by aligned objectives, whose mean it expects) the figure fetched."""
    if key_result.measured_by == MeasuredBy.ALIGNED:
        figure = getattr(key_result, "figure", None)
        return figure.expected if figure else None
    if key_result.start is None:
        return None
    if key_result.trajectory == Trajectory.HOLD:
        return progress.expected_hold()
    return progress.expected_reach(
        today, begins(key_result), key_result.due_on, key_result.objective.ambition
    )


def too_early(key_result: KeyResult, today: date) -> bool:
    """Whether less than a tenth of its time has passed; a level to hold is never too early."""
    if key_result.trajectory == Trajectory.HOLD or key_result.measured_by == MeasuredBy.ALIGNED:
        return False
    return progress.too_early(today, begins(key_result), key_result.due_on)


def is_early(objective: Objective, today: date) -> bool:
    """Whether less than a tenth of the time since the objective became active has passed; needs its cycle."""
    begins = progress.begins(objective.cycle.starts_on, objective.activated_on)
    return progress.too_early(today, begins, objective.cycle.ends_on)


def figure_of(row: Objective | KeyResult) -> Figure | None:
    """Its rolled-up figure; None until the worker has drained."""
    found: Figure | None = getattr(row, "figure", None)
    return found
