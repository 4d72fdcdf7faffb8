"""The words a heading or a cell may use, in English and Norwegian, and the nearest of several names. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from organisations.display.matching import plain


@dataclass(frozen=True)
class Column:
    """One thing a file may hold. `words` are what a heading may call it, compared without case, spacing and
    signs."""

    name: str
    label: str
    words: str
    needed: bool = False

    @property
    def synonyms(self) -> list[str]:
        return self.words.split(", ")


PEOPLE = (
    Column(
        "name",
        "Name",
        "name, full name, display name, employee, person, navn, fullt navn, ansatt, medarbeider",
        needed=True,
    ),
    Column("first_name", "First name", "first name, given name, forename, fornavn"),
    Column("last_name", "Last name", "last name, surname, family name, etternavn"),
    Column(
        "email",
        "E-mail",
        "email, e mail, mail, email address, e mail address, work email, epost, e post, epostadresse, e postadresse",
        needed=True,
    ),
    Column("title", "Title", "title, job title, position, tittel, stilling, stillingstittel"),
    Column(
        "unit",
        "Unit",
        "unit, department, team, division, home unit, organisation unit, organizational unit, org unit, unit path, "
        "enhet, avdeling, gruppe, organisasjonsenhet, seksjon",
    ),
    Column(
        "manager",
        "Manager",
        "manager, manager email, manager e mail, line manager, reports to, supervisor, boss, leder, naermeste leder, "
        "nærmeste leder, leders epost, leders e post, sjef, rapporterer til",
    ),
    Column("role", "Role", "role, access, permission, rolle, tilgang"),
)

UNITS = (
    Column(
        "name",
        "Name",
        "name, unit, unit name, department, team, navn, enhet, avdeling, enhetsnavn",
        needed=True,
    ),
    Column(
        "parent",
        "Below",
        "parent, below, parent unit, belongs to, part of, reports to, overordnet, overordnet enhet, under, tilhører, del av",
    ),
    Column("kind", "Kind", "kind, type, level, slag, niva, nivå, enhetstype"),
    Column(
        "lead",
        "Lead",
        "lead, leader, head, manager, unit lead, lead email, leder, leders epost, leders e post, ansvarlig",
    ),
    Column("stage", "Stage", "stage, rollout, rollout stage, status, fase, utrulling, steg"),
)

ROLES = {
    "admin": ("admin", "administrator"),
    "leader": ("leader", "leadership", "executive", "leder", "toppleder", "ledelse"),
    "member": ("member", "employee", "user", "medlem", "ansatt", "medarbeider", "bruker"),
    "viewer": ("viewer", "reader", "read only", "guest", "leser", "gjest", "innsyn"),
}
KINDS = {
    "division": ("division", "divisjon", "business area", "forretningsomrade", "forretningsområde"),
    "department": ("department", "avdeling", "seksjon", "section"),
    "team": ("team", "gruppe", "lag", "group"),
}
STAGES = {
    "not_started": ("not started", "later", "ikke startet", "senere"),
    "pilot": ("pilot",),
    "live": ("live", "started", "active", "i drift", "startet", "aktiv"),
}


def understood(word: str, among: dict[str, tuple[str, ...]]) -> str | None:
    """The key whose synonyms hold this word; None for an unknown one."""
    wanted = plain(word)
    return next((key for key, synonyms in among.items() if wanted in synonyms or wanted == plain(key)), None)


def matched(headings: Sequence[str], columns: Iterable[Column]) -> dict[str, int]:
    """Which heading becomes which column, as its place: exact words first, then words a heading begins
    with."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for column in columns:
            if column.name in found:
                continue
            for place, heading in enumerate(headings):
                words = plain(heading)
                if place in taken or not words:
                    continue
                hit = (
                    words in column.synonyms
                    if exact
                    else any(words.startswith(f"{each} ") for each in column.synonyms)
                )
                if hit:
                    found[column.name] = place
                    taken.add(place)
                    break
    return found
