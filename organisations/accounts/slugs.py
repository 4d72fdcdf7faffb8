"""The first part of every address: which words an organisation may choose, and which one is proposed."""

import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError

LONGEST = 40
# Addresses of the site itself, now or probably later, and words that would mislead a reader of the address.
RESERVED = frozenset(
    "about account accounts admin api assets auth billing blog contact dev docs favicon.ico healthz help images index "
    "legal login logout mail media metrics new northstar organisations portal privacy public readyz robots.txt root "
    "security settings sign-in sign-up signup static status support system terms theme well-known webhooks www".split()
)
_SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "ð": "d", "þ": "th", "ł": "l", "đ": "d"})


def is_slug(text: str) -> bool:
    return 2 <= len(text) <= LONGEST and bool(_SHAPE.fullmatch(text)) and text not in RESERVED


def validate_slug(text: str) -> None:
    """Raises ValidationError with what to do about it."""
    if text in RESERVED:
        raise ValidationError("That word is an address of Northstar itself. Choose another.")
    if not is_slug(text):
        raise ValidationError("Two to forty small letters, digits and single hyphens, such as fjellvann.")


def slug_for(name: str) -> str:
    """What a name looks like in an address: "Ærlig & Sønner AS" is aerlig-sonner; a legal form at the end is
    left out."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    if len(words) > 1 and words[-1] in {
        "as",
        "asa",
        "ab",
        "aps",
        "gmbh",
        "ag",
        "ltd",
        "plc",
        "inc",
        "llc",
        "oy",
        "bv",
        "sa",
    }:
        words.pop()
    slug = "-".join(words)[:LONGEST].strip("-")
    return slug if is_slug(slug) else ""


def another(slug: str) -> str:
    """The same with four random digits behind it, for when somebody has it already."""
    return f"{slug[: LONGEST - 5].strip('-')}-{secrets.randbelow(9000) + 1000}"
