"""The arithmetic: how a rolled-up figure comes about, from the very rows that the roll-up added.

What is shown adds up exactly to the figure: each part in tenths of a point, the last tenth to the largest
remainder (docs/rules.md §3). A fixed number of queries, however many contributors.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.db.models import Count

from objectives.display import values
from objectives.display.arithmetic import Arithmetic, Contributor, Detail, HeldBackBy, NotCounted
from objectives.display.charts.bars import SumBar, SumPart, letter
from objectives.display.history_words import owner_name
from objectives.explanation.excluded import left_out, pending, unmeasured, waiting_links
from objectives.explanation.held_back import holding_back
from objectives.explanation.reader import Reader
from objectives.models import (
    Alignment,
    Counts,
    Cycle,
    CycleState,
    Edge,
    Figure,
    FigureKind,
    KeyResult,
    Objective,
)
from objectives.progress import adds_in_tenths, distance, largest_remainder, tenths
from organisations.display.numbers import MINUS
from organisations.models import Membership, Organisation

MEAN = "Each one’s progress times its weight, divided by the sum of the weights."
COUNTS = {
    Counts.KEY_RESULTS: f"Counts its key results. {MEAN}",
    Counts.ALIGNED: f"Counts its aligned objectives. {MEAN}",
    Counts.BOTH: f"Counts its key results and its aligned objectives. {MEAN}",
}


def explain_objective(
    objective: Objective, *, organisation: Organisation, membership: Membership
) -> Arithmetic | None:
    """How the objective's figure is made; None while the roll-up has not met it yet."""
    figure = Figure.objects.filter(objective=objective).first()
    if figure is None:
        return None
    reader = Reader(organisation, membership)
    return arithmetic(
        figure,
        reader,
        title=objective.title,
        url=reader.objective_url(objective),
        sentence=COUNTS[Counts(objective.counts)],
        not_counted=left_out(objective, reader),
    )


def explain_key_result(
    key_result: KeyResult, *, organisation: Organisation, membership: Membership
) -> Arithmetic | None:
    """How a key result measured by contributions or by aligned objectives comes by its figure."""
    figure = Figure.objects.filter(key_result=key_result).first()
    if figure is None or figure.kind == FigureKind.LEAF:
        return None
    reader = Reader(organisation, membership)
    if figure.kind == FigureKind.SUM:
        figure.key_result = key_result
        return sum_alone(figure, reader)
    return arithmetic(
        figure,
        reader,
        title=key_result.title,
        url=reader.key_result_url(key_result),
        sentence=f"Counts the objectives aligned to this key result. {MEAN}",
        not_counted=waiting_links(
            Alignment.objects.filter(parent_key_result=key_result), key_result.objective, reader
        ),
    )


def arithmetic(
    figure: Figure,
    reader: Reader,
    *,
    title: str,
    url: str,
    sentence: str,
    not_counted: Sequence[NotCounted],
) -> Arithmetic:
    """A weighted mean, contributor by contributor."""
    edges = contributors(figure)
    counted = [edge for edge in edges if edge.child.progress is not None]
    adds = adds_in_tenths([(edge.weight, edge.child.progress or 0) for edge in counted])
    details = details_of([edge.child for edge in counted], reader)
    rows = [row(n, edge, adds[n], details.get(edge.child_id, ()), reader) for n, edge in enumerate(counted)]
    weights = sum(edge.weight for edge in counted)
    points = points_of(figure)
    back = holding_back(
        [(edge.weight, edge.child.progress or 0, edge.child.expected or 0) for edge in counted],
        -(points or 0),
        reader.locale,
    )
    total = reader.share(figure.progress)
    return Arithmetic(
        title=title,
        url=url,
        figure=total,
        sentence=sentence,
        rows=rows,
        bar=bar(rows, adds, figure) if counted else None,
        expected=reader.share(figure.expected),
        points=points,
        weights=weights,
        products=reader.plain_tenths(sum(tenths(edge.child.progress or 0) * edge.weight for edge in counted)),
        held_back=HeldBackBy(back.before, rows[back.index].title, rows[back.index].url, back.after)
        if back
        else None,
        not_counted=[*unmeasured(edges, reader), *not_counted],
        pending=pending(reader.organisation),
        text="\n".join(f"{each.title}: {each.progress} × {each.weight}, adds {each.adds}" for each in rows)
        + f"\nTogether {total}",
    )


def contributors(figure: Figure) -> list[Edge]:
    """What counts in a figure, key results in their order first, then aligned objectives, then the
    quarters."""
    edges = Edge.objects.filter(parent=figure, adds=False).select_related(
        "child__key_result__objective",
        "child__objective__owner",
        "child__objective__owner_unit",
        "child__of_objective",
        "child__of_key_result__objective",
    )
    return sorted(edges, key=order)


