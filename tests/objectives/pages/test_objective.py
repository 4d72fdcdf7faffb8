"""An objective's page and the dialogs that change it: who sees and may what, with script and without, and
what it costs."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from objectives.alignment.actions import link
from objectives.changes.actions import change_key_result
from objectives.drafts.actions import delete_draft
from objectives.drafts.approval import submit, withdraw
from objectives.editing.history import FROM_BELOW, SENTENCES
from objectives.models import HistoryEntry, Judgement, KeyResult, Objective
from objectives.rollup import drain_batch
from organisations.models import Locale, Membership, Organisation, Role
from organisations.tenancy import within
from tests.cast import NOW, TODAY, Cast, settle
from tests.factories import KeyResultFactory

PART: Any = {"headers": {"HX-Request": "true"}}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def renewals(cast: Cast) -> Objective:
    """Ingrid's active objective with three key results."""
    return cast.active(cast.ingrid, "Keep renewals", why="They pay for the rest.")


def sign_in(client: Client, who: Membership) -> Client:
    client.force_login(who.account)
    return client


def address(objective: Objective, act: str = "") -> str:
    return f"/fjellvann/objectives/{objective.public_id}/{act}"


def of_key_result(key_result: KeyResult, act: str = "change") -> str:
    return f"/fjellvann/key-results/{key_result.public_id}/{act}"


def first(objective: Objective) -> KeyResult:
    return KeyResult.objects.filter(objective=objective).order_by("position")[0]


def fields(key_result: KeyResult, **changed: Any) -> dict[str, Any]:
    """What the dialog of a key result posts, as the browser would fill it in."""
    return {
        "target": "100",
        "start": "0",
        "due_on": key_result.due_on.isoformat(),
        "weight": "1",
        "measured_by": "updates",
        "accountable": key_result.accountable_id,
        "version": key_result.version,
        "reason": "",
        **changed,
    }


# The page ---------------------------------------------------------------------------------------------------


def test_everyone_reads_it_and_who_may_edit_finds_the_buttons(
    cast: Cast, renewals: Objective, client: Client
) -> None:
    for who in (cast.viggo, cast.nora):
        text = sign_in(client, who).get(address(renewals)).content.decode()
        assert (
            "Keep renewals" in text
            and "They pay for the rest." in text
            and "Everyone at Fjellvann AS" in text
        )
        assert "Change it" not in text and "Terminate" not in text and "Update key results" not in text
    for who in (cast.ingrid, cast.maya):
        text = sign_in(client, who).get(address(renewals)).content.decode()
        assert "Change it" in text and "Terminate it" in text
    assert "Update key results" in sign_in(client, cast.ingrid).get(address(renewals)).content.decode()


def test_strangers_and_foreign_ids_are_404(db: None, client: Client) -> None:
    cast = settle()
    with within(cast.organisation):
        renewals = cast.active(cast.ingrid, "Keep renewals")
        result = first(renewals)
    sign_in(client, cast.olav)
    for act in ("", "change", "terminate", "judge", "key-results", "link", "delete"):
        assert client.get(address(renewals, act)).status_code == 404
        assert client.get(f"/havblikk/objectives/{renewals.public_id}/{act}").status_code == 404
    for act in ("change", "terminate", "readings"):
        assert client.get(f"/havblikk/key-results/{result.public_id}/{act}").status_code == 404


def test_who_reads_but_may_not_is_refused_with_403(cast: Cast, renewals: Objective, client: Client) -> None:
    for who in (cast.viggo, cast.nora, cast.jonas, cast.astrid):
        sign_in(client, who)
        for act in ("change", "terminate", "judge", "key-results", "link"):
            assert client.get(address(renewals, act)).status_code == 403
            assert client.post(address(renewals, act), {}).status_code == 403
        for act in ("change", "terminate"):
            assert client.post(of_key_result(first(renewals), act), {}).status_code == 403
        assert client.get(of_key_result(first(renewals), "readings")).status_code == 200


def test_the_approver_may_change_it_too(cast: Cast, renewals: Objective, client: Client) -> None:
    for who in (cast.ingrid, cast.maya):
        assert sign_in(client, who).get(of_key_result(first(renewals)), **PART).status_code == 200


