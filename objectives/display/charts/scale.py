"""The scale: start left, target right, filled to now, a tick where today expects it, hatched between if behind.

The same ruler for every number that moves; falling measures need no special case, because positions are
shares of the way from start to target. interface.md section 4.1 and 4.2 hold the rules.
"""

from dataclasses import dataclass

from objectives.progress import MILLION, PACE, PaceTable, distance

WIDE, MEDIUM, SMALL = "lg", "md", "sm"
HEIGHTS = {WIDE: 48, MEDIUM: 26, SMALL: 14}


@dataclass(frozen=True, slots=True)
class Scale:
    """What one scale shows. Figures are millionths of the way and may lie outside 0..1,000,000; words are
    formatted.

    `waiting` replaces the track where there is no number yet ("No data yet", "Benchmark by Fri 31 Jul").
    """

    name: str = ""
    progress: int | None = None
    expected: int | None = None
    value: str = ""
    start: str = ""
    target: str = ""
    today: str = ""
    previous: int | None = None
    hold: bool = False
    waiting: str = ""
    saving: bool = False
    early: bool = False
    table: PaceTable = PACE

    @property
    def has_figure(self) -> bool:
        return self.progress is not None and not self.waiting


def position(millionths: int) -> str:
    """A place on the track in percent, kept on the track: 533,000 is "53.3", 1,120,000 is "100"."""
    shown = max(0, min(MILLION, millionths)) / 10_000
    return f"{shown:.2f}".rstrip("0").rstrip(".")


def value_anchor(millionths: int) -> tuple[str, str]:
    """Where the value's label stands and how it is anchored: at the ends it turns inwards instead of leaving
    the page."""
    if millionths < 70_000:
        return "0", "start"
    if millionths > 930_000:
        return "100", "end"
    return position(millionths), "middle"


def shows_today(scale: Scale) -> bool:
    """Whether "today 57.2" has room between the end labels: only with its tick between 20 and 80 percent."""
    return (
        scale.expected is not None
        and not scale.hold
        and bool(scale.today)
        and 200_000 <= scale.expected <= 800_000
    )


def gap(progress: int, expected: int) -> tuple[str, str] | None:
    """The hatched stretch from now to the tick as (left, width) in percent; None when nothing is missing."""
    now, tick = max(0, min(MILLION, progress)), max(0, min(MILLION, expected))
    return (position(now), position(tick - now)) if now < tick else None


def distance_words(points: int, *, early: bool = False, table: PaceTable = PACE) -> str:
    """The distance as a scale's accessible name says it: "31 points behind pace, far behind"."""
    if early:
        return "too early to say"
    match table.pace(points):
        case "ahead":
            return f"{points} points ahead of pace"
        case "behind":
            return f"{-points} points behind pace"
        case "far_behind":
            return f"{-points} points behind pace, far behind"
    return "on pace"


def sentence(scale: Scale) -> str:
    """The whole scale in one sentence, for those who do not see it."""
    lead = f"{scale.name}: " if scale.name else ""
    if scale.progress is None or scale.waiting:
        return f"{lead}{scale.waiting or 'No data yet'}"
    if scale.hold:
        said = f"{scale.value}; a level to hold at {scale.target}, worst acceptable {scale.start}"
    else:
        said = f"{scale.value} on the way from {scale.start} to {scale.target}"
        said += f"; expected today {scale.today}" if scale.today else ""
    if scale.expected is not None:
        said += f"; {distance_words(distance(scale.progress, scale.expected), early=scale.early, table=scale.table)}"
    return lead + said


@dataclass(frozen=True, slots=True)
class GapLine:
    """Result and plan on one axis of points from pace, -30 to +30 with the pace line in the middle."""

    result: int
    plan: int
    reach: int = 30

    def at(self, points: int) -> str:
        shown = max(-self.reach, min(self.reach, points))
        return f"{50 + 50 * shown / self.reach:.1f}"

    @property
    def between(self) -> tuple[str, str]:
        """Left edge and width of the hatched stretch, in percent."""
        left, right = sorted((float(self.at(self.result)), float(self.at(self.plan))))
        return f"{left:.1f}", f"{right - left:.1f}"
