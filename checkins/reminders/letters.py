"""The reminder before a check-in: once, only while something is not updated, in words that say what and
why."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from checkins.models import Occurrence
from checkins.series.check_in_times import check_in_schedule
from objectives.models import KeyResult, MeasuredBy
from okrsite.infra import mail
from organisations.display import dates
from organisations.models import Membership, Organisation, Role

SALT = "northstar.reminders"


def send(organisation: Organisation, person: Membership, at: datetime, day: date, now: datetime) -> str:
    """Look again, and write the letter once; what came of it.

    The occurrence is a unique row and the letter has the same key, both in the job's transaction: a second
    job, a second worker or a repeat finds them and writes nothing.
    """
    if not Occurrence.objects.filter(
        kind=Occurrence.Kind.BEFORE_CHECK_IN, membership=person, local_date=day
    ).exists():
        outcome, open_ = judge(organisation, person, at, now)
        Occurrence.objects.create(
            kind=Occurrence.Kind.BEFORE_CHECK_IN,
            about="check-in",
            membership=person,
            local_date=day,
            made_at=now,
            outcome=outcome,
        )
        if outcome == "sent":
            write(organisation, person, at, day, open_, now)
        return outcome
    return "again"


def judge(
    organisation: Organisation, person: Membership, at: datetime, now: datetime
) -> tuple[str, list[KeyResult]]:
    """Why not, or "sent" with the key results that are still open."""
    if not person.active or person.role == Role.VIEWER:
        return "left", []
    if person.is_away(at.astimezone(organisation.zone).date()):
        return "away", []
    if not person.reminders_by_email:
        return "off", []
    schedule = check_in_schedule(organisation, people=[person.pk], units=[], now=now)
    following = schedule.of_person(person.pk).next
    if (
        following is None
        or following.astimezone(organisation.zone).date() != at.astimezone(organisation.zone).date()
    ):
        return "moved", []
    open_ = [each for each in asked_of([person.pk]) if not schedule.is_updated(each)]
    return ("sent", open_) if open_ else ("nothing_open", [])


def asked_of(people: Iterable[int]) -> QuerySet[KeyResult]:
    """The key results that wait for these people's values in cycles that run."""
    return (
        KeyResult.objects.going()
        .filter(
            accountable__in=people,
            measured_by=MeasuredBy.UPDATES,
            objective__cycle__state__in=("active", "closing"),
        )
        .select_related("state", "objective__cycle", "objective__owner_unit")
        .order_by("objective_id", "position")
    )


def write(
    organisation: Organisation,
    person: Membership,
    at: datetime,
    day: date,
    open_: list[KeyResult],
    now: datetime,
    *,
    by: Membership | None = None,
) -> None:
    """One letter in text and HTML, from the organisation's own address, with a way to stop these letters.

    `by` is who reminds by hand: the letter says so, and is another one than the day's own.
    """
    zone = person.zone(organisation)
    local = at.astimezone(zone)
    words = {
        "person": person,
        "organisation": organisation,
        "key_results": open_,
        "count": len(open_),
        "noun": "key result" if len(open_) == 1 else "key results",
        "when": f"{dates.weekday(local.date())} {local:%H:%M}",
        "near": dates.relative_day(local.date(), now.astimezone(zone).date()),
        "url": settings.PUBLIC_ORIGIN + reverse("checkins:my_week", args=(organisation.slug,)),
        "stop_url": stop_address(organisation, person),
        "by": by,
        "why": f"Why: {by.name} reminded you by hand, which can be done once for each check-in."
        if by
        else (
            f"Why: {organisation.reminder_hours} hours before the check-in, once, because {len(open_)} of your"
            " key results had no value since the last one."
        ),
    }
    asks = f"{by.first_name} asks for {len(open_)} {words['noun']} before {words['when']}" if by else ""
    mail.send(
        organisation=organisation.pk,
        to=person.account.email,
        subject=asks or f"{len(open_)} {words['noun']} to update before {words['when']}",
        text=render_to_string("checkins/reminders/mail/reminder.txt", words),
        html=render_to_string("checkins/reminders/mail/reminder.html", words),
        unique_key=f"letter:{'by-hand' if by else 'remind'}:{person.pk}:{day}",
        unsubscribe=stop_address(organisation, person),
    )


def stop_address(organisation: Organisation, person: Membership) -> str:
    """An address that turns these letters off without signing in; it carries the slug, so that the scope
    opens first."""
    token = signing.dumps(person.public_id, salt=SALT)
    return settings.PUBLIC_ORIGIN + reverse("checkins:stop_reminders", args=(organisation.slug, token))


def person_of(token: str) -> str | None:
    """The public id in such an address; None for one that was not made here."""
    try:
        found: str = signing.loads(token, salt=SALT)
        return found
    except signing.BadSignature:
        return None
