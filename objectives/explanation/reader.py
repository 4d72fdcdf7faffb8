"""For whom a figure is explained: the language of numbers, addresses, and whose links may be decided on."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from objectives.models import KeyResult, Objective
from objectives.progress import tenths
from organisations.display.numbers import number, percent
from organisations.models import Membership, Organisation


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: decides language of numbers, addresses, and whether links can be decided on."""

    organisation: Organisation
    membership: Membership

    @property
    def locale(self) -> str:
        return self.organisation.locale

    def objective_url(self, objective: Objective) -> str:
        return reverse("objectives:objective", args=(self.organisation.slug, objective.public_id))

    def key_result_url(self, key_result: KeyResult) -> str:
        return f"{self.objective_url(key_result.objective)}?key_result={key_result.public_id}"

    def share(self, millionths: int | None) -> str:
        """To one decimal: "65.0%"."""
        return self.tenths(tenths(millionths)) if millionths is not None else "–"

    def tenths(self, of_a_point: int) -> str:
        return percent(Decimal(of_a_point) / 10, self.locale, 1)

    def plain_tenths(self, of_a_point: int) -> str:
        return number(Decimal(of_a_point) / 10, self.locale, 1)
