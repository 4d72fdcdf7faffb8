"""What needs a reader's eyes, from the roll-up's findings: key results that need attention, alignment gaps, wins.

The company page shows the first few of each in one query; the lists behind it page through all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import IntegerField, QuerySet
from django.db.models.expressions import RawSQL

from objectives import formats, measuring
from objectives.charts.scale import GapLine, Scale
from objectives.dashboard.lines import Scene, flag, points_of, shown_scale, state_of, value_of
from objectives.models import Cycle, Finding, KeyResult, Objective
from objectives.wins import Win
from organisations.models import Membership, Unit
from organisations.tenancy import current_organisation_id

ATTENTION, GAPS, WINS = 4, 2, 3
COUNTED = 1_000
"""Beyond so many a count says "1,000+": nobody reads them, and the page must not count for ever."""


@dataclass(frozen=True)
class Attention:
    """A key result that somebody worries about, or that is far behind."""

    title: str
    url: str
    who: str
    flag: str
    confidence: str
    points: int | None
    scale: Scale


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

    attention: Sequence[Attention]
    gaps: Sequence[Gap]
    wins: Sequence[Win]
    attention_count: int = 0
    gap_count: int = 0

    @property
    def attention_words(self) -> str:
        """How many, or that nobody counts any further."""
        return f"{COUNTED:,}+" if self.attention_count >= COUNTED else str(self.attention_count)


def of_company(cycles: Sequence[Cycle], unit: Unit | None, scene: Scene) -> Found:
    """The worst few of each kind in these cycles, below the unit if one is given. One query.

    Attention and gaps are those of the company's and the units' objectives: a person's own belong to their check-in.
    """
    rows = first_of(cycles, unit)
    attention = [each for each in rows if each.kind == Finding.Kind.ATTENTION]
    gaps = [each for each in rows if each.kind == Finding.Kind.GAP]
    wins = [each for each in rows if each.kind == Finding.Kind.WIN]
    return Found(
        [attention_of(each, scene) for each in attention[:ATTENTION]],
        [gap_of(each, scene) for each in gaps[:GAPS]],
        [win_of(each, scene) for each in wins[:WINS]],
        getattr(rows[0], "attention_count", 0) if rows else 0,
        getattr(rows[0], "gap_count", 0) if rows else 0,
    )


# A few index entries for each kind, cycle and side, so that the cost does not grow with the company.
FIRST = """
SELECT f.id FROM unnest(%s::text[], %s::bigint[], %s::boolean[]) AS w(kind, cycle, individual)
CROSS JOIN LATERAL (
    SELECT d.id FROM objectives_finding d
    WHERE d.organisation_id = %s AND d.cycle = w.cycle AND d.kind = w.kind AND d.individual = w.individual
      AND (%s::bigint IS NULL OR d.unit IN (SELECT c.descendant_id FROM organisations_unitclosure c
                                            WHERE c.organisation_id = d.organisation_id AND c.ancestor_id = %s))
    ORDER BY d.rank LIMIT 4) f
"""
COUNT = """
(SELECT count(*) FROM (
    SELECT FROM objectives_finding d
    WHERE d.organisation_id = %s AND d.cycle = ANY(%s) AND d.kind = %s AND NOT d.individual
      AND (%s::bigint IS NULL OR d.unit IN (SELECT c.descendant_id FROM organisations_unitclosure c
                                            WHERE c.organisation_id = d.organisation_id AND c.ancestor_id = %s))
    LIMIT 1000) c)
