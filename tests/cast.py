"""The cast: the same people in every test, each there for a reason.

Fjellvann AS
  Henrik   chief executive and leader; leads the company. Nobody is above him
  Maya     leader; leads Sales, reports to Henrik. She approves what Ingrid and Jonas set
  Jonas    leads the team Key Accounts in Sales, reports to Maya
  Ingrid   account manager in Key Accounts, reports to Maya: the employee of every story
  Lars     leads Finance, reports to Henrik; a member, no leader
  Nora     works in Finance and has no manager, so that Finance's lead approves hers
  Astrid   administrator: settings, people and units; approves nothing by that
  Viggo    viewer: reads everything, owns nothing
Havblikk AS, a stranger
  Olav     its leader; must never see or touch anything of Fjellvann's

It is Thursday 20 August 2026, 11:00 in Oslo, in the middle of Q3 of the year 2026.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from objectives.cycles.actions import create_cycle, start_cycle
from objectives.drafts.actions import add_key_result, write_draft
from objectives.drafts.approval import approve, submit
from objectives.models import Cycle, KeyResult, Objective
from organisations.models import Account, Membership, Organisation, Role, Unit
from organisations.settings.actions import create_organisation
from organisations.tenancy import within
from organisations.units.actions import add_unit
from tests import worlds

NOW = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 8, 20)


@dataclass
class Cast:
    """Fjellvann AS as most tests meet it; `outside` is Havblikk AS, to be entered by
    `within(cast.outside)`."""

    organisation: Organisation
    company: Unit
    sales: Unit
    key_accounts: Unit
    finance: Unit
    henrik: Membership
    maya: Membership
    jonas: Membership
    ingrid: Membership
    lars: Membership
    nora: Membership
    astrid: Membership
    viggo: Membership
    year: Cycle
    q3: Cycle
    q4: Cycle
    outside: Organisation
    olav: Membership

    def draft(
        self, owner: Unit | Membership, title: str = "Win back the renewals", **fields: Any
    ) -> Objective:
        """A draft with three key results, written by its owner, the unit's lead or Henrik."""
        by = owner if isinstance(owner, Membership) else owner.lead or self.henrik
        key_results = fields.pop("key_results", 3)
        cycle = fields.pop("cycle", self.q3)
        objective = write_draft(owner=owner, cycle=cycle, title=title, by=by, now=NOW, **fields)
        for number in range(1, key_results + 1):
            self.key_result(objective, f"{title}: result {number}")
        return objective

    def key_result(self, objective: Objective, title: str = "Renewal rate", **fields: Any) -> KeyResult:
        """One more key result of a draft, from 0 to 100 unless told otherwise."""
        said = {"start": Decimal(0), "target": Decimal(100), **fields}
        return add_key_result(objective=objective, title=title, by=self.writer(objective), now=NOW, **said)

    def active(
        self, owner: Unit | Membership, title: str = "Win back the renewals", **fields: Any
    ) -> Objective:
        """Written by its owner, submitted and approved."""
        return self.approved(self.draft(owner, title, **fields))

    def approved(self, draft: Objective) -> Objective:
        """Submitted by its owner's side, and approved by who approves it."""
        from objectives.permissions import approvers

        by = self.writer(draft)
        submitted = submit(objective=draft, by=by, now=NOW)
        return approve(objective=submitted, by=approvers(submitted)[0], now=NOW)

    def writer(self, objective: Objective) -> Membership:
        """The owner; for a unit its lead."""
        writer: Membership = objective.owner or objective.owner_unit.lead
        return writer


def settle() -> Cast:
    """Both organisations with their people and cycles, made by the product's own actions."""
    henrik = person("Henrik Aas")
    organisation = create_organisation(
        name="Fjellvann AS", slug="fjellvann", account=henrik, person="Henrik Aas", today=date(2024, 1, 8)
    )
    olav = person("Olav Dahl")
    outside = create_organisation(
        name="Havblikk AS", slug="havblikk", account=olav, person="Olav Dahl", today=date(2025, 3, 3)
    )
    with within(outside):
        foreign = Membership.objects.get(account=olav)
        promote(foreign)
    with within(organisation):
        first = Membership.objects.get(account=henrik)
        promote(first)
        company = Unit.objects.get(parent=None)
        company.lead = first
        company.save(update_fields=["lead"])
        astrid = join("Astrid Moe", company, first, role=Role.ADMIN)
        maya = join("Maya Berg", company, first, role=Role.LEADER)
        sales = add_unit(name="Sales", kind="department", parent=company, by=astrid, lead=maya)
        maya.unit = sales
        maya.save(update_fields=["unit"])
        jonas = join("Jonas Lie", sales, maya)
        key_accounts = add_unit(name="Key Accounts", kind="team", parent=sales, by=astrid, lead=jonas)
        jonas.unit = key_accounts
        jonas.save(update_fields=["unit"])
        lars = join("Lars Vik", company, first)
        finance = add_unit(name="Finance", kind="department", parent=company, by=astrid, lead=lars)
        lars.unit = finance
        lars.save(update_fields=["unit"])
        year = create_cycle(
            name="2026", kind="annual", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31), by=astrid
        )
        q3, q4 = (
            create_cycle(name=name, starts_on=starts, ends_on=ends, parent=year, by=astrid)
            for name, starts, ends in (
                ("Q3 2026", date(2026, 7, 1), date(2026, 9, 30)),
                ("Q4 2026", date(2026, 10, 1), date(2026, 12, 31)),
            )
        )
        return Cast(
            organisation=organisation,
            company=company,
            sales=sales,
            key_accounts=key_accounts,
            finance=finance,
            henrik=first,
            maya=maya,
            jonas=jonas,
            ingrid=join("Ingrid Solberg", key_accounts, maya, title="Account manager"),
            lars=lars,
            nora=join("Nora Hagen", finance, None),
            astrid=astrid,
            viggo=join("Viggo Strand", finance, lars, role=Role.VIEWER),
            year=start_cycle(cycle=year, by=astrid, now=NOW),
            q3=start_cycle(cycle=q3, by=astrid, now=NOW),
            q4=q4,
            outside=outside,
            olav=foreign,
        )


def person(name: str) -> Account:
    first = name.partition(" ")[0].lower()
    return Account.objects.create_user(f"{first}@example.com", name=name)


def join(name: str, unit: Unit, manager: Membership | None, **fields: Any) -> Membership:
    return Membership.objects.create(
        account=person(name), name=name, unit=unit, manager=manager, joined_on=date(2024, 1, 8), **fields
    )


def promote(membership: Membership) -> None:
    membership.role = Role.LEADER
    membership.save(update_fields=["role"])


# Fixtures, brought in by tests/conftest.py ------------------------------------------------------------------


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    """The cast, inside Fjellvann's scope; all of it rolled back."""
    begun = worlds.world()
    made: Cast = begun if isinstance(begun, Cast) else begun.cast
    with within(made.organisation):
        yield made