def test_where_changes_need_approval_only_the_approver_is_offered_them(
    cast: Cast, renewals: Objective, client: Client
) -> None:
    Organisation.objects.filter(pk=cast.organisation.pk).update(changes_need_approval=True)
    assert "Change it" not in sign_in(client, cast.ingrid).get(address(renewals)).content.decode()
    answer = client.post(of_key_result(first(renewals)), fields(first(renewals), target="110", reason="More"))
    assert answer.status_code == 422 and "ask Maya Berg" in answer.content.decode()
    assert "Change it" in sign_in(client, cast.maya).get(address(renewals)).content.decode()


def test_a_tab_opens_in_place_and_as_a_page(cast: Cast, renewals: Objective, client: Client) -> None:
    last = KeyResult.objects.filter(objective=renewals).order_by("position").last()
    query = f"{address(renewals)}?key_result={last.public_id}"
    page, part = (sign_in(client, cast.viggo).get(query, **extra).content.decode() for extra in ({}, PART))
    assert 'aria-current="true"' in page and "<html" in page and "<html" in part, (
        "a plain link of htmx wants the page"
    )
    part = client.get(f"{query}&part=1", **PART).content.decode()
    assert (
        part.lstrip().startswith('<section class="card" id="key-results"') and 'aria-current="true"' in part
    )


def test_the_arithmetic_is_a_dialog_and_a_page(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.viggo)
    assert "No data yet" in client.get(f"{address(renewals)}?explain=1", **PART).content.decode()
    drain_batch(today=TODAY)
    page = client.get(f"{address(renewals)}?explain=1").content.decode()
    part = client.get(f"{address(renewals)}?explain=1", **PART).content.decode()
    assert "<h1" in page and "How 0.0% is made" in page
    assert "<html" not in part and "How 0.0% is made" in part
    assert client.get(f"{address(renewals)}?explain=1&key_result=nobody").status_code == 404


def test_the_number_of_queries_does_not_grow(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.maya)

    def count() -> int:
        drain_batch(today=TODAY)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(renewals)).status_code == 200
        return len(queries)

    link_to(renewals, cast, 2)
    count()
    before = count()
    link_to(renewals, cast, 20)
    for number in range(17):
        KeyResultFactory(objective=renewals, accountable=cast.ingrid, title=f"More {number}", slot=None)
    assert count() == before


def link_to(parent: Objective, cast: Cast, count: int) -> None:
    for number in range(count):
        child = Objective.objects.create(
            title=f"Child {number}", cycle=cast.q3, owner=cast.jonas, unit=cast.key_accounts
        )
        link(child=child, parent=parent, by=cast.maya, now=NOW)


# Changing a key result --------------------------------------------------------------------------------------


def test_another_target_stands_in_the_history_with_its_reason(
    cast: Cast, renewals: Objective, client: Client
) -> None:
    key_result = first(renewals)
    answer = sign_in(client, cast.ingrid).post(
        of_key_result(key_result), fields(key_result, target="120", reason="Bryggen joined")
    )
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{address(renewals)}?key_result={key_result.public_id}",
    )
    text = client.get(address(renewals)).content.decode()
    assert "changed the target of" in text and "Bryggen joined" in text and "Maya was told" in text
    key_result.refresh_from_db()
    assert key_result.target == 120


