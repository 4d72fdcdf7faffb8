"""Two people at the same moment, on a database of their own. Each promise beside its control: the guard off,
it breaks."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from objectives.alignment import actions as alignment_actions
from objectives.alignment import contributions
from objectives.alignment.actions import accept
from objectives.alignment.contributions import contribute
from objectives.changes.actions import add_key_result_once_active
from objectives.drafts import approval
from objectives.models import Alignment, Contribution, KeyResult, Objective
from organisations.refusals import Refused
from organisations.tenancy import within
from tests import ground
from tests.cast import NOW, Cast, settle
from tests.factories import KeyResultFactory, ObjectiveFactory
from tests.objectives.alignment import graph_oracle as oracle

ROUNDS = 50
Pair = tuple[Callable[[], Any], Callable[[], Any]]


@pytest.fixture
def committed(own_database: ground.OwnDatabase) -> Iterator[Cast]:
    yield settle()


def goal(cast: Cast, place: int) -> tuple[Objective, KeyResult]:
    """An active objective with a key result, its place in the order of Finance, Sales and the company and
    their slots."""
    unit = (cast.finance, cast.sales, cast.company)[place % 3]
    objective = ObjectiveFactory(owner_unit=unit, cycle=cast.q3, active=True, title=f"Goal {place}")
    return objective, KeyResultFactory(objective=objective, title=f"Result {place}")


def inside(cast: Cast, act: Callable[..., Any], **arguments: Any) -> Callable[[], Any]:
    """The act by Henrik, in a transaction of its own."""

    def run() -> Any:
        with within(cast.organisation):
            return act(by=cast.henrik, now=NOW, **arguments)

    return run


def circle(cast: Cast) -> Pair:
    """A leads to B, while B leads to A."""
    (a, _), (b, _) = goal(cast, 0), goal(cast, 1)
    return inside(cast, alignment_actions.link, child=a, parent=b), inside(
        cast, alignment_actions.link, child=b, parent=a
    )


def indirect_circle(cast: Cast) -> Pair:
    (a, _), (b, _) = goal(cast, 0), goal(cast, 1)
    back = inside(cast, alignment_actions.link, child=b, parent=a, kind="indirect", how="It helps")
    return inside(cast, alignment_actions.link, child=a, parent=b), back


def second_way(cast: Cast) -> Pair:
    """A counts in C. Now A is to count in B, while B is to count in C."""
    (a, _), (b, _), (c, _) = goal(cast, 0), goal(cast, 1), goal(cast, 2)
    inside(cast, alignment_actions.link, child=a, parent=c)()
    return inside(cast, alignment_actions.link, child=a, parent=b), inside(
        cast, alignment_actions.link, child=b, parent=c
    )


def link_and_sum(cast: Cast) -> Pair:
    """A is to count in B, while A's result is to contribute to B's."""
    (a, result), (b, parent) = goal(cast, 0), goal(cast, 1)
    return inside(cast, alignment_actions.link, child=a, parent=b), inside(
        cast, contribute, child=result, parent=parent
    )


def two_acceptances(cast: Cast) -> Pair:
    """A counts in B. C's links to A and from B are both proposed, and accepted at the same moment."""
    (a, _), (b, _), (c, _) = goal(cast, 0), goal(cast, 1), goal(cast, 2)
    inside(cast, alignment_actions.link, child=a, parent=b)()
    with within(cast.organisation):
        ends = [Alignment.objects.create(child=c, parent=a), Alignment.objects.create(child=b, parent=c)]
    one, other = (inside(cast, accept, link=link) for link in ends)
    return one, other


PAIRS = [circle, indirect_circle, second_way, link_and_sum, two_acceptances]


def clear(cast: Cast) -> None:
    """Room for the next round's objectives."""
    with within(cast.organisation):
        for objective in Objective.objects.filter(state="active"):
            objective.state, objective.slot = "terminated", None
            objective.save(update_fields=["state", "slot"])


def made(cast: Cast, pair: Callable[[Cast], Pair]) -> Pair:
    with within(cast.organisation):
        return pair(cast)


@pytest.mark.parametrize("pair", PAIRS)
def test_with_the_lock_the_second_is_refused(
    committed: Cast,
    pair: Callable[[Cast], Pair],
    monkeypatch: pytest.MonkeyPatch,
    own_database: ground.OwnDatabase,
) -> None:
    """The first has checked and not yet written when the second arrives; it goes on only once the second
    waits for it."""
    first, second = made(committed, pair)
    arrived = threading.Event()
    watching = own_database.connect("postgres")

    def somebody_waits() -> bool:
        return bool(
            watching.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").fetchone()
        )

    after_check(
        monkeypatch,
        lambda: (arrived.set(), ground.eventually(somebody_waits, what="the second at the lock")),
        once=True,
    )

    def then_second() -> Any:
        assert arrived.wait(ground.SECONDS)
        return second()

    results = ground.together(first, then_second)
    watching.close()
    assert not isinstance(results[0], Exception)
    assert isinstance(results[1], Refused)
    with within(committed.organisation):
        assert oracle.is_sound()


