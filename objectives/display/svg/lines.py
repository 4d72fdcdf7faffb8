"""Sparklines and the trend chart as SVG."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from objectives.display.charts.lines import (
    DISTANCE_HEIGHT,
    DISTANCE_WIDTH,
    SPARK_HEIGHT,
    SPARK_WIDTH,
    WIDTH,
    Plot,
    Trend,
    closed,
    distance_points,
    interpolate,
    path,
    plot,
    spark_points,
    split_at,
)
from objectives.display.svg.words import signed, text


def spark(values: Sequence[Decimal | int], falling: bool = False, words: Sequence[str] = ()) -> str:
    """{% spark values %}: 80 x 28, the last updates, better is up. Fewer than two values draw nothing."""
    points = spark_points(values, falling=bool(falling))
    if not points:
        return ""
    said = ", ".join(
        words or [f"{value:f}" if isinstance(value, Decimal) else str(value) for value in values[-10:]]
    )
    x, y = points[-1]
    return (
        f'<svg class="spark" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" '
        f'role="img" aria-label="Trend: {escape(said)}">'
        f'<path class="spark-area" d="{closed(points, SPARK_HEIGHT)}"/><path class="spark-line" d="{path(points)}"/>'
        f'<circle class="spark-dot" cx="{x:.1f}" cy="{y:.1f}" r="2.8"/></svg>'
    )


def distance_spark(distances: Sequence[int]) -> str:
    """{% distance_spark points %}: points from pace since the cycle began, one range for every row."""
    points = distance_points(distances)
    if not points:
        return ""
    middle = DISTANCE_HEIGHT / 2
    above, below = split_at(points, middle)
    x, y = points[-1]
    said = ", ".join(signed(value) for value in distances)
    return (
        f'<svg class="spark spark-distance" width="{DISTANCE_WIDTH}" height="{DISTANCE_HEIGHT}" '
        f'viewBox="0 0 {DISTANCE_WIDTH} {DISTANCE_HEIGHT}" '
        f'role="img" aria-label="Points from pace, oldest first: {escape(said)}">'
        f'<path class="area-ahead" d="{closed(above, middle)}"/><path class="area-behind" d="{closed(below, middle)}"/>'
        f'<line class="spark-zero" x1="0" x2="{DISTANCE_WIDTH}" y1="{middle}" y2="{middle}"/>'
        f'<path class="spark-line" d="{path(points)}"/><circle class="spark-dot" cx="{x:.1f}" cy="{y:.1f}" r="2.8"/></svg>'
    )


def chart(trend: Trend, height: int = 220) -> str:
    """{% chart trend %}: values against the pace line, today dotted, the distance filled. Its table stands
    beside it."""
    drawn = plot(trend, int(height))
    axis = "".join(text("", "100%", round(y + 4, 1), words, "end") for y, words in drawn.grid)
    widest = max((len(words) for _, words in drawn.grid), default=0)
    grid = "".join(
        f'<line class="chart-grid" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>' for y, _ in drawn.grid
    ) + "".join(text("", percent(x), drawn.height - 4, words, anchor) for x, words, anchor in drawn.days)
    areas = "".join(
        f'<path class="area-{kind}" d="{path(outline)}Z"/>'
        for outline, kind in ((drawn.behind, "behind"), (drawn.ahead, "ahead"))
        if outline
    )
    lines = "".join(
        f'<path class="chart-{kind}" d="{path(points)}"/>'
        for points, kind in ((drawn.pace, "pace"), (drawn.projection, "projection"), (drawn.line, "line"))
        if len(points) > 1
    )
    today = percent(drawn.today)
    box = f'width="100%" height="{drawn.height}" viewBox="0 0 {WIDTH} {drawn.height}"'
    stretched = f'<svg {box} preserveAspectRatio="none" overflow="visible">'
    return (
        f'<div class="chart" role="img" aria-label="{escape(trend.name)}">'
        f'<svg class="chart-axis" width="{max(28, 8 * widest + 4)}" height="{drawn.height}" aria-hidden="true">{axis}</svg>'
        f'<svg class="chart-plot" height="{drawn.height}" aria-hidden="true">{grid}'
        f"{stretched}{areas}</svg>"
        f'<line class="chart-today" x1="{today}" x2="{today}" y1="{drawn.top - 6}" y2="{drawn.base + 6}"/>'
        f"{stretched}{lines}</svg>"
        f"{chart_words(drawn, trend)}</svg></div>"
    )


def percent(x: float) -> str:
    """A plot's x in percent of its width."""
    return f"{100 * x / WIDTH:.2f}%"


def chart_words(drawn: Plot, trend: Trend) -> str:
    """Points, and the few words on the lines: pace, at this rate, the last value."""
    parts = [
        f'<circle class="chart-point" cx="{percent(x)}" cy="{y:.1f}" r="2"/>' for x, y in drawn.line[:-1]
    ]
    if len(drawn.pace) > 1:
        # Ahead of today where there is room for the word, else in the middle of what is past, on the free
        # side of the line.
        late = drawn.today > 0.75 * WIDTH
        place = drawn.today * 0.5 if late else drawn.today + (WIDTH - drawn.today) * 0.4
        height = interpolate(drawn.pace, place) + (20 if late and drawn.ahead and not drawn.behind else -12)
        parts.append(text("chart-note", percent(place), round(max(11, height), 1), "pace", "middle"))
    if drawn.projection:
        (x1, y1), (x2, y2) = drawn.projection
        if x2 - x1 > 0.2 * WIDTH:
            along = x1 + (x2 - x1) * 0.78
            height = y1 + (y2 - y1) * 0.78
            above = bool(drawn.pace) and height < interpolate(drawn.pace, along)
            parts.append(
                text(
                    "chart-note",
                    percent(along),
                    round(height - 12 if above else height + 22, 1),
                    "at this rate",
                    "middle",
                )
            )
    if drawn.line:
        x, y = drawn.line[-1]
        below = bool(drawn.behind) and not drawn.ahead
        anchor = "start" if x < 0.08 * WIDTH else "end" if x > 0.92 * WIDTH else "middle"
        parts.append(f'<circle class="chart-dot" cx="{percent(x)}" cy="{y:.1f}" r="5"/>')
        level = min(y + 21, drawn.base - 4) if below else max(11, y - 11)
        parts.append(
            text("chart-value", percent(x), round(level, 1), trend.label or trend.values[-1].words, anchor)
        )
    return "".join(parts)
