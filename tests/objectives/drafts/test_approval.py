"""From draft to active: who may, what is needed, and the limits of the method."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

from objectives.changes.actions import change_key_result
from objectives.changes.termination import terminate_objective
from objectives.cycles.actions import begin_closing
from objectives.drafts.actions import edit_key_result, write_draft
from objectives.drafts.approval import (
    approve,
    edition,
    is_self_approved,
    send_back,
    submission_problems,
    submit,
    waiting_for,
    withdraw,
)
from objectives.editing.limits import overload
from objectives.models import HistoryEntry, KeyResult
from objectives.permissions import approvers, can_approve, can_delete, can_edit, can_submit
from organisations.models import Membership, Role, Unit
from organisations.refusals import Refused, Stale
from tests.cast import NOW, TODAY, Cast
from tests.factories import CycleFactory, ObjectiveFactory
from tests.objectives.drafts.test_drafting import refusal


def test_ingrid_submits_and_maya_approves(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    submitted = submit(objective=draft, by=cast.ingrid, now=NOW)
    assert (submitted.state, submitted.slot, submitted.submitted_at) == ("submitted", 1, NOW)
    active = approve(objective=submitted, by=cast.maya, now=NOW)
    assert (active.state, active.slot, active.activated_on, active.approved_by) == (
        "active",
        1,
        TODAY,
        cast.maya,
    )
    assert list(KeyResult.objects.filter(objective=active).values_list("slot", flat=True)) == [1, 2, 3]
    entries = HistoryEntry.objects.filter(objective=active).order_by("pk")
    assert [(entry.act, entry.by, entry.told) for entry in entries] == [
        ("submitted", cast.ingrid, cast.maya),
        ("approved", cast.maya, cast.ingrid),
    ]
    assert not is_self_approved(active)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        (lambda cast: cast.ingrid, "Maya Berg"),  # her manager
        (lambda cast: cast.nora, "Lars Vik"),  # no manager: the home unit's lead
        (lambda cast: cast.lars, "Henrik Aas"),
        (lambda cast: cast.henrik, "Maya Berg"),  # nobody above: another leader
        (lambda cast: cast.key_accounts, "Maya Berg"),  # the parent unit's lead
        (lambda cast: cast.sales, "Henrik Aas"),
    ],
)
def test_who_approves(cast: Cast, owner: Callable[[Cast], Unit | Membership], expected: str) -> None:
    draft = cast.draft(owner(cast))
    assert approvers(draft)[0].name == expected
    for other in (cast.astrid, cast.viggo, cast.jonas, cast.nora):
        assert not can_approve(other, draft)


def test_only_the_approver_approves(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.ingrid), by=cast.ingrid, now=NOW)
    for other in (cast.ingrid, cast.jonas, cast.henrik, cast.astrid, cast.viggo):
        with pytest.raises(PermissionDenied):
            approve(objective=submitted, by=other, now=NOW)


def test_a_manager_who_left_approves_nothing_and_the_units_lead_steps_in(cast: Cast) -> None:
    cast.maya.active = False
    cast.maya.save()
    cast.ingrid.refresh_from_db()
    draft = cast.draft(cast.ingrid)
    assert approvers(draft) == [cast.jonas]
    assert not can_approve(cast.maya, draft)


def test_an_approver_writes_and_approves_in_one_step(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    with pytest.raises(PermissionDenied):
        approve(objective=draft, by=cast.ingrid, now=NOW)
    active = approve(objective=draft, by=cast.maya, now=NOW)
    assert (active.state, active.slot, active.submitted_at) == ("active", 1, NOW)


def test_a_corporate_objective_is_approved_by_another_leader(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.company), by=cast.henrik, now=NOW)
    with pytest.raises(PermissionDenied):
        approve(objective=submitted, by=cast.henrik, now=NOW)
    active = approve(objective=submitted, by=cast.maya, now=NOW)
    assert not is_self_approved(active)


def test_the_last_leader_approves_alone_and_it_shows(cast: Cast) -> None:
    cast.maya.role = Role.MEMBER
    cast.maya.save()
    corporate = approve(objective=cast.draft(cast.company), by=cast.henrik, now=NOW)
    own = cast.approved(cast.draft(cast.henrik))
    assert is_self_approved(corporate)
    assert is_self_approved(own)


def test_a_leader_who_leads_the_unit_does_not_approve_its_objective(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.sales), by=cast.maya, now=NOW)
    with pytest.raises(PermissionDenied):
        approve(objective=submitted, by=cast.maya, now=NOW)


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (0, "It has no key result: three to five are needed to submit."),
        (1, "It has one key result: three to five are needed to submit."),
        (2, "It has two key results: three to five are needed to submit."),
        (6, "It has 6 key results: at most five. Keep those that matter most."),
    ],
)
def test_three_to_five_key_results(cast: Cast, count: int, sentence: str) -> None:
    draft = cast.draft(cast.ingrid, key_results=count)
    assert refusal(submit, objective=draft, by=cast.ingrid, now=NOW) == ("", sentence)
    assert [problem.sentence for problem in submission_problems(draft)] == [sentence]


def test_an_organisation_lowers_the_limits(cast: Cast) -> None:
    organisation = cast.ingrid.organisation
    organisation.max_key_results, organisation.max_objectives = 4, 1
    organisation.save()
    draft = cast.draft(cast.ingrid, "A", key_results=5)
    assert "at most four" in refusal(submit, objective=draft, by=cast.ingrid, now=NOW)[1]
    submit(objective=cast.draft(cast.ingrid, "B"), by=cast.ingrid, now=NOW)
    _, sentence = refusal(submit, objective=cast.draft(cast.ingrid, "C"), by=cast.ingrid, now=NOW)
    assert sentence.startswith("Ingrid Solberg has one objective in Q3 2026 already: \u201cB\u201d.")


def test_somebody_answers_for_each_key_result(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    KeyResult.objects.filter(objective=draft, position=2).update(accountable=None)
    assert "Say who is accountable" in refusal(submit, objective=draft, by=cast.ingrid, now=NOW)[1]


def test_a_fourth_objective_is_refused_by_name_and_goes_once_one_is_taken_back(cast: Cast) -> None:
    three = [submit(objective=cast.draft(cast.ingrid, title), by=cast.ingrid, now=NOW) for title in "ABC"]
    assert [one.slot for one in three] == [1, 2, 3]
    fourth = cast.draft(cast.ingrid, "D")
    field, sentence = refusal(submit, objective=fourth, by=cast.ingrid, now=NOW)
    assert field == ""
    assert sentence == (
        "Ingrid Solberg has three objectives in Q3 2026 already: \u201cA\u201d, \u201cB\u201d and \u201cC\u201d. "
        "Focus is the method: this one stays a draft until one of them is taken back or terminated."
    )
    withdraw(objective=three[1], by=cast.ingrid, now=NOW)
    assert submit(objective=fourth, by=cast.ingrid, now=NOW).slot == 2


def test_overlapping_cycles_are_flagged_not_refused(cast: Cast) -> None:
    for title in "ABC":
        submit(objective=cast.draft(cast.ingrid, title), by=cast.ingrid, now=NOW)
    assert overload(cast.ingrid, cast.q3) == []
    yearly = cast.draft(cast.ingrid, "D", cycle=cast.year)
    submit(objective=yearly, by=cast.ingrid, now=NOW)
    assert len(overload(cast.ingrid, cast.q3)) == 4
    assert overload(cast.ingrid, cast.q4) == []  # three of the four are over before Q4 begins


def test_sending_back_needs_a_comment_and_frees_the_slot(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.ingrid), by=cast.ingrid, now=NOW)
    with pytest.raises(PermissionDenied):
        send_back(objective=submitted, comment="No", by=cast.jonas, now=NOW)
    assert refusal(send_back, objective=submitted, comment=" ", by=cast.maya, now=NOW)[0] == "comment"
    back = send_back(objective=submitted, comment="Where does it start?", by=cast.maya, now=NOW)
    assert (back.state, back.slot, back.sent_back_with) == ("draft", None, "Where does it start?")
    assert submit(objective=back, by=cast.ingrid, now=NOW).sent_back_with == ""


def test_only_its_side_withdraws(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.ingrid), by=cast.ingrid, now=NOW)
    with pytest.raises(PermissionDenied):
        withdraw(objective=submitted, by=cast.lars, now=NOW)


def test_maya_approves_what_she_has_read(cast: Cast) -> None:
    submitted = submit(objective=cast.draft(cast.ingrid), by=cast.ingrid, now=NOW)
    seen = edition(submitted)
    third = KeyResult.objects.filter(objective=submitted).last()
    assert third is not None
    edit_key_result(key_result=third, target=1, start=0, by=cast.ingrid, now=NOW)
    with pytest.raises(Stale):
        approve(objective=submitted, by=cast.maya, now=NOW, seen=seen)
    approve(objective=submitted, by=cast.maya, now=NOW, seen=edition(submitted))


def test_what_waits_for_whom(cast: Cast) -> None:
    ingrids, noras, teams, sales, corporate, henriks = (
        submit(objective=cast.draft(owner), by=by, now=NOW)
        for owner, by in (
            (cast.ingrid, cast.ingrid),
            (cast.nora, cast.nora),
            (cast.key_accounts, cast.jonas),
            (cast.sales, cast.maya),
            (cast.company, cast.henrik),
            (cast.henrik, cast.henrik),
        )
    )
    assert waiting_for(cast.maya) == [ingrids, teams, corporate, henriks]
    assert waiting_for(cast.henrik) == [teams, sales]
    assert waiting_for(cast.lars) == [noras]
    for nobody in (cast.ingrid, cast.astrid, cast.viggo):
        assert waiting_for(nobody) == []


def test_twice_is_once(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    submit(objective=draft, by=cast.ingrid, now=NOW)
    _, sentence = refusal(submit, objective=draft, by=cast.ingrid, now=NOW)
    assert sentence == "This objective is submitted by now."


def test_nothing_new_is_submitted_while_the_cycle_closes(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid)
    begin_closing(cycle=cast.q3, by=cast.astrid, now=NOW)
    draft.refresh_from_db()
    assert refusal(submit, objective=draft, by=cast.ingrid, now=NOW)[0] == "cycle"


def test_approving_any_units_objective_is_no_leave_to_change_it(cast: Cast) -> None:
    """Maya is a leader: she may approve what Finance sets, and write on it until then. It is Lars's and
    Henrik's afterwards."""
    draft = cast.draft(cast.finance)
    assert can_edit(cast.maya, draft)
    assert not can_submit(cast.maya, draft)
    assert not can_delete(cast.maya, draft)
    active = approve(objective=draft, by=cast.maya, now=NOW)
    for own in (cast.lars, cast.henrik):
        assert can_edit(own, active)
    assert not can_edit(cast.maya, active)
    result = KeyResult.objects.filter(objective=active).first()
    assert result is not None
    with pytest.raises(PermissionDenied):
        change_key_result(key_result=result, target=50, reason="Less", by=cast.maya, now=NOW)
    with pytest.raises(PermissionDenied):
        terminate_objective(objective=active, reason="Enough", lesson="None", by=cast.maya, now=NOW)


