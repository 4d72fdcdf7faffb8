"""Leaving and coming back: who takes what, and until then "no owner"."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from organisations import departures_registry
from organisations.audit.actions import record
from organisations.departures_registry import ActionContext, Held
from organisations.models import AuditEvent, Invitation, Membership, Role
from organisations.people.actions import refuse_last
from organisations.people.grants import take_grants_back
from organisations.refusals import Refused
from organisations.tenancy.locks import lock_structure

LEFT = "member_left"


@transaction.atomic
def deactivate(
    *,
    member: Membership,
    by: Membership,
    now: datetime,
    left_on: date,
    takes: Mapping[str, Membership],
) -> list[Held]:
    """A person leaves; what they held goes to `takes[held.key]`, what nobody takes reads "no owner".

    Returns what has no owner. Raises Refused for the last administrator or leader, and when somebody cannot
    take what they were given; then nothing is written. Sessions stay: the account may belong elsewhere, and
    the door of this organisation is closed to it from the commit on.
    """
    lock_structure()
    member = Membership.objects.select_related("unit", "manager", "account").get(pk=member.pk)
    if not member.active:
        raise Refused(f"{member.name} has left already.")
    if member.pk == by.pk:
        raise Refused("Ask another administrator to do that for you.")
    refuse_last(member, becomes=None)
    at = ActionContext(by, now)
    things = departures_registry.held_by(member)
    left_over = [held for held in things if held.key not in takes]
    member.active, member.left_on = False, left_on
    member.away_from = member.away_until = None
    member.save(update_fields=["active", "left_on", "away_from", "away_until"])
    _hand_over(member, things, takes, at)
    for held in left_over:
        departures_registry.handler_of(held.kind).let_go(held.kind, held.row, leaver=member, at=at)
    Invitation.objects.filter(manager=member, accepted_at=None).update(manager=None)
    take_grants_back(membership=member)
    for part in departures_registry.handlers():
        part.left(member, at=at)
    record(
        act=LEFT,
        thing=member,
        by=by,
        before={"role": member.role},
        after={
            "left_on": left_on.isoformat(),
            "handed_over": [f"{held.title}: {takes[held.key].name}" for held in things if held.key in takes],
            "no_owner": [[held.kind, held.row, held.title] for held in left_over],
        },
    )
    return left_over


@transaction.atomic
def hand_over(
    *, leaver: Membership, takes: Mapping[str, Membership], by: Membership, now: datetime
) -> list[Held]:
    """Give what somebody left behind to those who take it, later than the leaving; returns what still
    waits."""
    lock_structure()
    waiting = left_behind([leaver])[leaver.pk]
    _hand_over(leaver, waiting, takes, ActionContext(by, now))
    given = [held for held in waiting if held.key in takes]
    if given:
        words = [f"{held.title}: {takes[held.key].name}" for held in given]
        record(act="handed_over_later", thing=leaver, by=by, after={"handed_over": words})
    return [held for held in waiting if held.key not in takes]


def _hand_over(
    leaver: Membership, things: Iterable[Held], takes: Mapping[str, Membership], at: ActionContext
) -> None:
    for held in things:
        to = takes.get(held.key)
        if to is None:
            continue
        if not to.active or to.pk == leaver.pk:
            raise Refused(f"{to.name} has left.", field=held.key)
        if to.role == Role.VIEWER:
            raise Refused(f"{to.name} is a viewer, who reads and owns nothing.", field=held.key)
        try:
            departures_registry.handler_of(held.kind).hand_over(
                held.kind, held.row, leaver=leaver, to=to, at=at
            )
        except Refused as refusal:
            raise Refused(refusal.sentence, field=held.key) from refusal


def unowned(leavers: Iterable[Membership]) -> dict[int, list[tuple[str, int]]]:
    """What each of these people left that still has nobody, as (kind, row): a constant number of queries.

    The trail of their leaving remembers what it was. People who are here have nothing of the kind.
    """
    keys = [person.pk for person in leavers if not person.active]
    behind: dict[int, list[tuple[str, int]]] = {}
    events = (
        AuditEvent.objects.filter(act=LEFT, kind="membership", row__in=keys).order_by("at", "pk")
        if keys
        else []
    )
    for event in events:  # the newest leaving wins, when somebody came back and left again
        behind[event.row or 0] = [(kind, row) for kind, row, _ in event.after.get("no_owner", [])]
    waiting = departures_registry.still_waiting(thing for things in behind.values() for thing in things)
    return {key: [thing for thing in things if thing in waiting] for key, things in behind.items()}


def left_behind(leavers: Iterable[Membership]) -> dict[int, list[Held]]:
    """The same, as things with their titles."""
    people = list(leavers)
    waiting = unowned(people)
    rows: dict[str, list[int]] = {}
    for kind, row in (thing for things in waiting.values() for thing in things):
        rows.setdefault(kind, []).append(row)
    found = {
        (kind, held.row): held
        for kind, keys in rows.items()
        for held in departures_registry.handler_of(kind).find(kind, keys)
    }
    return {
        person.pk: [found[thing] for thing in waiting.get(person.pk, []) if thing in found]
        for person in people
    }


@transaction.atomic
def reactivate(*, member: Membership, by: Membership, now: datetime) -> Membership:
    """A person is back, as a member: what they held stays with whoever took it, and grants are given anew."""
    lock_structure()
    member = Membership.objects.select_related("unit", "manager").get(pk=member.pk)
    if member.active:
        raise Refused(f"{member.name} is here already.")
    before = {"role": member.role, "left_on": str(member.left_on)}
    if member.role in (Role.ADMIN, Role.LEADER):
        member.role = Role.MEMBER  # power is given again by hand, never by coming back
    if member.manager and not member.manager.active:
        member.manager = None
    member.active, member.left_on = True, None
    member.save(update_fields=["active", "left_on", "role", "manager"])
    record(act="member_returned", thing=member, by=by, before=before, after={"role": member.role})
    for part in departures_registry.handlers():
        part.returned(member, at=ActionContext(by, now))
    return member
