"""The meeting a value was given in is as final as the value: the app role adds such rows and changes none."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("checkins", "0004_no_next_reminder")]

    operations = [
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON checkins_meetingupdate FROM northstar_app",
            "GRANT UPDATE, DELETE ON checkins_meetingupdate TO northstar_app",
        )
    ]
