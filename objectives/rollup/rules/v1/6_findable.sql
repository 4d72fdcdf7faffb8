-- What a reader should look at: key results that need attention, alignment gaps, wins.
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
