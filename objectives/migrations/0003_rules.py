"""The rules of the roll-up, once, in SQL: what counts in what, what the summaries count, what a reader should be led to.

`objectives/rollup/` reads these views whole (rebuild, verify) or for a few rows (drain), so that both follow one
text. product.md §2, §3 (alignment gap: more than 20 points, either way) and §6 are the source of every line.
"""

from django.db import migrations

FUNCTIONS = """
-- Integer division rounding half up, for a >= 0 and b > 0: what objectives.progress.divide_half_up does.
CREATE FUNCTION northstar_rdiv(a bigint, b bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ((2 * a + b) / (2 * b))::int $$;
-- Millionths of the way from start to target, clamped: objectives.progress.progress.
CREATE FUNCTION northstar_progress(s numeric, t numeric, v numeric) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN (t > s AND v <= s) OR (t < s AND v >= s) THEN 0
                      WHEN (t > s AND v >= t) OR (t < s AND v <= t) THEN 1000000
                      ELSE div(2000000 * abs(v - s) + abs(t - s), 2 * abs(t - s))::int END $$;
-- Millionths expected on a day: objectives.progress.expected_reach and expected_hold.
CREATE FUNCTION northstar_expected(hold boolean, full_ int, begins date, due date, d date) RETURNS int
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN hold THEN 1000000 WHEN d >= due THEN full_ WHEN d <= begins THEN 0
                      ELSE northstar_rdiv(full_::bigint * (d - begins), due - begins) END $$;
-- Millionths of a cycle that are over when the day begins: objectives.progress.elapsed_share.
CREATE FUNCTION northstar_elapsed(starts date, ends date, d date) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN d <= starts THEN 0 WHEN d > ends THEN 1000000
                      ELSE northstar_rdiv(1000000::bigint * (d - starts), ends - starts + 1) END $$;
-- What a figure's progress is, from its own sums.
CREATE FUNCTION northstar_figure(kind varchar, old_ int, sum_w bigint, sum_wp bigint, fixed_w bigint, base numeric,
                                 goal numeric, sum_change numeric) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT CASE WHEN kind = 'leaf' THEN old_
                      WHEN kind = 'sum' THEN northstar_progress(base, goal, base + sum_change)
                      WHEN sum_w = 0 THEN NULL
                      WHEN kind = 'quarters' THEN northstar_rdiv(sum_wp, fixed_w)
                      ELSE northstar_rdiv(sum_wp, sum_w) END $$;
"""

# The direct links that count, with both sides' cycles: `shorter` ones go through a bucket and the quarters.
LINKS = """
CREATE VIEW objectives_counting_link WITH (security_invoker = true) AS
SELECT a.organisation_id, a.child_id, a.weight, a.parent_id, a.parent_key_result_id, co.cycle_id AS child_cycle_id,
       (cc.ends_on - cc.starts_on) < (pc.ends_on - pc.starts_on) AS shorter,
       greatest(0, least(cc.ends_on, pc.ends_on) - greatest(cc.starts_on, pc.starts_on) + 1) AS days
FROM objectives_alignment a
JOIN objectives_objective co ON co.organisation_id = a.organisation_id AND co.id = a.child_id
LEFT JOIN objectives_keyresult pk ON pk.organisation_id = a.organisation_id AND pk.id = a.parent_key_result_id
JOIN objectives_objective po
    ON po.organisation_id = a.organisation_id AND po.id = CASE WHEN a.parent_id IS NULL THEN pk.objective_id ELSE a.parent_id END
JOIN objectives_cycle cc ON cc.organisation_id = a.organisation_id AND cc.id = co.cycle_id
JOIN objectives_cycle pc ON pc.organisation_id = a.organisation_id AND pc.id = po.cycle_id
WHERE a.kind = 'direct' AND a.state = 'accepted' AND co.state IN ('active', 'closed')
  AND (a.parent_id IS NULL OR po.counts IN ('aligned', 'both'))
  AND (a.parent_key_result_id IS NULL OR pk.measured_by = 'aligned');
"""

