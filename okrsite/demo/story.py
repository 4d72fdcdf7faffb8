"""Three quarters at Fjellvann, week by week, until now.

Everything that stands in the demo was done by somebody: objectives are written, submitted and approved by who
may, links proposed and accepted, values given week by week, midnights turned (that is where trends come
from), quarters closed. The clock is an argument, so a Saturday in November plays the weeks before that
Saturday.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction

from checkins.meetings import actions as meeting_actions
from checkins.models import ActionItem, AgendaItem, CheckIn, Recognition
from checkins.my_week import actions as weeks_acts
from checkins.series.actions import make_ahead, start_series
from checkins.series.update_windows import move_windows
from checkins.tasks import expect_turn
from objectives.alignment.actions import accept, link
from objectives.alignment.contributions import contribute
from objectives.changes.actions import change_counts
from objectives.cycles.actions import begin_closing, close_cycle, create_cycle, start_cycle
from objectives.drafts.actions import add_key_result, add_key_results, write_draft
from objectives.drafts.approval import approve, submit
from objectives.editing.definition import Definition
from objectives.models import Cycle, CycleKind, KeyResult, KeyResultState, Objective
from objectives.permissions import approvers_for
from objectives.progress import begins, expected_hold, expected_reach, value_at
from objectives.rollup import advance_day, drain, rebuild
from objectives.updates.bulk_history import Past, record_history
from okrsite.demo import company, okrs
from okrsite.demo.okrs import Result, Wanted
from okrsite.demo.people import House, settle
from organisations.models import Membership, Organisation, Unit
from organisations.tenancy import within

SEED = 20260821
KEEPS_OPEN = "Ingrid Solheim"
"""She has five key results to update when the demo opens."""
WAITS = ("Customer days people bring colleagues to", okrs.SALES)
"""The link that Erik of Events proposed last week; Maya has not answered yet."""
LATE = 0.2
"""Share of people who have not updated yet this week."""


@dataclass
class Played:
    """One key result of the story: what it is to become."""

    key_result: KeyResult
    result: Result
    owner: Membership
    starts: date
    wobble: float


@dataclass
class Story:
    """What has been played so far."""

    house: House
    now: datetime
    chance: random.Random
    objectives: dict[tuple[str, str], Objective] = field(default_factory=dict)  # (cycle, title)
    by_title: dict[tuple[str, str], KeyResult] = field(default_factory=dict)
    going: list[Played] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)  # objectives by cycle

    def at(self, day: date, hour: int = 9, minute: int = 0) -> datetime:
        return datetime.combine(day, time(hour, minute), tzinfo=self.house.organisation.zone)


def play(now: datetime, say: Callable[[str], object] = print) -> House:
    """Make Fjellvann and play it until now (organisation's zone); returns the house for whoever prints
    accounts."""
    today = now.date()
    quarters = quarters_until(today)
    first_year = date(quarters[0][0].year, 1, 1)
    story = Story(settle(first_of(first_year, now), seed=SEED), now, random.Random(SEED))
    organisation = story.house.organisation
    say(f"Fjellvann AS: {len(story.house.people)} people in {len(story.house.units)} units.")
    years = {year: make_year(story, year) for year in range(first_year.year, quarters[-1][0].year + 1)}
    with within(organisation):
        rebuild(organisation.pk, today=first_year)
    for year in years.values():
        if year.starts_on < quarters[0][0]:
            weeks(story, year.starts_on, min(quarters[0][0], today), every=2)
    for number, (starts, ends) in enumerate(quarters):
        current = number == len(quarters) - 1
        cycle = make_quarter(story, years[starts.year], starts, ends, everyone=current)
        say(f"{cycle.name}: {story.written[cycle.name]} objectives.")
        weeks(story, starts, min(ends + timedelta(days=1), today))
        if not current:
            close(story, cycle)
            if quarters[number + 1][0].year != starts.year:
                close(story, years[starts.year])
    with within(organisation):
        plan_next(story, quarters[-1])
    with within(organisation):
        meet(story)
    this_week(story)
    drain(organisation.pk, today=today)
    advance_day(organisation.pk, today=today)
    return story.house


def first_of(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(8), tzinfo=now.tzinfo) - timedelta(days=20)


def quarters_until(today: date) -> list[tuple[date, date]]:
    """The quarter of today and the two before it."""
    starts = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    found = []
    for _ in range(3):
        following = date(starts.year + starts.month // 10, (starts.month + 3 - 1) % 12 + 1, 1)
        found.append((starts, following - timedelta(days=1)))
        starts = date(starts.year - (starts.month == 1), (starts.month - 3 - 1) % 12 + 1, 1)
    return found[::-1]


# Cycles and what is wanted in them --------------------------------------------------------------------------


def make_year(story: Story, year: int) -> Cycle:
    """A company cycle with the corporate objectives, approved by another leader before it begins."""
    house, before = story.house, story.at(date(year, 1, 1) - timedelta(days=12))
    with within(house.organisation):
        cycle = create_cycle(
            name=str(year),
            starts_on=date(year, 1, 1),
            ends_on=date(year, 12, 31),
            kind=CycleKind.ANNUAL,
            by=house.admin,
        )
        start_cycle(cycle=cycle, by=house.admin, now=before)
        for wanted in okrs.CORPORATE:
            write(story, wanted, house.root, cycle, before, approver=house.people["Maya Berge"])
    return cycle


def make_quarter(story: Story, year: Cycle, starts: date, ends: date, *, everyone: bool) -> Cycle:
    """A quarter: departments and teams in each, individuals in the current one and a few before."""
    house, before = story.house, story.at(starts - timedelta(days=9))
    with within(house.organisation):
        cycle = create_cycle(
            name=f"Q{(starts.month + 2) // 3} {starts.year}",
            starts_on=starts,
            ends_on=ends,
            parent=year,
            by=house.admin,
            drafting_from=starts - timedelta(days=28),
            submission_due=starts - timedelta(days=10),
        )
        start_cycle(cycle=cycle, by=house.admin, now=before)
        for unit, wanted in wanted_by_units(house):
            write(story, wanted, unit, cycle, before)
        for person, wanted in wanted_by_people(house, everyone=everyone):
            write(story, wanted, person, cycle, before)
    return cycle


def wanted_by_units(house: House) -> Iterator[tuple[Unit, Wanted]]:
    for department in company.DEPARTMENTS:
        for wanted in okrs.DEPARTMENTS[department.name]:
            yield house.units[department.name], wanted
    for name, all_wanted in okrs.TEAMS.items():
        for wanted in all_wanted:
            yield house.units[name], wanted


def wanted_by_people(house: House, *, everyone: bool) -> Iterator[tuple[Membership, Wanted]]:
    """Named people want what they want; the others, in the current quarter, one of their department's common
    ones."""
    for name, all_wanted in okrs.INDIVIDUAL.items():
        for wanted in all_wanted:
            yield house.people[name], wanted
    if not everyone:
        return
    taken: dict[str, int] = {}
    for name, person in house.people.items():
        department = house.department_of[name]
        if name in okrs.INDIVIDUAL or department not in okrs.COMMON or person.role in ("admin", "viewer"):
            continue
        choices = okrs.COMMON[department]
        number = taken[department] = taken.get(department, -1) + 1
        yield person, choices[number % len(choices)]


def write(
    story: Story,
    wanted: Wanted,
    owner: Unit | Membership,
    cycle: Cycle,
    now: datetime,
    approver: Membership | None = None,
) -> Objective:
    """Written and submitted by its owner, linked, approved by who approves."""
    house = story.house
    author = owner if isinstance(owner, Membership) else lead_of(house, owner)
    objective = write_draft(
        owner=owner,
        cycle=cycle,
        title=wanted.title,
        why=wanted.why,
        ambition=wanted.ambition,
        by=author,
        now=now,
    )
    definitions = [defined(story, result, cycle, author) for result in wanted.results]
    key_results = add_key_results(objective=objective, definitions=definitions, by=author, now=now)
    for result, made in zip(wanted.results, key_results, strict=True):
        story.by_title[cycle.name, result.title] = made
        if result.measured_by == "updates" and result.start is not None:
            wobble = (
                story.chance.uniform(0.97, 1.03)
                if isinstance(owner, Unit)
                else story.chance.uniform(0.9, 1.08)
            )
            story.going.append(Played(made, result, author, cycle.starts_on, wobble))
    story.objectives[cycle.name, wanted.title] = objective
    story.written[cycle.name] += 1
    submit(objective=objective, by=author, now=now)
    waits = [lead for lead in wanted.leads if (wanted.title, lead[1]) == WAITS]
    for kind, title, how in wanted.leads:
        if (kind, title, how) not in waits:
            lead_to(story, objective, owner, cycle, kind, title, how, author, now)
    approver = approver or story.house.people[approvers_for(owner)[0].name]
    add_up(story, cycle, key_results, approver, now + timedelta(days=1))
    approve(objective=objective, by=approver, now=now + timedelta(days=2))
    for kind, title, how in waits:
        lead_to(
            story, objective, owner, cycle, kind, title, how, author, max(now, story.now - timedelta(days=7))
        )
    if wanted.counts != "key_results":
        change_counts(
            objective=objective,
            counts=wanted.counts,
            by=author,
            now=now + timedelta(days=2),
            reason="What our teams achieve is part of it.",
        )
    return objective


def defined(story: Story, result: Result, cycle: Cycle, author: Membership) -> Definition:
    """The key result in the product's words."""
    return Definition(
        title=result.title,
        measure=result.measure,
        currency=result.unit if result.measure == "currency" else "",
        measure_unit=result.unit if result.measure == "number" else "",
        start=None if result.start is None else Decimal(str(result.start)),
        target=Decimal(str(result.target)),
        due_on=cycle.ends_on,
        trajectory="hold" if result.hold else "reach",
        weight=result.weight,
        measured_by=result.measured_by,
        accountable=accountable(story, result, author),
        benchmark_due=first_value_due(story, result, cycle),
    )


def first_value_due(story: Story, result: Result, cycle: Cycle) -> date | None:
    """Benchmark first: in nine days, or on the last day of a cycle that ends before."""
    return None if result.start is not None else min(cycle.ends_on, story.now.date() + timedelta(days=9))


def accountable(story: Story, result: Result, author: Membership) -> Membership:
    """The author, but for a few whom the drawings name."""
    named = {"Average sales cycle down by 15%": "Jonas Lie", "Churn down to 8%": "Maya Berge"}.get(
        result.title
    )
    return story.house.people[named] if named and author.name != KEEPS_OPEN else author


def lead_of(house: House, unit: Unit) -> Membership:
    lead = house.units[unit.name].lead
    assert lead is not None
    return house.people[lead.name]


def lead_to(
    story: Story,
    child: Objective,
    owner: Unit | Membership,
    cycle: Cycle,
    kind: str,
    title: str,
    how: str,
    by: Membership,
    now: datetime,
) -> None:
    """Propose a link and let the parent's side accept it; one stays proposed, for Maya to decide."""
    parent = above(story, owner, cycle) if title == "up" else find(story, cycle, title)
    if parent is None or parent.pk == child.pk:
        return
    made = link(
        child=child,
        parent=parent,
        by=by,
        now=now,
        kind=kind,
        how=how,
        weight=3 if title == okrs.SALES and child.title == okrs.PLAN else 1,
    )
    if made.state == "proposed" and (child.title, title) != WAITS:
        decider = lead_of(story.house, parent.owner_unit) if parent.owner_unit else parent.owner
        assert decider is not None
        accept(link=made, by=decider, now=now + timedelta(hours=3), weight=made.weight)


def find(story: Story, cycle: Cycle, title: str) -> Objective | None:
    year = cycle.parent.name if cycle.parent else cycle.name
    return story.objectives.get((cycle.name, title)) or story.objectives.get((year, title))


def above(story: Story, owner: Unit | Membership, cycle: Cycle) -> Objective | None:
    """The first objective of the unit a person is in, or of the one above a team: where the work leads."""
    unit = owner.unit if isinstance(owner, Membership) else owner.parent
    while unit is not None:
        mine = [
            o
            for (name, _), o in story.objectives.items()
            if name == cycle.name and o.owner_unit_id == unit.pk
        ]
        if mine:
            return mine[0]
        unit = unit.parent
    return None


def add_up(story: Story, cycle: Cycle, key_results: list[KeyResult], by: Membership, now: datetime) -> None:
    """Whose revenue is part of whose, upwards to the company's. Whoever approves an objective may edit it
    until then, and leads what it contributes to."""
    parents = dict(okrs.CONTRIBUTIONS)
    for made in key_results:
        title = parents.get(made.title, "")
        upper = story.by_title.get((cycle.name, title)) or (
            cycle.parent and story.by_title.get((cycle.parent.name, title))
        )
        if upper:
            contribute(child=made, parent=upper, by=by, now=now)


# Weeks ------------------------------------------------------------------------------------------------------


def weeks(story: Story, begins_on: date, until: date, *, every: int = 1) -> None:
    """Values before every Thursday (or every second one), and the midnight after it, from one day to
    another."""
    organisation = story.house.organisation
    thursday = begins_on + timedelta(days=(3 - begins_on.weekday()) % 7)
    while thursday < until:
        with within(organisation), transaction.atomic():
            entries = [
                entry
                for each in story.going
                if each.starts <= thursday and (entry := give(story, each, moment(story, each, thursday)))
            ]
            record_history(sorted(entries, key=lambda entry: entry.at))
        drain(organisation.pk, limit=10_000)
        advance_day(organisation.pk, today=thursday + timedelta(days=1))
        thursday += timedelta(weeks=every)


def moment(story: Story, each: Played, thursday: date) -> datetime:
    """Monday to Wednesday, in office hours."""
    return story.at(
        thursday - timedelta(days=story.chance.randint(1, 3)),
        story.chance.randint(8, 16),
        story.chance.randrange(60),
    )


def give(story: Story, each: Played, at: datetime, *, day: date | None = None) -> Past | None:
    """The value somebody gives at a moment, by the state of a day (that of the moment): on the way that ends
    where the drawing has it, with a wobble."""
    key_result = each.key_result
    start, target = key_result.start, key_result.target
    assert start is not None
    day = day or at.date()
    hold = key_result.trajectory == "hold"
    gone = expected_reach(day, begins(each.starts), key_result.due_on, "committed")
    wanted = expected_hold() if hold else gone
    late = min(1.0, 0.55 + 0.45 * gone / 1_000_000 * 1.9) if each.result.ends < 1 and not hold else 1.0
    figure = wanted * (
        each.result.ends * each.wobble + (1 - each.result.ends) * (1 - late)
    ) + story.chance.uniform(-9_000, 9_000)
    value = value_at(start, target, round(max(0, figure)))
    step = each.result.decimals
    value = (value / step).quantize(Decimal(1)) * step
    state = confidence(story, each, figure - wanted)
    note = each.result.note if each.result.note and story.chance.random() < 0.3 else ""
    if not note and story.chance.random() < 0.14:
        note = story.chance.choice(okrs.NOTES[state])
    return Past(key_result, at, each.owner, value, state, note)


def confidence(story: Story, each: Played, distance: float) -> str:
    """What the drawing says of it, else what most people would say at this distance; some see it
    otherwise."""
    if each.result.confidence:
        return each.result.confidence
    points = distance / 10_000 + story.chance.uniform(-7, 7)
    return "on" if points > -9 else "risk" if points > -22 else "off"


def close(story: Story, cycle: Cycle) -> None:
    """A cycle that is over: closed two weeks later, or today where it ended only now; read-only from then
    on."""
    house, later = story.house, min(story.now, story.at(cycle.ends_on + timedelta(days=12)))
    with within(house.organisation):
        begin_closing(cycle=cycle, by=house.admin, now=later)
        close_cycle(cycle=Cycle.objects.get(pk=cycle.pk), by=house.admin, now=later)
    story.going = [each for each in story.going if each.key_result.objective.cycle_id != cycle.pk]
    drain(house.organisation.pk, limit=10_000)


# Now --------------------------------------------------------------------------------------------------------


def plan_next(story: Story, quarter: tuple[date, date]) -> None:
    """The next quarter stands in planning, with Ingrid's draft in it; and two odd things that real companies
    have."""
    house, now = story.house, story.now
    starts = quarter[1] + timedelta(days=1)
    ends = quarters_until(starts)[-1][1]
    years = Cycle.objects.filter(starts_on__lte=starts, ends_on__gte=ends, kind=CycleKind.ANNUAL)
    cycle = create_cycle(
        name=f"Q{(starts.month + 2) // 3} {starts.year}",
        starts_on=starts,
        ends_on=ends,
        parent=years.first(),
        by=house.admin,
        drafting_from=starts - timedelta(days=50),
        submission_due=starts - timedelta(days=20),
    )
    ingrid = house.people[KEEPS_OPEN]
    draft = write_draft(
        owner=ingrid,
        cycle=cycle,
        title="Customers grow with us because they see the value",
        by=ingrid,
        now=now - timedelta(days=1),
        why="They renew what they use and buy what they can see.",
    )
    for title, start, target in (
        ("Value reviews held with the sponsor", 0, 11),
        ("Accounts using two products or more", 5, 9),
    ):
        add_key_result(
            objective=draft,
            by=ingrid,
            now=now - timedelta(days=1),
            title=title,
            start=Decimal(start),
            target=Decimal(target),
            due_on=ends,
        )
    reached = story.by_title.get((str(quarter[0].year), "Revenue to NOK 480 million"))
    if reached is not None:
        KeyResultState.objects.filter(key_result=reached).update(confidence="on")


def meet(story: Story) -> None:
    """Weekly 1-on-1s of every lead with their reports, held last week; Maya and Ingrid have met seven times
    and have things to say."""
    house, begun = story.house, story.now - timedelta(days=8)  # so that everybody has met once
    met: Counter[str] = Counter()
    for report in house.people.values():
        if report.manager is None or report.role == "viewer" or report.name == KEEPS_OPEN:
            continue
        manager = house.people[report.manager.name]
        series = start_series(
            by=manager,
            now=begun,
            manager=manager,
            report=report,
            starts_on=begun.date(),
            weekday=3,
            local_time=half_hour(manager, met[manager.name]),
            place="Teams",
        )
        met[manager.name] += 1
        for meeting in CheckIn.objects.filter(series=series, starts_at__lt=story.now - timedelta(minutes=30)):
            meeting_actions.complete(
                check_in=meeting,
                title="Where we stand",
                by=manager,
                now=meeting.starts_at + timedelta(minutes=28),
            )
    talk(story)


def half_hour(manager: Membership, number: int) -> time:
    """From half past eight, without Maya's and Ingrid's ten o'clock; with Henrik late, because those whom he
    meets lead others before."""
    if manager.name == company.CHIEF.name:
        return time(15 + number // 2, 30 * (number % 2))
    half_hours = 17 + number + (number > 2)
    return time(half_hours // 2, 30 * (half_hours % 2))


def talk(story: Story) -> None:
    """Thursdays at ten: held meetings with what was agreed, and the next one with an agenda and a guest."""
    house, now = story.house, story.now
    maya, ingrid, henrik = house.people["Maya Berge"], house.people[KEEPS_OPEN], house.people["Henrik Aasen"]
    begun = now - timedelta(weeks=7)
    series = start_series(
        by=maya,
        now=begun,
        manager=maya,
        report=ingrid,
        starts_on=begun.date(),
        weekday=3,
        local_time=time(10),
        place="Teams",
    )
    make_ahead(series, begun, ahead=14)
    said = iter(okrs.MEETINGS)
    for meeting in CheckIn.objects.filter(series=series, starts_at__lt=now).order_by("starts_at"):
        title, point, notes, action = next(said, okrs.MEETINGS[0])
        item = meeting_actions.add_point(check_in=meeting, text=point, by=ingrid)
        meeting_actions.tick_point(
            item=item, done=True, by=maya, now=meeting.starts_at + timedelta(minutes=12)
        )
        meeting_actions.save_shared(
            check_in=meeting, text=notes, version=0, by=maya, now=meeting.starts_at + timedelta(minutes=20)
        )
        done = meeting_actions.add_action(
            check_in=meeting, text=action, owner=ingrid, due_on=None, by=maya, now=meeting.starts_at
        )
        ActionItem.objects.filter(pk=done.pk).update(done_at=min(meeting.starts_at + timedelta(days=4), now))
        meeting_actions.complete(
            check_in=meeting, title=title, by=maya, now=meeting.starts_at + timedelta(minutes=28)
        )
    coming = CheckIn.objects.filter(series=series, starts_at__gt=now).order_by("starts_at").first()
    assert coming is not None
    meeting_actions.join(check_in=coming, by=henrik)
    for text, by in (
        (f"How is your energy before {ahead_of(now.month)}?", maya),
        ("Bryggen asks for the reporting package", ingrid),
    ):
        meeting_actions.add_point(check_in=coming, text=text, by=by)
    AgendaItem.objects.filter(check_in=coming, by=maya).update(
        carried_from=coming.local_date - timedelta(days=7)
    )
    for text, owner in (
        ("Ask Legal for a short form of the frame contract", maya),
        ("Send Amir the ten accounts with open cases", ingrid),
    ):
        meeting_actions.add_action(
            check_in=coming, text=text, owner=owner, due_on=coming.local_date, by=maya, now=now
        )
    weeks_acts.answer_questions(
        by=ingrid,
        week=now.date() - timedelta(days=now.weekday()),
        questions=house.organisation.questions,
        answers=[
            "Bryggen took the reporting package after the pilot.",
            "",
            "Legal review of the standard contract",
        ],
        meeting=coming,
        now=now,
    )
    thanked = house.people["Runa Hagen"]
    Recognition.objects.create(
        to=thanked,
        by=maya,
        text="Runa brought Nordvik back for three years.",
        at=lately(story, now - timedelta(days=3)),
        key_result=story.by_title.get((list(story.by_title)[-1][0], "Renewals agreed 60 days ahead")),
    )


def ahead_of(month: int) -> str:
    """What people in Norway rest at next."""
    return (
        "Easter" if month < 4 else "the summer" if month < 7 else "the autumn" if month < 10 else "Christmas"
    )


def this_week(story: Story) -> None:
    """Since the last check-in four of five have updated; Ingrid has five key results left."""
    organisation, now = story.house.organisation, story.now
    last = check_in_before(story)
    late = {
        name
        for name in story.house.people
        if story.chance.random() < LATE and name not in ("Maya Berge", "Henrik Aasen")
    }
    late.add("Tor Haugen")
    left = 5
    with within(organisation), transaction.atomic():
        move_windows(story.house.organisation, now)
        expect_turn(now)
        opened = dict(KeyResultState.objects.values_list("key_result", "window_from"))
        entries = []
        for each in story.going:
            if each.owner.name == KEEPS_OPEN:
                if left:
                    left -= 1
                    continue
            elif each.owner.name in late:
                continue
            since = max(opened.get(each.key_result.pk) or last, story.at(each.starts, 0))
            if entry := give(story, each, lately(story, since), day=now.date()):
                entries.append(entry)
        record_history(sorted(entries, key=lambda entry: entry.at))
    with within(organisation):
        rebuild(organisation.pk, today=now.date())


def lately(story: Story, since: datetime) -> datetime:
    """A moment between then and now, in office hours if a few tries find one."""
    span = max(60, int((story.now - since).total_seconds()) - 600)
    for _ in range(12):
        at = min(story.now, since + timedelta(seconds=story.chance.randrange(30, span)))
        local = at.astimezone(story.house.organisation.zone)
        if local.weekday() < 5 and 8 <= local.hour < 17:
            break
    return at


def check_in_before(story: Story) -> datetime:
    """The organisation's check-in day before now."""
    organisation: Organisation = story.house.organisation
    day = story.now.date() - timedelta(days=(story.now.weekday() - organisation.check_in_weekday) % 7)
    at = datetime.combine(day, organisation.check_in_time, tzinfo=organisation.zone)
    return at if at < story.now - timedelta(minutes=20) else at - timedelta(days=7)