def test_who_wrote_it_for_somebody_may_delete_it(cast: Cast) -> None:
    written = write_draft(owner=cast.ingrid, cycle=cast.q3, title="Fewer leave", by=cast.maya, now=NOW)
    assert can_delete(cast.maya, written)
    assert can_delete(cast.ingrid, written)
    assert not can_delete(cast.maya, cast.draft(cast.ingrid))


def test_a_leader_stands_in_where_a_unit_answers_to_nobody(cast: Cast) -> None:
    cast.company.lead = None
    cast.company.save()
    sales = cast.active(cast.sales)
    assert can_edit(cast.henrik, sales)


def test_what_has_ended_is_nobodys_to_edit(cast: Cast) -> None:
    ended = ObjectiveFactory(owner=cast.ingrid, cycle=CycleFactory(), state="closed", slot=1)
    assert not can_edit(cast.ingrid, ended)
    assert not can_submit(cast.ingrid, ended)


def test_a_refusal_writes_nothing(cast: Cast) -> None:
    draft = cast.draft(cast.ingrid, key_results=2)
    with pytest.raises(Refused):
        submit(objective=draft, by=cast.ingrid, now=NOW)
    draft.refresh_from_db()
    assert (draft.state, draft.version) == ("draft", 1)
    assert not HistoryEntry.objects.filter(objective=draft).exists()
