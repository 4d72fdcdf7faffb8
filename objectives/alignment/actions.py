"""Links from an objective to another, or to one of its key results: proposed, accepted, weighed, removed."""

from datetime import datetime

from django.db import transaction

from objectives.alignment.graph import require_counted_once, require_no_loop
from objectives.changes.actions import change_measured_by, set_counts
from objectives.display.history_words import owner_name, quoted
from objectives.editing.definition import require_weight
from objectives.editing.recording import (
    hold_alignment_lock,
    lock_objective,
    require,
    require_reason,
    to_tell,
    write_down,
)
from objectives.models import Alignment, Counts, Cycle, KeyResult, MeasuredBy, Objective
from objectives.permissions import (
    ENDED,
    NOT_YET,
    can_decide_link,
    can_edit,
    can_link,
    can_remove_link,
    parent_objective,
)
from objectives.rollup import log
from organisations.models import Membership
from organisations.refusals import Refused

Kind, State = Alignment.Kind, Alignment.State
SAY_HOW = "Say in a sentence how it supports the other objective."


def link(
    *,
    child: Objective,
    parent: Objective | KeyResult,
    by: Membership,
    now: datetime,
    kind: str = Kind.DIRECT,
    weight: int = 1,
    how: str = "",
    counts: str | None = None,
    measured_by: str | None = None,
) -> Alignment:
    """Say where an objective leads. A direct link by somebody who may not edit the parent is proposed and
    counts nothing until the parent's side accepts it; any other stands at once.

    `counts` (of a parent objective) and `measured_by` (of a parent key result) answer what the first direct
    link asks, see `asks`; None leaves the parent as it is.
    """
    with transaction.atomic():
        hold_alignment_lock()
        child, parent = fresh_objective(child), fresh(parent)
        above = parent.objective if isinstance(parent, KeyResult) else parent
        require_linkable(child, parent)
        require(can_link(by, child))
        require_weight(weight)
        how = require_reason(how, "how", SAY_HOW) if kind == Kind.INDIRECT else how.strip()
        earlier = between(child, parent)
        if earlier is not None and earlier.state != State.DECLINED:
            raise Refused(f"{quoted(child.title)} leads there already.", field="parent")
        require_no_loop(child, above)
        if kind == Kind.DIRECT:
            require_counted_once(child, parent)
        if earlier is not None:
            earlier.delete()
        stands = kind == Kind.INDIRECT or can_edit(by, above)
        row = Alignment.objects.create(
            child=child,
            parent=None if isinstance(parent, KeyResult) else parent,
            parent_key_result=parent if isinstance(parent, KeyResult) else None,
            kind=kind,
            state=State.ACCEPTED if stands else State.PROPOSED,
            weight=weight,
            how=how,
            proposed_by=by,
            proposed_at=now,
            decided_by=by if stands else None,
            decided_at=now if stands else None,
        )
        write_history(row, "linked" if stands else "link_proposed", by=by, now=now, reason=how)
        if stands and kind == Kind.DIRECT:
            answer(row, counts=counts, measured_by=measured_by, by=by, now=now)
    return row


def accept(
    *,
    link: Alignment,
    by: Membership,
    now: datetime,
    weight: int = 1,
    counts: str | None = None,
    measured_by: str | None = None,
) -> Alignment:
    """The parent's side lets a proposed link count, with its weight. Checked again: the graph has moved
    on."""
    with transaction.atomic():
        hold_alignment_lock()
        row = take(link)
        require(can_decide_link(by, row))
        require_weight(weight)
        if row.state != State.PROPOSED:
            raise Refused("This link is not proposed any more.")
        require_linkable(row.child, parent_of(row))
        require_no_loop(row.child, parent_objective(row))
        require_counted_once(row.child, parent_of(row))
        row.state, row.weight, row.decided_by, row.decided_at = State.ACCEPTED, weight, by, now
        row.save(update_fields=["state", "weight", "decided_by", "decided_at"])
        write_history(row, "link_accepted", by=by, now=now)
        answer(row, counts=counts, measured_by=measured_by, by=by, now=now)
    return row


