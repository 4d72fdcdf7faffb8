"""Tags that draw: scale, sparklines, chart, mix, sum bar, ribbon. Geometry comes from objectives.charts, words too."""

from collections.abc import Sequence
from decimal import Decimal
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from objectives.charts.bars import Freshness, Mix, Segment, SumBar, stack
from objectives.charts.lines import (
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
from objectives.charts.scale import (
    HEIGHTS,
    MEDIUM,
    SMALL,
    WIDE,
    GapLine,
    Scale,
    gap,
    position,
    sentence,
    shows_today,
    value_anchor,
)
from objectives.charts.time import CycleBar, Meetings, Ribbon
from organisations.numbers import MINUS

register = template.Library()

# track top, track height, tick from, tick to, marker's radius; by size
LAYOUT = {WIDE: (20, 6, 14, 32, 6.5), MEDIUM: (8, 6, 3, 19, 5.5), SMALL: (4.5, 5, 1.5, 12.5, 0)}


def text(classes: str, x: str, y: float, words: str, anchor: str = "start") -> str:
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{classes}" x="{x}" y="{y}"{turned}>{escape(words)}</text>' if words else ""


@register.simple_tag
def scale(figure: Scale, size: str = WIDE) -> SafeString:
    """{% scale figure %}: 48 px with labels; "md" 26 px with marker; "sm" 14 px, the bare ruler."""
    size = str(size)
    top, thick, tick_from, tick_to, radius = LAYOUT[size]
    middle, height = top + thick / 2, HEIGHTS[size]
    head = f'<svg class="scale scale-{size}{" is-saving" if figure.saving else ""}" height="{height}" role="img" aria-label="{escape(sentence(figure))}">'
    if not figure.has_figure:
        return mark_safe(head + waiting_scale(figure, size, middle) + "</svg>")
    progress = figure.progress or 0
    parts = [head, f'<rect class="scale-track" y="{top}" width="100%" height="{thick}" rx="{thick / 2}"/>']
    missing = gap(progress, figure.expected) if figure.expected is not None else None
    if missing:
        parts.append(f'<rect class="scale-gap" x="{missing[0]}%" y="{top}" width="{missing[1]}%" height="{thick}"/>')
    parts.append(
        f'<rect class="scale-fill" y="{top}" width="{position(progress)}%" height="{thick}" rx="{thick / 2}"/>'
    )
    if figure.expected is not None:
        x = position(figure.expected)
        parts.append(
            f'<line class="scale-halo" x1="{x}%" x2="{x}%" y1="{tick_from - 1}" y2="{tick_to}"/>'
            f'<line class="scale-tick" x1="{x}%" x2="{x}%" y1="{tick_from}" y2="{tick_to}"/>'
        )
    if figure.previous is not None and radius:
        parts.append(f'<circle class="scale-previous" cx="{position(figure.previous)}%" cy="{middle}" r="4.5"/>')
    if radius:
        parts.append(f'<circle class="scale-dot" cx="{position(progress)}%" cy="{middle}" r="{radius}"/>')
    if size == WIDE:
        parts.append(scale_labels(figure, progress))
    return mark_safe("".join(parts) + "</svg>")


def scale_labels(figure: Scale, progress: int) -> str:
    """Value above the marker; start, today and target below."""
    x, anchor = value_anchor(progress)
    target = f"hold {figure.target}" if figure.hold else figure.target
    today = (
        text("scale-today", f"{position(figure.expected or 0)}%", 46, f"today {figure.today}", "middle")
        if shows_today(figure)
        else ""
    )
    return (
        text("scale-value", f"{x}%", 10, figure.value, anchor)
        + text("scale-end", "0", 46, figure.start)
        + today
        + text("scale-end scale-target", "100%", 46, target, "end")
    )


def waiting_scale(figure: Scale, size: str, middle: float) -> str:
    """Dashes instead of a track, words instead of 0 %."""
    line = f'<line class="scale-waiting" x1="0" x2="100%" y1="{middle}" y2="{middle}"/>'
    if size != WIDE:
        return line
    target = f"target {figure.target}" if figure.target else ""
    return (
        line
        + text("scale-words", "50%", 11, figure.waiting or "No data yet", "middle")
        + text("scale-end", "0", 46, figure.start or ("start not known" if target else ""))
        + text("scale-end scale-target", "100%", 46, target, "end")
    )


@register.simple_tag
def spark(values: Sequence[Decimal | int], falling: bool = False, words: Sequence[str] = ()) -> SafeString:
    """{% spark values %}: 80 x 28, the last updates, better is up. Fewer than two values draw nothing."""
    points = spark_points(values, falling=bool(falling))
    if not points:
        return mark_safe("")
    said = ", ".join(words or [f"{value:f}" if isinstance(value, Decimal) else str(value) for value in values[-10:]])
    x, y = points[-1]
    return mark_safe(
        f'<svg class="spark" width="{SPARK_WIDTH}" height="{SPARK_HEIGHT}" viewBox="0 0 {SPARK_WIDTH} {SPARK_HEIGHT}" role="img" aria-label="Trend: {escape(said)}">'
        f'<path class="spark-area" d="{closed(points, SPARK_HEIGHT)}"/><path class="spark-line" d="{path(points)}"/>'
        f'<circle class="spark-dot" cx="{x:.1f}" cy="{y:.1f}" r="2.8"/></svg>'
    )


def signed(points: int) -> str:
    return f"+{points}" if points > 0 else f"{MINUS}{-points}" if points < 0 else "0"


@register.simple_tag
def distance_spark(distances: Sequence[int]) -> SafeString:
    """{% distance_spark points %}: points from pace since the cycle began, one range for every row."""
    points = distance_points(distances)
    if not points:
        return mark_safe("")
    middle = DISTANCE_HEIGHT / 2
    above, below = split_at(points, middle)
    x, y = points[-1]
    said = ", ".join(signed(value) for value in distances)
    return mark_safe(
        f'<svg class="spark spark-distance" width="{DISTANCE_WIDTH}" height="{DISTANCE_HEIGHT}" viewBox="0 0 {DISTANCE_WIDTH} {DISTANCE_HEIGHT}" '
        f'role="img" aria-label="Points from pace, oldest first: {escape(said)}">'
        f'<path class="area-ahead" d="{closed(above, middle)}"/><path class="area-behind" d="{closed(below, middle)}"/>'
        f'<line class="spark-zero" x1="0" x2="{DISTANCE_WIDTH}" y1="{middle}" y2="{middle}"/>'
        f'<path class="spark-line" d="{path(points)}"/><circle class="spark-dot" cx="{x:.1f}" cy="{y:.1f}" r="2.8"/></svg>'
    )


@register.simple_tag
def chart(trend: Trend, height: int = 220) -> SafeString:
    """{% chart trend %}: values against the pace line, today dotted, the distance filled. Its table stands beside it."""
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
    return mark_safe(
        f'<div class="chart" role="img" aria-label="{escape(trend.name)}">'
        f'<svg class="chart-axis" width="{max(24, 8 * widest)}" height="{drawn.height}" aria-hidden="true">{axis}</svg>'
        f'<svg class="chart-plot" height="{drawn.height}" aria-hidden="true">{grid}'
        f'<svg width="100%" height="{drawn.height}" viewBox="0 0 {WIDTH} {drawn.height}" preserveAspectRatio="none" overflow="visible">{areas}</svg>'
        f'<line class="chart-today" x1="{today}" x2="{today}" y1="{drawn.top - 6}" y2="{drawn.base + 6}"/>'
        f'<svg width="100%" height="{drawn.height}" viewBox="0 0 {WIDTH} {drawn.height}" preserveAspectRatio="none" overflow="visible">{lines}</svg>'
        f"{chart_words(drawn, trend)}</svg></div>"
    )


def percent(x: float) -> str:
    """A plot's x in percent of its width."""
    return f"{100 * x / WIDTH:.2f}%"


def chart_words(drawn: Plot, trend: Trend) -> str:
    """Points, and the few words on the lines: pace, at this rate, the last value."""
    parts = [f'<circle class="chart-point" cx="{percent(x)}" cy="{y:.1f}" r="2"/>' for x, y in drawn.line[:-1]]
    if len(drawn.pace) > 1 and drawn.today < 0.9 * WIDTH:
        place = drawn.today + (WIDTH - drawn.today) * 0.5
        parts.append(text("chart-note", percent(place), round(interpolate(drawn.pace, place) - 12, 1), "pace", "middle"))
    if drawn.projection:
        (x1, y1), (x2, y2) = drawn.projection
        if x2 - x1 > 0.2 * WIDTH:
            place = percent(x1 + (x2 - x1) * 0.7)
            parts.append(text("chart-note", place, round(y1 + (y2 - y1) * 0.7 + 22, 1), "at this rate", "middle"))
    if drawn.line:
        x, y = drawn.line[-1]
        below = bool(drawn.behind) and not drawn.ahead
        anchor = "start" if x < 0.08 * WIDTH else "end" if x > 0.92 * WIDTH else "middle"
        parts.append(f'<circle class="chart-dot" cx="{percent(x)}" cy="{y:.1f}" r="5"/>')
        height = round(min(y + 21, drawn.base - 4) if below else max(11, y - 11), 1)
        parts.append(text("chart-value", percent(x), height, trend.label or trend.values[-1].words, anchor))
    return "".join(parts)


PATTERNED = {"risk": "pattern-risk", "off": "pattern-off", "overdue": "pattern-hatch"}


def stacked(segments: Sequence[Segment], classes: str, label: str) -> str:
    """A stacked bar with 2 px cuts; patterns repeat what colour says."""
    parts = [f'<svg class="bar {classes}" height="14" role="img" aria-label="{escape(label)}">']
    for index, segment in enumerate(segments):
        box = f'x="{segment.left}%" width="{segment.width}%" height="14"'
        parts.append(f'<rect class="bar-{segment.kind}" {box}/>')
        if segment.kind in PATTERNED:
            parts.append(f'<rect class="{PATTERNED[segment.kind]}" {box}/>')
        if index:
            parts.append(f'<line class="bar-cut" x1="{segment.left}%" x2="{segment.left}%" y1="0" y2="14"/>')
    if not segments:
        parts.append('<rect class="bar-unset" width="100%" height="14"/>')
    return "".join(parts) + "</svg>"


@register.simple_tag
def mix(figure: Mix) -> SafeString:
    """{% mix figure %}: confidence as a stacked bar; on track plain, at risk hatched, off track dotted, not set empty."""
    counts = (("on", figure.on), ("risk", figure.risk), ("off", figure.off), ("unset", figure.unset))
    return mark_safe(stacked(stack(counts), "mix", figure.sentence))


@register.simple_tag
def freshbar(figure: Freshness) -> SafeString:
    """{% freshbar figure %}: updated blue, pending empty, overdue hatched, missed solid rust. Silence is never green."""
    counts = (
        ("updated", figure.updated),
        ("pending", figure.pending),
        ("overdue", figure.overdue),
        ("missed", figure.missed),
    )
    return mark_safe(stacked(stack(counts), "freshbar", figure.sentence))


@register.simple_tag
def countbar(part: int, whole: int, words: str = "") -> SafeString:
    """{% countbar 15 18 %}: how many of how many, as a thin bar."""
    width = f"{100 * part / whole:.1f}" if whole else "0"
    return mark_safe(
        f'<svg class="countbar" height="6" role="img" aria-label="{escape(words or f"{part} of {whole}")}">'
        f'<rect class="scale-track" width="100%" height="6" rx="3"/><rect class="scale-fill" width="{width}%" height="6" rx="3"/></svg>'
    )


@register.simple_tag
def sumbar(figure: SumBar, total: str, expected: str = "", start: str = "0%", end: str = "100%") -> SafeString:
    """{% sumbar figure "65.0%" %}: a scale cut into what each contributor adds, letters above, the total at its end."""
    said = ", ".join(f"{part.letter} {part.name} {part.adds / 10:.1f}" for part in figure.parts)
    parts = [f'<svg class="scale sumbar" height="58" role="img" aria-label="{escape(f"{total}: {said}")}">']
    parts.append('<rect class="scale-track" y="20" width="100%" height="14"/>')
    for part, left, width, tone in figure.segments():
        parts.append(f'<rect class="sum-{tone}" x="{left}%" y="20" width="{width}%" height="14"/>')
        if float(left):
            parts.append(f'<line class="bar-cut" x1="{left}%" x2="{left}%" y1="20" y2="34"/>')
        if float(width) > 2:
            parts.append(text("scale-value", f"{float(left) + float(width) / 2:.1f}%", 13, part.letter, "middle"))
    place = min(100.0, figure.total / 10)
    if figure.expected is not None:
        x = f"{max(0.0, min(100.0, figure.expected / 10)):.1f}"
        parts.append(
            f'<line class="scale-halo" x1="{x}%" x2="{x}%" y1="15" y2="40"/><line class="scale-tick" x1="{x}%" x2="{x}%" y1="16" y2="40"/>'
        )
        if 15 <= float(x) <= 85:
            parts.append(text("scale-today", f"{x}%", 54, f"expected today {expected}", "middle"))
    anchor, shift = ("end", -6) if place > 88 else ("start", 6)
    parts.append(
        f'<svg x="{place:.1f}%" y="0" overflow="visible">{text("scale-value sum-total" + (" is-on" if place > 88 else ""), str(shift), 31, total, anchor)}</svg>'
    )
    parts.append(text("scale-end", "0", 54, start) + text("scale-end", "100%", 54, end, "end"))
    return mark_safe("".join(parts) + "</svg>")


@register.simple_tag
def gapline(figure: GapLine) -> SafeString:
    """{% gapline figure %}: result (dot) and plan (ring) on one axis of points from pace, hatched between."""
    left, width = figure.between
    result, plan = figure.at(figure.result), figure.at(figure.plan)
    close = abs(float(result) - float(plan)) < 34
    first_is_result = figure.result <= figure.plan
    anchors = (
        ("end" if first_is_result else "start", "start" if first_is_result else "end")
        if close
        else ("middle", "middle")
    )

    def kept(place: str, anchor: str) -> str:
        return "start" if float(place) < 12 else "end" if float(place) > 88 else anchor

    def words(points: int, name: str) -> str:
        return f"{name} {abs(points)} points {'ahead' if points > 0 else 'behind'}" if points else f"{name} on pace"

    said = f"{words(figure.result, 'Result')}, {words(figure.plan, 'plan')}"
    return mark_safe(
        f'<svg class="gapline" height="46" role="img" aria-label="{said}"><line class="gapline-axis" x1="0" x2="100%" y1="24" y2="24"/>'
        f'<line class="scale-tick" x1="50%" x2="50%" y1="15" y2="33"/>{text("gapline-zero", "50%", 45, "pace", "middle")}'
        f'<rect class="scale-gap" x="{left}%" y="21" width="{width}%" height="6"/>'
        f'<circle class="gapline-plan" cx="{plan}%" cy="24" r="5.5"/><circle class="scale-dot" cx="{result}%" cy="24" r="6.5"/>'
        f"{text('', f'{result}%', 11, f'result {signed(figure.result)}', kept(result, anchors[0]))}"
        f"{text('', f'{plan}%', 11, f'plan {signed(figure.plan)}', kept(plan, anchors[1]))}</svg>"
    )


@register.simple_tag
def ribbon_ruler(figure: Ribbon) -> SafeString:
    """The cycle's ruler: weeks, months, today as the star, rings for dates that matter. Labels carry a halo."""
    now = figure.now
    parts = [
        '<svg class="ribbon-ruler" height="32" aria-hidden="true"><line class="ribbon-base" x1="0" x2="100%" y1="16" y2="16"/>'
    ]
    parts.append(f'<line class="ribbon-past" x1="0" x2="{now:.2f}%" y1="16" y2="16"/>')
    for x in figure.weeks():
        gone = " is-gone" if x <= now else ""
        parts.append(f'<line class="ribbon-week{gone}" x1="{x:.2f}%" x2="{x:.2f}%" y1="13" y2="19"/>')
    events = figure.visible_events()
    for x, words in [*figure.months(), (100.0, "")]:
        gone = " is-gone" if x <= now else ""
        parts.append(f'<line class="ribbon-month{gone}" x1="{x:.2f}%" x2="{x:.2f}%" y1="10.5" y2="21.5"/>')
        if words and not crowded(x, now, events):
            parts.append(f'<svg x="{x:.2f}%" class="ribbon-named">{text("ribbon-label", "8", 20, words)}</svg>')
    for x, words, left in events:
        parts.append(f'<circle class="ribbon-event" cx="{x:.2f}%" cy="16" r="3.2"/>')
        label = text("ribbon-label ribbon-event-label", "-9" if left else "9", 20, words, "end" if left else "start")
        parts.append(f'<svg x="{x:.2f}%" class="ribbon-dated">{label}</svg>')
    parts.append(
        f'<svg x="{now:.2f}%" class="ribbon-star"><use href="#g-star" x="-10" y="6" width="20" height="20"/></svg>'
    )
    return mark_safe("".join(parts) + "</svg>")


def crowded(x: float, now: float, events: Sequence[tuple[float, str, bool]]) -> bool:
    """Whether a month's name would meet the star or a date's label (a label is about 1 percent of the ruler a letter)."""
    if x - 2 < now < x + 4:
        return True
    for place, words, left in events:
        start, end = (place - 2 - 0.8 * len(words), place + 1) if left else (place - 1, place + 2 + 0.8 * len(words))
        if start < x + 4 and x < end:
            return True
    return False


@register.simple_tag
def meetings(figure: Meetings) -> SafeString:
    """{% meetings figure %}: a mark a meeting, newest right: disc, half disc, slashed ring, dash, dashed ring."""
    parts = [
        f'<svg class="meetings" width="{figure.width}" height="20" viewBox="0 0 {figure.width} 20" role="img" aria-label="{escape(figure.sentence)}">'
        f'<line class="meetings-base" x1="8" x2="{figure.width - 8}" y1="10" y2="10"/>'
    ]
    for mark, x in figure.places():
        if mark == "all":
            parts.append(f'<circle class="meeting-all" cx="{x}" cy="10" r="5.5"/>')
        elif mark == "some":
            parts.append(
                f'<circle class="meeting-ring" cx="{x}" cy="10" r="5"/><path class="meeting-all" d="M{x} 5a5 5 0 0 0 0 10Z"/>'
            )
        elif mark == "not_held":
            parts.append(
                f'<circle class="meeting-ring" cx="{x}" cy="10" r="5"/><line class="meeting-slash" x1="{x - 3.5}" x2="{x + 3.5}" y1="13.5" y2="6.5"/>'
            )
        elif mark == "next":
            parts.append(f'<circle class="meeting-next" cx="{x}" cy="10" r="5.5"/>')
        else:
            parts.append(f'<rect class="meeting-dash" x="{x - 8}" y="8.5" width="16" height="3" rx="1.5"/>')
    return mark_safe("".join(parts) + "</svg>")


@register.simple_tag
def year_ruler(bars: Sequence[CycleBar], today: float) -> SafeString:
    """{% year_ruler bars today %}: cycles under each other on one ruler, today (in percent) as a line through them."""
    rows = max((bar.row for bar in bars), default=0) + 1
    height = 34 * rows + 22
    parts = [f'<svg class="year-ruler" height="{height}" aria-hidden="true">']
    for bar in bars:
        top = 34 * bar.row
        parts.append(
            f'<svg x="{bar.left}%" y="{top}" width="{bar.width}%" height="28" overflow="visible">'
            f'<rect class="is-{escape(bar.state)}" x="1" y="1" width="99%" height="26" rx="5"/>{text("", "10", 18, bar.name)}</svg>'
        )
    x = f"{today:.2f}%"
    parts.append(f'<line class="scale-tick" x1="{x}" x2="{x}" y1="-4" y2="{34 * rows}"/>')
    parts.append(text("year-today", x, height - 4, "today", "middle"))
    return mark_safe("".join(parts) + "</svg>")


@register.simple_tag
def dry_bar(clean: int, mended: int, bad: int) -> SafeString:
    """{% dry_bar 40 2 5 %}: rows of an import that are clean, mended, to mend."""
    counts = (("updated", clean), ("mended", mended), ("off", bad))
    return mark_safe(stacked(stack(counts), "drybar", f"{clean} rows clean, {mended} mended, {bad} to mend"))
