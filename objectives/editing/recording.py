"""What every act on an objective does: take its row, look at the version, write the history, tell the
roll-up."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection

from objectives.models import (
    Alignment,
    Contribution,
    HistoryEntry,
    KeyResult,
    Objective,
    ObjectiveState,
)
from objectives.permissions import approvers, leads_of, owner_of
from objectives.rollup import log
from organisations.models import Membership, Organisation, Unit
from organisations.refusals import Refused, Stale
from organisations.tenancy import current_organisation_id

ALIGNMENT_LOCK = 7200
"""First key of the alignment's advisory lock, the organisation the second; the roll-up's lock is 7201."""


def require(allowed: bool) -> None:
    """The views ask before they offer; an act asks again, so that no caller can forget."""
    if not allowed:
        raise PermissionDenied


def today(organisation: Organisation, now: datetime) -> date:
    """The organisation's date: dates and pace are in its zone."""
    return now.astimezone(organisation.zone).date()


def hold_alignment_lock() -> None:
    """Take this organisation's alignment lock until the transaction ends.

    Before the first read that a check of the graph relies on, and before any row: everybody takes the
    alignment lock, then rows, then the roll-up's lock, in this order. Under READ COMMITTED each later
    statement then sees what the previous holder committed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [ALIGNMENT_LOCK, current_organisation_id()])


def lock_objective(
    objective: Objective, *, version: int | None = None, typed: dict[str, Any] | None = None
) -> Objective:
    """The row as it stands, held until the transaction ends; Stale if it is not the version the form was
    opened on.

    NO KEY UPDATE, so that a key result or a link being added elsewhere does not wait for us.
    """
    rows = Objective.objects.select_for_update(no_key=True, of=("self",))
    try:
        row = rows.select_related("cycle", "owner__unit", "owner__manager", "owner_unit__parent").get(
            pk=objective.pk
        )
    except Objective.DoesNotExist:
        raise Refused("This objective was deleted meanwhile.") from None
    if version is not None and row.version != version:
        raise Stale(row, typed or {})
    return row


def lock_key_result(
    key_result: KeyResult, *, version: int | None = None, typed: dict[str, Any] | None = None
) -> KeyResult:
    """The key result's row with its objective's, both held, the objective's first: everybody in the same
    order."""
    objective = lock_objective(key_result.objective)
    rows = KeyResult.objects.select_for_update(no_key=True, of=("self",))
    try:
        row = rows.select_related("accountable", "state").get(pk=key_result.pk)
    except KeyResult.DoesNotExist:
        raise Refused("This key result was removed meanwhile.") from None
    if version is not None and row.version != version:
        raise Stale(row, typed or {})
    row.objective = objective
    return row


def save(row: Objective | KeyResult, *fields: str) -> None:
    """Save what changed, and raise the version that forms compare."""
    row.version += 1
    row.save(update_fields=[*fields, "version"])


def require_reason(reason: str, field: str = "reason", sentence: str = "Say why, in a sentence.") -> str:
    """The reason without its spaces; Refused beside its field when there is none."""
    if not reason.strip():
        raise Refused(sentence, field=field)
    return reason.strip()


def require_draft(objective: Objective) -> None:
    """Before approval everything is edited freely; afterwards each change has its own verb and asks for a
    reason."""
    if objective.state not in (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED):
        raise Refused("This objective is a draft no longer: what is active is changed with a reason.")


def require_active(objective: Objective) -> None:
    if objective.state != ObjectiveState.ACTIVE:
        raise Refused(f"This objective is {objective.get_state_display().lower()}, not active.")


def write_down(
    *,
    objective: Objective,
    act: str,
    by: Membership | None,
    at: datetime,
    key_result: KeyResult | None = None,
    before: str = "",
    after: str = "",
    reason: str = "",
    told: Membership | None = None,
) -> HistoryEntry:
    """One sentence of the history. It begins when a draft is handed in: until then it is thinking, not a
    promise."""
    return HistoryEntry.objects.create(
        objective=objective,
        key_result=key_result,
        act=act,
        by=by,
        at=at,
        before=before[:300],
        after=after[:300],
        reason=reason,
        told=told,
    )


def to_tell(objective: Objective, by: Membership) -> Membership | None:
    """Who learns of a change: the approver; if that is who made it, the owner's side."""
    approving = approvers(objective)
    if by not in approving:
        return approving[0] if approving else None
    owner = owner_of(objective)
    people = leads_of(owner) if isinstance(owner, Unit) else [owner]
    return next((person for person in people if person != by), None)


def note_around(objective: Objective) -> None:
    """Tell the roll-up of an objective, its key results, and of everything it or they count in."""
    key_results = set(KeyResult.objects.filter(objective=objective).values_list("pk", flat=True))
    links = Alignment.objects.standing().filter(child=objective)
    parents = list(links.values_list("parent_id", "parent_key_result_id"))
    sums = Contribution.objects.filter(child__in=key_results).values_list("parent_id", flat=True)
    log.log_change(
        objectives={objective.pk, *(parent for parent, _ in parents if parent)},
        key_results={*key_results, *(parent for _, parent in parents if parent), *sums},
    )
