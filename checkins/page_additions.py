"""What check-ins add to pages of objectives (objectives/pages/hooks.py)."""

from collections.abc import Mapping, Sequence

from checkins.meetings.person_cards import check_ins_card, thanks_as_wins, thanks_card
from checkins.reminders.manual import reminder_offers
from checkins.rows.windows import page_windows
from objectives.display.key_result_data import RowContext, UpdateWindow
from objectives.models import KeyResult
from objectives.pages import hooks
from objectives.pages.hooks import Card, PageAdditions, ReminderOffer, Win
from organisations.display.reader import Reader
from organisations.models import Membership, Unit


class CheckInAdditions(PageAdditions):
    """Thanks among the wins and beside a person, a person's meetings, reminding by hand, and freshness."""

    def wins(self, *, slug: str, unit: Unit | None, limit: int) -> Sequence[Win]:
        return thanks_as_wins(unit=unit, limit=limit)

    def person_cards(self, *, person: Membership, by: Membership, reader: Reader) -> Sequence[Card]:
        cards = (check_ins_card(person=person, by=by, reader=reader), thanks_card(person=person))
        return [card for card in cards if card is not None]

    def reminder_offers(
        self, *, people: Sequence[Membership], by: Membership, reader: Reader
    ) -> Mapping[int, ReminderOffer]:
        return reminder_offers(people=people, by=by, reader=reader)

    def update_windows(
        self, *, key_results: Sequence[KeyResult], context: RowContext
    ) -> Mapping[int, UpdateWindow]:
        return page_windows(context, key_results)


def register() -> None:
    """Called once, when the app is ready."""
    hooks.provide(CheckInAdditions())
