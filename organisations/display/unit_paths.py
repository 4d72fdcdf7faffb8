"""Units by their path from the company down, as in Sales / Key Accounts."""

from organisations.display.matching import plain
from organisations.models import Unit

SEPARATORS = ("/", ">", "›", "»", "|")
"""What may stand between the units of a path."""


def units_by_path() -> tuple[dict[str, int], dict[int, str], int]:
    """Plain path to key, key to readable path, and the root's key. One query."""
    rows: dict[int, tuple[str, int | None]] = {
        key: (name, parent) for key, name, parent in Unit.objects.values_list("pk", "name", "parent_id")
    }
    root = next(key for key, (_, parent) in rows.items() if parent is None)
    labels: dict[int, str] = {}

    def label(key: int) -> str:
        if key not in labels:
            name, parent = rows[key]
            labels[key] = name if parent in (None, root) else f"{label(parent)} / {name}"
        return labels[key]

    return {path_key(label(key)): key for key in rows}, labels, root


def parts_of(path: str) -> list[str]:
    """A path's names from the top: "Sales / Key Accounts", "Sales > Key Accounts"."""
    for separator in SEPARATORS[1:]:
        path = path.replace(separator, "/")
    return [part.strip() for part in path.split("/") if part.strip()]


def path_key(path: str) -> str:
    return "/".join(plain(part) for part in parts_of(path))
