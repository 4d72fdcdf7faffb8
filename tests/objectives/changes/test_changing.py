"""Once active, a change needs a reason, is told, and stands in the history for good."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from objectives.changes.actions import (
    add_key_result_once_active,
    change_accountable,
    change_counts,
    change_key_result,
    change_measured_by,
    change_weight,
    change_words,
)
from objectives.changes.termination import terminate_key_result, terminate_objective
from objectives.models import Change, HistoryEntry, KeyResult, KeyResultState, Objective
from objectives.permissions import can_change_once_active
from organisations.models import Membership
from organisations.people.grants import hand_over_object
from organisations.refusals import Refused, Stale
from tests.cast import NOW, TODAY, Cast
from tests.objectives.drafts.test_drafting import refusal


@pytest.fixture
def renewals(cast: Cast) -> KeyResult:
    """Ingrid's key result from 0 to 100, standing at 40; Maya has approved it."""
    key_result = KeyResult.objects.filter(objective=cast.active(cast.ingrid)).first()
    assert key_result is not None
    KeyResultState.objects.filter(key_result=key_result).update(current=40, progress=400_000, updated_at=NOW)
    Change.objects.all().delete()
    return key_result


def newest(key_result: KeyResult) -> HistoryEntry:
    return HistoryEntry.objects.filter(objective=key_result.objective).latest("pk")


def test_another_target_is_told_and_measured_anew(cast: Cast, renewals: KeyResult) -> None:
    changed = change_key_result(
        key_result=renewals, target=Decimal(80), reason="Two contracts fell away.", by=cast.ingrid, now=NOW
    )
    assert (changed.target, changed.version) == (80, renewals.version + 1)
    assert KeyResultState.objects.get(key_result=renewals).progress == 500_000
    entry = newest(renewals)
    assert (entry.act, entry.before, entry.after) == ("target_changed", "100", "80")
    assert (entry.by, entry.told, entry.reason) == (cast.ingrid, cast.maya, "Two contracts fell away.")
    assert Change.objects.filter(key_result=renewals.pk).exists()


def test_a_change_by_the_approver_is_told_to_the_owner(cast: Cast, renewals: KeyResult) -> None:
    due = date(2026, 9, 15)
    change_key_result(key_result=renewals, due_on=due, reason="Board meets", by=cast.maya, now=NOW)
    entry = newest(renewals)
    assert (entry.told, entry.before, entry.after) == (cast.ingrid, "30 Sep 2026", "15 Sep 2026")


def test_start_and_target_at_once_are_two_sentences(cast: Cast, renewals: KeyResult) -> None:
    change_key_result(
        key_result=renewals,
        start=Decimal(20),
        target=Decimal(60),
        reason="Counted wrongly",
        by=cast.ingrid,
        now=NOW,
    )
    acts = HistoryEntry.objects.filter(key_result=renewals).values_list("act", flat=True)
    assert sorted(acts) == ["start_changed", "target_changed"]
    assert KeyResultState.objects.get(key_result=renewals).progress == 500_000


def test_what_a_change_refuses(cast: Cast, renewals: KeyResult) -> None:
    change = change_key_result
    by = {"key_result": renewals, "by": cast.ingrid, "now": NOW}
    assert refusal(change, target=Decimal(80), reason=" ", **by) == ("reason", "Say why, in a sentence.")
    assert refusal(change, target=Decimal(0), reason="Why not", **by)[0] == "target"
    assert refusal(change, due_on=date(2026, 12, 1), reason="Later", **by)[0] == "due_on"
    assert refusal(change, target=Decimal(100), reason="Same", **by)[1] == "Nothing is different."
    renewals.refresh_from_db()
    assert renewals.target == 100


def test_a_stale_form_shows_both(cast: Cast, renewals: KeyResult) -> None:
    version = renewals.version
    change_key_result(key_result=renewals, target=80, version=version, reason="A", by=cast.maya, now=NOW)
    with pytest.raises(Stale) as stale:
        change_key_result(
            key_result=renewals, target=90, version=version, reason="B", by=cast.ingrid, now=NOW
        )
    assert isinstance(stale.value.current, KeyResult)
    assert (stale.value.current.target, stale.value.typed["target"]) == (80, 90)


