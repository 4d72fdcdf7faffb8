"""From draft to active: submit, take back, send back, approve."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import models, transaction

from objectives.alignment.actions import (
    accept_with_child,
)  # as a module: that package reads this one's neighbours
from objectives.editing.key_results import check_key_result
from objectives.editing.limits import require_count, take_slot
from objectives.editing.recording import (
    hold_alignment_lock,
    lock_objective,
    note_around,
    require,
    require_reason,
    save,
    to_tell,
    today,
    write_down,
)
from objectives.models import CycleState, KeyResult, Objective, ObjectiveState
from objectives.permissions import (
    approvers,
    approvers_for,
    can_approve,
    can_submit,
    can_withdraw,
    is_own,
    owner_of,
    submitter,
)
from organisations.models import Membership, Role, Unit
from organisations.refusals import Refused, Stale


def submission_problems(objective: Objective) -> list[Refused]:
    """Everything that submitting would refuse, but for the limit of three: for a page that says it
    beforehand."""
    problems = []
    key_results = key_results_of(objective)
    organisation = objective.organisation
    checks: list[Callable[[], None]] = [
        partial(require_open_for_submission, objective),
        partial(require_count, key_results, organisation),
        *(partial(check_key_result, one, objective.cycle) for one in key_results),
    ]
    for check in checks:
        try:
            check()
        except Refused as problem:
            problems.append(problem)
    return problems


def key_results_of(objective: Objective) -> list[KeyResult]:
    rows = KeyResult.objects.filter(objective=objective, terminated_at=None)
    return list(rows.select_related("accountable").order_by("position", "pk"))


def waiting_for(membership: Membership) -> list[Objective]:
    """What was submitted and waits for this person's approval, the longest first.

    The rule itself is `can_approve`; the query only leaves out what could never be theirs.
    """
    own_units = Unit.objects.filter(models.Q(lead=membership) | models.Q(grants__user=membership.account_id))
    could = (
        models.Q(owner__manager=membership)
        | models.Q(owner__unit__in=own_units)
        | models.Q(owner_unit__parent__in=own_units)
    )
    if membership.is_leader:
        unled = (
            models.Q(owner__manager=None)
            | models.Q(owner__manager__active=False)
            | models.Q(owner__manager__role=Role.VIEWER)
        )
        could |= models.Q(owner_unit__isnull=False) | models.Q(owner__isnull=False) & unled
    rows = Objective.objects.filter(could, state=ObjectiveState.SUBMITTED).distinct()
    rows = rows.select_related("cycle", "owner__manager", "owner__unit", "owner_unit__parent").order_by(
        "submitted_at", "pk"
    )
    return [row for row in rows if can_approve(membership, row)]


def edition(objective: Objective) -> str:
    """What an approver has read: changes when the objective or any of its key results does."""
    versions = KeyResult.objects.filter(objective=objective).order_by("pk").values_list("pk", "version")
    return ".".join([str(objective.version), *(f"{key}-{version}" for key, version in versions)])


def require_open_for_submission(objective: Objective) -> None:
    if objective.cycle.state in (CycleState.CLOSING, CycleState.CLOSED):
        state = objective.cycle.get_state_display().lower()
        raise Refused(f"{objective.cycle.name} is {state}: choose the next cycle for it.", field="cycle")


def require_ready(objective: Objective) -> None:
    """What submitting refuses, and nothing else: the coach only advises."""
    problems = submission_problems(objective)
    if problems:
        raise problems[0]


def submit(*, objective: Objective, by: Membership, now: datetime, version: int | None = None) -> Objective:
    """Hand a draft in: 3 to 5 key results, each with somebody accountable, and one of the owner's three
    slots."""
    with transaction.atomic():
        row = lock_objective(objective, version=version)
        require_state(row, ObjectiveState.DRAFT)
        require(can_submit(by, row))
        row.organisation = by.organisation  # the same one, fetched already
        require_ready(row)
        row.state, row.submitted_at, row.sent_back_with = ObjectiveState.SUBMITTED, now, ""
        row.version += 1
        take_slot(row, by.organisation, "state", "submitted_at", "sent_back_with", "version")
        told = next((one for one in approvers_for(owner_of(row), submitter=by) if one != by), None)
        write_down(objective=row, act="submitted", by=by, at=now, told=told)
        note_around(row)
    return row


def first_but(by: Membership, objective: Objective) -> Membership | None:
    return next((one for one in approvers(objective) if one != by), None)


def require_state(objective: Objective, *states: str) -> None:
    if objective.state not in states:
        raise Refused(f"This objective is {objective.get_state_display().lower()} by now.")


def withdraw(*, objective: Objective, by: Membership, now: datetime) -> Objective:
    """Take back what was submitted: a draft again, and its slot is free."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_state(row, ObjectiveState.SUBMITTED)
        require(can_withdraw(by, row))
        row.state, row.slot = ObjectiveState.DRAFT, None
        save(row, "state", "slot")
        write_down(objective=row, act="withdrawn", by=by, at=now, told=first_but(by, row))
        note_around(row)
    return row


