"""Import in the settings: upload, columns, mending in place, leaving rows out; with and without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from organisations.models import Membership, PeopleImport
from organisations.tenancy import within
from tests import worlds
from tests.organisations.cast import Fjellvann, found

WORLD = "fjellvann"

HTMX = {"HX-Request": "true"}
HERE = "/fjellvann/settings/import/"
FILE = """Navn;E-post;Enhet;Leder
Siri Moen;siri.moen@fjellvann.example;Key Acounts;maya.berge@fjellvann.example
Ola Vik;ola.vik(at)fjellvann;Sales;
<script>alert(1)</script>;kari@fjellvann.example;Moon base;
"""


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


@pytest.fixture
def anne(cast: Fjellvann) -> Client:
    client = Client()
    client.force_login(cast.anne.account)
    return client


def send(anne: Client, text: str | bytes, what: str = "people") -> str:
    content = text.encode() if isinstance(text, str) else text
    answer = anne.post(HERE, {"what": what, "file": SimpleUploadedFile("folk.csv", content, "text/csv")})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_the_dry_run_names_each_bad_row(cast: Fjellvann, anne: Client) -> None:
    page = anne.get(send(anne, FILE)).content.decode()
    assert "3 rows need you" in page
    for words in (
        "The nearest is “Sales / Key Accounts”",
        "is not an e-mail address",
        "No unit is called “Moon base”",
        "Create Moon base",
    ):
        assert words in page
    assert "<script>alert(1)</script>" not in page and "&lt;script&gt;" in page
    assert "disabled" in page


def test_mending_row_by_row_until_all_is_clean(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, FILE)
    answer = anne.post(f"{address}rows/2/", {"unit": "Sales / Key Accounts"}, headers=HTMX)
    page = answer.content.decode()
    assert (
        answer.status_code == 200
        and "is-mended" in page
        and "2 rows need you, 1 is mended" in page
        and 'hx-swap-oob="true"' in page
    )
    answer = anne.post(f"{address}rows/3/", {"email": "still bad"}, headers=HTMX)
    assert answer.status_code == 422 and "still bad" in answer.content.decode()
    assert anne.post(f"{address}rows/3/", {"email": "ola.vik@fjellvann.example"}).status_code == 302
    assert anne.post(f"{address}rows/4/", {"create_unit": "Moon base"}, headers=HTMX).status_code == 204
    assert "Every row is clean" in anne.get(address).content.decode()
    assert anne.post(f"{address}rows/3/", {"undo": "1"}, headers=HTMX).status_code == 200
    assert anne.post(f"{address}begin/").status_code == 409
    assert anne.post(f"{address}leave-out/").status_code == 302
    assert anne.post(f"{address}begin/").status_code == 302
    page = anne.get(address).content.decode()
    assert "2 added" in page and "1 left out" in page and "No messages were sent" in page
    with within(cast.organisation):
        assert Membership.objects.filter(name="<script>alert(1)</script>", unit__name="Moon base").exists()


def test_a_second_press_imports_nothing_twice(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, "name,email\nSiri,siri@fjellvann.example\n")
    assert anne.post(f"{address}begin/").status_code == 302
    again = anne.post(f"{address}begin/")
    assert again.status_code == 409 and "imported already" in again.content.decode()


def test_columns_are_matched_by_hand(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, "Hvem,Hvor\nSiri,siri@fjellvann.example\n")
    page = anne.get(address).content.decode()
    assert "Which column is name and which is e-mail?" in page
    twice = anne.post(address, {"column_0": "name", "column_1": "name", "existing": "update"})
    assert twice.status_code == 422 and "becomes this already" in twice.content.decode()
    assert (
        anne.post(address, {"column_0": "name", "column_1": "email", "existing": "update"}).status_code == 302
    )
    assert "Every row is clean" in anne.get(address).content.decode()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "Excel workbook"),
        (b"name\n", "no rows"),
        (b"a\0b,c\nd,e", "not a text file"),
    ],
)
def test_a_file_that_cannot_be_read(cast: Fjellvann, anne: Client, content: bytes, why: str) -> None:
    answer = anne.post(HERE, {"what": "people", "file": SimpleUploadedFile("folk.csv", content, "text/csv")})
    assert answer.status_code == 422 and why in answer.content.decode()
    with within(cast.organisation):
        assert not PeopleImport.objects.exists()


def test_the_bad_rows_and_the_examples_are_files(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, "name,email\n=1+1,bad\n")
    rows = anne.get(f"{address}rows-to-mend.csv")
    assert rows.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "2,'=1+1,bad,“bad” is not an e-mail address." in rows.content.decode("utf-8-sig")
    for what in ("people", "units"):
        example = anne.get(f"{HERE}example/{what}.csv").content
        assert send(anne, example, what)


def test_nobody_else_sees_a_file(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, FILE)
    other = found("nabo")
    client = Client()
    client.force_login(other.anne.account)
    assert client.get(address).status_code == 404
    assert client.get(address.replace("fjellvann", "nabo")).status_code == 404
    client.force_login(cast.henrik.account)
    for act in ("", "begin/", "leave-out/", "discard/", "rows/2/"):
        assert client.post(f"{address}{act}").status_code == 403
    assert anne.post(f"{address}discard/").status_code == 302
    assert anne.get(address).status_code == 404


def test_a_row_that_is_not_there(cast: Fjellvann, anne: Client) -> None:
    address = send(anne, FILE)
    assert anne.post(f"{address}rows/99/", {"name": "x"}).status_code == 409
    assert anne.post(f"{address}rows/2/", {"nonsense": "x"}).status_code == 403