@pytest.mark.parametrize("name", ["jonas", "nora", "astrid", "viggo", "henrik"])
def test_others_change_nothing(cast: Cast, renewals: KeyResult, name: str) -> None:
    other: Membership = getattr(cast, name)
    assert not can_change_once_active(other, renewals.objective)
    with pytest.raises(PermissionDenied):
        change_key_result(key_result=renewals, target=80, reason="Mine", by=other, now=NOW)
    with pytest.raises(PermissionDenied):
        change_weight(key_result=renewals, weight=2, by=other, now=NOW)
    with pytest.raises(PermissionDenied):
        terminate_key_result(key_result=renewals, reason="Mine", by=other, now=NOW)


def test_whoever_was_handed_it_changes_it(cast: Cast, renewals: KeyResult) -> None:
    hand_over_object(permission="edit_objective", thing=renewals.objective, to=cast.nora, by=cast.ingrid)
    assert change_weight(key_result=renewals, weight=2, by=cast.nora, now=NOW).weight == 2


def test_where_changes_need_approval_the_approver_makes_them(cast: Cast, renewals: KeyResult) -> None:
    for one in (cast.ingrid, cast.maya):
        one.organisation.changes_need_approval = True
    _, sentence = refusal(
        change_key_result, key_result=renewals, target=80, reason="Less", by=cast.ingrid, now=NOW
    )
    assert sentence == "Fjellvann AS wants changes to active objectives approved: ask Maya Berg to make it."
    assert not can_change_once_active(cast.ingrid, renewals.objective)
    assert change_key_result(key_result=renewals, target=80, reason="Less", by=cast.maya, now=NOW)


def test_weight_accountable_and_measuring_stand_in_the_history(cast: Cast, renewals: KeyResult) -> None:
    change_weight(key_result=renewals, weight=3, by=cast.ingrid, now=NOW)
    assert (newest(renewals).act, newest(renewals).before, newest(renewals).after) == (
        "weight_changed",
        "1",
        "3",
    )
    change_accountable(key_result=renewals, to=cast.jonas, by=cast.ingrid, now=NOW)
    assert (newest(renewals).before, newest(renewals).after) == ("Ingrid Solberg", "Jonas Lie")
    change_accountable(key_result=renewals, to=None, by=cast.ingrid, now=NOW)
    assert newest(renewals).after == "nobody"
    assert refusal(change_accountable, key_result=renewals, to=cast.viggo, by=cast.ingrid, now=NOW)[0] == (
        "accountable"
    )
    kwargs = {"key_result": renewals, "by": cast.ingrid, "now": NOW}
    assert refusal(change_measured_by, measured_by="contributions", reason="", **kwargs)[0] == "reason"
    change_measured_by(measured_by="contributions", reason="Regions report", **kwargs)
    assert newest(renewals).after == "Sum of contributions"
    assert refusal(change_weight, weight=0, **kwargs)[0] == "weight"


def test_what_an_objective_counts_is_changed_with_a_reason(cast: Cast, renewals: KeyResult) -> None:
    objective = renewals.objective
    kwargs = {"objective": objective, "by": cast.ingrid, "now": NOW}
    assert refusal(change_counts, counts="both", reason="", **kwargs)[0] == "reason"
    assert change_counts(counts="both", reason="Teams carry it", **kwargs).counts == "both"
    assert refusal(change_counts, counts="luck", reason="x", **kwargs)[0] == "counts"
    with pytest.raises(PermissionDenied):
        change_counts(objective=objective, counts="aligned", reason="x", by=cast.nora, now=NOW)


def test_the_words_change_with_a_reason(cast: Cast, renewals: KeyResult) -> None:
    change_words(
        objective=renewals.objective,
        title="Keep them all",
        ambition="aspirational",
        reason="Braver",
        by=cast.ingrid,
        now=NOW,
    )
    acts = (
        HistoryEntry.objects.filter(objective=renewals.objective).order_by("pk").values_list("act", flat=True)
    )
    assert list(acts)[-2:] == ["title_changed", "ambition_changed"]


