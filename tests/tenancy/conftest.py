"""The two organisations of the proof, in a database of their own, made once for each worker that asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import ground
from tests.conftest import Blocker
from tests.tenancy import world


@dataclass(frozen=True)
class Neighbours:
    """Fjellvann goes looking; Havblikk's words are the canaries, and `words` says where each stands."""

    database: ground.OwnDatabase
    ours: world.House
    theirs: world.House
    words: dict[str, str]


@pytest.fixture(scope="module")
def neighbours(django_db_blocker: Blocker) -> Iterator[Neighbours]:
    """Committed once; whoever writes here rolls back."""
    with django_db_blocker.unblock(), ground.own_database() as database:
        ours = world.furnish("Fjellvann AS", "fjellvann")
        world.keys_from(database, 700_000)
        theirs = world.furnish("Havblikk AS", "havblikk-as")
        words = world.plant_canaries(database, theirs)
        yield Neighbours(database, ours, theirs, words)
