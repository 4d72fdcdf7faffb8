"""One unit: its own objectives, and how everyone below it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from objectives.display.charts.bars import Freshness, Mix
from objectives.display.charts.scale import Scale
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import RowContext
from objectives.models import Cycle, Objective, UnitSummary
from objectives.pages.company.cards import Lead
from objectives.pages.company.unit_table import mean, unit_scale, whole_percent
from objectives.pages.filters import Filters
from objectives.pages.objective_card import Part
from objectives.progress import Pace, distance
from organisations.display import dates
from organisations.models import Stage, Unit, UnitClosure
from organisations.units.rollout import UNSET


@dataclass(frozen=True)
class Summary:
    """A unit's figures in one cycle: progress its own, the rest of everyone below it."""

    objectives: int
    measured: int
    progress: int | None
    expected: int | None
    scale: Scale
    mix: Mix
    fresh: Freshness
    updated: int | None
    asked: int

    @property
    def points(self) -> int | None:
        return (
            None if self.progress is None or self.expected is None else distance(self.progress, self.expected)
        )


@dataclass(frozen=True)
class Team:
    """A unit below."""

    unit: Unit
    people: int
    note: str
    summary: Summary
    not_started: str = ""


def summaries(units: Sequence[Unit], filters: Filters, context: RowContext) -> dict[int, Summary]:
    """Their summaries in the cycle, in one query; a unit without one has nothing yet."""
    cycle = filters.cycle
    rows = UnitSummary.objects.filter(unit__in=units, cycle=cycle) if cycle else UnitSummary.objects.none()
    found = {each.unit_id: each for each in rows}
    return {
        unit.pk: summary(
            found.get(unit.pk) or UnitSummary(unit=unit, cycle=cycle), unit.name, filters, context
        )
        for unit in units
    }


def summary(row: UnitSummary, name: str, filters: Filters, context: RowContext) -> Summary:
    progress, expected = mean(row.own_progress, row.own_measured), mean(row.own_expected, row.own_measured)
    return Summary(
        objectives=row.own_objectives,
        measured=row.own_measured,
        progress=progress,
        expected=expected,
        scale=unit_scale(name, progress, expected, filters, context),
        mix=Mix(row.on_track, row.at_risk, row.off_track, row.not_set),
        fresh=Freshness(updated=row.updated, pending=row.key_results - row.updated),
        updated=whole_percent(row.updated, row.key_results),
        asked=row.key_results,
    )


def headcounts(unit: Unit, children: Sequence[Unit]) -> dict[int, int]:
    """How many active people each of these units holds, those of units below it included, in one query."""
    rows = (
        UnitClosure.objects.filter(ancestor__in=[unit, *children], descendant__members__active=True)
        .values("ancestor_id")
        .annotate(people=Count("descendant__members"))
    )
    return {each["ancestor_id"]: each["people"] for each in rows}


def stage_of(chain: Sequence[Unit]) -> str:
    """The stage of the last unit of a chain that begins with the company: its own, else the nearest above
    it."""
    return next((each.stage for each in reversed(chain) if each.stage), UNSET)


def teams(
    children: Sequence[Unit], found: dict[int, Summary], people: dict[int, int], inherited: str
) -> list[Team]:
    rows = []
    for each in children:
        stage = each.stage or inherited
        words = [f"{people.get(each.pk, 0)} people" if people.get(each.pk, 0) != 1 else "1 person"]
        words += [each.lead.first_name if each.lead else "no lead"]
        words += ["pilot"] if each.stage == Stage.PILOT else []
        waiting = joins(each) if stage == Stage.NOT_STARTED else ""
        rows.append(Team(each, people.get(each.pk, 0), ", ".join(words), found[each.pk], waiting))
    return rows


def joins(unit: Unit, cycles: Sequence[Cycle] = ()) -> str:
    """ "Joins in Q1 2027", by the cycle its day lies in; the day itself where there is none; else "Not
    started"."""
    if unit.live_from is None:
        return "Not started"
    inside = [each for each in cycles if each.starts_on <= unit.live_from <= each.ends_on]
    shortest = min(inside, key=lambda each: each.days, default=None)
    return (
        f"Joins in {shortest.name}"
        if shortest
        else f"Joins on {unit.live_from.day} {dates.month(unit.live_from)}"
    )


# The sentence -----------------------------------------------------------------------------------------------


def lead(
    unit: Unit,
    own: Summary,
    parts: Sequence[Part],
    rows: Sequence[KeyResultRow],
    filters: Filters,
    context: RowContext,
) -> Lead:
    """Where the unit stands, what carries it and what holds it back; built from its own objectives."""
    cycle, today = filters.cycle, context.reader.today
    if cycle is None:
        return Lead("There is no cycle yet.")
    counted = [each for each in parts if not each.is_written]
    if not counted:
        if parts:
            limit = context.organisation.max_objectives
            return Lead(
                f"{unit.name} is drafting.", f"{len(parts)} of at most {limit} written for {cycle.name}."
            )
        return Lead(
            f"{unit.name} has no objectives in {cycle.name}{' yet' if cycle.ends_on >= today else ''}."
        )
    if own.points is None:
        return Lead("Nothing is measured yet.", f"The first values will show where {unit.name} stands.")
    if own.scale.early:
        return Lead("It is too early to say.", f"{cycle.name} has only just begun.")
    pace = own.scale.table.pace(own.points)
    where = {
        Pace.AHEAD: f"{own.points} points ahead of pace",
        Pace.ON_PACE: "on pace",
        Pace.BEHIND: f"{-own.points} points behind pace",
        Pace.FAR_BEHIND: f"{-own.points} points behind pace, far behind",
    }[pace]
    return Lead(f"{unit.name} is {where}.", carried(rows))


def carried(rows: Sequence[KeyResultRow]) -> str:
    """Which key results carry and which hold back most, two at a time by name."""
    judged = sorted((row for row in rows if row.pace is not None), key=lambda row: row.points or 0)
    behind = [row.title for row in judged if row.pace in (Pace.BEHIND, Pace.FAR_BEHIND)][:2]
    ahead = [row.title for row in reversed(judged) if row.pace == Pace.AHEAD][:2]
    lost = sum(1 for row in rows if row.no_owner)
    said = [f"{named(ahead)} {'carries' if len(ahead) == 1 else 'carry'} it"] if ahead else []
    said += [f"{named(behind)} {'holds' if len(behind) == 1 else 'hold'} it back"] if behind else []
    words = ", ".join(said)
    words = f"{words[0].upper()}{words[1:]}." if words else ""
    return (
        f"{words} {lost} key result{' has' if lost == 1 else 's have'} no owner.".strip() if lost else words
    )


def named(titles: Sequence[str]) -> str:
    return " and ".join(f"“{title}”" for title in titles)


def own_objectives(unit: Unit, filters: Filters) -> list[Objective]:
    """The unit's objectives in the cycle and in the longer ones it lies in, drafts included, terminated ones
    left out."""
    return list(
        Objective.objects.filter(owner_unit=unit, cycle__in=filters.chain)
        .exclude(state="terminated")
        .select_related("figure", "cycle")
        .order_by("-cycle__starts_on", "cycle__ends_on", "slot", "id")
    )
