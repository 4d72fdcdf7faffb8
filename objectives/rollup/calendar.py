"""Midnight: the day that ended is kept, and what is expected moves on."""

from datetime import date

from objectives.rollup.drain import day_of
from objectives.rollup.rebuild import Difference, rebuild
from objectives.rollup.sql import hold_lock, run, take_time
from organisations.tenancy import within


def advance_day(organisation_id: int, *, today: date) -> Difference | None:
    """Snapshots of the day the figures are of, then everything of `today` (the organisation's zone).

    None when that day has come already. Run twice it does nothing the second time; run late, it takes the one
    day it knows, because nobody can tell today how the days in between ended.
    """
    with within(organisation_id):
        hold_lock(wait=True)
        take_time()
        if day_of(today) >= today:
            return None
        keep(day_of(None))
        return rebuild(organisation_id, today=today)


def keep(day: date) -> int:
    """One snapshot of every going objective, rolled-up key result and unit; how many rows. Again is harmless.

    Key results measured by updates are left out: their updates are their history.
    """
    figures = run(
        """
        INSERT INTO objectives_figuresnapshot (organisation_id, figure_id, "on", progress, expected, value)
        SELECT f.organisation_id, f.id, %(day)s, f.progress, f.expected, f.value
        FROM objectives_figure f
        LEFT JOIN objectives_keyresult k ON k.organisation_id = f.organisation_id AND k.id = f.key_result_id
        JOIN objectives_objective o
            ON o.organisation_id = f.organisation_id AND o.id = coalesce(f.objective_id, k.objective_id)
        WHERE f.organisation_id = %(org)s AND f.kind IN ('mean', 'sum') AND NOT f.frozen AND o.state = 'active'
        ON CONFLICT (organisation_id, figure_id, "on") DO UPDATE
        SET progress = excluded.progress, expected = excluded.expected, value = excluded.value
        RETURNING 1""",
        day=day,
    )
    units = run(
        """
        INSERT INTO objectives_unitsnapshot (organisation_id, unit_id, cycle_id, "on", progress, expected)
        SELECT s.organisation_id, s.unit_id, s.cycle_id, %(day)s, northstar_rdiv(s.own_progress, s.own_measured),
               northstar_rdiv(s.own_expected, s.own_measured)
        FROM objectives_unitsummary s
        JOIN objectives_cycle c ON c.organisation_id = s.organisation_id AND c.id = s.cycle_id
        WHERE s.organisation_id = %(org)s AND s.own_measured > 0 AND c.state IN ('active', 'closing')
        ON CONFLICT (organisation_id, unit_id, cycle_id, "on") DO UPDATE
        SET progress = excluded.progress, expected = excluded.expected
        RETURNING 1""",
        day=day,
    )
    return len(figures) + len(units)
