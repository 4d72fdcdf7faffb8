"""The editor of a draft: saved whole or not at all, coached while typing, submitted, approved, sent back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from objectives.drafts.actions import edit_draft, edit_key_result
from objectives.drafts.approval import edition, submit
from objectives.models import Cycle, KeyResult, Objective
from organisations.models import Locale, Organisation
from tests.cast import NOW, Cast
from tests.factories import KeyResultFactory
from tests.objectives.pages.test_objective import PART, address, sign_in


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(cast: Cast) -> Objective:
    return cast.draft(cast.ingrid, "Keep renewals")


def typed(objective: Objective, **changed: str) -> dict[str, Any]:
    """What the editor posts as it was opened; keys such as `target_2` change the second row, `title_new` the
    empty one."""
    rows = list(KeyResult.objects.filter(objective=objective).order_by("position"))
    sent = {
        "title": objective.title,
        "why": objective.why,
        "ambition": objective.ambition,
        "version": edition(objective),
    }
    for row in rows:
        said = {
            "title": row.title,
            "start": "0",
            "target": "100",
            "unit": "",
            "due_on": row.due_on,
            "trajectory": "reach",
            "weight": "1",
            "accountable": row.accountable_id,
            "measured_by": "updates",
            "benchmark_due": "",
            "milestones": "",
        }
        sent |= {f"{row.public_id}-{name}": value for name, value in said.items()}
    new = {
        "title": "",
        "start": "",
        "target": "",
        "unit": "",
        "due_on": objective.cycle.ends_on,
        "trajectory": "reach",
        "weight": "1",
        "accountable": objective.owner_id or "",
        "measured_by": "updates",
        "benchmark_due": "",
        "milestones": "",
    }
    sent |= {f"new-{name}": value for name, value in new.items()}
    for key, value in changed.items():
        name, _, number = key.rpartition("_")
        prefix = "new" if number == "new" else rows[int(number) - 1].public_id if number.isdigit() else ""
        sent[f"{prefix}-{name}" if prefix else key] = value
    return sent


def save(
    client: Client,
    objective: Objective,
    act: str = "save",
    sent: dict[str, Any] | None = None,
    **changed: str,
) -> Any:
    return client.post(address(objective, "save"), {**(sent or typed(objective, **changed)), "act": act})


def titles(objective: Objective) -> list[str]:
    return list(
        KeyResult.objects.filter(objective=objective).order_by("position").values_list("title", flat=True)
    )


# Who --------------------------------------------------------------------------------------------------------


def test_everyone_reads_a_draft_and_its_owner_and_approver_write(
    cast: Cast, draft: Objective, client: Client
) -> None:
    for who in (cast.ingrid, cast.maya):
        text = sign_in(client, who).get(address(draft)).content.decode()
        assert "Save draft" in text and 'name="version"' in text
        assert ("Save and approve" in text) is (who == cast.maya)
    for who in (cast.viggo, cast.nora, cast.jonas):
        text = sign_in(client, who).get(address(draft)).content.decode()
        assert "Keep renewals: result 1" in text and "Save draft" not in text and "Your answer" not in text
        assert save(client, draft).status_code == 403
        assert client.post(address(draft, "delete"), {}).status_code == 403
        for answer in ("approve", "send_back", "withdraw"):
            assert client.post(address(draft, "decide"), {"answer": answer}).status_code in (403, 422)
    assert sign_in(client, cast.olav).get(address(draft)).status_code == 404
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_viewer_writes_nothing_and_nobody_for_somebody_elses_unit(cast: Cast, client: Client) -> None:
    assert sign_in(client, cast.viggo).get("/fjellvann/objectives/new").status_code == 403
    text = sign_in(client, cast.ingrid).get("/fjellvann/objectives/new").content.decode()
    assert "My own" in text and "Finance" not in text
    sent = {
        "owner": f"unit:{cast.finance.public_id}",
        "cycle": cast.q3.pk,
        "title": "Mine",
        "ambition": "committed",
    }
    assert client.post("/fjellvann/objectives/new", sent).status_code == 422
    assert not Objective.objects.exists()


def test_written_once_though_pressed_twice(cast: Cast, client: Client) -> None:
    sent = {
        "owner": "me",
        "cycle": cast.q3.pk,
        "title": "Keep renewals",
        "why": "Two\r\nlines",
        "ambition": "committed",
    }
    sign_in(client, cast.ingrid)
    first, second = (client.post("/fjellvann/objectives/new", sent) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first["Location"] == second["Location"]
    assert Objective.objects.get().why == "Two\nlines"
    refused = client.post("/fjellvann/objectives/new", {**sent, "title": ""}, **PART)
    assert refused.status_code == 422 and "<html" not in refused.content.decode()


# Saving -----------------------------------------------------------------------------------------------------


def test_words_rows_and_a_new_row_are_saved_at_once(cast: Cast, draft: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    visits = {"title_new": "Visits", "start_new": "0", "target_new": "12", "unit_new": "visits"}
    answer = save(client, draft, title="Keep every renewal", target_2="80", **visits)
    assert (answer.status_code, answer["Location"]) == (302, address(draft))
    draft.refresh_from_db()
    assert draft.title == "Keep every renewal" and titles(draft)[-1] == "Visits"
    assert [row.target for row in KeyResult.objects.filter(objective=draft).order_by("position")] == [
        100,
        80,
        100,
        12,
    ]


def test_saving_nothing_new_changes_nothing(cast: Cast, draft: Objective, client: Client) -> None:
    before = edition(draft)
    assert save(sign_in(client, cast.ingrid), draft).status_code == 302
    draft.refresh_from_db()
    assert edition(draft) == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "required"),
        ({"title_1": ""}, "required"),
        ({"target_1": "lots"}, "“lots” is not a number"),
        ({"target_1": "0"}, "Start and target are the same"),
        ({"target_1": ""}, "Say where it is to end"),
        ({"start_1": ""}, "say by when it will be measured first"),
        ({"due_on_1": "2026-12-24"}, "is outside Q3 2026"),
        ({"title_new": "Visits", "target_new": "many"}, "“many” is not a number"),
        ({"unit_new": "visits"}, "required"),
        ({"measured_by_1": "contributions", "unit_1": "%"}, "do not add up"),
    ],
)
def test_what_is_refused_keeps_all_that_was_typed_and_writes_nothing(
    cast: Cast, draft: Objective, client: Client, changed: dict[str, str], sentence: str
) -> None:
    before = edition(draft)
    answer = save(
        sign_in(client, cast.ingrid), draft, **{"why": "Typed beside it", "target_3": "55", **changed}
    )
    text = answer.content.decode()
    assert (
        answer.status_code == 422 and sentence in text and "Typed beside it" in text and 'value="55"' in text
    )
    assert f'name="version" value="{before}"' in text, "so that the next try is not taken for a stale one"
    draft.refresh_from_db()
    assert draft.why == "" and edition(draft) == before and len(titles(draft)) == 3


def test_a_norwegian_types_a_comma(cast: Cast, draft: Objective, client: Client) -> None:
    Organisation.objects.filter(pk=cast.organisation.pk).update(locale=Locale.NORWEGIAN)
    save(sign_in(client, cast.ingrid), draft, target_1="5,9")
    assert KeyResult.objects.filter(objective=draft, target="5.9").exists()
    assert 'value="5,9"' in client.get(address(draft)).content.decode()


def test_milestones_are_steps(cast: Cast, draft: Objective, client: Client) -> None:
    save(sign_in(client, cast.ingrid), draft, title_new="The move", milestones_new="Pack\r\nDrive\r\nUnpack")
    row = KeyResult.objects.get(objective=draft, title="The move")
    assert (row.measure, row.target) == ("milestones", 3)


def test_a_stale_draft_is_409_shows_what_was_typed_and_writes_nothing(
    cast: Cast, draft: Objective, client: Client
) -> None:
    opened = typed(draft, target_1="70", title="Mine")
    row = KeyResult.objects.filter(objective=draft).order_by("position")[1]
    edit_key_result(key_result=row, target=90, by=cast.maya, now=NOW)
    cast.key_result(draft, "Maya's")
    answer = save(sign_in(client, cast.ingrid), draft, sent=opened)
    text = answer.content.decode()
    assert answer.status_code == 409 and "Somebody saved this draft meanwhile" in text
    assert 'value="Mine"' in text and 'value="70"' in text and "Maya&#x27;s" in text
    cells = re.findall(r"<t[hd][^>]*>([^<]*)", text[text.index('id="both-title"') : text.index("</table>")])
    assert cells[4:] == [
        "Objective",
        "Keep renewals",
        "Mine",
        "Key result 1, target",
        "100",
        "70",
        "Key result 2, target",
        "90",
        "100",
    ]
    assert KeyResult.objects.get(pk=row.pk).target == 90 and len(titles(draft)) == 4
    assert f'name="version" value="{edition(draft)}"' in text


def test_a_new_row_sent_twice_is_written_once(cast: Cast, draft: Objective, client: Client) -> None:
    sent = typed(draft, title_new="Visits", start_new="0", target_new="12")
    sign_in(client, cast.ingrid)
    assert [save(client, draft, sent=sent).status_code for _ in range(2)] == [302, 409]
    assert titles(draft).count("Visits") == 1


def test_rows_are_moved_and_removed_without_script(cast: Cast, draft: Objective, client: Client) -> None:
    rows = list(KeyResult.objects.filter(objective=draft).order_by("position"))
    sign_in(client, cast.ingrid)
    assert save(client, draft, f"up:{rows[2].public_id}").status_code == 302
    assert titles(draft) == [rows[0].title, rows[2].title, rows[1].title]
    save(client, draft, f"down:{rows[0].public_id}")
    assert titles(draft) == [rows[2].title, rows[0].title, rows[1].title]
    save(client, draft, f"remove:{rows[0].public_id}", sent=typed(draft))
    assert titles(draft) == [rows[2].title, rows[1].title]
    assert save(client, draft, "remove:nobody").status_code == 302


def test_the_coach_reads_what_is_typed_and_writes_nothing(
    cast: Cast, draft: Objective, client: Client
) -> None:
    sign_in(client, cast.ingrid)
    answer = client.post(
        address(draft, "save"),
        {**typed(draft, title_2="Launch the portal", target_3="x"), "act": "coach"},
        **PART,
    )
    text = answer.content.decode()
    assert answer.status_code == 200 and 'id="coach"' in text and "<html" not in text and "Launch" in text
    assert "Launch the portal" not in titles(draft)


def test_advice_stands_under_the_row_it_is_about(cast: Cast, draft: Objective, client: Client) -> None:
    """A row without a title is not counted by the coach; the advice of those below it stays theirs."""
    sign_in(client, cast.ingrid)
    text = save(client, draft, title_1="", title_3="Launch the portal").content.decode()
    third = text[text.index('aria-label="Key result 3"') :]
    assert "reads like a task" in third[: third.index('aria-label="A new key result"')]


# Submitting and deciding ------------------------------------------------------------------------------------


def test_submitted_with_the_last_words_and_once_though_pressed_twice(
    cast: Cast, draft: Objective, client: Client
) -> None:
    sent = typed(draft, title="Keep every renewal")
    sign_in(client, cast.ingrid)
    assert [save(client, draft, "submit", sent=sent).status_code for _ in range(2)] == [302, 302]
    draft.refresh_from_db()
    assert (draft.state, draft.title, draft.history.count()) == ("submitted", "Keep every renewal", 1)
    assert "It waits for Maya Berg" in client.get(address(draft)).content.decode()


def test_two_key_results_are_too_few_and_six_too_many(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ingrid)
    for count, sentence in ((2, "three to five are needed"), (6, "at most five")):
        draft = cast.draft(cast.ingrid, f"With {count}", key_results=count)
        answer = save(client, draft, "submit", why="Because")
        assert (
            answer.status_code == 422
            and sentence in answer.content.decode()
            and "Because" in answer.content.decode()
        )
        draft.refresh_from_db()
        assert (draft.state, draft.why) == ("draft", "")


def test_a_fourth_objective_stays_a_draft(cast: Cast, draft: Objective, client: Client) -> None:
    for number in range(3):
        cast.active(cast.ingrid, f"Held {number}")
    answer = save(sign_in(client, cast.ingrid), draft, "submit")
    assert answer.status_code == 422 and "has three objectives in Q3 2026 already" in answer.content.decode()
    assert Objective.objects.get(pk=draft.pk).state == "draft"


def test_a_closing_cycle_takes_no_submissions(cast: Cast, draft: Objective, client: Client) -> None:
    Cycle.objects.filter(pk=cast.q3.pk).update(state="closing")
    answer = save(sign_in(client, cast.ingrid), draft, "submit")
    assert answer.status_code == 422 and "choose the next cycle" in answer.content.decode()


def test_the_approver_approves_what_was_read(cast: Cast, draft: Objective, client: Client) -> None:
    submitted = submit(objective=draft, by=cast.ingrid, now=NOW)
    text = sign_in(client, cast.maya).get(address(draft)).content.decode()
    seen = edition(submitted)
    assert f'name="version" value="{seen}"' in text and "Approve" in text
    edit_draft(objective=submitted, title="Another thing", by=cast.ingrid, now=NOW)
    stale = client.post(address(draft, "decide"), {"answer": "approve", "version": seen})
    assert stale.status_code == 409 and "changed since you opened it" in stale.content.decode()
    sent = {"answer": "approve", "version": edition(Objective.objects.get(pk=draft.pk))}
    assert client.post(address(draft, "decide"), sent).status_code == 302
    assert client.post(address(draft, "decide"), sent).status_code == 302, "pressed twice"
    assert Objective.objects.get(pk=draft.pk).state == "active"


def test_sending_back_needs_words_and_keeps_them(cast: Cast, draft: Objective, client: Client) -> None:
    submit(objective=draft, by=cast.ingrid, now=NOW)
    sign_in(client, cast.maya)
    refused = client.post(address(draft, "decide"), {"answer": "send_back", "comment": " "})
    assert refused.status_code == 422 and "Say what is missing" in refused.content.decode()
    client.post(address(draft, "decide"), {"answer": "send_back", "comment": "Which customers?"})
    assert "Which customers?" in sign_in(client, cast.ingrid).get(address(draft)).content.decode()


def test_the_owner_takes_it_back_and_cannot_approve_it(cast: Cast, draft: Objective, client: Client) -> None:
    submit(objective=draft, by=cast.ingrid, now=NOW)
    sign_in(client, cast.ingrid)
    assert client.post(address(draft, "decide"), {"answer": "approve", "version": ""}).status_code == 403
    assert client.post(address(draft, "decide"), {"answer": "withdraw"}).status_code == 302
    assert Objective.objects.get(pk=draft.pk).state == "draft"


def test_an_approver_saves_and_approves_in_one_step(cast: Cast, draft: Objective, client: Client) -> None:
    assert save(sign_in(client, cast.maya), draft, "approve", title="Keep every renewal").status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.title, draft.approved_by) == ("active", "Keep every renewal", cast.maya)
    assert save(sign_in(client, cast.ingrid), draft, title="Too late").status_code == 409
    assert Objective.objects.get(pk=draft.pk).title == "Keep every renewal"


def test_written_on_while_it_was_submitted_says_so(cast: Cast, draft: Objective, client: Client) -> None:
    opened = typed(draft, title="More words")
    submit(objective=draft, by=cast.ingrid, now=NOW)
    answer = save(sign_in(client, cast.ingrid), draft, sent=opened)
    assert answer.status_code == 409 and "what you typed was not saved" in answer.content.decode()


def test_deleting_asks_first(cast: Cast, draft: Objective, client: Client) -> None:
    sign_in(client, cast.ingrid)
    assert "Delete the draft" in client.get(address(draft, "delete"), **PART).content.decode()
    assert Objective.objects.filter(pk=draft.pk).exists()
    assert client.post(address(draft, "delete"), {})["Location"] == "/fjellvann/objectives/"
    assert not Objective.objects.filter(pk=draft.pk).exists()
    assert client.post(address(draft, "delete"), {}).status_code == 404


def test_the_editor_costs_the_same_for_two_and_twenty_rows(
    cast: Cast, draft: Objective, client: Client
) -> None:
    sign_in(client, cast.ingrid)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address(draft)).status_code == 200
        return len(queries)

    count()
    before = count()
    for number in range(17):
        KeyResultFactory(
            objective=draft, accountable=cast.ingrid, title=f"More {number}", slot=None, position=number + 4
        )
    assert count() == before
