"""Words inside drawings."""

from html import escape

from organisations.display.numbers import MINUS


def text(classes: str, x: str, y: float, words: str, anchor: str = "start") -> str:
    turned = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text class="{classes}" x="{x}" y="{y}"{turned}>{escape(words)}</text>' if words else ""


def signed(points: int) -> str:
    return f"+{points}" if points > 0 else f"{MINUS}{-points}" if points < 0 else "0"