RULES = """
CREATE VIEW objectives_rule WITH (security_invoker = true) AS
-- a key result in its objective
SELECT k.organisation_id, pf.id AS parent_id, cf.id AS child_id, k.weight::int AS weight, false AS adds
FROM objectives_keyresult k
JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
JOIN objectives_figure pf ON pf.organisation_id = k.organisation_id AND pf.objective_id = o.id
JOIN objectives_figure cf ON cf.organisation_id = k.organisation_id AND cf.key_result_id = k.id
WHERE k.terminated_at IS NULL AND o.counts IN ('key_results', 'both')
UNION ALL
-- an aligned objective in an objective
SELECT l.organisation_id, pf.id, cf.id, l.weight::int, false
FROM objectives_counting_link l
JOIN objectives_figure cf ON cf.organisation_id = l.organisation_id AND cf.objective_id = l.child_id
JOIN objectives_figure pf ON pf.organisation_id = l.organisation_id AND pf.objective_id = l.parent_id
WHERE NOT l.shorter
UNION ALL
-- an aligned objective in a key result
SELECT l.organisation_id, pf.id, cf.id, l.weight::int, false
FROM objectives_counting_link l
JOIN objectives_figure cf ON cf.organisation_id = l.organisation_id AND cf.objective_id = l.child_id
JOIN objectives_figure pf ON pf.organisation_id = l.organisation_id AND pf.key_result_id = l.parent_key_result_id
WHERE NOT l.shorter
UNION ALL
-- an aligned objective of a shorter cycle in its bucket
SELECT l.organisation_id, pf.id, cf.id, l.weight::int, false
FROM objectives_counting_link l
JOIN objectives_figure cf ON cf.organisation_id = l.organisation_id AND cf.objective_id = l.child_id
JOIN objectives_figure pf ON pf.organisation_id = l.organisation_id AND pf.kind = 'bucket'
    AND pf.cycle_id = l.child_cycle_id AND pf.of_objective_id = l.parent_id
WHERE l.shorter
UNION ALL
SELECT l.organisation_id, pf.id, cf.id, l.weight::int, false
FROM objectives_counting_link l
JOIN objectives_figure cf ON cf.organisation_id = l.organisation_id AND cf.objective_id = l.child_id
JOIN objectives_figure pf ON pf.organisation_id = l.organisation_id AND pf.kind = 'bucket'
    AND pf.cycle_id = l.child_cycle_id AND pf.of_key_result_id = l.parent_key_result_id
WHERE l.shorter
UNION ALL
-- a bucket in its quarters, by its days
SELECT DISTINCT l.organisation_id, qf.id, bf.id, l.days::int, false
FROM objectives_counting_link l
JOIN objectives_figure qf ON qf.organisation_id = l.organisation_id AND qf.kind = 'quarters'
    AND qf.of_objective_id = l.parent_id
JOIN objectives_figure bf ON bf.organisation_id = l.organisation_id AND bf.kind = 'bucket'
    AND bf.cycle_id = l.child_cycle_id AND bf.of_objective_id = l.parent_id
WHERE l.shorter
UNION ALL
SELECT DISTINCT l.organisation_id, qf.id, bf.id, l.days::int, false
FROM objectives_counting_link l
JOIN objectives_figure qf ON qf.organisation_id = l.organisation_id AND qf.kind = 'quarters'
    AND qf.of_key_result_id = l.parent_key_result_id
JOIN objectives_figure bf ON bf.organisation_id = l.organisation_id AND bf.kind = 'bucket'
    AND bf.cycle_id = l.child_cycle_id AND bf.of_key_result_id = l.parent_key_result_id
WHERE l.shorter
UNION ALL
-- the quarters in their objective or key result, by its own weight for them
SELECT qf.organisation_id, pf.id, qf.id, o.shorter_weight::int, false
FROM objectives_figure qf
JOIN objectives_objective o ON o.organisation_id = qf.organisation_id AND o.id = qf.of_objective_id
JOIN objectives_figure pf ON pf.organisation_id = qf.organisation_id AND pf.objective_id = o.id
WHERE qf.kind = 'quarters' AND o.counts IN ('aligned', 'both')
UNION ALL
SELECT qf.organisation_id, pf.id, qf.id, k.shorter_weight::int, false
FROM objectives_figure qf
JOIN objectives_keyresult k ON k.organisation_id = qf.organisation_id AND k.id = qf.of_key_result_id
JOIN objectives_figure pf ON pf.organisation_id = qf.organisation_id AND pf.key_result_id = k.id
WHERE qf.kind = 'quarters' AND k.measured_by = 'aligned'
UNION ALL
-- a contribution in a sum; a terminated one stays, with the change it had
SELECT c.organisation_id, pf.id, cf.id, 1, true
FROM objectives_contribution c
JOIN objectives_keyresult pk ON pk.organisation_id = c.organisation_id AND pk.id = c.parent_id
JOIN objectives_keyresult ck ON ck.organisation_id = c.organisation_id AND ck.id = c.child_id
JOIN objectives_objective co ON co.organisation_id = c.organisation_id AND co.id = ck.objective_id
JOIN objectives_figure pf ON pf.organisation_id = c.organisation_id AND pf.key_result_id = c.parent_id
JOIN objectives_figure cf ON cf.organisation_id = c.organisation_id AND cf.key_result_id = c.child_id
WHERE pk.measured_by = 'contributions' AND co.state IN ('active', 'closed', 'terminated');
"""

