"""Cycles in the settings: one ruler, an open row, moving on, and opening again with a reason."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from objectives.cycles.views import bars_of
from objectives.models import Cycle, Objective
from organisations.models import AuditEvent
from organisations.tenancy import within
from tests import worlds
from tests.organisations.cast import Fjellvann, found

WORLD = "fjellvann"

HTMX = {"HX-Request": "true"}
HERE = "/fjellvann/settings/cycles/"
Q4 = {
    "name": "Q4 2026",
    "kind": "quarter",
    "starts_on": "2026-10-01",
    "ends_on": "2026-12-31",
    "parent": "",
    "drafting_from": "2026-08-03",
    "submission_due": "2026-09-11",
}


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


@pytest.fixture
def anne(cast: Fjellvann) -> Client:
    client = Client()
    client.force_login(cast.anne.account)
    return client


def q3(cast: Fjellvann, **fields: object) -> Cycle:
    with within(cast.organisation):
        known = {
            "name": "Q3 2026",
            "starts_on": date(2026, 7, 1),
            "ends_on": date(2026, 9, 30),
            "state": "active",
        }
        return Cycle.objects.create(**(known | fields))


def test_members_are_told_who_may(cast: Fjellvann) -> None:
    for address in (HERE, f"{HERE}new/"):
        client = Client()
        client.force_login(cast.henrik.account)
        answer = client.get(address)
        assert answer.status_code == 403 and "Administrators make cycles" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_cycle_is_made_and_changed(cast: Fjellvann, anne: Client, headers: dict[str, str]) -> None:
    assert anne.get(f"{HERE}new/", headers=headers).status_code == 200
    assert anne.post(f"{HERE}new/", Q4, headers=headers).status_code == (204 if headers else 302)
    with within(cast.organisation):
        cycle = Cycle.objects.get()
    assert (cycle.state, cycle.submission_due) == ("planning", date(2026, 9, 11))
    assert "Save Q4 2026" in anne.get(f"{HERE}{cycle.public_id}/", headers=headers).content.decode()
    anne.post(f"{HERE}{cycle.public_id}/", Q4 | {"submission_due": "2026-09-18"}, headers=headers)
    with within(cast.organisation):
        assert Cycle.objects.get().submission_due == date(2026, 9, 18)
        assert AuditEvent.objects.filter(act__in=["cycle_created", "cycle_changed"]).count() == 2


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        (
            {"name": "Q3 2026"},
            "A cycle of this name exists.",
        ),  # the duplicate that a plain ModelForm lets through to a 500
        ({"name": "q3 2026"}, "A cycle of this name exists."),
        ({"ends_on": "2026-09-01"}, "ends after it starts"),
        ({"submission_due": "2027-01-01"}, "before the cycle ends"),
        ({"starts_on": "soon"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    cast: Fjellvann, anne: Client, fields: dict[str, str], why: str
) -> None:
    q3(cast)
    for headers in ({}, HTMX):
        answer = anne.post(f"{HERE}new/", Q4 | fields, headers=headers)
        assert answer.status_code == 422 and why in answer.content.decode()
    with within(cast.organisation):
        assert Cycle.objects.count() == 1


def test_another_organisations_cycle_is_no_parent(cast: Fjellvann, anne: Client) -> None:
    other = found("nabo")
    theirs = q3(other)
    answer = anne.post(f"{HERE}new/", Q4 | {"parent": str(theirs.pk)})
    assert answer.status_code == 422
    assert anne.get(f"{HERE}{theirs.public_id}/").status_code == 404


def test_it_moves_on_once_and_opens_again_with_a_reason(cast: Fjellvann, anne: Client) -> None:
    cycle = q3(cast)
    here = f"{HERE}{cycle.public_id}"
    assert "It does not go back to active." in anne.get(HERE).content.decode()
    assert anne.post(f"{here}/begin-closing/").status_code == 302
    again = anne.post(f"{here}/begin-closing/")
    assert again.status_code == 409 and "closing by now" in again.content.decode()
    assert anne.post(f"{here}/close/").status_code == 302
    assert anne.get(f"{here}/").status_code == 404, "closed: read-only"
    assert anne.post(f"{here}/reopen/", {"reason": " "}).status_code == 422
    assert anne.post(f"{here}/reopen/", {"reason": "Two grades were wrong."}).status_code == 302
    assert anne.post(f"{here}/explode/").status_code == 404
    with within(cast.organisation):
        assert Cycle.objects.get().state == "closing"
        assert AuditEvent.objects.filter(reason="Two grades were wrong.").exists()


def test_the_page_costs_the_same_for_one_cycle_and_for_twelve(cast: Fjellvann, anne: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert anne.get(HERE).status_code == 200
        return len(queries)

    cycle = q3(cast)
    small = cost()
    for number in range(11):
        q3(cast, name=f"Cycle {number}", parent=cycle)
    with within(cast.organisation):
        Objective.objects.create(cycle=cycle, owner=cast.ingrid, title="Keep our customers")
    assert cost() == small <= 12


def test_cycles_that_overlap_stand_under_each_other(cast: Fjellvann) -> None:
    def cycle(name: str, starts: date, ends: date) -> Cycle:
        with within(cast.organisation):
            return Cycle(name=name, starts_on=starts, ends_on=ends)

    year = cycle("2026", date(2026, 1, 1), date(2026, 12, 31))
    quarters = [
        cycle("Q1", date(2026, 1, 1), date(2026, 3, 31)),
        cycle("Q2", date(2026, 4, 1), date(2026, 6, 30)),
        cycle("Sprint", date(2026, 3, 1), date(2026, 4, 30)),
    ]
    bars = bars_of([*quarters, year], date(2026, 1, 1), date(2026, 12, 31))
    assert {bar.name: bar.row for bar in bars} == {"2026": 0, "Q1": 1, "Q2": 1, "Sprint": 2}
