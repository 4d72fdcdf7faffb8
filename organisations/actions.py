"""What is done to organisations, units and people: verbs, keyword-only, saying who (`by`)."""

from datetime import date
from typing import Any

from django.contrib.auth.models import Permission
from django.db import connection, models, transaction

from organisations.grants import Grant
from organisations.models import (
    Account,
    AuditEvent,
    Membership,
    Organisation,
    Role,
    Unit,
    UnitClosure,
    UnitKind,
)
from organisations.tenancy import within


def create_organisation(
    *, name: str, slug: str, account: Account, today: date, person: str = "", **fields: Any
) -> Organisation:
    """An organisation with its root unit and its first administrator, in one transaction.

    The key is drawn before the row exists, because row-level security lets the row in only inside its own scope.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('organisations_organisation', 'id'))")
        organisation_id = cursor.fetchone()[0]
    organisation = Organisation(pk=organisation_id, name=name, slug=slug, **fields)
    with within(organisation_id, account_id=account.pk):
        organisation.save(force_insert=True)
        root = add_unit(name=name, kind=UnitKind.COMPANY, parent=None, by=None)
        first = Membership.objects.create(
            account=account,
            name=person or account.name or account.email,
            unit=root,
            role=Role.ADMIN,
            joined_on=today,
        )
        record(act="organisation_created", thing=organisation, by=first, name=name)
    return organisation


def add_unit(*, name: str, kind: str, parent: Unit | None, by: Membership | None, **fields: Any) -> Unit:
    """A unit below its parent (None: the root), with its place in the closure."""
    with transaction.atomic():
        unit = Unit.objects.create(name=name, kind=kind, parent=parent, **fields)
        place_in_closure(unit, parent)
        if by is not None:
            record(act="unit_added", thing=unit, by=by, name=name)
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


def hand_over_object(*, permission: str, thing: models.Model, to: Membership, by: Membership) -> Grant:
    """Give one person one permission on one object ("edit_objective", "lead_unit"): the only way grants are made."""
    grants = grant_model(thing)
    row, _ = grants.objects.get_or_create(
        user=to.account,
        permission=Permission.objects.get(codename=permission, content_type__app_label=thing._meta.app_label),
        content_object=thing,
    )
    record(act="handed_over", thing=thing, by=by, after={"permission": permission, "to": to.name})
    return row


def grant_model(thing: models.Model) -> type[Grant]:
    """The grant table of an object; raises LookupError for things that are not handed over one by one."""
    for relation in thing._meta.related_objects:
        if isinstance(relation.related_model, type) and issubclass(relation.related_model, Grant):
            return relation.related_model
    raise LookupError(f"{thing._meta.verbose_name} is not handed over one by one.")


def take_grants_back(*, membership: Membership) -> None:
    """Every object grant of a person who leaves."""
    for model in Grant.__subclasses__():
        model.objects.filter(user_id=membership.account_id).delete()


def record(
    *,
    act: str,
    thing: models.Model,
    by: Membership | None,
    name: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> AuditEvent:
    """One line of the audit trail, in the same transaction as what it tells of."""
    return AuditEvent.objects.create(
        act=act,
        kind=thing._meta.model_name or "",
        row=thing.pk,
        name=(name or str(thing))[:200],
        by=by,
        before=before or {},
        after=after or {},
        reason=reason,
    )
