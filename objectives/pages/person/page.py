"""One person: what they want to achieve and where it leads. Nothing here is a figure about the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from objectives.display.key_result import for_rows
from objectives.models import Cycle, KeyResult, Objective, ObjectiveState
from objectives.pages.filters import Filters
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation, Role

WRITTEN = (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED)


def own_objectives(person: Membership, filters: Filters) -> list[Objective]:
    """What counts in the cycle and the longer ones it lies in, and every draft that is open, in one query."""
    return list(
        Objective.objects.filter(owner=person)
        .filter(Q(cycle__in=filters.chain) | Q(state__in=WRITTEN))
        .exclude(state=ObjectiveState.TERMINATED)
        .select_related("figure", "cycle", "owner", "unit")
        .order_by("-cycle__starts_on", "cycle__ends_on", "slot", "id")
    )


def key_results(person: Membership, objectives: Sequence[Objective], filters: Filters) -> list[KeyResult]:
    """Those of the objectives, and those of units that the person is accountable for, in one query."""
    return list(
        for_rows(KeyResult.objects.filter(terminated_at=None))
        .select_related("objective__cycle")
        .filter(
            Q(objective__in=[each.pk for each in objectives])
            | Q(
                accountable=person, objective__state=ObjectiveState.ACTIVE, objective__cycle__in=filters.chain
            )
        )
        .order_by("objective_id", "position", "id")
    )


@dataclass(frozen=True)
class Draft:
    """A draft or submission, with how far it is and when it was last touched."""

    objective: Objective
    url: str
    line: str


def draft_line(objective: Objective, key_results: int, leads_to: str) -> str:
    """ "4 key results. Leads to Sales, “Existing customers …”"."""
    words = (
        f"{key_results} key result{'' if key_results == 1 else 's'}" if key_results else "No key results yet"
    )
    return f"{words}. {leads_to}" if leads_to else words


def drafts_title(drafts: Sequence[Objective]) -> str:
    """ "Drafts for Q4" where all are for one cycle."""
    cycles = {each.cycle.name for each in drafts}
    return f"Drafts for {cycles.pop()}" if len(cycles) == 1 else "Drafts"


@dataclass(frozen=True)
class Notice:
    """Why this page looks the way it does: somebody left, only reads, joined late, is away."""

    icon: str
    strong: str
    words: str = ""


def notice(person: Membership, cycle: Cycle | None, today: date) -> Notice | None:
    """The one state that matters most."""
    first = person.first_name
    if not person.active:
        on = f" on {dates.day_and_month(person.left_on, today)}" if person.left_on else ""
        rest = "Key results that were theirs have no owner until somebody takes them. What was achieved stays readable."
        return Notice("user-x", f"{first} left{on}.", rest)
    if person.role == Role.VIEWER:
        return Notice("eye", f"{first} reads.", "Viewers own no objectives and are not asked for values.")
    if person.is_away(today):
        until = f" until {dates.day_and_month(person.away_until, today)}" if person.away_until else ""
        return Notice(
            "luggage",
            f"{first} is away{until}.",
            "Nobody is asked for a value in the meantime, and nothing counts as late.",
        )
    if cycle is not None and cycle.starts_on < person.joined_on <= cycle.ends_on:
        joined = dates.day_and_month(person.joined_on, today)
        return Notice(
            "user-plus", f"{first} joined on {joined}.", f"Their objectives in {cycle.name} may start late."
        )
    return None


def local_time(person: Membership, organisation: Organisation, reader: Reader) -> str:
    """ "10:24 in Oslo": the person's own clock."""
    zone = person.zone(organisation)
    city = str(zone).rpartition("/")[2].replace("_", " ")
    return f"{reader.now.astimezone(zone):%H:%M} in {city}"
