"""What would happen if this file were imported now: read anew each time, nothing of it is stored."""

from dataclasses import dataclass, field

from organisations.imports.existing import ExistingOrganisation, existing_people
from organisations.imports.people import Person, check_people, understood_people
from organisations.imports.synonyms import PEOPLE, ROLES, UNITS, understood
from organisations.imports.units import UnitRow, check_units, understood_units
from organisations.models import PeopleImport


@dataclass
class DryRun:
    known: ExistingOrganisation
    people: list[Person] = field(default_factory=list)
    units: list[UnitRow] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)  # columns that no heading was matched with
    skip_members: bool = False

    @property
    def rows(self) -> list[Person] | list[UnitRow]:
        return self.people or self.units

    @property
    def bad(self) -> list[Person | UnitRow]:
        return [row for row in self.rows if row.findings and not row.out]

    @property
    def mended(self) -> list[Person | UnitRow]:
        return [row for row in self.rows if row.out or (row.mended and not row.findings)]

    @property
    def understood(self) -> list[Person | UnitRow]:
        """What would be imported as it stands."""
        return [row for row in self.rows if not row.out and not row.findings]

    @property
    def is_clean(self) -> bool:
        return not self.missing and not self.bad and bool(self.understood)

    @property
    def stops(self) -> str:
        """Why it cannot be imported, in a sentence; empty when it can."""
        if self.missing:
            return f"No column of the file is {' or '.join(self.missing)} yet."
        if self.bad:
            return f"{len(self.bad)} {'row needs' if len(self.bad) == 1 else 'rows need'} mending first."
        return "" if self.understood else "Every row is set aside: there is nothing to import."

    def skips(self, person: Person) -> bool:
        return self.skip_members and person.here is not None and person.here.active

    @property
    def notes(self) -> list[str]:
        """Things that are allowed but worth knowing."""
        return _notes_on_people(self) if self.people else _notes_on_units(self)


def dry_run(upload: PeopleImport) -> DryRun:
    """Three queries and the rows themselves, however many there are."""
    run = DryRun(existing_people(), skip_members=upload.options.get("existing") == "skip")
    mapping = upload.mapping
    if upload.what == PeopleImport.What.PEOPLE:
        run.missing = _missing(mapping, PEOPLE)
        run.people = understood_people(upload.rows, mapping)
        if not run.missing:
            create = upload.options.get("create_units", [])
            check_people(run.people, run.known, create_units=create, skip_members=run.skip_members)
    else:
        run.missing = _missing(mapping, UNITS)
        run.units = understood_units(upload.rows, mapping)
        if not run.missing:
            check_units(run.units, run.known)
    return run


def _missing(mapping: dict[str, int], columns: tuple) -> list[str]:  # type: ignore[type-arg]
    split = {"first_name", "last_name"} <= set(mapping)
    return [
        column.label.lower()
        for column in columns
        if column.needed and column.name not in mapping and not (column.name == "name" and split)
    ]


def _notes_on_people(run: DryRun) -> list[str]:
    rows = [person for person in run.people if not person.out and not person.findings]
    here = [person for person in rows if person.here and person.here.active]
    new = [person for person in rows if not person.here]
    notes = []
    if here:
        done = "skipped" if run.skip_members else "updated where a cell says something else"
        notes.append(f"{_people(here)} here already: {done}.")
    no_unit = [person for person in new if not person.unit]
    if no_unit:
        notes.append(f"{_people(no_unit)} without a unit: they stand in {run.known.labels[run.known.root]}.")
    no_manager = [person for person in new if not person.manager]
    if no_manager:
        notes.append(f"{_people(no_manager)} without a manager: the lead of their unit approves.")
    for role, word in (("admin", "administrators"), ("leader", "leaders")):
        given = [
            person
            for person in rows
            if understood(person.role, ROLES) == role and (person.here is None or person.here.role != role)
        ]
        if given:
            notes.append(
                f"{_people(given)} to become {word}: {', '.join(each.name or each.email for each in given[:5])}."
            )
    created = sorted({person.unit_new for person in rows if person.unit_new})
    if created:
        notes.append(f"Units that are created: {', '.join(created)}.")
    return notes


def _people(people: list[Person]) -> str:
    return "1 person is" if len(people) == 1 else f"{len(people):,} people are"


def _notes_on_units(run: DryRun) -> list[str]:
    rows = [unit for unit in run.units if not unit.out and not unit.findings]
    old = [unit for unit in rows if unit.unit_key]
    notes = []
    if old:
        notes.append(
            f"{len(old)} of these units stand in the tree already: kind, lead and stage are taken from the file."
        )
    no_lead = [unit for unit in rows if not unit.lead and not unit.unit_key]
    if no_lead:
        notes.append(
            f"{len(no_lead)} have no lead: a leader approves their objectives until somebody leads them."
        )
    return notes
