"""A whole organisation's figures recomputed over arrays: read once, settle level by level, write what
differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from objectives.progress import progress as progress_of
from objectives.rollup.sql import run
from organisations.tenancy import current_organisation_id

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOTHING = -1
"""In an array of figures: not measured (NULL in the table)."""

LEAF, SUM, MEAN, QUARTERS = 0, 1, 2, 3
FIGURES = ("progress", "expected", "sum_w", "sum_wp", "sum_we")


@dataclass(slots=True)
class Nodes:
    """Figures in the order of their keys; `stored` as the table has them, `new` as they come out."""

    ids: Ints
    kind: Ints
    frozen: Flags
    fixed_w: Ints
    calendar: Ints
    stored: dict[str, Ints]
    new: dict[str, Ints]


@dataclass(slots=True)
class Edges:
    """Contributors and what they count in, by position in `Nodes`."""

    child: Ints
    parent: Ints
    weight: Ints
    adds: Flags


@dataclass(slots=True)
class Sum:
    """A key result measured by contributions, in exact decimals."""

    base: Decimal
    goal: Decimal
    stored: tuple[Decimal | None, Decimal, Decimal]  # value, change, sum_change
    value: Decimal | None
    change: Decimal
    sum_change: Decimal = Decimal(0)


def recompute() -> int:
    """Settle every figure that has contributors and write those that differ; how many. Leaves are right
    already."""
    nodes, edges = read_nodes(), read_edges()
    edges.child, edges.parent = (np.searchsorted(nodes.ids, ids) for ids in (edges.child, edges.parent))
    sums = read_sums(nodes)
    changes = read_changes(nodes)
    for ready, out in levels(len(nodes.ids), edges):
        settle(nodes, sums, ready)
        push(nodes, edges, sums, changes, out)
    return write(nodes) + write_sums(nodes, sums)


def settle(nodes: Nodes, sums: dict[int, Sum], ready: Ints) -> None:
    """Progress and expected of nodes whose contributors are all settled."""
    new, kind, going = nodes.new, nodes.kind[ready], ~nodes.frozen[ready]
    means = ready[(kind == MEAN) & going]
    w = new["sum_w"][means]
    some = w > 0
    for name, total in (("progress", "sum_wp"), ("expected", "sum_we")):
        figure = np.full(len(means), NOTHING, dtype=np.int64)
        figure[some] = (2 * new[total][means][some] + w[some]) // (2 * w[some])
        new[name][means] = figure
    quarters = ready[(kind == QUARTERS) & going]
    whole = np.maximum(nodes.fixed_w[quarters], 1)
    measured = new["sum_w"][quarters] > 0
    new["progress"][quarters] = np.where(
        measured, (2 * new["sum_wp"][quarters] + whole) // (2 * whole), NOTHING
    )
    new["expected"][quarters] = nodes.calendar[quarters]
    for node in ready[(kind == SUM) & going].tolist():
        each = sums[node]
        each.value, each.change = each.base + each.sum_change, each.sum_change
        new["progress"][node] = progress_of(each.base, each.goal, each.value)
        new["expected"][node] = nodes.calendar[node]


def push(nodes: Nodes, edges: Edges, sums: dict[int, Sum], changes: dict[int, Decimal], out: Ints) -> None:
    """Settled contributors into their parents' sums; what is not measured weighs nothing."""
    adds = edges.adds[out]
    means = out[~adds]
    means = means[nodes.new["progress"][edges.child[means]] != NOTHING]
    child, parent, weight = edges.child[means], edges.parent[means], edges.weight[means]
    np.add.at(nodes.new["sum_w"], parent, weight)
    np.add.at(nodes.new["sum_wp"], parent, weight * nodes.new["progress"][child])
    np.add.at(nodes.new["sum_we"], parent, weight * np.maximum(nodes.new["expected"][child], 0))
    for edge in out[adds].tolist():
        child_at = int(edges.child[edge])
        change = sums[child_at].change if child_at in sums else changes.get(child_at, Decimal(0))
        sums[int(edges.parent[edge])].sum_change += change


def levels(size: int, edges: Edges) -> Iterator[tuple[Ints, Ints]]:
    """Nodes whose contributors are all settled, and the edges out of them, until none is left.

    Raises RuntimeError for a loop, which alignment.py never lets in.
    """
    waiting = np.bincount(edges.parent, minlength=size)
    order = np.argsort(edges.child, kind="stable")
    first = np.searchsorted(edges.child[order], np.arange(size + 1))
    ready = np.flatnonzero(waiting == 0)
    settled = 0
    while len(ready):
        settled += len(ready)
        counts = first[ready + 1] - first[ready]
        ends = np.cumsum(counts)
        within_each = np.arange(int(ends[-1])) - np.repeat(ends - counts, counts)
        out = order[np.repeat(first[ready], counts) + within_each]
        yield ready, out
        parents = edges.parent[out]
        waiting -= np.bincount(parents, minlength=size)
        ready = np.unique(parents[waiting[parents] == 0])
    if settled != size:
        raise RuntimeError("The alignment has a loop.")


