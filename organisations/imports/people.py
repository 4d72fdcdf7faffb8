"""People from a CSV file, before anything is written: what each row says, and what is wrong with it.

Rows and what the organisation knows go in, findings come out; the database is not asked here (existing.py). A
finding names one field, says why in a sentence, and offers what would mend it. Nothing is imported while any
row that is not set aside has a finding.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organisations.display.matching import nearest, plain
from organisations.display.unit_paths import parts_of, path_key
from organisations.imports.existing import ExistingOrganisation, ExistingPerson
from organisations.imports.synonyms import ROLES, understood

LONGEST = {"name": 120, "title": 120}
SUGGEST_AMONG = 5_000
"""Beyond so many people no nearest name is looked for: comparing letters with each of 100,000 takes
seconds."""


@dataclass(frozen=True)
class Offer:
    """A button that mends a row: it sets `name` to `value`."""

    words: str
    name: str
    value: str
    quiet: bool = False


@dataclass(frozen=True)
class Finding:
    """What stops one row. `field` is the column's name."""

    field: str
    sentence: str
    offers: tuple[Offer, ...] = ()


@dataclass
class Person:
    """One row, understood. `unit` and `manager` stay text until they are found."""

    number: int
    name: str
    email: str
    title: str
    unit: str
    manager: str
    role: str
    out: bool = False
    mended: dict[str, str] = field(default_factory=dict)
    was: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    # What the checks found out:
    here: ExistingPerson | None = None
    unit_key: int | None = None
    unit_new: str = ""
    manager_is: str = ""  # the manager's address, in the organisation or in the file
    back: bool = False
    given: frozenset[str] = frozenset()  # which cells are not empty: only those change somebody who is here


def value(row: Mapping[str, Any], mapping: Mapping[str, int], column: str) -> str:
    """A cell as it was mended, else as the file has it."""
    mended = row.get("m", {})
    if column in mended:
        return str(mended[column])
    return original(row, mapping, column)


def original(row: Mapping[str, Any], mapping: Mapping[str, int], column: str) -> str:
    place = mapping.get(column)
    return str(row["c"][place]) if place is not None and place < len(row["c"]) else ""


def understood_people(rows: Sequence[Mapping[str, Any]], mapping: Mapping[str, int]) -> list[Person]:
    """Rows as stored ({"n": number, "c": cells, "m": mended, "o": set aside}) as people; names joined where
    split."""
    people = []
    for row in rows:
        cell = {
            name: value(row, mapping, name) for name in ("name", "email", "title", "unit", "manager", "role")
        }
        if not cell["name"]:
            cell["name"] = f"{value(row, mapping, 'first_name')} {value(row, mapping, 'last_name')}".strip()
        cell["email"] = cell["email"].lower().removeprefix("mailto:")
        mended = row.get("m", {})
        people.append(
            Person(
                row["n"],
                cell["name"],
                cell["email"],
                cell["title"],
                cell["unit"],
                cell["manager"],
                cell["role"],
                out=bool(row.get("o")),
                mended=dict(mended),
                was={name: original(row, mapping, name) for name in mended},
                back=mended.get("back") == "1",
                given=frozenset(name for name, text in cell.items() if text),
            )
        )
    return people


def check_people(
    people: list[Person],
    known: ExistingOrganisation,
    *,
    create_units: Iterable[str] = (),
    skip_members: bool = False,
) -> None:
    """Write the findings into each person that is not set aside."""
    taken = [person for person in people if not person.out]
    creating = {path_key(path): path for path in create_units}
    in_file = _first_of_each_address(taken)
    for person in taken:
        person.here = known.people.get(person.email)
        _check_name(person)
        _check_email(person, in_file)
        if person.here and person.here.active and skip_members:
            continue
        _check_here(person)
        _check_role(person)
        _check_unit(person, known, creating)
    _check_managers(taken, in_file, known, skip_members)
    _check_last_administrator(taken, known, skip_members)


def _first_of_each_address(people: Iterable[Person]) -> dict[str, Person]:
    first: dict[str, Person] = {}
    for person in people:
        if person.email:
            first.setdefault(person.email, person)
    return first


def _check_name(person: Person) -> None:
    if not person.name and person.here:
        return  # somebody who is here has a name already
    if not person.name:
        guess = " ".join(
            part.capitalize() for part in person.email.partition("@")[0].replace("_", ".").split(".")
        )
        offers = (Offer(f"Use “{guess}”", "name", guess),) if "." in person.email.partition("@")[0] else ()
        person.findings.append(Finding("name", "The name is missing.", offers))
    for column, most in LONGEST.items():
        if len(getattr(person, column)) > most:
            person.findings.append(Finding(column, f"At most {most} characters."))


def _check_email(person: Person, in_file: Mapping[str, Person]) -> None:
    if not person.email:
        person.findings.append(Finding("email", "The e-mail address is missing."))
        return
    try:
        validate_email(person.email)
    except ValidationError:
        person.findings.append(Finding("email", f"“{person.email}” is not an e-mail address."))
        return
    first = in_file[person.email]
    if first is not person:
        person.findings.append(
            Finding(
                "email",
                f"Row {first.number} has this address too.",
                (Offer("Leave this row out", "out", "1"),),
            )
        )


def _check_here(person: Person) -> None:
    if person.here and not person.here.active and not person.back:
        left = f" on {person.here.left_on}" if person.here.left_on else ""
        offers = (Offer("Take back", "back", "1"), Offer("Leave this row out", "out", "1", quiet=True))
        person.findings.append(Finding("email", f"{person.here.name} left{left}.", offers))


