"""A key result as one plain line, the same on company, unit and person pages: read only, nothing here asks
the database."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from objectives.alignment.trails import objective_address
from objectives.display import measures, values
from objectives.display.charts.scale import Scale
from objectives.display.key_result_row import Freshness, KeyResultRow
from objectives.display.scales import share_scale, value_scale
from objectives.models import Confidence, KeyResult, KeyResultState, Measure, MeasuredBy, Trajectory
from objectives.progress import MILLION, Pace, distance
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Organisation


def for_lines(key_results: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """With all that a line needs beside its objective and cycle, in one query."""
    return key_results.select_related("state", "figure", "accountable")


@dataclass(frozen=True)
class Scene:
    """For whom lines are written: the organisation's pace table and address, the reader's numbers and day."""

    organisation: Organisation
    reader: Reader

    def objective(self, public_id: str) -> str:
        return objective_address(self.organisation, public_id)

    def key_result(self, key_result: KeyResult) -> str:
        url = self.objective(key_result.objective.public_id)
        return f"{url}?key_result={key_result.public_id}" if url else ""


def state_of(key_result: KeyResult) -> KeyResultState:
    """Its hot half; a blank one where it was never made."""
    found = getattr(key_result, "state", None)
    return found if found is not None else KeyResultState(key_result=key_result)


def value_of(key_result: KeyResult) -> Decimal | None:
    """Where it stands now: the value people gave, or, of a sum of contributions, what the roll-up added
    up."""
    if key_result.measured_by == MeasuredBy.CONTRIBUTIONS:
        figure = getattr(key_result, "figure", None)
        return figure.value if figure and figure.value is not None else key_result.start
    return state_of(key_result).current


def shown_scale(key_result: KeyResult, scene: Scene) -> Scale:
    """The scale from its values; of one measured by aligned objectives from their mean."""
    figure = getattr(key_result, "figure", None)
    table = measures.pace_table(scene.organisation)
    if key_result.measured_by == MeasuredBy.ALIGNED:
        return share_scale(
            name=key_result.title,
            progress=figure.progress if figure else None,
            expected=figure.expected if figure else None,
            locale=scene.reader.locale,
            table=table,
        )
    due = key_result.benchmark_due
    return value_scale(
        name=key_result.title,
        start=key_result.start,
        target=key_result.target,
        current=value_of(key_result),
        expected=measures.expected(key_result, scene.reader.today),
        measure=measures.measure_of(key_result),
        locale=scene.reader.locale,
        hold=key_result.trajectory == Trajectory.HOLD,
        waiting=""
        if key_result.start is not None
        else f"No value yet. The first one, due {dates.day_and_month(due, scene.reader.today)}, becomes the start"
        if due
        else "No value yet. The first one becomes the start",
        early=measures.too_early(key_result, scene.reader.today),
        table=table,
    )


def points_of(scale: Scale) -> int | None:
    """Whole points from pace; None while unmeasured."""
    if scale.progress is None or scale.expected is None or scale.waiting:
        return None
    return distance(scale.progress, scale.expected)


def flag(confidence: str, scale: Scale) -> str:
    """Where judgement and measurement differ, in words: "Confident, but far behind", "On pace, not
    confident"."""
    points = points_of(scale)
    if points is None or scale.early:
        return ""
    pace = scale.table.pace(points)
    if confidence == Confidence.ON_TRACK and pace == Pace.FAR_BEHIND:
        return "Confident, but far behind"
    if confidence in (Confidence.AT_RISK, Confidence.OFF_TRACK) and pace in (Pace.ON_PACE, Pace.AHEAD):
        return "On pace, not confident" if pace == Pace.ON_PACE else "Ahead of pace, not confident"
    return ""


def beside_value(key_result: KeyResult, scene: Scene) -> str:
    """What stands small behind the value: "of 20", "to 53 days", "hold 90%"."""
    if key_result.measured_by == MeasuredBy.ALIGNED:
        return ""
    measure = measures.measure_of(key_result)
    target = values.plain(key_result.target, measure, scene.reader.locale).rstrip("%").rstrip("\u00a0")
    if key_result.trajectory == Trajectory.HOLD:
        return f"hold {target}"
    falling = key_result.start is not None and key_result.target < key_result.start
    unit = (
        f" {key_result.measure_unit}"
        if key_result.measure == Measure.NUMBER and key_result.measure_unit and falling
        else ""
    )
    return f"{'to' if falling else 'of'} {target}{unit}"


