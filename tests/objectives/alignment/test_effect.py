"""What accepting would make is what it then makes: said beforehand, and drained afterwards."""

from typing import Any

import pytest

from objectives.alignment import actions as alignment_actions
from objectives.alignment.actions import accept
from objectives.alignment.effect import effect
from objectives.models import Figure, KeyResult, KeyResultState, Objective
from objectives.rollup import drain, log
from tests.cast import NOW, Cast
from tests.factories import KeyResultFactory, ObjectiveFactory


def goal(cast: Cast, progress: int | None, **fields: Any) -> Objective:
    """An active objective with one key result at this many percent."""
    fields = {"cycle": cast.q3, "owner_unit": cast.sales} | fields
    objective: Objective = ObjectiveFactory(active=True, **fields)
    state = KeyResultFactory(objective=objective).state
    KeyResultState.objects.filter(pk=state.pk).update(
        current=progress, progress=None if progress is None else progress * 10_000
    )
    log.log_change(objectives=[objective.pk], key_results=[state.key_result_id])
    return objective


def figure(thing: Objective | KeyResult) -> int | None:
    found = {"objective": thing} if isinstance(thing, Objective) else {"key_result": thing}
    return Figure.objects.get(**found).progress


def said_and_done(
    cast: Cast, child: Objective, parent: Objective | KeyResult, weight: int, **answer: Any
) -> tuple[int | None, int | None]:
    """Before and after, as said; and after, as it came."""
    drain(cast.organisation.pk)
    link = alignment_actions.link(child=child, parent=parent, by=cast.lars, now=NOW)
    assert link.state == "proposed"
    said = effect(link, weight=weight, **answer)
    assert said.before == figure(parent)
    accept(link=link, weight=weight, by=cast.henrik, now=NOW, **answer)
    drain(cast.organisation.pk)
    assert said.after == figure(parent)
    return said.before, said.after


@pytest.mark.parametrize(
    ("counts", "after"),
    [("key_results", 300_000), ("aligned", 900_000), ("both", 750_000)],
)
def test_the_first_link_by_what_the_parent_then_counts(cast: Cast, counts: str, after: int) -> None:
    parent, child = goal(cast, 30), goal(cast, 90, owner_unit=cast.finance)
    assert said_and_done(cast, child, parent, 3, counts=counts) == (300_000, after)


def test_a_second_link_joins_the_others(cast: Cast) -> None:
    parent, first, second = goal(cast, 30), goal(cast, 60), goal(cast, 100, owner_unit=cast.finance)
    alignment_actions.link(child=first, parent=parent, counts="both", weight=2, by=cast.henrik, now=NOW)
    assert said_and_done(cast, second, parent, 1) == (500_000, 625_000)


def test_a_quarter_of_a_year(cast: Cast) -> None:
    year = goal(cast, None, cycle=cast.year, counts="aligned")
    first = goal(cast, 100)
    alignment_actions.link(child=first, parent=year, by=cast.henrik, now=NOW)
    other = goal(cast, 50, owner_unit=cast.finance)
    assert said_and_done(cast, other, year, 1) == (252_055, 189_041)  # 92 of 365 days, by 1 and by 0.75


def test_a_key_result_measured_by_aligned_objectives(cast: Cast) -> None:
    parent, child = goal(cast, 30), goal(cast, 80, owner_unit=cast.finance)
    key_result = KeyResult.objects.get(objective=parent)
    assert said_and_done(cast, child, key_result, 1, measured_by="aligned") == (300_000, 800_000)


def test_a_key_result_that_goes_on_with_updates_stays(cast: Cast) -> None:
    parent, child = goal(cast, 30), goal(cast, 80, owner_unit=cast.finance)
    key_result = KeyResult.objects.get(objective=parent)
    assert said_and_done(cast, child, key_result, 1, measured_by="updates") == (300_000, 300_000)


def test_a_draft_counts_later(cast: Cast) -> None:
    parent = goal(cast, 30, counts="both")
    drain(cast.organisation.pk)
    link = alignment_actions.link(child=cast.draft(cast.finance), parent=parent, by=cast.lars, now=NOW)
    said = effect(link, weight=2)
    assert (said.before, said.after, said.later, said.moves) == (300_000, 300_000, True, False)
