"""A key result as a reader sees it: value, scale, freshness, flag and sentence, the same on every page.

A page gives a `KeyResultRow` the key result, its own `RowContext` and the `KeyResultData` it fetched; the row works out
what a template asks for. A row asks nothing of the database: `for_rows` fetches what it reads.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from objectives.display import measures, values
from objectives.display.charts.scale import Scale
from objectives.display.key_result_data import (
    NO_DATA,
    Freshness,
    KeyResultData,
    RowContext,
    UpdateWindow,
    ValuePoint,
)
from objectives.display.scales import share_scale, value_scale
from objectives.models import Confidence, Figure, KeyResult, KeyResultState, Measure, MeasuredBy, Trajectory
from objectives.progress import MILLION, Pace, distance
from organisations.display import dates
from organisations.models import Membership

TREND = 10
"""How many updates a row is given: what a sparkline draws."""

RECENTLY = timedelta(days=8)
"""A check-in that lies no further back is "this week"."""


@dataclass(frozen=True)
class KeyResultRow:
    """objectives/display/kr_line.html and others: one key result; each page shows the properties it has room for."""

    key_result: KeyResult
    context: RowContext
    data: KeyResultData = NO_DATA
    show_owner: bool = True

    # What it is --------------------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        return self.key_result.public_id

    @property
    def title(self) -> str:
        return self.key_result.title

    @property
    def url(self) -> str:
        """The objective's page with this key result opened; empty while there is no such page."""
        page = self.context.objective_url(self.key_result.objective.public_id)
        return f"{page}?key_result={self.id}" if page else ""

    @cached_property
    def state(self) -> KeyResultState:
        """Its hot half; a blank one where it was never made."""
        state: KeyResultState | None = getattr(self.key_result, "state", None)
        return state if state is not None else KeyResultState(key_result=self.key_result)

    @property
    def figure(self) -> Figure | None:
        """What the roll-up stored; None until it has met this key result."""
        figure: Figure | None = getattr(self.key_result, "figure", None)
        return figure

    @property
    def by_updates(self) -> bool:
        """Whether people give its values; else they come from contributions or aligned objectives."""
        return self.key_result.measured_by == MeasuredBy.UPDATES

    @property
    def falling(self) -> bool:
        start = self.key_result.start
        return start is not None and self.key_result.target < start

    @property
    def owner(self) -> Membership | None:
        return self.key_result.accountable if self.show_owner else None

    @property
    def no_owner(self) -> bool:
        """Nobody is accountable, or who was has left."""
        owner = self.key_result.accountable
        return owner is None or not owner.active

    @property
    def window(self) -> UpdateWindow | None:
        """Nobody is asked for a value where there is none."""
        return self.data.window

    # Value -------------------------------------------------------------------------------------------------

    @property
    def value(self) -> Decimal | None:
        """Where it stands: the value people gave, or, of a sum of contributions, what the roll-up added up."""
        if self.key_result.measured_by == MeasuredBy.CONTRIBUTIONS:
            added = self.figure.value if self.figure else None
            return self.key_result.start if added is None else added
        return self.state.current if self.by_updates else None

    @property
    def value_words(self) -> str:
        """As short as a list needs it: "16.8%", "60"; the mean of aligned objectives; "–" without a value."""
        return self.scale.value or ("–" if self.value is None else self._plain(self.value))

    @property
    def value_in_full(self) -> str:
        """With its unit: "16.8%", "60 days"; empty without a value."""
        return "" if self.value is None else self._in_words(self.value)

    @property
    def target_words(self) -> str:
        """What stands small behind the value: "of 20", "to 53 days", "hold 90"."""
        target = self._plain(self.key_result.target).rstrip("%").rstrip("\u00a0")
        counted = self.key_result.measure == Measure.NUMBER and self.falling
        return self._target(f"{target} {self.key_result.measure_unit if counted else ''}".strip())

    @property
    def target_in_full(self) -> str:
        """The same where there is room for the unit: "of 20%", "of 40 accounts"."""
        return self._target(self._in_words(self.key_result.target))

    def _target(self, words: str) -> str:
        if self.key_result.measured_by == MeasuredBy.ALIGNED:
            return ""
        hold = self.key_result.trajectory == Trajectory.HOLD
        return f"{'hold' if hold else 'to' if self.falling else 'of'} {words}"

    def _plain(self, value: Decimal) -> str:
        return values.plain(value, measures.measure_of(self.key_result), self.context.reader.locale)

    def _in_words(self, value: Decimal) -> str:
        return values.in_words(value, measures.measure_of(self.key_result), self.context.reader.locale)

    # Not measured yet --------------------------------------------------------------------------------------

    @property
    def unmeasured(self) -> bool:
        """Benchmark first: without a start it is left out of the arithmetic."""
        return self.key_result.start is None and self.by_updates

    @property
    def benchmark(self) -> bool:
        """Unmeasured, and without any value."""
        return self.unmeasured and self.value is None

    @property
    def needs_target(self) -> bool:
        """Its first value met the target already: kept, unmeasured, waiting for a new target."""
        return self.unmeasured and self.value is not None

    @property
    def waiting(self) -> str:
        """What the scale of an unmeasured one waits for, in few words; empty for all others."""
        if not self.unmeasured:
            return ""
        if self.needs_target:
            return "Needs a new target"
        due = self._date(self.key_result.benchmark_due)
        return f"Benchmark by {due}" if due else "Benchmark first"

    @property
    def waiting_sentence(self) -> str:
        """The same where a sentence stands in the place of the scale."""
        if self.needs_target:
            return "The first value already meets the target. It counts once a new target is set"
        due = self._date(self.key_result.benchmark_due)
        return f"No value yet. The first one{f', due {due},' if due else ''} becomes the start"

    # Scale, pace and confidence ----------------------------------------------------------------------------

    @cached_property
    def scale(self) -> Scale:
        """From its values; of one measured by aligned objectives from their mean."""
        key_result, reader = self.key_result, self.context.reader
        expected = measures.expected(key_result, reader.today)
        early = measures.too_early(key_result, reader.today)
        table = measures.pace_table(self.context.organisation)
        if key_result.measured_by == MeasuredBy.ALIGNED:
            return share_scale(
                name=key_result.title,
                progress=self.figure.progress if self.figure else None,
                expected=expected,
                locale=reader.locale,
                early=early,
                table=table,
            )
        return value_scale(
            name=key_result.title,
            start=key_result.start,
            target=key_result.target,
            current=self.value,
            expected=expected,
            measure=measures.measure_of(key_result),
            locale=reader.locale,
            previous=self.marker,
            hold=key_result.trajectory == Trajectory.HOLD,
            waiting=self.waiting,
            early=early,
            table=table,
        )

    @property
    def marker(self) -> Decimal | None:
        """A second value on the scale; None on most pages."""
        return None

    @property
    def points(self) -> int | None:
        """Whole points from pace; None while unmeasured."""
        scale = self.scale
        if scale.progress is None or scale.expected is None or scale.waiting:
            return None
        return distance(scale.progress, scale.expected)

    @property
    def pace(self) -> Pace | None:
        """None while unmeasured or too early to say."""
        return None if self.points is None or self.scale.early else self.scale.table.pace(self.points)

    @property
    def stated_confidence(self) -> str:
        """What a person said with the value."""
        return self.state.confidence

    @property
    def confidence(self) -> str:
        """What people said; "reached" where a target to reach is met, which is drawn like a confidence."""
        scale = self.scale
        reaches = self.key_result.trajectory == Trajectory.REACH and scale.has_figure
        return "reached" if reaches and (scale.progress or 0) >= MILLION else self.stated_confidence

    @property
    def flag(self) -> str:
        """Where judgement and measurement differ, in words: "Confident, but far behind", "On pace, not confident"."""
        match self.stated_confidence, self.pace:
            case Confidence.ON_TRACK, Pace.FAR_BEHIND:
                return "Confident, but far behind"
            case Confidence.OFF_TRACK, Pace.ON_PACE:
                return "On pace, not confident"
            case Confidence.OFF_TRACK, Pace.AHEAD:
                return "Ahead of pace, not confident"
        return ""

    # When --------------------------------------------------------------------------------------------------

    @property
    def updated_at(self) -> datetime | None:
        return self.state.updated_at

    @property
    def updated(self) -> bool:
        """Whether there is a value since the previous check-in."""
        at, window = self.updated_at, self.window
        return at is not None and window is not None and (window.previous is None or at > window.previous)

    @property
    def when(self) -> str:
        """ "Updated today 08:12 by Maya", "Last value Tue 11 Aug", or how it is measured where nobody gives values."""
        if self.key_result.measured_by == MeasuredBy.CONTRIBUTIONS:
            return "Sum of contributions"
        if self.key_result.measured_by == MeasuredBy.ALIGNED:
            return "Aligned objectives"
        if self.updated_at is None:
            return "No value yet"
        return (
            f"Updated {self.updated_words}" if self.updated else f"Last value {self._date(self.updated_at)}"
        )

    @property
    def updated_words(self) -> str:
        """When the newest value was given, and by whom where it was somebody else: "today 08:12 by Maya"."""
        reader, by = self.context.reader, self.state.updated_by
        if self.updated_at is None:
            return ""
        words = dates.moment(self.updated_at, reader.now, reader.zone)
        return words if by is None or by == self.key_result.accountable else f"{words} by {by.first_name}"

    @property
    def fresh(self) -> Freshness | None:
        """ "Due Thu", "Overdue since Thu", "Missed"; nothing while fresh, and where nobody is asked for a value."""
        window = self.window
        if window is None or window.freshness == "fresh":
            return None
        if window.freshness == "missed":
            return Freshness("missed", "Missed")
        day = window.due.astimezone(self.context.reader.zone).date() if window.due else None
        if window.freshness == "overdue":
            return Freshness("overdue", f"Overdue since {dates.weekday(day)}" if day else "Overdue")
        if day is None:
            return Freshness("pending", "Not updated")
        return Freshness(
            "pending", "Due today" if day == self.context.reader.today else f"Due {dates.weekday(day)}"
        )

    def _date(self, day: date | datetime | None) -> str:
        """ "Tue 11 Aug"; a moment by the reader's clock, and nothing for none."""
        if isinstance(day, datetime):
            day = day.astimezone(self.context.reader.zone).date()
        return dates.day_and_month(day, self.context.reader.today) if day else ""

    # Change ------------------------------------------------------------------------------------------------

    @property
    def trend(self) -> list[Decimal]:
        """The last values, oldest first."""
        return [point.value for point in reversed(self.data.points[:TREND]) if point.value is not None]

    @cached_property
    def before(self) -> ValuePoint | None:
        """What was given last before the previous check-in began; None where nothing was."""
        previous = self.window.previous if self.window else None
        return next((point for point in self.data.points if previous and point.at <= previous), None)

    @property
    def step(self) -> Decimal | None:
        """How far the value moved since the previous check-in; None where it was not updated or has nothing to compare.

        Before its first value a climb stood at its start; a level to hold, and what nobody had measured, stood nowhere.
        """
        base = self.before.value if self.before else None
        climbs = self.key_result.trajectory == Trajectory.REACH and self.key_result.baseline_on is None
        if self.before is None and len(self.data.points) < TREND and climbs:
            base = self.key_result.start
        return self.value - base if self.updated and self.value is not None and base is not None else None

    @property
    def change(self) -> str:
        """The step with its sign: "+1.6", "0"; empty without one."""
        if self.step is None or self.value is None:
            return ""
        measure, locale = measures.measure_of(self.key_result), self.context.reader.locale
        return values.change(self.value - self.step, self.value, measure, locale)

    @property
    def since(self) -> str:
        """What the change is measured from: "this week", or the day of the check-in where that is longer ago."""
        previous = self.window.previous if self.window else None
        if previous is None:
            return "since the start"
        return (
            "this week" if self.context.reader.now - previous <= RECENTLY else f"since {self._date(previous)}"
        )

    @property
    def now(self) -> str:
        """Value and change in one phrase, for a phone: "16.8%, +1.6 this week"."""
        value = "" if self.value is None else self._plain(self.value)
        return ", ".join(filter(None, [value, f"{self.change} {self.since}" if self.change else ""]))

    # Nobody's ----------------------------------------------------------------------------------------------

    @property
    def note(self) -> str:
        """Of one without an owner: who left when, that nobody is asked, and which value still counts."""
        if not self.no_owner:
            return ""
        gone, last = self.key_result.accountable, self._date(self.updated_at)
        day = self._date(gone.left_on) if gone else ""
        left = f"{gone.name} left{f' on {day}' if day else ''}. " if gone else ""
        return f"{left}Nobody is asked for a value{f', and the last one, from {last}, still counts' if last else ''}."


# Fetching --------------------------------------------------------------------------------------------------


def for_rows(key_results: QuerySet[KeyResult]) -> QuerySet[KeyResult]:
    """With all that a row reads beside its objective and cycle, in one query."""
    return key_results.select_related("state__updated_by", "figure", "accountable")
