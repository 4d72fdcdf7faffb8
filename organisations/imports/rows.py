"""An import as its page shows it: the four steps, and one row of the dry run."""

from dataclasses import dataclass

from django.urls import reverse

from organisations.imports.dry_run import DryRun
from organisations.imports.people import Offer, Person
from organisations.imports.synonyms import PEOPLE, UNITS, Column
from organisations.imports.units import UnitRow
from organisations.models import PeopleImport
from organisations.tenancy.decorators import MemberRequest


@dataclass(frozen=True)
class Step:
    """components/steps.html."""

    state: str
    title: str
    line: str
    url: str = ""


@dataclass(frozen=True)
class Cell:
    label: str
    name: str
    value: str
    bad: bool


@dataclass(frozen=True)
class Row:
    """organisations/imports/dry_row.html."""

    number: int
    title: str
    line: str
    action: str
    cells: tuple[Cell, ...] = ()
    why: str = ""
    offers: tuple[Offer, ...] = ()
    mended: str = ""
    was: str = ""
    first: bool = False


def address_of(request: MemberRequest, file: PeopleImport) -> str:
    return reverse(
        "organisations:import_file", kwargs={"slug": request.organisation.slug, "public_id": file.public_id}
    )


def columns_of(file: PeopleImport) -> tuple[Column, ...]:
    return PEOPLE if file.what == PeopleImport.What.PEOPLE else UNITS


def steps(file: PeopleImport, run: DryRun | None) -> list[Step]:
    """File, Columns, Dry run, Import: where this file stands."""
    outcome = file.outcome
    total = sum(outcome.get(name, 0) for name in ("added", "changed", "set_aside")) or (
        len(run.rows) if run else 0
    )
    named = Step("done", "File", f"{file.file_name}, {total:,} rows" if total else file.file_name)
    matched = Step("done", "Columns", f"{len(file.mapping)} of {len(file.headings)} matched")
    if run is None:
        words = (
            "being imported"
            if file.state == PeopleImport.State.WORKING
            else f"{outcome.get('added', 0):,} added"
        )
        return [named, matched, Step("done", "Dry run", "every row clean"), Step("now", "Import", words)]
    if run.missing:
        return [
            named,
            Step("now", "Columns", f"{' and '.join(run.missing)} missing"),
            Step("later", "Dry run", "waits for the columns"),
            Step("later", "Import", "nothing imported yet"),
        ]
    count = len(run.bad)
    line = "every row clean" if not count else f"{count:,} {'row' if count == 1 else 'rows'} to mend"
    state = "now" if count else "done"
    return [
        named,
        matched,
        Step(state, "Dry run", line),
        Step("later" if count else "now", "Import", "nothing imported yet"),
    ]


def drawn(request: MemberRequest, file: PeopleImport, row: Person | UnitRow, *, first: bool = False) -> Row:
    """One row as the page shows it: only the wrong fields, or what it became."""
    names = {"slug": request.organisation.slug, "public_id": file.public_id, "number": row.number}
    action = reverse("organisations:mend_row", kwargs=names)
    labels = {column.name: column.label for column in columns_of(file)}
    title, line = row.name or "No name", row.email if isinstance(row, Person) else row.parent
    if row.out:
        return Row(row.number, title, line, action, mended="Left out of the import")
    if row.findings:
        wrong = list(dict.fromkeys(finding.field for finding in row.findings))
        cells = tuple(Cell(labels[name], name, str(getattr(row, name)), True) for name in wrong)
        offers = tuple(offer for finding in row.findings for offer in finding.offers)
        out = (
            ()
            if any(offer.name == "out" for offer in offers)
            else (Offer("Leave out", "out", "1", quiet=True),)
        )
        why = " ".join(finding.sentence for finding in row.findings)
        return Row(row.number, title, line, action, cells, why, (*offers, *out), first=first)
    mended = ", ".join(
        f"{labels.get(name, 'Back')} is {value or 'empty'}"
        for name, value in row.mended.items()
        if name in labels
    )
    was = ", ".join(value for name, value in row.was.items() if name in labels and value)
    done = mended or ("Taken back" if row.mended else "As in the file")
    return Row(row.number, title, line, action, mended=done, was=was)
