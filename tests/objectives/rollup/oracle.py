"""The roll-up as docs/rules.md §2 and §3 say it, computed from nothing each time: what the quick one is held
against.

Plain recursion over plain data with exact fractions. Nothing is shared with objectives/progress.py or the
roll-up, not even the rounding, so that the same mistake would have to be made twice. Each stored figure is an
integer in millionths, rounded half up once, and whoever carries it further takes the rounded one.

`expected` is None wherever progress is: what is not measured has no pace.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

MILLION = 1_000_000
COUNTING = {"active", "closed"}
SUMMING = {"active", "closed", "terminated"}

Key = int | str


# What a company is ------------------------------------------------------------------------------------------


@dataclass
class Cycle:
    """A period; both dates are in it."""

    key: Key
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


@dataclass
class Objective:
    """`counts` is key_results, aligned or both; `shorter_weight` weighs its group of shorter cycles."""

    key: Key
    cycle: Key
    state: str = "active"
    ambition: str = "committed"
    counts: str = "key_results"
    shorter_weight: int = 1
    activated_on: date | None = None


@dataclass
class KeyResult:
    """`start` None is benchmark first. `current` None with a start is "no update yet": it stands at the
    start."""

    key: Key
    objective: Key
    start: Decimal | None
    target: Decimal
    due_on: date
    current: Decimal | None = None
    weight: int = 1
    measured_by: str = "updates"
    trajectory: str = "reach"
    shorter_weight: int = 1
    baseline_on: date | None = None
    terminated: bool = False


@dataclass
class Link:
    """From a child objective to a parent objective or to one of its key results; counts if direct and
    accepted."""

    child: Key
    parent: Key | None = None
    parent_key_result: Key | None = None
    weight: int = 1
    direct: bool = True
    accepted: bool = True


@dataclass
class Contribution:
    """A key result whose change is part of a parent key result."""

    child: Key
    parent: Key


class Node(NamedTuple):
    """A figure's name: ("objective", 7), ("key_result", 3), ("objective_quarters", 7), ("key_result_bucket",
    3, q1)."""

    kind: str
    key: Key
    cycle: Key | None = None


class Figure(NamedTuple):
    """Progress and expected in millionths, None while unmeasured; of a key result also its value and the
    change (value - start) that a sum above it takes."""

    progress: int | None = None
    expected: int | None = None
    value: Fraction | None = None
    change: Fraction = Fraction(0)


@dataclass
class Company:
    """Everything there is, by key. Closing and terminating go through its methods, which freeze what stood
    then."""

    cycles: dict[Key, Cycle] = field(default_factory=dict)
    objectives: dict[Key, Objective] = field(default_factory=dict)
    key_results: dict[Key, KeyResult] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    contributions: list[Contribution] = field(default_factory=list)
    frozen: dict[Node, Figure] = field(default_factory=dict)

    def add(self, *things: Cycle | Objective | KeyResult | Link | Contribution) -> "Company":
        for thing in things:
            match thing:
                case Cycle():
                    self.cycles[thing.key] = thing
                case Objective():
                    self.objectives[thing.key] = thing
                case KeyResult():
                    self.key_results[thing.key] = thing
                case Link():
                    self.links.append(thing)
                case Contribution():
                    self.contributions.append(thing)
        return self

    def close(self, objective: Key, day: date) -> None:
        """Closed: it goes on counting with the figures of this day."""
        self._end(objective, "closed", day)

    def terminate(self, objective: Key, day: date) -> None:
        """Terminated: it leaves means; its key results' change so far stays in sums."""
        self._end(objective, "terminated", day)

    def terminate_key_result(self, key_result: Key, day: date) -> None:
        """Leaves its objective's mean; its change so far stays in a sum."""
        self._freeze(Oracle(self, day), Node("key_result", key_result))
        self.key_results[key_result].terminated = True

    def reopen(self, objective: Key) -> None:
        """Active again, with living figures, except for key results terminated one by one."""
        self.objectives[objective].state = "active"
        self.frozen.pop(Node("objective", objective), None)
        for key_result in self.key_results_of(objective):
            if not key_result.terminated:
                self.frozen.pop(Node("key_result", key_result.key), None)

    def key_results_of(self, objective: Key) -> Iterator[KeyResult]:
        return (each for each in self.key_results.values() if each.objective == objective)

    def _end(self, objective: Key, state: str, day: date) -> None:
        now = Oracle(self, day)
        for key_result in self.key_results_of(objective):
            self._freeze(now, Node("key_result", key_result.key))
        self._freeze(now, Node("objective", objective))
        self.objectives[objective].state = state

    def _freeze(self, now: "Oracle", node: Node) -> None:
        self.frozen.setdefault(node, now.figure(node))


# What its figures are ---------------------------------------------------------------------------------------


def figures(company: Company, day: date) -> dict[Node, Figure]:
    """Every figure of the company on a day: all objectives and key results, and each bucket and group there
    is."""
    oracle = Oracle(company, day)
    for objective in company.objectives:
        oracle.figure(Node("objective", objective))
    for key_result in company.key_results:
        oracle.figure(Node("key_result", key_result))
    return oracle.known


