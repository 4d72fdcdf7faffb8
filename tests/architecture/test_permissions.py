"""Every rule of the three permissions modules is asked by an act or a page: a rule that nobody asks protects
nothing, and can disagree with the one that does."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("organisations", "objectives", "checkins", "okrsite")
RULES = [
    (app, node.name)
    for app in ("organisations", "objectives", "checkins")
    for node in ast.parse((ROOT / app / "permissions.py").read_text()).body
    if isinstance(node, ast.FunctionDef)
]


def names_used(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


USED = {
    path: names_used(path)
    for package in PACKAGES
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
}


def asked_elsewhere(app: str, rule: str) -> bool:
    return any(rule in names for path, names in USED.items() if path != ROOT / app / "permissions.py")


@pytest.mark.parametrize(("app", "rule"), RULES)
def test_every_rule_is_asked(app: str, rule: str) -> None:
    """Outside its module; or, for a part of a larger rule, by one of the rules beside it."""
    assert asked_elsewhere(app, rule) or rule in USED[ROOT / app / "permissions.py"]
