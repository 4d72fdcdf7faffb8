"""Trends from the daily snapshots: a few days of many figures and units, in one query.

For each day asked for the newest snapshot of the step before it is taken, so that a history kept weekly draws
as well as one kept daily, and a year costs as many rows as a month.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection

from objectives.models import Cycle
from organisations.tenancy import current_organisation_id


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a figure: progress and expected in millionths."""

    day: date
    progress: int
    expected: int


def days(cycle: Cycle, today: date, points: int) -> tuple[list[date], int]:
    """Up to so many days of the cycle, evenly apart and ending yesterday or with the cycle, and the step
    between them."""
    step = max(1, cycle.days // points)
    last = min(today - timedelta(days=1), cycle.ends_on)
    count = max(0, (last - cycle.starts_on).days + step) // step
    return [last - timedelta(days=step * back) for back in range(count - 1, -1, -1)], step


@dataclass
class Wanted:
    """What to fetch: figures by their key, units by theirs in one cycle, each on some days."""

    keys: list[int] = field(default_factory=list)
    cycles: list[int] = field(default_factory=list)
    on: list[date] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)

    def figure(self, key: int, cycle: Cycle, today: date, points: int) -> None:
        self._add(key, 0, *days(cycle, today, points))

    def unit(self, key: int, cycle: Cycle, today: date, points: int) -> None:
        self._add(key, cycle.pk, *days(cycle, today, points))

    def _add(self, key: int, cycle: int, on: Sequence[date], step: int) -> None:
        self.keys += [key] * len(on)
        self.cycles += [cycle] * len(on)
        self.on += on
        self.steps += [step] * len(on)


@dataclass(frozen=True)
class History:
    """What was found, oldest first, by figure and by unit."""

    figures: dict[int, list[Point]]
    units: dict[int, list[Point]]


STATEMENT = """
SELECT w.key, w.cycle, w.n, s."on", s.progress, s.expected
FROM unnest(%(keys)s::bigint[], %(cycles)s::bigint[], %(on)s::date[], %(steps)s::int[])
     WITH ORDINALITY AS w(key, cycle, day, step, n)
CROSS JOIN LATERAL (
    SELECT f."on", f.progress, f.expected FROM objectives_figuresnapshot f
    WHERE w.cycle = 0 AND f.organisation_id = %(org)s AND f.figure_id = w.key
      AND f."on" <= w.day AND f."on" > w.day - w.step
    ORDER BY f."on" DESC LIMIT 1) s
UNION ALL
SELECT w.key, w.cycle, w.n, s."on", s.progress, s.expected
FROM unnest(%(keys)s::bigint[], %(cycles)s::bigint[], %(on)s::date[], %(steps)s::int[])
     WITH ORDINALITY AS w(key, cycle, day, step, n)
CROSS JOIN LATERAL (
    SELECT u."on", u.progress, u.expected FROM objectives_unitsnapshot u
    WHERE w.cycle <> 0 AND u.organisation_id = %(org)s AND u.unit_id = w.key AND u.cycle_id = w.cycle
      AND u."on" <= w.day AND u."on" > w.day - w.step
    ORDER BY u."on" DESC LIMIT 1) s
ORDER BY 3
"""


def history(wanted: Wanted) -> History:
    """One query for everything; days without a measured snapshot are left out."""
    figures: dict[int, list[Point]] = defaultdict(list)
    units: dict[int, list[Point]] = defaultdict(list)
    if wanted.keys:
        with connection.cursor() as cursor:
            cursor.execute(
                STATEMENT,
                {
                    "keys": wanted.keys,
                    "cycles": wanted.cycles,
                    "on": wanted.on,
                    "steps": wanted.steps,
                    "org": current_organisation_id(),
                },
            )
            for key, cycle, _, on, progress, expected in cursor.fetchall():
                if progress is not None and expected is not None:
                    (units if cycle else figures)[key].append(Point(on, progress, expected))
    return History(figures, units)
