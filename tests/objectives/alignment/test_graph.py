"""Whatever is linked, in whatever order: no loop, nothing twice, and nothing refused that would have been
fine."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from objectives.alignment.actions import link, make_indirect, remove
from objectives.alignment.contributions import contribute, stop_contributing
from objectives.changes.termination import terminate_key_result, terminate_objective
from objectives.models import Alignment, Contribution, KeyResult, Objective
from organisations.refusals import Refused
from tests.cast import NOW, Cast
from tests.factories import KeyResultFactory, ObjectiveFactory
from tests.objectives.alignment import graph_oracle as oracle

OBJECTIVES, KEY_RESULTS = 6, 2
objective = st.integers(0, OBJECTIVES - 1)
key_result = st.tuples(objective, st.integers(0, KEY_RESULTS - 1))
step = st.one_of(
    st.tuples(
        st.just("link"),
        objective,
        st.one_of(objective, key_result),
        st.sampled_from(["direct", "direct", "indirect"]),
    ),
    st.tuples(st.just("contribute"), key_result, key_result),
    st.tuples(st.just("remove"), st.integers(0, 9)),
    st.tuples(st.just("make_indirect"), st.integers(0, 9)),
    st.tuples(st.just("stop"), st.integers(0, 9)),
    st.tuples(st.just("terminate"), st.one_of(objective, key_result)),
)


@dataclass
class World:
    """Six active objectives of Sales and of Finance, all of which Henrik may edit, two key results each."""

    cast: Cast
    objectives: list[Objective]
    key_results: list[list[KeyResult]]

    def thing(self, place: Any) -> Objective | KeyResult:
        """As it stands now."""
        if isinstance(place, int):
            return Objective.objects.get(pk=self.objectives[place].pk)
        return KeyResult.objects.get(pk=self.key_results[place[0]][place[1]].pk)


def build(cast: Cast) -> World:
    units = [cast.sales] * 3 + [cast.finance] * 3
    objectives = [
        ObjectiveFactory(owner_unit=unit, cycle=cast.q3, active=True, slot=1 + number % 3)
        for number, unit in enumerate(units)
    ]
    key_results = [[KeyResultFactory(objective=one) for _ in range(KEY_RESULTS)] for one in objectives]
    return World(cast, objectives, key_results)


def ended(thing: Objective | KeyResult) -> bool:
    if isinstance(thing, KeyResult):
        return thing.terminated_at is not None or thing.objective.state == "terminated"
    return thing.state == "terminated"


def node(thing: Objective | KeyResult) -> tuple[str, int]:
    return ("k" if isinstance(thing, KeyResult) else "o", thing.pk)


def objective_of(thing: Objective | KeyResult) -> int:
    return thing.objective_id if isinstance(thing, KeyResult) else thing.pk


def fine(child: Objective | KeyResult, parent: Objective | KeyResult, kind: str) -> bool:
    """What the oracle says of one more link or contribution."""
    if ended(child) or ended(parent):
        return False
    if isinstance(child, KeyResult) and Contribution.objects.filter(child=child).exists():
        return False
    if isinstance(child, Objective):
        ends = {"parent_key_result": parent} if isinstance(parent, KeyResult) else {"parent": parent}
        if Alignment.objects.filter(child=child, **ends).exists():
            return False
    if oracle.has_loop([*oracle.leading(), (objective_of(child), objective_of(parent))]):
        return False
    return kind == "indirect" or not oracle.counts_twice([*oracle.counting(), (node(child), node(parent))])


def perform(world: World, what: tuple[Any, ...]) -> None:
    henrik = world.cast.henrik
    act, *places = what
    if act in ("link", "contribute"):
        child, parent = world.thing(places[0]), world.thing(places[1])
        kind = places[2] if act == "link" else "direct"
        expected = fine(child, parent, kind)
        done = True
        try:
            if isinstance(child, KeyResult):
                assert isinstance(parent, KeyResult)
                contribute(child=child, parent=parent, by=henrik, now=NOW)
            else:
                link(child=child, parent=parent, kind=kind, how="It helps.", by=henrik, now=NOW)
        except Refused:
            done = False
        assert done == expected, what
    elif act == "terminate":
        thing = world.thing(places[0])
        if not ended(thing) and isinstance(thing, KeyResult):
            terminate_key_result(key_result=thing, reason="x", by=henrik, now=NOW)
        elif not ended(thing) and isinstance(thing, Objective):
            terminate_objective(objective=thing, reason="x", lesson="y", by=henrik, now=NOW)
    elif act == "stop":
        row = Contribution.objects.order_by("pk").exclude(child__objective__state="terminated").first()
        if row is not None:
            stop_contributing(contribution=row, by=henrik, now=NOW)
    else:
        links = list(Alignment.objects.exclude(child__state="terminated").order_by("pk"))
        if links and act == "remove":
            remove(link=links[places[0] % len(links)], by=henrik, now=NOW)
        elif links and links[places[0] % len(links)].kind == "direct":
            make_indirect(link=links[places[0] % len(links)], how="x", by=henrik, now=NOW)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(step, min_size=4, max_size=16))
def test_the_graph_stays_sound_and_refuses_no_more_than_it_must(
    cast: Cast, steps: list[tuple[Any, ...]]
) -> None:
    outer = transaction.savepoint()
    try:
        world = build(cast)
        for what in steps:
            perform(world, what)
            assert oracle.is_sound()
    finally:
        transaction.savepoint_rollback(outer)
