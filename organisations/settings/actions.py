"""An organisation begins, and its settings change."""

from datetime import date
from typing import Any

from django.db import connection, transaction

from organisations.audit.actions import changes, record
from organisations.models import Account, Membership, Organisation, Role, Unit, UnitKind
from organisations.refusals import Refused
from organisations.tenancy import within
from organisations.units.actions import add_unit


def create_organisation(
    *, name: str, slug: str, account: Account, today: date, person: str = "", **fields: Any
) -> Organisation:
    """An organisation with its root unit and its first administrator, in one transaction.

    The key is drawn before the row exists, because row-level security lets the row in only inside its own
    scope.
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


@transaction.atomic
def change_settings(*, organisation: Organisation, by: Membership, **fields: Any) -> Organisation:
    """Save the settings that differ, with one line in the trail; a new name is the root unit's too.

    Limits go down, never up again past the method's own (the database refuses those); raises Refused for a
    limit above what the method allows.
    """
    now = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before, after = changes(now, fields)
    if not after:
        return now
    most = {"max_objectives": (1, 3), "max_key_results": (3, 5)}
    for name, (low, high) in most.items():
        if name in after and not low <= after[name] <= high:
            raise Refused(
                f"Between {low} and {high}: the method's limit can be lowered, never raised.", field=name
            )
    for name in after:
        setattr(now, name, fields[name])
    now.save(update_fields=list(after))
    if "name" in after:
        Unit.objects.filter(parent=None).update(name=now.name)
    record(act="settings_changed", thing=now, by=by, before=before, after=after)
    return now
