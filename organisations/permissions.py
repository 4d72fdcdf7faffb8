"""Who may do what to people, units and settings: each rule a sentence."""

from organisations.models import Membership, Role, Unit
from organisations.tenancy.grants import UnitGrant


def can_administer(membership: Membership) -> bool:
    """Administrators change settings, people and units; that alone lets them approve nothing."""
    return membership.is_admin


def can_own(membership: Membership) -> bool:
    """Everyone but a viewer may own objectives and key results."""
    return membership.active and membership.role != Role.VIEWER


def leads(membership: Membership, unit: Unit) -> bool:
    """The unit's lead, or whoever was handed the unit to lead."""
    if not membership.active:
        return False
    return unit.lead_id == membership.pk or UnitGrant.objects.allows(membership.account, "lead_unit", unit)


def manages(membership: Membership, person: Membership) -> bool:
    """The person's manager."""
    return membership.active and person.manager_id == membership.pk
