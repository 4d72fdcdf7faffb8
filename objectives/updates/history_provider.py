"""Updates as the pages of objectives read them (objectives/pages/objective/histories.py)."""

from collections.abc import Sequence

from objectives.models import KeyResult, Update
from objectives.pages.objective.histories import Reading


def readings(key_result: KeyResult) -> Sequence[Reading]:
    """Every standing update of a key result, oldest first."""
    found = Update.objects.standing().filter(key_result=key_result).select_related("by").order_by("at", "pk")
    return [
        Reading(each.at, each.by, each.value, each.confidence, each.note, each.no_change) for each in found
    ]