def order(edge: Edge) -> tuple[int, int, int]:
    key_result = edge.child.key_result
    if key_result is not None:
        return 0, key_result.position, key_result.pk
    return (1 if edge.child.objective_id else 2), -edge.weight, edge.child_id


def row(n: int, edge: Edge, adds: int, details: Sequence[Detail], reader: Reader) -> Contributor:
    figure = edge.child
    key_result, objective = figure.key_result, figure.objective
    kind, title, url, note, hold = (
        "quarters",
        "Objectives in shorter cycles",
        "",
        "Directly aligned, one contributor by their days",
        False,
    )
    if key_result is not None:
        kind, title, url = "key_result", key_result.title, reader.key_result_url(key_result)
        hold, note = key_result.trajectory == "hold", stands(figure, key_result, reader)
    elif objective is not None:
        kind, title, url = "direct", objective.title, reader.objective_url(objective)
        note = f"Aligned objective, {owner_name(objective)}"
    else:
        of = figure.of_objective or (figure.of_key_result.objective if figure.of_key_result else None)
        url = reader.objective_url(of) if of else ""
    progress = figure.progress or 0
    return Contributor(
        letter=letter(n),
        kind=kind,
        title=title,
        url=url,
        weight=edge.weight,
        progress=reader.share(progress),
        product=reader.plain_tenths(tenths(progress) * edge.weight),
        adds=reader.plain_tenths(adds),
        note=note,
        expected=reader.share(figure.expected),
        points=points_of(figure),
        hold=hold,
        frozen=figure.frozen,
        details=details,
        details_words=f"What made {made_of(figure, reader)}",
        explain_url=own_arithmetic(figure, reader),
    )


def stands(figure: Figure, key_result: KeyResult, reader: Reader) -> str:
    """How a key result is measured and where it stands: "Key result. 10 to 12, stands at 10.7"."""
    measure = measure_of(key_result)
    if figure.kind == FigureKind.MEAN:
        return "Key result, progress of aligned objectives"
    start = (
        f"{values.plain(key_result.start, measure, reader.locale)} to "
        if key_result.start is not None
        else ""
    )
    way = f"{start}{values.in_words(key_result.target, measure, reader.locale)}"
    value = (
        f", stands at {values.plain(figure.value, measure, reader.locale)}"
        if figure.value is not None
        else ""
    )
    return f"Key result{', sum of contributions' if figure.kind == FigureKind.SUM else ''}. {way}{value}"


def made_of(figure: Figure, reader: Reader) -> str:
    """The figure that a contributor's own lines add up to: a sum's value, or a percentage."""
    if figure.kind == FigureKind.SUM and figure.key_result is not None and figure.value is not None:
        return values.in_words(figure.value, measure_of(figure.key_result), reader.locale)
    return reader.share(figure.progress)


def own_arithmetic(figure: Figure, reader: Reader) -> str:
    """Where a contributor's own figure is explained; empty where it is a plain value, or quarters that stand
    open here."""
    if figure.objective is not None:
        return f"{reader.objective_url(figure.objective)}?explain=1"
    if figure.key_result is not None and figure.kind != FigureKind.LEAF:
        return f"{reader.objective_url(figure.key_result.objective)}?explain=1&key_result={figure.key_result.public_id}"
    return ""


def points_of(figure: Figure) -> int | None:
    if figure.progress is None or figure.expected is None:
        return None
    return distance(figure.progress, figure.expected)


def bar(rows: Sequence[Contributor], adds: Sequence[int], figure: Figure) -> SumBar:
    return SumBar(
        parts=[
            SumPart(letter=each.letter, name=each.title, adds=part)
            for each, part in zip(rows, adds, strict=True)
        ],
        total=tenths(figure.progress or 0),
        expected=None if figure.expected is None else tenths(figure.expected),
    )


# Inside a contributor ---------------------------------------------------------------------------------------


def details_of(figures: Sequence[Figure], reader: Reader) -> dict[int, Sequence[Detail]]:
    """What sums and quarters are made of, by figure."""
    inside: dict[int, list[Edge]] = defaultdict(list)
    opened = [figure for figure in figures if figure.kind in (FigureKind.SUM, FigureKind.QUARTERS)]
    if opened:
        edges = Edge.objects.filter(parent__in=opened).select_related(
            "child__cycle", "child__key_result__objective__unit"
        )
        for edge in edges.order_by("child__cycle__starts_on", "child_id"):
            inside[edge.parent_id].append(edge)
    buckets = [
        edge.child_id for figure in opened if figure.kind == FigureKind.QUARTERS for edge in inside[figure.pk]
    ]
    counted = (
        Edge.objects.filter(parent__in=buckets).values_list("parent").annotate(children=Count("pk"))
        if buckets
        else ()
    )
    children = dict(counted)
    return {
        figure.pk: sum_lines(figure, inside[figure.pk], reader)
        if figure.kind == FigureKind.SUM
        else quarter_lines(figure, inside[figure.pk], children, reader)
        for figure in opened
    }


