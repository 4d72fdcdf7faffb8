"""The people of these stories: a small Fjellvann, with a second organisation beside it where one is
needed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from organisations.models import Account, Membership, Organisation, Role, Unit, UnitKind
from organisations.people.actions import add_member
from organisations.settings.actions import create_organisation
from organisations.tenancy import within
from organisations.units.actions import add_unit

NOW = datetime(2026, 8, 19, 9, 0, tzinfo=UTC)
TODAY = date(2026, 8, 19)


@dataclass
class Fjellvann:
    """Anne administers. Henrik leads the company; Maya leads Sales and manages Ingrid and Silje; Olav only
    reads."""

    organisation: Organisation
    company: Unit
    sales: Unit
    key_accounts: Unit
    product: Unit
    anne: Membership
    henrik: Membership
    maya: Membership
    ingrid: Membership
    silje: Membership
    olav: Membership


def account(name: str, house: str = "fjellvann.example") -> Account:
    return Account.objects.create_user(f"{name.lower().replace(' ', '.')}@{house}", name=name)


def found(slug: str = "fjellvann") -> Fjellvann:
    """Everything above, committed in the caller's transaction; open the scope to look at it."""
    house = f"{slug}.example"
    organisation = create_organisation(
        name="Fjellvann AS", slug=slug, account=account("Anne Kolstad", house), today=TODAY
    )
    with within(organisation):
        company = Unit.objects.get(parent=None)
        anne = Membership.objects.get()

        def unit(name: str, parent: Unit, kind: UnitKind) -> Unit:
            return add_unit(name=name, kind=kind, parent=parent, by=anne)

        sales = unit("Sales", company, UnitKind.DEPARTMENT)
        key_accounts = unit("Key Accounts", sales, UnitKind.TEAM)
        product = unit("Product", company, UnitKind.DEPARTMENT)

        def person(name: str, home: Unit, manager: Membership | None, role: Role = Role.MEMBER) -> Membership:
            return add_member(
                account=account(name, house),
                name=name,
                unit=home,
                manager=manager,
                role=role,
                by=anne,
                now=NOW,
                joined_on=TODAY,
            )

        henrik = person("Henrik Aasen", company, None, Role.LEADER)
        maya = person("Maya Berge", sales, henrik)
        ingrid = person("Ingrid Solheim", key_accounts, maya)
        silje = person("Silje Krog", sales, maya)
        olav = person("Olav Dahl", product, henrik, Role.VIEWER)
        Unit.objects.filter(pk=sales.pk).update(lead=maya)
        sales.refresh_from_db()
    return Fjellvann(
        organisation, company, sales, key_accounts, product, anne, henrik, maya, ingrid, silje, olav
    )


@contextmanager
def fjellvann() -> Iterator[Fjellvann]:
    """The cast, with the scope open."""
    cast = found()
    with within(cast.organisation):
        yield cast