def test_a_sixth_key_result_is_refused_until_one_is_terminated(cast: Cast) -> None:
    objective = cast.active(cast.ingrid, key_results=5)
    said = {
        "title": "NPS",
        "start": Decimal(20),
        "target": Decimal(40),
        "reason": "It matters",
        "by": cast.ingrid,
    }
    _, sentence = refusal(add_key_result_once_active, objective=objective, now=NOW, **said)
    assert sentence.startswith("It has five key results, and five is the most")
    third = KeyResult.objects.get(objective=objective, slot=3)
    terminate_key_result(key_result=third, reason="No longer sold", by=cast.ingrid, now=NOW)
    added = add_key_result_once_active(objective=objective, now=NOW, **said)
    assert (added.slot, added.baseline_on) == (3, TODAY)
    assert newest(added).act == "key_result_added"


def test_a_key_result_is_terminated_with_a_reason_even_below_three(cast: Cast, renewals: KeyResult) -> None:
    kwargs = {"key_result": renewals, "by": cast.ingrid, "now": NOW}
    assert refusal(terminate_key_result, reason="", **kwargs)[0] == "reason"
    ended = terminate_key_result(reason="Product is gone", **kwargs)
    assert (ended.terminated_at, ended.slot, ended.reason) == (NOW, None, "Product is gone")
    assert KeyResult.objects.going().filter(objective=renewals.objective).count() == 2
    _, sentence = refusal(change_weight, weight=2, **kwargs)
    assert sentence == "This key result was terminated."


def test_an_objective_ends_with_a_reason_and_a_lesson_and_frees_its_slot(cast: Cast) -> None:
    objective, other = cast.active(cast.ingrid, "A"), cast.active(cast.ingrid, "B")
    kwargs = {"objective": objective, "by": cast.ingrid, "now": NOW}
    assert refusal(terminate_objective, reason="", lesson="Ask first", **kwargs)[0] == "reason"
    assert refusal(terminate_objective, reason="Sold", lesson="", **kwargs)[0] == "lesson"
    assert refusal(terminate_objective, reason="a", lesson="b", replaced_by=objective, **kwargs)[0] == (
        "replaced_by"
    )
    with pytest.raises(PermissionDenied):
        terminate_objective(objective=objective, reason="a", lesson="b", by=cast.nora, now=NOW)
    ended = terminate_objective(reason="Sold", lesson="Ask first", replaced_by=other, **kwargs)
    assert (ended.state, ended.slot, ended.ended_on, ended.replaced_by) == ("terminated", None, TODAY, other)
    entry = HistoryEntry.objects.filter(objective=objective).latest("pk")
    assert (entry.act, entry.after, entry.told) == ("terminated", "replaced by \u201cB\u201d", cast.maya)
    assert cast.active(cast.ingrid, "C").slot == 1


def test_a_draft_is_edited_not_changed_with_reasons(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    key_result = KeyResult.objects.filter(objective=draft).first()
    assert key_result is not None
    _, sentence = refusal(
        change_key_result, key_result=key_result, target=1, reason="x", by=cast.ingrid, now=NOW
    )
    assert sentence == "This objective is draft, not active."
    assert change_weight(key_result=key_result, weight=4, by=cast.ingrid, now=NOW).weight == 4
    assert not HistoryEntry.objects.filter(objective=draft).exists()


def test_a_benchmark_set_by_hand_begins_today(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=2)
    first = cast.key_result(draft, "Calls", start=None, benchmark_due=date(2026, 8, 31))
    cast.approved(draft)
    first.refresh_from_db()
    changed = change_key_result(
        key_result=first, start=Decimal(10), reason="Counted today", by=cast.ingrid, now=NOW
    )
    assert (changed.start, changed.baseline_on, changed.benchmark_due) == (10, TODAY, None)
    assert newest(first).before == "not measured yet"
    assert KeyResultState.objects.get(key_result=first).progress == 0


def test_nobody_rewrites_history(cast: Cast, renewals: KeyResult) -> None:
    change_weight(key_result=renewals, weight=3, by=cast.ingrid, now=NOW)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        HistoryEntry.objects.filter(objective=renewals.objective).update(reason="It was like this always.")


def test_a_refusal_leaves_the_objective_as_it_was(cast: Cast) -> None:
    objective = cast.active(cast.ingrid)
    with pytest.raises(Refused):
        terminate_objective(objective=objective, reason="x", lesson=" ", by=cast.ingrid, now=NOW)
    assert Objective.objects.get(pk=objective.pk).state == "active"
