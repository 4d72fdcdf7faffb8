-- How the direct children of an objective or a key result stand together: their weighted means, each rounded once.
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
