"""Start small and grow: which rollout stage a unit is at, its own or inherited, and whether a person is
asked."""

from organisations.models import Membership, Role, Stage, Unit

UNSET = Stage.LIVE
"""What a company that never chose is: an organisation that skips the pilot starts everywhere at once."""


def stages() -> dict[int, tuple[str, int]]:
    """For each unit's key its stage and the key of the unit it comes from (its own key, if it is its own).
    One query."""
    rows = {
        key: (parent, stage) for key, parent, stage in Unit.objects.values_list("pk", "parent_id", "stage")
    }
    known: dict[int, tuple[str, int]] = {}
    for start in rows:
        path = []
        unit: int | None = start
        while unit is not None and unit not in known:
            path.append(unit)
            unit = rows[unit][0]
        stage, source = known[unit] if unit is not None else (UNSET.value, path[-1])
        for each in reversed(path):
            if rows[each][1]:
                stage, source = rows[each][1], each
            known[each] = (stage, source)
    return known


def stage_of(unit: Unit) -> str:
    """One unit's stage: its own, else the nearest one above it."""
    nearest = Unit.objects.filter(below__descendant=unit).exclude(stage="").order_by("below__depth").first()
    return nearest.stage if nearest else UNSET


def is_asked(member: Membership) -> bool:
    """Leaders are always live; viewers own nothing; others are asked where their home unit is a pilot or
    live."""
    if not member.active or member.role == Role.VIEWER:
        return False
    if member.role == Role.LEADER:
        return True
    return (stage_of(member.unit) if member.unit else UNSET) != Stage.NOT_STARTED
