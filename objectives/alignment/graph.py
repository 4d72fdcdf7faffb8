"""What leads where, and what counts where: two questions to one graph, asked in the database.

*Leading* (objectives only): accepted links, direct and indirect, and contributions between objectives' key
results. It has no loop. *Counting* (objectives and key results): a key result counts in its objective and in
the key result it contributes to, an objective in what it is directly linked to. There is at most one way from
a result to anything it counts in. Terminated items leave means, so their ways into means are gone;
contributions stay in sums for good.

In the statements an objective is its key, a key result its key with a minus. Call all of this while holding
the alignment lock, except for pages, which only advise.
"""

# ruff: noqa: S608 (the statements are put together from the constants of this module; values are parameters)

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import connection

from objectives.display.history_words import listed, quoted
from objectives.models import KeyResult, Objective
from organisations.refusals import Refused
from organisations.tenancy import current_organisation_id

COUNTS_IN = """
    SELECT coalesce(l.parent_id, -l.parent_key_result_id) FROM objectives_alignment l
    JOIN objectives_objective o ON o.organisation_id = l.organisation_id AND o.id = l.child_id
    WHERE l.organisation_id = %(org)s AND l.child_id = {node} AND l.kind = 'direct' AND l.state = 'accepted'
      AND o.state <> 'terminated'
    UNION ALL
    SELECT k.objective_id FROM objectives_keyresult k
    WHERE k.organisation_id = %(org)s AND k.id = -{node} AND k.terminated_at IS NULL
    UNION ALL
    SELECT -c.parent_id FROM objectives_contribution c
    WHERE c.organisation_id = %(org)s AND c.child_id = -{node}"""

IS_MADE_OF = """
    SELECT l.child_id FROM objectives_alignment l
    JOIN objectives_objective o ON o.organisation_id = l.organisation_id AND o.id = l.child_id
    WHERE l.organisation_id = %(org)s AND l.parent_id = {node} AND l.kind = 'direct' AND l.state = 'accepted'
      AND o.state <> 'terminated'
    UNION ALL
    SELECT l.child_id FROM objectives_alignment l
    JOIN objectives_objective o ON o.organisation_id = l.organisation_id AND o.id = l.child_id
    WHERE l.organisation_id = %(org)s AND l.parent_key_result_id = -{node} AND l.kind = 'direct'
      AND l.state = 'accepted' AND o.state <> 'terminated'
    UNION ALL
    SELECT -k.id FROM objectives_keyresult k
    WHERE k.organisation_id = %(org)s AND k.objective_id = {node} AND k.terminated_at IS NULL
    UNION ALL
    SELECT -c.child_id FROM objectives_contribution c
    WHERE c.organisation_id = %(org)s AND c.parent_id = -{node}"""

LEADS_TO = """
    SELECT coalesce(l.parent_id, k.objective_id) FROM objectives_alignment l
    LEFT JOIN objectives_keyresult k ON k.organisation_id = l.organisation_id AND k.id = l.parent_key_result_id
    WHERE l.organisation_id = %(org)s AND l.child_id = {node} AND l.state = 'accepted'
    UNION ALL
    SELECT p.objective_id FROM objectives_keyresult k
    JOIN objectives_contribution c ON c.organisation_id = k.organisation_id AND c.child_id = k.id
    JOIN objectives_keyresult p ON p.organisation_id = c.organisation_id AND p.id = c.parent_id
    WHERE k.organisation_id = %(org)s AND k.objective_id = {node}"""


def closure(name: str, start: str, step: str) -> str:
    """A recursive part: all that is reached from `start` by `step`, each once."""
    return f"""{name}(node) AS ({start} UNION SELECT e.node FROM {name},
                LATERAL ({step.format(node=f"{name}.node")}) AS e(node))"""


MADE_OF_CHILD = closure("below", "SELECT %(child)s::bigint", IS_MADE_OF)
OVER_PARENT = closure("above", "SELECT %(parent)s::bigint", COUNTS_IN)

COUNTED_ALREADY = f"""
    WITH RECURSIVE {MADE_OF_CHILD}, {closure("reached", "SELECT node FROM below", COUNTS_IN)}, {OVER_PARENT}
    SELECT reached.node FROM reached JOIN above ON above.node = reached.node LIMIT 1"""

# Asked only where the answer is a refusal: it keeps the whole way from each start.
COUNTED_BY_WAY_OF = f"""
    WITH RECURSIVE {MADE_OF_CHILD}, {OVER_PARENT},
    walk(node, way) AS (SELECT node, ARRAY[node] FROM below UNION ALL SELECT e.node, walk.way || e.node FROM walk,
                        LATERAL ({COUNTS_IN.format(node="walk.node")}) AS e(node) WHERE e.node <> ALL(walk.way))
    SELECT walk.way FROM walk JOIN above ON above.node = walk.node ORDER BY cardinality(walk.way), walk.way LIMIT 1"""

