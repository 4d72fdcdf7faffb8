"""A large organisation beside the demo, by binary COPY: what figures are measured on (`manage.py demo
--people 100000`).

100,000 people are 11,981 units six deep, 224,000 objectives and 897,000 key results. Every number gives the
same company again: keys apart, a run differs from another in nothing but the day it is of. What stands in it
obeys the product's own rules (limits, one owner, each result counted once), and the figures are the product's
own rebuild's.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from checkins.series.check_in_times import own_day
from checkins.tasks import expect_turn
from objectives.models import (
    Alignment,
    Contribution,
    Cycle,
    CycleKind,
    CycleState,
    KeyResult,
    KeyResultState,
    Objective,
    Update,
)
from objectives.progress import progress
from objectives.rollup import rebuild
from objectives.rollup.sql import take_time
from objectives.tasks import expect_midnight
from okrsite.demo import company
from okrsite.demo.pouring import analyse, pour, public_ids, reserve
from okrsite.demo.story import quarters_until
from organisations.models import Account, Membership, Organisation, Role, Stage, Unit, UnitClosure, UnitKind
from organisations.settings.actions import change_settings, create_organisation
from organisations.tenancy import within

SLUG, NAME, DOMAIN = "storfjell", "Storfjell Group", "storfjell.example"
SEED = 20260823
LEVELS = (12, 108, 860, 3_000, 8_000)
"""Units under the company, level by level, of 100,000 people; a smaller company has fewer levels."""
EACH, CORPORATE, RESULTS = 2, 3, 4
"""Objectives of a unit or a person, of the company, and key results of each."""
ALIGNED, TO_A_RESULT, INDIRECT = 0.85, 0.29, 0.125
"""Shares: people's objectives that lead upwards, links to one key result, links that are shown only."""
SUMS = 4
"""Every fourth of the lowest units has a key result that sums contributions."""
VALUED = 0.92
"""Share of key results that have a value."""
CARRIED, SUMMED = 3, 2
"""Which key result of a unit's objective is measured by aligned objectives, and which by contributions."""
CUSTOMERS = "customers"
KINDS = (UnitKind.COMPANY, UnitKind.DIVISION, UnitKind.DEPARTMENT, UnitKind.TEAM)
VERBS = "Win Keep Shorten Double Simplify Halve Open Renew Deliver Automate".split()
THINGS = "renewals onboarding answers handovers invoices releases visits trials bookings repairs".split()
PLACES = "north south east west coast city valley harbour island border".split()


@dataclass(slots=True)
class Place:
    """A unit: its key, its lead's, its depth, the unit above (a position), and whether another hangs below
    it."""

    id: int
    lead: int
    level: int
    above: int
    lowest: bool = True


@dataclass(slots=True)
class Wanted:
    """An objective to be: by a unit (position) or a person (key), leading to another's key or to one of its
    results."""

    id: int
    first: int  # key of its first key result
    unit: int
    owner: int | None
    parent: int | None = None  # position of the objective above
    to_result: bool = False
    direct: bool = True
    carries: bool = False  # others lead to its key result: it is measured by them
    sums: bool = False


@dataclass(slots=True)
class Plan:
    """Everything before it is written."""

    organisation: Organisation
    now: datetime
    chance: random.Random
    year: int
    quarter: int
    ends: date
    year_ends: date
    starts: date
    places: list[Place] = field(default_factory=list)
    people: list[tuple[int, int, int | None]] = field(default_factory=list)  # key, unit (position), manager
    wanted: list[Wanted] = field(default_factory=list)
    values: list[tuple[int, int | None, int, int, datetime, str]] = field(default_factory=list)


def make_large(
    people: int, now: datetime, *, weeks: int = 1, say: Callable[[str], object] = print
) -> Organisation:
    """The organisation with so many people and so many weeks of updates behind each value; `now` in its
    zone."""
    with transaction.atomic():
        first = Account.objects.create(
            email=f"office@{DOMAIN}", name="Storfjell Office", password=make_password(company.PASSWORD)
        )
        EmailAddress.objects.create(user=first, email=first.email, verified=True, primary=True)
        organisation = create_organisation(
            name=NAME,
            slug=SLUG,
            account=first,
            today=now.date(),
            person=first.name,
            time_zone="Europe/Oslo",
            currency="NOK",
        )
        with within(organisation):
            take_time()
            change_settings(organisation=organisation, by=Membership.objects.get(), first_run_step="")
            plan = begin(organisation, now)
            hire(plan, people, first.password)
            say(f"{NAME}: {people:,} people in {len(plan.places):,} units.")
            want(plan)
            write(plan)
            say(
                f"{len(plan.wanted):,} objectives, {len(plan.wanted) * RESULTS:,} key results, {len(plan.values):,} with a value."
            )
            give(plan, weeks)
    analyse()
    rebuild(organisation.pk, today=now.date())
    with within(organisation):
        expect_turn(now)
        expect_midnight(now)
    return organisation


