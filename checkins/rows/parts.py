"""What a row says of a key result: when, how fresh, which scale, trend and change, in the reader's words.

Pure: whatever is read here has been fetched, and nothing is asked of the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from checkins.series.check_in_times import CheckInSchedule
from checkins.series.schedule import Freshness as Silence
from objectives.display import measures, values
from objectives.display.charts.scale import Scale
from objectives.display.key_result_row import Freshness, Moved
from objectives.display.scales import value_scale
from objectives.models import (
    Confidence,
    KeyResult,
    KeyResultState,
    Measure,
    Milestone,
    Trajectory,
)
from objectives.progress import Pace, distance, unclamped
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation

TREND = 10
"""How many updates a row is given: what a sparkline draws."""


@dataclass(frozen=True)
class Given:
    """A standing update as rows need it."""

    at: datetime
    value: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class Scene:
    """Who looks, when, and at which rhythms: the same for all rows of a page."""

    organisation: Organisation
    reader: Reader
    beats: CheckInSchedule
    membership: Membership
    here: str = ""  # where a form without script returns to; empty: My week


@dataclass(frozen=True)
class Facts:
    """One key result with what was fetched about it; `given` newest first, without undone ones."""

    key_result: KeyResult
    given: Sequence[Given] = ()
    steps: Sequence[Milestone] = ()
    moved: Moved | None = None
    may: bool = False  # whether the reader may give a value
    mine: bool = True

    @property
    def state(self) -> KeyResultState:
        return self.key_result.state


def when(scene: Scene, facts: Facts) -> str:
    """ "Updated today 08:12", "Last value 11 Aug", and by whom where it was somebody else."""
    state, reader = facts.state, scene.reader
    if state.updated_at is None:
        return "No value yet"
    if not scene.beats.is_updated(facts.key_result):
        local = state.updated_at.astimezone(reader.zone).date()
        return f"Last value {local.day} {dates.month(local)}"
    said = f"Updated {dates.moment(state.updated_at, reader.now, reader.zone)}"
    by = state.updated_by
    return said if by is None or by == facts.key_result.accountable else f"{said} by {by.first_name}"


def freshness(scene: Scene, key_result: KeyResult) -> Freshness | None:
    """ "Due Thu", "Overdue since Thu", "Missed"; nothing while fresh."""
    silence = scene.beats.freshness(key_result)
    if silence == Silence.FRESH:
        return None
    beat = scene.beats.of(key_result)
    today = scene.reader.today
    if silence == Silence.PENDING:
        near = beat.next.astimezone(scene.reader.zone).date() if beat.next else None
        words = "Due" if near is None else "Due today" if near == today else f"Due {dates.weekday(near)}"
    elif silence == Silence.OVERDUE:
        missed = beat.previous.astimezone(scene.reader.zone).date() if beat.previous else None
        words = f"Overdue since {dates.weekday(missed)}" if missed else "Overdue"
    else:
        words = "Missed"
    return Freshness(str(silence), words)


def scale(scene: Scene, facts: Facts) -> Scale:
    key_result, state = facts.key_result, facts.state
    today = scene.reader.today
    waiting = ""
    if key_result.start is None:
        due = key_result.benchmark_due
        waiting = f"Benchmark by {dates.day_and_month(due, today)}" if due else "Benchmark first"
        if needs_target(facts):
            waiting = "Needs a new target"
    return value_scale(
        name=key_result.title,
        start=key_result.start,
        target=key_result.target,
        current=state.current,
        expected=measures.expected(key_result, today),
        measure=measures.measure_of(key_result),
        locale=scene.reader.locale,
        hold=key_result.trajectory == Trajectory.HOLD,
        waiting=waiting,
        early=measures.too_early(key_result, today),
        table=measures.pace_table(scene.organisation),
    )


def needs_target(facts: Facts) -> bool:
    """Benchmark first, and the first value met the target already: kept, unmeasured, waiting for a new
    target."""
    return facts.key_result.start is None and facts.state.current is not None


def trend(facts: Facts) -> list[Decimal]:
    """The last values, oldest first."""
    return [each.value for each in reversed(facts.given) if each.value is not None]


def value_before(scene: Scene, facts: Facts) -> Decimal | None:
    """The value that stood at the last check-in; before any, where the key result started."""
    previous = scene.beats.of(facts.key_result).previous
    for each in facts.given:
        if previous is not None and each.at <= previous:
            return each.value
    return facts.key_result.start if len(facts.given) < TREND else None


def change_words(scene: Scene, facts: Facts) -> str:
    """The step since the last check-in, with its sign; empty where there is nothing to compare."""
    before, state = value_before(scene, facts), facts.state
    if before is None or state.current is None or state.updated_at is None:
        return ""
    return values.change(
        before,
        state.current,
        measures.measure_of(facts.key_result),
        scene.reader.locale,
    )


def since_words(scene: Scene, key_result: KeyResult) -> str:
    """What the change is measured from: "this week", or the date of the last check-in where that is longer
    ago."""
    previous = scene.beats.of(key_result).previous
    if previous is None:
        return "since the start"
    if scene.reader.now - previous <= timedelta(days=8):
        return "this week"
    day = previous.astimezone(scene.reader.zone).date()
    return f"since {day.day} {dates.month(day)}"


def flag(scene: Scene, facts: Facts) -> str:
    """Where judgement and measurement differ, in words: "Confident, but far behind", "On pace, not
    confident"."""
    key_result, state = facts.key_result, facts.state
    expected = measures.expected(key_result, scene.reader.today)
    if state.progress is None or state.current is None or key_result.start is None or expected is None:
        return ""
    if measures.too_early(key_result, scene.reader.today):
        return ""
    stands = unclamped(key_result.start, key_result.target, state.current)
    pace = measures.pace_table(scene.organisation).pace(distance(stands, expected))
    if state.confidence == Confidence.ON_TRACK and pace == Pace.FAR_BEHIND:
        return "Confident, but far behind"
    if state.confidence == Confidence.OFF_TRACK and pace in (Pace.ON_PACE, Pace.AHEAD):
        return "On pace, not confident" if pace == Pace.ON_PACE else "Ahead of pace, not confident"
    return ""


def steps_of(key_results: Sequence[KeyResult]) -> bool:
    """Whether any of them is measured by milestones, whose steps have to be fetched."""
    return any(each.measure == Measure.MILESTONES for each in key_results)
