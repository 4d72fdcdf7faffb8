"""What a reader should be led to: attention, gaps, wins. Kept beside the summaries, for the same figures and
in the same transaction, so that no page searches a hundred thousand key results for the worst (docs/benchmarks.md)."""

from objectives.rollup.sql import run

FOUND = ("cycle", "unit", "individual", "result", "plan", "rank")

LISTED = ", ".join(FOUND)

FINDABLE = f"SELECT organisation_id, figure_id, kind, {LISTED} FROM objectives_findable WHERE organisation_id = %(org)s"


def find(figures: list[int]) -> None:
    """Make the findings about these figures, and about what their objectives directly support, what they are
    now.

    The parent of a moved child is looked at even where it did not move itself: where it is measured
    otherwise, the child's step changes the gap and nothing else.
    """
    looked_at = [
        row[0]
        for row in run(
            """
            WITH c AS MATERIALIZED (SELECT a.parent_id, a.parent_key_result_id FROM objectives_figure f
                JOIN objectives_alignment a ON a.organisation_id = f.organisation_id AND a.child_id = f.objective_id
                WHERE f.organisation_id = %(org)s AND f.id = ANY(%(ids)s))
            SELECT unnest(%(ids)s::bigint[])
            UNION SELECT f.id FROM c JOIN objectives_figure f
                ON f.organisation_id = %(org)s AND f.objective_id = c.parent_id
            UNION SELECT f.id FROM c JOIN objectives_figure f
                ON f.organisation_id = %(org)s AND f.key_result_id = c.parent_key_result_id""",
            ids=figures,
        )
    ]
    run(
        f"""
        WITH wanted AS MATERIALIZED ({FINDABLE} AND figure_id = ANY(%(ids)s)),
        gone AS (DELETE FROM objectives_finding t WHERE organisation_id = %(org)s AND figure_id = ANY(%(ids)s)
                 AND NOT EXISTS (SELECT FROM wanted w WHERE w.figure_id = t.figure_id AND w.kind = t.kind))
        INSERT INTO objectives_finding AS t (organisation_id, figure_id, kind, {LISTED})
        SELECT organisation_id, figure_id, kind, {LISTED} FROM wanted
        ON CONFLICT (organisation_id, figure_id, kind) DO UPDATE
        SET ({LISTED}) = ROW({", ".join(f"excluded.{name}" for name in FOUND)})
        WHERE ({", ".join(f"t.{name}" for name in FOUND)})
              IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in FOUND)})""",
        ids=looked_at,
    )
