"""Tags of the way in: which organisation a sign-in page is on its way to, a code from a link, options for
passkeys."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from organisations.accounts.slugs import is_slug

register = template.Library()

_CODE = re.compile(r"[A-Za-z0-9-]{6,16}")
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)


@register.filter
def organisation_of(path: Any) -> str:
    """The slug that a path inside the site begins with, or nothing: said back as typed, without asking who
    lives there."""
    first = str(path or "").partition("?")[0].strip("/").partition("/")[0]
    return first if str(path or "").startswith("/") and is_slug(first) else ""


@register.simple_tag
def site() -> str:
    """How this site is addressed: northstar.example."""
    return urlsplit(settings.PUBLIC_ORIGIN).netloc


@register.simple_tag
def sign_up_open() -> bool:
    return bool(settings.SIGN_UP == "open")


@register.filter
def as_code(text: Any) -> str:
    """A code that came with a link, if it looks like one."""
    return str(text) if _CODE.fullmatch(str(text or "")) else ""


@register.filter
def as_json(value: Any) -> str:
    """For a data- attribute, where the template escapes it."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox on Windows": enough to know one's own devices again."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in _SYSTEMS if sign in user_agent), "")
    system = system or ("macOS" if "Mac OS X" in user_agent else "Linux" if "Linux" in user_agent else "")
    return f"{browser} on {system}" if system else browser


@register.filter
def grouped(secret: str) -> str:
    """A long secret in fours, as people read it aloud."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
