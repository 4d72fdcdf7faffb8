"""A CSV file becomes people or units: uploaded, mended, and written all at once or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from okrsite.infra import jobs
from organisations import departures_registry
from organisations.audit.actions import line, record
from organisations.departures_registry import ActionContext
from organisations.display.unit_paths import parts_of, path_key
from organisations.imports.csv_files import Table
from organisations.imports.dry_run import DryRun, dry_run
from organisations.imports.people import Person, value
from organisations.imports.synonyms import PEOPLE, UNITS, matched
from organisations.models import Account, AuditEvent, Membership, PeopleImport, Role, Unit, UnitKind
from organisations.refusals import Refused
from organisations.tenancy import current_organisation_id
from organisations.tenancy.locks import lock_structure
from organisations.units.actions import add_unit, change_unit

IN_ONE_GO = 2_000
"""Rows that a request writes itself; more are worked through by a job."""

BATCH = 1_000

State = PeopleImport.State


def upload(*, what: str, file_name: str, table: Table, by: Membership, now: datetime) -> PeopleImport:
    """The file's rows, and the columns as far as its headings say them; nothing is imported."""
    columns = PEOPLE if what == PeopleImport.What.PEOPLE else UNITS
    return PeopleImport.objects.create(
        what=what,
        file_name=file_name[-200:],
        headings=table.headings,
        mapping=matched(table.headings, columns),
        rows=[{"n": row.number, "c": row.cells} for row in table.rows],
        uploaded_by=by,
        uploaded_at=now,
    )


def hold(upload: PeopleImport) -> PeopleImport:
    """The file's row, locked; raises Refused once it is no dry run any more."""
    held = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if held.state != State.DRY:
        raise Refused(f"This file is {held.get_state_display().lower()} already.")
    return held


@transaction.atomic
def map_columns(*, upload: PeopleImport, mapping: Mapping[str, int], existing: str) -> PeopleImport:
    """Which heading becomes what, and whether people who are here are updated or skipped."""
    held = hold(upload)
    held.mapping = {name: place for name, place in mapping.items() if 0 <= place < len(held.headings)}
    held.options = {**held.options, "existing": existing}
    held.save(update_fields=["mapping", "options"])
    return held


@transaction.atomic
def mend_row(*, upload: PeopleImport, number: int, cells: Mapping[str, str]) -> PeopleImport:
    """Put other text into one row's cells; `out` sets it aside, `create_unit` creates the unit for every row.

    A cell that says what it says already is no mending. Raises Refused for a row that is not there.
    """
    held = hold(upload)
    row = _row(held, number)
    if "create_unit" in cells:
        units = held.options.setdefault("create_units", [])
        if cells["create_unit"] not in units:
            units.append(cells["create_unit"])
    elif cells.get("out"):
        row["o"] = 1
    else:
        other = {name: text for name, text in cells.items() if text != value(row, held.mapping, name)}
        row["m"] = {**row.get("m", {}), **other}
    held.save(update_fields=["rows", "options"])
    return held


@transaction.atomic
def unmend_row(*, upload: PeopleImport, number: int) -> PeopleImport:
    """The row stands as in the file again, and is to be imported again."""
    held = hold(upload)
    row = _row(held, number)
    row.pop("m", None)
    row.pop("o", None)
    held.save(update_fields=["rows"])
    return held


@transaction.atomic
def leave_out(*, upload: PeopleImport, numbers: Iterable[int]) -> PeopleImport:
    """Set these rows aside: they are not imported."""
    held = hold(upload)
    wanted = set(numbers)
    for row in held.rows:
        if row["n"] in wanted:
            row["o"] = 1
    held.save(update_fields=["rows"])
    return held


def _row(held: PeopleImport, number: int) -> dict[str, Any]:
    row: dict[str, Any] | None = next((row for row in held.rows if row["n"] == number), None)
    if row is None:
        raise Refused(f"The file has no row {number}.")
    return row


@transaction.atomic
def drop(*, upload: PeopleImport, by: Membership) -> None:
    """Forget a file that was not imported."""
    held = hold(upload)
    held.state, held.rows = State.DROPPED, []
    held.save(update_fields=["state", "rows"])
    record(act="import_dropped", thing=held, by=by, name=held.file_name)