def begin(organisation: Organisation, now: datetime) -> Plan:
    """The year with its running quarter."""
    starts, ends = quarters_until(now.date())[-1]
    year = Cycle.objects.create(
        name=str(starts.year),
        kind=CycleKind.ANNUAL,
        starts_on=date(starts.year, 1, 1),
        ends_on=date(starts.year, 12, 31),
        state=CycleState.ACTIVE,
    )
    quarter = Cycle.objects.create(
        name=f"Q{(starts.month + 2) // 3} {starts.year}",
        starts_on=starts,
        ends_on=ends,
        parent=year,
        state=CycleState.ACTIVE,
    )
    return Plan(organisation, now, random.Random(SEED), year.pk, quarter.pk, ends, year.ends_on, starts)


# Who --------------------------------------------------------------------------------------------------------


def levels(people: int) -> list[int]:
    """How many units on each level, the company first: 1,000 people have 1, 9, 30 and 80."""
    sizes = [1]
    for size in LEVELS:
        here = round(size * people / 100_000)
        if here > sizes[-1]:
            sizes.append(here)
    return sizes


def hire(plan: Plan, people: int, password: str) -> None:
    """Units and everybody in them: a lead for each, the others in the lowest units."""
    sizes = levels(people)
    if people < sum(sizes):
        raise ValueError(f"{people} people cannot lead {sum(sizes)} units.")
    root = Unit.objects.get(parent=None)
    keys = reserve(Unit, sum(sizes) - 1)
    members = reserve(Membership, people)
    accounts = reserve(Account, people)
    plan.places = [Place(root.pk, members[0], 0, 0)]
    before = 0
    for level, size in enumerate(sizes[1:], start=1):
        for number in range(size):
            position = len(plan.places)
            above = before + number * sizes[level - 1] // size
            plan.places[above].lowest = False
            plan.places.append(Place(keys[position - 1], members[position], level, above))
        before += sizes[level - 1]
    lowest = [position for position, place in enumerate(plan.places) if place.lowest]
    for position, place in enumerate(plan.places):
        plan.people.append((place.lead, position, plan.places[place.above].lead if position else None))
    for number, key in enumerate(members[len(plan.places) :]):
        position = lowest[number % len(lowest)]
        plan.people.append((key, position, plan.places[position].lead))

    ids = public_ids(plan.chance)
    pour(
        Unit,
        ("id", "public_id", "parent_id", "name", "kind"),
        (
            (
                place.id,
                next(ids),
                plan.places[place.above].id,
                f"{PLACES[position % 10].title()} {position}",
                KINDS[min(place.level, 3)],
            )
            for position, place in enumerate(plan.places)
            if position
        ),
    )
    pour(
        UnitClosure,
        ("ancestor_id", "descendant_id", "depth"),
        (
            (plan.places[up].id, place.id, depth)
            for position, place in enumerate(plan.places)
            if position
            for depth, up in enumerate((position, *over(plan.places, position)))
        ),
    )
    names = [f"{first} {last}" for first in company.FIRST_NAMES for last in company.LAST_NAMES]
    plan.chance.shuffle(names)
    pour(
        Account,
        ("id", "email", "name", "password"),
        (
            (account, address(number), names[number % len(names)], password)
            for number, account in enumerate(accounts)
        ),
    )
    pour(
        EmailAddress,
        ("user_id", "email", "verified", "primary"),
        ((account, address(number), True, True) for number, account in enumerate(accounts)),
    )
    pour(
        Membership,
        ("id", "public_id", "account_id", "name", "title", "unit_id", "manager_id", "role", "joined_on"),
        (
            (
                key,
                next(ids),
                accounts[number],
                names[number % len(names)],
                title(plan, number),
                plan.places[unit].id,
                manager,
                Role.LEADER if number < 1 + (sizes[1] if len(sizes) > 1 else 0) else Role.MEMBER,
                plan.starts,
            )
            for number, (key, unit, manager) in enumerate(plan.people)
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisations_unit u SET lead_id = n.lead, stage = CASE WHEN u.parent_id IS NULL THEN %s ELSE '' END"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS n(unit, lead) WHERE u.organisation_id = %s AND u.id = n.unit",
            [
                Stage.LIVE,
                [place.id for place in plan.places],
                [place.lead for place in plan.places],
                plan.organisation.pk,
            ],
        )


def address(number: int) -> str:
    """person1@storfjell.example leads the company, the following ones lead its units, top down."""
    return f"person{number + 1}@{DOMAIN}"


def title(plan: Plan, number: int) -> str:
    if number >= len(plan.places):
        return "Specialist"
    return "Chief executive" if number == 0 else "Lead"


def over(places: Sequence[Place], position: int) -> Iterator[int]:
    """Positions of the units over this one, the nearest first."""
    while position:
        position = places[position].above
        yield position


# What -------------------------------------------------------------------------------------------------------


def want(plan: Plan) -> None:
    """Who wants what, and where it leads: upwards only, so nothing goes round, and once only, so nothing
    counts twice."""
    owners: list[tuple[int, int | None]] = [
        *((0, None) for _ in range(CORPORATE)),
        *((unit, None) for unit in range(1, len(plan.places)) for _ in range(EACH)),
        *((unit, person) for person, unit, _ in plan.people for _ in range(EACH)),
    ]
    objectives, results = reserve(Objective, len(owners)), reserve(KeyResult, len(owners) * RESULTS)
    plan.wanted = [
        Wanted(objectives[n], results[n * RESULTS], unit, owner) for n, (unit, owner) in enumerate(owners)
    ]
    for n, each in enumerate(plan.wanted):
        if each.unit == 0 and each.owner is None:
            continue
        if each.owner is None:
            each.parent = of_unit(plan, plan.places[each.unit].above)
        elif plan.chance.random() < ALIGNED:
            each.parent = of_unit(plan, each.unit)
        elif plan.places[each.unit].lowest and each.unit % SUMS == 0:
            plan.wanted[of_unit(plan, each.unit, 0)].sums = plan.wanted[n].sums = True
        if each.parent is not None:
            each.to_result, each.direct = plan.chance.random() < TO_A_RESULT, plan.chance.random() >= INDIRECT
            plan.wanted[each.parent].carries |= each.to_result and each.direct


def of_unit(plan: Plan, unit: int, which: int | None = None) -> int:
    """The position of one of a unit's objectives."""
    count = EACH if unit else CORPORATE
    chosen = plan.chance.randrange(count) if which is None else which
    return (CORPORATE + (unit - 1) * EACH if unit else 0) + chosen


def write(plan: Plan) -> None:
    """Objectives, key results, their states and their links."""
    chance, ids, now = plan.chance, public_ids(plan.chance), plan.now
    pour(
        Objective,
        (
            "id",
            "public_id",
            "cycle_id",
            "owner_unit_id",
            "owner_id",
            "unit_id",
            "title",
            "counts",
            "state",
            "slot",
            "activated_on",
        ),
        (
            (
                each.id,
                next(ids),
                plan.quarter if each.unit or each.owner else plan.year,
                None if each.owner else plan.places[each.unit].id,
                each.owner,
                plan.places[each.unit].id,
                words(chance, n),
                "key_results" if each.owner else "both",
                "active",
                slot(n),
                plan.starts if each.unit or each.owner else date(plan.starts.year, 1, 1),
            )
            for n, each in enumerate(plan.wanted)
        ),
    )
    states: list[tuple[Any, ...]] = []
    pour(
        KeyResult,
        (
            "id",
            "public_id",
            "objective_id",
            "title",
            "measure",
            "measure_unit",
            "start",
            "target",
            "due_on",
            "weight",
            "measured_by",
            "accountable_id",
            "position",
            "slot",
        ),
        results(plan, ids, states),
    )
    window = own_day(plan.organisation, now).previous
    pour(
        KeyResultState,
        ("key_result_id", "current", "progress", "confidence", "updated_at", "updated_by_id", "window_from"),
        ((*state, window) for state in states),
    )
    pour(
        Alignment,
        ("public_id", "child_id", "parent_id", "parent_key_result_id", "kind", "state", "weight", "how"),
        links(plan, ids),
    )
    sums = {each.unit: each.first + SUMMED for each in plan.wanted if each.sums and each.owner is None}
    pour(
        Contribution,
        ("public_id", "child_id", "parent_id"),
        (
            (next(ids), each.first, sums[each.unit])
            for each in plan.wanted
            if each.sums and each.owner is not None
        ),
    )


def slot(n: int) -> int:
    """Which of its owner's objectives it is, by its place in the plan."""
    return n + 1 if n < CORPORATE else (n - CORPORATE) % EACH + 1


def results(plan: Plan, ids: Iterator[str], states: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The key results as rows; `states` and the plan's values are filled on the way."""
    chance, now = plan.chance, plan.now
    elapsed = (now.date() - plan.starts).days / max(1, (plan.ends - plan.starts).days)
    for n, each in enumerate(plan.wanted):
        by = each.owner or plan.places[each.unit].lead
        corporate = each.unit == 0 and each.owner is None
        for place in range(RESULTS):
            key, target = each.first + place, chance.randrange(20, 400)
            measured_by = "updates"
            if each.owner is None and place == CARRIED and each.carries:
                measured_by = "aligned"
            elif each.owner is None and place == SUMMED and each.sums:
                measured_by = "contributions"
            percentage = place == 1
            if percentage:
                target = 100
            current: int | None = None
            if measured_by == "updates" and chance.random() < VALUED:
                current = round(target * min(1.0, elapsed * chance.uniform(0.5, 1.25)))
            if current is None:
                states.append((key, None, None, "", None, None))
            else:
                at = now - timedelta(minutes=chance.randrange(10, 14 * 24 * 60))
                behind = elapsed - current / target
                confidence = "on" if behind < 0.08 else "risk" if behind < 0.2 else "off"
                states.append(
                    (
                        key,
                        Decimal(current),
                        progress(Decimal(0), Decimal(target), Decimal(current)),
                        confidence,
                        at,
                        by,
                    )
                )
                plan.values.append((key, by, target, current, at, confidence))
            yield (
                key,
                next(ids),
                each.id,
                words(chance, n + place),
                "percentage" if percentage else "number",
                "" if percentage else CUSTOMERS,
                Decimal(0),
                Decimal(target),
                plan.year_ends if corporate else plan.ends,
                chance.randrange(1, 4),
                measured_by,
                by,
                place,
                place + 1,
            )


def links(plan: Plan, ids: Iterator[str]) -> Iterator[tuple[Any, ...]]:
    for each in plan.wanted:
        if each.parent is None:
            continue
        parent = plan.wanted[each.parent]
        # A key result that nobody's direct link made one of aligned objectives is still there to be
        # supported.
        to = (None, parent.first + CARRIED) if each.to_result else (parent.id, None)
        yield (
            next(ids),
            each.id,
            *to,
            "direct" if each.direct else "indirect",
            "accepted",
            plan.chance.randrange(1, 4),
            "" if each.direct else "What we learn here is used there.",
        )


def give(plan: Plan, weeks: int) -> None:
    """The updates behind the values: the newest as it stands, a week earlier and a little less for each
    before."""
    ids, chance = public_ids(plan.chance), plan.chance

    def rows() -> Iterator[tuple[Any, ...]]:
        for ago in range(weeks - 1, -1, -1):
            for key, by, target, current, at, confidence in plan.values:
                value = max(0, current - ago * target // 14)
                reached = progress(Decimal(0), Decimal(target), Decimal(value))
                yield (
                    next(ids),
                    key,
                    at - timedelta(weeks=ago),
                    by,
                    Decimal(value),
                    reached,
                    confidence,
                    UUID(int=chance.getrandbits(128)),
                )

    pour(
        Update,
        ("public_id", "key_result_id", "at", "by_id", "value", "progress", "confidence", "request_id"),
        rows(),
    )


def words(chance: random.Random, number: int) -> str:
    return f"{chance.choice(VERBS)} {chance.choice(THINGS)} in the {chance.choice(PLACES)}, {number % 97}"
