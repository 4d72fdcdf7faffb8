"""Who may do what to cycles, objectives, key results and links: each rule a sentence.

Everyone in an organisation reads all of it, drafts included; so nothing here asks whether somebody may read.
"""

from django.db.models import Q

from objectives.models import (
    Alignment,
    Cycle,
    CycleState,
    HistoryEntry,
    Objective,
    ObjectiveGrant,
    ObjectiveState,
)
from organisations.models import Membership, Role, Unit
from organisations.permissions import can_administer, can_own, leads
from organisations.tenancy.grants import UnitGrant

ENDED = (ObjectiveState.CLOSED, ObjectiveState.TERMINATED)
NOT_YET = (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED)

# Who stands where -------------------------------------------------------------------------------------------


def leads_of(unit: Unit) -> list[Membership]:
    """A unit's lead, and whoever was handed the unit to lead; people who left and viewers lead nothing."""
    handed = UnitGrant.objects.filter(content_object=unit, permission__codename="lead_unit").values("user_id")
    people = Membership.objects.active().filter(Q(pk=unit.lead_id) | Q(account_id__in=handed))
    return list(people.exclude(role=Role.VIEWER).order_by("pk"))


def leaders() -> list[Membership]:
    return list(Membership.objects.leaders().order_by("pk"))


def approvers_for(owner: Unit | Membership, *, submitter: Membership | None = None) -> list[Membership]:
    """Who approves what this owner sets, the one to be told first.

    A person: the manager; without one the home unit's lead; else a leader. A unit: the parent unit's lead or
    a leader. The company: a leader other than the one who submits. Nobody approves their own, unless they are
    the last leader, and then it is shown as self-approved.
    """
    if isinstance(owner, Membership):
        manager = owner.manager
        candidates = [manager] if manager is not None and can_own(manager) else []
        if not candidates and owner.unit is not None:
            candidates = [lead for lead in leads_of(owner.unit) if lead.pk != owner.pk]
        own = {owner.pk}
    elif owner.parent is not None:
        own = {lead.pk for lead in leads_of(owner)}
        candidates = [lead for lead in leads_of(owner.parent) if lead.pk not in own]
        candidates += [leader for leader in leaders() if leader.pk not in own and leader not in candidates]
    else:
        own, candidates = {submitter.pk} if submitter else set(), []
    return candidates or [one for one in leaders() if one.pk not in own] or leaders()


def approvers(objective: Objective) -> list[Membership]:
    """Who approves this objective, the one to be told first."""
    if objective.owner is not None:
        return approvers_for(objective.owner)
    assert objective.owner_unit is not None
    return approvers_for(
        objective.owner_unit, submitter=submitter(objective) if objective.is_corporate else None
    )


def submitter(objective: Objective) -> Membership | None:
    """Who handed the objective in, last."""
    entry = (
        HistoryEntry.objects.filter(objective=objective, act="submitted")
        .select_related("by")
        .order_by("-at", "-pk")
        .first()
    )
    return entry.by if entry else None


def is_own(membership: Membership, owner: Unit | Membership) -> bool:
    """The person; for a unit its lead; for the company any leader, whoever leads it, or while the
    organisation is being set up an administrator, who drafts and approves nothing."""
    if isinstance(owner, Membership):
        return owner.pk == membership.pk
    return (owner.is_root and (membership.is_leader or sets_up(membership))) or leads(membership, owner)


def sets_up(membership: Membership) -> bool:
    """An administrator, until the first run is finished."""
    return can_administer(membership) and bool(membership.organisation.first_run_step)


def owner_of(objective: Objective) -> Unit | Membership:
    owner: Unit | Membership | None = objective.owner_unit or objective.owner
    assert owner is not None  # the database says so
    return owner


# Cycles -----------------------------------------------------------------------------------------------------


def can_change_cycles(membership: Membership) -> bool:
    """Administrators make cycles, change their dates and move them on."""
    return can_administer(membership)


def can_reopen_cycle(membership: Membership, cycle: Cycle) -> bool:
    """An administrator may reopen a closed cycle, with a reason that is audited."""
    return can_administer(membership) and cycle.state == CycleState.CLOSED


# Objectives -------------------------------------------------------------------------------------------------


def can_write_for(membership: Membership, owner: Unit | Membership) -> bool:
    """A draft is written by its owner (for a unit its lead, for the company a leader), or by who approves
    it."""
    if not can_own(membership):
        return False
    return is_own(membership, owner) or membership in approvers_for(owner)


