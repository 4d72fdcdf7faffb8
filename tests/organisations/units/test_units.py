"""The tree of units: what moves, what may not, and two who move at the same moment."""

import random
import threading
from collections.abc import Iterator

import pytest
from django.db import DatabaseError

from organisations.models import AuditEvent, Stage, Unit, UnitClosure, UnitKind
from organisations.refusals import Refused
from organisations.tenancy import within
from organisations.units import actions as units_actions
from organisations.units.actions import add_unit, change_unit, move_unit, remove_unit
from organisations.units.rollout import is_asked, stages
from tests import ground, worlds
from tests.organisations.cast import NOW, Fjellvann, found

WORLD = "fjellvann"


@pytest.fixture
def cast(db: None) -> Iterator[Fjellvann]:
    people: Fjellvann = worlds.world()
    with within(people.organisation):
        yield people


def expected_closure() -> set[tuple[int, int, int]]:
    """The closure as it follows from the parents alone."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    pairs = set()
    for unit in parents:
        above: int | None = unit
        depth = 0
        while above is not None:
            pairs.add((above, unit, depth))
            above, depth = parents[above], depth + 1
            assert depth < 100, "a loop"
    return pairs


def stored_closure() -> set[tuple[int, int, int]]:
    return set(UnitClosure.objects.values_list("ancestor_id", "descendant_id", "depth"))


def test_moving_sales_below_product_takes_key_accounts_along(cast: Fjellvann) -> None:
    move_unit(unit=cast.sales, parent=cast.product, by=cast.anne, now=NOW)
    assert stored_closure() == expected_closure()
    assert [unit.name for unit in Unit.objects.above(cast.key_accounts)] == [
        "Fjellvann AS",
        "Product",
        "Sales",
        "Key Accounts",
    ]
    event = AuditEvent.objects.get(act="unit_moved")
    assert (event.by, event.before, event.after) == (
        cast.anne,
        {"below": "Fjellvann AS"},
        {"below": "Product"},
    )


def test_a_unit_cannot_move_below_itself(cast: Fjellvann) -> None:
    for parent in (cast.sales, cast.key_accounts):
        with pytest.raises(Refused, match="loop"):
            move_unit(unit=cast.sales, parent=parent, by=cast.anne, now=NOW)
    assert stored_closure() == expected_closure()


def test_the_company_stays_at_the_top(cast: Fjellvann) -> None:
    with pytest.raises(Refused, match="stays at the top"):
        move_unit(unit=cast.company, parent=cast.sales, by=cast.anne, now=NOW)


def test_a_name_is_taken_among_siblings_only(cast: Fjellvann) -> None:
    add_unit(name="Nordics", kind=UnitKind.TEAM, parent=cast.sales, by=cast.anne)
    twin = add_unit(name="Nordics", kind=UnitKind.TEAM, parent=cast.product, by=cast.anne)
    with pytest.raises(Refused, match="already"):
        move_unit(unit=twin, parent=cast.sales, by=cast.anne, now=NOW)


def test_two_hundred_random_moves_leave_the_closure_exact(cast: Fjellvann) -> None:
    chance = random.Random(29)
    units = [cast.company, cast.sales, cast.product]
    for number in range(12):
        units.append(
            add_unit(name=f"Team {number}", kind=UnitKind.TEAM, parent=chance.choice(units), by=cast.anne)
        )
    refused = 0
    for _ in range(200):
        try:
            move_unit(unit=chance.choice(units), parent=chance.choice(units), by=cast.anne, now=NOW)
        except Refused:
            refused += 1
    assert stored_closure() == expected_closure()
    assert 0 < refused < 200


def test_only_an_empty_unit_is_removed(cast: Fjellvann) -> None:
    for unit, why in ((cast.company, "top"), (cast.sales, "below"), (cast.key_accounts, "people")):
        with pytest.raises(Refused, match=why):
            remove_unit(unit=unit, by=cast.anne)
    empty = add_unit(name="Pilots", kind=UnitKind.TEAM, parent=cast.product, by=cast.anne)
    remove_unit(unit=empty, by=cast.anne)
    assert not Unit.objects.filter(name="Pilots").exists()
    assert stored_closure() == expected_closure()


def test_a_stage_is_inherited_until_a_unit_has_its_own_and_leaders_are_always_live(cast: Fjellvann) -> None:
    change_unit(unit=cast.company, stage=Stage.NOT_STARTED, by=cast.anne, now=NOW)
    change_unit(unit=cast.sales, stage=Stage.PILOT, by=cast.anne, now=NOW)
    known = stages()
    assert known[cast.key_accounts.pk] == (Stage.PILOT, cast.sales.pk)
    assert known[cast.product.pk] == (Stage.NOT_STARTED, cast.company.pk)
    assert is_asked(cast.ingrid) and is_asked(cast.henrik)
    assert not is_asked(cast.olav)


def race_of_two_moves() -> tuple[list[object], bool]:
    """Sales below Product and Product below Sales at the same moment; what came of it, and whether the tree
    is a tree."""
    cast = found()

    def move(unit: Unit, parent: Unit) -> Unit:
        with within(cast.organisation):
            return move_unit(unit=unit, parent=parent, by=cast.anne, now=NOW)

    results = ground.together(lambda: move(cast.sales, cast.product), lambda: move(cast.product, cast.sales))
    with within(cast.organisation):
        parents = dict(Unit.objects.values_list("pk", "parent_id"))
        is_tree = not (
            parents[cast.sales.pk] == cast.product.pk and parents[cast.product.pk] == cast.sales.pk
        )
        return results, is_tree and stored_closure() == expected_closure()


def test_two_moves_at_once_never_close_a_loop(own_database: ground.OwnDatabase) -> None:
    results, right = race_of_two_moves()
    assert right
    assert sum(isinstance(result, Refused) for result in results) == 1, results


def test_without_the_lock_they_do(own_database: ground.OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same race with the lock off must go wrong, or the test above proves nothing."""
    both_have_read = threading.Barrier(2)
    refuse = units_actions._refuse_taken_name

    def meet(*args: object) -> None:
        refuse(*args)  # type: ignore[arg-type]
        both_have_read.wait(ground.SECONDS)

    monkeypatch.setattr(units_actions, "lock_structure", lambda: None)
    monkeypatch.setattr(units_actions, "_refuse_taken_name", meet)
    cast = found()

    def move(unit: Unit, parent: Unit) -> Unit:
        with within(cast.organisation):
            return move_unit(unit=unit, parent=parent, by=cast.anne, now=NOW)

    results = ground.together(lambda: move(cast.sales, cast.product), lambda: move(cast.product, cast.sales))
    with within(cast.organisation):
        parents = dict(Unit.objects.values_list("pk", "parent_id"))
        looped = parents[cast.sales.pk] == cast.product.pk and parents[cast.product.pk] == cast.sales.pk
        crashed = any(
            isinstance(result, DatabaseError) for result in results
        )  # unique key or deadlock: a crash, no refusal
        assert looped or crashed, results
