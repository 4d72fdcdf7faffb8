"""Updates, series, meetings, and what the rhythm keeps."""

import django.db.models.deletion
import django.utils.timezone
import organisations.tenancy.migration_operations
import organisations.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("objectives", "0002_isolation"),
    ]

    operations = [
        organisations.tenancy.migration_operations.Tables(
            models=[
                migrations.CreateModel(
                    name="Update",
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
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="updates",
                                to="objectives.keyresult",
                            ),
                        ),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("value", models.DecimalField(decimal_places=6, max_digits=24, null=True)),
                        ("progress", models.IntegerField(null=True)),
                        (
                            "confidence",
                            models.CharField(
                                blank=True,
                                choices=[("", "Not set"), ("on", "On track"), ("risk", "At risk"), ("off", "Off track")],
                                max_length=4,
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("no_change", models.BooleanField(default=False)),
                        ("request_id", models.UUIDField()),
                        ("steps", models.JSONField(null=True)),
                        (
                            "reverts",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="undone_by",
                                to="checkins.update",
                            ),
                        ),
                        (
                            "in_check_in",
                            organisations.tenancy.TenantForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="checkins.checkin",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "key_result", "-at"], name="update_newest")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="update_public_id"),
                            models.UniqueConstraint(fields=("organisation", "request_id"), name="update_request"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckInSeries",
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
                            "kind",
                            models.CharField(
                                choices=[("one_on_one", "1-on-1"), ("team", "Team check-in")], default="one_on_one", max_length=10
                            ),
                        ),
                        (
                            "manager",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="series_led", to="organisations.membership"
                            ),
                        ),
                        (
                            "report",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series_joined",
                                to="organisations.membership",
                            ),
                        ),
                        (
                            "unit",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="series",
                                to="organisations.unit",
                            ),
                        ),
                        (
                            "every",
                            models.CharField(
                                choices=[("week", "Every week"), ("two_weeks", "Every two weeks"), ("month", "Every month")],
                                default="week",
                                max_length=10,
                            ),
                        ),
                        (
                            "weekday",
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
                        ("local_time", models.TimeField()),
                        ("time_zone", models.CharField(max_length=64)),
                        ("minutes", models.PositiveSmallIntegerField(default=30)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("starts_on", models.DateField()),
                        ("ended_on", models.DateField(blank=True, null=True)),
                        ("next_reminder_at", models.DateTimeField(blank=True, null=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [
                            models.Index(fields=["organisation", "report"], name="series_by_report"),
                            models.Index(
                                condition=models.Q(("next_reminder_at__isnull", False)), fields=["next_reminder_at"], name="series_due"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="series_public_id"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "one_on_one"), ("report__isnull", False), ("unit__isnull", True)),
                                    models.Q(("kind", "team"), ("report__isnull", True), ("unit__isnull", False)),
                                    _connector="OR",
                                ),
                                name="series_of_two_or_of_a_unit",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended_on__isnull", True), ("kind", "one_on_one")),
                                fields=("organisation", "manager", "report"),
                                name="series_one_per_pair",
                                violation_error_message="These two have a series already.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CheckIn",
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
                            "series",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="checkins.checkinseries"
                            ),
                        ),
                        ("local_date", models.DateField()),
                        ("starts_at", models.DateTimeField()),
                        (
                            "state",
                            models.CharField(
                                choices=[("planned", "Planned"), ("held", "Held"), ("skipped", "Skipped")], default="planned", max_length=8
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=300)),
                        ("title", models.CharField(blank=True, max_length=200)),
                        ("completed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "completed_by",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "series", "starts_at"], name="check_in_by_time")],
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="check_in_public_id"),
                            models.UniqueConstraint(fields=("organisation", "series", "local_date"), name="check_in_once_a_date"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Guest",
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
                            "check_in",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="checkins.checkin"
                            ),
                        ),
                        (
                            "membership",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="joins", to="organisations.membership"
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "check_in", "membership"), name="guest_once")],
                    },
                ),
                migrations.CreateModel(
                    name="AgendaItem",
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
                            "check_in",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="agenda", to="checkins.checkin"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("text", models.CharField(max_length=300)),
                        ("note", models.CharField(blank=True, max_length=500)),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.membership",
                            ),
                        ),
                        ("about", models.CharField(blank=True, max_length=60)),
                        (
                            "key_result",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="objectives.keyresult",
                            ),
                        ),
                        ("minutes", models.PositiveSmallIntegerField(default=5)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        ("carried_from", models.DateField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ("position", "id"),
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "public_id"), name="agenda_public_id"),
                            models.UniqueConstraint(
                                condition=models.Q(("about", ""), _negated=True),
                                fields=("organisation", "check_in", "about"),
                                name="agenda_automatic_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionItem",
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
                            "series",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="checkins.checkinseries"
                            ),
                        ),
                        (
                            "check_in",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="checkins.checkin"
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        (
                            "owner",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="organisations.membership"
                            ),
                        ),
                        ("due_on", models.DateField(blank=True, null=True)),
                        ("done_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "created_by",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "ordering": ("done_at", "due_on", "id"),
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "owner"], name="action_by_owner")],
                        "constraints": [models.UniqueConstraint(fields=("organisation", "public_id"), name="action_public_id")],
                    },
                ),
                migrations.CreateModel(
                    name="SharedNote",
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
                            "check_in",
                            organisations.tenancy.TenantOneToOneField(
                                on_delete=django.db.models.deletion.CASCADE, related_name="shared_note", to="checkins.checkin"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "saved_by",
                            organisations.tenancy.TenantForeignKey(
                                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                    },
                ),
                migrations.CreateModel(
                    name="PrivateNote",
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
                            "check_in",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="private_notes", to="checkins.checkin"
                            ),
                        ),
                        (
                            "author",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.membership"
                            ),
                        ),
                        ("text", models.TextField(blank=True)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "check_in", "author"), name="private_note_once")],
                    },
                ),
                migrations.CreateModel(
                    name="WeeklyAnswers",
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
                                on_delete=django.db.models.deletion.CASCADE, related_name="weeks", to="organisations.membership"
                            ),
                        ),
                        ("week", models.DateField()),
                        ("answers", models.JSONField(default=list)),
                        ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [models.UniqueConstraint(fields=("organisation", "membership", "week"), name="weekly_answers_once")],
                    },
                ),
                migrations.CreateModel(
                    name="Recognition",
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
                            "to",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="thanks", to="organisations.membership"
                            ),
                        ),
                        (
                            "by",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisations.membership"
                            ),
                        ),
                        (
                            "key_result",
                            organisations.tenancy.TenantForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="thanks",
                                to="objectives.keyresult",
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("at", models.DateTimeField(default=django.utils.timezone.now)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "indexes": [models.Index(fields=["organisation", "-at"], name="recognition_newest")],
                        "constraints": [models.UniqueConstraint(fields=("organisation", "public_id"), name="recognition_public_id")],
                    },
                ),
                migrations.CreateModel(
                    name="Occurrence",
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
                            models.CharField(choices=[("before_check_in", "Before a check-in"), ("by_hand", "By hand")], max_length=20),
                        ),
                        ("about", models.CharField(max_length=60)),
                        (
                            "membership",
                            organisations.tenancy.TenantForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="reminders", to="organisations.membership"
                            ),
                        ),
                        ("local_date", models.DateField()),
                        ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                        ("outcome", models.CharField(blank=True, max_length=20)),
                    ],
                    options={
                        "abstract": False,
                        "base_manager_name": "objects",
                        "constraints": [
                            models.UniqueConstraint(fields=("organisation", "kind", "membership", "local_date"), name="occurrence_once")
                        ],
                    },
                ),
            ],
        ),
    ]
