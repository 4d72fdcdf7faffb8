"""The update window of a key result: the check-in before now, and the one that asks for the next value."""

from collections.abc import Sequence

from checkins.series.check_in_times import CheckInSchedule, schedule_of
from checkins.series.schedule import Freshness, local_day
from objectives.display.key_result_data import RowContext, UpdateWindow
from objectives.models import KeyResult, MeasuredBy, ObjectiveState


def windows_of(schedule: CheckInSchedule, key_results: Sequence[KeyResult]) -> dict[int, UpdateWindow]:
    """The update window of each that somebody is asked about: active, measured by updates, in a cycle that has begun."""
    today = local_day(schedule.now, schedule.organisation.zone)
    return {
        key_result.pk: window_of(schedule, key_result)
        for key_result in key_results
        if is_asked_for(key_result) and key_result.objective.cycle.starts_on <= today
    }


def is_asked_for(key_result: KeyResult) -> bool:
    """Whether values of it are given by people, and still are."""
    going = key_result.terminated_at is None and key_result.objective.state == ObjectiveState.ACTIVE
    return going and key_result.measured_by == MeasuredBy.UPDATES


def window_of(schedule: CheckInSchedule, key_result: KeyResult) -> UpdateWindow:
    """The check-in before now and the one that asks for the next value: today's as long as today lasts."""
    times, freshness = schedule.of(key_result), schedule.freshness(key_result)
    zone = schedule.organisation.zone
    due = times.next
    if freshness == Freshness.OVERDUE or (
        times.previous is not None and local_day(times.previous, zone) == local_day(schedule.now, zone)
    ):
        due = times.previous
    return UpdateWindow(times.previous, due, str(freshness))


def page_windows(context: RowContext, key_results: Sequence[KeyResult]) -> dict[int, UpdateWindow]:
    """For pages of objectives, which may not import check-ins: registered there when the app is ready."""
    asked = [key_result for key_result in key_results if is_asked_for(key_result)]
    return (
        windows_of(schedule_of(context.organisation, asked, now=context.reader.now), asked) if asked else {}
    )
