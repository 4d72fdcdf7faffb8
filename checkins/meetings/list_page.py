"""The page of all my check-ins: is my week ready, and whom must I help. Gathered in a fixed number of
queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Q

from checkins.meetings.attendance import marks_of
from checkins.meetings.week_ruler import Day, ruler, shown_monday
from checkins.models import CheckIn, CheckInSeries
from checkins.reminders import manual
from checkins.reminders.letters import asked_of
from checkins.series.check_in_times import CheckInSchedule, check_in_schedule
from checkins.series.schedule import Freshness
from objectives.display.charts.time import Meetings
from objectives.models import KeyResult
from objectives.pages.hooks import ReminderOffer
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership

STATES = {
    "missed": "Missed",
    "overdue": "Overdue",
    "pending": "Pending",
    "left": "Open",
    "ready": "Ready",
    "none": "",
    "away": "Away",
}
"""How a report stands before the next meeting, in the order of the list: whom one must help first."""

LATE = timedelta(hours=2)
"""For so long after its beginning a meeting still counts as the next one."""


@dataclass(frozen=True)
class Row:
    """One 1-on-1: the next meeting, how ready it is, why, and what can be done about it."""

    series: CheckInSeries
    meeting: CheckIn | None
    marks: Sequence[bool]
    state: str
    sentence: str
    offer: ReminderOffer | None = None
    first: bool = False  # the meeting that is next: the page's one filled button

    @property
    def updated(self) -> int:
        return sum(self.marks)

    @property
    def left(self) -> int:
        return len(self.marks) - self.updated

    @property
    def words(self) -> str:
        return f"{self.updated} of {len(self.marks)} updated"

    @property
    def state_words(self) -> str:
        """ "Pending, 2 left"."""
        return (
            f"{STATES[self.state]}, {self.left} left"
            if self.state in ("missed", "overdue", "pending", "left")
            else STATES[self.state]
        )

    @property
    def starts(self) -> datetime:
        return self.meeting.starts_at if self.meeting else datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Overview:
    """Everything on the page; `rows` are the ones I run, `own` the ones that are mine."""

    strong: str
    rest: str
    monday: date
    days: Sequence[Day]
    rows: Sequence[Row]
    own: Sequence[Row]
    series: Sequence[tuple[CheckInSeries, str, Meetings, CheckIn | None]]
    counts: Sequence[tuple[str, str]]


def overview(by: Membership, reader: Reader, week: date | None = None) -> Overview:
    """`week` is a day of the week that the ruler shows; without it the one in which something is still to
    come."""
    series = list(
        CheckInSeries.objects.filter(ended_on=None)
        .filter(Q(manager=by) | Q(report=by) | Q(unit=by.unit_id, unit__isnull=False))
        .select_related("manager", "report", "unit")
        .order_by("weekday", "local_time", "pk")
    )
    meetings = around(series, reader, week)
    coming = following(meetings, reader.now)
    people = {each.report_id: each.report for each in series if each.report is not None}
    asked: dict[int, list[KeyResult]] = {key: [] for key in people if key}
    for key_result in asked_of(asked):
        asked[key_result.accountable_id or 0].append(key_result)
    schedule = check_in_schedule(by.organisation, people=asked, units=[], now=reader.now)
    offers = manual.reminder_offers(
        people=[each for each in people.values() if each.pk != by.pk], by=by, reader=reader
    )
    pairs = [
        row(each, coming.get(each.pk), asked[each.report_id], schedule, reader, offers)
        for each in series
        if each.report_id
    ]
    own = [each for each in pairs if each.series.report_id == by.pk]
    run = sorted(
        (each for each in pairs if each.series.report_id != by.pk),
        key=lambda each: (list(STATES).index(each.state), each.starts),
    )
    soonest = min((each for each in run if each.meeting), key=lambda each: each.starts, default=None)
    marks = marks_of(series, asked, now=reader.now)
    strong, rest = lead(run, own, soonest, reader)
    monday, titles = shown_monday(meetings, reader, week), titles_of(series, by)
    return Overview(
        strong=strong,
        rest=rest,
        monday=monday,
        days=ruler(
            monday,
            meetings,
            titles,
            {each.series.pk: (each.updated, len(each.marks)) for each in pairs},
            reader,
        ),
        rows=[replace(each, first=each is soonest) for each in run],
        own=own,
        series=[(each, titles[each.pk], marks[each.pk], coming.get(each.pk)) for each in series],
        counts=[
            (state, f"{count} {words.lower()}")
            for state, words in STATES.items()
            if words and (count := sum(each.state == state for each in run))
        ],
    )


def titles_of(series: Sequence[CheckInSeries], by: Membership) -> dict[int, str]:
    """How I call each of them: "Ingrid", "Odd S." where there are two, "You and Henrik", "Sales, team"."""
    reports = [each.report for each in series if each.report is not None and each.report_id != by.pk]
    firsts = [each.first_name for each in reports]

    def title(each: CheckInSeries) -> str:
        if each.report is None:
            return f"{each.unit.name if each.unit else ''}, team"
        if each.report_id == by.pk:
            return f"You and {each.manager.first_name}"
        first: str = each.report.first_name
        return each.report.short_name if firsts.count(first) > 1 else first

    return {each.pk: title(each) for each in series}


def around(series: Sequence[CheckInSeries], reader: Reader, week: date | None) -> list[CheckIn]:
    """Their meetings from the week that is looked at to well past today, with how much is on the agenda and
    came of them."""
    first, last = sorted((week or reader.today, reader.today))
    found = CheckIn.objects.filter(
        series__in=series,
        local_date__gte=first - timedelta(days=8),
        local_date__lte=last + timedelta(days=45),
    )
    counted = found.annotate(
        points=Count("agenda", filter=Q(agenda__done_at=None), distinct=True),
        made=Count("actions", distinct=True),
    )
    return list(
        counted.select_related("series__manager", "series__report", "series__unit")
        .prefetch_related("guests__membership")
        .order_by("starts_at")
    )


def following(meetings: Sequence[CheckIn], now: datetime) -> dict[int, CheckIn]:
    """The next meeting of each series, by the series' key."""
    first: dict[int, CheckIn] = {}
    for each in meetings:
        if each.state == CheckIn.State.PLANNED and each.starts_at > now - LATE:
            first.setdefault(each.series_id, each)
    return first


