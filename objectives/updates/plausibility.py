"""Values that make one ask before they are kept. Pure: no Django, no database.

A doubt never blocks: the same form, sent again with the person's "yes", passes.
"""

from dataclasses import dataclass
from decimal import Decimal

SLIPS = tuple(Decimal(factor) for factor in ("10", "0.1", "100", "0.01", "1000", "0.001", "1000000"))
"""What a slipped decimal sign, or an amount typed in thousands or millions, multiplies a value by."""


@dataclass(frozen=True, slots=True)
class Implausible:
    """A value more than a whole range beyond everything expected of it.

    `below` or above, the `end` it was measured against (named "start", "target" or "last value"), and the
    value that was probably meant, where one slip of the decimal sign explains it.
    """

    below: bool
    end: str
    limit: Decimal
    meant: Decimal | None


def implausible(
    value: Decimal, *, start: Decimal, target: Decimal, current: Decimal | None
) -> Implausible | None:
    """Whether a value lies far outside the range between start and target, widened by where it stands today.

    Far is more than that range once again: from 62 days down to 53, with 60 today, 44 is plausible and 5.9 is
    not. Widened, so that a key result at 250 % of its target is not asked about every week.
    """
    named = {start: "start", target: "target"}
    if current is not None:
        named.setdefault(current, "last value")
    low, high = min(named), max(named)
    span = high - low
    if low - span <= value <= high + span:
        return None
    below = value < low
    limit = low if below else high
    return Implausible(
        below=below,
        end=named[limit],
        limit=limit,
        meant=_meant(value, low, high, current),
    )


def _meant(value: Decimal, low: Decimal, high: Decimal, current: Decimal | None) -> Decimal | None:
    """The slip that lands inside the range, the one nearest to today's value where several do."""
    inside = [value * factor for factor in SLIPS if low <= value * factor <= high]
    middle = (low + high) / 2 if current is None else current
    return min(inside, key=lambda meant: abs(meant - middle), default=None)
