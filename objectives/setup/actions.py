"""The first run: people, company objectives, leaders' own OKRs, pilot. Each step can be left and come back to.

Until the pilot opens nobody but the leaders is written to, and the company has not started: people are there,
read everything, and are neither asked, reminded nor counted. An administrator does all of it; drafts of the
company's objectives are the only ones they may write, and only until the set-up ends.
"""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from objectives.cycles import calendar
from objectives.cycles.actions import change_cycle, create_cycle, start_cycle
from objectives.drafts.actions import delete_draft, edit_draft, write_draft
from objectives.models import Cycle, CycleKind, CycleState, Objective, ObjectiveState
from objectives.setup import letters
from objectives.setup.queries import TOLD, company_objectives, cycles, leading
from organisations.accounts.adapter import open_account
from organisations.audit.actions import record
from organisations.models import Membership, Organisation, Role, Stage, Unit
from organisations.people.actions import add_member, change_member, change_role
from organisations.permissions import can_administer
from organisations.refusals import Refused
from organisations.settings.actions import change_settings
from organisations.units.actions import change_unit

PEOPLE, OBJECTIVES, LEADERS, PILOT = STEPS = ("people", "objectives", "leaders", "pilot")
MOST = 3
"""Objectives of the company: the method's limit, without exceptions."""


def require(by: Membership) -> None:
    if not can_administer(by):
        raise PermissionDenied("Administrators set the organisation up.")


def reach(*, step: str, by: Membership) -> None:
    """Remember how far the set-up has come; going back to look at an earlier step forgets nothing."""
    organisation = by.organisation
    now_at = organisation.first_run_step
    if now_at and STEPS.index(step) > STEPS.index(now_at):
        organisation.first_run_step = step
        organisation.save(update_fields=["first_run_step"])


# People -----------------------------------------------------------------------------------------------------


@transaction.atomic
def add_leader(*, email: str, name: str, by: Membership, now: datetime) -> Membership:
    """Somebody who is here becomes a leader; somebody new is added as one. Nobody is written to yet."""
    require(by)
    email = email.strip().lower()
    known = Membership.objects.filter(account__email=email).first()
    if known is not None:
        if not known.active:
            raise Refused(f"{known.name} has left. Take them back under People first.", field="email")
        if known.is_admin:
            raise Refused(f"{known.name} is an administrator. One person is one of the two.", field="email")
        return change_role(member=known, role=Role.LEADER, by=by, now=now)
    if not name.strip():
        raise Refused("Nobody with this address is here yet: give a name too.", field="name")
    return add_member(
        account=open_account(email=email, name=name.strip()),
        name=name.strip(),
        unit=Unit.objects.get(parent=None),
        role=Role.LEADER,
        by=by,
        now=now,
        joined_on=now.astimezone(by.organisation.zone).date(),
    )


@transaction.atomic
def remove_leader(*, leader: Membership, by: Membership, now: datetime) -> None:
    """A member like others again, who leads the company no longer either."""
    require(by)
    company = Unit.objects.get(parent=None)
    if company.lead_id == leader.pk:
        change_unit(unit=company, lead=None, by=by, now=now)
    change_member(member=leader, role=Role.MEMBER, by=by, now=now)


def lead_company(*, leader: Membership, by: Membership, now: datetime) -> None:
    """Who stands for the company's objectives."""
    require(by)
    if not leader.is_leader:
        raise Refused(f"{leader.name} is not a leader.", field="lead")
    change_unit(unit=Unit.objects.get(parent=None), lead=leader, by=by, now=now)


# Company objectives -----------------------------------------------------------------------------------------


