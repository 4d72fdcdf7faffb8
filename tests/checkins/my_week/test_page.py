"""My week as a page: what it shows, who is refused, without script and with it, and how many queries it
takes."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins.models import ActionItem, AgendaItem, Guest, WeeklyAnswers
from objectives.models import Figure, KeyResult, Update
from objectives.rollup import drain_batch
from objectives.updates import impact
from organisations.models import Locale, Membership, Organisation, Unit
from organisations.tenancy import within
from tests import ground, worlds
from tests.cast import Cast
from tests.cast import settle as settle_cast
from tests.checkins.week_of_ingrid import NOW, Week, give, settle, state_of, with_steps
from tests.factories import ActionItemFactory, KeyResultFactory

WORLD = "week"

PART: Any = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


@pytest.fixture
def ingrid(week: Week, client: Client) -> Client:
    client.force_login(week.cast.ingrid.account)
    return client


def page(client: Client, query: str = "") -> str:
    return client.get(f"/fjellvann/my-week/{query}").content.decode()


def address(week: Week, row: str, what: str = "updates") -> str:
    return f"/fjellvann/key-results/{week.rows[row].public_id}/{what}"


def save(client: Client, week: Week, row: str, **fields: Any) -> Any:
    extra = fields.pop("extra", PART)
    return client.post(
        address(week, row), {"request_id": str(uuid4()), "confidence": "on", **fields}, **extra
    )


# The page ---------------------------------------------------------------------------------------------------


def test_the_page_says_when_we_meet_and_whether_i_am_ready(ingrid: Client, week: Week) -> None:
    Guest.objects.create(check_in=week.next_meeting(), membership=week.cast.henrik)
    text = page(ingrid)
    assert "Tuesday 18 August, week 34" in text
    assert "Next 1-on-1, in 2 days" in text and "Thu 10:00 with Maya" in text
    assert "Teams, 30 min" in text and "Henrik is joining" in text
    assert "4 of 6 key results updated" in text
    assert text.count('class="kr is-open"') == 2 and text.count('class="kr is-saved"') == 4
    assert "Due Thu" in text and "Last value Tue 11 Aug" in text and "Updated today 08:12" in text


def test_where_each_objective_leads_and_which_of_mine_reach_the_company(ingrid: Client, week: Week) -> None:
    text = page(ingrid)
    line = text[text.index('id="corp"') : text.index("week-band")]
    assert "Significant growth" in line and "2 of yours" in line
    assert "Moved by" in line and "Supported by" in line  # Shorten the road only supports
    assert "<b>Sales</b>" in text and "<b>Fjellvann AS</b>" in text


def test_changes_are_counted_from_the_last_check_in(ingrid: Client, week: Week) -> None:
    text = page(ingrid)
    assert "+1.6" in text and "\u22120.7" in text and "this week" in text
    assert "Nordvik waits for frame prices." in text


def test_a_saved_row_says_what_it_moved(ingrid: Client, week: Week) -> None:
    drain_batch(today=NOW.date())
    text = page(ingrid)
    # Upsell 15.2 -> 16.8 of 12..20 is 20 points of its objective's 3 key results; half of Sales', half of
    # Growth's.
    assert "Significant growth with sustained profitability</a>" in text and "points</b>" in text


def test_numbers_are_written_in_the_readers_locale(ingrid: Client, week: Week) -> None:
    Organisation.objects.filter(pk=week.organisation.pk).update(locale=Locale.NORWEGIAN)
    assert "16,8\u00a0%" in page(ingrid)


def test_one_may_open_a_saved_row_without_script(ingrid: Client, week: Week) -> None:
    answer = ingrid.get(address(week, "Upsell", "update"))
    assert (
        answer["Location"]
        == f"/fjellvann/my-week/?edit={week.rows['Upsell'].public_id}#kr-{week.rows['Upsell'].public_id}"
    )
    assert page(ingrid, f"?edit={week.rows['Upsell'].public_id}").count('class="kr is-open"') == 3


def test_the_number_of_queries_does_not_grow_with_the_rows(ingrid: Client, week: Week) -> None:
    drain_batch(today=NOW.date())
    page(ingrid)  # once, so that content types and the like are known

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(ingrid)
        return len(queries)

    before = count()
    for number in range(14):
        row = KeyResultFactory(
            objective=week.accounts, accountable=week.cast.ingrid, title=f"More {number}", slot=None
        )
        if number % 2:
            give(row, number)
    drain_batch(today=NOW.date())
    assert count() == before
    assert before <= 26, "six for the door, two for the test's own savepoint, eighteen for the page"


# Nothing to update ------------------------------------------------------------------------------------------


def see(client: Client, who: Membership) -> str:
    client.force_login(who.account)
    return page(client)


def test_a_viewer_reads_along(week: Week, client: Client) -> None:
    assert "Viewers own no objectives" in see(client, week.cast.viggo)


def test_a_unit_that_has_not_started_is_asked_for_nothing(week: Week, client: Client) -> None:
    Unit.objects.filter(pk=week.cast.finance.pk).update(live_from=date(2026, 10, 1))
    text = see(client, week.cast.nora)
    assert "Finance has not started yet" in text and "Thursday 1 October" in text


def test_with_no_objectives_and_with_drafts(week: Week, client: Client) -> None:
    Unit.objects.filter(pk=week.cast.finance.pk).update(stage="pilot")
    assert "Your key results for Q3 2026 will be here" in see(client, week.cast.nora)
    week.cast.draft(week.cast.nora)
    assert "still drafts" in see(client, week.cast.nora)


def test_with_no_cycle_running(week: Week, client: Client) -> None:
    with time_machine.travel(datetime(2031, 3, 3, 9, tzinfo=NOW.tzinfo)):
        assert "No cycle is running" in see(client, week.cast.nora)


def test_without_a_series_the_organisations_day_is_the_check_in(week: Week, client: Client) -> None:
    text = see(client, week.cast.maya)
    assert "Check-in day, in 2 days" in text and "Thu 16:00" in text


def test_strangers_get_a_404_and_guests_of_the_house_a_sign_in(week: Week, client: Client) -> None:
    assert client.get("/fjellvann/my-week/").status_code == 302
    client.force_login(week.cast.olav.account)
    assert client.get("/fjellvann/my-week/").status_code == 404


# Updating ---------------------------------------------------------------------------------------------------


def test_saving_answers_with_the_row_the_count_the_figure_and_an_undo(ingrid: Client, week: Week) -> None:
    answer = save(ingrid, week, "Accounts", value="31", note="Two more", version=version_of(week, "Accounts"))
    text = answer.content.decode()
    assert answer.status_code == 200 and 'class="kr is-saved"' in text
    assert "5 of 6 key results updated" in text and "innerHTML:#wk-count" in text
    # 60 %, 84 % and 23 of 32 steps: (600,000 + 840,000 + 718,750) / 3
    assert f"innerHTML:#figure-{week.accounts.public_id}" in text and "72%" in text
    assert "Saved 31" in text and f"key-results/{week.rows['Accounts'].public_id}/undo" in text
    assert f"#kr-{week.rows['Average'].public_id}" in text  # the next open one
    assert "moved?tries=1" in text


def version_of(week: Week, row: str) -> str:
    from objectives.updates.actions import version

    return version(state_of(week.rows[row]))


def test_after_the_last_one_i_am_ready(ingrid: Client, week: Week) -> None:
    save(ingrid, week, "Accounts", value="31")
    text = save(ingrid, week, "Average", no_change="1", value="60").content.decode()
    assert "6 of 6 key results updated" in text and "You are ready" in text and "Kept at 60 days" in text


def test_without_script_the_form_posts_and_redirects_to_its_row(ingrid: Client, week: Week) -> None:
    answer = save(ingrid, week, "Accounts", value="31", extra={})
    assert answer.status_code == 302
    assert answer["Location"] == f"/fjellvann/my-week/#kr-{week.rows['Accounts'].public_id}"
    assert "Saved 31" in page(ingrid)


def test_a_form_never_sends_one_elsewhere(ingrid: Client, week: Week) -> None:
    elsewhere = (
        "https://evil.example/",
        "//evil.example/fjellvann/",
        "/havblikk/my-week/",
        "/fjellvann.evil.example/",
    )
    for value, here in enumerate(elsewhere, start=30):
        answer = save(ingrid, week, "Accounts", value=str(value), here=here, extra={})
        assert answer["Location"].startswith("/fjellvann/")
    answer = save(ingrid, week, "Accounts", value="35", here="/fjellvann/check-ins/abc/", extra={})
    assert answer["Location"].startswith("/fjellvann/check-ins/abc/#kr-")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("sixty", "is not a number"),
        ("", "Type a number"),
        ("5.9", "5.9 days is far below the target of 53. Did you mean 59?"),
        ("99999999999999999999", "more digits"),
        ("999999999999999m", "too large"),
    ],
)
@pytest.mark.parametrize("extra", [PART, {}])
def test_what_cannot_be_kept_stays_typed_beside_a_sentence(
    ingrid: Client, week: Week, typed: str, sentence: str, extra: Any
) -> None:
    answer = save(ingrid, week, "Average", value=typed, note="Because <b>", confidence="off", extra=extra)
    text = answer.content.decode()
    assert answer.status_code == 422 and sentence in text
    assert "Because &lt;b&gt;" in text and 'value="off" data-key="3" checked' in text
    assert state_of(week.rows["Average"]).current == 60
    assert ("<html" in text) == (not extra)


def test_the_fix_is_a_button_and_so_is_keeping_it(ingrid: Client, week: Week) -> None:
    text = save(ingrid, week, "Average", value="5.9").content.decode()
    assert 'name="value" value="59"' in text and 'name="sure" value="1"' in text
    assert save(ingrid, week, "Average", value="5.9", sure="1").status_code == 200
    assert state_of(week.rows["Average"]).current == Decimal("5.9")


def test_a_comma_is_a_decimal_sign_where_it_is_one(ingrid: Client, week: Week) -> None:
    Organisation.objects.filter(pk=week.organisation.pk).update(locale=Locale.NORWEGIAN)
    assert save(ingrid, week, "Average", value="59,5 days").status_code == 200
    assert state_of(week.rows["Average"]).current == Decimal("59.5")


def test_a_note_of_six_hundred_characters_is_not_cut(ingrid: Client, week: Week) -> None:
    answer = save(ingrid, week, "Average", value="59", note="n" * 600)
    assert answer.status_code == 422 and "this one has 600" in answer.content.decode()


@pytest.mark.parametrize("extra", [PART, {}])
def test_a_stale_form_shows_both_values(ingrid: Client, week: Week, extra: Any) -> None:
    seen = version_of(week, "Average")
    give(week.rows["Average"], 58, by=week.cast.maya, check_in=week.next_meeting())
    answer = save(ingrid, week, "Average", value="59", version=seen, note="mine", extra=extra)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Maya saved first" in text and "58 days" in text and 'value="mine"' in text
    again = save(ingrid, week, "Average", value="59", version=version_of(week, "Average"))
    assert again.status_code == 200 and state_of(week.rows["Average"]).current == 59
    kept = save(ingrid, week, "Average", value="57", keep_theirs="1", version=seen)
    assert kept.status_code == 200 and state_of(week.rows["Average"]).current == 59


def test_a_draft_is_refused_with_a_sentence(ingrid: Client, week: Week) -> None:
    draft = week.cast.draft(week.cast.ingrid, cycle=week.cast.q4)
    key_result = draft.key_results.first()
    assert key_result is not None
    answer = ingrid.post(
        f"/fjellvann/key-results/{key_result.public_id}/updates", {"value": "5", "confidence": "on"}, **PART
    )
    assert answer.status_code == 422 and "not active yet" in answer.content.decode()


def test_who_may_not_is_refused_and_changes_nothing(week: Week, client: Client) -> None:
    for who, status in (
        (week.cast.nora, 403),
        (week.cast.viggo, 403),
        (week.cast.maya, 403),
        (week.cast.olav, 404),
    ):
        client.force_login(who.account)
        assert save(client, week, "Accounts", value="31").status_code == status
        assert client.get(address(week, "Accounts", "update"), **PART).status_code == status
        assert client.post(address(week, "Accounts", "undo"), {"update": "x"}, **PART).status_code == status
    client.force_login(week.cast.viggo.account)
    assert client.get(address(week, "Accounts", "row"), **PART).status_code == 200
    assert (
        client.get(f"/fjellvann/key-results/{week.next_meeting().public_id}/row", **PART).status_code == 404
    )
    assert state_of(week.rows["Accounts"]).current == 29


def test_undo_opens_the_row_again(ingrid: Client, week: Week) -> None:
    save(ingrid, week, "Accounts", value="31")
    newest = Update.objects.get(value=31)
    answer = ingrid.post(
        address(week, "Accounts", "undo"), {"update": newest.public_id, "request_id": str(uuid4())}, **PART
    )
    text = answer.content.decode()
    assert 'class="kr is-open"' in text and "4 of 6 key results updated" in text and "Undone" in text
    assert state_of(week.rows["Accounts"]).current == 29


def test_what_it_moved_is_asked_for_until_the_roll_up_is_through(ingrid: Client, week: Week) -> None:
    drain_batch(today=NOW.date())
    save(ingrid, week, "Accounts", value="39")
    ask = address(week, "Accounts", "moved")
    assert "moved?tries=2" in ingrid.get(f"{ask}?tries=1", **PART).content.decode()
    assert "hx-get" not in ingrid.get(f"{ask}?tries=3", **PART).content.decode()
    drain_batch(today=NOW.date())
    text = ingrid.get(f"{ask}?tries=2", **PART).content.decode()
    # 10 of 32 are 31.25 points: a third of that in the objective, half of it in Sales; its quarter is 92 of
    # 365 days, and counts half in Growth: 31.25 / 3 / 2 * 92 / 365 / 2 = 0.66
    assert "Significant growth" in text and "+0.7 points" in text and "hx-get" not in text


def test_milestones_are_boxes(ingrid: Client, week: Week) -> None:
    key_result, steps = with_steps(week.road, ("Draft", "Legal", "Signed"))
    assert f'name="step" value="{steps[0].public_id}"' in page(ingrid)
    week.rows["Steps"] = key_result
    answer = save(ingrid, week, "Steps", step=[steps[0].public_id, steps[2].public_id])
    assert answer.status_code == 200 and state_of(key_result).current == 2


def test_one_update_takes_at_most_twelve_queries(own_database: ground.OwnDatabase, client: Client) -> None:
    cast = settle_cast()
    with within(cast.organisation), time_machine.travel(NOW, tick=False):
        story = settle(cast)
    client.force_login(cast.ingrid.account)
    with time_machine.travel(NOW, tick=False), CaptureQueriesContext(connection) as queries:
        answer = save(client, story, "Accounts", value="31", note="n")
    asked = [each["sql"] for each in queries if each["sql"] not in ("BEGIN", "COMMIT")]
    assert answer.status_code == 200
    assert len(asked) <= 12, "\n".join(sql[:160] for sql in asked)


# The three questions ----------------------------------------------------------------------------------------


def answer(client: Client, *answers: str, **extra: Any) -> Any:
    fields = {f"q{place}": text for place, text in enumerate(answers, start=1)}
    return client.post("/fjellvann/my-week/answers", {**fields, "week": "2026-08-17"}, **extra)


def test_answers_are_kept_for_the_week_and_the_third_stands_on_the_agenda_at_once(
    ingrid: Client, week: Week
) -> None:
    text = answer(ingrid, "Bryggen took the package", "", "Legal review", **PART).content.decode()
    assert "On Thursday\u2019s agenda" in text and "Legal review" in text
    saved = WeeklyAnswers.objects.get()
    assert (saved.membership, saved.week) == (week.cast.ingrid, date(2026, 8, 17))
    assert [one["answer"] for one in saved.answers] == ["Bryggen took the package", "", "Legal review"]
    item = AgendaItem.objects.get(check_in=week.next_meeting())
    assert (item.text, item.about) == ("Legal review", f"in_the_way:{week.cast.ingrid.pk}")
    answer(ingrid, "Bryggen took the package", "", "Legal review of the standard contract", **PART)
    assert AgendaItem.objects.get().text == "Legal review of the standard contract"
    shown = page(ingrid)
    assert (
        "Bryggen took the package" in shown
        and "Your answer this week." in shown
        and "Only Maya and you" in shown
    )
    answer(ingrid, "Bryggen took the package", "", "")
    assert not AgendaItem.objects.exists()
    assert "Nothing is in the way." in page(ingrid)


def test_an_item_that_was_dealt_with_is_not_put_on_the_agenda_again(ingrid: Client, week: Week) -> None:
    answer(ingrid, "", "", "Legal review", **PART)
    AgendaItem.objects.update(done_at=NOW)
    answer(ingrid, "", "", "Legal review, still", **PART)
    assert AgendaItem.objects.get().text == "Legal review"


def test_without_a_series_the_answer_waits_on_the_page(week: Week, client: Client) -> None:
    client.force_login(week.cast.maya.account)
    answer(client, "", "", "Frame prices")
    text = page(client)
    assert "Frame prices" in text and not AgendaItem.objects.exists()


def test_a_long_answer_is_refused_and_kept_as_typed(ingrid: Client, week: Week) -> None:
    refused = answer(ingrid, "x" * 301, "", "")
    assert refused.status_code == 422 and "x" * 301 in refused.content.decode()
    assert answer(ingrid, "x" * 301, "", "", **PART).status_code == 422
    assert not WeeklyAnswers.objects.exists()


def test_the_week_of_the_form_is_this_one_or_the_last(ingrid: Client, week: Week) -> None:
    for typed, kept in (
        ("2026-08-10", "2026-08-10"),
        ("1999-01-04", "2026-08-17"),
        ("x", "2026-08-17"),
        ("2026-02-30", "2026-08-17"),
    ):
        ingrid.post("/fjellvann/my-week/answers", {"q1": typed, "week": typed}, **PART)
        assert WeeklyAnswers.objects.get(week=kept).answers[0]["answer"] == typed


# Actions ----------------------------------------------------------------------------------------------------


def test_my_actions_are_due_and_ticked_off(ingrid: Client, week: Week) -> None:
    action = ActionItemFactory(
        check_in=week.next_meeting(), due_on=date(2026, 8, 20), text="Send Amir the ten accounts"
    )
    other = ActionItemFactory(check_in=week.next_meeting(), owner=week.cast.maya, text="Read the contract")
    text = page(ingrid)
    assert "Send Amir the ten accounts" in text and "Thu 20 Aug" in text and "Read the contract" not in text
    where = "/fjellvann/actions/{}/done"
    assert ingrid.post(where.format(action.public_id), {"done": "1"}, **PART).status_code == 200
    assert ActionItem.objects.get(pk=action.pk).done_at == NOW
    assert "Send Amir" not in page(ingrid)
    ingrid.post(where.format(action.public_id), {})
    assert ActionItem.objects.get(pk=action.pk).done_at is None
    assert ingrid.post(where.format(other.public_id), {"done": "1"}).status_code == 404


# What an update moved ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [9, 29.4, 30, 39, 44])
def test_what_it_moved_is_exactly_what_the_figures_moved(week: Week, value: float) -> None:
    """Taken back out of the stored sums, the step is the difference of the stored figures before and
    after."""
    drain_batch(today=NOW.date())
    before = {figure.pk: figure.progress or 0 for figure in Figure.objects.exclude(objective=None)}
    accounts = week.rows["Accounts"]
    give(accounts, value, note="n")
    give(week.rows["Company"], 470)  # somebody else, at the same moment
    drain_batch(today=NOW.date())
    accounts = KeyResult.objects.select_related("figure", "state").get(pk=accounts.pk)
    company = KeyResult.objects.select_related("figure", "state").get(pk=week.rows["Company"].pk)
    mine = impact.differences(accounts, *history(accounts), impact.above([accounts.pk]))
    hers = impact.differences(company, *history(company), impact.above([company.pk]))
    after = {figure.pk: figure.progress or 0 for figure in Figure.objects.exclude(objective=None)}
    assert len(mine.keys() & before.keys()) == 3  # her objective, Sales', Growth
    for key, (_, step) in mine.items():
        if key in before:
            others = hers[key][1] if key in hers else 0
            assert after[key] - before[key] == pytest.approx(step + others, abs=2)  # each step rounds once


def history(key_result: KeyResult) -> tuple[Update, Update]:
    newest, before = Update.objects.filter(key_result=key_result).order_by("-at")[:2]
    return newest, before


def test_what_was_dealt_with_is_no_longer_in_the_way(ingrid: Client, week: Week) -> None:
    answer(ingrid, "", "", "Legal review", **PART)
    assert "On Thursday\u2019s agenda" in page(ingrid)
    AgendaItem.objects.update(done_at=NOW)
    text = page(ingrid)
    assert "Nothing is in the way." in text and "On Thursday\u2019s agenda" not in text


def test_what_the_manager_says_is_in_the_way_carries_her_name(ingrid: Client, week: Week) -> None:
    AgendaItem.objects.create(
        check_in=week.next_meeting(),
        about=f"in_the_way:{week.cast.maya.pk}",
        by=week.cast.maya,
        text="Frame prices",
    )
    assert "Maya says so." in page(ingrid)
