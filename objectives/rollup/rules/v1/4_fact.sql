-- What the summaries count of each figure (docs/rules.md §6).
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