def _check_role(person: Person) -> None:
    if not person.role:
        return
    role = understood(person.role, ROLES)
    if role is None:
        sentence = f"“{person.role}” is no role: administrator, leader, member or viewer."
        person.findings.append(Finding("role", sentence, (Offer("Use Member", "role", "Member"),)))
    else:
        person.role = role


def _check_unit(person: Person, known: ExistingOrganisation, creating: Mapping[str, str]) -> None:
    if not person.unit:
        return
    wanted = path_key(person.unit)
    named = [key for path, key in known.units.items() if path == wanted or path.endswith(f"/{wanted}")]
    if wanted in known.units or len(named) == 1:
        person.unit_key = known.units.get(wanted, named[0] if named else None)
    elif wanted in creating:
        person.unit_new = creating[wanted]
    elif named:
        offers = tuple(Offer(f"Use {known.labels[key]}", "unit", known.labels[key]) for key in named[:4])
        person.findings.append(
            Finding("unit", f"{len(named)} units are called {person.unit}. Which one?", offers)
        )
    else:
        near = nearest(person.unit, known.labels.values()) or nearest(
            parts_of(person.unit)[-1], known.labels.values()
        )
        sentence = f"No unit is called “{person.unit}”." + (f" The nearest is “{near}”." if near else "")
        use = (Offer(f"Use {near}", "unit", near),) if near else ()
        create = Offer(f"Create {parts_of(person.unit)[-1]}", "create_unit", person.unit, quiet=bool(near))
        person.findings.append(Finding("unit", sentence, (*use, create)))


def _check_managers(
    people: list[Person], in_file: Mapping[str, Person], known: ExistingOrganisation, skip_members: bool
) -> None:
    names: dict[str, list[str]] = {}
    for email, here in known.people.items():
        if here.active:
            names.setdefault(plain(here.name), []).append(email)
    for email, person in in_file.items():
        if person.here is None:
            names.setdefault(plain(person.name), []).append(email)
    for person in people:
        if person.manager and not (skip_members and person.here and person.here.active):
            _find_manager(person, names, in_file, known)
    _check_loops(people, known)


def _find_manager(
    person: Person, names: Mapping[str, list[str]], in_file: Mapping[str, Person], known: ExistingOrganisation
) -> None:
    wanted = person.manager.lower().removeprefix("mailto:")
    none = Offer("No manager", "manager", "", quiet=True)
    if "@" not in wanted:
        called = names.get(plain(wanted), [])
        if len(called) == 1:
            person.manager_is = called[0]
            return
        if called:
            offers = tuple(Offer(f"Use {email}", "manager", email) for email in called[:3])
            sentence = f"{len(called)} people are called {person.manager}. Which address?"
            person.findings.append(Finding("manager", sentence, (*offers, none)))
            return
    here = known.people.get(wanted)
    if wanted in in_file or (here and here.active):
        person.manager_is = wanted
        return
    if here:
        instead = known.by_key.get(here.manager or 0)
        use = (Offer(f"Use {instead.name}", "manager", instead.email),) if instead and instead.active else ()
        left = f" on {here.left_on}" if here.left_on else ""
        person.findings.append(Finding("manager", f"{here.name} left{left}.", (*use, none)))
        return
    choices = [*known.people, *in_file] if len(known.people) + len(in_file) <= SUGGEST_AMONG else []
    near = nearest(wanted, choices, at_least=0.75)
    sentence = f"Nobody here or in the file has the address “{person.manager}”."
    use = (Offer(f"Use {near}", "manager", near),) if near else ()
    person.findings.append(
        Finding("manager", sentence + (f" The nearest is {near}." if near else ""), (*use, none))
    )


def _check_loops(people: list[Person], known: ExistingOrganisation) -> None:
    """Who would manage whom afterwards, the file over the organisation; every row of a loop that the file
    closes."""
    above: dict[str, str] = {}
    for email, here in known.people.items():
        manager = known.by_key.get(here.manager or 0)
        if manager:
            above[email] = manager.email.lower()
    for person in people:
        if person.manager_is:
            above[person.email] = person.manager_is
    settled: set[str] = set()
    for start in list(above):
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in settled and at not in path:
            path[at] = len(path)
            at = above.get(at)
        if at is not None and at in path:
            loop = {each for each, place in path.items() if place >= path[at]}
            _name_loop([person for person in people if person.email in loop and person.manager_is], above)
        settled.update(path)


def _name_loop(rows: list[Person], above: Mapping[str, str]) -> None:
    for person in rows:
        chain, email = [person.email], above[person.email]
        while email != person.email and len(chain) < 6:
            chain.append(email)
            email = above[email]
        words = (
            "manages themselves"
            if len(chain) == 1
            else f"is managed in a circle: {' < '.join([*chain, chain[0]])}"
        )
        offer = Offer("No manager", "manager", "")
        person.findings.append(Finding("manager", f"{person.name or person.email} {words}.", (offer,)))


def _check_last_administrator(people: list[Person], known: ExistingOrganisation, skip_members: bool) -> None:
    for role, word in (("admin", "administrator"), ("leader", "leader")):
        now = {email for email, here in known.people.items() if here.active and here.role == role}
        losing = [
            person
            for person in people
            if person.email in now
            and person.role
            and understood(person.role, ROLES) != role
            and not skip_members
        ]
        gaining = any(person.role == role and person.email not in now for person in people)
        if now and len(losing) >= len(now) and not gaining:
            person = losing[-1]
            offer = Offer(f"Keep {word}", "role", word)
            person.findings.append(Finding("role", f"Then nobody would be {word}.", (offer,)))