def accept_with_child(*, child: Objective, by: Membership, now: datetime) -> list[Alignment]:
    """Approving a child by somebody who may edit the parent accepts its links; the others stay proposed, and
    so does one that would count twice by now. Call while holding the alignment lock."""
    accepted = []
    for row in Alignment.objects.direct().filter(child=child, state=State.PROPOSED).order_by("pk"):
        try:
            if can_decide_link(by, row):
                accepted.append(accept(link=row, by=by, now=now, weight=row.weight))
        except Refused:
            continue
    return accepted


def decline(*, link: Alignment, by: Membership, now: datetime, reason: str = "") -> Alignment:
    """The parent's side says no to a proposed link; it may be proposed again, or be shown only."""
    with transaction.atomic():
        hold_alignment_lock()
        row = take(link)
        require(can_decide_link(by, row))
        if row.state != State.PROPOSED:
            raise Refused("This link is not proposed any more.")
        row.state, row.decided_by, row.decided_at = State.DECLINED, by, now
        row.save(update_fields=["state", "decided_by", "decided_at"])
        write_history(row, "link_declined", by=by, now=now, reason=reason.strip())
    return row


def make_indirect(*, link: Alignment, how: str, by: Membership, now: datetime) -> Alignment:
    """Shown from now on, no longer counted; a sentence says how it supports. The child's side or the
    parent's."""
    with transaction.atomic():
        hold_alignment_lock()
        row = take(link)
        require(can_remove_link(by, row))
        if row.kind == Kind.INDIRECT:
            raise Refused("This link is shown only already.")
        row.how = require_reason(how, "how", SAY_HOW)
        require_no_loop(row.child, parent_objective(row))  # a proposed one was in no loop check yet
        row.kind, row.state, row.decided_by, row.decided_at = Kind.INDIRECT, State.ACCEPTED, by, now
        row.save(update_fields=["kind", "state", "how", "decided_by", "decided_at"])
        write_history(row, "link_made_indirect", by=by, now=now, reason=row.how)
    return row


def reweight(*, link: Alignment, weight: int, by: Membership, now: datetime) -> Alignment:
    """What a direct link counts beside the parent's other contributors, 1 to 5; the parent's side decides."""
    with transaction.atomic():
        hold_alignment_lock()
        row = take(link)
        require(can_decide_link(by, row))
        require_weight(weight)
        if row.kind == Kind.INDIRECT:
            raise Refused("This link is shown only: it has no weight.")
        before, row.weight = row.weight, weight
        row.save(update_fields=["weight"])
        if before != weight:
            write_history(row, "link_reweighted", by=by, now=now, words=(str(before), str(weight)))
    return row


def remove(*, link: Alignment, by: Membership, now: datetime, reason: str = "") -> None:
    """The link goes, its history stays. The child's side or the parent's."""
    with transaction.atomic():
        hold_alignment_lock()
        row = take(link)
        require(can_remove_link(by, row))
        write_history(row, "link_removed", by=by, now=now, reason=reason.strip())
        row.delete()


# What the first direct link asks ----------------------------------------------------------------------------


def asks(link: Alignment) -> str | None:
    """What to ask when this direct link is accepted: "counts" (of the parent objective; propose `both`),
    "measured_by" (of the parent key result: aligned objectives, or go on with updates), or None."""
    if link.kind == Kind.INDIRECT:
        return None
    others = Alignment.objects.standing().direct().exclude(pk=link.pk)
    if link.parent_key_result is not None:
        first = not others.filter(parent_key_result=link.parent_key_result).exists()
        return "measured_by" if first and link.parent_key_result.measured_by != MeasuredBy.ALIGNED else None
    first = not others.filter(parent=link.parent).exists()
    return "counts" if first and link.parent.counts == Counts.KEY_RESULTS else None


def answer(
    row: Alignment, *, counts: str | None, measured_by: str | None, by: Membership, now: datetime
) -> None:
    """Let the parent count what it was told to count."""
    reason = f"{quoted(row.child.title)} was aligned to it."
    if row.parent is not None and counts is not None:
        set_counts(lock_objective(row.parent), counts, by=by, now=now, reason=reason)
    if row.parent_key_result is not None and measured_by is not None:
        change_measured_by(
            key_result=row.parent_key_result, measured_by=measured_by, reason=reason, by=by, now=now
        )


