"""The drain: from the log of changes to the company, in batches of exact differences.

One drainer at a time in an organisation (advisory lock), any number of organisations side by side. A batch is
one transaction: rows of the log deleted, figures moved, summaries moved. A drainer that dies at any line
leaves all of it undone and the rows in the log. The order of the log does not matter, and neither do repeats:
a key result is read as it stands, compared with what its figure has, and only the difference travels.
"""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from objectives.rollup import compile as rules
from objectives.rollup.sql import hold_lock, run, value
from objectives.rollup.summaries import count
from organisations.models import Organisation
from organisations.tenancy import current_organisation_id, within

BATCH = 1_000
"""Rows of the log a transaction takes: a structural edit waits for one batch at most."""


@dataclass(slots=True)
class Frontier:
    """Nodes and what is to be added to their sums: weights, weighted progress, weighted expected, value."""

    ids: list[int] = field(default_factory=list)
    w: list[int] = field(default_factory=list)
    wp: list[int] = field(default_factory=list)
    we: list[int] = field(default_factory=list)
    change: list[Decimal] = field(default_factory=list)

    @classmethod
    def still(cls, nodes: Sequence[int]) -> "Frontier":
        """Nodes whose sums are right already and whose own figure is to be taken from them."""
        none = [0] * len(nodes)
        return cls(list(nodes), none, none, none, [Decimal(0)] * len(nodes))


def drain(
    organisation_id: int, *, today: date | None = None, limit: int = BATCH, seconds: float | None = None
) -> int:
    """Take the organisation's log until it is empty, or for so many seconds; how many rows that were.

    Returns at once, 0, when another drainer holds the lock: it will take what is there, because each looks
    once more before it leaves, and finds nothing. (One that left after a short batch left behind what came
    meanwhile, to a ring that nobody would answer: a tenth of a second, at 100 updates a second for every
    second one.) `today` (organisation's zone, default now) matters only for the very first drain; later ones
    use the day the calendar figures are of.
    """
    taken, ends = 0, math.inf if seconds is None else time.monotonic() + seconds
    while time.monotonic() < ends:
        with within(organisation_id):
            batch = drain_batch(today=today, limit=limit)
        if not batch:
            break
        taken += batch
    return taken


def drain_batch(*, today: date | None = None, limit: int = BATCH) -> int | None:
    """One batch in the open scope; None when somebody else holds the lock."""
    if not hold_lock(wait=False):
        return None
    return take(today=today, limit=limit)


def take(*, today: date | None, limit: int | None) -> int:
    """Drain up to `limit` rows while holding the lock."""
    rows = run(
        """
        WITH q AS (DELETE FROM objectives_change WHERE organisation_id = %(org)s AND id <= (SELECT max(id) FROM
                   (SELECT id FROM objectives_change WHERE organisation_id = %(org)s ORDER BY id LIMIT %(limit)s) AS first)
                   RETURNING key_result, objective)
        SELECT count(*), array_agg(DISTINCT key_result) FILTER (WHERE key_result IS NOT NULL),
               array_agg(DISTINCT objective) FILTER (WHERE objective IS NOT NULL) FROM q""",
        limit=limit,
    )
    taken, key_results, objectives = rows[0][0], rows[0][1] or [], rows[0][2] or []
    if not taken:
        return 0
    as_of = day_of(today)
    objectives = sorted({*objectives, *unlike_their_node(key_results)}) if key_results else objectives
    counted: set[int] = set()
    touched = None
    if objectives:
        touched = rules.touched_by(objectives)
        rules.make_nodes(touched)
        nodes = rules.nodes_of(touched, objectives)
        rules.make_edges(nodes)
        rules.take_sums(nodes)
        set_calendar(nodes, as_of)
        counted.update(nodes)
        key_results = sorted({*key_results, *touched.key_results})
        counted.update(rise(Frontier.still(nodes)))
    changed, frontier = leaves(key_results, as_of)
    counted.update(changed)
    counted.update(rise(frontier))
    if touched:
        rules.freeze(touched)
    count(sorted(counted))
    run("UPDATE objectives_rollup SET version = version + 1 WHERE organisation_id = %(org)s")
    return int(taken)


