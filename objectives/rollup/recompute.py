"""Recomputes a whole organisation's figures in memory: reads them once, works upwards from the contributors,
and writes back what differs.

Plain integers and lists: a million figures take seconds, and every division rounds as the drain's does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from objectives.progress import divide_half_up
from objectives.progress import progress as progress_of
from objectives.rollup.sql import run
from organisations.tenancy import current_organisation_id

STORED = "progress, expected, sum_w, sum_wp, sum_we"

READ_FIGURES = f"""
COPY (SELECT id, kind, frozen, coalesce(fixed_w, 0), calendar, {STORED}
      FROM objectives_figure WHERE organisation_id = {{organisation}}) TO STDOUT
"""
READ_EDGES = """
COPY (SELECT child_id, parent_id, weight, adds FROM objectives_edge WHERE organisation_id = {organisation}) TO STDOUT
"""
FIGURE_TYPES = ("int8", "text", "bool", "int8", "int4", "int4", "int4", "int8", "int8", "int8")
EDGE_TYPES = ("int8", "int8", "int4", "bool")

Sums = tuple[int | None, int | None, int, int, int]
"""Progress and expected in millionths (None: not measured), sums of weights, of weighted progress and of
weighted expected."""


@dataclass(slots=True)
class Node:
    """One figure while it is recomputed. `stored` is what the table has."""

    kind: str
    frozen: bool
    fixed_w: int
    calendar: int | None
    stored: Sums
    progress: int | None
    expected: int | None
    sum_w: int = 0
    sum_wp: int = 0
    sum_we: int = 0
    waiting: int = 0
    """Contributors that are not settled yet."""
    parents: list[tuple[int, int, bool]] = field(default_factory=list)
    """What the figure counts in: key, weight, and whether it adds its change to a sum."""

    @property
    def computed(self) -> Sums:
        return self.progress, self.expected, self.sum_w, self.sum_wp, self.sum_we


@dataclass(slots=True)
class Sum:
    """A key result measured by contributions, in exact decimals."""

    base: Decimal
    goal: Decimal
    stored: tuple[Decimal | None, Decimal, Decimal]  # value, change, sum_change
    value: Decimal | None
    change: Decimal
    sum_change: Decimal = Decimal(0)


Nodes = dict[int, Node]


def recompute() -> int:
    """Settle every figure that has contributors and write those that differ; how many. Leaves are right
    already. Raises RuntimeError for a loop, which objectives/alignment/graph.py never lets in."""
    nodes = read_nodes()
    sums, changes = read_sums(), read_changes()
    settled = 0
    for key in contributors_first(nodes):
        settle(key, nodes[key], sums)
        add_to_parents(key, nodes, sums, changes)
        settled += 1
    if settled != len(nodes):
        raise RuntimeError("The alignment has a loop.")
    return write(nodes) + write_sums(sums)


def contributors_first(nodes: Nodes) -> Iterator[int]:
    """Keys in an order in which every contributor comes before what it counts in (Kahn's algorithm). What lies
    on a loop never comes."""
    ready = [key for key, node in nodes.items() if not node.waiting]
    while ready:
        key = ready.pop()
        yield key
        for parent, _, _ in nodes[key].parents:
            nodes[parent].waiting -= 1
            if not nodes[parent].waiting:
                ready.append(parent)


def settle(key: int, node: Node, sums: dict[int, Sum]) -> None:
    """Progress and expected of a figure whose contributors are all settled."""
    if node.frozen or node.kind == "leaf":
        return
    if node.kind == "sum":
        total = sums[key]
        total.value, total.change = total.base + total.sum_change, total.sum_change
        node.progress = progress_of(total.base, total.goal, total.value)
        node.expected = node.calendar
    elif node.kind == "quarters":
        whole = max(node.fixed_w, 1)
        node.progress = divide_half_up(node.sum_wp, whole) if node.sum_w else None
        node.expected = node.calendar
    else:
        node.progress = divide_half_up(node.sum_wp, node.sum_w) if node.sum_w else None
        node.expected = divide_half_up(node.sum_we, node.sum_w) if node.sum_w else None


def add_to_parents(key: int, nodes: Nodes, sums: dict[int, Sum], changes: dict[int, Decimal]) -> None:
    """Add a settled contributor to its parents' sums; what is not measured weighs nothing."""
    node = nodes[key]
    for parent, weight, adds in node.parents:
        if adds:
            sums[parent].sum_change += sums[key].change if key in sums else changes.get(key, Decimal(0))
        elif node.progress is not None:
            above = nodes[parent]
            above.sum_w += weight
            above.sum_wp += weight * node.progress
            above.sum_we += weight * (node.expected or 0)


# In and out of the database ---------------------------------------------------------------------------------


def rows_of(statement: str, types: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The rows of a COPY ... TO STDOUT for the open organisation, read as these PostgreSQL types."""
    organisation = current_organisation_id()
    with connection.cursor() as cursor, cursor.copy(statement.format(organisation=organisation)) as copy:
        copy.set_types(types)
        yield from copy.rows()


def read_nodes() -> Nodes:
    """Every figure of the organisation, with the edges between them."""
    nodes: Nodes = {}
    for key, kind, frozen, fixed_w, calendar, *stored in rows_of(READ_FIGURES, FIGURE_TYPES):
        progress, expected = stored[:2]
        nodes[key] = Node(kind, frozen, fixed_w, calendar, tuple(stored), progress, expected)  # type: ignore[arg-type,index]
    for child, parent, weight, adds in rows_of(READ_EDGES, EDGE_TYPES):
        nodes[child].parents.append((parent, weight, adds))  # type: ignore[index,arg-type]
        nodes[parent].waiting += 1  # type: ignore[index]
    return nodes


def read_sums() -> dict[int, Sum]:
    """Figures that add up contributions, by key."""
    rows = run(
        """SELECT id, base, goal, value, change, sum_change FROM objectives_figure
           WHERE organisation_id = %(org)s AND kind = 'sum'"""
    )
    return {
        key: Sum(base, goal, (value, change, total), value, change)
        for key, base, goal, value, change, total in rows
    }


def read_changes() -> dict[int, Decimal]:
    """The change of key results that contribute to a sum, by the key of their figure."""
    return dict(
        run(
            """SELECT f.id, f.change FROM objectives_edge e
               JOIN objectives_figure f ON f.organisation_id = e.organisation_id AND f.id = e.child_id
               WHERE e.organisation_id = %(org)s AND e.adds"""
        )
    )


def write(nodes: Nodes) -> int:
    """Write the figures that differ through a temporary table; how many."""
    different = [(key, *node.computed) for key, node in nodes.items() if node.computed != node.stored]
    if not different:
        return 0
    run(
        """CREATE TEMPORARY TABLE recomputed
           (id bigint, progress int, expected int, sum_w bigint, sum_wp bigint, sum_we bigint) ON COMMIT DROP"""
    )
    with connection.cursor() as cursor, cursor.copy("COPY recomputed FROM STDIN") as copy:
        for row in different:
            copy.write_row(row)
    run(
        """
        UPDATE objectives_figure f
        SET progress = r.progress, expected = r.expected, sum_w = r.sum_w, sum_wp = r.sum_wp, sum_we = r.sum_we
        FROM recomputed r WHERE f.organisation_id = %(org)s AND f.id = r.id"""
    )
    run("DROP TABLE recomputed")
    return len(different)


def write_sums(sums: dict[int, Sum]) -> int:
    """Write the sums of contributions that differ; how many."""
    rows = [
        (key, total.value, total.change, total.sum_change)
        for key, total in sums.items()
        if (total.value, total.change, total.sum_change) != total.stored
    ]
    if rows:
        ids, values, changes, totals = (list(column) for column in zip(*rows, strict=True))
        run(
            """
            UPDATE objectives_figure f SET value = n.value, change = n.change, sum_change = n.total
            FROM unnest(%(ids)s::bigint[], %(values)s::numeric[], %(changes)s::numeric[], %(totals)s::numeric[])
                 AS n(id, value, change, total)
            WHERE f.organisation_id = %(org)s AND f.id = n.id""",
            ids=ids,
            values=values,
            changes=changes,
            totals=totals,
        )
    return len(rows)
