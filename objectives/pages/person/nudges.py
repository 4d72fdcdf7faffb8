"""Reminding somebody by hand, from lists of this app. Reminders belong to check-ins, which it may not import:
they register here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from organisations.display.reader import Reader
from organisations.models import Membership


@dataclass(frozen=True)
class Nudge:
    """What stands beside a person: an address to remind by, or that somebody did, or why nobody can. One of
    the three."""

    person: Membership
    url: str = ""
    said: str = ""
    why_not: str = ""


Source = Callable[..., Mapping[int, Nudge]]
"""`source(people=..., by=..., reader=...)`: by the people's keys, in a fixed number of queries; nothing where
`by` may not."""

sources: list[Source] = []


def register(source: Source) -> None:
    """Ask this one for every list of people. Called once, when an app is ready."""
    if source not in sources:
        sources.append(source)


def nudges(*, people: Sequence[Membership], by: Membership, reader: Reader) -> dict[int, Nudge]:
    """What the registered apps offer `by` to do about these people."""
    return {
        key: nudge for source in sources for key, nudge in source(people=people, by=by, reader=reader).items()
    }
