"""Units from a CSV file, before anything is written: where each hangs, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from organisations.display.matching import nearest, plain
from organisations.display.unit_paths import parts_of, path_key
from organisations.imports.existing import ExistingOrganisation
from organisations.imports.people import Finding, Offer, original, value
from organisations.imports.synonyms import KINDS, STAGES, understood

CIRCLE = "The units of the file are below one another in a circle."
DEEPEST = 40
CELLS = ("name", "parent", "kind", "lead", "stage")


@dataclass
class UnitRow:
    """One row, understood. `path` is where it will stand, without the company: ("Sales", "Key Accounts")."""

    number: int
    name: str
    parent: str
    kind: str
    lead: str
    stage: str
    out: bool = False
    mended: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    path: tuple[str, ...] = ()
    unit_key: int | None = None  # it exists already
    lead_is: str = ""

    @property
    def key(self) -> str:
        return path_key("/".join(self.path))


def understood_units(rows: Sequence[Mapping[str, Any]], mapping: Mapping[str, int]) -> list[UnitRow]:
    """Rows as stored as units. A name that is a path ("Sales / Key Accounts") says its parent itself."""
    units = []
    for row in rows:
        cell = {name: value(row, mapping, name) for name in CELLS}
        parts = parts_of(cell["name"])
        if len(parts) > 1:
            cell["name"], cell["parent"] = parts[-1], " / ".join([*parts_of(cell["parent"]), *parts[:-1]])
        mended = row.get("m", {})
        was = {name: original(row, mapping, name) for name in mended}
        units.append(
            UnitRow(
                row["n"],
                cell["name"],
                cell["parent"],
                cell["kind"],
                cell["lead"],
                cell["stage"],
                out=bool(row.get("o")),
                mended=dict(mended),
                was=was,
            )
        )
    return units


def check_units(units: list[UnitRow], known: ExistingOrganisation) -> None:
    """Find each unit's place among the organisation's units and the file's own, and write down what is
    wrong."""
    taken = [unit for unit in units if not unit.out]
    by_name: dict[str, list[UnitRow]] = {}
    for unit in taken:
        by_name.setdefault(plain(unit.name), []).append(unit)
    for unit in taken:
        if not unit.name:
            unit.findings.append(Finding("name", "The name is missing."))
        elif len(unit.name) > 120:
            unit.findings.append(Finding("name", "At most 120 characters."))
    for unit in taken:
        if not unit.findings:
            unit.path = _path(unit, by_name, known, ())
    seen: dict[str, UnitRow] = {}
    for unit in taken:
        if unit.path:
            first = seen.setdefault(unit.key, unit)
            if first is not unit:
                offer = Offer("Leave this row out", "out", "1")
                unit.findings.append(Finding("name", f"Row {first.number} is the same unit.", (offer,)))
            unit.unit_key = known.units.get(unit.key)
        _check_words(unit)
        _check_lead(unit, known)


def _path(
    unit: UnitRow, by_name: Mapping[str, list[UnitRow]], known: ExistingOrganisation, below: tuple[int, ...]
) -> tuple[str, ...]:
    """Names from the top; () when the parent is unknown or the file's rows hang on one another in a
    circle."""
    root = plain(known.labels[known.root])
    parents = [part for part in parts_of(unit.parent) if plain(part) != root]
    if not parents:
        return (unit.name,)
    wanted = path_key("/".join(parents))
    if wanted in known.units:
        return (*_names(known.labels[known.units[wanted]]), unit.name)
    rows = [row for row in by_name.get(plain(parents[-1]), []) if row is not unit]
    if len(parents) == 1:
        rows = rows[:1] if len(rows) == 1 else rows
    if any(row.number in below for row in rows) or len(below) > DEEPEST:
        _find(unit, CIRCLE)
        return ()
    for row in rows:
        above = _path(row, by_name, known, (*below, unit.number)) if not row.findings else ()
        if above and (
            path_key("/".join(above)) == wanted or path_key("/".join(above)).endswith(f"/{wanted}")
        ):
            return (*above, unit.name)
    if any(finding.sentence == CIRCLE for row in rows for finding in row.findings):
        _find(unit, CIRCLE)
        return ()
    named = [key for path, key in known.units.items() if path.endswith(f"/{wanted}")]
    if len(named) == 1:
        return (*_names(known.labels[named[0]]), unit.name)
    _unknown_parent(unit, named, by_name, known)
    return ()


def _names(label: str) -> list[str]:
    return label.split(" / ")


def _find(unit: UnitRow, sentence: str, offers: tuple[Offer, ...] = ()) -> None:
    if not any(finding.field == "parent" for finding in unit.findings):
        unit.findings.append(Finding("parent", sentence, offers))


def _unknown_parent(
    unit: UnitRow, named: list[int], by_name: Mapping[str, list[UnitRow]], known: ExistingOrganisation
) -> None:
    top = Offer(f"Below {known.labels[known.root]}", "parent", "", quiet=True)
    if named:
        offers = tuple(Offer(f"Use {known.labels[key]}", "parent", known.labels[key]) for key in named[:3])
        _find(unit, f"{len(named)} units are called {unit.parent}. Which one?", (*offers, top))
        return
    in_file = [rows[0].name for rows in by_name.values() if rows[0] is not unit and rows[0].name]
    near = nearest(unit.parent, [*known.labels.values(), *in_file])
    use = (Offer(f"Use {near}", "parent", near),) if near else ()
    sentence = f"No unit is called “{unit.parent}”." + (f" The nearest is “{near}”." if near else "")
    _find(unit, sentence, (*use, top))


def _check_words(unit: UnitRow) -> None:
    if unit.kind:
        kind = understood(unit.kind, KINDS)
        if kind is None:
            offers = tuple(Offer(f"Use {word}", "kind", word) for word in ("Division", "Department", "Team"))
            unit.findings.append(Finding("kind", f"“{unit.kind}” is no kind of unit.", offers))
        else:
            unit.kind = kind
    if unit.stage:
        stage = understood(unit.stage, STAGES)
        if stage is None:
            offers = (Offer("Inherit it", "stage", ""),)
            unit.findings.append(
                Finding("stage", f"“{unit.stage}” is no stage: not started, pilot or live.", offers)
            )
        else:
            unit.stage = stage


def _check_lead(unit: UnitRow, known: ExistingOrganisation) -> None:
    if not unit.lead:
        return
    wanted = unit.lead.lower()
    called = [here for here in known.people.values() if here.active and plain(here.name) == plain(wanted)]
    here = known.people.get(wanted) or (called[0] if len(called) == 1 else None)
    none = Offer("No lead", "lead", "", quiet=True)
    if here and here.active:
        unit.lead_is = here.email
    elif here:
        unit.findings.append(Finding("lead", f"{here.name} has left.", (none,)))
    elif called:
        offers = tuple(Offer(f"Use {each.email}", "lead", each.email) for each in called[:3])
        unit.findings.append(
            Finding("lead", f"{len(called)} people are called {unit.lead}.", (*offers, none))
        )
    else:
        near = nearest(wanted, known.people, at_least=0.75) if len(known.people) <= 5_000 else None
        use = (Offer(f"Use {near}", "lead", near),) if near else ()
        sentence = f"“{unit.lead}” is nobody here. Import people first, or leave the lead out."
        unit.findings.append(Finding("lead", sentence, (*use, none)))
