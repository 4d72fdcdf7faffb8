"""What an update moved: the furthest objective up the chain that moved by 0.1 points or more, and by how much.

Asked as: where would each figure above stand without this update? Taking its step back out of the stored sums
answers that exactly, whatever other people changed at the same moment, and no figure has to be remembered.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from objectives.display.key_result_data import Impact, ValuePoint
from objectives.display.urls import objective_address
from objectives.models import FigureKind, KeyResult, Trajectory
from objectives.progress import divide_half_up, progress, tenths
from organisations.display.numbers import number
from organisations.models import Organisation
from organisations.tenancy import current_organisation_id

LEAST = 1_000
"""0.1 points, in millionths: less is not worth a line."""

ABOVE = """
WITH RECURSIVE up AS (
    SELECT e.child_id, e.parent_id, e.weight, e.adds
    FROM objectives_figure f
    JOIN objectives_edge e ON e.organisation_id = %(org)s AND e.child_id = f.id
    WHERE f.organisation_id = %(org)s AND f.key_result_id = ANY(%(ids)s)
    UNION
    SELECT e.child_id, e.parent_id, e.weight, e.adds
    FROM up JOIN objectives_edge e ON e.organisation_id = %(org)s AND e.child_id = up.parent_id
)
SELECT up.child_id, up.parent_id, up.weight, up.adds,
       f.kind, f.progress, f.sum_w, f.sum_wp, f.fixed_w, f.base, f.goal, f.sum_change, f.frozen,
       coalesce(o.title, ''), coalesce(o.public_id, ''),
       CASE WHEN u.parent_id IS NULL THEN coalesce(o.title, '') ELSE u.name END
FROM up
JOIN objectives_figure f ON f.organisation_id = %(org)s AND f.id = up.parent_id
LEFT JOIN objectives_objective o ON o.organisation_id = %(org)s AND o.id = f.objective_id
LEFT JOIN organisations_unit u ON u.organisation_id = %(org)s AND u.id = o.owner_unit_id
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A figure above, with the sums it comes from; `title` is empty where it is no objective's.

    `name` is the unit for a unit's objective, the title for corporate and individual ones.
    """

    kind: str
    progress: int | None
    sum_w: int
    sum_wp: int
    fixed_w: int | None
    base: Decimal | None
    goal: Decimal | None
    sum_change: Decimal
    frozen: bool
    title: str
    public_id: str
    name: str

    def without(self, step: "Step") -> int | None:
        """Its progress with a step taken back out."""
        if self.frozen:
            return self.progress
        if self.kind == FigureKind.SUM and self.base is not None and self.goal is not None:
            return progress(self.base, self.goal, self.base + self.sum_change - step.change)
        weights, products = self.sum_w - step.weight, self.sum_wp - step.product
        if weights <= 0:
            return None
        return divide_half_up(products, self.fixed_w or weights)

    def change_without(self, step: "Step") -> Decimal:
        """What it brings to a sum, less a step; only sums bring anything further."""
        return step.change if self.kind == FigureKind.SUM and not self.frozen else Decimal(0)


@dataclass(slots=True)
class Step:
    """What an update added to a figure's sums."""

    weight: int = 0
    product: int = 0
    change: Decimal = Decimal(0)
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Above:
    """The part of the arithmetic above some key results."""

    nodes: Mapping[int, Node]
    parents: Mapping[int, list[tuple[int, int, bool]]]  # by child: (parent, weight, adds)

    def in_order(self, leaf: int) -> list[int]:
        """The figures from the leaf upwards, every one after all that count in it."""
        order: list[int] = []
        seen: set[int] = set()

        def visit(figure: int) -> None:
            if figure not in seen:
                seen.add(figure)
                for parent, _, _ in self.parents.get(figure, ()):
                    visit(parent)
                order.append(figure)

        visit(leaf)
        return order[::-1]


def above(key_results: list[int]) -> Above:
    """Everything these key results (keys) count in, in one query."""
    nodes: dict[int, Node] = {}
    parents: dict[int, list[tuple[int, int, bool]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, {"ids": key_results, "org": current_organisation_id()})
        for row in cursor.fetchall():
            child, parent, weight, adds = row[:4]
            parents[child].append((parent, weight, adds))
            nodes[parent] = Node(*row[4:])
    return Above(nodes, parents)


def is_through(key_result: KeyResult) -> bool:
    """Whether the roll-up has this key result's newest value; needs state and figure fetched."""
    figure = getattr(key_result, "figure", None)
    state = key_result.state
    return figure is not None and (figure.progress, figure.value) == (
        state.progress,
        state.current,
    )


def impact_of(
    key_result: KeyResult,
    point: ValuePoint,
    before: ValuePoint | None,
    graph: Above,
    organisation: Organisation,
) -> Impact | None:
    """The furthest objective that the step from `before` to `point` moved; None where nothing moved enough, and
    before the roll-up is through.

    `key_result` with state and figure fetched; `point` is its newest value.
    """
    if not is_through(key_result):
        return None
    steps = differences(key_result, point, before, graph)
    enough = [
        (depth, figure)
        for figure, (depth, step) in steps.items()
        if abs(step) >= LEAST and graph.nodes[figure].title
    ]
    if not enough:
        return None
    furthest = max(enough)[1]
    node = graph.nodes[furthest]
    step = Decimal(tenths(steps[furthest][1])) / 10
    return Impact(
        kind="direct",
        title=node.name,
        url=objective_address(organisation, node.public_id),
        words=f"{number(step, organisation.locale, 1, signed=True)} points",
    )


def differences(
    key_result: KeyResult, point: ValuePoint, before: ValuePoint | None, graph: Above
) -> dict[int, tuple[int, int]]:
    """Of every figure above: how far up it lies, and by how many millionths the update moved it."""
    leaf: int = key_result.figure.pk
    first = own_step(key_result, point, before)
    if first is None:
        return {}
    steps: dict[int, Step] = defaultdict(Step)
    found: dict[int, tuple[int, int]] = {}
    for here in graph.in_order(leaf):
        step = steps[here]
        was: int | None
        now: int | None
        if here == leaf:
            was, now, change = first
        else:
            node = graph.nodes[here]
            was, now, change = node.without(step), node.progress, node.change_without(step)
            found[here] = step.depth, (now or 0) - (was or 0)
        for parent, weight, adds in graph.parents.get(here, ()):
            above_it = steps[parent]
            above_it.depth = max(above_it.depth, step.depth + 1)
            if adds:
                above_it.change += change
            else:
                above_it.weight += weight * ((now is not None) - (was is not None))
                above_it.product += weight * ((now or 0) - (was or 0))
    return found


def own_step(
    key_result: KeyResult, point: ValuePoint, before: ValuePoint | None
) -> tuple[int | None, int, Decimal] | None:
    """The key result's own progress before and after, and the change of its value; None while it is
    unmeasured."""
    start = key_result.start
    if start is None or point.value is None or point.progress is None:
        return None
    had = before.value if before else None
    if had is not None:
        return progress(start, key_result.target, had), point.progress, point.value - had
    # Before its first value a climb stood at its start; a level to hold, and what nobody had measured, stood
    # nowhere.
    nowhere = key_result.baseline_on is not None or key_result.trajectory == Trajectory.HOLD
    return None if nowhere else 0, point.progress, point.value - start