def test_by_htmx_the_page_is_moved(cast: Cast, renewals: Objective, client: Client) -> None:
    key_result = first(renewals)
    answer = sign_in(client, cast.ingrid).post(
        of_key_result(key_result), fields(key_result, target="120", reason="More"), **PART
    )
    assert answer.status_code == 204 and answer["HX-Redirect"].startswith(address(renewals))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"target": "120"}, "required"),
        ({"target": "120", "reason": "   "}, "required"),
        ({"target": "a lot", "reason": "x"}, "“a lot” is not a number"),
        ({"target": "0", "reason": "x"}, "Start and target are the same"),
        ({"start": "", "reason": "x"}, "required"),
        ({"due_on": "2027-01-15", "reason": "x"}, "is outside Q3 2026"),
        ({"due_on": "soon", "reason": "x"}, "Choose a date"),
        ({"weight": "9", "reason": "x"}, "valid choice"),
        ({"measured_by": "contributions", "target": "120", "reason": "x", "weight": "6"}, "valid choice"),
        ({"reason": "For nothing"}, "Nothing is different."),
    ],
)
def test_what_is_refused_stands_beside_what_was_typed(
    cast: Cast, renewals: Objective, client: Client, typed: dict[str, str], sentence: str
) -> None:
    key_result = first(renewals)
    sign_in(client, cast.ingrid)
    for extra in ({}, PART):
        answer = client.post(of_key_result(key_result), fields(key_result, **typed), **extra)
        text = answer.content.decode()
        assert answer.status_code == 422 and sentence in text
        assert all(value in text for value in typed.values())
        assert ("<html" in text) is not bool(extra)
    key_result.refresh_from_db()
    assert (key_result.target, key_result.weight, key_result.version) == (
        100,
        1,
        fields(key_result)["version"],
    )
    assert not HistoryEntry.objects.filter(key_result=key_result).exists()


def test_a_norwegian_types_a_comma(cast: Cast, renewals: Objective, client: Client) -> None:
    Organisation.objects.filter(pk=cast.organisation.pk).update(locale=Locale.NORWEGIAN)
    key_result = first(renewals)
    sign_in(client, cast.ingrid).post(
        of_key_result(key_result), fields(key_result, target="5,9", reason="Finer")
    )
    key_result.refresh_from_db()
    assert str(key_result.target) == "5.900000"
    assert 'value="5,9"' in client.get(of_key_result(key_result)).content.decode()


def test_a_form_opened_before_another_change_is_409_and_may_be_sent_again(
    cast: Cast, renewals: Objective, client: Client
) -> None:
    key_result = first(renewals)
    opened = fields(key_result, due_on="2026-09-15", reason="Earlier")
    change_key_result(key_result=key_result, target=150, reason="More", by=cast.maya, now=NOW)
    answer = sign_in(client, cast.ingrid).post(of_key_result(key_result), opened)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Earlier" in text and "Somebody changed this meanwhile" in text
    key_result.refresh_from_db()
    assert (key_result.target, key_result.due_on) == (150, cast.q3.ends_on), (
        "Maya's target is not typed over unseen"
    )
    assert f'name="version" value="{key_result.version}"' in text
    assert (
        client.post(
            of_key_result(key_result), {**opened, "target": "150", "version": key_result.version}
        ).status_code
        == 302
    )


def test_the_same_change_sent_twice_is_made_once(cast: Cast, renewals: Objective, client: Client) -> None:
    key_result = first(renewals)
    sent = fields(key_result, target="120", reason="More")
    sign_in(client, cast.ingrid)
    assert [client.post(of_key_result(key_result), sent).status_code for _ in range(2)] == [302, 409]
    assert HistoryEntry.objects.filter(key_result=key_result).count() == 1


def test_a_new_weight_and_owner_keep_their_reason(cast: Cast, renewals: Objective, client: Client) -> None:
    key_result = first(renewals)
    sign_in(client, cast.ingrid).post(
        of_key_result(key_result),
        fields(key_result, weight="3", accountable=cast.jonas.pk, reason="Jonas knows them"),
    )
    entries = HistoryEntry.objects.filter(key_result=key_result).order_by("act")
    assert list(entries.values_list("act", "reason")) == [
        ("accountable_changed", "Jonas knows them"),
        ("weight_changed", "Jonas knows them"),
    ]


def test_a_viewer_cannot_be_made_accountable(cast: Cast, renewals: Objective, client: Client) -> None:
    key_result = first(renewals)
    answer = sign_in(client, cast.ingrid).post(
        of_key_result(key_result), fields(key_result, accountable=cast.viggo.pk, reason="x")
    )
    assert answer.status_code == 422


# Adding, terminating, saying --------------------------------------------------------------------------------


def more(**changed: str) -> dict[str, str]:
    return {
        "title": "Visits",
        "start": "0",
        "target": "12",
        "unit": "visits",
        "due_on": "2026-09-30",
        "trajectory": "reach",
        "weight": "1",
        "measured_by": "updates",
        "reason": "It was missing",
        **changed,
    }


