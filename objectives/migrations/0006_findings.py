"""What a reader should be led to, as rows of their own: the view that says what counts, and the table the roll-up keeps.

product.md §3 (alignment gap: more than 20 points, either way) and §6 (attention, wins) are the source.
"""

import django.db.models.deletion
from django.db import migrations, models

import organisations.tenancy
from organisations.tenancy import Protect

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
SELECT f.organisation_id, f.id, 'gap', o.cycle_id, o.unit_id, o.owner_id IS NOT NULL, d.result, d.plan,
       -abs(d.result - d.plan)
FROM objectives_figure f
JOIN objectives_plan p ON p.organisation_id = f.organisation_id AND p.figure_id = f.id
LEFT JOIN objectives_keyresult k ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
JOIN objectives_objective o
    ON o.organisation_id = f.organisation_id AND o.id = coalesce(f.objective_id, k.objective_id)
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
    dependencies = [
        ("objectives", "0005_rules"),
        ("organisations", "0002_isolation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("attention", "Needs attention"), ("gap", "Alignment gap"), ("win", "Win")], max_length=10),
                ),
                ("cycle", models.BigIntegerField()),
                ("unit", models.BigIntegerField()),
                ("individual", models.BooleanField(default=False)),
                ("result", models.IntegerField(null=True)),
                ("plan", models.IntegerField(null=True)),
                ("rank", models.IntegerField(default=0)),
                (
                    "figure",
                    organisations.tenancy.TenantForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="objectives.figure"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation", "cycle", "kind", "individual", "rank"], name="finding_worst_first"),
                    models.Index(fields=["organisation", "unit"], name="finding_by_unit"),
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "figure", "kind"), name="finding_once")],
            },
        ),
        Protect("Finding"),
        migrations.RunSQL(PLAN, migrations.RunSQL.noop),
        migrations.RunSQL(FINDABLE, migrations.RunSQL.noop),
    ]