@transaction.atomic
def begin_import(*, upload: PeopleImport, by: Membership, now: datetime) -> PeopleImport:
    """Write the file now, or have a job write it when it is large. Raises Refused while a row is not
    clean."""
    held = hold(upload)
    run = dry_run(held)
    if not run.is_clean:
        raise Refused(run.stops)
    if len(held.rows) <= IN_ONE_GO:
        return write_import(upload=held, by=by, now=now)
    held.state = State.WORKING
    held.save(update_fields=["state"])
    jobs.enqueue(
        "organisations.people_import",
        {"import": held.pk, "by": by.pk},
        organisation=held.organisation_id,
        unique_key=f"people_import:{held.pk}:{now.isoformat()}",
    )
    return held


@transaction.atomic
def write_import(*, upload: PeopleImport, by: Membership, now: datetime) -> PeopleImport:
    """Everything in one transaction, looked at again under the lock; the rows are forgotten afterwards."""
    lock_structure()
    held = PeopleImport.objects.select_for_update().get(pk=upload.pk)
    if held.state not in (State.DRY, State.WORKING):
        raise Refused(f"This file is {held.get_state_display().lower()} already.")
    run = dry_run(held)
    if not run.is_clean:
        raise Refused(f"Something changed since the dry run. {run.stops}")
    at = ActionContext(by, now)
    here = timezone.localdate(now, held.organisation.zone)
    outcome = _write_people(run, at, here) if held.what == PeopleImport.What.PEOPLE else _write_units(run, at)
    held.state, held.rows, held.outcome, held.imported_at = State.IMPORTED, [], outcome, now
    held.save(update_fields=["state", "rows", "outcome", "imported_at"])
    record(act=f"{held.what}_imported", thing=held, by=by, name=held.file_name, after=outcome)
    return held


def fail_import(*, upload: PeopleImport, why: str) -> None:
    """A job could not write the file: it is a dry run again, and says why."""
    PeopleImport.objects.filter(pk=upload.pk, state=State.WORKING).update(
        state=State.DRY, outcome={"problem": why}
    )


# People -----------------------------------------------------------------------------------------------------


def _write_people(run: DryRun, at: ActionContext, today: date) -> dict[str, int]:
    rows = [person for person in run.people if not person.out]
    created = _create_units(rows, run, at)
    new = [person for person in rows if person.here is None]
    old = [person for person in rows if person.here is not None and not run.skips(person)]
    accounts = _accounts_of(new)
    root = Unit.objects.get(parent=None)
    units = Unit.objects.in_bulk({person.unit_key for person in rows if person.unit_key})
    joined = Membership.objects.bulk_create(
        [
            Membership(
                account=accounts[person.email],
                name=person.name,
                title=person.title,
                unit=_unit_of(person, units, created) or root,
                role=person.role or Role.MEMBER,
                joined_on=today,
            )
            for person in new
        ],
        batch_size=BATCH,
    )
    AuditEvent.objects.bulk_create(
        [
            line(act="member_joined", thing=each, by=at.by, after={"role": each.role, "import": True})
            for each in joined
        ],
        batch_size=BATCH,
    )
    for part in departures_registry.handlers():
        part.roles_changed(joined, at=at)
    wanted = {person.email for person in rows} | {person.manager_is for person in rows if person.manager_is}
    members = {
        m.account.email: m
        for m in Membership.objects.filter(account__email__in=wanted).select_related("account", "manager")
    }
    _join_managers(new, members)
    changed = _update_members(old, members, units, created, at)
    return {
        "added": len(joined),
        "changed": changed,
        "units": len(created),
        "set_aside": len(run.people) - len(rows),
    }


def _unit_of(person: Person, units: Mapping[int, Unit], created: Mapping[str, Unit]) -> Unit | None:
    if person.unit_new:
        return created[path_key(person.unit_new)]
    return units[person.unit_key] if person.unit_key else None


def _create_units(rows: Iterable[Person], run: DryRun, at: ActionContext) -> dict[str, Unit]:
    """Units that were to be created, each with the parents its path names; by plain path."""
    made: dict[str, Unit] = {}
    for path in {person.unit_new for person in rows if person.unit_new}:
        made[path_key(path)] = _unit_at(parts_of(path), run, at, {})
    return made


def _unit_at(parts: list[str], run: DryRun, at: ActionContext, fields: dict[str, Any]) -> Unit:
    """The unit at a path, made with everything above it that is missing."""
    key = path_key("/".join(parts))
    known = run.known.units.get(key)
    if known is not None:
        return Unit.objects.get(pk=known)
    parent = _unit_at(parts[:-1], run, at, {}) if len(parts) > 1 else Unit.objects.get(parent=None)
    unit = add_unit(name=parts[-1], parent=parent, by=at.by, **{"kind": UnitKind.TEAM, **fields})
    run.known.units[key] = unit.pk
    return unit