def send_back(*, objective: Objective, comment: str, by: Membership, now: datetime) -> Objective:
    """Back to its owner as a draft, with what is missing in words; its slot is free."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_state(row, ObjectiveState.SUBMITTED)
        require(can_approve(by, row))
        comment = require_reason(comment, "comment", "Say what is missing, so that it can be mended.")
        told = to_tell(row, by)
        row.state, row.slot, row.sent_back_with = ObjectiveState.DRAFT, None, comment
        save(row, "state", "slot", "sent_back_with")
        write_down(objective=row, act="sent_back", by=by, at=now, reason=comment, told=told)
        note_around(row)
    return row


def approve(*, objective: Objective, by: Membership, now: datetime, seen: str | None = None) -> Objective:
    """Make it active: activated today, its key results in their places, its links accepted where `by` may.

    A draft is submitted and approved in one step by who approves it. `seen` is the `edition` the approver
    read: Stale when it is another by now. The alignment lock is taken before the row, as by everybody who
    takes both.
    """
    with transaction.atomic():
        hold_alignment_lock()
        row = lock_objective(objective)
        require_state(row, ObjectiveState.DRAFT, ObjectiveState.SUBMITTED)
        require(can_approve(by, row))
        if seen is not None and seen != edition(row):
            raise Stale(row, {})
        row.organisation = by.organisation
        require_ready(row)
        own = approves_own(by, row)
        told = to_tell(row, by)
        row.activated_on, row.approved_by, row.sent_back_with = today(by.organisation, now), by, ""
        row.submitted_at = row.submitted_at if row.state == ObjectiveState.SUBMITTED else now
        row.state = ObjectiveState.ACTIVE
        row.version += 1
        fields = ("state", "activated_on", "approved_by", "sent_back_with", "submitted_at", "version")
        take_slot(row, by.organisation, *fields)
        key_results = key_results_of(row)
        for place, key_result in enumerate(key_results, 1):
            key_result.slot = place
        KeyResult.objects.bulk_update(key_results, ["slot"])
        write_down(objective=row, act="self_approved" if own else "approved", by=by, at=now, told=told)
        accept_with_child(child=row, by=by, now=now)
        note_around(row)
    return row


def approves_own(by: Membership, objective: Objective) -> bool:
    """Whether approval by this person is self-approval, to be shown as such: the last leader's."""
    owner = owner_of(objective)
    if objective.is_corporate:
        return objective.state == ObjectiveState.DRAFT or submitter(objective) in (None, by)
    return is_own(by, owner)


def is_self_approved(objective: Objective) -> bool:
    """Whether nobody but the owner's side has approved it."""
    return bool(objective.history.filter(act="self_approved").exists())
