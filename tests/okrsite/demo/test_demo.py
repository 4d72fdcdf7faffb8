"""The demo company: the same on every machine, on whatever day somebody first types `make run`."""

import itertools
from datetime import date

import pytest

from okrsite.demo.story import quarters_until
from tests import ground

CONTENT = """
SELECT md5(string_agg(line, E'\n' ORDER BY line)) FROM (
    SELECT concat_ws('|', 'update', o.title, k.title, c.name, m.name, u.at, u.value, u.confidence, u.note) AS line
    FROM objectives_update u JOIN objectives_keyresult k ON k.id = u.key_result_id JOIN objectives_objective o ON o.id = k.objective_id
    JOIN objectives_cycle c ON c.id = o.cycle_id LEFT JOIN organisations_membership m ON m.id = u.by_id
    UNION ALL
    SELECT concat_ws('|', 'link', child.title, coalesce(parent.title, k.title), a.kind, a.state, a.weight, a.how)
    FROM objectives_alignment a JOIN objectives_objective child ON child.id = a.child_id
    LEFT JOIN objectives_objective parent ON parent.id = a.parent_id LEFT JOIN objectives_keyresult k ON k.id = a.parent_key_result_id
    UNION ALL
    SELECT concat_ws('|', 'history', o.title, h.at, h.act, h.before, h.after, h.reason, m.name)
    FROM objectives_historyentry h JOIN objectives_objective o ON o.id = h.objective_id
    LEFT JOIN organisations_membership m ON m.id = h.by_id
    UNION ALL
    SELECT concat_ws('|', 'person', m.name, m.title, m.role, u.name, boss.name)
    FROM organisations_membership m LEFT JOIN organisations_unit u ON u.id = m.unit_id
    LEFT JOIN organisations_membership boss ON boss.id = m.manager_id
    UNION ALL
    SELECT concat_ws('|', 'figure', o.title, c.name, s.on, s.progress, s.expected)
    FROM objectives_figuresnapshot s JOIN objectives_figure f ON f.id = s.figure_id JOIN objectives_objective o ON o.id = f.objective_id
    JOIN objectives_cycle c ON c.id = o.cycle_id) AS lines"""

OPEN = """
SELECT count(*), count(*) FILTER (WHERE coalesce(s.updated_at, '-infinity') <= coalesce(s.window_from, '-infinity')) FROM objectives_keyresult k
JOIN objectives_objective o ON o.id = k.objective_id JOIN objectives_keyresultstate s ON s.key_result_id = k.id
JOIN organisations_membership m ON m.id = k.accountable_id
WHERE m.name = 'Ingrid Solheim' AND o.state = 'active'"""

REVENUE = """
SELECT child.title, parent.title FROM objectives_contribution c
JOIN objectives_keyresult child ON child.id = c.child_id JOIN objectives_keyresult parent ON parent.id = c.parent_id
JOIN objectives_objective o ON o.id = child.objective_id JOIN objectives_cycle y ON y.id = o.cycle_id
WHERE %s BETWEEN y.starts_on AND y.ends_on"""


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 21), date(2026, 4, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 4, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2026, 7, 1), date(2027, 3, 31)),
        (date(2028, 2, 29), date(2027, 7, 1), date(2028, 3, 31)),
        (date(2026, 4, 1), date(2025, 10, 1), date(2026, 6, 30)),
    ],
)
def test_three_quarters_end_with_the_one_of_today(today: date, first: date, last: date) -> None:
    quarters = quarters_until(today)
    assert (len(quarters), quarters[0][0], quarters[-1][1]) == (3, first, last)
    assert all(
        earlier[1].toordinal() + 1 == later[0].toordinal() for earlier, later in itertools.pairwise(quarters)
    )


@pytest.mark.proof
@pytest.mark.parametrize(
    "now",
    [
        "2026-10-01T00:20",  # the first minutes of a quarter
        "2026-12-31T23:30",  # the last ones of a year
        "2027-01-01T12:00",
        "2028-02-29T22:30",
        "2026-11-22T22:00",  # a Sunday night
    ],
)
def test_it_is_as_told_on_whatever_day(own_database: ground.OwnDatabase, now: str) -> None:
    ground.manage("demo", "--now", now, database=own_database.name)
    with own_database.connect("postgres") as connection:
        assert connection.execute(OPEN).fetchone() == (6, 5)
        assert set(connection.execute(REVENUE, [now[:10]]).fetchall()) >= {
            ("Revenue to NOK 240 million", "Revenue to NOK 480 million"),
            ("More from my portfolio: NOK 8 to 14 million", "Revenue to NOK 240 million"),
        }
        (latest,) = connection.execute(
            "SELECT max(at AT TIME ZONE 'Europe/Oslo')::text FROM objectives_update"
        ).fetchone() or ("",)
        assert latest[:16] <= now.replace("T", " ")
    assert ground.manage("rollup", "--verify", database=own_database.name).splitlines()[-1] == "0 differences"


@pytest.mark.proof
def test_two_runs_make_the_same_company(own_database: ground.OwnDatabase) -> None:
    def content() -> object:
        ground.manage("demo", "--now", "2026-11-20T09:00", database=own_database.name)
        with own_database.connect("postgres") as connection:
            return connection.execute(CONTENT).fetchone()

    once = content()
    ground.clone(own_database.name)
    assert content() == once
