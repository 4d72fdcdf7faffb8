"""Who takes part: leadership first, by name; then how many unit leads, and how many of everyone else who was
asked.

Participating means that all own key results were updated since the previous check-in; only people who were
asked count (docs/rules.md §6). One query: a row a leader, and the counts the roll-up keeps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from objectives.models import Cycle, Participation
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Unit
from organisations.tenancy import current_organisation_id

SHOWN = 12
"""Leaders named on the company page; the others are behind the figure."""

STATEMENT = """
SELECT (SELECT json_object_agg(p."group", json_build_array(p.asked, p.participating)) FROM objectives_participation p
        WHERE p.organisation_id = %(org)s AND p.cycle_id = %(cycle)s),
       (SELECT json_agg(json_build_array(t.public_id, t.name) ORDER BY lower(t.name)) FROM (
            SELECT u.public_id, u.name FROM organisations_unit u
            JOIN organisations_unit r ON r.organisation_id = u.organisation_id AND r.id = u.parent_id
            WHERE u.organisation_id = %(org)s AND r.parent_id IS NULL LIMIT 100) t),
       l.*
FROM (SELECT 1) AS one
LEFT JOIN (
    SELECT m.id, m.public_id, m.name, coalesce(p.key_results, 0), coalesce(p.updated, 0), k.newest,
           o.active, o.aligned, o.measured, o.progress, o.expected, o.figures, k.on_track, k.at_risk, k.off_track, k.not_set
    FROM organisations_membership m
    LEFT JOIN objectives_personsummary p
        ON p.organisation_id = m.organisation_id AND p.membership_id = m.id AND p.cycle_id = %(cycle)s
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE o.state = 'active') AS active,
               count(*) FILTER (WHERE o.state = 'active' AND EXISTS (
                   SELECT FROM objectives_alignment a WHERE a.organisation_id = o.organisation_id AND a.child_id = o.id
                   AND a.state = 'accepted')) AS aligned,
               count(f.progress) AS measured, coalesce(sum(f.progress), 0)::bigint AS progress,
               coalesce(sum(f.expected) FILTER (WHERE f.progress IS NOT NULL), 0)::bigint AS expected,
               array_agg(f.id) FILTER (WHERE f.progress IS NOT NULL) AS figures
        FROM objectives_objective o
        LEFT JOIN objectives_figure f ON f.organisation_id = o.organisation_id AND f.objective_id = o.id
        WHERE o.organisation_id = m.organisation_id AND o.owner_id = m.id AND o.cycle_id = %(cycle)s
          AND o.state IN ('active', 'closed')) o
    CROSS JOIN LATERAL (
        SELECT max(s.updated_at) AS newest, count(*) FILTER (WHERE s.confidence = 'on') AS on_track,
               count(*) FILTER (WHERE s.confidence = 'risk') AS at_risk,
               count(*) FILTER (WHERE s.confidence = 'off') AS off_track,
               count(*) FILTER (WHERE s.confidence = '') AS not_set
        FROM objectives_objective o
        JOIN objectives_keyresult k ON k.organisation_id = o.organisation_id AND k.objective_id = o.id
        JOIN objectives_keyresultstate s ON s.organisation_id = k.organisation_id AND s.key_result_id = k.id
        WHERE o.organisation_id = m.organisation_id AND o.owner_id = m.id AND o.cycle_id = %(cycle)s
          AND o.state = 'active' AND k.terminated_at IS NULL) k
    WHERE m.organisation_id = %(org)s AND m.role = 'leader' AND m.active) AS l ON true
ORDER BY l.newest NULLS LAST, l.name
"""


@dataclass(frozen=True)
class Leader:
    """One leader by their individual objectives in the cycle; sums as in UnitSummary, so that both make
    rows."""

    person: Membership
    key_results: int
    updated: int
    newest: datetime | None
    own_objectives: int
    aligned: int
    own_measured: int
    own_progress: int
    own_expected: int
    figures: Sequence[int]
    on_track: int
    at_risk: int
    off_track: int
    not_set: int

    @property
    def objectives(self) -> int:
        return self.own_objectives

    @property
    def takes_part(self) -> bool:
        return self.key_results > 0 and self.updated == self.key_results


@dataclass(frozen=True)
class Group:
    """Of those asked, how many updated everything."""

    asked: int = 0
    participating: int = 0


@dataclass(frozen=True)
class People:
    """What one query brings: the groups, the leaders, and the units that the filter offers."""

    leadership: Group = field(default_factory=Group)
    leads: Group = field(default_factory=Group)
    everyone: Group = field(default_factory=Group)
    leaders: Sequence[Leader] = ()
    units: Sequence[tuple[str, str]] = ()

    @property
    def asked(self) -> int:
        return self.leadership.asked + self.leads.asked + self.everyone.asked

    @property
    def participating(self) -> int:
        return self.leadership.participating + self.leads.participating + self.everyone.participating

    @property
    def missing(self) -> int:
        return self.asked - self.participating

    @property
    def named(self) -> Sequence[Leader]:
        """Those who took part by the time they did, then those who have not; never more than fit."""
        return sorted(self.leaders, key=lambda each: not each.takes_part)[:SHOWN]

    @property
    def unnamed(self) -> int:
        return max(0, len(self.leaders) - SHOWN)


def people(cycle: Cycle | None, unit: Unit | None = None) -> People:
    """Participation in the cycle, leaders by name, and the first level of units (with `unit`, should it lie
    deeper)."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"org": current_organisation_id(), "cycle": cycle.pk if cycle else 0})
        rows = cursor.fetchall()
    groups, offered = rows[0][0] or {}, [(key, name) for key, name in rows[0][1] or []]
    if unit is not None and unit.public_id not in dict(offered):
        offered.append((unit.public_id, unit.name))
    return People(
        leadership=Group(*groups.get(Participation.Group.LEADERSHIP, ())),
        leads=Group(*groups.get(Participation.Group.LEADS, ())),
        everyone=Group(*groups.get(Participation.Group.EVERYONE, ())),
        leaders=[leader(row[2:]) for row in rows if row[2] is not None],
        units=offered,
    )


def leader(row: tuple[Any, ...]) -> Leader:
    (
        key,
        public_id,
        name,
        asked,
        updated,
        newest,
        active,
        aligned,
        measured,
        progress,
        expected,
        figures,
        *said,
    ) = row
    return Leader(
        Membership(pk=key, public_id=public_id, name=name),
        asked,
        updated,
        newest,
        active,
        aligned,
        measured,
        progress,
        expected,
        figures or (),
        *said,
    )


def when(leader: Leader, reader: Reader) -> str:
    """ "Today 08:02", "Mon 08:10", "11 Aug" of who takes part; "Not yet" of who does not, and why nobody waits
    for them."""
    if not leader.key_results:
        return "No key results"
    if not leader.takes_part or leader.newest is None:
        return "Not yet"
    local, today = leader.newest.astimezone(reader.zone), reader.now.astimezone(reader.zone).date()
    away = (today - local.date()).days
    day = "Today" if away == 0 else dates.weekday(local.date()) if away < 7 else ""
    return f"{day} {local:%H:%M}" if day else dates.day_and_month(local.date(), today)
