"""Reminders are jobs in the queue: the column that a sweep would have read goes, and the platform role's look at it."""

from django.db import migrations, models

CLOSE = """
DROP POLICY platform ON checkins_checkinseries;
REVOKE SELECT (id, organisation_id, next_reminder_at) ON checkins_checkinseries FROM northstar_platform;
"""
OPEN = """
CREATE POLICY platform ON checkins_checkinseries FOR SELECT TO northstar_platform USING (next_reminder_at IS NOT NULL);
GRANT SELECT (id, organisation_id, next_reminder_at) ON checkins_checkinseries TO northstar_platform;
"""


class Migration(migrations.Migration):
    dependencies = [("checkins", "0003_meeting_update")]

    operations = [
        migrations.RunSQL(CLOSE, OPEN),
        migrations.RemoveIndex(model_name="checkinseries", name="series_due"),
        migrations.RemoveField(model_name="checkinseries", name="next_reminder_at"),
    ]