def row(
    series: CheckInSeries,
    meeting: CheckIn | None,
    asked: Sequence[KeyResult],
    schedule: CheckInSchedule,
    reader: Reader,
    offers: Mapping[int, ReminderOffer],
) -> Row:
    marks = [schedule.is_updated(each) for each in asked]
    state = state_of(series, meeting, asked, marks, schedule, reader)
    sentence = why(
        state,
        [each for each, updated in zip(asked, marks, strict=True) if not updated],
        meeting,
        series,
        reader,
    )
    return Row(
        series,
        meeting,
        marks,
        state,
        sentence,
        offers.get(series.report_id or 0) if state not in ("ready", "none", "away") else None,
    )


def state_of(
    series: CheckInSeries,
    meeting: CheckIn | None,
    asked: Sequence[KeyResult],
    marks: Sequence[bool],
    schedule: CheckInSchedule,
    reader: Reader,
) -> str:
    """The worst of the key results that are not updated; away people are not counted."""
    day = meeting.starts_at.astimezone(reader.organisation_zone).date() if meeting else reader.today
    if series.report is not None and series.report.is_away(day):
        return "away"
    if not asked:
        return "none"
    if all(marks):
        return "ready"
    silent = {schedule.freshness(each) for each, updated in zip(asked, marks, strict=True) if not updated}
    return next(
        (str(each) for each in (Freshness.MISSED, Freshness.OVERDUE, Freshness.PENDING) if each in silent),
        "left",
    )


def why(
    state: str, left: Sequence[KeyResult], meeting: CheckIn | None, series: CheckInSeries, reader: Reader
) -> str:
    """One sentence behind the state: what waits and since when, or what there is to talk about."""
    if state == "away" and series.report is not None:
        until = series.report.away_until
        return (
            f"Away until {dates.day_and_month(until, reader.today)}, and not counted."
            if until
            else "Away, and not counted."
        )
    if state == "none":
        return "No active key results yet."
    if left:
        named = " and ".join(f"“{each.title}”" for each in left[:2]) + (
            f" and {len(left) - 2} more" if len(left) > 2 else ""
        )
        newest = max((each.state.updated_at for each in left if each.state.updated_at), default=None)
        since = (
            f", last value {dates.day_and_month(newest.astimezone(reader.zone).date(), reader.today)}"
            if newest
            else ", no value yet"
        )
        return f"{named}{since}."
    points = getattr(meeting, "points", 0)
    return f"{points} on the agenda." if points else ""


def lead(run: Sequence[Row], own: Sequence[Row], soonest: Row | None, reader: Reader) -> tuple[str, str]:
    """The sentence that opens the page, its first half bold: how many reports are ready, and who is late."""
    counted = [each for each in run if each.marks and each.state != "away"]
    following = (
        f"Next: {when(soonest, reader)} with {soonest.series.report.first_name}."
        if soonest and soonest.series.report
        else ""
    )
    if counted:
        ready = sum(each.state == "ready" for each in counted)
        late = [
            each.series.report.first_name
            for each in counted
            if each.state in ("missed", "overdue") and each.series.report
        ]
        strong = (
            "Everyone is ready."
            if ready == len(counted)
            else f"{ready} of {len(counted)} reports {'is' if ready == 1 else 'are'} ready."
        )
        said = f"{listed(late)} {'is' if len(late) == 1 else 'are'} late. " if late else ""
        return strong, f"{said}{following}".strip()
    if run:
        return following or "No meeting is planned.", ""
    if own and own[0].meeting:
        mine = own[0]
        whom = f" with {mine.series.manager.first_name}"
        return (
            f"{when(mine, reader)}{whom}.",
            "You are ready."
            if not mine.left
            else f"{mine.left} of {len(mine.marks)} key results wait for a value.",
        )
    return "No meeting is planned.", ""


def listed(people: Sequence[str]) -> str:
    """ "Eirik", "Eirik and Thomas", "Eirik, Thomas and 3 more"."""
    if len(people) <= 2:
        return " and ".join(people)
    return f"{people[0]}, {people[1]} and {len(people) - 2} more"


def when(row: Row, reader: Reader) -> str:
    """ "today 15:30", "Thu 10:00", "Thu 3 Dec 10:00"."""
    assert row.meeting is not None
    local = row.meeting.starts_at.astimezone(reader.zone)
    ahead = (local.date() - reader.now.astimezone(reader.zone).date()).days
    day = {0: "today", 1: "tomorrow"}.get(ahead) or dates.weekday(local.date()) + (
        f" {dates.day_and_month(local.date(), reader.today)}" if ahead > 6 else ""
    )
    return f"{day} {local:%H:%M}"
