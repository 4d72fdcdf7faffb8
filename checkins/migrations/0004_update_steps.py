"""Which milestones were done after an update, so that undoing the next one ticks them as they were."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("checkins", "0003_isolation")]

    operations = [migrations.AddField("update", "steps", models.JSONField(null=True))]
