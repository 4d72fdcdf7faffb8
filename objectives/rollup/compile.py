"""From the rules to nodes and edges, for the few objectives a structural edit touched.

An edit of an objective, of its key results or of its links changes what counts in it and what it counts in.
So its own node, its key results', and every node above them are compiled anew: missing figures made, edges
replaced by what the view says, sums taken from the contributors' *stored* figures. Progress is left alone
here: the waves do it, so that what they push is always the difference of two stored values.
"""

from dataclasses import dataclass
from typing import Any

from objectives.rollup.sql import run

KIND = "CASE k.measured_by WHEN 'updates' THEN 'leaf' WHEN 'contributions' THEN 'sum' ELSE 'mean' END"


@dataclass(frozen=True, slots=True)
class Touched:
    """Objectives and key results (keys) whose nodes are compiled."""

    objectives: list[int]
    key_results: list[int]


def touched_by(objectives: list[int]) -> Touched:
    """The objectives, their key results, and what both count in by the links and contributions of today."""
    above = run(
        """SELECT parent_id, parent_key_result_id FROM objectives_alignment
           WHERE organisation_id = %(org)s AND child_id = ANY(%(ids)s)""",
        ids=objectives,
    )
    own = [
        row[0]
        for row in run(
            "SELECT id FROM objectives_keyresult WHERE organisation_id = %(org)s AND objective_id = ANY(%(ids)s)",
            ids=objectives,
        )
    ]
    sums = run(
        "SELECT parent_id FROM objectives_contribution WHERE organisation_id = %(org)s AND child_id = ANY(%(ids)s)",
        ids=own,
    )
    return Touched(
        objectives=sorted({*objectives, *(o for o, _ in above if o)}),
        key_results=sorted({*own, *(k for _, k in above if k), *(k for (k,) in sums)}),
    )


def only(touched: Touched | None) -> dict[str, Any]:
    """The parameters of statements about the touched; none where they are about the whole organisation."""
    return {"objectives": touched.objectives, "key_results": touched.key_results} if touched else {}


def make_nodes(touched: Touched | None) -> None:
    """Missing figures made, changed kinds, starts and targets taken over, reopened ones thawed; None:
    everything.

    What ended is frozen by `freeze`, last of all: a value given just before the end still counts in the
    figure that is kept. What stands already is looked for first: an INSERT that meets its conflict locks the
    row, and writes it.
    """
    some = only(touched)
    only_o = "AND o.id = ANY(%(objectives)s)" if touched else ""
    only_k = "AND k.id = ANY(%(key_results)s)" if touched else ""
    run(
        f"""
        INSERT INTO objectives_figure AS f (organisation_id, kind, objective_id, sum_w, sum_wp, sum_we, sum_change,
                                            change, frozen)
        SELECT o.organisation_id, 'mean', o.id, 0, 0, 0, 0, 0, false
        FROM objectives_objective o
        LEFT JOIN objectives_figure had ON had.organisation_id = o.organisation_id AND had.objective_id = o.id
        WHERE o.organisation_id = %(org)s {only_o}
          AND (had.id IS NULL OR had.frozen AND o.state NOT IN ('closed', 'terminated'))
        ON CONFLICT (organisation_id, objective_id) DO UPDATE SET frozen = false
        WHERE f.frozen AND NOT (SELECT o.state IN ('closed', 'terminated') FROM objectives_objective o
                                WHERE o.organisation_id = f.organisation_id AND o.id = f.objective_id)""",
        **some,
    )
    run(
        f"""
        INSERT INTO objectives_figure AS f (organisation_id, kind, key_result_id, sum_w, sum_wp, sum_we, sum_change,
                                            change, frozen, base, goal)
        SELECT k.organisation_id, {KIND}, k.id, 0, 0, 0, 0, 0, false, k.start, k.target
        FROM objectives_keyresult k
        LEFT JOIN objectives_figure had ON had.organisation_id = k.organisation_id AND had.key_result_id = k.id
        WHERE k.organisation_id = %(org)s {only_k}
          AND (had.id IS NULL OR (had.kind, had.base, had.goal) IS DISTINCT FROM ({KIND}, k.start, k.target))
        ON CONFLICT (organisation_id, key_result_id) DO UPDATE
        SET kind = excluded.kind, base = excluded.base, goal = excluded.goal
        WHERE (f.kind, f.base, f.goal) IS DISTINCT FROM (excluded.kind, excluded.base, excluded.goal)""",
        **some,
    )
    run(
        f"""
        UPDATE objectives_figure f SET frozen = false FROM objectives_keyresult k
        JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
        WHERE f.organisation_id = %(org)s AND f.frozen AND k.organisation_id = f.organisation_id
          AND k.id = f.key_result_id {only_k}
          AND k.terminated_at IS NULL AND o.state NOT IN ('closed', 'terminated')""",
        **some,
    )
    only_l = (
        "AND (l.parent_id = ANY(%(objectives)s) OR l.parent_key_result_id = ANY(%(key_results)s))"
        if touched
        else ""
    )
    run(
        f"""
        INSERT INTO objectives_figure (organisation_id, kind, of_objective_id, of_key_result_id, cycle_id,
                                       sum_w, sum_wp, sum_we, sum_change, change, frozen)
        SELECT DISTINCT l.organisation_id, n.kind, l.parent_id, l.parent_key_result_id,
               CASE n.kind WHEN 'bucket' THEN l.child_cycle_id END, 0, 0, 0, 0, 0, false
        FROM objectives_counting_link l CROSS JOIN (VALUES ('bucket'), ('quarters')) AS n(kind)
        WHERE l.organisation_id = %(org)s AND l.shorter {only_l}
        ON CONFLICT DO NOTHING""",
        **some,
    )