def day_of(today: date | None) -> date:
    """The day the calendar figures are of; set to today at an organisation's first roll-up."""
    day = value("SELECT as_of FROM objectives_rollup WHERE organisation_id = %(org)s")
    if day is None:
        organisation = Organisation.objects.get(pk=current_organisation_id())
        day = today or timezone.localdate(timezone=organisation.zone)
        run(
            "INSERT INTO objectives_rollup (organisation_id, as_of, version) VALUES (%(org)s, %(day)s, 0)",
            day=day,
        )
    return day  # type: ignore[no-any-return]


def unlike_their_node(key_results: list[int]) -> list[int]:
    """Objectives of key results whose node is missing or says something else: structure, not only a value."""
    return [
        row[0]
        for row in run(
            f"""
        SELECT DISTINCT k.objective_id FROM objectives_keyresult k
        JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
        LEFT JOIN objectives_figure f ON f.organisation_id = k.organisation_id AND f.key_result_id = k.id
        WHERE k.organisation_id = %(org)s AND k.id = ANY(%(ids)s)
          AND (f.id IS NULL OR f.kind <> {rules.KIND}
               OR (f.base, f.goal) IS DISTINCT FROM (k.start, k.target)
               OR f.frozen <> (o.state IN ('closed', 'terminated') OR k.terminated_at IS NOT NULL))""",
            ids=key_results,
        )
    ]


CALENDAR = """
    northstar_expected(k.trajectory = 'hold', CASE o.ambition WHEN 'aspirational' THEN 700000 ELSE 1000000 END,
                       greatest(c.starts_on, o.activated_on, k.baseline_on), k.due_on, %(day)s)"""


def set_calendar(nodes: list[int] | None, as_of: date) -> None:
    """What sums and quarters expect on the day, by the calendar alone; None: all of them. Leaves see to
    theirs."""
    only = "AND f.id = ANY(%(nodes)s)" if nodes is not None else ""
    run(
        f"""
        UPDATE objectives_figure f SET calendar = {CALENDAR}
        FROM objectives_keyresult k
        JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
        JOIN objectives_cycle c ON c.organisation_id = o.organisation_id AND c.id = o.cycle_id
        WHERE f.organisation_id = %(org)s {only} AND f.kind = 'sum'
          AND k.organisation_id = f.organisation_id AND k.id = f.key_result_id""",
        nodes=nodes,
        day=as_of,
    )
    run(
        f"""
        UPDATE objectives_figure f SET calendar = northstar_elapsed(c.starts_on, c.ends_on, %(day)s)
        FROM objectives_objective o
        JOIN objectives_cycle c ON c.organisation_id = o.organisation_id AND c.id = o.cycle_id
        WHERE f.organisation_id = %(org)s {only} AND f.kind = 'quarters'
          AND o.organisation_id = f.organisation_id
          AND o.id = coalesce(f.of_objective_id, (SELECT k.objective_id FROM objectives_keyresult k
                              WHERE k.organisation_id = f.organisation_id AND k.id = f.of_key_result_id))""",
        nodes=nodes,
        day=as_of,
    )


RISEN = """
    p AS (SELECT e.parent_id AS id,
                 sum(CASE WHEN e.adds THEN 0 ELSE e.weight * ((u.np IS NOT NULL)::int - (u.op IS NOT NULL)::int) END) AS w,
                 sum(CASE WHEN e.adds THEN 0 ELSE e.weight::bigint * (coalesce(u.np, 0) - coalesce(u.op, 0)) END) AS wp,
                 sum(CASE WHEN e.adds THEN 0 ELSE e.weight::bigint *
                     (CASE WHEN u.np IS NULL THEN 0 ELSE u.ne END - CASE WHEN u.op IS NULL THEN 0 ELSE u.oe END) END) AS we,
                 sum(CASE WHEN e.adds THEN u.nc - u.oc ELSE 0 END) AS change
          FROM u JOIN objectives_edge e ON e.organisation_id = %(org)s AND e.child_id = u.id
          WHERE (u.op, u.oe, u.oc) IS DISTINCT FROM (u.np, u.ne, u.nc)
          GROUP BY e.parent_id)
    SELECT (SELECT array_agg(u.id) FROM u WHERE (u.op, u.oe) IS DISTINCT FROM (u.np, u.ne)),
           array_agg(p.id), array_agg(p.w), array_agg(p.wp), array_agg(p.we), array_agg(p.change) FROM p"""