def freshness(key_result: KeyResult, scene: Scene) -> Freshness | None:
    """Updated since its last check-in or not, where values are given by people; the rhythm's own words are
    checkins'."""
    if key_result.measured_by != MeasuredBy.UPDATES or key_result.start is None:
        return None
    state = state_of(key_result)
    updated = state.is_updated()
    since = ""
    if state.updated_at is not None:
        day, today = (
            each.astimezone(scene.reader.zone).date() for each in (state.updated_at, scene.reader.now)
        )
        since = dates.named_day(day, today) if updated else f"since {dates.day_and_month(day, today)}"
    return Freshness("fresh" if updated else "pending", "Updated" if updated else "Not updated", since)


def when(key_result: KeyResult, scene: Scene) -> str:
    """ "Updated today", "Last value 11 Aug", or how it is measured where nobody gives values."""
    if key_result.measured_by == MeasuredBy.CONTRIBUTIONS:
        return "Sum of contributions"
    if key_result.measured_by == MeasuredBy.ALIGNED:
        return "Aligned objectives"
    state = state_of(key_result)
    if state.updated_at is None:
        return "No value yet"
    day = state.updated_at.astimezone(scene.reader.zone).date()
    today = scene.reader.now.astimezone(scene.reader.zone).date()
    if state.is_updated():
        return f"Updated {dates.named_day(day, today)}"
    return f"Last value {dates.day_and_month(day, today)}"


def shown_confidence(key_result: KeyResult, scale: Scale) -> str:
    """What people say; "reached" where a target to reach is met, which is computed and only drawn like a
    confidence."""
    if key_result.trajectory == Trajectory.REACH and scale.has_figure and (scale.progress or 0) >= MILLION:
        return "reached"
    return state_of(key_result).confidence


def line(key_result: KeyResult, scene: Scene, *, show_owner: bool = True) -> KeyResultRow:
    """components/kr_line.html's row; needs what `for_lines` fetches."""
    scale = shown_scale(key_result, scene)
    owner = key_result.accountable
    lost = owner is None or not owner.active
    return KeyResultRow(
        id=key_result.public_id,
        title=key_result.title,
        url=scene.key_result(key_result),
        scale=scale,
        when=when(key_result, scene),
        fresh=freshness(key_result, scene),
        now=beside_value(key_result, scene),
        confidence=shown_confidence(key_result, scale),
        flag=flag(state_of(key_result).confidence, scale),
        note=no_owner_words(key_result, scene) if lost else "",
        owner=owner if show_owner else None,
        no_owner=lost,
        benchmark=key_result.start is None and key_result.measured_by == MeasuredBy.UPDATES,
    )


def no_owner_words(key_result: KeyResult, scene: Scene) -> str:
    """Who left when, that nobody is asked, and which value still counts."""
    gone = key_result.accountable
    left = ""
    if gone is not None:
        on = f" on {dates.day_and_month(gone.left_on, scene.reader.today)}" if gone.left_on else ""
        left = f"{gone.name} left{on}. "
    updated = state_of(key_result).updated_at
    last = ""
    if updated is not None:
        day = updated.astimezone(scene.reader.zone).date()
        last = f", and the last one, from {dates.day_and_month(day, scene.reader.today)}, still counts"
    return f"{left}Nobody is asked for a value{last}."


def unmeasured_words(key_results: list[KeyResult], figure_words: str) -> str:
    """The line under an objective with something not measured yet; empty when all of it is."""
    missing = sum(1 for each in key_results if each.start is None and each.measured_by == MeasuredBy.UPDATES)
    if not missing:
        return ""
    verb = "is" if missing == 1 else "are"
    rest = f" and {verb} left out of {figure_words}" if figure_words else ""
    return f"{missing} of {len(key_results)} {verb} not measured yet{rest}."
