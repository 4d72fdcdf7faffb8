"""The import arrow: organisations <- objectives <- checkins <- okrsite's wiring; jobs, mail and htmx lie
below the apps."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("organisations", "objectives", "checkins")
MAY = {
    "organisations": {"organisations"},
    "objectives": {"organisations", "objectives"},
    "checkins": {"organisations", "objectives", "checkins"},
}
BELOW = {"infra"}
"""The room of okrsite that the apps may import."""
REFUSED_NAMES = {"services", "utils", "helpers", "core", "common"}


def modules(folder: str) -> Iterator[Path]:
    return (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def imported(path: Path) -> Iterator[tuple[str, ...]]:
    """Dotted names a module imports, `from a import b` as a.b too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (tuple(name.name.split(".")) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((*node.module.split("."), name.name) for name in node.names)


@pytest.mark.parametrize("app", APPS)
def test_the_arrow_points_one_way(app: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {'.'.join(name)}"
        for path in modules(app)
        for name in imported(path)
        if (name[0] in APPS and name[0] not in MAY[app])
        or (name[0] == "okrsite" and (len(name) < 2 or name[1] not in BELOW))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(BELOW))
def test_what_lies_below_knows_no_app(name: str) -> None:
    wrong = [
        ".".join(names) for path in modules(f"okrsite/{name}") for names in imported(path) if names[0] in APPS
    ]
    assert not wrong, wrong


def test_no_room_is_called_something_that_cannot_refuse_anything() -> None:
    named = {path.stem for app in (*APPS, "okrsite") for path in modules(app)}
    named |= {path.parent.name for app in (*APPS, "okrsite") for path in modules(app)}
    assert not named & REFUSED_NAMES
