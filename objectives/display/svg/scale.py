"""The scale and the alignment gap as SVG: percentages for positions, no viewBox, no inline style."""

from html import escape

from objectives.display.charts.scale import (
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
from objectives.display.svg.words import signed, text

# track top, track height, tick from, tick to, marker's radius; by size
LAYOUT = {WIDE: (20, 6, 14, 32, 6.5), MEDIUM: (8, 6, 3, 19, 5.5), SMALL: (4.5, 5, 1.5, 12.5, 0)}


def scale(figure: Scale, size: str = WIDE) -> str:
    """{% scale figure %}: 48 px with labels; "md" 26 px with marker; "sm" 14 px, the bare ruler."""
    size = str(size)
    top, thick, tick_from, tick_to, radius = LAYOUT[size]
    middle, height = top + thick / 2, HEIGHTS[size]
    classes = f"scale scale-{size}{' is-saving' if figure.saving else ''}"
    head = f'<svg class="{classes}" height="{height}" role="img" aria-label="{escape(sentence(figure))}">'
    if not figure.has_figure:
        return head + waiting_scale(figure, size, middle) + "</svg>"
    progress = figure.progress or 0
    parts = [head, f'<rect class="scale-track" y="{top}" width="100%" height="{thick}" rx="{thick / 2}"/>']
    missing = gap(progress, figure.expected) if figure.expected is not None else None
    if missing:
        parts.append(
            f'<rect class="scale-gap" x="{missing[0]}%" y="{top}" width="{missing[1]}%" height="{thick}"/>'
        )
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
        parts.append(
            f'<circle class="scale-previous" cx="{position(figure.previous)}%" cy="{middle}" r="4.5"/>'
        )
    if radius:
        parts.append(f'<circle class="scale-dot" cx="{position(progress)}%" cy="{middle}" r="{radius}"/>')
    if size == WIDE:
        parts.append(scale_labels(figure, progress))
    return "".join(parts) + "</svg>"


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


def gapline(figure: GapLine) -> str:
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
        return (
            f"{name} {abs(points)} points {'ahead' if points > 0 else 'behind'}"
            if points
            else f"{name} on pace"
        )

    said = f"{words(figure.result, 'Result')}, {words(figure.plan, 'plan')}"
    return (
        f'<svg class="gapline" height="46" role="img" aria-label="{said}"><line class="gapline-axis" x1="0" x2="100%" y1="24" y2="24"/>'
        f'<line class="scale-tick" x1="50%" x2="50%" y1="15" y2="33"/>{text("gapline-zero", "50%", 45, "pace", "middle")}'
        f'<rect class="scale-gap" x="{left}%" y="21" width="{width}%" height="6"/>'
        f'<circle class="gapline-plan" cx="{plan}%" cy="24" r="5.5"/><circle class="scale-dot" cx="{result}%" cy="24" r="6.5"/>'
        f"{text('', f'{result}%', 11, f'result {signed(figure.result)}', kept(result, anchors[0]))}"
        f"{text('', f'{plan}%', 11, f'plan {signed(figure.plan)}', kept(plan, anchors[1]))}</svg>"
    )