def was_handed(membership: Membership, objective: Objective) -> bool:
    """Whether this very objective was handed to the person to edit."""
    return ObjectiveGrant.objects.allows(membership.account, "edit_objective", objective)


def is_theirs(membership: Membership, objective: Objective) -> bool:
    """The owner (for a unit its lead, for the company a leader), and whoever was handed it. A viewer
    never."""
    return can_own(membership) and (
        is_own(membership, owner_of(objective)) or was_handed(membership, objective)
    )


def answers_to(owner: Unit | Membership) -> list[Membership]:
    """Whom an owner answers to: the manager, without one the home unit's lead; of a unit the parent unit's
    lead. A leader only where there is nobody of these."""
    if isinstance(owner, Membership) or owner.parent is None:
        return approvers_for(owner)
    own = leads_of(owner)
    return [lead for lead in leads_of(owner.parent) if lead not in own] or leaders()


def can_edit(membership: Membership, objective: Objective) -> bool:
    """Whose it is, and whom that one answers to, so that nothing stands still while somebody is away; until
    it is active also whoever else approves it, who may write and approve in one step.

    That a leader may approve any unit's objective is no leave to change it afterwards. What has ended nobody
    edits.
    """
    if not can_own(membership) or objective.state in ENDED:
        return False
    if is_theirs(membership, objective) or membership in answers_to(owner_of(objective)):
        return True
    return objective.state in NOT_YET and membership in approvers(objective)


def can_delete(membership: Membership, objective: Objective) -> bool:
    """A draft is deleted by whose it is, or by who wrote it for them."""
    if objective.state != ObjectiveState.DRAFT or not can_edit(membership, objective):
        return False
    return is_theirs(membership, objective) or objective.created_by_id == membership.pk


def can_submit(membership: Membership, objective: Objective) -> bool:
    """A draft is submitted by whose it is; who approves it approves it."""
    return objective.state == ObjectiveState.DRAFT and is_theirs(membership, objective)


def can_withdraw(membership: Membership, objective: Objective) -> bool:
    """What was submitted is taken back by whose it is; who approves it sends it back."""
    return objective.state == ObjectiveState.SUBMITTED and is_theirs(membership, objective)


def can_approve(membership: Membership, objective: Objective) -> bool:
    """An individual objective: the manager, without one the home unit's lead, else a leader. A unit's: the
    parent unit's lead or a leader. A corporate one: another leader. Only the last leader approves their
    own."""
    return objective.state in NOT_YET and approves(membership, objective)


def approves(membership: Membership, objective: Objective) -> bool:
    """Whether the person is one of the objective's approvers, whatever its state.

    Who writes a corporate draft and approves it in one step submits it by that, and so needs to be the last
    leader.
    """
    if not can_own(membership):
        return False
    if objective.state == ObjectiveState.DRAFT and objective.is_corporate:
        return membership in approvers_for(owner_of(objective), submitter=membership)
    return membership in approvers(objective)


def can_change_once_active(membership: Membership, objective: Objective) -> bool:
    """Whoever may edit changes what is active, with a reason, and the approver is told; where the
    organisation requires approval, who approves it makes the change."""
    if objective.state != ObjectiveState.ACTIVE:
        return False
    if membership.organisation.changes_need_approval:
        return approves(membership, objective)
    return can_edit(membership, objective)


def can_be_accountable(membership: Membership) -> bool:
    """Everyone who is here, but viewers."""
    return can_own(membership)


# Links ------------------------------------------------------------------------------------------------------


def can_link(membership: Membership, child: Objective) -> bool:
    """Who may edit an objective says where it leads."""
    return can_edit(membership, child)


def parent_objective(link: Alignment) -> Objective:
    """The objective a link leads to, by way of one of its key results or not."""
    if link.parent is not None:
        return link.parent  # type: ignore[no-any-return]
    assert link.parent_key_result is not None  # the database says so
    return link.parent_key_result.objective  # type: ignore[no-any-return]


def can_decide_link(membership: Membership, link: Alignment) -> bool:
    """Who may edit the parent accepts, declines and weighs the links to it."""
    return can_edit(membership, parent_objective(link))


def can_remove_link(membership: Membership, link: Alignment) -> bool:
    """Who may edit the child or the parent."""
    return can_edit(membership, link.child) or can_decide_link(membership, link)
