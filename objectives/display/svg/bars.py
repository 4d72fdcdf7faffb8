"""Stacked bars and the sum bar as SVG."""

from collections.abc import Sequence
from html import escape

from objectives.display.charts.bars import Freshness, Mix, Segment, SumBar, stack
from objectives.display.svg.words import text

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


def mix(figure: Mix) -> str:
    """{% mix figure %}: confidence as a stacked bar; on track plain, at risk hatched, off track dotted, not
    set empty."""
    counts = (("on", figure.on), ("risk", figure.risk), ("off", figure.off), ("unset", figure.unset))
    return stacked(stack(counts), "mix", figure.sentence)


def freshbar(figure: Freshness) -> str:
    """{% freshbar figure %}: updated blue, pending empty, overdue hatched, missed solid rust. Silence is
    never green."""
    counts = (
        ("updated", figure.updated),
        ("pending", figure.pending),
        ("overdue", figure.overdue),
        ("missed", figure.missed),
    )
    return stacked(stack(counts), "freshbar", figure.sentence)


def dry_bar(clean: int, mended: int, bad: int) -> str:
    """{% dry_bar 40 2 5 %}: rows of an import that are clean, mended, to mend."""
    counts = (("updated", clean), ("mended", mended), ("off", bad))
    return stacked(stack(counts), "drybar", f"{clean} rows clean, {mended} mended, {bad} to mend")


def countbar(part: int, whole: int, words: str = "") -> str:
    """{% countbar 15 18 %}: how many of how many, as a thin bar."""
    width = f"{100 * part / whole:.1f}" if whole else "0"
    return (
        f'<svg class="countbar" height="6" role="img" aria-label="{escape(words or f"{part} of {whole}")}">'
        f'<rect class="scale-track" width="100%" height="6" rx="3"/><rect class="scale-fill" width="{width}%" height="6" rx="3"/></svg>'
    )


def sumbar(figure: SumBar, total: str, expected: str = "", start: str = "0%", end: str = "100%") -> str:
    """{% sumbar figure "65.0%" %}: a scale cut into what each contributor adds, letters above, the total at
    its end."""
    said = ", ".join(f"{part.letter} {part.name} {part.adds / 10:.1f}" for part in figure.parts)
    parts = [f'<svg class="scale sumbar" height="58" role="img" aria-label="{escape(f"{total}: {said}")}">']
    parts.append('<rect class="scale-track" y="20" width="100%" height="14"/>')
    for part, left, width, tone in figure.segments():
        parts.append(f'<rect class="sum-{tone}" x="{left}%" y="20" width="{width}%" height="14"/>')
        if float(left):
            parts.append(f'<line class="bar-cut" x1="{left}%" x2="{left}%" y1="20" y2="34"/>')
        if float(width) > 2:
            parts.append(
                text("scale-value", f"{float(left) + float(width) / 2:.1f}%", 13, part.letter, "middle")
            )
    place = min(100.0, figure.total / 10)
    if figure.expected is not None:
        x = f"{max(0.0, min(100.0, figure.expected / 10)):.1f}"
        parts.append(
            f'<line class="scale-halo" x1="{x}%" x2="{x}%" y1="15" y2="40"/><line class="scale-tick" x1="{x}%" x2="{x}%" y1="16" y2="40"/>'
        )
        if 15 <= float(x) <= 85:
            parts.append(text("scale-today", f"{x}%", 54, f"expected today {expected}", "middle"))
    parts.append(total_label(place, figure.expected, total))
    parts.append(text("scale-end", "0", 54, start) + text("scale-end", "100%", 54, end, "end"))
    return "".join(parts) + "</svg>"


def total_label(place: float, expected: int | None, total: str) -> str:
    """The figure at the end of its fill: behind the tick where that stands close, inside the fill near the
    end of the track."""
    tick = -100.0 if expected is None else expected / 10
    after = tick if place <= tick < place + 14 else place
    inside = after > 84
    words = text("scale-value sum-total", "-6" if inside else "6", 31, total, "end" if inside else "start")
    return f'<svg x="{place if inside else after:.1f}%" y="0" overflow="visible">{words}</svg>'
