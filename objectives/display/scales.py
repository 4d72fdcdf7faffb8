"""Scales from values of key results and from rolled-up figures."""

from decimal import Decimal

from objectives.display import measures, values
from objectives.display.charts.scale import Scale
from objectives.models import Objective
from objectives.progress import PACE, PaceTable, unclamped, value_at
from organisations.display.numbers import share
from organisations.display.reader import Reader
from organisations.models import Organisation


def value_scale(
    *,
    name: str,
    start: Decimal | None,
    target: Decimal,
    current: Decimal | None,
    expected: int | None,
    measure: values.Measure,
    locale: str,
    previous: Decimal | None = None,
    hold: bool = False,
    waiting: str = "",
    early: bool = False,
    table: PaceTable = PACE,
) -> Scale:
    """The scale of a key result. Without a start or a value it shows what it waits for, never 0%."""

    def words(value: Decimal) -> str:
        return values.plain(value, measure, locale)

    if start is None or current is None:
        return Scale(
            name=name,
            waiting=waiting or "No value yet",
            target=words(target),
            start="" if start is None else words(start),
        )
    return Scale(
        name=name,
        progress=unclamped(start, target, current),
        expected=expected,
        value=words(current),
        start=words(start),
        target=words(target),
        today="" if expected is None or hold else words(round(value_at(start, target, expected), 1)),
        previous=None if previous is None else unclamped(start, target, previous),
        hold=hold,
        early=early,
        table=table,
    )


def share_scale(
    *,
    name: str,
    progress: int | None,
    expected: int | None,
    locale: str,
    early: bool = False,
    table: PaceTable = PACE,
    waiting: str = "",
) -> Scale:
    """The scale of an objective or a unit: 0 to 100 %, or "No data yet"."""
    if progress is None:
        return Scale(name=name, waiting=waiting or "No data yet")
    return Scale(
        name=name,
        progress=progress,
        expected=expected,
        value=share(progress, locale),
        start=share(0, locale),
        target=share(1_000_000, locale),
        today="" if expected is None else share(expected, locale),
        early=early,
        table=table,
    )


def objective_scale(objective: Objective, reader: Reader, organisation: Organisation) -> Scale:
    """An objective's own scale, from its rolled-up figure; needs the figure and the cycle fetched."""
    figure = getattr(objective, "figure", None)
    return share_scale(
        name=objective.title,
        progress=figure.progress if figure else None,
        expected=figure.expected if figure else None,
        locale=reader.locale,
        early=measures.is_early(objective, reader.today),
        table=measures.pace_table(organisation),
    )
