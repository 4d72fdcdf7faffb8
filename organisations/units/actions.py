"""Units: added, changed, moved within the tree, removed."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from organisations import departures_registry
from organisations.audit.actions import changes, record
from organisations.departures_registry import ActionContext
from organisations.models import Membership, Unit, UnitClosure
from organisations.refusals import Refused
from organisations.tenancy import current_organisation_id
from organisations.tenancy.locks import lock_structure


def add_unit(*, name: str, kind: str, parent: Unit | None, by: Membership | None, **fields: Any) -> Unit:
    """A unit below its parent (None: the root), with its place in the closure.

    Holds the organisation's shape: a parent that moves at the same moment would leave the closure wrong.
    """
    with transaction.atomic():
        lock_structure()
        unit = Unit.objects.create(name=name, kind=kind, parent=parent, **fields)
        place_in_closure(unit, parent)
        if by is not None:
            record(
                act="unit_added",
                thing=unit,
                by=by,
                name=name,
                after={"below": parent.name if parent else None},
            )
    return unit


def place_in_closure(unit: Unit, parent: Unit | None) -> None:
    """The pairs of a new, childless unit: itself, and everything above its parent."""
    rows = [UnitClosure(ancestor=unit, descendant=unit, depth=0)]
    if parent is not None:
        above = UnitClosure.objects.filter(descendant=parent).values_list("ancestor_id", "depth")
        rows += [
            UnitClosure(ancestor_id=ancestor, descendant=unit, depth=depth + 1) for ancestor, depth in above
        ]
    UnitClosure.objects.bulk_create(rows)


@transaction.atomic
def change_unit(*, unit: Unit, by: Membership, now: datetime, **fields: Any) -> Unit:
    """Name, kind, lead, stage, date to join; `parent` moves it. Raises Refused for a loop or a taken name."""
    lock_structure()
    unit = Unit.objects.select_related("lead", "parent").get(pk=unit.pk)
    at = ActionContext(by, now)
    if "parent" in fields:
        parent = fields.pop("parent")
        if (parent.pk if parent else None) != unit.parent_id:
            _move(unit, parent, at)
    lead_before, stage_before = unit.lead, unit.stage
    before, after = changes(unit, fields)
    if not after:
        return unit
    if "name" in after and unit.is_root:
        raise Refused("The company is named under General.", field="name")
    if "name" in after:
        _refuse_taken_name(fields["name"], unit.parent, unit)
    for name in after:
        setattr(unit, name, fields[name])
    unit.save(update_fields=list(after))
    record(act="unit_changed", thing=unit, by=by, before=before, after=after)
    for part in departures_registry.handlers():
        if unit.lead != lead_before:
            part.lead_changed(unit, before=lead_before, at=at)
        if unit.stage != stage_before:
            part.stage_changed(unit, at=at)
    return unit


@transaction.atomic
def move_unit(*, unit: Unit, parent: Unit, by: Membership, now: datetime) -> Unit:
    """Hang a unit, with everything below it, under another; raises Refused where that would be a loop."""
    return change_unit(unit=unit, parent=parent, by=by, now=now)


def _move(unit: Unit, parent: Unit | None, at: ActionContext) -> None:
    """Call while holding the shape."""
    if unit.is_root or parent is None:
        raise Refused("The company stays at the top of the tree.", field="parent")
    if UnitClosure.objects.filter(ancestor=unit, descendant=parent).exists():
        raise Refused(f"{parent.name} is below {unit.name}: that would be a loop.", field="parent")
    _refuse_taken_name(unit.name, parent, unit)
    above_before = list(
        UnitClosure.objects.filter(descendant=unit, depth__gt=0).values_list("ancestor_id", flat=True)
    )
    before = unit.parent.name if unit.parent else None
    unit.parent = parent
    unit.save(update_fields=["parent"])
    _rehang_closure(unit, parent)
    record(act="unit_moved", thing=unit, by=at.by, before={"below": before}, after={"below": parent.name})
    for part in departures_registry.handlers():
        part.unit_moved(unit, above_before=above_before, at=at)


def _rehang_closure(unit: Unit, parent: Unit) -> None:
    """Cut the pairs that cross the old edge, then pair everything above the new parent with everything below
    the unit."""
    here = current_organisation_id()
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM organisations_unitclosure pair
            USING organisations_unitclosure inside
            WHERE pair.organisation_id = %(here)s AND inside.organisation_id = %(here)s
              AND inside.ancestor_id = %(unit)s AND pair.descendant_id = inside.descendant_id
              AND NOT EXISTS (SELECT 1 FROM organisations_unitclosure kept
                              WHERE kept.organisation_id = %(here)s AND kept.ancestor_id = %(unit)s
                                AND kept.descendant_id = pair.ancestor_id)
            """,
            {"here": here, "unit": unit.pk},
        )
        cursor.execute(
            """
            INSERT INTO organisations_unitclosure (organisation_id, ancestor_id, descendant_id, depth)
            SELECT %(here)s, above.ancestor_id, inside.descendant_id, above.depth + inside.depth + 1
            FROM organisations_unitclosure above CROSS JOIN organisations_unitclosure inside
            WHERE above.organisation_id = %(here)s AND inside.organisation_id = %(here)s
              AND above.descendant_id = %(parent)s AND inside.ancestor_id = %(unit)s
            """,
            {"here": here, "unit": unit.pk, "parent": parent.pk},
        )


def _refuse_taken_name(name: str, parent: Unit | None, unit: Unit) -> None:
    if Unit.objects.filter(parent=parent, name=name).exclude(pk=unit.pk).exists():
        above = parent.name if parent else "the company"
        raise Refused(f"There is a unit called {name} below {above} already.", field="name")


@transaction.atomic
def remove_unit(*, unit: Unit, by: Membership) -> None:
    """Take an empty unit out of the tree; raises Refused while anything hangs on it (its history is kept, so
    it stays)."""
    lock_structure()
    if unit.is_root:
        raise Refused("The company stays at the top of the tree.")
    if unit.children.exists():
        raise Refused(f"Move the units below {unit.name} first.")
    if unit.members.exists():
        raise Refused(f"Move the people of {unit.name} to another unit first.")
    for relation in unit._meta.related_objects:
        kept = relation.on_delete is not None and relation.on_delete.__name__ == "PROTECT"
        if kept and manager_of(relation.related_model).filter(**{relation.field.name: unit}).exists():
            what = relation.related_model._meta.verbose_name_plural
            raise Refused(f"{unit.name} has {what}: they are kept, and so is the unit.")
    record(act="unit_removed", thing=unit, by=by, name=unit.name)
    unit.delete()


def manager_of(model: Any) -> Any:
    """A tenant model's own manager, which filters by the organisation."""
    return model.objects
