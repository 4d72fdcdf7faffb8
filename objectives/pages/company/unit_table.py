"""The unit table: one row a unit from its summary, the whole table sorted and paged in the database;
Leadership on top."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from objectives.display import measures
from objectives.display.charts.bars import Mix
from objectives.display.charts.scale import Scale
from objectives.display.key_result_data import RowContext
from objectives.display.scales import share_scale
from objectives.models import Cycle, UnitSummary
from objectives.pages.company.participation import Leader
from objectives.pages.company.snapshots import History, Point
from objectives.pages.filters import Filters
from objectives.progress import distance, divide_half_up, too_early
from organisations.display import dates
from organisations.display.urls import address
from organisations.models import Membership, Stage
from organisations.tenancy import current_organisation_id

PAGE = 25
SPARK = 10
"""How many days a line of distances draws."""

DISTANCE = """northstar_distance(northstar_rdiv(s.own_progress, nullif(s.own_measured, 0)),
                                 northstar_rdiv(s.own_expected, nullif(s.own_measured, 0)))"""
SAID = "(s.on_track + s.at_risk + s.off_track)"
ORDERS = {
    "unit": "lower(u.name)",
    "own": "coalesce(s.own_objectives, 0)",
    "progress": "s.own_progress::numeric / nullif(s.own_measured, 0)",
    "pace": DISTANCE,
    "confidence": f"s.on_track::numeric / nullif({SAID}, 0)",
    "updated": "s.updated::numeric / nullif(s.key_results, 0)",
    "aligned": "s.aligned::numeric / nullif(s.objectives, 0)",
}
SUMMED = (
    *("own_objectives", "own_measured", "own_progress", "own_expected", "on_track", "at_risk", "off_track"),
    *("not_set", "key_results", "updated", "objectives", "aligned"),
)

# Stage and lead are looked up for the page's rows only.
STATEMENT = """
SELECT t.id, t.public_id, t.name, t.kind, t.live_from, northstar_stage(%(org)s, t.id), m.name, m.public_id, {named}, t.total
FROM (
    SELECT u.id, u.public_id, u.name, u.kind, u.live_from, u.lead_id, {columns}, count(*) OVER () AS total,
           row_number() OVER (ORDER BY {order} NULLS LAST, lower(u.name), u.id) AS n
    FROM organisations_unit u
    LEFT JOIN objectives_unitsummary s
        ON s.organisation_id = u.organisation_id AND s.unit_id = u.id AND s.cycle_id = %(cycle)s
    WHERE u.organisation_id = %(org)s AND {where}
    ORDER BY n LIMIT %(limit)s OFFSET %(offset)s) AS t