"""


def first_of(cycles: Sequence[Cycle], unit: Unit | None) -> list[Finding]:
    """The first of each kind, and on every row how many there are. Wins of people too, attention and gaps of units."""
    org, keys, key = current_organisation_id(), [each.pk for each in cycles], unit.pk if unit else None
    sides = [(Finding.Kind.ATTENTION, False), (Finding.Kind.GAP, False), (Finding.Kind.WIN, False), (Finding.Kind.WIN, True)]
    wanted = [(kind.value, cycle, individual) for kind, individual in sides for cycle in keys]
    if not wanted:
        return []
    kinds, of, individuals = (list(column) for column in zip(*wanted, strict=True))

    def count(kind: Finding.Kind) -> RawSQL:
        return RawSQL(COUNT, [org, keys, kind.value, key, key], output_field=IntegerField())  # noqa: S611  # nosec B611 - constant text

    rows = Finding.objects.filter(pk__in=RawSQL(FIRST, [kinds, of, individuals, org, key, key]))  # noqa: S611  # nosec B611 - constant text
    counted = with_rows(rows).annotate(attention_count=count(Finding.Kind.ATTENTION), gap_count=count(Finding.Kind.GAP))
    return list(counted.order_by("rank", "pk"))


def listed(kind: str, cycles: Iterable[Cycle], unit: Unit | None = None, *, people: bool = False) -> QuerySet[Finding]:
    """All findings of a kind, worst first; `people` brings those of people's own objectives too."""
    rows = Finding.objects.filter(kind=kind, cycle__in=[each.pk for each in cycles])
    if not people:
        rows = rows.filter(individual=False)
    if unit is not None:
        rows = rows.filter(unit__in=Unit.objects.below(unit).values("pk"))
    return with_rows(rows).order_by("rank", "pk")


def with_rows(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """With the key result or objective they are about, and whose it is."""
    key_result = "figure__key_result"
    return findings.select_related(
        f"{key_result}__state",
        f"{key_result}__figure",
        f"{key_result}__accountable",
        f"{key_result}__objective__cycle",
        f"{key_result}__objective__owner_unit",
        f"{key_result}__objective__unit",
        "figure__objective__owner__unit",
        "figure__objective__owner_unit__lead",
    )


def attention_of(finding: Finding, scene: Scene) -> Attention:
    key_result: KeyResult = finding.figure.key_result
    scale = shown_scale(key_result, scene)
    confidence = state_of(key_result).confidence
    return Attention(
        title=key_result.title,
        url=scene.key_result(key_result),
        who=whose(key_result.accountable, key_result.objective),
        flag=flag(confidence, scale),
        confidence=confidence,
        points=points_of(scale) if points_of(scale) is not None else finding.result,
        scale=scale,
    )


def whose(person: Membership | None, objective: Objective) -> str:
    """ "Jonas L., Sales"."""
    unit = objective.owner_unit or objective.unit
    return ", ".join([person.short_name if person else "No owner", *([unit.name] if unit else [])])


def gap_of(finding: Finding, scene: Scene) -> Gap:
    """The words first: which of the two is green."""
    figure, result, plan = finding.figure, finding.result or 0, finding.plan or 0
    if figure.key_result_id:
        title, url = figure.key_result.title, scene.key_result(figure.key_result)
        who = whose(figure.key_result.accountable, figure.key_result.objective)
    else:
        objective = figure.objective
        title, url = objective.title, scene.objective(objective.public_id)
        who = owner_words(objective)
    return Gap(title, url, who, gap_words(result, plan, scene), GapLine(result, plan))


def gap_words(result: int, plan: int, scene: Scene) -> str:
    """ "The plan is green, the result is not", or the reverse; where neither or both are, how far they lie apart."""
    close = measuring.pace_table(scene.organisation).close
    if plan >= -close > result:
        return "The plan is green, the result is not"
    if result >= -close > plan:
        return "The result is green, the plan is not"
    better, worse = ("plan", "result") if plan > result else ("result", "plan")
    return f"The {better} is {abs(result - plan)} points better than the {worse}"


def owner_words(objective: Objective) -> str:
    """ "Marketing, Sofie D." of a unit's objective, "Ingrid S., Key Accounts" of a person's."""
    if objective.owner is not None:
        return whose(objective.owner, objective)
    unit = objective.owner_unit
    return ", ".join([unit.name, *([unit.lead.short_name] if unit.lead else [])]) if unit else ""


def win_of(finding: Finding, scene: Scene) -> Win:
    """A key result at its target, or an objective closed as achieved."""
    figure = finding.figure
    if figure.key_result_id:
        key_result = figure.key_result
        state, reached = state_of(key_result), value_of(key_result)
        words = f"{key_result.title} is at its target"
        if reached is not None:
            words += f": {formats.in_words(reached, measuring.measure_of(key_result), scene.reader.locale)}"
        person = key_result.accountable
        return Win(words, whose(person, key_result.objective), scene.key_result(key_result), person, state.updated_at)
    objective = figure.objective
    person = objective.owner or (objective.owner_unit.lead if objective.owner_unit else None)
    return Win(f"{objective.title} is achieved", owner_words(objective), scene.objective(objective.public_id), person)