FACTS = """
-- The stage a unit lives in: its own, or the nearest one above it.
CREATE FUNCTION northstar_stage(org bigint, unit bigint) RETURNS varchar LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT u.stage FROM organisations_unitclosure c
          JOIN organisations_unit u ON u.organisation_id = c.organisation_id AND u.id = c.ancestor_id
          WHERE c.organisation_id = org AND c.descendant_id = unit AND u.stage <> '' ORDER BY c.depth LIMIT 1 $$;

-- What the summaries count of each figure (product.md §6).
CREATE VIEW objectives_fact WITH (security_invoker = true) AS
SELECT f.organisation_id, f.id AS figure_id, o.unit_id AS unit, o.cycle_id AS cycle, o.owner_id AS person,
       s.confidence,
       m.id IS NOT NULL AND m.active AND m.role <> 'viewer'
           AND (m.role = 'leader' OR coalesce(stage.stage, '') IN ('pilot', 'live'))
           AND NOT coalesce(m.away_from <= r.as_of AND (m.away_until IS NULL OR m.away_until >= r.as_of), false) AS asked,
       coalesce(s.updated_at > coalesce(s.window_from, '-infinity'), false) AS updated,
       true AS is_key_result, false AS is_objective, false AS own, false AS aligned, NULL::int AS progress, NULL::int AS expected
FROM objectives_figure f
JOIN objectives_keyresult k ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
JOIN objectives_objective o ON o.organisation_id = f.organisation_id AND o.id = k.objective_id
JOIN objectives_keyresultstate s ON s.organisation_id = f.organisation_id AND s.key_result_id = k.id
JOIN objectives_rollup r ON r.organisation_id = f.organisation_id
-- CASE, here and below, where coalesce would do: under row-level security only what is known to leak nothing may look
-- into an index, and coalesce is not; with it every person was read for each few figures.
LEFT JOIN organisations_membership m
    ON m.organisation_id = f.organisation_id AND m.id = CASE WHEN o.owner_id IS NULL THEN k.accountable_id ELSE o.owner_id END
-- northstar_stage once more, spelt out: a join remembers what it found for a unit, a function runs for every key result.
LEFT JOIN LATERAL (
    SELECT u.stage FROM organisations_unitclosure c
    JOIN organisations_unit u ON u.organisation_id = c.organisation_id AND u.id = c.ancestor_id
    WHERE c.organisation_id = o.organisation_id AND c.descendant_id = o.unit_id AND u.stage <> ''
    ORDER BY c.depth LIMIT 1) stage ON true
WHERE o.state = 'active' AND k.terminated_at IS NULL AND o.unit_id IS NOT NULL
UNION ALL
SELECT f.organisation_id, f.id, o.unit_id, o.cycle_id, NULL, '', false, false, false,
       o.state = 'active' AND (u.id IS NULL OR u.parent_id IS NOT NULL), o.owner_unit_id IS NOT NULL,
       EXISTS (SELECT FROM objectives_alignment a WHERE a.organisation_id = f.organisation_id AND a.child_id = o.id
               AND a.state = 'accepted'),
       CASE WHEN o.owner_unit_id IS NOT NULL THEN f.progress END,
       CASE WHEN o.owner_unit_id IS NOT NULL THEN f.expected END
FROM objectives_figure f
JOIN objectives_objective o ON o.organisation_id = f.organisation_id AND o.id = f.objective_id
LEFT JOIN organisations_unit u ON u.organisation_id = f.organisation_id AND u.id = o.owner_unit_id
WHERE o.state IN ('active', 'closed') AND o.unit_id IS NOT NULL;
"""

