"""The settings' pages: who may, what they refuse, that nothing typed is lost, with and without script."""

import ast
from datetime import time
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.audit import sentences
from organisations.models import AuditEvent, Membership, Organisation, Stage, Unit, UnitKind
from organisations.tenancy import within
from organisations.units.actions import add_unit
from organisations.units.forms import UnitForm
from tests import worlds
from tests.organisations.cast import Fjellvann, found

WORLD = "fjellvann"

HTMX = {"HX-Request": "true"}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def cast(db: None) -> Fjellvann:
    return worlds.world()


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.account)
    return client


@pytest.fixture
def anne(cast: Fjellvann) -> Client:
    return signed_in(cast.anne)


def now_in(cast: Fjellvann) -> Organisation:
    with within(cast.organisation):
        return Organisation.objects.get()


PAGES = ["general", "limits", "check-ins", "units", "units/new", "import", "audit"]


@pytest.mark.parametrize("page", PAGES)
def test_administrators_open_it_others_are_told_who_may(cast: Fjellvann, anne: Client, page: str) -> None:
    address = f"/fjellvann/settings/{page}/"
    assert anne.get(address).status_code == 200
    assert anne.get(address, headers=HTMX).status_code == 200
    for member in (cast.henrik, cast.ingrid, cast.olav):
        answer = signed_in(member).get(address)
        assert answer.status_code == 403
        assert "Administrators change settings" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_strangers_learn_nothing(cast: Fjellvann, page: str) -> None:
    other = found("nabo")
    assert signed_in(other.anne).get(f"/fjellvann/settings/{page}/").status_code == 404
    assert Client().get(f"/fjellvann/settings/{page}/").status_code == 302


GENERAL = {
    "name": "Fjellvann Gruppen AS",
    "time_zone": "Europe/Berlin",
    "locale": "nb-no",
    "currency": "eur",
    "first_weekday": "6",
}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_general_settings_are_saved_and_written_down(
    cast: Fjellvann, anne: Client, headers: dict[str, str]
) -> None:
    answer = anne.post("/fjellvann/settings/general/", GENERAL, headers=headers)
    assert answer.status_code == (204 if headers else 302)
    row = now_in(cast)
    assert (row.name, row.time_zone, row.locale, row.currency, row.first_weekday) == (
        "Fjellvann Gruppen AS",
        "Europe/Berlin",
        "nb-no",
        "EUR",
        6,
    )
    with within(cast.organisation):
        assert Unit.objects.get(parent=None).name == "Fjellvann Gruppen AS", "the root unit is the company"
        event = AuditEvent.objects.get(act="settings_changed")
        assert (
            event.by == cast.anne and event.before["currency"] == "NOK" and event.after["currency"] == "EUR"
        )
        assert event.address == "127.0.0.1"


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("currency", "kroner", "Three letters"),
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("name", " ", "required"),
        ("name", "x" * 121, "at most 120"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    cast: Fjellvann, anne: Client, field: str, value: str, why: str
) -> None:
    for headers in ({}, HTMX):
        answer = anne.post("/fjellvann/settings/general/", GENERAL | {field: value}, headers=headers)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert why in page and ("Gruppen" in page or field == "name")
    assert now_in(cast).currency == "NOK"


LIMITS = {"max_objectives": "2", "max_key_results": "4", "on_pace_within": "3", "far_past": "20"}


def test_limits_go_down_and_never_up(cast: Fjellvann, anne: Client) -> None:
    assert anne.post("/fjellvann/settings/limits/", LIMITS).status_code == 302
    assert (
        now_in(cast).max_objectives,
        now_in(cast).max_key_results,
        now_in(cast).changes_need_approval,
    ) == (2, 4, False)
    for name, value in (("max_objectives", "4"), ("max_key_results", "6"), ("max_objectives", "0")):
        assert anne.post("/fjellvann/settings/limits/", LIMITS | {name: value}).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic(), within(cast.organisation):
        Organisation.objects.update(max_objectives=4)
    back = anne.post("/fjellvann/settings/limits/", LIMITS | {"max_objectives": "3"})
    assert back.status_code == 302 and now_in(cast).max_objectives == 3, "back to the method's own, not above"


def test_far_behind_begins_after_on_pace_ends(cast: Fjellvann, anne: Client) -> None:
    answer = anne.post("/fjellvann/settings/limits/", LIMITS | {"on_pace_within": "20", "far_past": "10"})
    assert answer.status_code == 422 and "More than the 20 points" in answer.content.decode()


