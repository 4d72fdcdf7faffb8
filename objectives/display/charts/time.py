"""Time as a ruler: the cycle ribbon under the navigation, meeting marks of a series, cycles side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from organisations.display.dates import month


@dataclass(frozen=True, slots=True)
class Event:
    """A date that matters, drawn as a ring with a few words beside it: "1-on-1 Thu"."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A cycle as a ruler: weeks as ticks, months named, today as the star, dates that matter as rings."""

    name: str
    starts: date
    ends: date
    today: date
    events: Sequence[Event] = field(default_factory=tuple)

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days + 1

    @property
    def gone(self) -> int:
        """Whole percent of the cycle that is over when today ends: day 49 of 92 is 53; 0 before it starts."""
        return round(100 * max(0, min(self.days, (self.today - self.starts).days + 1)) / self.days)

    @property
    def now(self) -> float:
        """Where the star stands: at noon of today, in percent."""
        return (
            max(0.0, min(100.0, self.at(self.today) + 50 / self.days)) if self.starts <= self.today else 0.0
        )

    @property
    def left(self) -> int:
        """Days from today to the last day of the cycle, today not counted."""
        return max(0, min(self.days, (self.ends - self.today).days))

    @property
    def runs(self) -> bool:
        """Whether today lies inside the cycle."""
        return self.starts <= self.today <= self.ends

    @property
    def when(self) -> str:
        """How far today is from the cycle, in words, where it lies outside: "begins in 40 days", "ended
        yesterday"."""
        ahead, over = (self.starts - self.today).days, (self.today - self.ends).days
        if ahead > 0:
            return "begins tomorrow" if ahead == 1 else f"begins in {ahead} days"
        return "" if over <= 0 else "ended yesterday" if over == 1 else f"ended {over} days ago"

    @property
    def sentence(self) -> str:
        day = (self.today - self.starts).days + 1
        where = f"day {day} of {self.days}" if self.runs else f"{self.days} days, {self.when}"
        said = f"{self.name}, {where}."
        return " ".join([said, *(f"{event.words}." for event in self.events)])

    def at(self, day: date) -> float:
        """Where a day's beginning lies, in percent, kept on the ruler."""
        return max(0.0, min(100.0, 100 * (day - self.starts).days / self.days))

    def weeks(self) -> list[float]:
        """Where each Monday inside the cycle lies."""
        first = self.starts + timedelta(days=-self.starts.weekday() % 7)
        count = max(0, (self.ends - first).days // 7 + 1)
        return [self.at(first + timedelta(weeks=week)) for week in range(count)] if self.days <= 190 else []

    def months(self) -> list[tuple[float, str]]:
        """Where each month begins and its short name; in a year only every third is named."""
        found, day = [], self.starts
        while day <= self.ends:
            named = self.days <= 190 or (day.month - 1) % 3 == 0
            found.append((self.at(day), month(day) if named else ""))
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        return found

    def visible_events(self) -> list[tuple[float, str, bool]]:
        """(place, words, label on the left) of events inside the cycle; past ones and those near the end turn
        left."""
        found = []
        for event in sorted(self.events, key=lambda event: event.day)[:3]:
            if self.starts <= event.day <= self.ends:
                place = self.at(event.day)
                found.append((place, event.words, event.day < self.today or place > 84))
        return found


def quarter_words(name: str) -> str:
    """A cycle's name as said aloud: "Q3 2026" is "third quarter 2026", others stay as they are."""
    ordinals = {"Q1": "First", "Q2": "Second", "Q3": "Third", "Q4": "Fourth"}
    head, _, tail = name.partition(" ")
    return f"{ordinals[head]} quarter {tail}".strip() if head in ordinals else name


MEETING_STEP = 21
MARKS = ("all", "some", "not_held", "skipped", "next")


@dataclass(frozen=True, slots=True)
class Meetings:
    """The last meetings of a series, oldest first: each of MARKS. Newest stands right, so that series line
    up."""

    marks: Sequence[str]

    @property
    def width(self) -> int:
        return MEETING_STEP * len(self.marks)

    def places(self) -> list[tuple[str, float]]:
        return [(mark, MEETING_STEP * (index + 0.5)) for index, mark in enumerate(self.marks)]

    @property
    def sentence(self) -> str:
        words = {
            "all": "with everything updated",
            "some": "with some updated",
            "not_held": "not held",
            "skipped": "skipped",
            "next": "still to come",
        }
        counted = ((mark, sum(1 for found in self.marks if found == mark)) for mark in MARKS)
        said = ", ".join(f"{count} {words[mark]}" for mark, count in counted if count)
        return f"{len(self.marks)} meetings: {said}" if said else "No meetings yet"


@dataclass(frozen=True, slots=True)
class CycleBar:
    """A cycle on the year's ruler: left edge and width in percent, the state decides its look."""

    name: str
    state: str
    left: str
    width: str
    row: int


def year_bars(cycles: Sequence[tuple[str, str, date, date, int]], first: date, last: date) -> list[CycleBar]:
    """Cycles (name, state, starts, ends, row) between two days, in percent; those outside are left out."""
    span = (last - first).days + 1
    bars = []
    for name, state, starts, ends, row in cycles:
        left, right = max(starts, first), min(ends, last)
        if left <= right:
            bars.append(
                CycleBar(
                    name,
                    state,
                    f"{100 * (left - first).days / span:.2f}",
                    f"{100 * ((right - left).days + 1) / span:.2f}",
                    row,
                )
            )
    return bars
