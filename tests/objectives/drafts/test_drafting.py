"""Ingrid writes, Maya reads along, and a form says what is amiss beside its field."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from objectives.drafts.actions import (
    delete_draft,
    edit_draft,
    edit_key_result,
    remove_key_result,
    reorder_key_results,
    write_draft,
)
from objectives.drafts.approval import submit, withdraw
from objectives.models import Change, HistoryEntry, KeyResult, KeyResultState, Milestone, Objective
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused, Stale
from tests.cast import NOW, Cast


def refusal(call: Any, *args: Any, **kwargs: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.field, refused.value.sentence


def test_a_draft_counts_in_its_owners_unit_and_is_noted(cast: Cast) -> None:
    draft = write_draft(owner=cast.ingrid, cycle=cast.q3, title="  Keep renewals ", by=cast.ingrid, now=NOW)
    assert (draft.state, draft.slot, draft.unit, draft.title) == (
        "draft",
        None,
        cast.key_accounts,
        "Keep renewals",
    )
    assert Change.objects.filter(objective=draft.pk).exists()
    assert not HistoryEntry.objects.filter(objective=draft).exists()  # it begins when the draft is handed in


def test_a_unit_writes_by_its_lead_and_the_company_by_its_leaders(cast: Cast) -> None:
    assert cast.draft(cast.finance, key_results=0).owner_unit == cast.finance
    corporate = write_draft(owner=cast.company, cycle=cast.year, title="Grow", by=cast.maya, now=NOW)
    assert corporate.is_corporate
    with pytest.raises(PermissionDenied):  # Jonas leads no more than Key Accounts
        write_draft(owner=cast.finance, cycle=cast.q3, title="Close early", by=cast.jonas, now=NOW)
    with pytest.raises(PermissionDenied):
        write_draft(owner=cast.company, cycle=cast.q3, title="Grow", by=cast.lars, now=NOW)


def test_an_approver_writes_for_a_report_and_a_colleague_does_not(cast: Cast) -> None:
    assert write_draft(owner=cast.ingrid, cycle=cast.q3, title="Renewals", by=cast.maya, now=NOW)
    with pytest.raises(PermissionDenied):
        write_draft(owner=cast.ingrid, cycle=cast.q3, title="Renewals", by=cast.nora, now=NOW)


def test_a_viewer_owns_nothing_and_an_administrator_nothing_of_others(cast: Cast) -> None:
    field, sentence = refusal(
        write_draft, owner=cast.viggo, cycle=cast.q3, title="Look", by=cast.lars, now=NOW
    )
    assert (field, sentence) == ("owner", "Viggo Strand cannot own objectives.")
    with pytest.raises(PermissionDenied):
        write_draft(owner=cast.ingrid, cycle=cast.q3, title="Renewals", by=cast.astrid, now=NOW)


def test_whoever_was_handed_the_objective_edits_it(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    with pytest.raises(PermissionDenied):
        edit_draft(objective=draft, title="Ours", by=cast.nora, now=NOW)
    hand_over_object(permission="edit_objective", thing=draft, to=cast.nora, by=cast.ingrid)
    assert edit_draft(objective=draft, title="Ours", by=cast.nora, now=NOW).title == "Ours"


def test_of_two_who_edit_at_once_the_second_sees_both_texts(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, "Renewals")
    edit_draft(objective=draft, title="Maya's words", version=1, by=cast.maya, now=NOW)
    with pytest.raises(Stale) as stale:
        edit_draft(objective=draft, title="Ingrid's words", version=1, by=cast.ingrid, now=NOW)
    assert isinstance(stale.value.current, Objective)
    assert stale.value.current.title == "Maya's words"
    assert stale.value.typed["title"] == "Ingrid's words"


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"title": " "}, "title", "Give it a title."),
        ({"target": None}, "target", "Say where it is to end: a number."),
        ({"target": Decimal(0)}, "target", "Start and target are the same: nothing would move."),
        (
            {"target": Decimal(10) ** 18},
            "target",
            "This number is too large: use a larger unit, such as millions.",
        ),
        ({"start": Decimal("0.1234567")}, "start", "At most six decimals."),
        (
            {"due_on": date(2026, 10, 1)},
            "due_on",
            "1 Oct 2026 is outside Q3 2026, which runs from 1 Jul 2026 to 30 Sep 2026.",
        ),
        (
            {"start": None},
            "benchmark_due",
            "Nobody has measured it yet: say by when it will be measured first.",
        ),
        (
            {"start": None, "benchmark_due": date(2026, 6, 30)},
            "benchmark_due",
            "30 Jun 2026 is outside Q3 2026, which runs from 1 Jul 2026 to 30 Sep 2026.",
        ),
        ({"weight": 6}, "weight", "A weight is a whole number from 1 to 5."),
        (
            {"measure": "currency", "currency": "kroner"},
            "currency",
            "A currency is three letters, such as NOK or EUR.",
        ),
        ({"measure": "milestones"}, "milestones", "Name the steps, one a line."),
        ({"measure": "gut feeling"}, "measure", "Choose one of the list."),
        (
            {"measure": "percentage", "measured_by": "contributions"},
            "measured_by",
            "Percentages and milestones do not add up: measure it by updates.",
        ),
    ],
)
def test_what_is_amiss_is_said_beside_its_field(
    cast: Cast, said: dict[str, Any], field: str, sentence: str
) -> None:
    draft = cast.draft(cast.ingrid, key_results=0)
    assert refusal(cast.key_result, draft, **{"title": "Renewal rate", **said}) == (field, sentence)
    assert not KeyResult.objects.filter(objective=draft).exists()


def test_a_viewer_is_accountable_for_nothing(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=0)
    assert refusal(cast.key_result, draft, accountable=cast.viggo) == (
        "accountable",
        "Viggo Strand cannot own key results.",
    )


def test_a_key_result_is_its_owners_unless_said_otherwise(cast: Cast) -> None:
    assert cast.key_result(cast.draft(cast.ingrid, key_results=0)).accountable == cast.ingrid
    assert cast.key_result(cast.draft(cast.sales, key_results=0)).accountable == cast.maya
    assert (
        cast.key_result(cast.draft(cast.sales, key_results=0), accountable=cast.jonas).accountable
        == cast.jonas
    )


def test_a_climb_stands_at_its_start_a_level_and_a_benchmark_are_unmeasured(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=0)
    climb = cast.key_result(draft, "Customers", start=Decimal(40), target=Decimal(60))
    level = cast.key_result(draft, "Rate", start=Decimal(90), target=Decimal(95), trajectory="hold")
    first = cast.key_result(draft, "Calls", start=None, target=Decimal(9), benchmark_due=date(2026, 8, 31))
    states = [KeyResultState.objects.get(key_result=one) for one in (climb, level, first)]
    assert [(state.current, state.progress) for state in states] == [(40, 0), (None, None), (None, None)]


def test_milestones_go_from_none_to_all_of_their_steps(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=0)
    steps = cast.key_result(draft, "Portal", measure="milestones", milestones=["Plan", "Build", " ", "Open"])
    assert (steps.start, steps.target) == (0, 3)
    edit_key_result(key_result=steps, milestones=["Plan", "Open"], by=cast.ingrid, now=NOW)
    assert list(Milestone.objects.filter(key_result=steps).values_list("title", flat=True)) == [
        "Plan",
        "Open",
    ]
    steps.refresh_from_db()
    assert steps.target == 2


def test_editing_changes_what_is_given_and_measures_anew(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=0)
    rate = cast.key_result(draft, "Rate", start=Decimal(10), target=Decimal(20))
    edited = edit_key_result(key_result=rate, start=Decimal(12), version=1, by=cast.ingrid, now=NOW)
    assert (edited.start, edited.target, edited.version) == (12, 20, 2)
    assert KeyResultState.objects.get(key_result=rate).current == 12
    with pytest.raises(Stale):
        edit_key_result(key_result=rate, start=Decimal(13), version=1, by=cast.maya, now=NOW)
    with pytest.raises(PermissionDenied):
        edit_key_result(key_result=rate, start=Decimal(13), by=cast.lars, now=NOW)


def test_key_results_are_reordered_and_removed(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, "A")
    first, second, third = KeyResult.objects.filter(objective=draft)
    reorder_key_results(objective=draft, order=[third, first], by=cast.ingrid, now=NOW)
    assert list(KeyResult.objects.filter(objective=draft)) == [third, first, second]
    remove_key_result(key_result=first, by=cast.ingrid, now=NOW)
    assert list(KeyResult.objects.filter(objective=draft)) == [third, second]
    with pytest.raises(PermissionDenied):
        remove_key_result(key_result=second, by=cast.nora, now=NOW)


def test_a_draft_is_deleted_whole(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    hand_over_object(permission="edit_objective", thing=draft, to=cast.nora, by=cast.ingrid)
    with pytest.raises(PermissionDenied):
        delete_draft(objective=draft, by=cast.lars, now=NOW)
    delete_draft(objective=draft, by=cast.ingrid, now=NOW)
    assert not Objective.objects.filter(pk=draft.pk).exists()
    assert not KeyResultState.objects.exists()


def test_a_draft_that_was_submitted_keeps_its_history(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.ingrid), by=cast.ingrid, now=NOW)
    back = withdraw(objective=submitted, by=cast.ingrid, now=NOW)
    delete_draft(objective=back, by=cast.ingrid, now=NOW)
    back.refresh_from_db()
    assert (back.state, back.slot, back.activated_on) == ("terminated", None, None)
    acts = HistoryEntry.objects.filter(objective=back).order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["submitted", "withdrawn", "draft_deleted"]


def test_a_draft_moves_to_another_cycle_with_its_due_dates(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    edit_draft(objective=draft, cycle=cast.q4, by=cast.ingrid, now=NOW)
    dues = set(KeyResult.objects.filter(objective=draft).values_list("due_on", flat=True))
    assert dues == {cast.q4.ends_on}


def test_what_is_active_is_not_edited_as_a_draft(cast: Cast) -> None:
    active = cast.active(cast.ingrid)
    _, sentence = refusal(edit_draft, objective=active, title="Other", by=cast.ingrid, now=NOW)
    assert sentence == "This objective is a draft no longer: what is active is changed with a reason."
    assert refusal(cast.key_result, active)[1] == sentence
