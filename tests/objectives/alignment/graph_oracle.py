"""The graph of links by brute force: every way is walked. What objectives/alignment/graph.py asks PostgreSQL,
once more."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from objectives.models import Alignment, Contribution, KeyResult

Node = Hashable
Edges = list[tuple[Node, Node]]


def leading() -> Edges:
    """Objective to objective: accepted links of both kinds, and contributions."""
    of = dict(KeyResult.objects.values_list("pk", "objective_id"))
    links = Alignment.objects.filter(state="accepted").values_list(
        "child_id", "parent_id", "parent_key_result_id"
    )
    sums = Contribution.objects.values_list("child_id", "parent_id")
    return [(child, parent or of[key_result]) for child, parent, key_result in links] + [
        (of[child], of[parent]) for child, parent in sums
    ]


def counting() -> Edges:
    """What counts where, objectives as ("o", key), key results as ("k", key)."""
    links = Alignment.objects.filter(state="accepted", kind="direct").exclude(child__state="terminated")
    edges: Edges = []
    for child, parent, key_result in links.values_list("child_id", "parent_id", "parent_key_result_id"):
        edges.append((("o", child), ("o", parent) if parent else ("k", key_result)))
    going = KeyResult.objects.filter(terminated_at=None).values_list("pk", "objective_id")
    edges += [(("k", key_result), ("o", objective)) for key_result, objective in going]
    sums = Contribution.objects.values_list("child_id", "parent_id")
    return edges + [(("k", child), ("k", parent)) for child, parent in sums]


def has_loop(edges: Iterable[tuple[Node, Node]]) -> bool:
    out = neighbours(edges)

    def comes_back(start: Node) -> bool:
        seen: set[Node] = set()
        todo = list(out[start])
        while todo:
            node = todo.pop()
            if node == start:
                return True
            if node not in seen:
                seen.add(node)
                todo += out[node]
        return False

    return any(comes_back(node) for node in list(out))


def counts_twice(edges: Iterable[tuple[Node, Node]]) -> bool:
    """Whether there are two ways from anything to anything. The graph has no loop."""
    out = neighbours(edges)

    def ways(start: Node) -> Counter[Node]:
        found: Counter[Node] = Counter()
        for following in out[start]:
            found[following] += 1
            found += ways(following)
        return found

    return any(count > 1 for node in list(out) for count in ways(node).values())


def neighbours(edges: Iterable[tuple[Node, Node]]) -> dict[Node, list[Node]]:
    out: dict[Node, list[Node]] = defaultdict(list)
    for child, parent in edges:
        out[child].append(parent)
    return out


def is_sound() -> bool:
    """No loop, and nothing counted twice, in what stands in the database."""
    return not has_loop(leading()) and not counts_twice(counting())
