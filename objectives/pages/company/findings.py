"""What needs a reader's eyes, from the roll-up's findings: key results that need attention, alignment gaps,
wins.

The company page shows the first few of each in one query; the lists behind it page through all of them.

Each table is looked up for the few rows that were chosen, one after the other (`OFFSET 0` keeps them apart):
joining them at once cost the planner ten times what the rows cost to read.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from objectives.display import measures
from objectives.display.charts.scale import GapLine
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import RowContext
from objectives.models import Cycle, Figure, Finding, KeyResult, KeyResultState, Objective
from objectives.pages.hooks import Win
from organisations.display.paging import LISTED, Paging
from organisations.models import Membership, Unit
from organisations.tenancy import current_organisation_id

ATTENTION, GAPS, WINS = 4, 2, 3
COUNTED = 1_000
"""Beyond so many a count says "1,000+": nobody reads them, and the page must not count for ever."""

BELOW = """(%(unit)s::bigint IS NULL OR d.unit IN (
    SELECT c.descendant_id FROM organisations_unitclosure c
    WHERE c.organisation_id = %(org)s AND c.ancestor_id = %(unit)s AND (%(below)s OR c.depth = 0)))"""

# The first of each kind: a few index entries for each kind, cycle and side, whatever the company's size.
FIRST = """
SELECT d.* FROM unnest(%(kinds)s::text[], %(cycles)s::bigint[], %(individuals)s::boolean[]) AS w(kind, cycle, individual)
CROSS JOIN LATERAL (
    SELECT d.id, d.figure_id, d.kind, d.unit, d.result, d.plan, d.rank FROM objectives_finding d
    WHERE d.organisation_id = %(org)s AND d.cycle = w.cycle AND d.kind = w.kind AND d.individual = w.individual
      AND {below}
    ORDER BY d.rank, d.id LIMIT 4) d
"""
LIST = """
SELECT d.id, d.figure_id, d.kind, d.unit, d.result, d.plan, d.rank FROM objectives_finding d
WHERE d.organisation_id = %(org)s AND d.kind = %(kind)s AND d.cycle = ANY(%(keys)s) AND (%(people)s OR NOT d.individual)
  AND {below}
ORDER BY d.rank, d.id LIMIT %(limit)s OFFSET %(offset)s
"""
COUNT = """
(SELECT count(*) FROM (
    SELECT FROM objectives_finding d
    WHERE d.organisation_id = %(org)s AND d.kind = {kind} AND d.cycle = ANY(%(keys)s) AND (%(people)s OR NOT d.individual)
      AND {below}
    LIMIT %(most)s) c)
"""
READ = """
SELECT {counts}, f.kind, f.result, f.plan, k.public_id, k.title, k.start, k.target, k.measure, k.measure_unit, k.currency,
       k.trajectory, k.measured_by, k.due_on, k.baseline_on, k.benchmark_due, s.current, s.confidence, s.updated_at,
       g.value, g.progress, g.expected, o.public_id, o.title, o.ambition, o.activated_on, y.starts_on,
       o.owner_id IS NOT NULL, u.name, m.public_id, m.name
FROM ({chosen}) AS f
CROSS JOIN LATERAL (SELECT g.* FROM objectives_figure g
                    WHERE g.organisation_id = %(org)s AND g.id = f.figure_id OFFSET 0) g
LEFT JOIN LATERAL (SELECT k.* FROM objectives_keyresult k
                   WHERE k.organisation_id = %(org)s AND k.id = g.key_result_id OFFSET 0) k ON true
LEFT JOIN LATERAL (SELECT s.* FROM objectives_keyresultstate s
                   WHERE s.organisation_id = %(org)s AND s.key_result_id = k.id OFFSET 0) s ON true
CROSS JOIN LATERAL (SELECT o.* FROM objectives_objective o
                    WHERE o.organisation_id = %(org)s AND o.id = coalesce(g.objective_id, k.objective_id) OFFSET 0) o
CROSS JOIN LATERAL (SELECT y.starts_on FROM objectives_cycle y
                    WHERE y.organisation_id = %(org)s AND y.id = o.cycle_id OFFSET 0) y
LEFT JOIN LATERAL (SELECT u.* FROM organisations_unit u
                   WHERE u.organisation_id = %(org)s AND u.id = f.unit OFFSET 0) u ON true
