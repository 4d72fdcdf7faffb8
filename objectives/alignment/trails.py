"""Where objectives lead: every link upwards from some of them, in one query, and what pages make of it.

A trail follows the links that people drew. Whether an objective *moves* a corporate one also follows
contributions of its key results, because those move figures without a link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from objectives.display.links import LinkKind, Step, Trail
from objectives.display.urls import objective_address
from organisations.models import Organisation

ORDER: dict[str, int] = {"direct": 0, "contribution": 1, "indirect": 2, "proposed": 3}

UPWARDS = """
WITH RECURSIVE up AS (
    SELECT l.* FROM unnest(%(ids)s::bigint[]) AS start(id) CROSS JOIN LATERAL (
        SELECT a.id, a.child_id AS child, coalesce(a.parent_id, k.objective_id) AS parent,
               CASE a.state WHEN 'proposed' THEN 'proposed' ELSE a.kind END AS kind
        FROM objectives_alignment a
        LEFT JOIN objectives_keyresult k ON k.organisation_id = %(org)s AND k.id = a.parent_key_result_id
        WHERE a.organisation_id = %(org)s AND a.child_id = start.id AND a.state <> 'declined'
        UNION ALL
        SELECT c.id, ck.objective_id, pk.objective_id, 'contribution'
        FROM objectives_keyresult ck
        JOIN objectives_contribution c ON c.organisation_id = %(org)s AND c.child_id = ck.id
        JOIN objectives_keyresult pk ON pk.organisation_id = %(org)s AND pk.id = c.parent_id
        WHERE ck.organisation_id = %(org)s AND ck.objective_id = start.id
          AND pk.measured_by = 'contributions') l
    UNION
    SELECT l.* FROM up CROSS JOIN LATERAL (
        SELECT a.id, a.child_id AS child, coalesce(a.parent_id, k.objective_id) AS parent, a.kind
        FROM objectives_alignment a
        LEFT JOIN objectives_keyresult k ON k.organisation_id = %(org)s AND k.id = a.parent_key_result_id
        WHERE a.organisation_id = %(org)s AND a.child_id = up.parent AND a.state = 'accepted'
          AND up.kind <> 'proposed'
        UNION ALL
        SELECT c.id, ck.objective_id, pk.objective_id, 'contribution'
        FROM objectives_keyresult ck
        JOIN objectives_contribution c ON c.organisation_id = %(org)s AND c.child_id = ck.id
        JOIN objectives_keyresult pk ON pk.organisation_id = %(org)s AND pk.id = c.parent_id
        WHERE ck.organisation_id = %(org)s AND ck.objective_id = up.parent
          AND pk.measured_by = 'contributions' AND up.kind <> 'proposed') l
)
SELECT up.id, up.child, up.parent, up.kind, o.title, o.public_id, coalesce(u.name, m.name)
FROM up
JOIN objectives_objective o ON o.organisation_id = %(org)s AND o.id = up.parent
LEFT JOIN organisations_unit u ON u.organisation_id = %(org)s AND u.id = o.owner_unit_id
LEFT JOIN organisations_membership m ON m.organisation_id = %(org)s AND m.id = o.owner_id
WHERE o.state NOT IN ('draft', 'terminated') OR up.kind = 'proposed'
ORDER BY up.child, up.id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One link from an objective to another one, by keys; `kind` direct, contribution, indirect or
    proposed."""

    child: int
    parent: int
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """An objective that something leads to, as a trail names it."""

    title: str
    public_id: str
    owner: str


class Upwards:
    """Everything above some objectives. Loops are refused by the database's guard, and survived here."""

    def __init__(self, links: Iterable[Link], places: dict[int, Place], organisation: Organisation) -> None:
        self.places, self.organisation = places, organisation
        self._by_child: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            self._by_child[link.child].append(link)
        for each in self._by_child.values():
            each.sort(key=lambda link: ORDER[link.kind])

    def trails(self, objective: int) -> list[Trail]:
        """One trail for each link of the objective itself, direct before indirect before proposed; further
        up, the direct link is followed first."""
        return [self._trail(link) for link in self._drawn(objective)]

    def reaches(self, objective: int) -> dict[int, LinkKind]:
        """Every objective above, with how it is reached: direct where each step moves the figure, else
        indirect."""
        best: dict[int, LinkKind] = {}
        waiting: list[tuple[int, LinkKind]] = [(objective, "direct")]
        while waiting:
            here, so_far = waiting.pop()
            for link in self._by_child.get(here, ()):
                if link.kind == "proposed":
                    continue
                kind: LinkKind = "indirect" if "indirect" in (so_far, link.kind) else "direct"
                if best.get(link.parent) in (kind, "direct"):
                    continue
                best[link.parent] = kind
                waiting.append((link.parent, kind))
        return best

    def _drawn(self, objective: int) -> list[Link]:
        return [link for link in self._by_child.get(objective, ()) if link.kind != "contribution"]

    def _trail(self, first: Link) -> Trail:
        return Trail(tuple(self._step(link) for link in self._climb(first)))

    def _climb(self, first: Link) -> Iterator[Link]:
        seen, link = {first.child}, first
        while link.parent not in seen:
            yield link
            seen.add(link.parent)
            further = [] if link.kind == "proposed" else self._drawn(link.parent)
            if not further:
                return
            link = further[0]

    def _step(self, link: Link) -> Step:
        place = self.places[link.parent]
        kind: LinkKind = link.kind  # type: ignore[assignment]  # contributions are not drawn
        return Step(kind=kind, unit=place.owner, title=place.title, url=self.address(link.parent))

    def address(self, objective: int) -> str:
        return objective_address(self.organisation, self.places[objective].public_id)


def upwards(organisation: Organisation, objectives: Sequence[int]) -> Upwards:
    """All links above these objectives (keys), in one query; none for none."""
    links: list[Link] = []
    places: dict[int, Place] = {}
    if objectives:
        with connection.cursor() as cursor:
            cursor.execute(UPWARDS, {"ids": list(objectives), "org": organisation.pk})
            for _, child, parent, kind, title, public_id, owner in cursor.fetchall():
                links.append(Link(child, parent, kind))
                places[parent] = Place(title, public_id, owner)
    return Upwards(links, places, organisation)
