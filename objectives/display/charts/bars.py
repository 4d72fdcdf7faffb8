"""Bars and cells: the confidence mix, freshness, the sum bar of an arithmetic, the grounds of a heat
table."""

from collections.abc import Sequence
from dataclasses import dataclass

from objectives.progress import PACE, PaceTable


def percent(part: float, whole: float) -> str:
    """Two decimals are a hundredth of the widest screen's pixel: enough for any bar."""
    return f"{100 * part / whole:.2f}" if whole else "0"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a stacked bar: its kind (which decides ground and pattern), left edge and width in
    percent."""

    kind: str
    left: str
    width: str


def stack(counts: Sequence[tuple[str, int]]) -> list[Segment]:
    """Kinds with a count, side by side in the order given; nothing of a kind leaves no trace."""
    whole = sum(count for _, count in counts)
    segments, before = [], 0
    for kind, count in counts:
        if count > 0:
            segments.append(Segment(kind, percent(before, whole), percent(count, whole)))
            before += count
    return segments


@dataclass(frozen=True, slots=True)
class Mix:
    """How many key results are on track, at risk, off track or without confidence."""

    on: int = 0
    risk: int = 0
    off: int = 0
    unset: int = 0

    @property
    def total(self) -> int:
        return self.on + self.risk + self.off + self.unset

    @property
    def sentence(self) -> str:
        said = (
            (self.on, "on track"),
            (self.risk, "at risk"),
            (self.off, "off track"),
            (self.unset, "not set"),
        )
        return ", ".join(f"{count} {words}" for count, words in said if count) or "No key results"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many key results are updated, pending, overdue or missed."""

    updated: int = 0
    pending: int = 0
    overdue: int = 0
    missed: int = 0

    @property
    def total(self) -> int:
        return self.updated + self.pending + self.overdue + self.missed

    @property
    def sentence(self) -> str:
        said = (
            (self.updated, "updated"),
            (self.pending, "pending"),
            (self.overdue, "overdue"),
            (self.missed, "missed"),
        )
        return ", ".join(f"{count} {words}" for count, words in said if count) or "Nothing to update"


@dataclass(frozen=True, slots=True)
class SumPart:
    """One contributor's cut of a figure: what it adds, in tenths of a point, and the letter that returns in
    the table."""

    letter: str
    adds: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class SumBar:
    """A scale whose fill is cut into what each contributor adds. Everything in tenths of a point, 1,000 is
    all the way."""

    parts: Sequence[SumPart]
    total: int
    expected: int | None = None

    def segments(self) -> list[tuple[SumPart, str, str, int]]:
        """(part, left, width, tint 1 to 4) of every contributor that adds something; cut at the end of the
        track."""
        found, before = [], 0
        for index, part in enumerate(self.parts):
            width = max(0, min(part.adds, 1000 - before))
            if width:
                found.append((part, f"{before / 10:.1f}", f"{width / 10:.1f}", index % 4 + 1))
            before += width
        return found


def letter(index: int) -> str:
    """A, B, ... Z, AA: the sign of a contributor in bar and table."""
    return letter(index // 26 - 1) + letter(index % 26) if index >= 26 else chr(ord("A") + index)


GROUNDS = ("b3", "b2", "b1", "0", "a1", "a2", "a3")


def heat(points: int, table: PaceTable = PACE) -> str:
    """The ground of a cell of points from pace: b3 (past 25 behind) over 0 (on pace) to a3."""
    return GROUNDS[table.heat(points) + 3]


def shortfall_heat(percentage: int, *, fine: int) -> str:
    """The ground of a cell where only too little is worth a colour: Updated is fine from 80, Aligned from
    70."""
    missing = fine - percentage
    if missing <= 0:
        return "0"
    return "b1" if missing < 10 else "b2" if missing <= 25 else "b3"
