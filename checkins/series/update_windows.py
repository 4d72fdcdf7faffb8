"""The check-in before now, kept beside every key result, so that "updated" is counted without asking each
rhythm.

The same rules as checkins/series/check_in_times.py, once more in SQL, because a Monday in a large company
moves many thousand rows. tests/checkins/series/test_update_windows.py holds the two against each other.
"""

from datetime import datetime

from django.db import connection

from checkins.models import CheckIn
from checkins.series.check_in_times import AROUND, own_day
from objectives.rollup import log
from organisations.models import Organisation

MOVE = """
WITH meetings AS (
    SELECT s.id AS series, s.kind, s.unit_id, s.report_id, s.manager_id,
           max(c.starts_at) FILTER (WHERE c.starts_at <= %(now)s) AS previous
    FROM checkins_checkinseries s
    JOIN checkins_checkin c ON c.organisation_id = s.organisation_id AND c.series_id = s.id
    WHERE s.organisation_id = %(org)s AND s.ended_on IS NULL AND c.state <> 'skipped'
      AND c.starts_at > %(from)s AND c.starts_at < %(to)s
    GROUP BY s.id),
team AS (SELECT DISTINCT ON (unit_id) unit_id, previous FROM meetings WHERE kind = 'team' ORDER BY unit_id, series DESC),
one AS (
    SELECT DISTINCT ON (g.report_id) g.report_id, g.previous
    FROM meetings g JOIN organisations_membership m ON m.organisation_id = %(org)s AND m.id = g.report_id
    WHERE g.kind = 'one_on_one' ORDER BY g.report_id, (g.manager_id = m.manager_id) IS TRUE DESC, g.series)
UPDATE objectives_keyresultstate t SET window_from = w.previous
FROM (SELECT k.id, CASE WHEN team.unit_id IS NOT NULL THEN team.previous
                        WHEN one.report_id IS NOT NULL THEN one.previous
                        ELSE %(own)s END AS previous
      FROM objectives_keyresult k
      JOIN objectives_objective o ON o.organisation_id = %(org)s AND o.id = k.objective_id
      LEFT JOIN team ON team.unit_id = o.owner_unit_id
      LEFT JOIN one ON one.report_id = k.accountable_id
      WHERE k.organisation_id = %(org)s AND o.state = 'active' AND k.terminated_at IS NULL) w
WHERE t.organisation_id = %(org)s AND t.key_result_id = w.id AND t.window_from IS DISTINCT FROM w.previous
RETURNING t.key_result_id
"""


def move_windows(organisation: Organisation, now: datetime) -> int:
    """Every key result's window begins at its check-in before now; how many moved. The roll-up counts those
    anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            MOVE,
            {
                "org": organisation.pk,
                "now": now,
                "from": now - AROUND,
                "to": now + AROUND,
                "own": own_day(organisation, now).previous,
            },
        )
        moved = [row[0] for row in cursor.fetchall()]
    log.log_change(key_results=moved)
    return len(moved)


def next_turn(organisation: Organisation, now: datetime) -> datetime:
    """The next moment at which a window begins: a meeting of any series, or the organisation's own day."""
    coming = (
        CheckIn.objects.filter(series__ended_on=None, starts_at__gt=now)
        .exclude(state=CheckIn.State.SKIPPED)
        .order_by("starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    own = own_day(organisation, now).next
    return min(moment for moment in (coming, own) if moment is not None)
