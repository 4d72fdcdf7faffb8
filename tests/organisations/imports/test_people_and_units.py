"""People and units from CSV: how a file is read, what each bad row is told, and that nothing is
half-written."""

import pytest

from organisations.display.matching import nearest
from organisations.display.unit_paths import path_key
from organisations.imports import csv_files
from organisations.imports.csv_files import Unreadable, guarded, read, written
from organisations.imports.existing import ExistingOrganisation, ExistingPerson
from organisations.imports.people import Person, check_people, understood_people
from organisations.imports.synonyms import PEOPLE, UNITS, matched

# Reading ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_a_spreadsheet_saved_is_read(encoding: str, delimiter: str) -> None:
    lines = [["Navn", "E-post"], ["Åse Ødegård", "åse@fjellvann.example"]]
    data = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    table = read(data)
    assert table.headings == ["Navn", "E-post"]
    assert [(row.number, row.cells) for row in table.rows] == [(2, lines[1])]
    assert table.delimiter == delimiter


def test_rows_keep_the_number_the_spreadsheet_shows() -> None:
    table = read(b"name,email\n\n,\nA,a@x.example\n")
    assert [row.number for row in table.rows] == [4]


def test_a_line_break_inside_quotes_is_one_cell() -> None:
    assert read(b'name,title\n"Maya\nBerge","Head, Sales"\n').rows[0].cells == ["Maya Berge", "Head, Sales"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"name,email\n", "no rows"),
        (b"PK\x03\x04something", "Excel workbook"),
        (b"name\0,email\nA,b", "not a text file"),
        (b"\xff\xfe\x00", "damaged"),
        (b"x" * (csv_files.MOST_BYTES + 1), "5 MB"),
        (b"name\n" + b"A\n" * (csv_files.MOST_ROWS + 1), "20,001 rows"),
        (b"name\n" + b"A" * 9000, "quotation mark"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        read(data)


def test_formulas_are_text_on_the_way_in_and_harmless_on_the_way_out() -> None:
    dangerous = '=HYPERLINK("http://evil.example","x")'
    table = read(written(["name", "email"], [[dangerous, "a@x.example"], ["+47", "-1"], ["@SUM(A1)", "ok"]]))
    assert [row.cells[0] for row in table.rows] == [f"'{dangerous}", "'+47", "'@SUM(A1)"]
    assert guarded("Maya") == "Maya"


# Headings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ["Name", "E-mail", "Title", "Unit", "Manager e-mail", "Role"],
            ["name", "email", "title", "unit", "manager", "role"],
        ),
        (
            ["Navn", "E-post", "Stilling", "Avdeling", "Nærmeste leder", "Rolle"],
            ["name", "email", "title", "unit", "manager", "role"],
        ),
        (["Fornavn", "Etternavn", "epostadresse"], ["first_name", "last_name", "email"]),
        (["Ansattnr", "FULL NAME", "Work_Email", "Notes"], [None, "name", "email", None]),
        (["Manager (e-mail)", "Email", "Name"], ["manager", "email", "name"]),
    ],
)
def test_headings_in_either_language_find_their_column(headings: list[str], found: list[str | None]) -> None:
    places = {place: name for name, place in matched(headings, PEOPLE).items()}
    assert [places.get(place) for place in range(len(headings))] == found


def test_headings_of_units() -> None:
    assert matched(["Enhet", "Overordnet", "Type", "Leder"], UNITS) == {
        "name": 0,
        "parent": 1,
        "kind": 2,
        "lead": 3,
    }


def test_the_nearest_name_has_a_limit() -> None:
    assert nearest("Key Acounts", ["Sales", "Key Accounts"]) == "Key Accounts"
    assert nearest("Logistics", ["Sales", "Key Accounts"]) is None


# Findings ---------------------------------------------------------------------------------------------------

MAPPING = {"name": 0, "email": 1, "title": 2, "unit": 3, "manager": 4, "role": 5}


def known() -> ExistingOrganisation:
    """Henrik leads, Maya reports to him, Lars left; Sales holds Key Accounts and Nordics, Product its own
    Nordics."""
    people = [
        ExistingPerson(1, "Henrik Aasen", "henrik@x.example", True, "leader", "CEO", 1, None),
        ExistingPerson(2, "Maya Berge", "maya@x.example", True, "member", "", 2, 1),
        ExistingPerson(3, "Lars Vik", "lars@x.example", False, "member", "", 2, 2, left_on="31 July 2026"),
        ExistingPerson(4, "Anne Kolstad", "anne@x.example", True, "admin", "", 1, 1),
    ]
    labels = {
        1: "Fjellvann",
        2: "Sales",
        3: "Sales / Key Accounts",
        4: "Product",
        5: "Sales / Nordics",
        6: "Product / Nordics",
    }
    return ExistingOrganisation(
        {each.email: each for each in people},
        {path_key(path): key for key, path in labels.items()},
        labels,
        1,
    )


