"""What this app holds in a person's name: open actions, meetings to come, and who runs them
(organisations/departures_registry.py).

Earlier notes stay with their participants. So a 1-on-1 whose manager changes is not given away: its series
ends, the meetings to come are skipped with the reason, and a new series of the same rhythm takes over their
dates, the open actions, and what the report or the rhythm itself had put on the agenda; what the former
manager wrote stays behind.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from checkins.models import ActionItem, AgendaItem, CheckIn, CheckInSeries, Guest
from organisations import departures_registry
from organisations.departures_registry import ActionContext, DepartureHandler, Held, Kind
from organisations.models import Membership


class MeetingsAndActions(DepartureHandler):
    def __init__(self) -> None:
        super().__init__(
            kinds={
                "action": Kind("action without owner", "actions without owner", "circle-check"),
                "series": Kind("team check-in nobody runs", "team check-ins nobody runs", "calendar"),
            }
        )

    def held_by(self, person: Membership) -> list[Held]:
        actions = ActionItem.objects.filter(owner=person, done_at=None).select_related(
            "series", "series__manager", "series__report"
        )
        teams = CheckInSeries.objects.filter(manager=person, kind="team", ended_on=None).select_related(
            "unit"
        )
        return [_action(each, _other(each, person) or person.manager) for each in actions] + [
            _series(each, person.manager) for each in teams
        ]

    def waiting(self, kind: str, rows: Iterable[int]) -> set[int]:
        if kind == "action":
            open_ones = ActionItem.objects.filter(pk__in=rows, done_at=None, owner__active=False)
            return set(open_ones.values_list("pk", flat=True))
        running = CheckInSeries.objects.filter(pk__in=rows, ended_on=None, manager__active=False)
        return set(running.values_list("pk", flat=True))

    def find(self, kind: str, rows: Iterable[int]) -> list[Held]:
        if kind == "action":
            return [_action(each) for each in ActionItem.objects.filter(pk__in=rows)]
        return [_series(each) for each in CheckInSeries.objects.filter(pk__in=rows).select_related("unit")]

    def hand_over(
        self, kind: str, row: int, *, leaver: Membership, to: Membership, at: ActionContext
    ) -> None:
        if kind == "action":
            ActionItem.objects.filter(pk=row, done_at=None).update(owner=to)
        else:
            CheckInSeries.objects.filter(pk=row).update(manager=to)

    def left(self, person: Membership, *, at: ActionContext) -> None:
        """Their own 1-on-1s end, and nobody waits for them as a guest."""
        for series in CheckInSeries.objects.filter(report=person, ended_on=None).select_related(
            "organisation"
        ):
            end_series(series, f"{person.name} left.", at.now)
        for series in CheckInSeries.objects.filter(manager=person, kind="one_on_one", ended_on=None):
            end_series(series, f"{person.name} left.", at.now)
        Guest.objects.filter(
            membership=person, check_in__starts_at__gt=at.now, check_in__state="planned"
        ).delete()

    def managers_changed(
        self, changes: Sequence[tuple[Membership, Membership | None]], *, at: ActionContext
    ) -> None:
        for report, before in changes:
            running = CheckInSeries.objects.filter(report=report, kind="one_on_one", ended_on=None)
            for series in running.filter(manager=before) if before else ():
                if report.manager is None:
                    end_series(series, f"{report.name} has no manager at the moment.", at.now)
                else:
                    pass_on(series, report.manager, at)


def pass_on(series: CheckInSeries, to: Membership, at: ActionContext) -> CheckInSeries:
    """The same rhythm with another manager: meetings to come and open actions move, notes stay where they
    are."""
    former = series.manager
    coming = list(_coming(series, at.now))
    dates = [(each.local_date, each.starts_at) for each in coming]
    end_series(
        series, f"{series.report.name if series.report else ''}’s check-ins are with {to.name} now.", at.now
    )
    here = at.now.astimezone(series.organisation.zone).date()
    new = CheckInSeries.objects.filter(
        manager=to, report=series.report, kind=series.kind, ended_on=None
    ).first()
    if new is None:
        same = ("kind", "report", "every", "weekday", "local_time", "time_zone", "minutes", "place")
        new = CheckInSeries.objects.create(
            manager=to,
            starts_on=max(here, series.starts_on),
            **{name: getattr(series, name) for name in same},
        )
        CheckIn.objects.bulk_create(
            [CheckIn(series=new, local_date=day, starts_at=moment) for day, moment in dates]
        )
        _move_agenda(coming, new, former)
    ActionItem.objects.filter(series=series, done_at=None).update(series=new)
    ActionItem.objects.filter(series=new, done_at=None, owner=former).update(owner=to)
    return new


def end_series(series: CheckInSeries, reason: str, now: datetime) -> None:
    """No meeting after this moment; what was held stays readable to those who held it."""
    series.ended_on = now.astimezone(series.organisation.zone).date()
    series.version += 1
    series.save(update_fields=["ended_on", "version"])
    _coming(series, now).update(state=CheckIn.State.SKIPPED, reason=reason)


def _coming(series: CheckInSeries, now: datetime) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(series=series, state=CheckIn.State.PLANNED, starts_at__gt=now).order_by(
        "starts_at"
    )


def _move_agenda(coming: list[CheckIn], new: CheckInSeries, former: Membership) -> None:
    """Points of the report, and automatic ones, go to the same date with the new manager."""
    to = dict(CheckIn.objects.filter(series=new).values_list("local_date", "pk"))
    theirs = AgendaItem.objects.filter(check_in__in=coming, done_at=None).filter(~Q(by=former) | Q(by=None))
    items = list(theirs.select_related("check_in"))
    for item in items:
        item.check_in_id = to[item.check_in.local_date]
    AgendaItem.objects.bulk_update(items, ["check_in"])


def _other(action: ActionItem, person: Membership) -> Membership | None:
    """The other one of the two, if still here."""
    pair = (action.series.manager, action.series.report)
    return next((one for one in pair if one and one.pk != person.pk and one.active), None)


def _action(row: ActionItem, proposed: Membership | None = None) -> Held:
    return Held("action", row.pk, row.text, "Action of a check-in", proposed)


def _series(row: CheckInSeries, proposed: Membership | None = None) -> Held:
    return Held(
        "series", row.pk, f"Team check-in of {row.unit.name if row.unit else ''}", "Who runs it", proposed
    )


def register() -> None:
    departures_registry.register(MeetingsAndActions())
