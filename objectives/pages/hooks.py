"""What other apps add to pages of objectives.

Check-ins know about thanks, meetings, reminders and freshness, and this app may not import them. They hand over one
`PageAdditions` when they are ready; until then, and in tests of this app alone, nothing is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from objectives.display.key_result_data import RowContext, UpdateWindow
from objectives.models import KeyResult
from organisations.display.reader import Reader
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


@dataclass(frozen=True)
class Card:
    """A card beside a person's page: a partial and its context, which gets it as `card`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ReminderOffer:
    """What stands beside a person in a list: an address to remind by, or that somebody did, or why nobody can.
    One of the three."""

    person: Membership
    url: str = ""
    reminded: str = ""
    why_not: str = ""


class PageAdditions:
    """What an app adds. Every method adds nothing until the app overrides it."""

    def wins(self, *, slug: str, unit: Unit | None, limit: int) -> Sequence[Win]:
        """At most `limit` wins, the newest first; of the unit and everyone below it where one is given."""
        return []

    def person_cards(self, *, person: Membership, by: Membership, reader: Reader) -> Sequence[Card]:
        """Cards beside a person's page, as `by` may read them."""
        return []

    def reminder_offers(
        self, *, people: Sequence[Membership], by: Membership, reader: Reader
    ) -> Mapping[int, ReminderOffer]:
        """What `by` may do about these people, by their keys: a fixed number of queries."""
        return {}

    def update_windows(
        self, *, key_results: Sequence[KeyResult], context: RowContext
    ) -> Mapping[int, UpdateWindow]:
        """The update windows by the key results' keys, in at most one query. Needs state, objective and cycle
        fetched."""
        return {}


additions = PageAdditions()


def provide(provider: PageAdditions) -> None:
    """Set what is added to the pages. Called once, when the app above is ready."""
    global additions
    additions = provider
