"""Who there is at Fjellvann AS: eight departments, their teams, and about 150 people by name."""

from dataclasses import dataclass, field

DOMAIN = "fjellvann.example"
PASSWORD = "northstar-demo"
"""Of every demo account; twelve characters and more, as the product asks."""


@dataclass(frozen=True)
class Person:
    name: str
    title: str
    role: str = "member"


@dataclass(frozen=True)
class Team:
    name: str
    lead: Person
    size: int
    stage: str = ""
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Department:
    name: str
    lead: Person
    teams: tuple[Team, ...]
    stage: str = ""
    people: tuple[Person, ...] = field(default=())


CHIEF = Person("Henrik Aasen", "Chief executive", "leader")
ADMINISTRATOR = Person("Anne Kolstad", "Office manager", "admin")
VIEWER = Person("Guro Lie", "Auditor", "viewer")
MAYA = Person("Maya Berge", "Head of Sales", "leader")
INGRID = Person("Ingrid Solheim", "Key account manager")

DEPARTMENTS = (
    Department(
        "Product",
        Person("Elin Strand", "Head of Product", "leader"),
        (
            Team("Onboarding", Person("Mina Sæther", "Lead, Onboarding"), 10),
            Team("Integrations", Person("Berit Nes", "Lead, Integrations"), 9),
            Team("Reports", Person("Ida Lund", "Lead, Reports"), 8),
        ),
    ),
    Department(
        "Sales",
        MAYA,
        (
            Team(
                "Key Accounts",
                MAYA,
                10,
                people=(
                    INGRID,
                    Person("Runa Hagen", "Key account manager"),
                    Person("Hanna Nilsen", "Account manager"),
                ),
            ),
            Team(
                "Inside Sales",
                Person("Silje Krog", "Lead, Inside Sales"),
                12,
                people=(Person("Jonas Lie", "Sales operations"), Person("Vegard Holm", "Inside sales")),
            ),
            Team(
                "Partners",
                Person("Marte Ruud", "Lead, Partners"),
                6,
                stage="pilot",
                people=(Person("Lars Vik", "Partner manager"),),
            ),
        ),
    ),
    Department(
        "Finance",
        Person("Kari Nygård", "Chief financial officer", "leader"),
        (
            Team("Billing", Person("Per Moen", "Lead, Billing"), 8),
            Team("Legal", Person("Hege Foss", "General counsel"), 5),
        ),
    ),
    Department(
        "Delivery",
        Person("Tor Haugen", "Head of Delivery", "leader"),
        (
            Team("Project Office", Person("Ola Bakke", "Lead, Project Office"), 6),
            Team("Implementation East", Person("Grete Ness", "Lead, Implementation East"), 10),
            Team("Implementation West", Person("Arild Vold", "Lead, Implementation West"), 9),
        ),
    ),
    Department(
        "Marketing",
        Person("Sofie Dahl", "Head of Marketing", "leader"),
        (
            Team("Events", Person("Erik Kvam", "Lead, Events"), 7),
            Team("Brand", Person("Tuva Sand", "Lead, Brand"), 6),
        ),
    ),
    Department(
        "People and Culture",
        Person("Leyla Demir", "Head of People and Culture", "leader"),
        (Team("Recruiting", Person("Jon Eide", "Lead, Recruiting"), 6),),
        people=(ADMINISTRATOR, VIEWER),
    ),
    Department(
        "Support",
        Person("Amir Rahimi", "Head of Support", "leader"),
        (
            Team("First Line", Person("Nora Pedersen", "Lead, First Line"), 13),
            Team("Second Line", Person("Stian Aune", "Lead, Second Line"), 9),
        ),
    ),
    Department(
        "Operations",
        Person("Nils Myhre", "Head of Operations"),
        (Team("IT Operations", Person("Frode Tangen", "Lead, IT Operations"), 8),),
        stage="not_started",
    ),
)

FIRST_NAMES = (
    "Aksel Alma Anders Astri Bjørn Camilla Dag Ebba Einar Embla Espen Eva Filip Frida Geir Gina Hedda Håkon Idun Iver Jakob "
    "Jenny Kaja Kim Kristin Lea Leif Line Liv Magnus Maren Mats Mia Mikkel Mona Odd Oda Oskar Pål Ragna Ragnhild Rolf Sander "
    "Sara Selma Signe Sindre Siri Snorre Solveig Sverre Synne Terje Thea Tiril Tobias Tone Trym Turid Ulrik Une Vetle Vilde Yngve Åse"
).split()
LAST_NAMES = (
    "Aas Amundsen Berg Bjerke Bråten Dahlen Eide Engen Fossum Gran Haug Hauge Hovland Jensen Johnsen Kleven Knutsen Lien Løken "
    "Moe Monsen Myklebust Nordby Næss Olsen Rønning Sandvik Solberg Stene Strøm Sunde Tveit Ulven Vik Wold Ødegård"
).split()
TITLES = {
    "Product": ("Product designer", "Developer", "Product manager", "Researcher"),
    "Sales": ("Account manager", "Inside sales", "Solution consultant"),
    "Finance": ("Controller", "Accountant", "Analyst"),
    "Delivery": ("Consultant", "Project manager", "Solution architect"),
    "Marketing": ("Content editor", "Event producer", "Designer"),
    "People and Culture": ("Adviser", "Recruiter"),
    "Support": ("Support engineer", "Customer adviser"),
    "Operations": ("System engineer", "Technician"),
}