def freeze(touched: Touched | None) -> None:
    """Closed objectives, terminated ones and terminated key results keep the figure they have from here
    on."""
    some = only(touched)
    run(
        f"""
        UPDATE objectives_figure f SET frozen = true FROM objectives_objective o
        WHERE f.organisation_id = %(org)s AND NOT f.frozen AND o.organisation_id = f.organisation_id
          AND o.id = f.objective_id AND o.state IN ('closed', 'terminated')
          {"AND o.id = ANY(%(objectives)s)" if touched else ""}""",
        **some,
    )
    run(
        f"""
        UPDATE objectives_figure f SET frozen = true FROM objectives_keyresult k
        JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
        WHERE f.organisation_id = %(org)s AND NOT f.frozen AND k.organisation_id = f.organisation_id
          AND k.id = f.key_result_id AND (k.terminated_at IS NOT NULL OR o.state IN ('closed', 'terminated'))
          {"AND k.id = ANY(%(key_results)s)" if touched else ""}""",
        **some,
    )


def nodes_of(touched: Touched, objectives: list[int]) -> list[int]:
    """The figures to aggregate anew: the touched, their buckets, and what stored edges say they counted
    in."""
    return [
        row[0]
        for row in run(
            """
        WITH own AS (SELECT id FROM objectives_figure WHERE organisation_id = %(org)s AND objective_id = ANY(%(ids)s)
                     UNION ALL
                     SELECT f.id FROM objectives_figure f JOIN objectives_keyresult k
                     ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
                     WHERE f.organisation_id = %(org)s AND k.objective_id = ANY(%(ids)s)),
        n AS (SELECT id FROM objectives_figure WHERE organisation_id = %(org)s AND objective_id = ANY(%(objectives)s)
              UNION SELECT id FROM objectives_figure
              WHERE organisation_id = %(org)s AND key_result_id = ANY(%(key_results)s)
              UNION SELECT id FROM objectives_figure
              WHERE organisation_id = %(org)s AND of_objective_id = ANY(%(objectives)s)
              UNION SELECT id FROM objectives_figure
              WHERE organisation_id = %(org)s AND of_key_result_id = ANY(%(key_results)s)
              UNION SELECT e.parent_id FROM own JOIN objectives_edge e
              ON e.organisation_id = %(org)s AND e.child_id = own.id)
        SELECT id FROM n""",
            ids=objectives,
            objectives=touched.objectives,
            key_results=touched.key_results,
        )
    ]


