"""Progress, expected and pace: the arithmetic of Northstar, without Django and without a clock.

Figures are integers in **millionths** (fixed point): 1,000,000 is all the way, 250,000 a quarter of it.
Values of key results are decimals in their own unit of measure. Each division rounds once, half up, and
whoever carries a figure further carries the rounded one; that is why a rebuild from nothing gives the very
same integers.

The same rounding in SQL: with a >= 0 and b > 0, `divide_half_up(a, b)` is `(2 * a + b) / (2 * b)` for bigint
and `div(2 * a + b, 2 * b)` for numeric (plain `/` on numeric rounds the quotient first); else `floor` of the
exact quotient of the same two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

MILLION = 1_000_000
FULL = {"committed": MILLION, "aspirational": 700_000}
"""What counts as done on the due date, by ambition: of an aspirational objective 70 % is a success."""

GAP = 20
"""Points by which an objective and its direct children may differ in distance before it is an alignment
gap."""


# Rounding ---------------------------------------------------------------------------------------------------


def divide_half_up(a: int, b: int) -> int:
    """The integer nearest to a / b, halves towards plus infinity: floor((2a + b) / (2b)) for a positive b.

    Five halves are 3, minus five halves are -2. A negative b turns both signs first; b = 0 is a
    ZeroDivisionError.
    """
    if b < 0:
        a, b = -a, -b
    return (2 * a + b) // (2 * b)


def round_half_up(value: Decimal | Fraction | int) -> int:
    """The integer nearest to an exact number, halves towards plus infinity: 2.5 is 3, where Python's round
    says 2."""
    a, b = value.as_integer_ratio()
    return divide_half_up(a, b)


def points(millionths: int) -> int:
    """Whole percent as shown: 649,999 and 650,000 are both 65, and 1,120,000 is 112."""
    return divide_half_up(millionths, 10_000)


def tenths(millionths: int) -> int:
    """Tenths of a percent as shown by the arithmetic: 650,000 is 650, written 65.0 %."""
    return divide_half_up(millionths, 1_000)


# Progress ---------------------------------------------------------------------------------------------------


def unclamped(start: Decimal | int, target: Decimal | int, current: Decimal | int) -> int:
    """Millionths of the way from start to target, for display: below 0 and above 1,000,000 (112 %) stay as
    they are.

    ValueError where start equals target: such a key result cannot be measured, form and database refuse it.
    """
    if start == target:
        raise ValueError("start and target are the same")
    # Fractions, because a decimal context would round a long quotient before we do.
    return round_half_up(
        MILLION * (Fraction(current) - Fraction(start)) / (Fraction(target) - Fraction(start))
    )


def progress(start: Decimal | int, target: Decimal | int, current: Decimal | int) -> int:
    """Millionths of the way from start to target, 0 to 1,000,000. Downhill too: from 40 complaints to 10,
    being at 25 is 500,000. Worse than the start is 0, past the target is 1,000,000 (`unclamped` tells by how
    much)."""
    return clamp(unclamped(start, target, current))


def clamp(millionths: int) -> int:
    """The same figure kept between 0 and 1,000,000."""
    return max(0, min(MILLION, millionths))


def value_at(start: Decimal | int, target: Decimal | int, millionths: int) -> Decimal:
    """The value standing at a figure: 533,000 of the way from 62 days down to 53 is 57.203 days ("expected
    today")."""
    return Decimal(start) + (Decimal(target) - Decimal(start)) * millionths / MILLION


# Expected ---------------------------------------------------------------------------------------------------


def begins(cycle_starts: date, activated: date | None = None, baseline: date | None = None) -> date:
    """The day from which a key result is expected to move: the latest of cycle start, activation and
    baseline."""
    return max(day for day in (cycle_starts, activated, baseline) if day is not None)


def expected_reach(day: date, begins: date, due: date, ambition: str) -> int:
    """Millionths expected on a day of a key result that climbs: 0 on the day it begins, full on its due date.

    Linear in whole days of the organisation's zone, nothing before and no more after; full is 1,000,000 for
    committed and 700,000 for aspirational (KeyError for other words). The figure of a day holds from its
    first minute: on the morning of the due date all of it is expected. One that begins on or after its due
    date has no slope: 0 before the due date, full from then on.
    """
    full = FULL[ambition]
    if day >= due:
        return full
    if day <= begins:
        return 0
    return divide_half_up(full * (day - begins).days, (due - begins).days)


def expected_hold() -> int:
    """1,000,000 on every day and for every ambition: a level to hold is either held or not."""
    return MILLION


# Shorter cycles under a longer parent -----------------------------------------------------------------------


def days_in(starts: date, ends: date) -> int:
    """Days of a cycle, both ends counted: 1 January to 31 March 2026 are 90."""
    return (ends - starts).days + 1


def overlap_days(starts: date, ends: date, within_starts: date, within_ends: date) -> int:
    """Days of the first cycle that lie in the second one; 0 where they do not meet."""
    return max(0, days_in(max(starts, within_starts), min(ends, within_ends)))


def elapsed_share(day: date, starts: date, ends: date) -> int:
    """Millionths of a cycle that are over when the day begins: 0 on its first day, full the day after its
    last.

    What a group of quarters is expected to bring to its year: on 1 April 90 of 365 days are gone, so 246,575.
    """
    return clamp(divide_half_up(MILLION * (day - starts).days, days_in(starts, ends)))


def group_progress(buckets: Iterable[tuple[int, int]], parent_days: int) -> int:
    """Millionths of a parent's cycle brought by its shorter cycles, from (days in the parent's cycle,
    progress) each.

    Time not planned yet counts 0: a first quarter of 90 days finished at 1,000,000 gives 246,575 of the year,
    not all. Overlapping cycles that cover more days than the parent has are divided by their own sum instead.
    """
    days = together = 0
    for bucket_days, figure in buckets:
        days += bucket_days
        together += bucket_days * figure
    return divide_half_up(together, max(days, parent_days))


def weighted_mean(contributors: Iterable[tuple[int, int]]) -> int | None:
    """sum(w x p) / sum(w) of (weight, stored figure), rounded once; None where nothing is measured, never
    0."""
    weights = products = 0
    for weight, figure in contributors:
        weights += weight
        products += weight * figure
    return divide_half_up(products, weights) if weights else None


# Pace -------------------------------------------------------------------------------------------------------


class Pace(StrEnum):
    """The word for the distance between progress and expected."""

    TOO_EARLY = "too_early"
    FAR_BEHIND = "far_behind"
    BEHIND = "behind"
    ON_PACE = "on_pace"
    AHEAD = "ahead"


@dataclass(frozen=True)
class PaceTable:
    """The one table of pace, in whole points of distance; an organisation may have its own.

    Within `close` either way is on pace; past `far` behind is far behind (the at-risk threshold of Ally and
    Viva Goals); `middle` is where the heat's middle ground begins. ValueError unless 0 <= close < middle <=
    far.
    """

    close: int = 2
    middle: int = 10
    far: int = 25

    def __post_init__(self) -> None:
        if not 0 <= self.close < self.middle <= self.far:
            raise ValueError("a pace table needs 0 <= close < middle <= far")

    def pace(self, distance: int) -> Pace:
        """The word: with the default table 2 points behind are on pace, 3 behind, 25 still behind, 26 far
        behind."""
        if distance > self.close:
            return Pace.AHEAD
        if distance >= -self.close:
            return Pace.ON_PACE
        return Pace.BEHIND if distance >= -self.far else Pace.FAR_BEHIND

    def heat(self, distance: int) -> int:
        """The ground of a table cell, -3 (far behind) to 3 (far ahead): past 25, 10 to 25, 3 to 9, within
        2."""
        size = abs(distance)
        grade = (size > self.close) + (size >= self.middle) + (size > self.far)
        return grade if distance > 0 else -grade


PACE = PaceTable()


def distance(progress: int, expected: int) -> int:
    """Whole points ahead (plus) or behind (minus): shown progress less shown expected, so that a reader can
    check it.

    Not the rounded difference: 645,000 against 604,000 is shown as 65 % and 60 % and therefore 5 points, not
    4.
    """
    return points(progress) - points(expected)


def too_early(day: date, begins: date, due: date) -> bool:
    """Whether less than a tenth of the period has passed: "too early to say". Day 9 of 91 still is, day 10 is
    not."""
    return 10 * (day - begins).days < (due - begins).days


def pace(progress: int, expected: int, *, early: bool = False, table: PaceTable = PACE) -> Pace:
    """The word beside a figure; `early` (from `too_early`) wins over any distance."""
    return Pace.TOO_EARLY if early else table.pace(distance(progress, expected))


def is_alignment_gap(own_distance: int, children_distance: int) -> bool:
    """Whether result and plan differ by more than 20 points, either way: green plan, red result, or the
    reverse."""
    return abs(own_distance - children_distance) > GAP


def held_back(contributors: Sequence[tuple[int, int, int]]) -> tuple[int, Fraction] | None:
    """Which of (weight, progress, expected) holds its parent back most, and by how many points of the
    parent's.

    Weight decides too: 20 points behind with weight 3 outdo 31 with weight 1. Among equals the first; None
    where nobody is behind. 222,222 against 533,000 as one of eight weights is 3.88 points.
    """
    weights = sum(weight for weight, _, _ in contributors)
    missing = [weight * (expected - progress) for weight, progress, expected in contributors]
    most = max(missing, default=0)
    return (missing.index(most), Fraction(most, weights * 10_000)) if most > 0 else None


# Explaining and looking ahead -------------------------------------------------------------------------------


def largest_remainder(parts: Sequence[Fraction | int], total: int) -> list[int]:
    """The parts rounded to integers that add up to `total` exactly, each given in the unit of the total.

    Each part is rounded down, and what is missing goes to the largest remainders, the earlier part first
    among equals: 37.5, 5.83, 12.0 and 9.67 points in tenths are 375, 58, 120 and 97, together 650. Negative
    parts are welcome. No parts and a total other than 0 are a ValueError.
    """
    if not parts and total:
        raise ValueError("nothing to distribute the total over")
    rounded = [part.__floor__() for part in parts]
    largest_first = sorted(range(len(parts)), key=lambda i: rounded[i] - parts[i])
    missing = total - sum(rounded)
    for rank, i in enumerate(largest_first):
        # A total that is the rounded sum of the parts misses 0 to len(parts); any other is spread as evenly
        # as it goes.
        rounded[i] += (missing - rank - 1) // len(parts) + 1
    return rounded


def adds_in_tenths(contributors: Sequence[tuple[int, int]]) -> list[int]:
    """What each (weight, progress) adds to their mean, in tenths of a point that add up to the mean's own
    tenths."""
    mean = weighted_mean(contributors)
    if mean is None:
        return []
    weights = sum(weight for weight, _ in contributors)
    return largest_remainder(
        [Fraction(weight * figure, weights * 1_000) for weight, figure in contributors], tenths(mean)
    )


def forecast(history: Sequence[tuple[date, Decimal]], due: date) -> Decimal | None:
    """The value on the due date "at this rate": the least-squares slope of the last six points, carried on
    from the last one, so that the dotted line starts where the curve ends.

    `history` is (day, value), oldest first; of several values on one day the last counts. None with fewer
    than two days. A due date that has passed is answered with the last value. ValueError if the days go
    backwards.
    """
    if any(later < earlier for (earlier, _), (later, _) in pairwise(history)):
        raise ValueError("the history must be in order of time")
    recent = list(dict(history).items())[-6:]
    if len(recent) < 2:
        return None
    last_day, last_value = recent[-1]
    days = [(day - last_day).days for day, _ in recent]
    values = [Fraction(value) for _, value in recent]
    count = len(recent)
    spread = count * sum(x * x for x in days) - sum(days) ** 2
    products = sum((x * y for x, y in zip(days, values, strict=True)), Fraction())
    slope = (count * products - sum(days) * sum(values, Fraction())) / spread
    change = slope * max(0, (due - last_day).days)
    return last_value + Decimal(change.numerator) / Decimal(change.denominator)
