"""Row-level security of what is to be achieved, and what the relay may see of the change log."""

from django.db import migrations

from organisations.tenancy import Protect

CHANGES = """
CREATE POLICY platform ON objectives_change FOR SELECT TO northstar_platform USING (true);
GRANT SELECT ON objectives_change TO northstar_platform;
-- Emptied all the time: vacuum it often, so that it stays a few pages long.
ALTER TABLE objectives_change SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
"""


class Migration(migrations.Migration):
    dependencies = [("objectives", "0002_initial"), ("organisations", "0002_isolation")]

    operations = [
        Protect(
            "Cycle",
            "Objective",
            "KeyResult",
            "KeyResultState",
            "Milestone",
            "Alignment",
            "Contribution",
            "Figure",
            "Change",
            "FigureSnapshot",
            "HistoryEntry",
            "Judgement",
            "UnitSummary",
            "UnitSnapshot",
            "PersonSummary",
            "Participation",
            "ObjectiveGrant",
            append_only=("HistoryEntry", "Judgement"),
            hot=("KeyResultState", "Figure", "UnitSummary", "PersonSummary", "Participation"),
        ),
        migrations.RunSQL(CHANGES, migrations.RunSQL.noop),
    ]
