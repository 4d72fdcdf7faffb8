"""Letters: an organisation's at most once, an account's at least once, never in a request, never half."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import DatabaseError
from django.test import Client

from okrsite.infra import jobs, mail
from okrsite.local.machine import free_port
from organisations.tenancy import within
from tests import ground
from tests.okrsite.infra.post_office import PostOffice, post_office
from tests.okrsite.infra.queue_ground import FJELLVANN, row


@pytest.fixture
def own(own_database: ground.OwnDatabase, settings: Any) -> ground.OwnDatabase:
    settings.EMAIL_BACKEND = "okrsite.infra.mail.QueueBackend"  # the test runner puts its own in this place
    return own_database


@pytest.fixture
def office(settings: Any) -> Iterator[PostOffice]:
    with post_office() as office:
        settings.MAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = office.server_address[:2]
        settings.EMAIL_TIMEOUT = 5
        yield office


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR, settings.DEVELOPMENT = tmp_path, True
    settings.MAIL_DELIVERY = "okrsite.infra.mail.FileBackend"
    return tmp_path / "mail"


def remind_ingrid(**more: Any) -> int | None:
    with within(FJELLVANN):
        return mail.send(
            organisation=FJELLVANN,
            to="ingrid@fjellvann.example",
            subject="Before Thursday: 5 open\n",
            text="http://localhost:8000/w",
            **more,
        )


def account_letter(own: ground.OwnDatabase) -> int:
    with own.connect("northstar_platform") as platform:
        [found] = platform.execute("SELECT id FROM okrsite_job WHERE kind = 'mail.account'").fetchall()
    return int(found[0])


# Sending ----------------------------------------------------------------------------------------------------


def test_a_letter_travels_with_all_it_says(own: ground.OwnDatabase, office: PostOffice) -> None:
    number = remind_ingrid(
        html="<p>Hei</p>", unsubscribe="https://northstar.example/u/x", reply_to="maya@fjellvann.example"
    )
    assert office.letters == [], "nothing is sent where it is asked for"
    assert number is not None
    assert jobs.perform(number, FJELLVANN) == "done"
    [letter] = office.letters
    assert (letter["To"], letter["Subject"]) == ("ingrid@fjellvann.example", "Before Thursday: 5 open")
    assert letter["Reply-To"] == "maya@fjellvann.example"
    assert letter["List-Unsubscribe"] == "<https://northstar.example/u/x>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in letter.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_one_reminder_however_often_it_is_asked_for(own: ground.OwnDatabase) -> None:
    assert remind_ingrid(unique_key="reminder:7") is not None
    assert remind_ingrid(unique_key="reminder:7") is None


def test_what_was_sent_is_no_longer_kept(own: ground.OwnDatabase, office: PostOffice) -> None:
    number = remind_ingrid()
    assert number is not None
    jobs.perform(number, FJELLVANN)
    assert row(own, number)["payload"] == {}


def test_a_server_that_is_away_or_refuses_is_asked_again(
    own: ground.OwnDatabase, office: PostOffice, settings: Any
) -> None:
    number = remind_ingrid()
    assert number is not None
    office.mood = "refuses"
    assert jobs.perform(number, FJELLVANN) == "failed"
    assert "nobody of that name" in row(own, number)["last_error"]
    settings.EMAIL_PORT = free_port()
    with own.connect("northstar_platform") as platform:
        platform.execute("UPDATE okrsite_job SET run_after = now()")
    assert jobs.perform(number, FJELLVANN) == "failed"
    assert "no connection" in row(own, number)["last_error"]


def test_a_server_that_hangs_up_after_taking_a_reminder_is_not_asked_again(
    own: ground.OwnDatabase, office: PostOffice
) -> None:
    number = remind_ingrid()
    assert number is not None
    office.mood = "hangs up"
    assert jobs.perform(number, FJELLVANN) == "unknown"
    assert len(office.letters) == 1
    assert row(own, number)["payload"]["to"] == "ingrid@fjellvann.example", "the operator sees what it was"


# Account mail -----------------------------------------------------------------------------------------------


def test_a_password_letter_is_sent_again_rather_than_lost_and_bears_one_id(
    own: ground.OwnDatabase, office: PostOffice
) -> None:
    send_mail(
        "Reset your\n password", "https://northstar.example/reset/abc", None, ["henrik@fjellvann.example"]
    )
    number = account_letter(own)
    office.mood = "hangs up"
    assert jobs.perform(number, None) == "failed"
    office.mood = "takes"
    with own.connect("northstar_platform") as platform:
        platform.execute("UPDATE okrsite_job SET run_after = now()")
    assert jobs.perform(number, None) == "done"
    assert len(office.letters) == 2
    assert len(set(office.message_ids)) == 1
    assert row(own, number)["payload"] == {}, "a link that opens an account is not kept"


def test_account_mail_keeps_its_html_part_and_headers(own: ground.OwnDatabase, office: PostOffice) -> None:
    message = EmailMultiAlternatives(
        "Hello", "text", "Northstar <n@fjellvann.example>", ["a@x.example"], headers={"X-Kind": "welcome"}
    )
    message.attach_alternative("<b>html</b>", "text/html")
    message.send()
    jobs.perform(account_letter(own), None)
    [letter] = office.letters
    assert (letter["From"], letter["X-Kind"]) == ("Northstar <n@fjellvann.example>", "welcome")
    assert letter.get_body(("html",)).get_content().strip() == "<b>html</b>"  # type: ignore[union-attr]


def test_each_addressee_gets_a_letter_of_their_own(own: ground.OwnDatabase) -> None:
    send_mail("Hello", "text", None, ["a@x.example", "b@x.example"])
    with own.connect("northstar_platform") as platform:
        assert platform.execute("SELECT payload->>'to' FROM okrsite_job ORDER BY 1").fetchall() == [
            ("a@x.example",),
            ("b@x.example",),
        ]


def test_an_attachment_is_refused_aloud(own: ground.OwnDatabase) -> None:
    message = EmailMultiAlternatives("Hello", "text", None, ["a@x.example"])
    message.attach("file.txt", "content", "text/plain")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def test_a_reminder_needs_its_organisation(own: ground.OwnDatabase) -> None:
    with pytest.raises(DatabaseError, match="row-level security"):
        mail.send(organisation=FJELLVANN, to="a@x.example", subject="s", text="t")


# Development ------------------------------------------------------------------------------------------------


def test_development_keeps_letters_in_a_folder_and_shows_them(
    own: ground.OwnDatabase, folder: Path, client: Client
) -> None:
    assert "No letters yet" in client.get("/dev/mail").content.decode()
    number = remind_ingrid(html="<script>alert(1)</script>")
    assert number is not None
    jobs.perform(number, FJELLVANN)
    [file] = folder.iterdir()
    page = client.get("/dev/mail").content.decode()
    assert f'<a class="link" href="/dev/mail/{file.stem}">Before Thursday: 5 open</a>' in page
    page = client.get(f"/dev/mail/{file.stem}").content.decode()
    assert '<a href="http://localhost:8000/w" rel="nofollow">' in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert client.get("/dev/mail/nothing").status_code == 404


def test_elsewhere_there_is_no_such_page(folder: Path, client: Client, settings: Any) -> None:
    settings.DEVELOPMENT = False
    assert client.get("/dev/mail").status_code == 404
    assert client.get("/dev/mail/20261121-1").status_code == 404
