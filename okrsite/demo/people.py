"""Making the people and units of the demo, by the product's own actions."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from okrsite.demo import company
from organisations.models import Account, Membership, Organisation, Role, Unit, UnitKind
from organisations.people.actions import add_member
from organisations.settings.actions import create_organisation
from organisations.tenancy import within
from organisations.units.actions import add_unit, change_unit


@dataclass
class House:
    """What the story needs at hand: units and people by name."""

    organisation: Organisation
    root: Unit
    admin: Membership
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Membership] = field(default_factory=dict)
    department_of: dict[str, str] = field(default_factory=dict)


def address(name: str, domain: str = company.DOMAIN) -> str:
    """maya.berge@fjellvann.example: letters of the name, Norwegian ones spelt out."""
    plain = name.lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    return f"{plain.replace(' ', '.')}@{domain}"


def account(name: str, password: str, domain: str = company.DOMAIN) -> Account:
    """An account with a confirmed address and a password hashed before: hashing 150 times would be most of
    the demo's time."""
    made = Account.objects.create(email=address(name, domain), name=name, password=password)
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


@cache
def hashed() -> str:
    """The password of every demo account, hashed once."""
    return make_password(company.PASSWORD)


def settle(now: datetime, *, seed: int) -> House:
    """The organisation with its departments, teams and everybody in them."""
    chance = random.Random(seed)
    password = hashed()
    first = account(company.ADMINISTRATOR.name, password)
    organisation = create_organisation(
        name="Fjellvann AS",
        slug="fjellvann",
        account=first,
        today=now.date(),
        person=first.name,
        time_zone="Europe/Oslo",
        currency="NOK",
    )
    with within(organisation):
        root = Unit.objects.get(parent=None)
        house = House(organisation, root, Membership.objects.get())
        house.units[root.name] = root

        def join(
            person: company.Person, unit: Unit, manager: Membership | None, department: str
        ) -> Membership:
            made = add_member(
                account=account(person.name, password),
                name=person.name,
                title=person.title,
                unit=unit,
                manager=manager,
                role=person.role,
                by=house.admin,
                now=now,
                joined_on=now.date(),
            )
            house.people[made.name], house.department_of[made.name] = made, department
            return made

        chief = join(company.CHIEF, root, None, "")
        change_unit(unit=root, lead=chief, stage="live", by=house.admin, now=now)
        names = unused_names(chance)
        for department in company.DEPARTMENTS:
            fill(house, department, chief, names, chance, now, join)
        adviser = house.people["Leyla Demir"]
        office = house.units["People and Culture"]
        Membership.objects.filter(pk=house.admin.pk).update(
            unit=office, manager=adviser, title=company.ADMINISTRATOR.title
        )
        house.units = {
            unit.name: unit for unit in Unit.objects.select_related("lead", "parent__lead").order_by("pk")
        }
        house.people = {
            person.name: person
            for person in Membership.objects.select_related(
                "organisation", "account", "unit__lead", "unit__parent", "manager"
            ).order_by("pk")
        }
        house.admin = house.people[house.admin.name]
        house.department_of[house.admin.name] = "People and Culture"
    return house


def fill(house, department, chief, names, chance, now, join) -> None:  # type: ignore[no-untyped-def]
    """One department: its lead, its teams, and who works there."""
    unit = add_unit(name=department.name, kind=UnitKind.DEPARTMENT, parent=house.root, by=house.admin)
    house.units[department.name] = unit
    head = join(department.lead, unit, chief, department.name)
    change_unit(unit=unit, lead=head, stage=department.stage, by=house.admin, now=now)
    for person in department.people:
        if person != company.ADMINISTRATOR:
            join(person, unit, head, department.name)
    for team in department.teams:
        made = add_unit(name=team.name, kind=UnitKind.TEAM, parent=unit, by=house.admin)
        house.units[team.name] = made
        lead = head if team.lead == department.lead else join(team.lead, made, head, department.name)
        change_unit(unit=made, lead=lead, stage=team.stage, by=house.admin, now=now)
        for person in team.people:
            join(person, made, lead, department.name)
        titles = company.TITLES[department.name]
        for _ in range(team.size - len(team.people) - (lead is not head)):
            join(company.Person(next(names), chance.choice(titles)), made, lead, department.name)


def unused_names(chance: random.Random):  # type: ignore[no-untyped-def]
    """Names in a fixed shuffled order, each once."""
    pairs = [f"{first} {last}" for first in company.FIRST_NAMES for last in company.LAST_NAMES]
    chance.shuffle(pairs)
    return iter(pairs)


def neighbour(now: datetime, today: date) -> Organisation:
    """The second, small organisation: three people who must never see Fjellvann."""
    password = hashed()
    owner = account("Olav Strand", password, "havblikk.example")
    organisation = create_organisation(
        name="Havblikk",
        slug="havblikk",
        account=owner,
        today=today,
        person="Olav Strand",
        time_zone="Europe/Oslo",
        currency="NOK",
    )
    with within(organisation):
        root, olav = Unit.objects.get(parent=None), Membership.objects.get()
        for name, role in (("Ragnhild Sund", Role.LEADER), ("Pernille Vik", Role.MEMBER)):
            made = add_member(
                account=account(name, password, "havblikk.example"),
                name=name,
                unit=root,
                role=role,
                by=olav,
                now=now,
                joined_on=today,
            )
            if role == Role.LEADER:
                change_unit(unit=root, lead=made, stage="live", by=olav, now=now)
    return organisation