WAY_BACK = f"""
    WITH RECURSIVE
    walk(node, way) AS (SELECT %(parent)s::bigint, ARRAY[%(parent)s::bigint]
                        UNION ALL SELECT e.node, walk.way || e.node FROM walk,
                        LATERAL ({LEADS_TO.format(node="walk.node")}) AS e(node) WHERE e.node <> ALL(walk.way))
    SELECT way FROM walk WHERE node = %(child)s ORDER BY cardinality(way) LIMIT 1"""

LEADS_BACK = f"""
    WITH RECURSIVE {closure("above", "SELECT %(parent)s::bigint", LEADS_TO)}
    SELECT node FROM above WHERE node = %(child)s"""


def closure_of_each(name: str, step: str) -> str:
    """A recursive part: all that is reached by `step` from each of `parents`, with where it started."""
    return f"""{name}(start, node) AS (SELECT p, p FROM unnest(%(parents)s::bigint[]) AS p
                UNION SELECT {name}.start, e.node FROM {name}, LATERAL ({step.format(node=f"{name}.node")}) AS e(node))"""


WOULD_COUNT_TWICE = f"""
    WITH RECURSIVE {MADE_OF_CHILD}, {closure("reached", "SELECT node FROM below", COUNTS_IN)}, {closure_of_each("over", COUNTS_IN)}
    SELECT DISTINCT over.start FROM over JOIN reached ON reached.node = over.node"""

WOULD_LEAD_BACK = f"""
    WITH RECURSIVE {closure_of_each("over", LEADS_TO)}
    SELECT DISTINCT over.start FROM over WHERE over.node = %(child)s"""


def refused(child: Objective, parents: Sequence[Objective | KeyResult]) -> dict[int, str]:
    """Which of many direct links would be refused and why, "loop" or "counted", by node; in two statements.
    For lists: the link itself is judged by `require_no_loop` and `require_counted_once`."""
    by_objective: dict[int, list[int]] = defaultdict(list)
    for each in parents:
        by_objective[each.objective_id if isinstance(each, KeyResult) else each.pk].append(node(each))
    asked = {"org": current_organisation_id(), "child": child.pk}
    found: dict[int, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(WOULD_COUNT_TWICE, {**asked, "parents": [node(each) for each in parents]})
        found |= {start: "counted" for (start,) in cursor.fetchall()}
        cursor.execute(WOULD_LEAD_BACK, {**asked, "parents": list(by_objective)})
        found |= {each: "loop" for (start,) in cursor.fetchall() for each in by_objective[start]}
    return found


def ask(statement: str, *, child: int, parent: int) -> Any:
    """The first column of the first row, None without one."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {"org": current_organisation_id(), "child": child, "parent": parent})
        row = cursor.fetchone()
    return row[0] if row else None


def node(thing: Objective | KeyResult) -> int:
    return -thing.pk if isinstance(thing, KeyResult) else thing.pk


def titles(nodes: list[int]) -> list[str]:
    """The quoted titles along a way, in its order."""
    objectives = dict(Objective.objects.filter(pk__in=[n for n in nodes if n > 0]).values_list("pk", "title"))
    key_results = dict(
        KeyResult.objects.filter(pk__in=[-n for n in nodes if n < 0]).values_list("pk", "title")
    )
    return [quoted(objectives[n] if n > 0 else key_results[-n]) for n in nodes]


def loop(child: Objective, parent: Objective) -> str | None:
    """Why a link from child to parent, of any kind, would close a loop; None when it would not."""
    if child.pk == parent.pk:
        return "An objective does not lead to itself."
    if ask(LEADS_BACK, child=child.pk, parent=parent.pk) is None:
        return None
    first, *between, last = titles(ask(WAY_BACK, child=child.pk, parent=parent.pk))
    by_way = f", by way of {listed(between)}" if between else ""
    return f"{first} leads to {last} already{by_way}: the other way round it would go in circles."


def counted_already(child: Objective | KeyResult, parent: Objective | KeyResult) -> str | None:
    """Why a result would count twice if child counted in parent; None when it would not.

    That is so where the child, or anything that counts in it, already counts in the parent or in anything
    that the parent counts in.
    """
    if ask(COUNTED_ALREADY, child=node(child), parent=node(parent)) is None:
        return None
    first, *between, last = titles(ask(COUNTED_BY_WAY_OF, child=node(child), parent=node(parent)))
    by_way = f", by way of {listed(between)}" if between else ""
    return f"{first} already counts in {last}{by_way}, and a result counts once."


def require_no_loop(child: Objective, parent: Objective) -> None:
    """Refused where a link would close a loop."""
    reason = loop(child, parent)
    if reason:
        raise Refused(reason, field="parent")


def require_counted_once(child: Objective | KeyResult, parent: Objective | KeyResult) -> None:
    """Refused where a result would count twice; a link may still be indirect."""
    reason = counted_already(child, parent)
    if reason:
        instead = " Link it as \u201cshown only\u201d instead." if isinstance(child, Objective) else ""
        raise Refused(reason + instead, field="kind" if isinstance(child, Objective) else "parent")