def checked(
    *rows: tuple[str, ...], skip: bool = False, create: tuple[str, ...] = (), **mended: dict[str, str]
) -> list[Person]:
    stored = [
        {"n": number, "c": list(row), "m": mended.get(f"row{number}", {})}
        for number, row in enumerate(rows, start=2)
    ]
    people = understood_people(stored, MAPPING)
    check_people(people, known(), create_units=create, skip_members=skip)
    return people


def said(person: Person) -> list[tuple[str, str]]:
    return [(finding.field, finding.sentence) for finding in person.findings]


def test_a_clean_row_has_no_finding() -> None:
    (person,) = checked(
        ("Ingrid Solheim", "Ingrid@X.example", "KAM", "Sales > Key Accounts", "maya@x.example", "Medlem")
    )
    assert said(person) == []
    assert (person.email, person.unit_key, person.manager_is, person.role) == (
        "ingrid@x.example",
        3,
        "maya@x.example",
        "member",
    )


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        (("", "siri.moen@x.example"), "name", "missing"),
        (("Siri", ""), "email", "missing"),
        (("Siri", "siri(at)x"), "email", "not an e-mail"),
        (("Siri", "siri@x.example", "", "Key Acounts"), "unit", "nearest is “Sales / Key Accounts”"),
        (("Siri", "siri@x.example", "", "Moon base"), "unit", "No unit is called “Moon base”."),
        (("Siri", "siri@x.example", "", "Nordics"), "unit", "2 units are called Nordics"),
        (("Siri", "siri@x.example", "", "", "mayo@x.example"), "manager", "nearest is maya@x.example"),
        (("Siri", "siri@x.example", "", "", "lars@x.example"), "manager", "Lars Vik left on 31 July 2026"),
        (("Siri", "siri@x.example", "", "", "siri@x.example"), "manager", "manages themselves"),
        (("Siri", "siri@x.example", "", "", "", "boss of bosses"), "role", "is no role"),
        (("Lars Vik", "lars@x.example"), "email", "Lars Vik left on 31 July 2026"),
        (("Anne Kolstad", "anne@x.example", "", "", "", "member"), "role", "nobody would be administrator"),
        (("S" * 121, "siri@x.example"), "name", "At most 120"),
    ],
)
def test_each_bad_row_is_told_why(row: tuple[str, ...], field: str, why: str) -> None:
    (person,) = checked(row)
    assert len(person.findings) == 1, person.findings
    assert person.findings[0].field == field
    assert why in person.findings[0].sentence


def test_the_second_of_two_rows_with_one_address_is_bad() -> None:
    first, second = checked(("Siri", "siri@x.example"), ("Siri Moen", "SIRI@x.example"))
    assert said(first) == []
    assert said(second) == [("email", "Row 2 has this address too.")]


def test_a_circle_of_managers_across_file_and_organisation_is_named_in_the_file() -> None:
    """Henrik, here, is to report to Siri, who is to report to Maya, who reports to Henrik."""
    henrik, siri = checked(
        ("Henrik Aasen", "henrik@x.example", "", "", "siri@x.example"),
        ("Siri", "siri@x.example", "", "", "maya@x.example"),
    )
    assert "circle" in said(henrik)[0][1] and "circle" in said(siri)[0][1]


def test_managers_by_name_and_among_the_new() -> None:
    siri, ola = checked(
        ("Siri Moen", "siri@x.example", "", "", "Maya Berge"), ("Ola", "ola@x.example", "", "", "siri moen")
    )
    assert (siri.manager_is, ola.manager_is) == ("maya@x.example", "siri@x.example")


def test_mending_a_row_replaces_its_cell_and_keeps_what_was() -> None:
    (person,) = checked(("Siri", "siri@x.example", "", "Key Acounts"), row2={"unit": "Sales / Key Accounts"})
    assert said(person) == [] and person.was == {"unit": "Key Acounts"}


def test_a_unit_to_be_created_is_clean() -> None:
    (person,) = checked(("Siri", "siri@x.example", "", "Sales / Inside"), create=("Sales / Inside",))
    assert said(person) == [] and person.unit_new == "Sales / Inside"


def test_members_can_be_skipped_whatever_their_row_says() -> None:
    (person,) = checked(
        ("Maya Berge", "maya@x.example", "", "Moon base", "nobody@x.example", "boss"), skip=True
    )
    assert said(person) == []


def test_twenty_thousand_rows_are_checked_in_seconds() -> None:
    import time

    rows = [
        (f"Person {n}", f"p{n}@x.example", "", "Sales", f"p{n // 10}@x.example" if n else "", "")
        for n in range(20_000)
    ]
    began = time.perf_counter()
    people = checked(*rows)
    assert not any(person.findings for person in people)
    assert time.perf_counter() - began < 10
