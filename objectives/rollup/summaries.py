"""The company page's figures: what each key result and objective adds to its unit, its person and everyone
above.

`count` compares the facts of a few figures (view `objectives_fact`) with what was counted of them last
(`Tally`) and adds only the difference; `resummarise` counts a whole organisation from nothing, at midnight
and when people or units moved. Both read the same view.
"""

from typing import Any

from objectives.rollup.findings import FINDABLE, FOUND, find
from objectives.rollup.sql import hold_lock, run, take_time
from organisations.tenancy import within

COLUMNS = (
    "own_objectives",
    "own_measured",
    "own_progress",
    "own_expected",
    "on_track",
    "at_risk",
    "off_track",
    "not_set",
    "key_results",
    "updated",
    "objectives",
    "aligned",
)
OWN = COLUMNS[:4]

# A row of facts (or of the tally), times its sign, as differences of the summary's columns.
STEPS = """
    sum(sign * own::int) AS own_objectives,
    sum(sign * (own AND progress IS NOT NULL)::int) AS own_measured,
    sum(CASE WHEN own THEN sign * coalesce(progress, 0)::bigint ELSE 0 END) AS own_progress,
    sum(CASE WHEN own AND progress IS NOT NULL THEN sign * coalesce(expected, 0)::bigint ELSE 0 END) AS own_expected,
    sum(sign * (is_key_result AND confidence = 'on')::int) AS on_track,
    sum(sign * (is_key_result AND confidence = 'risk')::int) AS at_risk,
    sum(sign * (is_key_result AND confidence = 'off')::int) AS off_track,
    sum(sign * (is_key_result AND confidence = '')::int) AS not_set,
    sum(sign * asked::int) AS key_results,
    sum(sign * (asked AND updated)::int) AS updated,
    sum(sign * is_objective::int) AS objectives,
    sum(sign * (is_objective AND aligned)::int) AS aligned"""

FACTS = (
    "unit",
    "cycle",
    "person",
    "confidence",
    "asked",
    "updated",
    "is_key_result",
    "is_objective",
    "own",
    "aligned",
    "progress",
    "expected",
)
LISTED = ", ".join(FACTS)
BOTH = ", ".join(f"{{0}}.{name}" for name in FACTS)


def count(figures: list[int]) -> None:
    """Add what changed about these figures to the summaries of their units, of everything above, and of
    people."""
    if not figures:
        return
    rows = run(
        f"""
        WITH new AS MATERIALIZED (SELECT figure_id, {LISTED} FROM objectives_fact
                                  WHERE organisation_id = %(org)s AND figure_id = ANY(%(ids)s)),
        old AS MATERIALIZED (SELECT figure_id, {LISTED} FROM objectives_tally
                             WHERE organisation_id = %(org)s AND figure_id = ANY(%(ids)s)),
        moved AS MATERIALIZED (
            SELECT coalesce(new.figure_id, old.figure_id) AS id, new.figure_id IS NOT NULL AS stands
            FROM new FULL JOIN old USING (figure_id)
            WHERE ({BOTH.format("new")}) IS DISTINCT FROM ({BOTH.format("old")})),
        gone AS (DELETE FROM objectives_tally WHERE organisation_id = %(org)s
                 AND figure_id IN (SELECT id FROM moved WHERE NOT stands)),
        put AS (INSERT INTO objectives_tally (organisation_id, figure_id, {LISTED})
                SELECT %(org)s, figure_id, {LISTED} FROM new WHERE figure_id IN (SELECT id FROM moved)
                ON CONFLICT (organisation_id, figure_id) DO UPDATE
                SET ({LISTED}) = ROW({BOTH.format("excluded")})),
        signed AS (SELECT 1 AS sign, new.* FROM new WHERE figure_id IN (SELECT id FROM moved)
                   UNION ALL SELECT -1, old.* FROM old WHERE figure_id IN (SELECT id FROM moved))
        SELECT unit, cycle, person, {STEPS} FROM signed GROUP BY unit, cycle, person""",
        ids=figures,
    )
    if rows:
        add(rows)
    find(figures)


