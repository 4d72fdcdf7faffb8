"""What went well, for everyone to read: key results at their target, objectives closed as achieved, thanks
between people.

Thanks belong to check-ins, which this app may not import: other apps register where more wins come from.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from organisations.models import Membership, Unit


@dataclass(frozen=True)
class Win:
    """One win: what happened in a sentence, whose it is, when (None where nobody noted it)."""

    words: str
    line: str
    url: str = ""
    person: Membership | None = None
    at: datetime | None = None
    thanks: bool = False


Source = Callable[..., Sequence[Win]]
"""`source(slug=..., unit=..., limit=...)`: the newest first, of the unit and everyone below it where one is
given."""

sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this one too for every list of wins. Called once, when an app is ready."""
    if source not in sources:
        sources.append(source)


def more_wins(*, slug: str, unit: Unit | None, limit: int) -> list[Win]:
    """What the registered sources know, the newest first, at most so many."""
    found = [win for source in sources for win in source(slug=slug, unit=unit, limit=limit)]
    return sorted(found, key=lambda win: win.at.timestamp() if win.at else 0.0, reverse=True)[:limit]