def test_the_rhythm_and_the_three_questions(cast: Fjellvann, anne: Client) -> None:
    rhythm = {
        "check_in_weekday": "1",
        "check_in_time": "09:30",
        "reminder_hours": "48",
        "question_1": "  What  moved? ",
        "question_2": "What is next?",
        "question_3": "What is in the way?",
    }
    assert anne.post("/fjellvann/settings/check-ins/", rhythm).status_code == 302
    row = now_in(cast)
    assert (row.check_in_weekday, row.check_in_time, row.reminder_hours) == (1, time(9, 30), 48)
    assert row.questions == ["What moved?", "What is next?", "What is in the way?"]
    for fields in ({"question_2": " "}, {"question_2": "What moved?"}):
        assert anne.post("/fjellvann/settings/check-ins/", rhythm | fields).status_code == 422
    assert anne.post("/fjellvann/settings/check-ins/", rhythm | {"reminder_hours": "0"}).status_code == 422


# Units ------------------------------------------------------------------------------------------------------


def unit_form(cast: Fjellvann, **fields: str) -> dict[str, str]:
    return {
        "name": "Inside",
        "kind": "team",
        "parent": cast.sales.public_id,
        "lead": "",
        "stage": "",
        "live_from": "",
    } | fields


def test_a_unit_is_added_led_and_moved(cast: Fjellvann, anne: Client) -> None:
    assert (
        anne.post(
            "/fjellvann/settings/units/new/", unit_form(cast, lead="Silje Krog", stage="pilot")
        ).status_code
        == 302
    )
    with within(cast.organisation):
        inside = Unit.objects.get(name="Inside")
        assert (inside.parent, inside.lead, inside.stage) == (cast.sales, cast.silje, Stage.PILOT)
    moved = unit_form(cast, parent=cast.product.public_id, lead="silje.krog@fjellvann.example")
    assert anne.post(f"/fjellvann/settings/units/{inside.public_id}/", moved, headers=HTMX).status_code == 204
    with within(cast.organisation):
        inside.refresh_from_db()
        assert (inside.parent, inside.lead, inside.stage) == (cast.product, cast.silje, "")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("name", "Key Accounts", "already"),  # the duplicate that a plain ModelForm lets through to a 500
        ("lead", "Silja Krog", "Did you mean Silje Krog?"),
        ("parent", "nowhere", "No unit is called"),
        ("name", "", "required"),
        ("kind", "company", "Select a valid choice"),
    ],
)
def test_a_unit_that_cannot_be(cast: Fjellvann, anne: Client, field: str, value: str, why: str) -> None:
    answer = anne.post("/fjellvann/settings/units/new/", unit_form(cast, **{field: value}))
    assert answer.status_code == 422 and why in answer.content.decode().replace("&#x27;", "’"), (
        answer.content.decode()
    )


def test_the_form_itself_finds_the_duplicate(cast: Fjellvann) -> None:
    """Not only the action behind it: a constraint that leads with the organisation is checked before anything
    is written."""
    with within(cast.organisation):
        form = UnitForm(unit_form(cast, name="Key Accounts"))
        assert not form.is_valid() and form.errors == {
            "__all__": ["A unit of this name hangs there already."]
        }
        assert UnitForm(unit_form(cast, name="Key Accounts", parent=cast.product.public_id)).is_valid()


def test_renaming_into_a_sibling_is_refused_not_a_crash(cast: Fjellvann, anne: Client) -> None:
    answer = anne.post(
        f"/fjellvann/settings/units/{cast.product.public_id}/",
        unit_form(cast, name="Sales", parent=cast.company.public_id),
    )
    assert answer.status_code == 422 and "already" in answer.content.decode()


def test_a_loop_is_refused_beside_the_field(cast: Fjellvann, anne: Client) -> None:
    loop = unit_form(cast, name="Sales", kind="department", parent=cast.key_accounts.public_id)
    answer = anne.post(f"/fjellvann/settings/units/{cast.sales.public_id}/", loop)
    assert answer.status_code == 422 and "that would be a loop" in answer.content.decode()


