"""Where an objective leads, from its page: proposed, asked, accepted, shown only, declined; loops and double
counts refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from objectives.alignment import actions as alignment_actions
from objectives.models import Alignment, KeyResult, Objective
from objectives.rollup import drain_batch
from tests.cast import NOW, TODAY, Cast
from tests.objectives.pages.test_objective import PART, address, sign_in


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goals(cast: Cast) -> tuple[Objective, Objective, Objective]:
    """The company's, Sales' and Ingrid's active objectives."""
    company = cast.active(cast.company, "Grow profitably", cycle=cast.year)
    return company, cast.active(cast.sales, "Win the north"), cast.active(cast.ingrid, "Keep renewals")


Goals = tuple[Objective, Objective, Objective]


def link(client: Client, child: Objective, parent: Objective | KeyResult, **fields: str) -> Any:
    name = "key_result" if isinstance(parent, KeyResult) else "objective"
    extra: Any = fields.pop("extra", {})
    sent = {name: parent.public_id, "kind": "direct", "how": "", **fields}
    return client.post(address(child, "link"), sent, **extra)


def on(row: Alignment, act: str) -> str:
    return f"/fjellvann/links/{row.public_id}/{act}"


def test_ingrid_proposes_and_sales_is_asked_what_it_counts(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    assert link(sign_in(client, cast.ingrid), ingrids, sales).status_code == 302
    row = Alignment.objects.get()
    assert row.state == "proposed"
    assert "Waits for Maya" in client.get(address(sales)).content.decode()
    text = sign_in(client, cast.maya).get(address(sales)).content.decode()
    assert "Waits for you" in text and on(row, "answer") in text
    asked = client.post(on(row, "answer"), {"answer": "accept", "weight": "3"}, **PART).content.decode()
    assert "From now on its progress is the mean of" in asked and "<html" not in asked
    assert '<option value="3" selected>' in asked and 'value="both"' in asked
    assert Alignment.objects.get().state == "proposed", "asking decides nothing"
    assert (
        client.post(on(row, "answer"), {"answer": "accept", "weight": "3", "counts": "both"}).status_code
        == 302
    )
    row.refresh_from_db()
    sales.refresh_from_db()
    assert (row.state, row.weight, sales.counts) == ("accepted", 3, "both")
    again = client.post(on(row, "answer"), {"answer": "accept", "weight": "3"})
    assert again.status_code == 422 and "not proposed any more" in again.content.decode()


@pytest.mark.parametrize("answer", ["both", "key_results"])
def test_who_may_edit_the_parent_is_asked_while_linking(
    cast: Cast, goals: Goals, client: Client, answer: str
) -> None:
    _, sales, ingrids = goals
    asked = link(sign_in(client, cast.maya), ingrids, sales, extra=PART)
    assert (
        asked.status_code == 200
        and "From now on" in asked.content.decode()
        and not Alignment.objects.exists()
    )
    assert link(client, ingrids, sales, counts=answer).status_code == 302
    sales.refresh_from_db()
    assert (Alignment.objects.get().state, sales.counts) == ("accepted", answer)
    other = cast.active(cast.jonas, "Open accounts")
    assert link(client, other, sales).status_code == 302, "only the first one asks"
    sales.refresh_from_db()
    assert sales.counts == answer, "and the next one does not decide anew"


def test_a_link_to_a_key_result_asks_how_that_is_measured(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    result = KeyResult.objects.filter(objective=sales)[0]
    assert (
        "From now on it is measured by" in link(sign_in(client, cast.maya), ingrids, result).content.decode()
    )
    link(client, ingrids, result, measured_by="updates")
    result.refresh_from_db()
    assert (Alignment.objects.get().parent_key_result, result.measured_by) == (result, "updates")


def test_a_loop_is_refused_beside_the_field(cast: Cast, goals: Goals, client: Client) -> None:
    company, sales, _ = goals
    alignment_actions.link(
        child=company, parent=sales, kind="indirect", how="It pays for it.", by=cast.henrik, now=NOW
    )
    sign_in(client, cast.maya)
    for extra in ({}, PART):
        answer = link(client, sales, company, counts="both", extra=extra)
        text = answer.content.decode()
        assert answer.status_code == 422 and "go in circles" in text and "error-box" in text
        assert f'name="objective" value="{company.public_id}"' in text
    assert Alignment.objects.count() == 1


def test_what_counts_already_is_offered_as_shown_only(cast: Cast, goals: Goals, client: Client) -> None:
    company, sales, ingrids = goals
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    alignment_actions.link(child=sales, parent=company, by=cast.henrik, now=NOW)
    sign_in(client, cast.ingrid)
    answer = link(client, ingrids, company)
    text = answer.content.decode()
    assert (
        answer.status_code == 422
        and "a result counts once" in text
        and "shown only" in text
        and 'id="id_kind_error"' in text
    )
    without = link(client, ingrids, company, kind="indirect")
    assert without.status_code == 422 and "Say in a sentence how" in without.content.decode()
    assert 'id="id_how_error"' in without.content.decode()
    assert link(client, ingrids, company, kind="indirect", how="They tell us more.").status_code == 302
    assert "They tell us more." in client.get(address(company)).content.decode()


def test_sent_twice_it_is_there_once(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    sign_in(client, cast.ingrid)
    answers = [link(client, ingrids, sales) for _ in range(2)]
    assert [each.status_code for each in answers] == [302, 422] and "leads there already" in answers[
        1
    ].content.decode()
    assert link(client, ingrids, ingrids).status_code == 422
    assert Alignment.objects.count() == 1


def test_only_the_parents_side_answers(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    row = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    for who in (cast.ingrid, cast.nora, cast.viggo, cast.astrid):
        sign_in(client, who)
        for answer in ("accept", "show_only", "decline"):
            assert client.post(on(row, "answer"), {"answer": answer, "weight": "1"}).status_code == 403
        assert client.post(on(row, "decline")).status_code == 403
        assert client.get(on(row, "effect")).status_code == 200
    for who in (cast.nora, cast.viggo):
        assert sign_in(client, who).get(on(row, "edit")).status_code == 403
        assert client.post(address(ingrids, "link"), {}).status_code == 403
    sign_in(client, cast.olav)
    for act in ("answer", "decline"):
        assert client.post(on(row, act)).status_code == 404
    assert Alignment.objects.get().state == "proposed"


def test_shown_only_and_declined(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    row = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    sign_in(client, cast.maya)
    assert client.post(on(row, "answer"), {"answer": "show_only"}).status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.state) == ("indirect", "accepted")
    row.delete()
    row = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    assert [client.post(on(row, "decline")).status_code for _ in range(2)] == [302, 422], (
        "declined twice is no error of ours"
    )
    text = client.get(address(sales)).content.decode()
    assert "declined a link from below" in text and "Waits for you" not in text


def test_a_weight_is_one_to_five(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    row = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    sign_in(client, cast.maya)
    for weight in ("0", "6", "x", ""):
        assert client.post(on(row, "answer"), {"answer": "accept", "weight": weight}).status_code == 422
        assert client.get(f"{on(row, 'effect')}?weight={weight}").content.decode() == "A weight from 1 to 5."
    drain_batch(today=TODAY)
    assert client.get(f"{on(row, 'effect')}?weight=2").content.decode() == "would leave 0%"


def test_weighed_again_and_removed_by_either_side(cast: Cast, goals: Goals, client: Client) -> None:
    _, sales, ingrids = goals
    row = alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    sign_in(client, cast.maya)
    assert client.post(on(row, "edit"), {"weight": "9"}).status_code == 422
    assert client.post(on(row, "edit"), {"weight": "4"}).status_code == 302
    row.refresh_from_db()
    assert row.weight == 4
    assert "Remove the link" in sign_in(client, cast.ingrid).get(on(row, "edit"), **PART).content.decode()
    assert client.post(on(row, "edit"), {}).status_code == 302
    assert not Alignment.objects.exists()
    assert client.post(on(row, "edit"), {}).status_code == 404