LEFT JOIN LATERAL (SELECT m.* FROM organisations_membership m
                   WHERE m.organisation_id = %(org)s
                     AND m.id = CASE WHEN k.id IS NOT NULL THEN k.accountable_id ELSE coalesce(o.owner_id, u.lead_id) END
                   OFFSET 0) m ON true
ORDER BY f.rank, f.id
"""


OF_KEY_RESULT = (
    *("title", "start", "target", "measure", "measure_unit", "currency"),
    *("trajectory", "measured_by", "due_on", "baseline_on", "benchmark_due"),
)


@dataclass(frozen=True)
class Row:
    """A finding with what is needed to say it: about a key result, or (without its title) about an
    objective."""

    attention_count: int
    gap_count: int
    kind: str
    result: int | None
    plan: int | None
    key_result_id: str | None
    title: str | None
    start: Decimal | None
    target: Decimal
    measure: str
    measure_unit: str
    currency: str
    trajectory: str
    measured_by: str
    due_on: date
    baseline_on: date | None
    benchmark_due: date | None
    current: Decimal | None
    confidence: str
    updated_at: datetime | None
    value: Decimal | None
    progress: int | None
    expected: int | None
    objective: str
    objective_title: str
    ambition: str
    activated_on: date | None
    cycle_starts_on: date
    individual: bool
    unit: str
    person_id: str | None
    person_name: str | None

    @property
    def person(self) -> Membership | None:
        return Membership(public_id=self.person_id or "", name=self.person_name) if self.person_name else None

    @property
    def key_result(self) -> KeyResult:
        """The key result it is about, with what its row reads; not to be saved."""
        objective = Objective(
            public_id=self.objective,
            title=self.objective_title,
            ambition=self.ambition,
            activated_on=self.activated_on,
            cycle=Cycle(starts_on=self.cycle_starts_on),
        )
        key_result = KeyResult(
            objective=objective,
            public_id=self.key_result_id or "",
            accountable=self.person,
            **{name: getattr(self, name) for name in OF_KEY_RESULT},
        )
        key_result.state = KeyResultState(
            current=self.current, confidence=self.confidence, updated_at=self.updated_at
        )
        key_result.figure = Figure(value=self.value, progress=self.progress, expected=self.expected)
        return key_result

    def url(self, context: RowContext) -> str:
        url = context.objective_url(self.objective)
        return f"{url}?key_result={self.key_result_id}" if url and self.key_result_id else url

    @property
    def who(self) -> str:
        """ "Jonas L., Sales" of a key result or a person's objective, "Marketing, Sofie D." of a unit's."""
        name = self.person.short_name if self.person else ""
        if self.key_result_id or self.individual:
            return ", ".join([name or "No owner", *filter(None, [self.unit])])
        return ", ".join(filter(None, [self.unit, name]))


def read(statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
    known = {"org": current_organisation_id(), "unit": None, "below": True, "people": False, "most": COUNTED}
    with connection.cursor() as cursor:
        cursor.execute(statement, {**known, **parameters})
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def count_of(kind: str) -> str:
    """A count of one kind as a column; `kind` is one of this module's own words."""
    return COUNT.format(kind=kind, below=BELOW)


@dataclass(frozen=True)
class AttentionRow(KeyResultRow):
    """A key result that somebody worries about, or that is far behind."""

    who: str = ""


@dataclass(frozen=True)
class Gap:
    """A result and its plan more than 20 points apart."""

    title: str
    url: str
    who: str
    words: str
    line: GapLine


@dataclass(frozen=True)
class Found:
    """The first of each kind for the company page, and how many there are."""

    attention: Sequence[AttentionRow]
    gaps: Sequence[Gap]
    wins: Sequence[Win]
    attention_count: int = 0
    gap_count: int = 0

    @property
    def attention_words(self) -> str:
        """How many, or that nobody counts any further."""
        return f"{COUNTED:,}+" if self.attention_count >= COUNTED else str(self.attention_count)


