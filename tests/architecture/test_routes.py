"""Every address that a template or a module names exists: a misspelt route fails here and not on a page."""

import re
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(
    r"""\{%\ (?:page|address_of|url)\ ["']([\w:]+)["']|\b(?:address|reverse|redirect)\(\s*["']([\w]+:[\w]+)["']""",
    re.VERBOSE,
)


def routes(resolver: URLResolver, namespace: str = "") -> set[str]:
    names = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            names.add(f"{namespace}{pattern.name}")
        else:
            names |= routes(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
    return names


def test_every_route_that_is_named_exists() -> None:
    known = routes(get_resolver())
    files = [*(ROOT / "templates").rglob("*.*")]
    for app in ("okrsite", "organisations", "objectives", "checkins"):
        files += (ROOT / app).rglob("*.py")
    named = {
        (name, str(path.relative_to(ROOT)))
        for path in files
        for pair in NAMED.findall(path.read_text())
        for name in pair
        if name
    }
    assert len(named) > 100
    assert not [pair for pair in sorted(named) if pair[0] not in known]
