"""Astrid sets the calendar; everybody else reads it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from objectives.cycles.actions import (
    begin_closing,
    change_cycle,
    close_cycle,
    create_cycle,
    reopen_cycle,
    start_cycle,
)
from objectives.drafts.actions import write_draft
from objectives.drafts.approval import submit
from objectives.models import Change, Cycle, HistoryEntry, KeyResult
from organisations.models import AuditEvent
from tests.cast import NOW, TODAY, Cast
from tests.objectives.drafts.test_drafting import refusal


def dates(cycle: Cycle, **changed: Any) -> dict[str, Any]:
    names = ("name", "kind", "starts_on", "ends_on", "parent", "drafting_from", "submission_due")
    return {name: getattr(cycle, name) for name in names} | changed


def test_only_administrators_make_and_move_cycles(cast: Cast) -> None:
    for other in (cast.henrik, cast.maya, cast.ingrid, cast.viggo):
        with pytest.raises(PermissionDenied):
            create_cycle(name="Q1", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31), by=other)
        with pytest.raises(PermissionDenied):
            change_cycle(cycle=cast.q3, by=other, **dates(cast.q3))
        with pytest.raises(PermissionDenied):
            begin_closing(cycle=cast.q3, by=other, now=NOW)


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give the cycle a name, such as Q4 2026."),
        ({"name": "q3 2026"}, "name", "A cycle of this name exists."),
        ({"ends_on": date(2026, 10, 1)}, "ends_on", "A cycle ends after it starts."),
        (
            {"ends_on": date(2027, 1, 1)},
            "parent",
            "It is not inside 2026, which runs from 1 Jan 2026 to 31 Dec 2026.",
        ),
        ({"submission_due": date(2026, 9, 1)}, "submission_due", "Submission is due after drafting begins."),
        ({"submission_due": date(2027, 1, 1)}, "submission_due", "Submission is due before the cycle ends."),
    ],
)
def test_dates_that_do_not_fit(cast: Cast, changed: dict[str, Any], field: str, sentence: str) -> None:
    said = dates(cast.q4, drafting_from=date(2026, 9, 14), submission_due=date(2026, 9, 28)) | changed
    assert refusal(change_cycle, cycle=cast.q4, by=cast.astrid, **said) == (field, sentence)


def test_a_cycle_is_not_part_of_itself(cast: Cast) -> None:
    said = dates(cast.year, parent=cast.q3)
    assert refusal(change_cycle, cycle=cast.year, by=cast.astrid, **said)[0] == "parent"


def test_nothing_falls_out_of_a_cycle_by_its_new_dates(cast: Cast) -> None:
    cast.draft(cast.ingrid)
    field, sentence = refusal(
        change_cycle, cycle=cast.q3, by=cast.astrid, **dates(cast.q3, ends_on=date(2026, 9, 15))
    )
    assert (field, sentence) == (
        "ends_on",
        "3 key results are due outside these dates: change their due dates first.",
    )
    said = dates(cast.year, ends_on=date(2026, 12, 1))
    assert refusal(change_cycle, cycle=cast.year, by=cast.astrid, **said) == (
        "ends_on",
        "Q4 2026 would not be inside it any more.",
    )


def test_new_dates_are_audited_and_what_they_move_is_noted(cast: Cast) -> None:
    active = cast.active(cast.ingrid)
    Change.objects.all().delete()
    change_cycle(cycle=cast.q3, by=cast.astrid, **dates(cast.q3, starts_on=date(2026, 7, 6)))
    assert AuditEvent.objects.filter(act="cycle_changed", by=cast.astrid).exists()
    assert Change.objects.filter(objective=active.pk).exists()
    assert Change.objects.exclude(key_result=None).count() == 3


def test_a_cycle_goes_from_planning_to_closed_step_by_step(cast: Cast) -> None:
    _, sentence = refusal(begin_closing, cycle=cast.q4, by=cast.astrid, now=NOW)
    assert sentence == "Q4 2026 is planning by now."
    assert start_cycle(cycle=cast.q4, by=cast.astrid, now=NOW).state == "active"


def test_closing_closes_what_is_active_and_hands_drafts_on(cast: Cast) -> None:
    active, draft = cast.active(cast.ingrid, "A"), cast.draft(cast.ingrid, "B")
    waiting = submit(objective=cast.draft(cast.ingrid, "C"), by=cast.ingrid, now=NOW)
    begin_closing(cycle=cast.q3, by=cast.astrid, now=NOW)
    close_cycle(cycle=cast.q3, by=cast.astrid, now=NOW)
    for one in (active, draft, waiting):
        one.refresh_from_db()
    assert (active.state, active.slot, active.ended_on, active.cycle) == ("closed", 1, TODAY, cast.q3)
    assert [(one.state, one.slot, one.cycle) for one in (draft, waiting)] == [("draft", None, cast.q4)] * 2
    assert set(KeyResult.objects.filter(objective=draft).values_list("due_on", flat=True)) == {
        cast.q4.ends_on
    }
    cast.q3.refresh_from_db()
    assert refusal(write_draft, owner=cast.ingrid, cycle=cast.q3, title="Late", by=cast.ingrid, now=NOW) == (
        "cycle",
        "Q3 2026 is closed: nothing is written there any more.",
    )


def test_an_administrator_reopens_with_a_reason_that_is_audited(cast: Cast) -> None:
    active = cast.active(cast.ingrid)
    begin_closing(cycle=cast.q3, by=cast.astrid, now=NOW)
    close_cycle(cycle=cast.q3, by=cast.astrid, now=NOW)
    with pytest.raises(PermissionDenied):
        reopen_cycle(cycle=cast.q3, reason="Please", by=cast.henrik, now=NOW)
    assert refusal(reopen_cycle, cycle=cast.q3, reason="", by=cast.astrid, now=NOW)[0] == "reason"
    reopened = reopen_cycle(cycle=cast.q3, reason="Two values were missing", by=cast.astrid, now=NOW)
    active.refresh_from_db()
    assert (reopened.state, active.state, active.ended_on) == ("closing", "active", None)
    assert AuditEvent.objects.latest("pk").reason == "Two values were missing"
    assert HistoryEntry.objects.filter(objective=active).latest("pk").act == "reopened"
