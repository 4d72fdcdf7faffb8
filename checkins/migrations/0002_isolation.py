"""Row-level security of the rhythm, and what the tick may see of it."""

from django.db import migrations

from organisations.tenancy import Protect

TICK = """
CREATE POLICY platform ON checkins_checkinseries FOR SELECT TO northstar_platform USING (next_reminder_at IS NOT NULL);
GRANT SELECT (id, organisation_id, next_reminder_at) ON checkins_checkinseries TO northstar_platform;
CREATE INDEX update_brin ON checkins_update USING brin (at);
"""


class Migration(migrations.Migration):
    dependencies = [("checkins", "0001_tables")]

    operations = [
        Protect(
            "Update",
            "CheckInSeries",
            "CheckIn",
            "Guest",
            "AgendaItem",
            "ActionItem",
            "SharedNote",
            "PrivateNote",
            "WeeklyAnswers",
            "Recognition",
            "Occurrence",
            append_only=("Update",),
        ),
        migrations.RunSQL(TICK, migrations.RunSQL.noop),
    ]
