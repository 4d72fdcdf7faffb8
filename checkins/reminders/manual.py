"""Reminding by hand: leaders and leads, and a manager for a report; once per person and meeting, whoever of
them it is.

The occurrence is a unique row of person and meeting, written in one transaction with the letter: of two who
press at once one waits for the other's row and is told who did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from checkins.models import CheckIn, Occurrence
from checkins.permissions import can_remind, units_led
from checkins.reminders import letters
from checkins.series.check_in_times import CheckInSchedule, check_in_schedule
from objectives.models import KeyResult
from objectives.pages.hooks import ReminderOffer
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation, Role
from organisations.refusals import Refused


@dataclass(frozen=True)
class Case:
    """One person before the next check-in: when it is, its date in the rhythm, what is open, the reminder if
    there was one."""

    person: Membership
    at: datetime | None
    day: date | None
    open: Sequence[KeyResult]
    said: Occurrence | None = None

    def why_not(self, organisation: Organisation) -> str:
        """Why nobody can remind this person now, as a sentence; empty where it can be done."""
        name = self.person.first_name
        if not self.person.active or self.person.role == Role.VIEWER:
            return f"{name} is not asked for values."
        if self.at is None or self.day is None:
            return f"{name} has no check-in ahead."
        if self.person.is_away(self.at.astimezone(organisation.zone).date()):
            return f"{name} is away, and is not counted."
        if not self.open:
            return f"Everything of {name}’s is updated."
        return (
            ""
            if self.person.reminders_by_email
            else f"{name} has turned reminder letters off. Ask in person."
        )


def cases(organisation: Organisation, people: Sequence[Membership], now: datetime) -> dict[int, Case]:
    """Each person's case by key, in four queries however many there are."""
    keys = [each.pk for each in people]
    schedule = check_in_schedule(organisation, people=keys, units=[], now=now)
    days = meeting_days(schedule, keys, organisation)
    waiting: dict[int, list[KeyResult]] = {}
    for each in letters.asked_of(keys):
        if not schedule.is_updated(each):
            waiting.setdefault(each.accountable_id or 0, []).append(each)
    said = {
        (each.membership_id, each.local_date): each
        for each in Occurrence.objects.filter(
            kind=Occurrence.Kind.BY_HAND,
            membership__in=keys,
            local_date__in={day for day in days.values() if day},
        )
    }
    return {
        each.pk: Case(
            each,
            schedule.of_person(each.pk).next,
            days[each.pk],
            waiting.get(each.pk, ()),
            said.get((each.pk, days[each.pk] or date.min)),
        )
        for each in people
    }


def meeting_days(
    schedule: CheckInSchedule, people: Sequence[int], organisation: Organisation
) -> dict[int, date | None]:
    """The date that the rhythm gave the next meeting, in one query: a meeting moved to another day is still
    the same one."""
    found = {key: schedule.of_person(key) for key in people}
    rows = dict(
        CheckIn.objects.filter(
            pk__in={times.meeting for times in found.values() if times.meeting}
        ).values_list("pk", "local_date")
    )
    return {
        key: rows[times.meeting]
        if times.meeting in rows
        else times.next.astimezone(organisation.zone).date()
        if times.next
        else None
        for key, times in found.items()
    }


def remind(*, person: Membership, by: Membership, organisation: Organisation, now: datetime) -> Occurrence:
    """Write one letter. Refused with a sentence where there is nothing to ask for, or somebody has reminded
    already."""
    if not can_remind(by, person, units_led(by)):
        raise PermissionDenied("Leaders, the leads of somebody’s unit and their manager remind by hand.")
    case = cases(organisation, [person], now)[person.pk]
    if case.said is not None:
        return case.said
    sentence = case.why_not(organisation)
    if sentence:
        raise Refused(sentence)
    return write(case, by, organisation, now)


def remind_all(
    *, people: Sequence[Membership], by: Membership, organisation: Organisation, now: datetime
) -> int:
    """Everyone of these whom it can be done for; how many letters were written. Those whom `by` may not
    remind are left out."""
    led = units_led(by)
    allowed = [each for each in people if can_remind(by, each, led)]
    open_ = [
        each
        for each in cases(organisation, allowed, now).values()
        if each.said is None and not each.why_not(organisation)
    ]
    return sum(1 for each in open_ if write(each, by, organisation, now).about == by.public_id)


def write(case: Case, by: Membership, organisation: Organisation, now: datetime) -> Occurrence:
    """The row and the letter, or the row of whoever was first."""
    assert case.at is not None and case.day is not None
    keys = {"kind": Occurrence.Kind.BY_HAND, "membership": case.person, "local_date": case.day}
    try:
        with transaction.atomic():
            made = Occurrence.objects.create(**keys, about=by.public_id, made_at=now, outcome="sent")
            letters.write(organisation, case.person, case.at, case.day, list(case.open), now, by=by)
            return made
    except IntegrityError:
        return Occurrence.objects.get(**keys)


# In words ---------------------------------------------------------------------------------------------------


def reminder_offers(
    *, people: Sequence[Membership], by: Membership, reader: Reader
) -> dict[int, ReminderOffer]:
    """What stands beside each of these people for this reader: a way to remind, or that somebody did. By
    key."""
    led = units_led(by)
    allowed = [each for each in people if can_remind(by, each, led)]
    if not allowed:
        return {}
    found = cases(by.organisation, allowed, reader.now)
    who = dict(
        Membership.objects.filter(
            public_id__in={each.said.about for each in found.values() if each.said}
        ).values_list("public_id", "name")
    )
    return {
        key: offer for key, each in found.items() if (offer := offer_of(each, by, reader, who)) is not None
    }


def offer_of(case: Case, by: Membership, reader: Reader, who: dict[str, str]) -> ReminderOffer | None:
    if case.said is not None:
        name = (
            "you" if case.said.about == by.public_id else who.get(case.said.about, "somebody").split(" ")[0]
        )
        return ReminderOffer(
            case.person, reminded=f"Reminded {said_when(case.said.made_at, reader)} by {name}"
        )
    why_not = case.why_not(by.organisation)
    if why_not:
        return ReminderOffer(case.person, why_not=why_not) if case.open else None
    return ReminderOffer(
        case.person, url=reverse("checkins:remind", args=(by.organisation.slug, case.person.public_id))
    )


def said_when(at: datetime, reader: Reader) -> str:
    """ "10:41" today, "yesterday 10:41", "Mon 17 Aug" before."""
    local, today = at.astimezone(reader.zone), reader.now.astimezone(reader.zone).date()
    return f"{local:%H:%M}" if local.date() == today else dates.moment(at, reader.now, reader.zone)