LEFT JOIN organisations_membership m ON m.organisation_id = %(org)s AND m.id = t.lead_id
ORDER BY t.n
"""
# Departments where there are some; else the highest level there is.
USUAL = """u.kind = (SELECT d.kind FROM organisations_unit d WHERE d.organisation_id = %(org)s AND d.parent_id IS NOT NULL
                     ORDER BY CASE d.kind WHEN 'department' THEN 1 WHEN 'division' THEN 2 ELSE 3 END LIMIT 1)
           AND u.parent_id IS NOT NULL"""
BELOW = """u.id IN (SELECT c.descendant_id FROM organisations_unitclosure c
                    WHERE c.organisation_id = %(org)s AND c.ancestor_id = %(unit)s AND c.depth > 0)"""


@dataclass(frozen=True)
class UnitRow:
    """One row: own objectives, progress and distance are the unit's own; the rest counts everyone below
    it."""

    key: int
    name: str
    url: str
    note: str
    own: str
    progress: int | None
    expected: int | None
    scale: Scale
    mix: Mix
    updated: int | None
    aligned: int | None
    lead: Membership | None = None
    leaders: int = 0
    not_started: str = ""
    urls: dict[str, str] = field(default_factory=dict)
    since: Sequence[int] = ()

    @property
    def points(self) -> int | None:
        if self.progress is None or self.expected is None:
            return None
        return distance(self.progress, self.expected)


@dataclass(frozen=True)
class Table:
    """A page of units, how many there are, and where the next ones are."""

    rows: Sequence[UnitRow]
    total: int
    level: str
    leadership: UnitRow | None = None


def mean(total: int, count: int) -> int | None:
    return divide_half_up(total, count) if count else None


def whole_percent(part: int, whole: int) -> int | None:
    return divide_half_up(100 * part, whole) if whole else None


def fetch(filters: Filters) -> list[tuple[Any, ...]]:
    """A page of units with their summaries, in one query, whatever their number."""
    if filters.unit is not None:
        narrowed = "u.parent_id = %(unit)s" if not filters.level else f"{BELOW} AND u.kind = %(level)s"
    else:
        narrowed = USUAL if not filters.level else "u.kind = %(level)s AND u.parent_id IS NOT NULL"
    column, backwards = filters.sort.removeprefix("-"), filters.sort.startswith("-")
    statement = STATEMENT.format(
        columns=", ".join(f"coalesce(s.{name}, 0) AS {name}" for name in SUMMED),
        named=", ".join(f"t.{name}" for name in SUMMED),
        where=narrowed,
        order=f"{ORDERS[column]} {'DESC' if backwards else 'ASC'}",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            statement,
            {
                "org": current_organisation_id(),
                "cycle": filters.cycle.pk if filters.cycle else 0,
                "unit": filters.unit.pk if filters.unit else 0,
                "level": filters.level,
                "limit": PAGE,
                "offset": PAGE * (filters.page - 1),
            },
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def row(fetched: tuple[Any, ...], filters: Filters, context: RowContext) -> UnitRow:
    """One fetched unit as its row."""
    key, public_id, name, _, live_from, stage, lead_name, lead_id = fetched[:8]
    summary = UnitSummary(unit_id=key, **dict(zip(SUMMED, fetched[8:-1], strict=True)))
    lead = Membership(name=lead_name, public_id=lead_id) if lead_name else None
    started = stage in (Stage.PILOT, Stage.LIVE)
    joins = f"Joins {live_from.day} {dates.month(live_from)}" if live_from else "Not started"
    notes = [lead.short_name if lead else "No lead", "pilot" if stage == Stage.PILOT else ""]
    return of_summary(
        summary,
        context,
        filters,
        key=key,
        name=name,
        url=unit_address(context, public_id, filters),
        note=", ".join(filter(None, notes)),
        lead=lead,
        not_started="" if started else joins,
        urls={
            what: rows_address(context, public_id, filters, what) for what in ("mix", "updated", "aligned")
        },
    )


def of_summary(
    summary: UnitSummary, context: RowContext, filters: Filters, *, name: str, **more: Any
) -> UnitRow:
    """The figures of a summary in the shapes a row shows."""
    progress, expected = (
        mean(summary.own_progress, summary.own_measured),
        mean(summary.own_expected, summary.own_measured),
    )
    limit = context.organisation.max_objectives
    return UnitRow(
        name=name,
        own=more.pop("own", f"{summary.own_objectives} of {limit}"),
        progress=progress,
        expected=expected,
        scale=unit_scale(name, progress, expected, filters, context),
        mix=Mix(summary.on_track, summary.at_risk, summary.off_track, summary.not_set),
        updated=whole_percent(summary.updated, summary.key_results),
        aligned=whole_percent(summary.aligned, summary.objectives),
        **more,
    )


def unit_scale(
    name: str, progress: int | None, expected: int | None, filters: Filters, context: RowContext
) -> Scale:
    cycle = filters.cycle
    return share_scale(
        name=name,
        progress=progress,
        expected=expected,
        locale=context.reader.locale,
        early=cycle is not None and too_early(context.reader.today, cycle.starts_on, cycle.ends_on),
        table=measures.pace_table(context.organisation),
    )


def unit_address(context: RowContext, public_id: str, filters: Filters) -> str:
    """The unit's page in the same cycle."""
    url = address("objectives:unit", context.organisation.slug, public_id=public_id)
    return f"{url}?cycle={filters.chosen['cycle']}" if filters.chosen.get("cycle") else url


