"""Who gives a key result its values, and which key results take none."""

from objectives.models import CycleState, KeyResult, MeasuredBy, ObjectiveState
from organisations.models import Membership
from organisations.permissions import can_own, leads


def can_give_value(membership: Membership, key_result: KeyResult) -> bool:
    """The accountable person, the objective's owner, the lead of the owning unit.

    Viewers own nothing and give no values. Needs the objective and its owning unit fetched. Inside a 1-on-1
    the manager may too: checkins/permissions.py.
    """
    if not can_own(membership):
        return False
    objective = key_result.objective
    if membership.pk in (key_result.accountable_id, objective.owner_id):
        return True
    return objective.owner_unit is not None and leads(membership, objective.owner_unit)


def why_no_value(key_result: KeyResult) -> str:
    """Why this key result takes no value by hand from anyone, as a sentence; empty where it does.

    Values are accepted while the objective is active, in a closing cycle too. Needs objective and cycle
    fetched.
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
