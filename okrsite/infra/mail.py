"""One way to send: a letter is a job, written with the act that causes it, delivered by a worker.

`send` is for an organisation's letters (reminders, digests, invitations): at most once. The worker claims and
commits, sends, marks; a letter whose process died in between, or whose server fell silent, is of unknown
outcome and is shown to operators instead of being sent twice. Django's own mail (allauth: confirmation,
password) comes through `QueueBackend`: at least once, without an organisation, readable by the platform role
only, emptied once sent.

Delivery is `EMAIL_URL`: an SMTP server, or in development files in DATA_DIR/mail, which /dev/mail shows.
"""

import os
import smtplib
from collections.abc import Sequence
from datetime import datetime
from email.message import Message as Letter
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from okrsite.infra import jobs

MESSAGE = "mail.message"


def send(
    *,
    organisation: int,
    to: str,
    subject: str,
    text: str,
    html: str | None = None,
    unique_key: str | None = None,
    unsubscribe: str | None = None,
    reply_to: str | None = None,
    run_after: datetime | None = None,
    using: str = "default",
) -> int | None:
    """Write one letter to one address, in the caller's transaction; the job's id, None if `unique_key` was
    sent before.

    `text` is always there, `html` beside it if given. `unsubscribe` is an absolute address that works by POST
    without signing in; the letter then carries List-Unsubscribe in its one-click form (RFC 8058).
    """
    headers = {}
    if unsubscribe:
        headers = {
            "List-Unsubscribe": f"<{unsubscribe}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    payload = {
        "to": to,
        "subject": _one_line(subject),
        "text": text,
        "html": html,
        "from": None,
        "reply_to": [reply_to] if reply_to else [],
        "headers": headers,
    }
    return jobs.enqueue(
        MESSAGE, payload, organisation=organisation, unique_key=unique_key, run_after=run_after, using=using
    )


class QueueBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: each message becomes a job per address, in the transaction that is open."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("Account mail has no attachments.")
            html = [str(part[0]) for part in getattr(message, "alternatives", []) if part[1] == "text/html"]
            for address in message.recipients():
                jobs.enqueue_account_mail(
                    {
                        "to": address,
                        "subject": _one_line(message.subject),
                        "text": str(message.body),
                        "html": html[0] if html else None,
                        "from": message.from_email,
                        "reply_to": list(message.reply_to),
                        "headers": {name: str(value) for name, value in message.extra_headers.items()},
                    }
                )
        return len(email_messages)


@jobs.handler(MESSAGE, at_most_once=True, forgets_payload=True)
def deliver_once(job: jobs.Claim) -> None:
    """Deliver an organisation's letter. Only a refusal, which the server says, is known not to have sent
    anything."""
    deliver(job)


@jobs.handler(jobs.ACCOUNT_MAIL, forgets_payload=True)
def deliver_at_least_once(job: jobs.Claim) -> None:
    """Deliver account mail. A second copy of a password link does no harm; a missing one locks somebody
    out."""
    deliver(job)


def deliver(job: jobs.Claim) -> None:
    """Hand the letter to the server. NothingHappened where that certainly did not send; other errors: nobody
    knows."""
    connection = get_connection(settings.MAIL_DELIVERY)
    try:
        connection.open()
    except Exception as error:
        raise jobs.NothingHappened(f"no connection: {error}") from error
    try:
        connection.send_messages([compose(job)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as refusal:
        raise jobs.NothingHappened(f"refused: {refusal}") from refusal
    finally:
        connection.close()


def compose(job: jobs.Claim) -> EmailMultiAlternatives:
    """The letter as it travels. Its Message-ID is made of the row, so that every attempt bears the same
    one."""
    letter = job.payload
    host = settings.MAIL_HOST
    message = EmailMultiAlternatives(
        subject=letter["subject"],
        body=letter["text"],
        from_email=letter["from"] or settings.DEFAULT_FROM_EMAIL,
        to=[letter["to"]],
        reply_to=letter["reply_to"] or None,
        headers={
            **letter["headers"],
            "Message-ID": f"<{job.id}.{job.asked_at:%Y%m%d%H%M%S%f}.northstar@{host}>",
            "Date": format_datetime(job.asked_at),
            "Auto-Submitted": "auto-generated",
        },
    )
    if letter["html"]:
        message.attach_alternative(letter["html"], "text/html")
    return message


class FileBackend(BaseEmailBackend):
    """Delivery in development: one file a letter in DATA_DIR/mail, named so that they sort by time and none
    is doubled."""

    def open(self) -> bool:
        self.folder = settings.DATA_DIR / "mail"
        self.folder.mkdir(parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            letter: Letter = message.message()
            number, moment = str(letter["Message-ID"]).strip("<>").split(".")[:2]
            path = self.folder / f"{moment}-{number}.eml"
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(letter.as_bytes())
            unfinished.replace(path)
        return len(email_messages)


def _one_line(subject: Any) -> str:
    """A subject without line ends: a template's stray newline must not refuse the letter, nor start a
    header."""
    return " ".join(str(subject).split())
