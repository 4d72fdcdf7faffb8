"""That a value was given in a meeting becomes a row of its own; the column it was kept in goes."""

import django.db.models.deletion
from django.db import migrations, models

import organisations.tenancy.scope
from organisations.tenancy import Protect


def as_owner(statements: str) -> str:
    """The statements with row-level security lifted from the owner, who else sees no row. That includes the check of
    a foreign key that is added to rows: it looks for them as the owner."""
    tables = ("objectives_update", "checkins_meetingupdate", "checkins_checkin")
    lift = "".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;\n" for table in tables)
    force = "".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;\n" for table in tables)
    return f"{lift}{statements}{force}"


MOVE = as_owner("""
    INSERT INTO checkins_meetingupdate (organisation_id, update_id, check_in_id)
    SELECT organisation_id, id, in_check_in_id FROM objectives_update WHERE in_check_in_id IS NOT NULL;
    ALTER TABLE objectives_update DROP COLUMN in_check_in_id;
""")
MOVE_BACK = as_owner("""
    ALTER TABLE objectives_update ADD COLUMN in_check_in_id bigint;
    UPDATE objectives_update u SET in_check_in_id = m.check_in_id FROM checkins_meetingupdate m
    WHERE m.organisation_id = u.organisation_id AND m.update_id = u.id;
    ALTER TABLE objectives_update ADD CONSTRAINT checkins_update_in_check_in_id_same_organisation
        FOREIGN KEY (organisation_id, in_check_in_id) REFERENCES checkins_checkin (organisation_id, id);
""")


class Migration(migrations.Migration):
    dependencies = [("checkins", "0002_isolation"), ("objectives", "0005_update")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Update")]),
        migrations.CreateModel(
            name="MeetingUpdate",
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
                    "update",
                    organisations.tenancy.scope.TenantOneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="given_in",
                        to="objectives.update",
                    ),
                ),
                (
                    "check_in",
                    organisations.tenancy.scope.TenantForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values_given",
                        to="checkins.checkin",
                    ),
                ),
            ],
            options={"abstract": False, "base_manager_name": "objects"},
        ),
        Protect("MeetingUpdate"),
        migrations.RunSQL(MOVE, MOVE_BACK),
    ]
