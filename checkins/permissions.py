"""Who may say what in the rhythm: each rule a sentence."""

from checkins.models import CheckIn, CheckInSeries
from objectives.models import CycleState, KeyResult, MeasuredBy, ObjectiveState
from organisations.models import Membership
from organisations.permissions import can_own, leads


def can_update(membership: Membership, key_result: KeyResult, *, check_in: CheckIn | None = None) -> bool:
    """The accountable person, the objective's owner, the lead of the owning unit; the manager only inside the 1-on-1,
    named as author.

    Viewers own nothing and give no values. Needs the objective and its owning unit fetched; `check_in` is the meeting
    whose page the value comes from.
    """
    if not can_own(membership):
        return False
    objective = key_result.objective
    if membership.pk in (key_result.accountable_id, objective.owner_id):
        return True
    if check_in is not None and holds_with(membership, check_in.series, key_result):
        return True
    return objective.owner_unit is not None and leads(membership, objective.owner_unit)


def holds_with(membership: Membership, series: CheckInSeries, key_result: KeyResult) -> bool:
    """The manager of a 1-on-1 gives values of what the report answers for, inside that meeting."""
    return (
        membership.active
        and series.kind == CheckInSeries.Kind.ONE_ON_ONE
        and series.manager_id == membership.pk
        and series.report_id is not None
        and series.report_id in (key_result.accountable_id, key_result.objective.owner_id)
    )


def why_no_value(key_result: KeyResult) -> str:
    """Why this key result takes no value by hand from anyone, as a sentence; empty where it does.

    Values are accepted while the objective is active, in a closing cycle too. Needs objective and cycle fetched.
    """
    objective = key_result.objective
    if key_result.terminated_at is not None:
        return "This key result was terminated. Its last value stands."
    match objective.state:
        case ObjectiveState.DRAFT | ObjectiveState.SUBMITTED:
            return "This objective is not active yet. Values can be given once it is approved."
        case ObjectiveState.CLOSED:
            return "This objective is closed. Its values stand as they are."
        case ObjectiveState.TERMINATED:
            return "This objective was terminated. Its last values stand."
    if objective.cycle.state == CycleState.CLOSED:
        return f"{objective.cycle.name} is closed. Its values stand as they are."
    match key_result.measured_by:
        case MeasuredBy.CONTRIBUTIONS:
            return "This key result is the sum of the key results that contribute to it. Update those."
        case MeasuredBy.ALIGNED:
            return "This key result is measured by the objectives aligned to it. Update theirs."
    return ""
