"""Everything from nothing: the rebuild, and the verification that it would change no row.

Leaves take their key results' state in one statement; the rest is recomputed in memory, contributors first,
and only rows that differ go back. The integers are those of the drain because
both round at the same places: a parent sums its contributors' stored figures. Freezing is the one thing that
cannot be found again from today's rows, so a frozen figure is taken as it stands.
"""

from dataclasses import dataclass
from datetime import date

from objectives.rollup import compile as rules
from objectives.rollup import recompute
from objectives.rollup.drain import LEAF, day_of, set_calendar, take
from objectives.rollup.sql import hold_lock, run, take_time
from objectives.rollup.summaries import set_summaries
from organisations.tenancy import within


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rebuild changed, or a verification would have: rows of each kind."""

    edges: int
    figures: int
    summaries: int

    @property
    def total(self) -> int:
        return self.edges + self.figures + self.summaries


class Found(Exception):
    """Carries a verification's finding out of the transaction that is to be undone."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference


def rebuild(organisation_id: int, *, today: date | None = None) -> Difference:
    """Recompute the organisation, move its calendar figures to `today` when given, empty its log; what
    changed.

    Waits for a running drain, then holds drains off. The log is emptied in the same transaction: what it told
    of is in the rows read here, because an act and its line in the log commit together, and the deletion is
    the first statement after the lock, so a line that it does not see belongs to an act that the reads may or
    may not see; that line stays, and draining it again changes nothing.
    """
    with within(organisation_id):
        hold_lock(wait=True)
        take_time()
        run("DELETE FROM objectives_change WHERE organisation_id = %(org)s")
        as_of = day_of(today)
        if today is not None and today != as_of:
            as_of = today
            run("UPDATE objectives_rollup SET as_of = %(day)s WHERE organisation_id = %(org)s", day=today)
        rules.make_nodes(None)
        edges = rules.make_edges(None)
        set_calendar(None, as_of)
        figures = set_leaves(as_of) + recompute.recompute()
        rules.freeze(None)
        summaries = set_summaries()
        run("UPDATE objectives_rollup SET version = version + 1 WHERE organisation_id = %(org)s")
        return Difference(edges, figures, summaries)


def verify(organisation_id: int) -> Difference:
    """What a rebuild of the same day would change, written nowhere. The log is drained first: it is no
    difference."""
    try:
        with within(organisation_id):
            hold_lock(wait=True)
            take_time()
            while take(today=None, limit=10_000):
                pass
            raise Found(rebuild(organisation_id))
    except Found as found:
        return found.difference


def set_leaves(as_of: date) -> int:
    """Every key result measured by updates takes its state; how many figures were different."""
    return len(
        run(
            f"""
            UPDATE objectives_figure f SET progress = n.progress, value = n.value, change = n.change, expected = n.expected
            FROM ({LEAF} WHERE k.organisation_id = %(org)s) n
            WHERE f.organisation_id = %(org)s AND f.key_result_id = n.key_result_id AND f.kind = 'leaf' AND NOT f.frozen
              AND (f.progress, f.value, f.change, f.expected)
                  IS DISTINCT FROM (n.progress, n.value, n.change, n.expected)
            RETURNING f.id""",
            day=as_of,
        )
    )
