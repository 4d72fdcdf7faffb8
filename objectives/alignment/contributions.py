"""Key results that add up: regions to the company's revenue. A result counts once."""

from datetime import datetime

from django.db import transaction

from objectives.alignment.actions import fresh_key_result, require_linkable
from objectives.alignment.graph import require_counted_once, require_no_loop
from objectives.changes.actions import change_measured_by
from objectives.display.history_words import listed, quoted
from objectives.editing.recording import hold_alignment_lock, require, to_tell, write_down
from objectives.models import Contribution, KeyResult, Measure
from objectives.permissions import NOT_YET, can_edit, leaders, leads_of, owner_of
from objectives.rollup import log
from organisations.models import Membership, Unit
from organisations.refusals import Refused


def contribute(
    *, child: KeyResult, parent: KeyResult, by: Membership, now: datetime, measured_by: str | None = None
) -> Contribution:
    """Let a key result's change count in one parent key result of the same unit of measure, at once.

    So who makes it may edit both sides; without the parent's, Refused names who can. `measured_by`
    "contributions" makes the parent a sum, where it is none yet; None leaves it as it is.
    """
    with transaction.atomic():
        hold_alignment_lock()
        child, parent = fresh_key_result(child), fresh_key_result(parent)
        require_addable(child, parent)
        require(can_edit(by, child.objective))
        earlier = Contribution.objects.filter(child=child).select_related("parent").first()
        if earlier is not None:
            title = quoted(earlier.parent.title)
            raise Refused(f"It contributes to {title} already, and a result counts once.", field="parent")
        require_parents_side(by, parent)
        require_no_loop(child.objective, parent.objective)
        require_counted_once(child, parent)
        row = Contribution.objects.create(child=child, parent=parent, made_by=by, made_at=now)
        write_history(row, "contribution_made", by=by, now=now)
        if measured_by is not None:
            reason = f"{quoted(child.title)} contributes to it."
            change_measured_by(key_result=parent, measured_by=measured_by, reason=reason, by=by, now=now)
    return row


def stop_contributing(*, contribution: Contribution, by: Membership, now: datetime, reason: str = "") -> None:
    """The key result counts in its own objective only, from now on. Either side may say so."""
    with transaction.atomic():
        hold_alignment_lock()
        rows = Contribution.objects.select_related("child__objective", "parent__objective")
        row = rows.filter(pk=contribution.pk).first()
        if row is None:
            raise Refused("This contribution was removed meanwhile.")
        require(can_edit(by, row.child.objective) or can_edit(by, row.parent.objective))
        write_history(row, "contribution_removed", by=by, now=now, reason=reason.strip())
        row.delete()


def require_parents_side(by: Membership, parent: KeyResult) -> None:
    if can_edit(by, parent.objective):
        return
    owner = owner_of(parent.objective)
    people = leads_of(owner) if isinstance(owner, Unit) else [owner]
    names = listed([person.name for person in people or leaders()], "or")
    raise Refused(
        f"A contribution moves {quoted(parent.title)} at once: ask {names} to add it.", field="parent"
    )


def require_addable(child: KeyResult, parent: KeyResult) -> None:
    """Amounts of one unit of measure add up; percentages and steps do not. Both are going, in cycles that
    overlap."""
    if child.objective_id == parent.objective_id:
        raise Refused("Both belong to one objective: the result would count twice there.", field="parent")
    require_linkable(child.objective, parent)
    if child.terminated_at is not None:
        raise Refused(f"{quoted(child.title)} was terminated.", field="parent")
    for one in (child, parent):
        if one.measure in (Measure.PERCENTAGE, Measure.MILESTONES):
            kind = "percentages" if one.measure == Measure.PERCENTAGE else "milestones"
            raise Refused(f"{quoted(one.title)} is measured in {kind}: they do not add up.", field="parent")
    ours, theirs = unit_of(child), unit_of(parent)
    if child.measure != parent.measure or ours.casefold() != theirs.casefold():
        raise Refused(
            f"One is in {ours or 'plain numbers'}, the other in {theirs or 'plain numbers'}.", field="parent"
        )


def unit_of(key_result: KeyResult) -> str:
    """What its amounts are amounts of: "NOK", "days"; empty for plain numbers."""
    is_money = key_result.measure == Measure.CURRENCY
    return key_result.currency if is_money else key_result.measure_unit.strip()


def write_history(row: Contribution, act: str, *, by: Membership, now: datetime, reason: str = "") -> None:
    """Both sides' histories, and the roll-up. Drafts have no history yet. On the parent's side it came from
    below."""
    for own, other, prefix in ((row.child, row.parent, ""), (row.parent, row.child, "child_")):
        if own.objective.state not in NOT_YET:
            write_down(
                objective=own.objective,
                key_result=own,
                act=f"{prefix}{act}",
                after=quoted(other.title),
                reason=reason,
                by=by,
                at=now,
                told=to_tell(own.objective, by),
            )
    log.log_change(
        key_results=[row.child_id, row.parent_id],
        objectives=[row.child.objective_id, row.parent.objective_id],
    )