def make_edges(nodes: list[int] | None) -> int:
    """Edges into these nodes (None: all) made to be what the rules say; how many were wrong."""
    only = "AND {}.parent_id = ANY(%(nodes)s)" if nodes is not None else ""
    if nodes is None:
        # The whole view is read whole, in the order it is written: looking for a better one took 180 ms,
        # reading it 8.
        run("SET LOCAL join_collapse_limit = 1")
    if nodes is None:
        # Figures made a moment ago have no statistics: the planner takes them for a handful and walks from
        # each to each.
        run("SET LOCAL enable_nestloop = off")
    rows = run(
        f"""
        WITH wanted AS MATERIALIZED (SELECT r.* FROM objectives_rule r
                                     WHERE r.organisation_id = %(org)s {only.format("r")}),
        gone AS (DELETE FROM objectives_edge e WHERE e.organisation_id = %(org)s {only.format("e")}
                 AND NOT EXISTS (SELECT FROM wanted w WHERE w.parent_id = e.parent_id AND w.child_id = e.child_id)
                 RETURNING 1),
        made AS (INSERT INTO objectives_edge AS e (organisation_id, parent_id, child_id, weight, adds)
                 SELECT organisation_id, parent_id, child_id, weight, adds FROM wanted w
                 WHERE NOT EXISTS (SELECT FROM objectives_edge s WHERE s.organisation_id = %(org)s
                                   AND s.parent_id = w.parent_id AND s.child_id = w.child_id
                                   AND s.weight = w.weight AND s.adds = w.adds)
                 ON CONFLICT (organisation_id, parent_id, child_id) DO UPDATE
                 SET weight = excluded.weight, adds = excluded.adds
                 WHERE (e.weight, e.adds) IS DISTINCT FROM (excluded.weight, excluded.adds) RETURNING 1)
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM made)""",
        nodes=nodes,
    )
    if nodes is None:
        run("SET LOCAL join_collapse_limit TO DEFAULT")
    run(
        f"""
        UPDATE objectives_figure f
        SET fixed_w = greatest(c.ends_on - c.starts_on + 1,
                               (SELECT coalesce(sum(e.weight), 0) FROM objectives_edge e
                                WHERE e.organisation_id = f.organisation_id AND e.parent_id = f.id))
        FROM objectives_objective o
        JOIN objectives_cycle c ON c.organisation_id = o.organisation_id AND c.id = o.cycle_id
        WHERE f.organisation_id = %(org)s AND f.kind = 'quarters' {"AND f.id = ANY(%(nodes)s)" if nodes is not None else ""}
          AND o.organisation_id = f.organisation_id
          AND o.id = coalesce(f.of_objective_id, (SELECT k.objective_id FROM objectives_keyresult k
                                                  WHERE k.organisation_id = f.organisation_id
                                                  AND k.id = f.of_key_result_id))""",
        nodes=nodes,
    )
    return int(rows[0][0])


def take_sums(nodes: list[int]) -> None:
    """Each node's sums from its contributors' stored figures; its own figure is left to the wave."""
    run(
        """
        UPDATE objectives_figure f SET sum_w = s.w, sum_wp = s.wp, sum_we = s.we, sum_change = s.change
        FROM (SELECT n.id,
                     coalesce(sum(e.weight) FILTER (WHERE NOT e.adds AND c.progress IS NOT NULL), 0) AS w,
                     coalesce(sum(e.weight::bigint * c.progress) FILTER (WHERE NOT e.adds), 0) AS wp,
                     coalesce(sum(e.weight::bigint * c.expected)
                              FILTER (WHERE NOT e.adds AND c.progress IS NOT NULL), 0) AS we,
                     coalesce(sum(c.change) FILTER (WHERE e.adds), 0) AS change
              FROM unnest(%(nodes)s::bigint[]) AS n(id)
              LEFT JOIN objectives_edge e ON e.organisation_id = %(org)s AND e.parent_id = n.id
              LEFT JOIN objectives_figure c ON c.organisation_id = %(org)s AND c.id = e.child_id
              GROUP BY n.id) s
        WHERE f.organisation_id = %(org)s AND f.id = s.id
          AND (f.sum_w, f.sum_wp, f.sum_we, f.sum_change) IS DISTINCT FROM (s.w, s.wp, s.we, s.change)""",
        nodes=nodes,
    )
