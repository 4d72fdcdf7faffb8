"""How the meetings of a 1-on-1 went: held or not, and whether everything was updated before. About meetings,
not about people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from checkins.models import CheckIn, CheckInSeries
from objectives.display.charts.time import Meetings
from objectives.models import KeyResult, MeasuredBy, Update
from organisations.models import Membership

SHOWN = 10


@dataclass(frozen=True)
class Record:
    """The last meetings as marks, newest right; of those held how many were ready; what is left for the next
    one."""

    meetings: Meetings
    held: int
    ready: int
    skipped: int
    left: int
    asked: int


def record(series: CheckInSeries, person: Membership, *, now: datetime) -> Record:
    """The last nine meetings and the next one, in three queries."""
    begun = list(
        CheckIn.objects.filter(series=series, starts_at__lte=now).order_by("-starts_at")[: SHOWN - 1]
    )[::-1]
    following = (
        CheckIn.objects.filter(series=series, starts_at__gt=now).exclude(state=CheckIn.State.SKIPPED).exists()
    )
    asked = list(
        KeyResult.objects.going()
        .filter(accountable=person, measured_by=MeasuredBy.UPDATES)
        .select_related("state", "objective")
    )
    since = begun[0].starts_at - timedelta(days=31) if begun else now
    given = updates_of(asked, since)
    marks = [mark(each, begun[:index], asked, given) for index, each in enumerate(begun)]
    return Record(
        meetings=Meetings([*marks, *(["next"] if following else [])]),
        held=sum(1 for each in marks if each in ("all", "some")),
        ready=marks.count("all"),
        skipped=marks.count("skipped"),
        left=sum(1 for each in asked if not each.state.is_updated()),
        asked=len(asked),
    )


def marks_of(
    series: Sequence[CheckInSeries], asked: Mapping[int, Sequence[KeyResult]], *, now: datetime
) -> dict[int, Meetings]:
    """The marks of many series at once, in three queries: `asked` holds each report's key results, by the
    report's key."""
    ranked = Window(RowNumber(), partition_by=F("series"), order_by=F("starts_at").desc())
    begun: dict[int, list[CheckIn]] = {each.pk: [] for each in series}
    for each in (
        CheckIn.objects.filter(series__in=series, starts_at__lte=now)
        .annotate(place=ranked)
        .filter(place__lt=SHOWN)
        .order_by("starts_at")
    ):
        begun[each.series_id].append(each)
    rows = CheckIn.objects.filter(series__in=series, starts_at__gt=now).exclude(state=CheckIn.State.SKIPPED)
    coming = set(rows.values_list("series_id", flat=True).distinct())
    first = min((meetings[0].starts_at for meetings in begun.values() if meetings), default=now)
    given = updates_of(
        [key_result for rows in asked.values() for key_result in rows], first - timedelta(days=31)
    )
    return {
        each.pk: Meetings(
            [
                *(
                    mark(meeting, begun[each.pk][:index], asked.get(each.report_id or 0, ()), given)
                    for index, meeting in enumerate(begun[each.pk])
                ),
                *(["next"] if each.pk in coming else []),
            ]
        )
        for each in series
    }


def updates_of(key_results: Sequence[KeyResult], since: datetime) -> dict[int, list[datetime]]:
    """When each of them was given a value that stands."""
    found: dict[int, list[datetime]] = defaultdict(list)
    rows = Update.objects.standing().filter(key_result__in=[each.pk for each in key_results], at__gt=since)
    for key_result, at in rows.values_list("key_result_id", "at"):
        found[key_result].append(at)
    return found


def mark(
    meeting: CheckIn, before: Sequence[CheckIn], asked: Sequence[KeyResult], given: dict[int, list[datetime]]
) -> str:
    """One meeting: skipped, not held, or held with all or some of what was active by then updated since the
    one before."""
    if meeting.state == CheckIn.State.SKIPPED:
        return "skipped"
    if meeting.state != CheckIn.State.HELD:
        return "not_held"
    previous = next(
        (each.starts_at for each in reversed(before) if each.state != CheckIn.State.SKIPPED), None
    )
    since = previous or meeting.starts_at - timedelta(days=31)
    active = [
        each
        for each in asked
        if each.objective.activated_on and each.objective.activated_on <= meeting.local_date
    ]
    ready = [each for each in active if any(since < at <= meeting.starts_at for at in given.get(each.pk, ()))]
    return "all" if len(ready) == len(active) else "some"