# How the direct children of an objective or a key result stand together: their weighted means, each rounded once.
PLAN = """
CREATE VIEW objectives_plan WITH (security_invoker = true) AS
SELECT c.organisation_id, c.figure_id, northstar_rdiv(sum(c.w * c.p)::bigint, sum(c.w)::bigint) AS progress,
       northstar_rdiv(sum(c.w * c.e)::bigint, sum(c.w)::bigint) AS expected
FROM (
    SELECT a.organisation_id, pf.id AS figure_id, a.weight::bigint AS w, cf.progress AS p, coalesce(cf.expected, 0) AS e
    FROM objectives_alignment a
    JOIN objectives_objective co ON co.organisation_id = a.organisation_id AND co.id = a.child_id
    JOIN objectives_figure cf ON cf.organisation_id = a.organisation_id AND cf.objective_id = a.child_id
    JOIN objectives_figure pf ON pf.organisation_id = a.organisation_id AND pf.objective_id = a.parent_id
    WHERE a.kind = 'direct' AND a.state = 'accepted' AND co.state IN ('active', 'closed') AND cf.progress IS NOT NULL
    UNION ALL
    SELECT a.organisation_id, pf.id, a.weight::bigint, cf.progress, coalesce(cf.expected, 0)
    FROM objectives_alignment a
    JOIN objectives_objective co ON co.organisation_id = a.organisation_id AND co.id = a.child_id
    JOIN objectives_figure cf ON cf.organisation_id = a.organisation_id AND cf.objective_id = a.child_id
    JOIN objectives_figure pf ON pf.organisation_id = a.organisation_id AND pf.key_result_id = a.parent_key_result_id
    WHERE a.kind = 'direct' AND a.state = 'accepted' AND co.state IN ('active', 'closed') AND cf.progress IS NOT NULL
) c
GROUP BY c.organisation_id, c.figure_id;
"""

FINDABLE = """
-- Whole points from pace as shown: shown progress less shown expected (objectives.progress.distance).
CREATE FUNCTION northstar_distance(progress int, expected int) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT northstar_rdiv(progress, 10000) - northstar_rdiv(expected, 10000) $$;

CREATE VIEW objectives_findable WITH (security_invoker = true) AS
-- a key result that somebody worries about, or that is far behind whatever they say; and one at its target
SELECT f.organisation_id, f.id AS figure_id, n.kind::varchar AS kind, o.cycle_id AS cycle, o.unit_id AS unit,
       o.owner_id IS NOT NULL AS individual,
       CASE n.kind WHEN 'attention' THEN northstar_distance(f.progress, f.expected) END AS result, NULL::int AS plan,
       CASE n.kind WHEN 'attention' THEN coalesce(northstar_distance(f.progress, f.expected), 0)
                   ELSE -coalesce(extract(epoch FROM s.updated_at)::bigint / 60, 0)::int END AS rank
FROM objectives_figure f
JOIN objectives_keyresult k ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
JOIN objectives_keyresultstate s ON s.organisation_id = f.organisation_id AND s.key_result_id = k.id
JOIN objectives_objective o ON o.organisation_id = f.organisation_id AND o.id = k.objective_id
JOIN organisations_organisation g ON g.id = f.organisation_id
CROSS JOIN LATERAL (
    SELECT 'attention' AS kind
    WHERE s.confidence IN ('risk', 'off') OR northstar_distance(f.progress, f.expected) < -g.far_past
    UNION ALL SELECT 'win' WHERE f.progress >= 1000000 AND k.trajectory = 'reach') n
WHERE o.state = 'active' AND k.terminated_at IS NULL AND o.unit_id IS NOT NULL
UNION ALL
-- a plan and a result more than 20 points apart
-- (p's own key, not f's: a question about a few figures then reaches into the plan's sums, which else are all computed)
SELECT f.organisation_id, p.figure_id, 'gap', o.cycle_id, o.unit_id, o.owner_id IS NOT NULL, d.result, d.plan,
       -abs(d.result - d.plan)
FROM objectives_figure f
JOIN objectives_plan p ON p.organisation_id = f.organisation_id AND p.figure_id = f.id
LEFT JOIN objectives_keyresult k ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
JOIN objectives_objective o
    ON o.organisation_id = f.organisation_id AND o.id = CASE WHEN f.objective_id IS NULL THEN k.objective_id ELSE f.objective_id END
CROSS JOIN LATERAL (SELECT northstar_distance(f.progress, f.expected) AS result,
                           northstar_distance(p.progress, p.expected) AS plan) d
WHERE o.state = 'active' AND k.terminated_at IS NULL AND o.unit_id IS NOT NULL AND abs(d.result - d.plan) > 20
UNION ALL
-- an objective that was closed as achieved
SELECT f.organisation_id, f.id, 'win', o.cycle_id, o.unit_id, o.owner_id IS NOT NULL, NULL, NULL,
       -coalesce(extract(epoch FROM o.ended_on)::bigint / 60, 0)::int
FROM objectives_figure f
JOIN objectives_objective o ON o.organisation_id = f.organisation_id AND o.id = f.objective_id
WHERE o.state = 'closed' AND o.unit_id IS NOT NULL
  AND f.progress >= CASE o.ambition WHEN 'aspirational' THEN 700000 ELSE 1000000 END;
"""


class Migration(migrations.Migration):
    dependencies = [("objectives", "0002_isolation")]

    operations = [migrations.RunSQL(each, migrations.RunSQL.noop) for each in (FUNCTIONS, LINKS, RULES, FACTS, PLAN, FINDABLE)]
