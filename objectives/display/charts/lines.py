"""Lines over time: the value and distance sparklines of a row, and the trend chart against its pace line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

SPARK_WIDTH, SPARK_HEIGHT = 80, 28
DISTANCE_WIDTH, DISTANCE_HEIGHT, DISTANCE_REACH = 96, 34, 14
WIDTH = 1000
"""A plot is so many units wide and stretches to its place; its height is in pixels."""


def path(points: Sequence[Point]) -> str:
    """An SVG path through the points: "M3 24L15 22.3"."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def closed(points: Sequence[Point], base: float) -> str:
    """The same path, closed along a base line: the area between them."""
    return f"{path(points)}L{points[-1][0]:.1f} {base:.1f}L{points[0][0]:.1f} {base:.1f}Z"


def spark_points(values: Sequence[Decimal | int], *, falling: bool = False) -> list[Point]:
    """The last ten values in 80 x 28, better is up; empty with fewer than two, as one value has no trend.

    A flat line lies at the bottom: nothing has moved.
    """
    shown = [float(value) for value in values[-10:]]
    if len(shown) < 2:
        return []
    low, high = min(shown), max(shown)
    span = (high - low) or 1.0
    step = (SPARK_WIDTH - 8) / (len(shown) - 1)
    share = [((high - value) if falling else (value - low)) / span if high > low else 0.0 for value in shown]
    return [(3 + index * step, 24 - 20 * part) for index, part in enumerate(share)]


def distance_points(distances: Sequence[int]) -> list[Point]:
    """Points from pace since the cycle began in 96 x 34; values past 14 points end at the edge, so that rows
    compare."""
    if len(distances) < 2:
        return []
    step = (DISTANCE_WIDTH - 8) / (len(distances) - 1)
    middle = DISTANCE_HEIGHT / 2
    kept = [max(-DISTANCE_REACH, min(DISTANCE_REACH, points)) for points in distances]
    return [(2 + index * step, middle - points) for index, points in enumerate(kept)]


def split_at(points: Sequence[Point], base: float) -> tuple[list[Point], list[Point]]:
    """The line's parts above and below a horizontal base, each lying on the base elsewhere: cool and warm
    areas."""
    above: list[Point] = []
    below: list[Point] = []
    last: Point | None = None
    for x, y in points:
        if last is not None and (last[1] - base) * (y - base) < 0:
            crossing = last[0] + (x - last[0]) * (base - last[1]) / (y - last[1])
            above.append((crossing, base))
            below.append((crossing, base))
        above.append((x, min(y, base)))
        below.append((x, max(y, base)))
        last = (x, y)
    return above, below


@dataclass(frozen=True, slots=True)
class Moment:
    """One value of a trend on its local date."""

    day: date
    value: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart of one figure from `begins` to `ends`, against where it should have been.

    `pace` is the line of expected values (two points where it is straight); `projection` where it would end
    at this rate. `low` and `high` bound the axis in the measure's own unit; `falling` turns it, so that up is
    always better.
    """

    name: str
    begins: date
    ends: date
    today: date
    values: Sequence[Moment]
    pace: Sequence[Moment]
    low: float
    high: float
    grid: Sequence[tuple[float, str]]
    days: Sequence[tuple[date, str]]
    falling: bool = False
    projection: Moment | None = None
    unit: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """The trend's coordinates in a picture WIDTH units wide and `height` pixels high."""

    height: int
    grid: list[tuple[float, str]]
    days: list[tuple[float, str, str]]
    line: list[Point]
    pace: list[Point]
    ahead: list[Point]
    behind: list[Point]
    today: float
    projection: list[Point]
    top: int = 10
    bottom: int = 24

    @property
    def base(self) -> float:
        return self.height - self.bottom


def interpolate(points: Sequence[Point], x: float) -> float:
    """The height of a polyline at x; its ends go on flat."""
    if x <= points[0][0]:
        return points[0][1]
    for (x1, y1), (x2, y2) in pairwise(points):
        if x <= x2:
            return y1 + (y2 - y1) * (x - x1) / ((x2 - x1) or 1)
    return points[-1][1]


def plot(trend: Trend, height: int = 220) -> Plot:
    """Coordinates of a trend. The area between line and pace is filled warm where behind, cool where
    ahead."""
    top, bottom = 10, 24
    span = max(1, (trend.ends - trend.begins).days)
    reach = (trend.high - trend.low) or 1.0

    def x(day: date) -> float:
        return WIDTH * (min(max(day, trend.begins), trend.ends) - trend.begins).days / span

    def y(value: float) -> float:
        share = (value - trend.low) / reach
        share = 1 - share if trend.falling else share
        return height - bottom - max(-0.04, min(1.06, share)) * (height - top - bottom)

    line = [(x(moment.day), y(moment.value)) for moment in trend.values]
    pace = [(x(moment.day), y(moment.value)) for moment in trend.pace]
    ahead, behind = between(line, pace) if len(line) > 1 and len(pace) > 1 else ([], [])
    projection = (
        [line[-1], (x(trend.projection.day), y(trend.projection.value))] if line and trend.projection else []
    )
    places = [(x(day), words) for day, words in trend.days]
    return Plot(
        height=height,
        grid=[(y(value), words) for value, words in trend.grid],
        days=[
            (place, words, "start" if place < 20 else "end" if place > WIDTH - 20 else "middle")
            for place, words in places
        ],
        line=line,
        pace=pace,
        ahead=ahead,
        behind=behind,
        today=x(trend.today),
        projection=projection,
    )


def between(line: Sequence[Point], pace: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """Two outlines between a line and its pace: where the line is above it (ahead) and where it is below
    (behind)."""
    stops = sorted(
        {point[0] for point in line} | {point[0] for point in pace if line[0][0] <= point[0] <= line[-1][0]}
    )
    crossings = []
    for x1, x2 in pairwise(stops):
        first = interpolate(line, x1) - interpolate(pace, x1)
        second = interpolate(line, x2) - interpolate(pace, x2)
        if first * second < 0:
            crossings.append(x1 + (x2 - x1) * first / (first - second))
    stops = sorted([*stops, *crossings])
    along = [(stop, interpolate(pace, stop)) for stop in reversed(stops)]
    line_at = [(stop, interpolate(line, stop)) for stop in stops]
    up = [(stop, min(high, interpolate(pace, stop))) for stop, high in line_at]
    down = [(stop, max(low, interpolate(pace, stop))) for stop, low in line_at]
    return (
        [*up, *along] if any(a[1] < b[1] - 0.5 for a, b in zip(up, reversed(along), strict=True)) else [],
        [*down, *along] if any(a[1] > b[1] + 0.5 for a, b in zip(down, reversed(along), strict=True)) else [],
    )


def month_starts(begins: date, ends: date, *, every: int = 1) -> list[date]:
    """The first days of months within a period, its first day included, every so many months."""
    found, day = [begins], begins.replace(day=1)
    count = 0
    while True:
        day = (day + timedelta(days=32)).replace(day=1)
        count += 1
        if day > ends:
            return found
        if count % every == 0:
            found.append(day)


def round_grid(low: float, high: float, lines: int = 4) -> list[float]:
    """Round values for grid lines between two bounds, both ends included where they are round: 53, 56, 59,
    62."""
    step = (high - low) / max(1, lines - 1)
    return [low + step * index for index in range(lines)]