# What all of them do ----------------------------------------------------------------------------------------


def fresh_objective(objective: Objective) -> Objective:
    """The row as it stands now that we hold the lock."""
    rows = Objective.objects.select_related("cycle", "owner__manager", "owner__unit", "owner_unit__parent")
    try:
        return rows.get(pk=objective.pk)
    except Objective.DoesNotExist:
        raise Refused("This objective was deleted meanwhile.", field="parent") from None


def fresh_key_result(key_result: KeyResult) -> KeyResult:
    try:
        row = KeyResult.objects.get(pk=key_result.pk)
    except KeyResult.DoesNotExist:
        raise Refused("This key result was removed meanwhile.", field="parent") from None
    row.objective = fresh_objective(row.objective)
    return row


def fresh(thing: Objective | KeyResult) -> Objective | KeyResult:
    return fresh_key_result(thing) if isinstance(thing, KeyResult) else fresh_objective(thing)


def take(link: Alignment) -> Alignment:
    """The link as it stands now that we hold the lock, with both its ends."""
    rows = Alignment.objects.select_related(
        "child__cycle",
        "child__owner",
        "child__owner_unit",
        "parent__cycle",
        "parent__owner",
        "parent__owner_unit",
        "parent_key_result__objective__cycle",
    )
    try:
        return rows.get(pk=link.pk)
    except Alignment.DoesNotExist:
        raise Refused("This link was removed meanwhile.") from None


def parent_of(link: Alignment) -> Objective | KeyResult:
    parent: Objective | KeyResult | None = link.parent or link.parent_key_result
    assert parent is not None  # the database says so
    return parent


def between(child: Objective, parent: Objective | KeyResult) -> Alignment | None:
    """The link that stands, waits or was declined between these two."""
    links = Alignment.objects.filter(child=child)
    if isinstance(parent, KeyResult):
        return links.filter(parent_key_result=parent).first()
    return links.filter(parent=parent).first()


def require_linkable(child: Objective, parent: Objective | KeyResult) -> None:
    """Neither has ended, and there are days on which both run."""
    above = parent.objective if isinstance(parent, KeyResult) else parent
    for one in (child, above):
        if one.state in ENDED:
            raise Refused(f"{quoted(one.title)} is {one.get_state_display().lower()}.", field="parent")
    if isinstance(parent, KeyResult) and parent.terminated_at is not None:
        raise Refused(f"{quoted(parent.title)} was terminated.", field="parent")
    if not overlap(child.cycle, above.cycle):
        raise Refused(f"{child.cycle.name} and {above.cycle.name} have no day in common.", field="parent")


def overlap(one: Cycle, other: Cycle) -> bool:
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on


def write_history(
    row: Alignment,
    act: str,
    *,
    by: Membership,
    now: datetime,
    reason: str = "",
    words: tuple[str, str] | None = None,
) -> None:
    """Both ends' histories, and the roll-up. Drafts have no history yet."""
    above, parent = parent_objective(row), parent_of(row)
    before, after = words or ("", "")
    if row.child.state not in NOT_YET:
        there = after or f"{quoted(parent.title)} ({owner_name(above)})"
        write_down(
            objective=row.child,
            act=act,
            before=before,
            after=there,
            reason=reason,
            by=by,
            at=now,
            told=to_tell(row.child, by),
        )
    if above.state not in NOT_YET:
        here = after or f"{quoted(row.child.title)} ({owner_name(row.child)})"
        write_down(
            objective=above,
            key_result=row.parent_key_result,
            act=f"child_{act}",
            before=before,
            after=here,
            reason=reason,
            by=by,
            at=now,
            told=to_tell(above, by),
        )
    log.log_change(
        objectives={row.child_id, *([row.parent_id] if row.parent_id else [])},
        key_results=[row.parent_key_result_id] if row.parent_key_result_id else [],
    )