def add(rows: list[tuple[Any, ...]]) -> None:
    """Differences by (unit, cycle, person) to units and the units above them, to people, and to
    participation."""
    columns = list(zip(*rows, strict=True))
    steps = {name: list(columns[3 + n]) for n, name in enumerate(COLUMNS)}
    listed = ", ".join(COLUMNS)
    sums = ", ".join(
        f"sum(CASE WHEN c.depth = 0 THEN d.{name} ELSE 0 END)" if name in OWN else f"sum(d.{name})"
        for name in COLUMNS
    )
    unnested = ", ".join(f"%({name})s::bigint[]" for name in COLUMNS)
    run(
        f"""
        INSERT INTO objectives_unitsummary AS s (organisation_id, unit_id, cycle_id, {listed})
        SELECT %(org)s, c.ancestor_id, d.cycle, {sums}
        FROM unnest(%(units)s::bigint[], %(cycles)s::bigint[], {unnested}) AS d(unit, cycle, {listed})
        JOIN organisations_unitclosure c ON c.organisation_id = %(org)s AND c.descendant_id = d.unit
        GROUP BY c.ancestor_id, d.cycle ORDER BY c.ancestor_id, d.cycle
        ON CONFLICT (organisation_id, cycle_id, unit_id) DO UPDATE
        SET {", ".join(f"{name} = s.{name} + excluded.{name}" for name in COLUMNS)}""",
        units=list(columns[0]),
        cycles=list(columns[1]),
        **steps,
    )
    people = [row for row in rows if row[2] is not None]
    if people:
        add_people(people)


def add_people(rows: list[tuple[Any, ...]]) -> None:
    """Differences to people's own counts, and to how many of those who were asked take part."""
    asked, updated = 3 + COLUMNS.index("key_results"), 3 + COLUMNS.index("updated")
    run(
        f"""
        WITH d AS (SELECT person, cycle, sum(asked) AS asked, sum(updated) AS updated
                   FROM unnest(%(people)s::bigint[], %(cycles)s::bigint[], %(asked)s::bigint[], %(updated)s::bigint[])
                        AS t(person, cycle, asked, updated)
                   GROUP BY 1, 2 HAVING sum(asked) <> 0 OR sum(updated) <> 0),
        p AS (INSERT INTO objectives_personsummary AS s (organisation_id, membership_id, cycle_id, key_results, updated)
              SELECT %(org)s, person, cycle, asked, updated FROM d
              ON CONFLICT (organisation_id, cycle_id, membership_id) DO UPDATE
              SET key_results = s.key_results + excluded.key_results, updated = s.updated + excluded.updated
              RETURNING s.membership_id, s.cycle_id, coalesce(old.key_results, 0) AS ok, coalesce(old.updated, 0) AS ou,
                        new.key_results AS nk, new.updated AS nu),
        g AS (SELECT p.cycle_id, {GROUP} AS "group", sum((nk > 0)::int - (ok > 0)::int) AS asked,
                     sum((nk > 0 AND nu = nk)::int - (ok > 0 AND ou = ok)::int) AS participating
              FROM p JOIN organisations_membership m ON m.organisation_id = %(org)s AND m.id = p.membership_id
              GROUP BY 1, 2)
        INSERT INTO objectives_participation AS s (organisation_id, cycle_id, "group", asked, participating)
        SELECT %(org)s, cycle_id, "group", asked, participating FROM g WHERE asked <> 0 OR participating <> 0
        ON CONFLICT (organisation_id, cycle_id, "group") DO UPDATE
        SET asked = s.asked + excluded.asked, participating = s.participating + excluded.participating""",
        people=[row[2] for row in rows],
        cycles=[row[1] for row in rows],
        asked=[row[asked] for row in rows],
        updated=[row[updated] for row in rows],
    )


GROUP = """CASE WHEN m.role = 'leader' THEN 'leadership'
                WHEN EXISTS (SELECT FROM organisations_unit u WHERE u.organisation_id = m.organisation_id
                             AND u.lead_id = m.id) THEN 'leads'
                ELSE 'everyone' END"""