# In and out of the database ---------------------------------------------------------------------------------


def copy_out(select: str, columns: int) -> NDArray[Any]:
    """The rows of a statement whose columns are all bigint and never null, by binary COPY: one array a
    column."""
    record = np.dtype(
        [
            ("fields", ">i2"),
            *((part, kind) for n in range(columns) for part, kind in ((f"l{n}", ">i4"), (f"c{n}", ">i8"))),
        ]
    )
    with connection.cursor() as cursor, cursor.copy(f"COPY ({select}) TO STDOUT (FORMAT binary)") as copy:
        raw = b"".join(copy)
    body = np.frombuffer(raw, dtype=record, count=(len(raw) - 19 - 2) // record.itemsize, offset=19)
    return np.array([body[f"c{n}"].astype(np.int64) for n in range(columns)])


def copy_in(table: str, columns: list[Ints]) -> None:
    """The same way back, into a table of bigint columns."""
    record = np.dtype(
        [
            ("fields", ">i2"),
            *(
                (part, kind)
                for n in range(len(columns))
                for part, kind in ((f"l{n}", ">i4"), (f"c{n}", ">i8"))
            ),
        ]
    )
    body = np.empty(len(columns[0]), dtype=record)
    body["fields"] = len(columns)
    for n, column in enumerate(columns):
        body[f"l{n}"], body[f"c{n}"] = 8, column
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN (FORMAT binary)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8) + body.tobytes() + b"\xff\xff")


def read_nodes() -> Nodes:
    org = current_organisation_id()
    ids, kind, frozen, fixed_w, calendar, progress, expected, sum_w, sum_wp, sum_we = copy_out(
        f"""SELECT id, CASE kind WHEN 'leaf' THEN 0 WHEN 'sum' THEN 1 WHEN 'quarters' THEN 3 ELSE 2 END::bigint,
                   frozen::int::bigint, coalesce(fixed_w, 0), coalesce(calendar, -1)::bigint,
                   coalesce(progress, -1)::bigint, coalesce(expected, -1)::bigint, sum_w, sum_wp, sum_we
            FROM objectives_figure WHERE organisation_id = {org} ORDER BY id""",
        10,
    )
    stored = dict(zip(FIGURES, (progress, expected, sum_w, sum_wp, sum_we), strict=True))
    new = {
        name: column.copy() if name in ("progress", "expected") else np.zeros_like(column)
        for name, column in stored.items()
    }
    return Nodes(ids, kind, frozen.astype(bool), fixed_w, calendar, stored, new)


def read_edges() -> Edges:
    child, parent, weight, adds = copy_out(
        f"""SELECT child_id, parent_id, weight::bigint, adds::int::bigint FROM objectives_edge
            WHERE organisation_id = {current_organisation_id()}""",
        4,
    )
    return Edges(child, parent, weight, adds.astype(bool))


def read_sums(nodes: Nodes) -> dict[int, Sum]:
    rows = run(
        """SELECT id, base, goal, value, change, sum_change FROM objectives_figure
           WHERE organisation_id = %(org)s AND kind = 'sum'"""
    )
    return {
        int(np.searchsorted(nodes.ids, key)): Sum(base, goal, (value, change, total), value, change)
        for key, base, goal, value, change, total in rows
    }


def read_changes(nodes: Nodes) -> dict[int, Decimal]:
    """The change of key results that contribute to a sum."""
    rows = run(
        """SELECT f.id, f.change FROM objectives_edge e
           JOIN objectives_figure f ON f.organisation_id = e.organisation_id AND f.id = e.child_id
           WHERE e.organisation_id = %(org)s AND e.adds"""
    )
    return {int(np.searchsorted(nodes.ids, key)): change for key, change in rows}


def write(nodes: Nodes) -> int:
    different = np.zeros(len(nodes.ids), dtype=bool)
    for name in FIGURES:
        different |= nodes.stored[name] != nodes.new[name]
    if not different.any():
        return 0
    run(
        "CREATE TEMPORARY TABLE rolled (id bigint, p bigint, e bigint, w bigint, wp bigint, we bigint) ON COMMIT DROP"
    )
    copy_in("rolled", [nodes.ids[different], *(nodes.new[name][different] for name in FIGURES)])
    run(
        """
        UPDATE objectives_figure f
        SET progress = nullif(r.p, -1), expected = nullif(r.e, -1), sum_w = r.w, sum_wp = r.wp, sum_we = r.we
        FROM rolled r WHERE f.organisation_id = %(org)s AND f.id = r.id"""
    )
    run("DROP TABLE rolled")
    return int(different.sum())


def write_sums(nodes: Nodes, sums: dict[int, Sum]) -> int:
    rows = [
        (int(nodes.ids[node]), each.value, each.change, each.sum_change)
        for node, each in sums.items()
        if (each.value, each.change, each.sum_change) != each.stored
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
