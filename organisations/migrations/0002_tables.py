"""Organisations, units, people and what is kept about them."""

import datetime
import django.db.models.deletion
import django.utils.timezone
import organisations.models
import organisations.tenancy.migration_operations
import organisations.tenancy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # Every table that another package hangs on an account is made before ours: each of its migrations would render all of ours again.
    dependencies = [
        ("organisations", "0001_account"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        organisations.tenancy.migration_operations.Tables(
            models=[
                migrations.CreateModel(
                    name="Organisation",
                    fields=[
                        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                        ("name", models.CharField(max_length=120)),
                        ("slug", models.SlugField(max_length=40, unique=True)),
                        ("time_zone", models.CharField(default="Europe/Oslo", max_length=64)),
                        (
                            "locale",
                            models.CharField(
                                choices=[
                                    ("en-gb", "English (United Kingdom)"),
                                    ("en-us", "English (United States)"),
                                    ("nb-no", "Norsk bokmål"),
                                    ("de-de", "Deutsch"),
                                    ("sv-se", "Svenska"),
                                    ("da-dk", "Dansk"),
                                    ("fr-fr", "Français"),
                                ],
                                default="en-gb",
                                max_length=10,
                            ),
                        ),
                        ("currency", models.CharField(default="NOK", max_length=3)),
                        (
                            "first_weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                    (5, "Saturday"),
                                    (6, "Sunday"),
                                ],
                                default=0,
                            ),
                        ),
                        ("max_objectives", models.PositiveSmallIntegerField(default=3)),
                        ("max_key_results", models.PositiveSmallIntegerField(default=5)),
                        ("changes_need_approval", models.BooleanField(default=False)),
                        ("on_pace_within", models.PositiveSmallIntegerField(default=2)),
                        ("far_past", models.PositiveSmallIntegerField(default=25)),
                        (
                            "check_in_weekday",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (0, "Monday"),
                                    (1, "Tuesday"),
                                    (2, "Wednesday"),
                                    (3, "Thursday"),
                                    (4, "Friday"),
                                    (5, "Saturday"),
                                    (6, "Sunday"),
                                ],
                                default=3,
                            ),
                        ),
                        ("check_in_time", models.TimeField(default=datetime.time(16, 0))),
                        ("reminder_hours", models.PositiveSmallIntegerField(default=24)),
                        ("questions", models.JSONField(default=organisations.models.three_questions)),
                        ("first_run_step", models.CharField(blank=True, max_length=20)),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("max_objectives__range", (1, 3))), name="organisation_max_objectives"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("max_key_results__range", (3, 5))), name="organisation_max_key_results"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
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
                            "parent",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="organisations.unit",
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        (
                            "kind",
                            models.CharField(
                                choices=[("company", "Company"), ("division", "Division"), ("department", "Department"), ("team", "Team")],
                                default="team",
                                max_length=20,
                            ),
                        ),
                        (
                            "lead",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="leads",
                                to="organisations.membership",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True, choices=[("not_started", "Not started"), ("pilot", "Pilot"), ("live", "Live")], max_length=20
                            ),
                        ),
                        ("live_from", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "permissions": [("lead_unit", "Lead this unit")],
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="unit_public_id"),
                            models.UniqueConstraint(
                                fields=("organisation", "parent", "name"),
                                name="unit_name_among_siblings",
                                nulls_distinct=False,
                                violation_error_message="A unit of this name hangs there already.",
                            ),
                            models.UniqueConstraint(condition=models.Q(("parent", None)), fields=("organisation",), name="unit_one_root"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitClosure",
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
                            "ancestor",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="below", to="organisations.unit"
                            ),
                        ),
                        (
                            "descendant",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="above", to="organisations.unit"
                            ),
                        ),
                        ("depth", models.PositiveSmallIntegerField()),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "ancestor", "descendant"], name="unit_closure_downwards")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "descendant", "ancestor"), name="unit_closure_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membership",
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
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="organisations.unit",
                            ),
                        ),
                        (
                            "manager",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="reports",
                                to="organisations.membership",
                            ),
                        ),
                        ("time_zone", models.CharField(blank=True, max_length=64)),
                        (
                            "role",
                            models.CharField(
                                choices=[("admin", "Administrator"), ("leader", "Leader"), ("member", "Member"), ("viewer", "Viewer")],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        ("active", models.BooleanField(default=True)),
                        ("joined_on", models.DateField()),
                        ("left_on", models.DateField(blank=True, null=True)),
                        ("away_from", models.DateField(blank=True, null=True)),
                        ("away_until", models.DateField(blank=True, null=True)),
                        ("reminders_by_email", models.BooleanField(default=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "unit"], name="membership_by_unit"),
                            models.Index(fields=["organisation", "manager"], name="membership_by_manager"),
                            models.Index(fields=["account"], name="membership_by_account"),
                            models.Index(condition=models.Q(("role", "leader")), fields=["organisation"], name="membership_leaders"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="membership_public_id"),
                            models.UniqueConstraint(fields=("organisation", "account"), name="membership_once"),
                            models.CheckConstraint(
                                condition=models.Q(("manager", models.F("id")), _negated=True),
                                name="membership_not_own_manager",
                                violation_error_message="Nobody manages themselves.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Invitation",
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
                        ("email", models.EmailField(max_length=254)),
                        (
                            "role",
                            models.CharField(
                                choices=[("admin", "Administrator"), ("leader", "Leader"), ("member", "Member"), ("viewer", "Viewer")],
                                default="member",
                                max_length=10,
                            ),
                        ),
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisations.unit",
                            ),
                        ),
                        (
                            "manager",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("name", models.CharField(blank=True, max_length=120)),
                        ("title", models.CharField(blank=True, max_length=120)),
                        ("token_hash", models.CharField(max_length=64)),
                        (
                            "invited_by",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("expires_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="invitation_public_id"),
                            models.UniqueConstraint(fields=("organisation", "token_hash"), name="invitation_token"),
                            models.UniqueConstraint(
                                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                                fields=("organisation", "email"),
                                name="invitation_one_open_per_address",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeopleImport",
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
                        ("what", models.CharField(choices=[("people", "People"), ("units", "Units")], max_length=10)),
                        ("file_name", models.CharField(max_length=200)),
                        ("headings", models.JSONField(default=list)),
                        ("mapping", models.JSONField(default=dict)),
                        ("rows", models.JSONField(default=list)),
                        ("options", models.JSONField(default=dict)),
                        ("outcome", models.JSONField(default=dict)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("dry", "Dry run"),
                                    ("working", "Being imported"),
                                    ("imported", "Imported"),
                                    ("dropped", "Dropped"),
                                ],
                                default="dry",
                                max_length=10,
                            ),
                        ),
                        (
                            "uploaded_by",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("imported_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "public_id"), name="people_import_public_id")],
                    },
                ),
                migrations.CreateModel(
                    name="AuditEvent",
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
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("act", models.CharField(max_length=60)),
                        ("kind", models.CharField(max_length=40)),
                        ("row", models.BigIntegerField(null=True)),
                        ("name", models.CharField(blank=True, max_length=200)),
                        ("before", models.JSONField(default=dict)),
                        ("after", models.JSONField(default=dict)),
                        ("reason", models.TextField(blank=True)),
                        ("address", models.GenericIPAddressField(null=True)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "-at"], name="audit_newest")],
                    },
                ),
                migrations.CreateModel(
                    name="UnitGrant",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="grants", to="organisations.unit"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "user", "permission", "content_object"), name="unit_grant_once")
                        ],
                    },
                ),
            ],
        ),
    ]