@pytest.mark.parametrize("pair", PAIRS)
def test_control_without_the_lock_both_are_let_through(
    committed: Cast, pair: Callable[[Cast], Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (alignment_actions, contributions):
        monkeypatch.setattr(module, "hold_alignment_lock", lambda: None)
    calls = made(committed, pair)
    gate = threading.Barrier(2)
    after_check(monkeypatch, lambda: gate.wait(ground.SECONDS))
    results = ground.together(*calls)
    assert not any(isinstance(result, Exception) for result in results), results
    with within(committed.organisation):
        assert not oracle.is_sound()


def after_check(monkeypatch: pytest.MonkeyPatch, then: Callable[[], Any], *, once: bool = False) -> None:
    """Do something between an act's last check and its write: for everybody, or for the first who comes."""
    came, first = threading.Event(), threading.Lock()

    def pause() -> None:
        with first:
            mine, _ = not came.is_set(), came.set()
        if mine or not once:
            then()

    def pausing(save: Callable[..., None]) -> Callable[..., None]:
        def paused(self: Any, *args: Any, **kwargs: Any) -> None:
            pause()
            save(self, *args, **kwargs)

        return paused

    for model in (Alignment, Contribution):
        monkeypatch.setattr(model, "save", pausing(model.save))


@pytest.mark.proof
def test_fifty_rounds_at_once_leave_the_graph_sound(committed: Cast) -> None:
    unsound = deadlocks = 0
    for number in range(ROUNDS):
        results = ground.together(*made(committed, PAIRS[number % len(PAIRS)]))
        deadlocks += sum("deadlock" in str(result) for result in results)
        assert all(isinstance(result, Refused) or not isinstance(result, Exception) for result in results), (
            results
        )
        with within(committed.organisation):
            unsound += not oracle.is_sound()
        clear(committed)
    print(f"races of links: {ROUNDS} rounds, {unsound} unsound graphs, {deadlocks} deadlocks")
    assert (unsound, deadlocks) == (0, 0)


# The limits -------------------------------------------------------------------------------------------------


def two_submissions(cast: Cast) -> Pair:
    """Ingrid has two objectives in the cycle, and hands in a third and a fourth from two windows."""
    with within(cast.organisation):
        for title in ("A", "B"):
            approval.submit(objective=cast.draft(cast.ingrid, title), by=cast.ingrid, now=NOW)
        drafts = [cast.draft(cast.ingrid, title) for title in ("C", "D")]

    def submit(draft: Objective) -> Callable[[], Any]:
        def run() -> Any:
            with within(cast.organisation):
                return approval.submit(objective=draft, by=cast.ingrid, now=NOW)

        return run

    return submit(drafts[0]), submit(drafts[1])


def meet_after_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have read which slots are free before either takes one."""
    from objectives.editing import limits

    real, gate, met = limits.others_holding, threading.Barrier(2), threading.local()

    def reading(*args: Any) -> list[Objective]:
        others = real(*args)
        if not getattr(met, "before", False):
            met.before = True
            gate.wait(ground.SECONDS)
        return others

    monkeypatch.setattr(limits, "others_holding", reading)


def test_of_a_third_and_a_fourth_at_once_one_is_refused_in_a_sentence(
    committed: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = two_submissions(committed)
    meet_after_reading(monkeypatch)
    results = ground.together(*calls)
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 1, results
    assert refused[0].sentence.startswith("Ingrid Solberg has three objectives in Q3 2026 already")
    with within(committed.organisation):
        assert sorted(Objective.objects.exclude(slot=None).values_list("slot", flat=True)) == [1, 2, 3]


def test_control_without_the_unique_slot_there_are_four(
    committed: Cast, monkeypatch: pytest.MonkeyPatch, own_database: ground.OwnDatabase
) -> None:
    with own_database.connect("postgres") as superuser:
        superuser.execute("DROP INDEX objective_slot_of_person")
    calls = two_submissions(committed)
    meet_after_reading(monkeypatch)
    results = ground.together(*calls)
    assert not any(isinstance(result, Exception) for result in results), results
    with within(committed.organisation):
        assert Objective.objects.filter(owner=committed.ingrid, state="submitted").count() == 4


def test_of_two_sixth_key_results_none_and_of_two_fifth_one_is_added(committed: Cast) -> None:
    with within(committed.organisation):
        objective = committed.active(committed.ingrid, key_results=4)

    def add() -> Any:
        with within(committed.organisation):
            return add_key_result_once_active(
                objective=objective,
                title="One more",
                start=0,
                target=9,
                reason="Why not",
                by=committed.ingrid,
                now=NOW,
            )

    results = ground.together(add, add)
    assert sorted(type(result).__name__ for result in results) == ["KeyResult", "Refused"]
    with within(committed.organisation):
        assert KeyResult.objects.filter(objective=objective).count() == 5


def test_two_approvals_at_once_are_one(committed: Cast) -> None:
    with within(committed.organisation):
        submitted = approval.submit(objective=committed.draft(committed.ingrid), by=committed.ingrid, now=NOW)

    def approve() -> Any:
        with within(committed.organisation):
            return approval.approve(objective=submitted, by=committed.maya, now=NOW)

    results = ground.together(approve, approve)
    refused = [result for result in results if isinstance(result, Refused)]
    assert [one.sentence for one in refused] == ["This objective is active by now."]
