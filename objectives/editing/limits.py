"""The limits are the method: at most three objectives at a time, three to five key results each.

The database holds them (slots), these are the sentences and the arithmetic around it.
"""

from django.db import IntegrityError, models, transaction

from objectives.display.history_words import listed, name_of, quoted
from objectives.models import Cycle, KeyResult, Objective, ObjectiveState
from objectives.permissions import owner_of
from organisations.models import Membership, Organisation, Unit
from organisations.refusals import Refused

FEWEST_KEY_RESULTS = 3
HOLDING = (ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE, ObjectiveState.CLOSED)
WORDS = ("no", "one", "two", "three", "four", "five")


def holding(owner: Unit | Membership, cycle: Cycle) -> models.QuerySet[Objective]:
    """The owner's submitted, active and closed objectives in a cycle: those that hold a slot."""
    own: models.QuerySet[Objective] = Objective.objects.owned_by(owner).in_cycle(cycle)
    return own.filter(slot__isnull=False).order_by("slot")


def others_holding(owner: Unit | Membership, objective: Objective) -> list[Objective]:
    """Who holds a slot beside this objective, by what is committed now."""
    return list(holding(owner, objective.cycle).exclude(pk=objective.pk))


def overload(owner: Unit | Membership, cycle: Cycle) -> list[Objective]:
    """The owner's submitted and active objectives in this and all overlapping cycles, where they are more
    than three; else an empty list. A flag, never a refusal: company and teams may run on different cycles at
    once."""
    together = Objective.objects.owned_by(owner).filter(
        state__in=(ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE),
        cycle__starts_on__lte=cycle.ends_on,
        cycle__ends_on__gte=cycle.starts_on,
    )
    found = list(together.select_related("cycle").order_by("cycle__starts_on", "pk"))
    return found if len(found) > 3 else []


def take_slot(objective: Objective, organisation: Organisation, *fields: str) -> None:
    """Save the objective with the lowest free slot of its owner and cycle, and with what else changed.

    Two submissions at once may choose the same slot: the unique constraint makes the second wait, then fail;
    it looks again and finds the slot taken. Refused, with the names of those in the way, when none is free.
    """
    owner = owner_of(objective)
    for _ in range(4):
        others = others_holding(owner, objective)
        taken = {other.slot for other in others}
        if len(taken) >= organisation.max_objectives:
            raise too_many(owner, objective.cycle, others)
        objective.slot = min({1, 2, 3} - taken)
        try:
            with transaction.atomic():
                objective.save(update_fields=["slot", *fields])
            return
        except IntegrityError:
            continue
    raise Refused(f"Others of {name_of(owner)} were submitted at this very moment: try once more.")


def too_many(owner: Unit | Membership, cycle: Cycle, others: list[Objective]) -> Refused:
    count = WORDS[len(others)] if len(others) < len(WORDS) else str(len(others))
    plural = "objective" if len(others) == 1 else "objectives"
    names = listed([quoted(other.title) for other in others])
    return Refused(
        f"{name_of(owner)} has {count} {plural} in {cycle.name} already: {names}. "
        "Focus is the method: this one stays a draft until one of them is taken back or terminated."
    )


def require_count(key_results: list[KeyResult], organisation: Organisation) -> None:
    """Three to five key results (an organisation may lower the five)."""
    most, count = organisation.max_key_results, len(key_results)
    if count < FEWEST_KEY_RESULTS:
        has = "no key result" if count == 0 else f"{WORDS[count]} key result{'s' if count > 1 else ''}"
        raise Refused(f"It has {has}: {WORDS[FEWEST_KEY_RESULTS]} to {WORDS[most]} are needed to submit.")
    if count > most:
        raise Refused(f"It has {count} key results: at most {WORDS[most]}. Keep those that matter most.")


def free_slot(objective: Objective, organisation: Organisation) -> int:
    """The lowest free place for a key result of an active objective; Refused for a sixth. Call while holding
    the objective's row."""
    going = KeyResult.objects.filter(objective=objective, terminated_at=None)
    taken = set(going.exclude(slot=None).values_list("slot", flat=True))
    if len(taken) >= organisation.max_key_results:
        raise Refused(
            f"It has {WORDS[len(taken)]} key results, and {WORDS[organisation.max_key_results]} is the most: "
            "terminate one, with a reason, before adding another."
        )
    return int(min({1, 2, 3, 4, 5} - taken))
