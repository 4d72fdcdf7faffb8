"""Worlds that many tests begin with, each made once and kept in a database of its own.

Making the cast by the product's actions takes a tenth of a second, Ingrid's week three times that, and a
thousand tests begin with one of them. So each worker makes a world once, commits it to a clone of the template
and keeps what the maker returned; a test stands on that clone, changes what it likes, and is rolled back.

A module whose tests begin with another world than the cast says so: `WORLD = "week"`.
"""

import pickle
from collections.abc import Callable
from typing import Any

import time_machine

from tests import ground

BEGIN_WITH_ONE = {"cast", "week", "house"}
"""Names of fixtures that hand a world to a test."""


def make_cast() -> Any:
    from tests.cast import settle

    return settle()


def make_week() -> Any:
    from organisations.tenancy import within
    from tests.checkins.week_of_ingrid import NOW, settle

    cast = make_cast()
    with time_machine.travel(NOW, tick=False), within(cast.organisation):
        return settle(cast)


def make_company() -> Any:
    from organisations.tenancy import within
    from tests.objectives.pages.company_story import NOW, settle

    cast = make_cast()
    with time_machine.travel(NOW, tick=False), within(cast.organisation):
        return settle(cast)


def make_fjellvann() -> Any:
    from tests.organisations.cast import found

    return found()


MAKERS: dict[str, Callable[[], Any]] = {
    "cast": make_cast,
    "week": make_week,
    "company": make_company,
    "fjellvann": make_fjellvann,
}

_made: dict[str, bytes] = {}
_standing = ""
_loaded: Any = None


def database_of(world: str) -> str:
    """The worker's database that holds a world; the shared, empty one for no world."""
    return f"{ground.WORKER}_{world or 'shared'}"


def stand_on(world: str) -> None:
    """Point Django's connections at the world's database; made first by whoever asks first.

    A module that has a database to itself at the moment keeps it.
    """
    global _standing, _loaded
    from django.db import connections

    _loaded = None
    if connections["default"].settings_dict["NAME"] != database_of(_standing) or world == _standing:
        return
    name = database_of(world)
    if world and world not in _made:
        ground.clone(name)
    ground._use(dict.fromkeys(connections, name))
    _standing = world
    if world and world not in _made:
        _made[world] = pickle.dumps(MAKERS[world]())


def world() -> Any:
    """What the world's maker returned, a copy for each test."""
    global _loaded
    if _loaded is None:
        _loaded = pickle.loads(_made[_standing])
    return _loaded
