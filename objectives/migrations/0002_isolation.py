"""Row-level security of what is to be achieved, and what the platform may see of it: the log of changes and the day."""

from django.db import migrations

from organisations.tenancy import Protect

PLATFORM = """
CREATE POLICY platform ON objectives_change FOR SELECT TO northstar_platform USING (true);
GRANT SELECT ON objectives_change TO northstar_platform;
-- Emptied all the time: vacuum it often, so that it stays a few pages long.
ALTER TABLE objectives_change SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
CREATE POLICY platform ON objectives_rollup FOR SELECT TO northstar_platform USING (true);
GRANT SELECT ON objectives_rollup TO northstar_platform;
"""


class Migration(migrations.Migration):
    dependencies = [("objectives", "0001_tables")]

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
            "Edge",
            "Tally",
            "RollUp",
            "Finding",
            append_only=("HistoryEntry", "Judgement"),
            hot=("KeyResultState", "Figure", "UnitSummary", "PersonSummary", "Participation", "Edge", "Tally", "RollUp"),
        ),
        migrations.RunSQL(PLATFORM, migrations.RunSQL.noop),
    ]
