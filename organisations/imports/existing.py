"""What an organisation has before an import: people by address, units by their path."""

from dataclasses import dataclass, field

from organisations.display.unit_paths import units_by_path
from organisations.models import Membership


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
    return ExistingOrganisation(people, *units_by_path())