def test_a_fourth_and_fifth_key_result_and_no_sixth(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    for title in ("Visits", "Calls"):
        assert client.post(address(renewals, "key-results"), more(title=title)).status_code == 302
    answer = client.post(address(renewals, "key-results"), more(title="Letters"))
    assert (
        answer.status_code == 422
        and "It has five key results" in answer.content.decode()
        and "Letters" in answer.content.decode()
    )
    assert KeyResult.objects.filter(objective=renewals).count() == 5


def test_a_late_key_result_is_judged_like_any_other(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    for changed, sentence in (
        ({"target": "0"}, "Start and target are the same"),
        ({"due_on": "2026-12-01"}, "is outside Q3 2026"),
        ({"start": ""}, "say by when it will be measured first"),
        ({"reason": ""}, "required"),
        ({"title": ""}, "required"),
    ):
        answer = client.post(address(renewals, "key-results"), more(**changed))
        assert answer.status_code == 422 and sentence in answer.content.decode()
    assert KeyResult.objects.filter(objective=renewals).count() == 3


def test_one_of_three_is_terminated_and_two_are_left(cast: Cast, renewals: Objective, client: Client) -> None:
    key_result = first(renewals)
    sign_in(client, cast.ingrid)
    assert client.post(of_key_result(key_result, "terminate"), {"reason": ""}).status_code == 422
    assert client.post(of_key_result(key_result, "terminate"), {"reason": "Sold"}).status_code == 302
    text = client.get(f"{address(renewals)}?key_result={key_result.public_id}").content.decode()
    assert "2 of 3 left" in text and "Sold" in text
    again = client.post(of_key_result(key_result, "terminate"), {"reason": "Sold"})
    assert again.status_code == 422 and "was terminated" in again.content.decode()


def test_terminating_asks_for_reason_and_lesson_and_names_what_replaces_it(
    cast: Cast, renewals: Objective, client: Client
) -> None:
    other = cast.draft(cast.ingrid, "Something better")
    foreign = cast.draft(cast.jonas, "Not hers")
    sign_in(client, cast.ingrid)
    refused = client.post(address(renewals, "terminate"), {"reason": "The market left", "lesson": ""})
    assert refused.status_code == 422 and "The market left" in refused.content.decode()
    sent = {"reason": "The market left", "lesson": "Ask first"}
    assert client.post(address(renewals, "terminate"), {**sent, "replaced_by": foreign.pk}).status_code == 422
    assert client.post(address(renewals, "terminate"), {**sent, "replaced_by": other.pk}).status_code == 302
    text = client.get(address(renewals)).content.decode()
    assert "The market left" in text and "Ask first" in text and "Something better" in text
    assert "Update key results" not in text and "Change it" not in text
    assert client.post(address(renewals, "terminate"), sent).status_code == 403


def test_its_words_change_with_a_reason(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    sent = {
        "title": "Keep every renewal",
        "why": "They pay for the rest.",
        "ambition": "committed",
        "counts": "key_results",
        "shorter_weight": "1",
        "version": renewals.version,
        "reason": "Clearer",
    }
    assert client.post(address(renewals, "change"), {**sent, "title": "Keep renewals"}).status_code == 422
    assert [client.post(address(renewals, "change"), sent).status_code for _ in range(2)] == [302, 409]
    assert "Keep every renewal" in client.get(address(renewals)).content.decode()


def test_a_judgement_stands_beside_the_figure(cast: Cast, renewals: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    refused = client.post(address(renewals, "judge"), {"note": "All in"})
    assert (
        refused.status_code == 422 and "All in" in refused.content.decode() and not Judgement.objects.exists()
    )
    client.post(address(renewals, "judge"), {"confidence": "risk", "note": "Legal is slow"})
    text = sign_in(client, cast.viggo).get(address(renewals)).content.decode()
    assert "Legal is slow" in text and "At risk" in text


# The history tells every act --------------------------------------------------------------------------------


def test_every_act_the_code_writes_down_has_a_sentence() -> None:
    import re
    from pathlib import Path

    root = Path(__file__).parents[3]
    told = set()
    for path in {*root.glob("objectives/**/*.py"), *root.glob("*/updates/*.py")} - {
        *root.glob("objectives/setup/*")
    }:
        text = path.read_text()
        for call in re.findall(
            r"(?:write_history|tell|say|_tell)\(\s*\w+,[^()]*|write_down\([^()]*|act=[^,]*", text
        ):
            told |= set(
                re.findall(r"\"([a-z]+(?:_[a-z]+)+|linked|submitted|approved|withdrawn|terminated)\"", call)
            )
    told -= {
        "due_on",
        "key_results",
        "sent_back_with",
        "approved_by",
        "activated_on",
        "submitted_at",
        "shorter_weight",
        "measured_by",
    }
    told = {act for act in told if not act.startswith("cycle_")}  # those stand in the organisation's audit
    links = {act for act in told if act.startswith("link")}
    assert {"baseline_set", "link_made_indirect", "sent_back"} <= told
    assert told <= SENTENCES.keys() and links <= FROM_BELOW.keys()


# The list ---------------------------------------------------------------------------------------------------


def listed(client: Client, query: str = "") -> str:
    answer = client.get(f"/fjellvann/objectives/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_mine_the_units_drafts_and_what_waits(cast: Cast, renewals: Objective, client: Client) -> None:
    waiting = submit(objective=cast.draft(cast.ingrid, "Second of mine"), by=cast.ingrid, now=NOW)
    draft = cast.draft(cast.lars, "Close the books faster")
    sign_in(client, cast.ingrid)
    assert "Keep renewals" in listed(client) and "Close the books" not in listed(client)
    assert "Close the books faster" in listed(client, "?show=drafts") and "Keep renewals" in listed(
        client, "?show=unit"
    )
    assert "Nothing waits for you" in listed(client, "?show=waiting")
    sign_in(client, cast.maya)
    text = listed(client, "?show=waiting")
    assert waiting.title in text and draft.title not in text
    assert "Write an objective" in text and "Write an objective" not in listed(sign_in(client, cast.viggo))


def test_a_draft_that_was_set_aside_is_in_no_list(cast: Cast, client: Client) -> None:
    draft = submit(objective=cast.draft(cast.ingrid, "Thought better of it"), by=cast.ingrid, now=NOW)
    delete_draft(objective=withdraw(objective=draft, by=cast.ingrid, now=NOW), by=cast.ingrid, now=NOW)
    assert Objective.objects.get(pk=draft.pk).state == "terminated"
    sign_in(client, cast.ingrid)
    for tab in ("mine", "unit", "drafts", "waiting", "all"):
        assert "Thought better of it" not in listed(client, f"?show={tab}")


@pytest.mark.parametrize("page", ["0", "-1", "²", "9" * 40, "x", "2"])
def test_odd_page_numbers_are_no_error(cast: Cast, client: Client, page: str) -> None:
    listed(sign_in(client, cast.viggo), f"?show=all&page={page}")


def test_the_list_costs_the_same_for_two_and_twenty(cast: Cast, client: Client) -> None:
    def write(count: int) -> None:
        for number in range(count):
            Objective.objects.create(
                title=f"Draft {number}", cycle=cast.q3, owner=cast.ingrid, unit=cast.key_accounts
            )
            person = Membership.objects.create(
                account=cast.ingrid.account.__class__.objects.create_user(
                    f"p{number}.{count}@example.com", name=f"P {number}"
                ),
                name=f"P {number}",
                unit=cast.key_accounts,
                manager=cast.maya,
                joined_on=TODAY,
                role=Role.MEMBER,
            )
            Objective.objects.create(
                title="Waits", cycle=cast.q3, owner=person, unit=cast.key_accounts, state="submitted", slot=1
            )

    sign_in(client, cast.maya)

    def count(tab: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            listed(client, f"?show={tab}")
        return len(queries)

    write(2)
    before = {tab: count(tab) for tab in ("all", "all", "drafts", "waiting", "unit")}
    write(20)
    assert {tab: count(tab) for tab in before} == before
