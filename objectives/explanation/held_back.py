"""Which contributor holds a figure back most, said so that it is true beside any others. Pure, no Django.

Losses and gains are points of the parent's own figure: weight x (expected - progress) / sum of the weights.
Together they are the parent's distance from pace, so one loss can be larger than that distance where others
are ahead; then the sentence says what they win back instead of naming a part of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from objectives.progress import held_back
from organisations.display.numbers import number


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A sentence around the link to a contributor, the one of number `index`: "Held back most by X: 3.4 of
    the 13 points."."""

    index: int
    before: str
    after: str


def holding_back(contributors: Sequence[tuple[int, int, int]], behind: int, locale: str) -> HeldBack | None:
    """The sentence for (weight, progress, expected) each, under a figure shown as so many whole points behind
    (0 or less for on pace and ahead); None where nothing in it is behind, to a tenth of a point."""
    found = held_back(contributors)
    if found is None or tenth(found[1]) == 0:
        return None
    index, most = found
    weights = sum(weight for weight, _, _ in contributors)
    moved = [
        Fraction(weight * (expected - progress), weights * 10_000)
        for weight, progress, expected in contributors
    ]
    lost = [points for points in moved if tenth(points) > 0]
    won = -sum(points for points in moved if points < 0)
    alone = len(lost) == 1
    before = "Held back by " if alone else "Held back most by "
    takes = f"{in_tenths(most, locale)} points"
    if tenth(Fraction(won)) > 0:
        others = "the others" if alone else "what is ahead"
        return HeldBack(
            index,
            before,
            f": it costs {takes}, {others} {'win' if alone else 'wins'} back {in_tenths(Fraction(won), locale)}.",
        )
    if alone:
        return HeldBack(index, before, " alone.")
    if most < behind:
        return HeldBack(index, before, f": {in_tenths(most, locale)} of the {behind} points.")
    return HeldBack(index, before, f": it costs {takes}.")


def tenth(points: Fraction) -> Decimal:
    """Rounded as it is shown."""
    return round(Decimal(points.numerator) / points.denominator, 1)


def in_tenths(points: Fraction, locale: str) -> str:
    return number(tenth(points), locale, 1)
