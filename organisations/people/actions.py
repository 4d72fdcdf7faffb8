"""People: joining, roles, managers, home units, days away."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from organisations import departures_registry
from organisations.audit.actions import changes, record
from organisations.departures_registry import ActionContext
from organisations.models import Account, Membership, Role, Unit
from organisations.refusals import Refused
from organisations.tenancy import current_organisation_id
from organisations.tenancy.locks import lock_structure


@transaction.atomic
def add_member(
    *,
    account: Account,
    name: str,
    by: Membership | None,
    now: datetime,
    joined_on: date,
    unit: Unit | None = None,
    manager: Membership | None = None,
    role: str = Role.MEMBER,
    title: str = "",
) -> Membership:
    """A person in this organisation, from this day on; raises Refused for one who is here already."""
    lock_structure()
    if Membership.objects.filter(account=account).exists():
        raise Refused(f"{name} is a member already.", field="email")
    member = Membership.objects.create(
        account=account, name=name, title=title, unit=unit, manager=manager, role=role, joined_on=joined_on
    )
    record(
        act="member_joined", thing=member, by=by, after={"role": role, "unit": unit.name if unit else None}
    )
    for part in departures_registry.handlers():
        part.roles_changed([member], at=ActionContext(by or member, now))
    return member


@transaction.atomic
def change_member(*, member: Membership, by: Membership, now: datetime, **fields: Any) -> Membership:
    """Name, title, home unit, manager, role, zone, days away: saves what differs and tells who listens.

    Raises Refused for a loop of managers, a manager who left, or the last administrator or leader stepping
    down.
    """
    lock_structure()
    member = Membership.objects.select_related("unit", "manager", "account").get(pk=member.pk)
    unit_before, manager_before, role_before = member.unit, member.manager, member.role
    before, after = changes(member, fields)
    if not after:
        return member
    if "manager" in after:
        refuse_manager(member, fields["manager"])
    if "role" in after:
        refuse_last(member, becomes=fields["role"])
    for name in after:
        setattr(member, name, fields[name])
    member.save(update_fields=list(after))
    record(act="member_changed", thing=member, by=by, before=before, after=after)
    at = ActionContext(by, now)
    for part in departures_registry.handlers():
        if member.unit != unit_before:
            part.people_moved([member], at=at)
        if member.manager != manager_before:
            part.managers_changed([(member, manager_before)], at=at)
        if {"away_from", "away_until"} & set(after):
            part.away_changed([member], at=at)
        if member.role != role_before:
            part.roles_changed([member], at=at)
    return member


def change_role(*, member: Membership, role: str, by: Membership, now: datetime) -> Membership:
    """Another role, refused for the last administrator or leader."""
    return change_member(member=member, role=role, by=by, now=now)


def set_away(
    *, member: Membership, away_from: date | None, away_until: date | None, by: Membership, now: datetime
) -> Membership:
    """Days away, both included: not asked, not reminded, out of the count. No dates: here again."""
    if away_until and not away_from:
        raise Refused("From which day?", field="away_from")
    if away_from and away_until and away_until < away_from:
        raise Refused("The last day away is before the first.", field="away_until")
    return change_member(member=member, away_from=away_from, away_until=away_until, by=by, now=now)


def refuse_manager(member: Membership, manager: Membership | None) -> None:
    """Call while holding the shape. A manager is an active colleague whose own managers do not lead back
    here."""
    if manager is None:
        return
    if manager.pk == member.pk:
        raise Refused("Nobody manages themselves.", field="manager")
    if not manager.active:
        raise Refused(f"{manager.name} has left.", field="manager")
    if manager.pk in _managed_by(member):
        raise Refused(f"{manager.name} reports to {member.name}: that would be a loop.", field="manager")


def _managed_by(member: Membership) -> set[int]:
    """The keys of everyone whose chain of managers leads to this person."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE reports (id) AS (
                SELECT id FROM organisations_membership WHERE organisation_id = %(here)s AND manager_id = %(top)s
                UNION
                SELECT person.id FROM organisations_membership person JOIN reports ON person.manager_id = reports.id
                WHERE person.organisation_id = %(here)s
            ) SELECT id FROM reports
            """,
            {"here": current_organisation_id(), "top": member.pk},
        )
        return {row[0] for row in cursor.fetchall()}


def refuse_last(member: Membership, *, becomes: str | None) -> None:
    """Call while holding the shape. The last active administrator stays one, and so does the last leader.

    `becomes` is the new role, or None for leaving.
    """
    words = {Role.ADMIN: "administrator", Role.LEADER: "leader"}
    if not member.active or member.role not in words or becomes == member.role:
        return
    others = Membership.objects.active().filter(role=member.role).exclude(pk=member.pk)
    if not others.exists():
        word = words[Role(member.role)]
        raise Refused(f"{member.name} is the last {word}. Make somebody else {word} first.", field="role")


def approver_of(member: Membership) -> Membership | None:
    """Who approves this person's objectives: the manager; without one the home unit's lead, if that is
    someone else.

    None means a leader does (docs/rules.md §1). Needs `manager` and `unit__lead` fetched.
    """
    manager: Membership | None = member.manager
    if manager is not None and manager.active:
        return manager
    lead: Membership | None = member.unit.lead if member.unit else None
    if lead is None or not lead.active or lead.pk == member.pk:
        return None
    return lead
