"""Cycles, objectives, key results, links, and what the roll-up keeps of them."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import organisations.tenancy.migration_operations
import organisations.tenancy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0003_isolation"),
    ]

    operations = [
        organisations.tenancy.migration_operations.Tables(
            models=[
                migrations.CreateModel(
                    name="Cycle",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        ("name", models.CharField(max_length=60)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("annual", "Year"),
                                    ("half_year", "Half-year"),
                                    ("trimester", "Trimester"),
                                    ("quarter", "Quarter"),
                                    ("month", "Month"),
                                    ("custom", "Custom"),
                                ],
                                default="quarter",
                                max_length=10,
                            ),
                        ),
                        ("starts_on", models.DateField()),
                        ("ends_on", models.DateField()),
                        (
                            "parent",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="objectives.cycle",
                            ),
                        ),
                        ("drafting_from", models.DateField(blank=True, null=True)),
                        ("submission_due", models.DateField(blank=True, null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("planning", "Planning"), ("active", "Active"), ("closing", "Closing"), ("closed", "Closed")],
                                default="planning",
                                max_length=10,
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "starts_on"], name="cycle_by_start")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="cycle_public_id"),
                            models.UniqueConstraint(
                                fields=("organisation", "name"), name="cycle_name", violation_error_message="A cycle of this name exists."
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("ends_on__gt", models.F("starts_on"))),
                                name="cycle_ends_after_start",
                                violation_error_message="A cycle ends after it starts.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="objectives", to="objectives.cycle"
                            ),
                        ),
                        (
                            "owner_unit",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objectives",
                                to="organisations.unit",
                            ),
                        ),
                        (
                            "owner",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="objectives",
                                to="organisations.membership",
                            ),
                        ),
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="all_objectives",
                                to="organisations.unit",
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("why", models.TextField(blank=True)),
                        (
                            "ambition",
                            models.CharField(
                                choices=[("committed", "Committed"), ("aspirational", "Aspirational")], default="committed", max_length=12
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("active", "Active"),
                                    ("closed", "Closed"),
                                    ("terminated", "Terminated"),
                                ],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "counts",
                            models.CharField(
                                choices=[
                                    ("key_results", "Its key results"),
                                    ("aligned", "Its aligned objectives"),
                                    ("both", "Its key results and its aligned objectives"),
                                ],
                                default="key_results",
                                max_length=11,
                            ),
                        ),
                        ("shorter_weight", models.PositiveSmallIntegerField(default=1)),
                        ("slot", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "created_by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("submitted_at", models.DateTimeField(blank=True, null=True)),
                        ("activated_on", models.DateField(blank=True, null=True)),
                        (
                            "approved_by",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("sent_back_with", models.TextField(blank=True)),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("lesson", models.TextField(blank=True)),
                        (
                            "replaced_by",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="replaces",
                                to="objectives.objective",
                            ),
                        ),
                    ],
                    options={
                        "permissions": [("edit_objective", "Edit this objective")],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "cycle", "unit"], name="objective_by_unit"),
                            models.Index(fields=["organisation", "owner", "cycle"], name="objective_by_owner"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="objective_public_id"),
                            models.CheckConstraint(
                                condition=models.Q(("owner_unit__isnull", True), ("owner__isnull", True), _connector="XOR"),
                                name="objective_one_owner",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("owner_unit__isnull", False)),
                                fields=("organisation", "cycle", "owner_unit", "slot"),
                                name="objective_slot_of_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("owner__isnull", False)),
                                fields=("organisation", "cycle", "owner", "slot"),
                                name="objective_slot_of_person",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("slot__isnull", False), ("slot__range", (1, 3)), ("state__in", ["submitted", "active", "closed"])
                                    ),
                                    models.Q(("slot__isnull", True), ("state__in", ["draft", "terminated"])),
                                    _connector="OR",
                                ),
                                name="objective_at_most_three",
                            ),
                            models.CheckConstraint(condition=models.Q(("shorter_weight__range", (1, 5))), name="objective_shorter_weight"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectiveGrant",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                        ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        (
                            "content_object",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="objectives.objective"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "user", "permission", "content_object"), name="objective_grant_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyResult",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        (
                            "objective",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="key_results", to="objectives.objective"
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("number", "Number"),
                                    ("percentage", "Percentage"),
                                    ("currency", "Currency"),
                                    ("milestones", "Milestones"),
                                ],
                                default="number",
                                max_length=10,
                            ),
                        ),
                        ("currency", models.CharField(blank=True, max_length=3)),
                        ("measure_unit", models.CharField(blank=True, max_length=30)),
                        ("start", models.DecimalField(blank=True, decimal_places=6, max_digits=24, null=True)),
                        ("target", models.DecimalField(decimal_places=6, max_digits=24)),
                        ("due_on", models.DateField()),
                        (
                            "trajectory",
                            models.CharField(
                                choices=[("reach", "Reach it by the due date"), ("hold", "Hold the level")], default="reach", max_length=5
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField(default=1)),
                        (
                            "measured_by",
                            models.CharField(
                                choices=[
                                    ("updates", "Updates"),
                                    ("contributions", "Sum of contributions"),
                                    ("aligned", "Progress of aligned objectives"),
                                ],
                                default="updates",
                                max_length=13,
                            ),
                        ),
                        ("shorter_weight", models.PositiveSmallIntegerField(default=1)),
                        (
                            "accountable",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="key_results",
                                to="organisations.membership",
                            ),
                        ),
                        ("benchmark_due", models.DateField(blank=True, null=True)),
                        ("baseline_on", models.DateField(blank=True, null=True)),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("slot", models.PositiveSmallIntegerField(editable=False, null=True)),
                        ("terminated_at", models.DateTimeField(blank=True, null=True)),
                        ("reason", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ("objective_id", "position", "id"),
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "objective"], name="key_result_by_objective"),
                            models.Index(fields=["organisation", "accountable"], name="key_result_by_accountable"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="key_result_public_id"),
                            models.UniqueConstraint(fields=("organisation", "objective", "slot"), name="key_result_slot"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("slot__isnull", True), models.Q(("slot__isnull", False), ("slot__range", (1, 5))), _connector="OR"
                                ),
                                name="key_result_at_most_five",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start__isnull", True), models.Q(("start", models.F("target")), _negated=True), _connector="OR"
                                ),
                                name="key_result_start_is_not_target",
                                violation_error_message="Start and target are the same: nothing would move.",
                            ),
                            models.CheckConstraint(condition=models.Q(("weight__range", (1, 5))), name="key_result_weight"),
                            models.CheckConstraint(condition=models.Q(("shorter_weight__range", (1, 5))), name="key_result_shorter_weight"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("measure__in", ["percentage", "milestones"]), ("measured_by", "contributions"), _negated=True
                                ),
                                name="key_result_sums_add_up",
                                violation_error_message="Percentages do not add up: measure it by updates.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("measured_by", "contributions"), ("start__isnull", True), _negated=True),
                                name="key_result_sum_has_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KeyResultState",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "key_result",
                            organisations.tenancy.TenantOneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="state", to="objectives.keyresult"
                            ),
                        ),
                        ("current", models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                        ("progress", models.IntegerField(null=True)),
                        (
                            "confidence",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not set"), ("on", "On track"), ("risk", "At risk"), ("off", "Off track")],
                                max_length=4,
                            ),
                        ),
                        ("updated_at", models.DateTimeField(null=True)),
                        (
                            "updated_by",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("window_from", models.DateTimeField(null=True)),
                        ("streak", models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        (
                            "key_result",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="milestones", to="objectives.keyresult"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("title", models.CharField(max_length=200)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position",),
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="milestone_public_id"),
                            models.UniqueConstraint(fields=("organisation", "key_result", "position"), name="milestone_position"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Alignment",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        (
                            "child",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="leads_to", to="objectives.objective"
                            ),
                        ),
                        (
                            "parent",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="carried_by",
                                to="objectives.objective",
                            ),
                        ),
                        (
                            "parent_key_result",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="carried_by",
                                to="objectives.keyresult",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("direct", "Moves the figure"), ("indirect", "Shown only")], default="direct", max_length=8
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("proposed", "Proposed"), ("accepted", "Accepted"), ("declined", "Declined")],
                                default="proposed",
                                max_length=8,
                            ),
                        ),
                        ("weight", models.PositiveSmallIntegerField(default=1)),
                        ("how", models.CharField(blank=True, max_length=300)),
                        (
                            "proposed_by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("proposed_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "decided_by",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "parent"], name="alignment_by_parent"),
                            models.Index(fields=["organisation", "parent_key_result"], name="alignment_by_parent_kr"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="alignment_public_id"),
                            models.CheckConstraint(
                                condition=models.Q(("parent__isnull", True), ("parent_key_result__isnull", True), _connector="XOR"),
                                name="alignment_one_parent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("child", models.F("parent")), _negated=True), name="alignment_not_itself"
                            ),
                            models.CheckConstraint(condition=models.Q(("weight__range", (1, 5))), name="alignment_weight"),
                            models.CheckConstraint(
                                condition=models.Q(("how", ""), ("kind", "indirect"), _negated=True),
                                name="alignment_says_how",
                                violation_error_message="Say in a sentence how it supports the other objective.",
                            ),
                            models.UniqueConstraint(
                                fields=("organisation", "child", "parent", "parent_key_result"),
                                name="alignment_once",
                                nulls_distinct=False,
                                violation_error_message="This link exists already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("public_id", models.CharField(default=organisations.tenancy.new_public_id, editable=False, max_length=12)),
                        (
                            "child",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="contributes_to", to="objectives.keyresult"
                            ),
                        ),
                        (
                            "parent",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="contributions", to="objectives.keyresult"
                            ),
                        ),
                        (
                            "made_by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "parent"], name="contribution_by_parent")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="contribution_public_id"),
                            models.UniqueConstraint(
                                fields=("organisation", "child"),
                                name="contribution_once",
                                violation_error_message="This key result contributes already: a result counts once.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("child", models.F("parent")), _negated=True), name="contribution_not_itself"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("leaf", "A key result measured by updates"),
                                    ("sum", "A key result measured by contributions"),
                                    ("mean", "An objective, or a key result measured by aligned objectives"),
                                    ("bucket", "Children of one shorter cycle"),
                                    ("quarters", "All children in shorter cycles"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "key_result",
                            organisations.tenancy.TenantOneToOneField(
                                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="figure", to="objectives.keyresult"
                            ),
                        ),
                        (
                            "objective",
                            organisations.tenancy.TenantOneToOneField(
                                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="figure", to="objectives.objective"
                            ),
                        ),
                        (
                            "of_objective",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="buckets",
                                to="objectives.objective",
                            ),
                        ),
                        (
                            "of_key_result",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="buckets",
                                to="objectives.keyresult",
                            ),
                        ),
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="objectives.cycle",
                            ),
                        ),
                        ("progress", models.IntegerField(null=True)),
                        ("expected", models.IntegerField(null=True)),
                        ("calendar", models.IntegerField(null=True)),
                        ("sum_w", models.BigIntegerField(default=0)),
                        ("sum_wp", models.BigIntegerField(default=0)),
                        ("sum_we", models.BigIntegerField(default=0)),
                        ("fixed_w", models.BigIntegerField(null=True)),
                        ("sum_change", models.DecimalField(decimal_places=6, default=0, max_digits=30)),
                        ("base", models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                        ("goal", models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                        ("value", models.DecimalField(decimal_places=6, max_digits=30, null=True)),
                        ("change", models.DecimalField(decimal_places=6, default=0, max_digits=30)),
                        ("frozen", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("key_result", None), ("objective", None)),
                                fields=("organisation", "of_objective", "of_key_result", "cycle"),
                                name="figure_bucket_once",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edge",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "child",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.figure"
                            ),
                        ),
                        (
                            "parent",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.figure"
                            ),
                        ),
                        ("weight", models.IntegerField()),
                        ("adds", models.BooleanField(default=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "child"], include=("parent", "weight", "adds"), name="edge_upwards")
                        ],
                        "constraints": [models.UniqueConstraint(fields=("organisation", "parent", "child"), name="edge_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "figure",
                            organisations.tenancy.TenantOneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tally", to="objectives.figure"
                            ),
                        ),
                        ("unit", models.BigIntegerField()),
                        ("cycle", models.BigIntegerField()),
                        ("person", models.BigIntegerField(null=True)),
                        ("confidence", models.CharField(blank=True, max_length=4)),
                        ("asked", models.BooleanField(default=False)),
                        ("updated", models.BooleanField(default=False)),
                        ("is_key_result", models.BooleanField(default=False)),
                        ("is_objective", models.BooleanField(default=False)),
                        ("own", models.BooleanField(default=False)),
                        ("aligned", models.BooleanField(default=False)),
                        ("progress", models.IntegerField(null=True)),
                        ("expected", models.IntegerField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="RollUp",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("as_of", models.DateField()),
                        ("version", models.BigIntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation",), name="roll_up_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Change",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        ("key_result", models.BigIntegerField(null=True)),
                        ("objective", models.BigIntegerField(null=True)),
                        ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="FigureSnapshot",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "figure",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="snapshots",
                                to="objectives.figure",
                            ),
                        ),
                        ("on", models.DateField()),
                        ("progress", models.IntegerField(null=True)),
                        ("expected", models.IntegerField(null=True)),
                        ("value", models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "figure", "on"), name="figure_snapshot_daily")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoryEntry",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "objective",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="history", to="objectives.objective"
                            ),
                        ),
                        (
                            "key_result",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="history",
                                to="objectives.keyresult",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("act", models.CharField(max_length=40)),
                        ("before", models.CharField(blank=True, max_length=300)),
                        ("after", models.CharField(blank=True, max_length=300)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "told",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "objective", "-at"], name="history_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="Judgement",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "objective",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="judgements", to="objectives.objective"
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        (
                            "confidence",
                            models.CharField(
                                choices=[("", "Not set"), ("on", "On track"), ("risk", "At risk"), ("off", "Off track")], max_length=4
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "objective", "-at"], name="judgement_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="UnitSummary",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="summaries", to="organisations.unit"
                            ),
                        ),
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.cycle"
                            ),
                        ),
                        ("own_objectives", models.IntegerField(default=0)),
                        ("own_measured", models.IntegerField(default=0)),
                        ("own_progress", models.BigIntegerField(default=0)),
                        ("own_expected", models.BigIntegerField(default=0)),
                        ("on_track", models.IntegerField(default=0)),
                        ("at_risk", models.IntegerField(default=0)),
                        ("off_track", models.IntegerField(default=0)),
                        ("not_set", models.IntegerField(default=0)),
                        ("key_results", models.IntegerField(default=0)),
                        ("updated", models.IntegerField(default=0)),
                        ("objectives", models.IntegerField(default=0)),
                        ("aligned", models.IntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "cycle", "unit"), name="unit_summary_once")],
                    },
                ),
                migrations.CreateModel(
                    name="UnitSnapshot",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="snapshots",
                                to="organisations.unit",
                            ),
                        ),
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.cycle"
                            ),
                        ),
                        ("on", models.DateField()),
                        ("progress", models.IntegerField(null=True)),
                        ("expected", models.IntegerField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "unit", "cycle", "on"), name="unit_snapshot_daily")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PersonSummary",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "membership",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="summaries", to="organisations.membership"
                            ),
                        ),
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="objectives.cycle"
                            ),
                        ),
                        ("key_results", models.IntegerField(default=0)),
                        ("updated", models.IntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "cycle", "membership"), name="person_summary_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Participation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "cycle",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="participation",
                                to="objectives.cycle",
                            ),
                        ),
                        (
                            "group",
                            models.CharField(
                                choices=[("leadership", "Leadership"), ("leads", "Unit leads"), ("everyone", "Everyone else")],
                                max_length=10,
                            ),
                        ),
                        ("asked", models.IntegerField(default=0)),
                        ("participating", models.IntegerField(default=0)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "cycle", "group"), name="participation_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Finding",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        (
                            "figure",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="objectives.figure"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("attention", "Needs attention"), ("gap", "Alignment gap"), ("win", "Win")], max_length=10
                            ),
                        ),
                        ("cycle", models.BigIntegerField()),
                        ("unit", models.BigIntegerField()),
                        ("individual", models.BooleanField(default=False)),
                        ("result", models.IntegerField(null=True)),
                        ("plan", models.IntegerField(null=True)),
                        ("rank", models.IntegerField(default=0)),
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
            ],
        ),
    ]
