"""The corporate objectives: a card each with its trend against pace, and the one sentence that a person could
say aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from objectives import progress
from objectives.display import measures
from objectives.display.charts.lines import Moment, Trend, month_starts
from objectives.display.charts.scale import distance_words
from objectives.display.key_result import KeyResultRow, for_rows
from objectives.display.key_result_data import RowContext
from objectives.display.measures import figure_of
from objectives.models import Counts, Cycle, KeyResult, Objective, Trajectory
from objectives.pages.company.snapshots import Point
from objectives.progress import MILLION, Pace, PaceTable, distance, points
from organisations.display import dates
from organisations.display.numbers import number, share
from organisations.models import Membership


def corporate(cycles: Sequence[Cycle]) -> list[Objective]:
    """Corporate objectives of these cycles that count, the longest cycle's first, in one query."""
    return list(
        Objective.objects.corporate()
        .counting()
        .filter(cycle__in=cycles)
        .select_related("figure", "cycle", "owner_unit", "owner_unit__lead")
        .order_by("cycle__starts_on", "-cycle__ends_on", "slot", "id")
    )


def key_results_of(objectives: Sequence[Objective]) -> dict[int, list[KeyResult]]:
    """Their key results in order, terminated ones left out, by objective, in one query."""
    found: dict[int, list[KeyResult]] = {each.pk: [] for each in objectives}
    by_key = {each.pk: each for each in objectives}
    rows = KeyResult.objects.filter(objective__in=list(found), terminated_at=None).order_by(
        "objective_id", "position", "id"
    )
    for key_result in for_rows(rows):
        key_result.objective = by_key[
            key_result.objective_id
        ]  # known already: fetching it again would double the joins
        found[key_result.objective_id].append(key_result)
    return found


@dataclass(frozen=True)
class Cause:
    """The key result that holds an objective back most, and by how many points of the objective's."""

    title: str
    points: str


@dataclass(frozen=True)
class Card:
    """One corporate objective. Figures in millionths, None while nothing is measured."""

    title: str
    url: str
    cycle: str
    ambition: str
    lead: Membership | None
    progress: int | None
    expected: int | None
    early: bool
    table: PaceTable
    rows: Sequence[KeyResultRow]
    trend: Trend | None
    cause: Cause | None
    closed: bool = False
    waits_for: str = ""

    @property
    def points(self) -> int | None:
        if self.progress is None or self.expected is None:
            return None
        return distance(self.progress, self.expected)

    @property
    def pace(self) -> Pace | None:
        if self.points is None:
            return None
        return Pace.TOO_EARLY if self.early else self.table.pace(self.points)


def card(
    objective: Objective, key_results: Sequence[KeyResult], history: Sequence[Point], context: RowContext
) -> Card:
    """One corporate objective with its key results and the snapshots of its figure."""
    figure = figure_of(objective)
    done, wanted = (figure.progress, figure.expected) if figure else (None, None)
    waits = next((each.title for each in key_results if each.start is None), "")
    return Card(
        title=objective.title,
        url=context.objective_url(objective.public_id),
        cycle=objective.cycle.name,
        ambition=objective.get_ambition_display().lower(),
        lead=objective.owner_unit.lead if objective.owner_unit else None,
        progress=done,
        expected=wanted,
        early=measures.is_early(objective, context.reader.today),
        table=measures.pace_table(context.organisation),
        rows=[KeyResultRow(each, context) for each in key_results],
        trend=trend(objective, key_results, history, context) if done is not None else None,
        cause=cause(objective, key_results, context),
        closed=objective.state == "closed",
        waits_for=waits,
    )


def cause(objective: Objective, key_results: Sequence[KeyResult], context: RowContext) -> Cause | None:
    """Which key result holds it back most; None where it counts none, or none is behind."""
    if objective.counts == Counts.ALIGNED:
        return None
    measured = [
        (each, figure)
        for each in key_results
        if (figure := figure_of(each)) is not None and figure.progress is not None
    ]
    most = progress.held_back(
        [(each.weight, figure.progress or 0, figure.expected or 0) for each, figure in measured]
    )
    if most is None:
        return None
    tenths = progress.round_half_up(most[1] * 10)
    return Cause(measured[most[0]][0].title, number(Decimal(tenths) / 10, context.reader.locale))


# The trend --------------------------------------------------------------------------------------------------


def ends(objective: Objective, key_results: Sequence[KeyResult]) -> tuple[int, int]:
    """What is expected at the start and at the end of its time, in whole points: a level to hold lifts where
    it starts."""
    full = progress.FULL[objective.ambition]
    counted = (
        [each for each in key_results if each.start is not None] if objective.counts != Counts.ALIGNED else []
    )
    first = progress.weighted_mean(
        (each.weight, MILLION if each.trajectory == Trajectory.HOLD else 0) for each in counted
    )
    last = progress.weighted_mean(
        (each.weight, MILLION if each.trajectory == Trajectory.HOLD else full) for each in counted
    )
    return points(first or 0), points(full if last is None else last)