class Oracle:
    """The figures of a company on one day, worked out on demand and remembered. A loop is a ValueError."""

    def __init__(self, company: Company, day: date) -> None:
        self.company = company
        self.day = day
        self.known: dict[Node, Figure] = {}
        self._open: set[Node] = set()

    def figure(self, node: Node) -> Figure:
        if node in self.known:
            return self.known[node]
        if node in self._open:
            raise ValueError(f"a loop through {node}")
        self._open.add(node)
        worked_out = self._objective(node.key) if node.kind == "objective" else self._key_result(node.key)
        # The parts of a frozen figure go on living; the figure itself is what it was.
        self.known[node] = self.company.frozen.get(node, worked_out)
        self._open.remove(node)
        return self.known[node]

    # Objectives

    def _objective(self, key: Key) -> Figure:
        objective = self.company.objectives[key]
        contributors: list[tuple[int, Figure]] = []
        if objective.counts in {"key_results", "both"}:
            contributors += [
                (each.weight, self.figure(Node("key_result", each.key)))
                for each in self.company.key_results_of(key)
                if not each.terminated
            ]
        if objective.counts in {"aligned", "both"}:
            links = [link for link in self.company.links if link.parent == key]
            contributors += self._aligned("objective", key, links, objective, objective.shorter_weight)
        return mean(contributors)

    def _aligned(
        self, kind: str, key: Key, links: list[Link], parent: Objective, shorter_weight: int
    ) -> list[tuple[int, Figure]]:
        """The contributors that direct, accepted links bring to a parent: each child, shorter cycles as one
        group."""
        whole = self.company.cycles[parent.cycle]
        contributors: list[tuple[int, Figure]] = []
        buckets: dict[Key, list[tuple[int, Figure]]] = {}
        for link in links:
            child = self.company.objectives[link.child]
            if not (link.direct and link.accepted and child.state in COUNTING):
                continue
            brought = (link.weight, self.figure(Node("objective", link.child)))
            if self.company.cycles[child.cycle].days < whole.days:
                buckets.setdefault(child.cycle, []).append(brought)
            else:
                contributors.append(brought)
        if buckets:
            contributors.append((shorter_weight, self._quarters(kind, key, whole, buckets)))
        return contributors

    def _quarters(
        self, kind: str, key: Key, whole: Cycle, buckets: dict[Key, list[tuple[int, Figure]]]
    ) -> Figure:
        """Buckets by their days in the parent's cycle; unplanned time and unmeasured buckets count 0."""
        together = Fraction(0)
        covered = 0
        measured = False
        for cycle, contributors in buckets.items():
            bucket = self.known[Node(f"{kind}_bucket", key, cycle)] = mean(contributors)
            days = common_days(self.company.cycles[cycle], whole)
            covered += days
            if bucket.progress is not None and days:
                together += days * bucket.progress
                measured = True
        quarters = Figure()
        if measured:
            quarters = Figure(nearest(together / max(covered, whole.days)), self._gone(whole))
        self.known[Node(f"{kind}_quarters", key)] = quarters
        return quarters

    def _gone(self, cycle: Cycle) -> int:
        """The share of a cycle that is over when the day begins."""
        return within_bounds(nearest(Fraction(MILLION * (self.day - cycle.starts_on).days, cycle.days)))

    # Key results

    def _key_result(self, key: Key) -> Figure:
        key_result = self.company.key_results[key]
        if key_result.measured_by == "aligned":
            links = [link for link in self.company.links if link.parent_key_result == key]
            owner = self.company.objectives[key_result.objective]
            return mean(self._aligned("key_result", key, links, owner, key_result.shorter_weight))
        if key_result.start is None:
            return Figure()
        start, target = Fraction(key_result.start), Fraction(key_result.target)
        if key_result.measured_by == "contributions":
            value = start + sum(self._contributed(key), Fraction(0))
        else:
            value = start if key_result.current is None else Fraction(key_result.current)
        progress = within_bounds(nearest(MILLION * (value - start) / (target - start)))
        return Figure(progress, self._expected(key_result), value, value - start)

    def _contributed(self, parent: Key) -> Iterator[Fraction]:
        for contribution in self.company.contributions:
            child = self.company.key_results[contribution.child]
            if contribution.parent == parent and self.company.objectives[child.objective].state in SUMMING:
                yield self.figure(Node("key_result", contribution.child)).change

    def _expected(self, key_result: KeyResult) -> int:
        """By the calendar: from the latest of cycle start, activation and baseline to the due date."""
        if key_result.trajectory == "hold":
            return MILLION
        objective = self.company.objectives[key_result.objective]
        cycle = self.company.cycles[objective.cycle]
        full = MILLION if objective.ambition == "committed" else 700_000
        begins = max(filter(None, (cycle.starts_on, objective.activated_on, key_result.baseline_on)))
        if self.day >= key_result.due_on:
            return full
        if self.day <= begins:
            return 0
        return nearest(Fraction(full * (self.day - begins).days, (key_result.due_on - begins).days))


# Arithmetic -------------------------------------------------------------------------------------------------


def mean(contributors: Iterable[tuple[int, Figure]]) -> Figure:
    """Weighted means of progress and of expected over what is measured; nothing measured is no figure."""
    weights = progress = expected = 0
    for weight, figure in contributors:
        if figure.progress is not None and figure.expected is not None:
            weights += weight
            progress += weight * figure.progress
            expected += weight * figure.expected
    if not weights:
        return Figure()
    return Figure(nearest(Fraction(progress, weights)), nearest(Fraction(expected, weights)))


def common_days(one: Cycle, other: Cycle) -> int:
    """Days that two cycles share."""
    return max(0, (min(one.ends_on, other.ends_on) - max(one.starts_on, other.starts_on)).days + 1)


def nearest(exact: Fraction) -> int:
    """Half up."""
    return (exact + Fraction(1, 2)).__floor__()


def within_bounds(millionths: int) -> int:
    return min(MILLION, max(0, millionths))
