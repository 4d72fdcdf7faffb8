"""Rows that take values, with what they are drawn from fetched for all of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import F, Window, prefetch_related_objects
from django.db.models.functions import RowNumber
from django.shortcuts import get_object_or_404

from checkins.permissions import can_update
from checkins.rows.row import UpdateContext, UpdateRow
from checkins.series.check_in_times import CheckInSchedule, schedule_of
from objectives.display.key_result import TREND, for_rows
from objectives.display.key_result_data import KeyResultData, ValuePoint
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
    points = points_of(key_results, most=TREND)
    prefetch_related_objects(
        [key_result for key_result in key_results if key_result.measure == Measure.MILESTONES], "milestones"
    )
    rows = [
        UpdateRow(
            key_result,
            context,
            KeyResultData(points[key_result.pk]),
            schedule=schedule,
            may=can_update(context.membership, key_result) and key_result.measured_by == MeasuredBy.UPDATES,
            **shown,
        )
        for key_result in key_results
    ]
    saved = [row.key_result.pk for row in rows if row.saved and not row.poll]
    above = impact.above(saved) if saved else None
    return [replace(row, above=above) for row in rows]


def points_of(
    key_results: Sequence[KeyResult], *, most: int | None = None, until: datetime | None = None
) -> Mapping[int, Sequence[ValuePoint]]:
    """The values of each that stand, newest first, in one query: the newest so many, or all given by then."""
    updates = (
        Update.objects.standing().filter(key_result__in=key_results).order_by("key_result", "-at", "-id")
    )
    if until is not None:
        updates = updates.filter(at__lte=until)
    if most is not None:
        newest_first = (F("at").desc(), F("id").desc())
        place = Window(RowNumber(), partition_by=F("key_result"), order_by=newest_first)
        updates = updates.annotate(place=place).filter(place__lte=most)
    points: dict[int, list[ValuePoint]] = defaultdict(list)
    for update in updates:
        point = ValuePoint(update.at, update.value, update.note, update.confidence, update.progress)
        points[update.key_result_id].append(point)
    return points
