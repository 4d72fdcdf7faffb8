"""What the set-up writes: to each leader when the company's objectives stand, and to a department when its
pilot opens."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from objectives.models import Cycle, Objective
from okrsite.infra import jobs, mail
from organisations.display.dates import long_day
from organisations.models import Membership, Unit

PILOT_LETTERS = "objectives.pilot_letters"


def to_leader(
    leader: Membership, *, by: Membership, cycle: Cycle | None, objectives: list[Objective]
) -> None:
    """Once, however often the step is saved."""
    _send(
        leader,
        "objectives/setup/mail/leader.txt",
        subject=f"{by.organisation.name} starts with OKRs, and leaders go first",
        unique_key=f"first-run-leader-{leader.pk}",
        by=by,
        cycle=cycle,
        objectives=objectives,
    )


def ask_for(unit: Unit, *, by: Membership) -> None:
    """Have everybody in a unit and below it written to, by a worker: there may be thousands."""
    jobs.enqueue(
        PILOT_LETTERS,
        {"unit": unit.pk, "by": by.pk},
        organisation=unit.organisation_id,
        unique_key=f"first-run-{unit.pk}",
    )


def to_unit(unit: Unit, *, by: Membership, cycle: Cycle | None) -> int:
    """A letter to everybody who is asked from now on; the lead's has a plan for the first talk. Returns how
    many."""
    people = (
        Membership.objects.active()
        .filter(unit__above__ancestor=unit)
        .exclude(role="viewer")
        .select_related("account")
    )
    sent = 0
    for person in people.iterator(500):
        _send(
            person,
            "objectives/setup/mail/pilot.txt",
            subject=f"{unit.name} starts with OKRs",
            unique_key=f"first-run-pilot-{unit.pk}-{person.pk}",
            by=by,
            cycle=cycle,
            unit=unit,
            leads=person.pk == unit.lead_id,
        )
        sent += 1
    return sent


def _send(
    person: Membership, template: str, *, subject: str, unique_key: str, by: Membership, **more: object
) -> None:
    organisation = person.organisation
    cycle = more.get("cycle")
    letter = {
        "person": person,
        "organisation": organisation,
        "by": by,
        "sign_in": settings.PUBLIC_ORIGIN
        + reverse("organisations:sign_in", kwargs={"slug": organisation.slug}),
        "starts": f"{long_day(cycle.starts_on)} {cycle.starts_on.year}" if isinstance(cycle, Cycle) else "",
        **more,
    }
    text = render_to_string(template, letter)
    mail.send(
        organisation=organisation.pk,
        to=person.account.email,
        subject=subject,
        text=text,
        unique_key=unique_key,
    )
