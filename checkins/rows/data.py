"""Rows that take values, with what they are drawn from fetched for all of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404

from checkins.permissions import can_update
from checkins.rows.row import UpdateContext, UpdateData, UpdateRow
from checkins.series.check_in_times import CheckInSchedule, schedule_of
from objectives.display.key_result import TREND, ValuePoint, for_rows
from objectives.models import KeyResult, Measure, MeasuredBy, Update
from objectives.updates import impact


def fetch(public_id: str) -> KeyResult:
    """A key result with what a row and its permission need; 404 where there is none."""
    return get_object_or_404(
        for_rows(KeyResult.objects.all()).select_related(
            "objective__cycle", "objective__owner_unit", "objective__owner"
        ),
        public_id=public_id,
    )


def rows_of(
    context: UpdateContext,
    key_results: Sequence[KeyResult],
    schedule: CheckInSchedule | None = None,
    **shown: Any,
) -> list[UpdateRow]:
    """The row of each, in a fixed number of queries; one more where the page does not bring the `schedule` of
    check-ins. `shown` says how they stand, where that is not as they would."""
    schedule = schedule or schedule_of(context.organisation, key_results, now=context.reader.now)
    points = recent_points(key_results)
    prefetch_related_objects(
        [key_result for key_result in key_results if key_result.measure == Measure.MILESTONES], "milestones"
    )
    rows = [
        UpdateRow(
            key_result,
            context,
            UpdateData(
                points=points[key_result.pk],
                complete=len(points[key_result.pk]) < TREND,
                schedule=schedule,
                may=can_update(context.membership, key_result)
                and key_result.measured_by == MeasuredBy.UPDATES,
            ),
            **shown,
        )
        for key_result in key_results
    ]
    saved = [row.key_result.pk for row in rows if row.saved]
    above = impact.above(saved) if saved else None
    return [replace(row, above=above) for row in rows]


def recent_points(key_results: Sequence[KeyResult]) -> Mapping[int, Sequence[ValuePoint]]:
    """The newest standing updates of each key result, newest first, in one query."""
    points: dict[int, list[ValuePoint]] = defaultdict(list)
    newest_first = RowNumber()
    place = Window(newest_first, partition_by=F("key_result"), order_by=(F("at").desc(), F("id").desc()))
    updates = Update.objects.filter(key_result__in=key_results).standing().annotate(place=place)
    for update in updates.filter(place__lte=TREND).order_by("key_result", "place"):
        points[update.key_result_id].append(point_of(update))
    return points


def point_of(update: Update) -> ValuePoint:
    return ValuePoint(update.at, update.value, update.note, update.confidence, update.progress)