WANTED = {
    "objectives_tally": f"""
        SELECT organisation_id, figure_id, {LISTED} FROM objectives_fact WHERE organisation_id = %(org)s""",
    "objectives_unitsummary": f"""
        SELECT %(org)s::bigint AS organisation_id, c.ancestor_id AS unit_id, d.cycle AS cycle_id, {{sums}}
        FROM (SELECT unit, cycle, {STEPS} FROM (SELECT 1 AS sign, t.* FROM objectives_tally t
              WHERE organisation_id = %(org)s) t GROUP BY 1, 2) d
        JOIN organisations_unitclosure c ON c.organisation_id = %(org)s AND c.descendant_id = d.unit
        GROUP BY c.ancestor_id, d.cycle""",
    "objectives_personsummary": """
        SELECT %(org)s::bigint AS organisation_id, person AS membership_id, cycle AS cycle_id,
               sum(asked::int)::int AS key_results, sum((asked AND updated)::int)::int AS updated
        FROM objectives_tally WHERE organisation_id = %(org)s AND person IS NOT NULL
        GROUP BY person, cycle HAVING sum(asked::int) > 0""",
    "objectives_participation": f"""
        SELECT p.organisation_id, p.cycle_id, {GROUP} AS "group", count(*)::int AS asked,
               sum((p.updated = p.key_results)::int)::int AS participating
        FROM objectives_personsummary p
        JOIN organisations_membership m ON m.organisation_id = p.organisation_id AND m.id = p.membership_id
        WHERE p.organisation_id = %(org)s AND p.key_results > 0 GROUP BY 1, 2, 3""",
    "objectives_finding": FINDABLE,
}
WANTED["objectives_unitsummary"] = WANTED["objectives_unitsummary"].format(
    sums=", ".join(
        (f"sum(CASE WHEN c.depth = 0 THEN d.{name} ELSE 0 END)" if name in OWN else f"sum(d.{name})")
        + f" AS {name}"
        for name in COLUMNS
    )
)
KEYS = {
    "objectives_tally": (("figure_id",), FACTS),
    "objectives_unitsummary": (("unit_id", "cycle_id"), COLUMNS),
    "objectives_personsummary": (("membership_id", "cycle_id"), ("key_results", "updated")),
    "objectives_participation": (("cycle_id", '"group"'), ("asked", "participating")),
    "objectives_finding": (("figure_id", "kind"), FOUND),
}


def resummarise(organisation_id: int) -> int:
    """Count a whole organisation from nothing; how many rows that changed. Waits for a running drain."""
    with within(organisation_id):
        hold_lock(wait=True)
        take_time()
        return set_summaries()


def set_summaries() -> int:
    """The same in the open scope, holding the lock: tally, units, people, participation, each from the one
    before; then the findings. Rows that are right already are not offered to INSERT, which would lock and
    write each."""
    changed = 0
    for table, wanted in WANTED.items():
        keys, columns = KEYS[table]
        listed = ", ".join((*keys, *columns))
        same = " AND ".join(f"w.{key} = t.{key}" for key in keys)
        alike = (
            " AND ".join(f"s.{key} = w.{key}" for key in keys)
            + f" AND ({', '.join(f's.{c}' for c in columns)}) IS NOT DISTINCT FROM ({', '.join(f'w.{c}' for c in columns)})"
        )
        empty = zero(table, columns)
        changed += run(
            f"""
            WITH wanted AS MATERIALIZED ({wanted}),
            gone AS ({empty.format(where=f"t.organisation_id = %(org)s AND NOT EXISTS (SELECT FROM wanted w WHERE {same})")}
                     RETURNING 1),
            put AS (INSERT INTO {table} AS t (organisation_id, {listed})
                    SELECT organisation_id, {listed} FROM wanted w
                    WHERE NOT EXISTS (SELECT FROM {table} s WHERE s.organisation_id = %(org)s AND {alike})
                    ON CONFLICT (organisation_id, {", ".join(conflict(table, keys))}) DO UPDATE
                    SET {", ".join(f"{c} = excluded.{c}" for c in columns)}
                    WHERE ({", ".join(f"t.{c}" for c in columns)})
                          IS DISTINCT FROM ({", ".join(f"excluded.{c}" for c in columns)}) RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM put)"""
        )[0][0]
    return changed


def conflict(table: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Unique constraints lead with the organisation and then the cycle where there is one."""
    return tuple(sorted(keys, key=lambda key: (key != "cycle_id", key)))


def zero(table: str, columns: tuple[str, ...]) -> str:
    """Rows that no fact speaks for: tallies and findings go, a summary stands at nothing (the drain may add
    to it)."""
    if table in ("objectives_tally", "objectives_finding"):
        return f"DELETE FROM {table} t WHERE {{where}}"
    filled = " OR ".join(f"t.{column} <> 0" for column in columns)
    return f"UPDATE {table} t SET {', '.join(f'{column} = 0' for column in columns)} WHERE {{where}} AND ({filled})"