def test_the_company_has_a_lead_and_a_stage_but_no_parent(cast: Fjellvann, anne: Client) -> None:
    form = {"lead": "Henrik Aasen", "stage": "not_started", "live_from": ""}
    assert anne.post(f"/fjellvann/settings/units/{cast.company.public_id}/", form).status_code == 302
    page = anne.get("/fjellvann/settings/units/").content.decode()
    assert "Not started, as Fjellvann AS" in page and "Leaders are always live" in page


def test_a_unit_with_people_is_not_removed(cast: Fjellvann, anne: Client) -> None:
    answer = anne.post(f"/fjellvann/settings/units/{cast.key_accounts.public_id}/remove/")
    assert answer.status_code == 422 and "Move the people of Key Accounts" in answer.content.decode()


def test_the_tree_costs_the_same_for_four_units_and_for_forty(cast: Fjellvann, anne: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert anne.get("/fjellvann/settings/units/").status_code == 200
        return len(queries)

    small = cost()
    with within(cast.organisation):
        for number in range(36):
            add_unit(
                name=f"Team {number}", kind=UnitKind.TEAM, parent=cast.product, by=cast.anne, lead=cast.maya
            )
    assert cost() == small <= 16


def test_a_large_tree_is_opened_level_by_level(
    cast: Fjellvann, anne: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from organisations.display import fields as choosing
    from organisations.units import views as unit_views

    monkeypatch.setattr(unit_views, "SHOWN", 3)
    monkeypatch.setattr(choosing, "SHOWN", 3)
    page = anne.get("/fjellvann/settings/units/").content.decode()
    assert "Sales" in page and "Key Accounts" not in page
    page = anne.get(f"/fjellvann/settings/units/?under={cast.sales.public_id}").content.decode()
    assert "Key Accounts" in page and "Product" not in page
    typed = unit_form(cast, parent="sales > key accounts")
    assert anne.post("/fjellvann/settings/units/new/", typed).status_code == 302
    with within(cast.organisation):
        assert Unit.objects.get(name="Inside").parent == cast.key_accounts


# The audit log ----------------------------------------------------------------------------------------------


def test_the_trail_is_read_and_filtered(cast: Fjellvann, anne: Client) -> None:
    anne.post("/fjellvann/settings/general/", GENERAL)
    page = anne.get("/fjellvann/settings/audit/").content.decode()
    assert "changed the settings" in page and "Europe/Berlin" in page and "added Ingrid Solheim" in page
    page = anne.get("/fjellvann/settings/audit/?kind=organisation&who=Anne+Kolstad").content.decode()
    assert "changed the settings" in page and "added Ingrid Solheim" not in page
    assert "Nobody here is called" in anne.get("/fjellvann/settings/audit/?who=Nobody").content.decode()
    for odd in ("?before=x", "?before=99999999999999999999", "?who=%27%22"):
        assert anne.get(f"/fjellvann/settings/audit/{odd}", headers=HTMX).status_code == 200


def acts_recorded() -> set[str]:
    """Every act that the product's modules give to the trail by its name."""
    found: set[str] = set()
    for app in ("organisations", "objectives", "checkins"):
        for module in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(module.read_text())):
                match node:
                    case ast.Call(func=ast.Name(id="record" | "line"), keywords=named):
                        found |= {
                            str(each.value.value)
                            for each in named
                            if each.arg == "act" and isinstance(each.value, ast.Constant)
                        }
    return found


def test_every_act_is_worded() -> None:
    acts = acts_recorded()
    assert {"unit_moved", "series_started", "cycle_moved"} <= acts
    assert not acts - set(sentences.SENTENCES), "say in organisations/audit/sentences.py how these read"


def test_every_line_is_reached_and_none_twice(cast: Fjellvann, anne: Client) -> None:
    with within(cast.organisation):
        for number in range(120):
            add_unit(name=f"Team {number}", kind=UnitKind.TEAM, parent=cast.product, by=cast.anne)
        total = AuditEvent.objects.count()
    seen, address = 0, "/fjellvann/settings/audit/"
    while address:
        page = anne.get(address)
        seen += len(page.context["lines"])
        more = page.context["more"]
        address = f"/fjellvann/settings/audit/?before={more}" if more else ""
    assert seen == total


def test_nobody_edits_the_trail_with_the_products_role(cast: Fjellvann) -> None:
    from django.db import ProgrammingError

    for act in ("update", "delete"):
        with pytest.raises(ProgrammingError, match="permission denied"), within(cast.organisation):
            AuditEvent.objects.all().delete() if act == "delete" else AuditEvent.objects.update(
                reason="never"
            )