def rows_address(context: RowContext, public_id: str, filters: Filters, what: str) -> str:
    """The rows behind a unit's mix, freshness or alignment."""
    view = "objectives:unit_objectives" if what == "aligned" else "objectives:unit_key_results"
    only = {"mix": "", "updated": "updated=no", "aligned": "aligned=no"}[what]
    cycle = f"cycle={filters.chosen['cycle']}" if filters.chosen.get("cycle") else ""
    query = "&".join(filter(None, (only, cycle)))
    url = address(view, context.organisation.slug, public_id=public_id)
    return f"{url}?{query}" if query else url


def with_history(found: UnitRow, history: History) -> UnitRow:
    """The same row with its points from pace since the cycle began, today's last."""
    return _since(found, history.units.get(found.key, []))


def _since(found: UnitRow, past: Sequence[Point]) -> UnitRow:
    since = [distance(each.progress, each.expected) for each in past]
    now = [found.points] if found.points is not None else []
    return replace(found, since=[*since, *now])


def leadership(leaders: Sequence[Leader], filters: Filters, context: RowContext) -> UnitRow | None:
    """Leaders' individual objectives as a row of their own; None where there is no leader."""
    if not leaders:
        return None
    total = {name: sum(getattr(each, name) for each in leaders) for name in SUMMED}
    url = address("objectives:company_leadership", context.organisation.slug)
    cycle = f"?cycle={filters.chosen['cycle']}" if filters.chosen.get("cycle") else ""
    count = len(leaders)
    people = address("objectives:company_participation", context.organisation.slug)
    return of_summary(
        UnitSummary(**total),
        context,
        filters,
        key=0,
        name="Leadership",
        url=f"{url}{cycle}",
        note=f"{count} leader{'' if count == 1 else 's'}, individual",
        own=str(total["own_objectives"]),
        leaders=count,
        urls={
            "mix": f"{url}{cycle}",
            "updated": f"{people}{cycle}#leadership",
            "aligned": f"{url}{cycle}",
        },
    )


def leadership_history(found: UnitRow, leaders: Sequence[Leader], history: History) -> UnitRow:
    """Leadership's distance over time: the mean of the leaders' objectives on each day that has snapshots."""
    days: dict[Any, list[Point]] = {}
    for leader in leaders:
        for figure in leader.figures:
            for point in history.figures.get(figure, []):
                days.setdefault(point.day, []).append(point)
    means = [
        Point(
            day,
            divide_half_up(sum(each.progress for each in points), len(points)),
            divide_half_up(sum(each.expected for each in points), len(points)),
        )
        for day, points in sorted(days.items())
    ]
    return _since(found, means)


def table(filters: Filters, context: RowContext, leaders: Sequence[Leader]) -> Table:
    """The page of units asked for, Leadership pinned above it unless one unit is looked at."""
    fetched = fetch(filters)
    return Table(
        rows=[row(each, filters, context) for each in fetched],
        total=fetched[0][-1] if fetched else 0,
        level=filters.level or (fetched[0][3] if fetched and filters.unit is None else ""),
        leadership=leadership(leaders, filters, context) if filters.unit is None else None,
    )


def with_past(table: Table, leaders: Sequence[Leader], past: History) -> Table:
    """The same table with its lines of distances."""
    pinned = leadership_history(table.leadership, leaders, past) if table.leadership else None
    return replace(table, rows=[with_history(each, past) for each in table.rows], leadership=pinned)


def since_words(cycle: Cycle | None) -> str:
    """The column's head: "Since July"."""
    return f"Since {dates.month_name(cycle.starts_on)}" if cycle else "Since the start"


@dataclass(frozen=True)
class Column:
    """A head of the table: its words, how it is sorted, where a click leads (nowhere: not sortable)."""

    words: str
    url: str = ""
    sort: str = "none"
    css: str = ""


def columns(filters: Filters) -> list[Column]:
    """The heads in their order; each sorts ascending first, then the other way."""
    named = (
        ("unit", "Unit", ""),
        ("own", "Own objectives", ""),
        ("progress", "Progress", "column-progress"),
        ("pace", "Points from pace", "column-cell"),
        ("", since_words(filters.cycle), ""),
        ("confidence", "Confidence", "column-mix"),
        ("updated", "Updated", "column-cell"),
        ("aligned", "Aligned", "column-cell"),
    )
    return [
        Column(words, filters.sort_query(name), filters.sorted_by(name), css)
        if name
        else Column(words, css=css)
        for name, words, css in named
    ]
