"""The letter box of development: /dev/mail shows what would have been sent. Elsewhere the address does not
exist."""

import email
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import default
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 200


def development_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, **arguments: str) -> HttpResponse:
        if not settings.DEVELOPMENT:
            raise Http404
        return view(request, **arguments)

    return guarded


@require_safe
@never_cache
@development_only
def mail_list(request: HttpRequest) -> HttpResponse:
    """The newest letters first, each with its time, addressee and subject."""
    paths = sorted(folder().glob("*.eml"), reverse=True)[:SHOWN]
    letters = [{"name": path.stem, **headers(read(path))} for path in paths]
    return render(request, "okrsite/local/mail_list.html", {"letters": letters, "folder": folder()})


@require_safe
@never_cache
@development_only
def mail_letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter: its headers, its text with links to follow, and its HTML part as source."""
    path = folder() / f"{name}.eml"
    if not path.is_file():
        raise Http404
    letter = read(path)
    context = {
        "letter": headers(letter),
        "headers": [(key, str(value)) for key, value in letter.items()],
        "text": part(letter, "plain"),
        "html": part(letter, "html"),
    }
    return render(request, "okrsite/local/mail_letter.html", context)


def folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"


def read(path: Path) -> EmailMessage:
    with path.open("rb") as file:
        return email.message_from_binary_file(file, policy=default)


def headers(letter: EmailMessage) -> dict[str, str]:
    return {"to": str(letter["To"]), "subject": str(letter["Subject"]), "date": str(letter["Date"])}


def part(letter: EmailMessage, subtype: str) -> str:
    body = letter.get_body((subtype,))
    return str(body.get_content()) if body else ""