@transaction.atomic
def set_goals(
    *,
    titles: dict[str, str],
    new_titles: list[str],
    kind: str,
    starts_on: date,
    drafts_due: date,
    check_in_weekday: int,
    max_objectives: int,
    by: Membership,
    now: datetime,
) -> list[Objective]:
    """The company's objectives as drafts of its year, the rhythm of everyone else, and its limits.

    `titles` are those of drafts that exist, by public_id, an empty one deletes; `new_titles` are added.
    Refused above three, for dates that do not fit, and where a cycle has begun and its dates are no longer to
    be chosen here.
    """
    require(by)
    if not by.organisation.first_run_step:
        raise Refused("The set-up is finished: cycles and objectives have pages of their own.")
    change_settings(
        organisation=by.organisation, by=by, check_in_weekday=check_in_weekday, max_objectives=max_objectives
    )
    year = _set_cycles(kind, starts_on, drafts_due, by, now)
    standing = {objective.public_id: objective for objective in company_objectives()}
    for public_id, title in titles.items():
        draft = standing.get(public_id)
        if draft is None or draft.state != ObjectiveState.DRAFT:
            continue
        if not title.strip():
            delete_draft(objective=draft, by=by, now=now)
        elif title.strip() != draft.title:
            edit_draft(objective=draft, title=title, by=by, now=now)
    company = Unit.objects.get(parent=None)
    for title in new_titles:
        if title.strip():
            write_draft(owner=company, cycle=year, title=title, by=by, now=now)
    found = company_objectives()
    if len(found) > min(MOST, max_objectives):
        raise Refused(f"At most {min(MOST, max_objectives)}: choose what matters most.", field="titles")
    return found


def _set_cycles(kind: str, starts_on: date, due: date, by: Membership, now: datetime) -> Cycle:
    """The year and its first cycle, made or moved. Whatever has begun stays as it is."""
    begins, ends, called = calendar.year_around(kind, starts_on)
    inside: dict[str, Any] = {
        "name": calendar.name_of(kind, starts_on),
        "kind": kind,
        "starts_on": starts_on,
        "ends_on": calendar.last_day(kind, starts_on),
        "submission_due": due,
    }
    year, inner = cycles()
    if inner is not None and inner.state != CycleState.PLANNING:
        assert year is not None
        if (inner.starts_on, inner.kind) != (starts_on, kind):
            raise Refused(f"{inner.name} has begun: change it under Cycles.", field="starts_on")
        return year
    if inner is not None:  # out of its year while both move
        change_cycle(cycle=inner, by=by, parent=None, drafting_from=inner.drafting_from, **inside)
    if year is None:
        year = create_cycle(name=called, starts_on=begins, ends_on=ends, kind=CycleKind.ANNUAL, by=by)
    else:
        year = change_cycle(
            cycle=year, name=called, starts_on=begins, ends_on=ends, kind=CycleKind.ANNUAL, by=by
        )
    today = now.astimezone(by.organisation.zone).date()
    if inner is None:
        inner = create_cycle(by=by, parent=year, drafting_from=min(today, due), **inside)
    else:
        inner = change_cycle(cycle=inner, by=by, parent=year, drafting_from=inner.drafting_from, **inside)
    for cycle in (year, inner):
        if cycle.state == CycleState.PLANNING and cycle.starts_on <= today:
            start_cycle(cycle=cycle, by=by, now=now)
    return year


# Leaders ----------------------------------------------------------------------------------------------------


@transaction.atomic
def tell_leaders(*, by: Membership, now: datetime) -> list[Membership]:
    """Write to each leader who has not been written to: the company's drafts, and their own to write. Returns
    whom."""
    require(by)
    _, inner = cycles()
    waiting = [row.person for row in leading() if not row.told]
    for leader in waiting:
        record(act=TOLD, thing=leader, by=by)
        letters.to_leader(leader, by=by, cycle=inner, objectives=company_objectives())
    return waiting


# Pilot ------------------------------------------------------------------------------------------------------


@transaction.atomic
def open_pilot(*, unit: Unit, by: Membership, now: datetime) -> None:
    """One department goes first: from now on its people are asked, and are written to; the set-up is over."""
    require(by)
    _finish(by)
    change_unit(unit=Unit.objects.get(parent=None), stage=Stage.NOT_STARTED, by=by, now=now)
    change_unit(unit=unit, stage=Stage.PILOT, by=by, now=now)
    letters.ask_for(unit, by=by)


@transaction.atomic
def open_everywhere(*, by: Membership, now: datetime) -> None:
    """Without a pilot: everybody starts at once, and is written to."""
    require(by)
    _finish(by)
    company = Unit.objects.get(parent=None)
    change_unit(unit=company, stage=Stage.LIVE, by=by, now=now)
    letters.ask_for(company, by=by)


def _finish(by: Membership) -> None:
    """Once, even by two administrators in the same moment."""
    organisation = Organisation.objects.select_for_update().get(pk=by.organisation_id)
    if not organisation.first_run_step:
        raise Refused("The set-up is finished already.")
    organisation.first_run_step = by.organisation.first_run_step = ""
    organisation.save(update_fields=["first_run_step"])
    record(act="set_up_finished", thing=organisation, by=by)
