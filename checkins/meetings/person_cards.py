"""What check-ins add to pages of objectives: thanks among the wins and beside a person, and a person's meetings.

Thanks are for everyone to read. How meetings went is for the person, the manager and leaders.
"""

from collections.abc import Sequence

from checkins.meetings.attendance import Record, record
from checkins.models import CheckInSeries, Recognition
from objectives.display.urls import objective_address
from objectives.pages.hooks import Card, Win
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Unit
from organisations.permissions import manages

SHOWN = 3


def thanks_as_wins(*, unit: Unit | None, limit: int) -> Sequence[Win]:
    """The newest thanks, in one query; of people in the unit and below it where one is given."""
    rows = Recognition.objects.select_related("to", "by", "key_result__objective", "organisation").order_by(
        "-at", "-pk"
    )
    if unit is not None:
        rows = rows.filter(to__unit__in=Unit.objects.below(unit).values("pk"))
    return [as_win(each) for each in rows[:limit]]


def as_win(thanks: Recognition) -> Win:
    """ "“Runa brought Nordvik back.”", Maya B. to Runa H., Renewal rate above 90%."""
    about = thanks.key_result
    line = f"{thanks.by.short_name} to {thanks.to.short_name}" + (f", {about.title}" if about else "")
    url = objective_address(thanks.organisation, about.objective.public_id) if about else ""
    return Win(f"“{thanks.text}”", line, url, thanks.to, thanks.at, thanks=True)


def thanks_card(*, person: Membership) -> Card | None:
    """What colleagues thanked the person for, the newest first. None where nobody did yet."""
    rows = list(
        Recognition.objects.filter(to=person)
        .select_related("by__unit", "key_result")
        .order_by("-at", "-pk")[: SHOWN + 1]
    )
    if not rows:
        return None
    more = len(rows) > SHOWN
    count = Recognition.objects.filter(to=person).count() if more else len(rows)
    return Card("checkins/meetings/person_thanks.html", {"thanks": rows[:SHOWN], "count": count})


def can_read_meetings(membership: Membership, person: Membership) -> bool:
    """How a person's check-ins went is for the person, the manager and leaders."""
    return membership.pk == person.pk or manages(membership, person) or membership.is_leader


def check_ins_card(*, person: Membership, by: Membership, reader: Reader) -> Card | None:
    """The person's own 1-on-1: with whom, when, a mark a meeting. None for who may not read it, or where
    there is none."""
    if not can_read_meetings(by, person):
        return None
    series = (
        CheckInSeries.objects.filter(report=person, kind=CheckInSeries.Kind.ONE_ON_ONE, ended_on=None)
        .select_related("manager")
        .order_by("-starts_on", "-pk")
        .first()
    )
    if series is None:
        return None
    found = record(series, person, now=reader.now)
    return Card(
        "checkins/meetings/person_check_ins.html",
        {
            "series": series,
            "when": when(series),
            "record": found,
            "words": words(found),
            "left": f"{found.left} of {found.asked} left",
        },
    )


def when(series: CheckInSeries) -> str:
    """ "Thursdays 10:00"."""
    return f"{dates.weekday_name(series.weekday)}s {series.local_time:%H:%M}"


def words(found: Record) -> str:
    """How many meetings everything was updated before, and how many were skipped; nothing where none was
    held."""
    said = []
    if found.held:
        said.append(
            f"Everything was updated before {found.ready} of {found.held} meeting{'' if found.held == 1 else 's'}."
        )
    if found.skipped:
        said.append(f"{found.skipped} {'was' if found.skipped == 1 else 'were'} skipped.")
    return " ".join(said) or "No meeting has been held yet."
