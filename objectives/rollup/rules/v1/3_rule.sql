-- What counts in what: one row an edge, from a contributor to the figure it counts in.
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
