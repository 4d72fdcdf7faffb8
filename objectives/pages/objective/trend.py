"""The chart of one key result: its updates against its pace, and where it ends at this rate. Pure but for
the models."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from objectives.display import measures, values
from objectives.display.charts.lines import Moment, Trend, month_starts, round_grid
from objectives.models import KeyResult, Trajectory, Update
from objectives.progress import FULL, forecast, value_at
from organisations.display.dates import month


def value_points(updates: Sequence[Update], zone: ZoneInfo) -> list[tuple[date, Decimal]]:
    """The last value of each local day."""
    return list(
        {
            update.at.astimezone(zone).date(): update.value for update in updates if update.value is not None
        }.items()
    )


def projected(key_result: KeyResult, updates: Sequence[Update], zone: ZoneInfo) -> Decimal | None:
    """The value on the due date "at this rate"; None for a level to hold, or with fewer than two days."""
    if key_result.trajectory == Trajectory.HOLD:
        return None
    return forecast(value_points(updates, zone), key_result.due_on)


def key_result_trend(
    key_result: KeyResult, updates: Sequence[Update], *, today: date, zone: ZoneInfo, locale: str
) -> Trend | None:
    """None before the first value. Up is better: the axis of a falling measure is turned."""
    points = value_points(updates, zone)
    start, target = key_result.start, key_result.target
    if start is None or not points:
        return None
    measure = measures.measure_of(key_result)
    begins, ends = measures.begins(key_result), key_result.due_on
    points = [(begins, start), *((day, value) for day, value in points if day > begins)]
    hold = key_result.trajectory == Trajectory.HOLD
    full = target if hold else value_at(start, target, FULL[key_result.objective.ambition])
    pace = [Moment(begins, float(target if hold else start)), Moment(ends, float(full))]
    end = projected(key_result, updates, zone)
    shown = [start, target, *(value for _, value in points)]
    low, high = float(min(shown)), float(max(shown))
    every = 3 if (ends - begins).days > 190 else 1
    days = [day for day in month_starts(begins, ends, every=every) if (ends - day).days > 12]
    return Trend(
        name=key_result.title,
        begins=begins,
        ends=ends,
        today=min(max(today, begins), ends),
        values=[Moment(day, float(value), values.in_words(value, measure, locale)) for day, value in points],
        pace=pace,
        low=low,
        high=high,
        grid=[
            (value, values.plain(rounded(value, high - low), measure, locale))
            for value in round_grid(low, high)
        ],
        days=[(day, f"{day.day} {month(day)}") for day in [*days, ends]],
        falling=target < start,
        projection=Moment(ends, float(end)) if end is not None and today < ends - timedelta(days=1) else None,
        label=values.in_words(points[-1][1], measure, locale),
    )


def rounded(value: float, span: float) -> Decimal:
    """A grid line's number: no more decimals than its distance to the next one needs."""
    return Decimal(str(round(value, 2 if span < 1 else 1 if span < 20 else 0)))
