"""Who may do what in check-ins: each rule a sentence."""

from collections.abc import Callable, Container

from django.db.models import Q

from checkins.models import CheckIn, CheckInSeries
from objectives.models import KeyResult
from objectives.updates.rules import can_give_value
from organisations.models import Membership, UnitClosure
from organisations.permissions import can_own, leads, manages
from organisations.tenancy.grants import UnitGrant


def can_update(membership: Membership, key_result: KeyResult, *, check_in: CheckIn | None = None) -> bool:
    """Who gives values anywhere; and the manager, only inside the 1-on-1 and named as author.

    Needs the objective and its owning unit fetched; `check_in` is the meeting whose page the value comes from.
    """
    if check_in is not None and can_own(membership) and holds_with(membership, check_in.series, key_result):
        return True
    return can_give_value(membership, key_result)


def holds_with(membership: Membership, series: CheckInSeries, key_result: KeyResult) -> bool:
    """The manager of a 1-on-1 gives values of what the report answers for, inside that meeting."""
    return (
        membership.active
        and series.kind == CheckInSeries.Kind.ONE_ON_ONE
        and series.manager_id == membership.pk
        and series.report_id is not None
        and series.report_id in (key_result.accountable_id, key_result.objective.owner_id)
    )


def gives_here(membership: Membership, check_in: CheckIn) -> Callable[[KeyResult], bool]:
    """can_update on the page of a meeting, for all its rows with at most one question asked of the database.

    The rows of a team check-in are all its unit's, those of a 1-on-1 the report's own.
    """
    series = check_in.series
    if not can_own(membership):
        return lambda key_result: False
    unit = series.unit_id if series.unit is not None and leads(membership, series.unit) else 0
    return lambda key_result: (
        membership.pk in (key_result.accountable_id, key_result.objective.owner_id)
        or holds_with(membership, series, key_result)
        or key_result.objective.owner_unit_id == unit
    )


def can_remind(membership: Membership, person: Membership, led: Container[int | None]) -> bool:
    """Leaders, the leads of the person's unit and of those above it, and the person's manager may remind by
    hand; nobody reminds themselves. `led` is what `units_led` found.
    """
    if not can_own(membership) or membership.pk == person.pk:
        return False
    return membership.is_leader or manages(membership, person) or person.unit_id in led


def units_led(membership: Membership) -> set[int]:
    """The units that the person leads or was handed to lead, and every unit below them, in one query."""
    handed = UnitGrant.objects.filter(user=membership.account_id, permission__codename="lead_unit").values(
        "content_object_id"
    )
    led = Q(ancestor__lead=membership) | Q(ancestor__in=handed)
    return (
        set(UnitClosure.objects.filter(led).values_list("descendant_id", flat=True))
        if can_own(membership)
        else set()
    )


def takes_part(membership: Membership, check_in: CheckIn) -> bool:
    """The two of a 1-on-1; a unit's members and lead in its team check-in; a leader who joined this one
    meeting."""
    if not membership.active:
        return False
    series = check_in.series
    if membership.pk in (series.manager_id, series.report_id):
        return True
    if series.unit_id is not None and series.unit_id == membership.unit_id:
        return True
    return check_in.guests.filter(membership=membership).exists()


def can_run_series(membership: Membership, series: CheckInSeries) -> bool:
    """The manager runs the 1-on-1, the lead the team check-in; the report's own manager may start one."""
    if not can_own(membership):
        return False
    if membership.pk == series.manager_id:
        return True
    return series.unit is not None and leads(membership, series.unit)


def can_join(membership: Membership, check_in: CheckIn) -> bool:
    """A leader may join any check-in, and is shown there."""
    return membership.is_leader and not takes_part(membership, check_in)
