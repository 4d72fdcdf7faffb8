"""The migration operation that installs a version of the rules."""

import re
from pathlib import Path
from typing import Any

from django.db.migrations.operations.base import Operation

FOLDER = Path(__file__).parent
CREATED = re.compile(r"^CREATE (VIEW|FUNCTION) (\w+)(\([^)]*\))?", re.MULTILINE | re.DOTALL)

REBUILD = "objectives.rebuild"
"""The kind of job that recomputes an organisation (objectives/tasks.py)."""


def versions() -> list[int]:
    """The versions there are, oldest first."""
    return sorted(int(path.name[1:]) for path in FOLDER.glob("v[0-9]*"))


def statements(version: int) -> list[str]:
    """The files of a version as they are run; raises LookupError for a version that does not exist."""
    paths = sorted((FOLDER / f"v{version}").glob("*.sql"))
    if not paths:
        raise LookupError(f"There is no version {version} of the roll-up's rules.")
    return [path.read_text() for path in paths]


def created(version: int) -> list[tuple[str, str]]:
    """What a version creates, in order: ("VIEW" or "FUNCTION", name)."""
    return [(kind, name) for text in statements(version) for kind, name, _ in CREATED.findall(text)]


class InstallRules(Operation):
    """Replace the installed rules by version `version`, and have every organisation's figures rebuilt.

    Reversed it installs the version before; version 1 reversed leaves version 1, which the first migrations
    made. Stored figures follow the rules: a rebuild job is queued for each organisation in both directions.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, version: int) -> None:
        self.version = version

    def deconstruct(self) -> Any:
        return self.__class__.__name__, [self.version], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Models are not concerned."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        install(schema_editor, old=max(1, self.version - 1), new=self.version)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        install(schema_editor, old=self.version, new=max(1, self.version - 1))

    def describe(self) -> str:
        return f"Install version {self.version} of the roll-up's rules"


def install(schema_editor: Any, *, old: int, new: int) -> None:
    """Drop what version `old` created, newest first, create version `new`, and queue a rebuild everywhere."""
    for kind, name in reversed(created(old)):
        schema_editor.execute(f"DROP {kind} {name}")
    for text in statements(new):
        schema_editor.execute(text, params=None)
    enqueue_rebuilds(schema_editor)


ENQUEUE = "INSERT INTO okrsite_job (organisation_id, kind, payload) SELECT id, %s, '{}' FROM organisations_organisation"


def enqueue_rebuilds(schema_editor: Any) -> None:
    """One job per organisation. The owner of the tables lifts row-level security from them for this statement."""
    tables = ("okrsite_job", "organisations_organisation")
    for table in tables:
        schema_editor.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    schema_editor.execute(ENQUEUE, [REBUILD])
    for table in tables:
        schema_editor.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