def _accounts_of(people: Iterable[Person]) -> dict[str, Account]:
    """Their accounts, made where there are none: with no password, and no address proved. No letter is
    sent."""
    emails = {person.email: person.name for person in people}
    known = set(Account.objects.filter(email__in=emails).values_list("email", flat=True))
    unusable = make_password(None)
    new = [
        Account(email=email, name=name, password=unusable)
        for email, name in emails.items()
        if email not in known
    ]
    Account.objects.bulk_create(
        new, batch_size=BATCH, ignore_conflicts=True
    )  # somebody may sign up meanwhile
    return {account.email: account for account in Account.objects.filter(email__in=emails)}


def _join_managers(new: Iterable[Person], members: Mapping[str, Membership]) -> None:
    """Managers after everybody is there, because many are in the file themselves; the dry run found no
    loop."""
    _set_managers([(members[each.email], members[each.manager_is]) for each in new if each.manager_is])


def _set_managers(pairs: Sequence[tuple[Membership, Membership]]) -> None:
    """In one statement: Django's bulk_update writes a CASE of thousands of branches, which took most of an
    import."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE organisations_membership AS m SET manager_id = pair.manager
            FROM unnest(%(people)s::bigint[], %(managers)s::bigint[]) AS pair (person, manager)
            WHERE m.organisation_id = %(here)s AND m.id = pair.person
            """,
            {
                "people": [person.pk for person, _ in pairs],
                "managers": [manager.pk for _, manager in pairs],
                "here": current_organisation_id(),
            },
        )
    for person, manager in pairs:
        person.manager = manager


def _update_members(
    old: Iterable[Person],
    members: Mapping[str, Membership],
    units: Mapping[int, Unit],
    created: Mapping[str, Unit],
    at: ActionContext,
) -> int:
    """Only cells that are filled change somebody who is here. Managers last: a swap passes no loop in
    between."""
    from organisations.people.actions import change_member
    from organisations.people.departures import reactivate

    changed = set()
    pending: list[tuple[Membership, Membership]] = []
    for person in sorted(
        old, key=lambda person: person.role not in (Role.ADMIN, Role.LEADER)
    ):  # gains before losses
        member = members[person.email]
        if person.back and not member.active:
            member = reactivate(member=member, by=at.by, now=at.now)
            changed.add(member.pk)
        wanted: dict[str, Any] = {
            name: getattr(person, name) for name in ("name", "title", "role") if name in person.given
        }
        unit = _unit_of(person, units, created)
        if unit:
            wanted["unit"] = unit
        if any(getattr(member, name) != new for name, new in wanted.items()):
            change_member(member=member, by=at.by, now=at.now, **wanted)
            changed.add(member.pk)
        manager = members.get(person.manager_is)
        if manager and member.manager_id != manager.pk:
            pending.append((member, manager))
            changed.add(member.pk)
    _change_managers(pending, at)
    return len(changed)


def _change_managers(pending: Sequence[tuple[Membership, Membership]], at: ActionContext) -> None:
    """All at once: the dry run saw the whole and found no loop, one by one they may cross."""
    if not pending:
        return
    before = [(member, member.manager) for member, _ in pending]
    AuditEvent.objects.bulk_create(
        [
            line(
                act="member_changed",
                thing=member,
                by=at.by,
                before={"manager": member.manager.name if member.manager else None},
                after={"manager": manager.name},
            )
            for member, manager in pending
        ],
        batch_size=BATCH,
    )
    _set_managers(pending)
    for part in departures_registry.handlers():
        part.managers_changed(before, at=at)


# Units ------------------------------------------------------------------------------------------------------


def _write_units(run: DryRun, at: ActionContext) -> dict[str, int]:
    rows = sorted((unit for unit in run.units if not unit.out), key=lambda unit: len(unit.path))
    leads = {m.account.email: m for m in _members({unit.lead_is for unit in rows if unit.lead_is})}
    added = changed = 0
    for row in rows:
        fields: dict[str, Any] = {
            name: getattr(row, name) for name in ("kind", "stage") if getattr(row, name)
        }
        if row.lead_is:
            fields["lead"] = leads[row.lead_is]
        if row.unit_key is None:
            _unit_at(list(row.path), run, at, fields)
            added += 1
        else:
            unit = Unit.objects.get(pk=row.unit_key)
            if any(getattr(unit, name) != new for name, new in fields.items()):
                change_unit(unit=unit, by=at.by, now=at.now, **fields)
                changed += 1
    return {"added": added, "changed": changed, "set_aside": len(run.units) - len(rows)}


def _members(emails: set[str]) -> Iterable[Membership]:
    return Membership.objects.filter(account__email__in=emails).select_related("account")