def sum_lines(figure: Figure, edges: Sequence[Edge], reader: Reader) -> list[Detail]:
    """Start, each contribution's change, the value."""
    key_result = figure.key_result
    assert key_result is not None and figure.base is not None
    measure = measure_of(key_result)
    lines = [Detail("Start", values.plain(figure.base, measure, reader.locale))]
    for edge in edges:
        child = edge.child.key_result
        assert child is not None
        unit = child.objective.unit
        lines.append(
            Detail(
                words=child.title,
                figure=values.plain(edge.child.change, measure, reader.locale, signed=True),
                note=" · ".join(
                    filter(
                        None, [unit.name if unit else "", "terminated, frozen" if edge.child.frozen else ""]
                    )
                ),
                url=reader.key_result_url(child),
            )
        )
    value = values.plain(figure.value, measure, reader.locale) if figure.value is not None else "–"
    lines.append(Detail("Value", value, total=True))
    if figure.goal is not None and figure.value is not None:
        start, now, goal = (
            values.plain(each, measure, reader.locale) for each in (figure.base, figure.value, figure.goal)
        )
        lines.append(
            Detail(f"({now} {MINUS} {start}) ÷ ({goal} {MINUS} {start})", reader.share(figure.progress))
        )
    return lines


GOING = {
    CycleState.PLANNING: "planned",
    CycleState.ACTIVE: "running",
    CycleState.CLOSING: "closing",
    CycleState.CLOSED: "closed",
}


def quarter_lines(
    figure: Figure, edges: Sequence[Edge], children: Mapping[int, int], reader: Reader
) -> list[Detail]:
    """Each shorter cycle: its mean, its share of the days, what it adds; then the time that is not planned
    yet. `children` counts the objectives of each."""
    whole = figure.fixed_w or 1
    parts = [Fraction(edge.weight * (edge.child.progress or 0), whole * 1_000) for edge in edges]
    adds = largest_remainder(parts, tenths(figure.progress or 0))
    lines = [
        Detail(
            words=edge.child.cycle.name if edge.child.cycle else "",
            mean=reader.share(edge.child.progress),
            share=f"{edge.weight} of {whole} days",
            figure=reader.plain_tenths(part),
            quiet=edge.child.progress is None,
            note=bucket_note(edge.child.cycle, children.get(edge.child_id, 0)),
        )
        for edge, part in zip(edges, adds, strict=True)
    ]
    left = whole - sum(edge.weight for edge in edges)
    if left > 0:
        lines.append(
            Detail(
                "Not planned yet",
                reader.plain_tenths(0),
                mean="–",
                share=f"{left} of {whole} days",
                quiet=True,
                note="counts 0",
            )
        )
    return [
        *lines,
        Detail("Together", reader.plain_tenths(tenths(figure.progress or 0)), mean=" ", total=True),
    ]


def bucket_note(cycle: Cycle | None, children: int) -> str:
    state = GOING[CycleState(cycle.state)] if cycle else ""
    return f"{state}, {children} {'objective' if children == 1 else 'objectives'}".removeprefix(", ")


def sum_alone(figure: Figure, reader: Reader) -> Arithmetic:
    """A key result measured by contributions, seen for itself."""
    key_result = figure.key_result
    assert key_result is not None
    edges = list(
        Edge.objects.filter(parent=figure, adds=True)
        .select_related("child__key_result__objective__unit")
        .order_by("child_id")
    )
    measure = measure_of(key_result)
    total = reader.share(figure.progress)
    target = values.in_words(key_result.target, measure, reader.locale)
    line = Contributor(
        letter=letter(0),
        kind="key_result",
        title=key_result.title,
        url=reader.key_result_url(key_result),
        weight=1,
        progress=total,
        product=reader.plain_tenths(tenths(figure.progress or 0)),
        adds=reader.plain_tenths(tenths(figure.progress or 0)),
        expected=reader.share(figure.expected),
        points=points_of(figure),
        details=sum_lines(figure, edges, reader),
        details_words=f"What made {made_of(figure, reader)}",
        opened=True,
    )
    return Arithmetic(
        title=key_result.title,
        url=line.url,
        figure=total,
        sentence=f"Its start and the change of every key result that contributes to it, on the way to {target}.",
        rows=[line],
        expected=line.expected,
        points=line.points,
        weights=1,
        products=line.adds,
        pending=pending(reader.organisation),
    )


def measure_of(key_result: KeyResult) -> values.Measure:
    return values.Measure(key_result.measure, key_result.currency or key_result.measure_unit)
