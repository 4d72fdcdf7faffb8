"""What an organisation has before an import: people by address, units by their path."""

from dataclasses import dataclass, field

from organisations.imports.synonyms import plain
from organisations.models import Membership, Unit

SEPARATORS = ("/", ">", "›", "»", "|")
"""What may stand between the units of a path."""


@dataclass(frozen=True)
class ExistingPerson:
    """One person of the organisation, as far as an import needs to know."""

    pk: int
    name: str
    email: str
    active: bool
    role: str
    title: str
    unit: int | None
    manager: int | None
    left_on: str = ""


@dataclass
class ExistingOrganisation:
    """The organisation before the import: people by address, units by their path ("Sales / Key Accounts")."""

    people: dict[str, ExistingPerson]
    units: dict[str, int]  # plain path without the company -> key
    labels: dict[int, str]  # key -> path as people read it
    root: int
    by_key: dict[int, ExistingPerson] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_key = {person.pk: person for person in self.people.values()}


def existing_people() -> ExistingOrganisation:
    """Two queries: everyone, and every unit."""
    people = {}
    for row in Membership.objects.values_list(
        "pk", "name", "account__email", "active", "role", "title", "unit_id", "manager_id", "left_on"
    ):
        people[row[2].lower()] = ExistingPerson(*row[:8], left_on=f"{row[8]:%-d %B %Y}" if row[8] else "")
    return ExistingOrganisation(people, *existing_units())


def existing_units() -> tuple[dict[str, int], dict[int, str], int]:
    """Plain path to key, key to readable path, and the root's key. One query."""
    rows: dict[int, tuple[str, int | None]] = {
        key: (name, parent) for key, name, parent in Unit.objects.values_list("pk", "name", "parent_id")
    }
    root = next(key for key, (_, parent) in rows.items() if parent is None)
    labels: dict[int, str] = {}

    def label(key: int) -> str:
        if key not in labels:
            name, parent = rows[key]
            labels[key] = name if parent in (None, root) else f"{label(parent)} / {name}"
        return labels[key]

    return {path_key(label(key)): key for key in rows}, labels, root


def parts_of(path: str) -> list[str]:
    """A path's names from the top: "Sales / Key Accounts", "Sales > Key Accounts"."""
    for separator in SEPARATORS[1:]:
        path = path.replace(separator, "/")
    return [part.strip() for part in path.split("/") if part.strip()]


def path_key(path: str) -> str:
    return "/".join(plain(part) for part in parts_of(path))
