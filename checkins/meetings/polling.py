"""What the others did while one looks at a meeting: a token for each part of its page, all from one statement.

The page carries the tokens it was drawn with; the poll compares, answers 204 where nothing differs, and sends
only the parts that do. A token says no more than that something changed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from checkins.models import CheckIn

PARTS = ("people", "rows", "agenda", "actions", "notes")
"""The parts of the page that others change, by the names their tokens have in the poll's address."""

STATEMENT = """
SELECT (SELECT md5(concat_ws('|', c.version, c.state, c.starts_at, (
            SELECT string_agg(g.membership_id::text, ',' ORDER BY g.id) FROM checkins_guest g
            WHERE g.organisation_id = c.organisation_id AND g.check_in_id = c.id)))
        FROM checkins_checkin c WHERE c.organisation_id = %(org)s AND c.id = %(check_in)s),
       (SELECT md5(string_agg(concat_ws('|', k.id, k.title, k.version, s.updated_at, s.current, s.confidence, f.progress, t.progress, t.expected), ','
                              ORDER BY k.id))
        FROM objectives_keyresult k
        JOIN objectives_objective o ON o.organisation_id = k.organisation_id AND o.id = k.objective_id
        LEFT JOIN objectives_keyresultstate s ON s.organisation_id = k.organisation_id AND s.key_result_id = k.id
        LEFT JOIN objectives_figure f ON f.organisation_id = k.organisation_id AND f.key_result_id = k.id
        LEFT JOIN objectives_figure t ON t.organisation_id = o.organisation_id AND t.objective_id = o.id
        WHERE k.organisation_id = %(org)s AND o.state = 'active' AND k.terminated_at IS NULL
          AND (k.accountable_id = %(report)s OR o.owner_unit_id = %(unit)s)),
       (SELECT md5(string_agg(concat_ws('|', a.id, a.position, a.text, a.note, a.done_at), ',' ORDER BY a.id))
        FROM checkins_agendaitem a WHERE a.organisation_id = %(org)s AND a.check_in_id = %(check_in)s),
       (SELECT md5(string_agg(concat_ws('|', a.id, a.text, a.owner_id, a.due_on, a.done_at), ',' ORDER BY a.id))
        FROM checkins_actionitem a WHERE a.organisation_id = %(org)s AND a.series_id = %(series)s),
       (SELECT n.version::text FROM checkins_sharednote n WHERE n.organisation_id = %(org)s AND n.check_in_id = %(check_in)s)
"""


def tokens(found: CheckIn) -> dict[str, str]:
    """The token of each part as it stands now; "0" of a part that is still empty."""
    series = found.series
    with connection.cursor() as cursor:
        cursor.execute(
            STATEMENT,
            {
                "org": found.organisation_id,
                "check_in": found.pk,
                "series": series.pk,
                "report": series.report_id,
                "unit": series.unit_id,
            },
        )
        row: Sequence[Any] = cursor.fetchone()
    return {part: token or "0" for part, token in zip(PARTS, row, strict=True)}


def differing(standing: Mapping[str, str], seen: Mapping[str, str]) -> set[str]:
    """The parts that stand otherwise than they were seen. A part the page did not name is not on it."""
    return {part for part, token in standing.items() if part in seen and seen[part] != token}