LEAF = f"""
    SELECT k.organisation_id, k.id AS key_result_id, s.progress, s.current AS value,
           CASE WHEN s.progress IS NULL THEN 0 ELSE s.current - k.start END AS change, {CALENDAR} AS expected
    FROM objectives_keyresult k
    JOIN objectives_keyresultstate s ON s.organisation_id = k.organisation_id AND s.key_result_id = k.id
    JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
    JOIN objectives_cycle c ON c.organisation_id = o.organisation_id AND c.id = o.cycle_id"""


def leaves(key_results: list[int], as_of: date) -> tuple[list[int], Frontier]:
    """Key results measured by updates take their own state; their figures, and what their parents get."""
    if not key_results:
        return [], Frontier()
    rows = run(
        f"""
        WITH u AS (
            UPDATE objectives_figure f
            SET progress = n.progress, value = n.value, change = n.change, expected = n.expected
            FROM ({LEAF} WHERE k.organisation_id = %(org)s AND k.id = ANY(%(ids)s)) n
            WHERE f.organisation_id = n.organisation_id AND f.key_result_id = n.key_result_id
              AND f.kind = 'leaf' AND NOT f.frozen
            RETURNING f.id, old.progress AS op, new.progress AS np, old.expected AS oe, new.expected AS ne,
                      old.change AS oc, new.change AS nc),
        {RISEN}""",
        ids=key_results,
        day=as_of,
    )
    changed = [
        row[0]
        for row in run(
            "SELECT id FROM objectives_figure WHERE organisation_id = %(org)s AND key_result_id = ANY(%(ids)s)",
            ids=key_results,
        )
    ]
    return changed, above(rows[0])


def above(row: Sequence[list[int] | None]) -> Frontier:
    """The next wave, from the arrays a wave returns."""
    _, ids, w, wp, we, change = row
    return Frontier(ids or [], w or [], wp or [], we or [], change or [])  # type: ignore[arg-type]


def rise(frontier: Frontier) -> set[int]:
    """Push differences upwards until nothing moves; the figures whose progress or expected changed.

    Breadth-first waves grouped by node need no stored rank: a node above two paths may be visited twice, and
    the sums telescope all the same (docs/benchmarks.md). The graph has no loop, so the waves end.
    """
    moved: set[int] = set()
    while frontier.ids:
        rows = run(
            f"""
            WITH d AS (SELECT * FROM unnest(%(ids)s::bigint[], %(w)s::bigint[], %(wp)s::bigint[], %(we)s::bigint[],
                                            %(change)s::numeric[]) AS t(id, w, wp, we, change)),
            n AS MATERIALIZED (
                SELECT f.id, f.frozen, f.kind, f.base, f.goal, f.fixed_w, f.progress, f.expected, f.calendar, f.value,
                       f.change AS had,
                       f.sum_w + d.w AS w, f.sum_wp + d.wp AS wp, f.sum_we + d.we AS we, f.sum_change + d.change AS change
                FROM d JOIN objectives_figure f ON f.organisation_id = %(org)s AND f.id = d.id),
            u AS (
                UPDATE objectives_figure f
                SET sum_w = n.w, sum_wp = n.wp, sum_we = n.we, sum_change = n.change,
                    progress = CASE WHEN n.frozen THEN n.progress ELSE northstar_figure(
                        n.kind, n.progress, n.w, n.wp, n.fixed_w, n.base, n.goal, n.change) END,
                    expected = CASE WHEN n.frozen OR n.kind = 'leaf' THEN n.expected
                                    WHEN n.kind IN ('sum', 'quarters') THEN n.calendar
                                    WHEN n.w = 0 THEN NULL ELSE northstar_rdiv(n.we, n.w) END,
                    value = CASE WHEN n.frozen OR n.kind = 'leaf' THEN n.value
                                 WHEN n.kind = 'sum' THEN n.base + n.change END,
                    change = CASE WHEN n.frozen OR n.kind = 'leaf' THEN n.had
                                  WHEN n.kind = 'sum' THEN n.change ELSE 0 END
                FROM n WHERE f.organisation_id = %(org)s AND f.id = n.id
                RETURNING f.id, old.progress AS op, new.progress AS np, old.expected AS oe, new.expected AS ne,
                          old.change AS oc, new.change AS nc),
            {RISEN}""",
            ids=frontier.ids,
            w=frontier.w,
            wp=frontier.wp,
            we=frontier.we,
            change=frontier.change,
        )
        moved.update(rows[0][0] or [])
        frontier = above(rows[0])
    return moved
