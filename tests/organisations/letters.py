"""What was written to whom, for tests that follow the links."""

import json
import re
from dataclasses import dataclass

from django.core import mail
from django.db import connection


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str

    @property
    def links(self) -> list[str]:
        return re.findall(r"https?://\S+", self.text)

    @property
    def path(self) -> str:
        """The first link, without the site it leads to."""
        return re.sub(r"^https?://[^/]+", "", self.links[0])


def account_letters() -> list[Letter]:
    """Oldest first. The app role writes them and cannot read them back, so pytest-django's outbox stands in
    for the queue."""
    return [Letter(message.to[0], str(message.subject), str(message.body)) for message in mail.outbox]


def letters() -> list[Letter]:
    """Those of the organisation whose scope is open, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM okrsite_job WHERE kind = 'mail.message' ORDER BY id")
        rows = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in cursor.fetchall()]
    return [Letter(row["to"], row["subject"], row["text"]) for row in rows]
