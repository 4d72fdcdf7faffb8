"""Cards that other apps put beside a person's page: check-ins and thanks are theirs to tell, and theirs to
keep quiet about.

A card is a template and what it needs. Whoever makes one asks its own permission for the reader and gives
nothing back to who may not read it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from organisations.display.reader import Reader
from organisations.models import Membership


@dataclass(frozen=True)
class Card:
    """A partial and its context, given as `card`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


Maker = Callable[..., "Card | None"]
"""`maker(person=..., by=..., reader=...)`: the card as `by` may read it, or None."""

makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Put this card beside every person's page, in the order of registration. Called once, when an app is
    ready."""
    if maker not in makers:
        makers.append(maker)


def cards(*, person: Membership, by: Membership, reader: Reader) -> list[Card]:
    """What the registered apps have to say about a person to this reader."""
    made = (maker(person=person, by=by, reader=reader) for maker in makers)
    return [card for card in made if card is not None]
