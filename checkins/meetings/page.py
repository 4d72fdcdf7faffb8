"""What the page of one meeting shows, gathered with a number of queries that does not depend on what was said
there."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q

from checkins.meetings import actions as meeting_actions
from checkins.meetings import changes, polling
from checkins.models import (
    ActionItem,
    AgendaItem,
    CheckIn,
    Guest,
    PrivateNote,
    Recognition,
    SharedNote,
    WeeklyAnswers,
)
from checkins.my_week.corporate import corporate_lines, corporate_objectives
from objectives.alignment.trails import upwards
from objectives.display.charts.time import Event, Ribbon
from objectives.display.urls import objective_address
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation

EARLIER = 5
ACTIONS = 60


def page(found: CheckIn, *, organisation: Organisation, by: Membership, reader: Reader) -> dict[str, Any]:
    """Everything the template places: the parts that change while people talk, and what stands around
    them."""
    parts = changing(found, organisation=organisation, by=by, reader=reader)
    series, groups, before = found.series, parts["groups"], parts["before"]
    own = [group.objective for group in groups]
    whose = f"{series.report.first_name}’s" if series.report else "ours"
    lines = corporate_lines(
        corporate_objectives(reader),
        upwards=upwards(organisation, [each.pk for each in own]),
        own=own,
        organisation=organisation,
        reader=reader,
        lead_url=lambda each: objective_address(organisation, each.public_id),
        whose=whose,
    )
    day = found.starts_at.astimezone(reader.zone).date()
    cycle = own[0].cycle if own else None
    return {
        **parts,
        "ribbon": Ribbon(
            cycle.name,
            cycle.starts_on,
            cycle.ends_on,
            reader.today,
            [Event(day, f"1-on-1 {dates.weekday(day)}")],
        )
        if cycle
        else None,
        "day": day,
        "ends": found.starts_at + timedelta(minutes=series.minutes),
        "lines": lines,
        "earlier": [] if parts["is_guest"] else earlier(found),
        "private": PrivateNote.objects.filter(check_in=found, author=by).first(),
        "answers": newest_answers(series.report, before) if series.report else None,
        "thanks": list(
            Recognition.objects.filter(to=series.report)
            .select_related("by", "key_result")
            .order_by("-at")[:2]
        )
        if series.report
        else [],
        "key_results": [row.key_result for group in groups for row in group.rows],
    }


def changing(found: CheckIn, *, organisation: Organisation, by: Membership, reader: Reader) -> dict[str, Any]:
    """The parts that the others may change meanwhile. The tokens are read first: what comes after them is
    told again."""
    tokens = polling.tokens(found)
    series, report = found.series, found.series.report
    before = changes.previous_meeting(found)
    groups = changes.groups(
        found, before.starts_at if before else None, organisation=organisation, reader=reader, by=by
    )
    if found.state == CheckIn.State.PLANNED:
        meeting_actions.add_automatic_items(
            found, changes.automatic_points(groups, before.starts_at if before else None)
        )
    agenda = list(AgendaItem.objects.filter(check_in=found).select_related("by", "key_result__objective"))
    actions = list(
        ActionItem.objects.filter(series=series)
        .select_related("owner")
        .order_by("done_at", "due_on", "pk")[:ACTIONS]
    )
    shown = [
        each for each in actions if each.done_at is None or before is None or each.done_at > before.starts_at
    ]
    guests = [guest.membership for guest in Guest.objects.filter(check_in=found).select_related("membership")]
    people = [person for person in (series.manager, report) if person]
    left = [each for each in shown if each.done_at is None]
    return {
        "reader": reader,
        "section": "check_ins",
        "tokens": tokens,
        "check_in": found,
        "names": names(found),
        "groups": groups,
        "before": before,
        "agenda": agenda,
        "done": sum(1 for item in agenda if item.done_at),
        "planned": sum(item.minutes for item in agenda if not item.done_at),
        "actions": shown,
        "actions_words": actions_words(len(left), len(shown) - len(left)),
        "people": people,
        "guests": guests,
        "is_guest": by in guests,
        "is_open": found.state != CheckIn.State.HELD,
        "can_complete": meeting_actions.may_complete(by, found),
        "shared": SharedNote.objects.filter(check_in=found).select_related("saved_by").first(),
        "readers": listed(
            [
                *(each.first_name for each in (report, series.manager) if each),
                *(f"for this meeting, {each.first_name}" for each in guests),
            ]
        ),
        "today": reader.today,
    }


def actions_words(left: int, done: int) -> str:
    """ "2 open, 1 done since last time"."""
    return f"{left} open" + (f", {done} done since last time" if done else "")


def earlier(found: CheckIn) -> Sequence[CheckIn]:
    """The meetings held before this one, each with how many actions came of it (`made`) and how many are done
    (`settled`)."""
    held = CheckIn.objects.filter(
        series=found.series, state=CheckIn.State.HELD, starts_at__lt=found.starts_at
    )
    counted = held.annotate(
        made=Count("actions"), settled=Count("actions", filter=Q(actions__done_at__isnull=False))
    )
    return list(counted.order_by("-starts_at")[:EARLIER])


def newest_answers(report: Membership, before: CheckIn | None) -> WeeklyAnswers | None:
    """The report's answers since the last meeting, or those of its week: what was written for this one."""
    given = WeeklyAnswers.objects.filter(membership=report)
    if before is not None:
        given = given.filter(saved_at__gt=before.starts_at)
    return given.order_by("-week").first()


def names(found: CheckIn) -> str:
    """ "Ingrid and Maya", or the unit's name."""
    series = found.series
    return (
        f"{series.report.first_name} and {series.manager.first_name}"
        if series.report
        else (series.unit.name if series.unit else "")
    )


def listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