def trend(
    objective: Objective, key_results: Sequence[KeyResult], history: Sequence[Point], context: RowContext
) -> Trend:
    """Progress in whole percent against what was expected on each of those days, then straight on to the
    end."""
    cycle, today, locale = objective.cycle, context.reader.today, context.reader.locale
    figure = figure_of(objective)
    now = [Point(min(today, cycle.ends_on), figure.progress or 0, figure.expected or 0)] if figure else []
    along = [each for each in history if cycle.starts_on <= each.day < today] + now
    first, last = ends(objective, key_results)
    begins = progress.begins(cycle.starts_on, objective.activated_on)
    pace = [Moment(each.day, points(each.expected)) for each in along]
    if not pace or pace[0].day > begins:
        pace.insert(0, Moment(begins, first))
    if today < cycle.ends_on:
        pace.append(Moment(cycle.ends_on, last))
    figures = along[-1] if along else Point(today, 0, 0)
    gap = distance(figures.progress, figures.expected)
    return Trend(
        name=f"{objective.title}: {share(figures.progress, locale)}, expected {share(figures.expected, locale)}, "
        f"{distance_words(gap, early=measures.is_early(objective, today), table=measures.pace_table(context.organisation))}",
        begins=cycle.starts_on,
        ends=cycle.ends_on,
        today=today,
        values=[Moment(each.day, points(each.progress), share(each.progress, locale)) for each in along],
        pace=pace,
        low=0,
        high=100,
        grid=[(0, share(0, locale)), (50, share(500_000, locale)), (100, share(MILLION, locale))],
        days=axis(cycle),
    )


def axis(cycle: Cycle) -> list[tuple[date, str]]:
    """The days named under a trend: months of a quarter, every third of a year, the end."""
    every = 3 if cycle.days > 200 else 1
    named = [(day, dates.month(day)) for day in month_starts(cycle.starts_on, cycle.ends_on, every=every)]
    room = timedelta(days=cycle.days // 8)
    last = (
        dates.month(cycle.ends_on)
        if cycle.days > 200
        else f"{cycle.ends_on.day} {dates.month(cycle.ends_on)}"
    )
    return [*(each for each in named if each[0] <= cycle.ends_on - room), (cycle.ends_on, last)]


# The sentence -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lead:
    """The sentence that opens a page: its first half is bold."""

    strong: str
    rest: str = ""


def lead(cards: Sequence[Card], cycle: Cycle | None, today: date) -> Lead:
    """The largest gap and its cause first, then how the others stand; built from the cards and nothing
    else."""
    if cycle is None:
        return Lead("There is no cycle yet.", "An administrator makes the first one in the settings.")
    if not cards:
        if cycle.starts_on > today:
            return Lead(
                f"{cycle.name} begins on {dates.day_and_month(cycle.starts_on, today)}.",
                "No company objective is active in it yet.",
            )
        return Lead(
            f"No company objective is active in {cycle.name} yet.",
            "Leaders set them first, and everyone else follows.",
        )
    known = [each for each in cards if each.pace is not None]
    if not known:
        return Lead("Nothing is measured yet.", "The first values will show where the company stands.")
    judged = [each for each in known if each.pace != Pace.TOO_EARLY]
    if not judged:
        return Lead("It is too early to say.", f"{cycle.name} has only just begun.")
    behind = sorted(
        (each for each in judged if each.pace in (Pace.BEHIND, Pace.FAR_BEHIND)),
        key=lambda each: each.points or 0,
    )
    if not behind:
        return good_lead(judged, cards)
    worst = behind[0]
    why = f"Mostly because of “{worst.cause.title}”: {worst.cause.points} of them." if worst.cause else ""
    rest = others([each for each in judged if each is not worst])
    return Lead(
        f"“{worst.title}” is {-(worst.points or 0)} points behind pace.", " ".join(filter(None, (why, rest)))
    )


def good_lead(judged: Sequence[Card], cards: Sequence[Card]) -> Lead:
    """Nothing is behind."""
    if len(judged) == 1:
        only = judged[0]
        where = "on pace" if only.pace == Pace.ON_PACE else f"{only.points} points ahead of pace"
        return Lead(f"“{only.title}” is {where}.", not_yet(cards, judged))
    if all(each.pace == Pace.ON_PACE for each in judged):
        return Lead(f"{all_of(len(judged))} company objectives are on pace.", not_yet(cards, judged))
    best = max(judged, key=lambda each: each.points or 0)
    rest = f"“{best.title}” is {best.points} points ahead."
    return Lead(
        f"{all_of(len(judged))} company objectives are on pace or ahead.",
        " ".join(filter(None, (rest, not_yet(cards, judged)))),
    )


def all_of(count: int) -> str:
    return "Both" if count == 2 else f"All {count}"


def not_yet(cards: Sequence[Card], judged: Sequence[Card]) -> str:
    """How many of them cannot be judged yet."""
    missing = len(cards) - len(judged)
    return f"{missing} more {'is' if missing == 1 else 'are'} not measured yet." if missing else ""


def others(rest: Sequence[Card]) -> str:
    """One other is named; several are counted."""
    if not rest:
        return ""
    if len(rest) == 1:
        other = rest[0]
        assert other.points is not None
        word = {Pace.AHEAD: f"{other.points} points ahead", Pace.ON_PACE: "on pace"}.get(
            other.pace or Pace.ON_PACE, f"{-other.points} points behind"
        )
        return f"“{other.title}” is {word}."
    late = sum(1 for each in rest if each.pace in (Pace.BEHIND, Pace.FAR_BEHIND))
    fine = len(rest) - late
    said = [f"{late} more {'is' if late == 1 else 'are'} behind"] if late else []
    said += [f"{fine} {'is' if fine == 1 else 'are'} on pace or ahead"] if fine else []
    return ", ".join(said).capitalize() + "."
