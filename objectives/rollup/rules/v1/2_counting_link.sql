-- The direct links that count, with both sides' cycles: `shorter` ones go through a bucket and the quarters.
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