def of_company(cycles: Sequence[Cycle], unit: Unit | None, context: RowContext) -> Found:
    """The worst few of each kind in these cycles, below the unit if one is given. One query.

    Attention and gaps are those of the company's and the units' objectives: a person's own belong to their
    check-in.
    """
    rows = first_of(cycles, unit)
    of = {kind: [each for each in rows if each.kind == kind] for kind in Finding.Kind.values}
    return Found(
        [attention_of(each, context) for each in of[Finding.Kind.ATTENTION][:ATTENTION]],
        [gap_of(each, context) for each in of[Finding.Kind.GAP][:GAPS]],
        [win_of(each, context) for each in of[Finding.Kind.WIN][:WINS]],
        rows[0].attention_count if rows else 0,
        rows[0].gap_count if rows else 0,
    )


def first_of(cycles: Sequence[Cycle], unit: Unit | None) -> list[Row]:
    """The first of each kind, and on every row how many there are. Wins of people too, attention and gaps of
    units."""
    keys = [each.pk for each in cycles]
    sides = [
        (Finding.Kind.ATTENTION, False),
        (Finding.Kind.GAP, False),
        (Finding.Kind.WIN, False),
        (Finding.Kind.WIN, True),
    ]
    wanted = [(kind.value, cycle, individual) for kind, individual in sides for cycle in keys]
    if not wanted:
        return []
    kinds, of, individuals = (list(column) for column in zip(*wanted, strict=True))
    counts = ", ".join(count_of(f"'{kind.value}'") for kind in (Finding.Kind.ATTENTION, Finding.Kind.GAP))
    statement = READ.format(chosen=FIRST.format(below=BELOW), counts=counts)
    given = {
        "kinds": kinds,
        "cycles": of,
        "individuals": individuals,
        "keys": keys,
        "unit": unit.pk if unit else None,
    }
    return [Row(*row) for row in read(statement, **given)]


def listed(
    kind: str,
    cycles: Iterable[Cycle],
    unit: Unit | None = None,
    *,
    people: bool = False,
    below: bool = True,
    first: int = 0,
    limit: int = LISTED,
) -> list[Row]:
    """Findings of a kind, worst first, so many from the `first` on; of a unit and everyone below it, or of it
    alone."""
    statement = READ.format(chosen=LIST.format(below=BELOW), counts="0, 0")
    given = {
        "kind": kind,
        "keys": [each.pk for each in cycles],
        "unit": unit.pk if unit else None,
        "below": below,
        "people": people,
    }
    return [Row(*row) for row in read(statement, **given, limit=limit, offset=first)]


def paged(
    kind: str,
    cycles: Sequence[Cycle],
    unit: Unit | None,
    page: int,
    address: Callable[[int], str],
    *,
    people: bool = False,
) -> tuple[list[Row], Paging]:
    """One page of a kind and its links; a page past the end is the last one. Two queries."""
    given = {
        "kind": kind,
        "keys": [each.pk for each in cycles],
        "unit": unit.pk if unit else None,
        "people": people,
    }
    total = read("SELECT " + count_of("%(kind)s"), **given, most=None)[0][0]
    shown = max(1, min(page, -(-total // LISTED)))
    rows = listed(kind, cycles, unit, people=people, first=LISTED * (shown - 1))
    return rows, Paging(shown, total, LISTED, address)


def attention_of(row: Row, context: RowContext) -> AttentionRow:
    return AttentionRow(row.key_result, context, who=row.who)


def gap_of(row: Row, context: RowContext) -> Gap:
    """The words first: which of the two is green."""
    result, plan = row.result or 0, row.plan or 0
    return Gap(
        row.title or row.objective_title,
        row.url(context),
        row.who,
        gap_words(result, plan, context),
        GapLine(result, plan),
    )


def gap_words(result: int, plan: int, context: RowContext) -> str:
    """ "The plan is green, the result is not", or the reverse; where neither or both are, how far they lie
    apart."""
    close = measures.pace_table(context.organisation).close
    if plan >= -close > result:
        return "The plan is green, the result is not"
    if result >= -close > plan:
        return "The result is green, the plan is not"
    better, worse = ("plan", "result") if plan > result else ("result", "plan")
    return f"The {better} is {abs(result - plan)} points better than the {worse}"


def win_of(row: Row, context: RowContext) -> Win:
    """A key result at its target, or an objective closed as achieved."""
    if not row.title:
        return Win(f"{row.objective_title} is achieved", row.who, row.url(context), row.person)
    shown = KeyResultRow(row.key_result, context)
    words = f"{row.title} is at its target"
    if shown.value is not None:
        words += f": {shown.value_in_full}"
    return Win(words, row.who, row.url(context), row.person, row.updated_at)
