"""The cycle ribbon, meeting marks and the year's ruler as SVG."""

from collections.abc import Sequence
from html import escape

from objectives.display.charts.time import CycleBar, Meetings, Ribbon
from objectives.display.svg.words import text


def ribbon_ruler(figure: Ribbon) -> str:
    """The cycle's ruler: weeks, months, today as the star, rings for dates that matter. Labels carry a
    halo."""
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
        if words and not crowded(x, now if figure.runs else -100, events):
            parts.append(
                f'<svg x="{x:.2f}%" class="ribbon-named">{text("ribbon-label", "8", 20, words)}</svg>'
            )
    for x, words, left in events:
        parts.append(f'<circle class="ribbon-event" cx="{x:.2f}%" cy="16" r="3.2"/>')
        label = text(
            "ribbon-label ribbon-event-label", "-9" if left else "9", 20, words, "end" if left else "start"
        )
        parts.append(f'<svg x="{x:.2f}%" class="ribbon-dated">{label}</svg>')
    if figure.runs:
        parts.append(
            f'<svg x="{now:.2f}%" class="ribbon-star"><use href="#g-star" x="-10" y="6" width="20" height="20"/></svg>'
        )
    return "".join(parts) + "</svg>"


def crowded(x: float, now: float, events: Sequence[tuple[float, str, bool]]) -> bool:
    """Whether a month's name would meet the star or a date's label (a label is about 1 percent of the ruler a
    letter)."""
    if x - 2 < now < x + 4:
        return True
    for place, words, left in events:
        start, end = (
            (place - 2 - 0.8 * len(words), place + 1) if left else (place - 1, place + 2 + 0.8 * len(words))
        )
        if start < x + 4 and x < end:
            return True
    return False


def meetings(figure: Meetings) -> str:
    """{% meetings figure %}: a mark a meeting, newest right: disc, half disc, slashed ring, dash, dashed
    ring."""
    box = f'width="{figure.width}" height="20" viewBox="0 0 {figure.width} 20"'
    base = f'<line class="meetings-base" x1="8" x2="{figure.width - 8}" y1="10" y2="10"/>'
    parts = [f'<svg class="meetings" {box} role="img" aria-label="{escape(figure.sentence)}">', base]
    parts += [meeting(mark, x) for mark, x in figure.places()]
    return "".join(parts) + "</svg>"


def meeting(mark: str, x: float) -> str:
    """The sign of one meeting around x."""
    ring = f'<circle class="meeting-ring" cx="{x}" cy="10" r="5"/>'
    match mark:
        case "all":
            return f'<circle class="meeting-all" cx="{x}" cy="10" r="5.5"/>'
        case "some":
            return f'{ring}<path class="meeting-all" d="M{x} 5a5 5 0 0 0 0 10Z"/>'
        case "not_held":
            return f'{ring}<line class="meeting-slash" x1="{x - 3.5}" x2="{x + 3.5}" y1="13.5" y2="6.5"/>'
        case "next":
            return f'<circle class="meeting-next" cx="{x}" cy="10" r="5.5"/>'
    return f'<rect class="meeting-dash" x="{x - 8}" y="8.5" width="16" height="3" rx="1.5"/>'


def year_ruler(bars: Sequence[CycleBar], today: float) -> str:
    """{% year_ruler bars today %}: cycles under each other on one ruler, today (in percent) as a line through
    them."""
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
    return "".join(parts) + "</svg>"
