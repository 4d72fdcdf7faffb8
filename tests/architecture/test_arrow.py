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


# The floors inside an app: rooms from the lowest to the highest. A room imports only what lies below it. Views lie
# above every room, because a page may show parts of several. ------------------------------------------------------

FLOORS = {
    "organisations": """
        refusals tenancy models tenancy.grants permissions display audit tenancy.decorators departures_registry
        units people accounts settings imports
        settings.views accounts.views audit.views imports.views units.views people.views
        tasks templatetags urls apps
    """.split(),
    "objectives": """
        progress models permissions display rollup explanation editing updates changes alignment drafts cycles
        departures setup pages pages.company pages.objective pages.person pages.unit
        changes.views alignment.views drafts.views cycles.views setup.views
        pages.company.views pages.objective.views pages.person.views pages.unit.views
        tasks management templatetags urls apps
    """.split(),
    "checkins": """
        models departures permissions series rows my_week reminders meetings page_additions
        my_week.views meetings.views rows.views reminders.views series.views
        tasks urls apps
    """.split(),
}
APART = {"organisations.tenancy.decorators", "organisations.tenancy.grants"}
"""Modules that lie higher than the rest of their room: the decorators of views, and grants, which are models."""


def floor_of(module: str) -> str:
    """The room a module belongs to; views are a room of their own."""
    _app, *parts = module.split(".")
    if module in APART or len(parts) == 1:
        return ".".join(parts)
    room = ".".join(parts[:2]) if parts[0] == "pages" and len(parts) > 2 else parts[0]
    return f"{room}.views" if parts[-1] == "views" or parts[-1].endswith("_views") else room


def for_types_only(tree: ast.AST) -> set[ast.AST]:
    """What stands under `if TYPE_CHECKING`: it is never run."""
    blocks = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {node for block in blocks for node in ast.walk(block)}


@pytest.mark.parametrize("app", APPS)
def test_a_room_imports_only_what_lies_below(app: str) -> None:
    known = {}
    for path in modules(app):
        parts = path.relative_to(ROOT).with_suffix("").parts
        known[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    del known[app]
    order = FLOORS[app]
    assert not {floor_of(module) for module in known} - set(order), "a room that stands on no floor"
    wrong = []
    for module, path in known.items():
        tree = ast.parse(path.read_text())
        skipped = for_types_only(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.ImportFrom) or not node.module or node in skipped:
                continue
            for name in node.names:
                target = f"{node.module}.{name.name}"
                target = target if target in known else node.module
                if target in known and order.index(floor_of(target)) > order.index(floor_of(module)):
                    wrong.append(f"{module} imports {target}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("app", [*APPS, "okrsite"])
def test_no_app_keeps_more_than_twelve_loose_modules(app: str) -> None:
    assert len(list((ROOT / app).glob("*.py"))) <= 12
