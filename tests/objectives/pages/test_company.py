"""The company page: what it says, where each figure leads, who is refused, and what it costs."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from objectives.models import Alignment, Cycle, Finding, KeyResult, KeyResultState
from objectives.pages.company import cards
from objectives.pages.company.cards import Card, Cause, lead
from objectives.progress import PACE
from objectives.rollup import rebuild
from organisations.models import Unit
from organisations.tenancy import within
from tests import worlds
from tests.cast import Cast
from tests.cast import settle as settle_cast
from tests.checkins.week_of_ingrid import NOW, Week
from tests.factories import AlignmentFactory, ObjectiveFactory, UnitFactory
from tests.objectives.pages.company_story import (
    TODAY,
    measured,
    noted,
    rolled_up,
    settle,
    snapshots,
    stands,
    unit_snapshots,
)

WORLD = "company"

PART: dict[str, Any] = {"headers": {"HX-Request": "true"}}
DOOR = 8
"""Queries before the page's own: session, account, slug, scope, membership; and the scope's end, savepoints
among them."""


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


@pytest.fixture
def henrik(week: Week, client: Client) -> Client:
    client.force_login(week.cast.henrik.account)
    return client


def text_of(html: str) -> str:
    """What a reader sees, in one line."""
    html = re.sub(r"<(script|style|svg|title)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace(" .", ".").replace(" ,", ",")


def page(client: Client, query: str = "", path: str = "company/") -> str:
    response = client.get(f"/fjellvann/{path}{query}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def section(html: str, title: str) -> str:
    """One card of the page, by the id of its heading."""
    start = html.index(f'aria-labelledby="{title}"')
    return html[start : html.index("</section>", start)]


def rows(html: str) -> list[str]:
    """The unit table's rows as text, Leadership first."""
    body = html[html.index('<tbody id="units"') : html.index("</tbody>", html.index('<tbody id="units"'))]
    return [text_of(each).strip() for each in body.split('<tr role="row"')[1:]]


def names(html: str) -> list[str]:
    body = html[html.index('<tbody id="units"') :]
    return re.findall(r"<span>([^<]+)<small>", body[: body.index("</tbody>")])


# What it says -----------------------------------------------------------------------------------------------


def test_the_sentence_names_the_largest_gap_and_its_cause(henrik: Client) -> None:
    text = text_of(page(henrik))
    assert "“Customers stay with us” is 23 points behind pace." in text
    assert "Mostly because of “Churn halved”: 21.5 of them." in text


def test_a_quarter_shows_the_years_objectives_each_with_its_own_tick(henrik: Client, week: Week) -> None:
    html = page(henrik)
    assert "Customers stay with us" in html and "Significant growth" in html
    assert "2026, committed" in html
    last = Cycle.objects.create(
        name="Q3 2025", starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 30), state="closed"
    )
    assert "Customers stay with us" not in page(henrik, f"?cycle={last.public_id}")


def test_the_trend_is_drawn_against_pace_from_the_snapshots(henrik: Client, week: Week) -> None:
    assert page(henrik).count('class="chart-point"') == 0  # nothing but today
    snapshots(week.growth.figure, 40)
    html = page(henrik)
    assert html.count('class="chart-point"') == 3  # every fifteenth day of a year, today's figure last
    assert "chart-pace" in html


def test_leadership_comes_first_by_name_and_only_who_was_asked_counts(henrik: Client, week: Week) -> None:
    text = text_of(section(page(henrik), "participation"))
    assert "Leadership 1 of 2 MB Maya Mon 08:30 HA Henrik Not yet" in text
    assert (
        "Unit leads" not in text
    )  # Lars and Jonas lead units and have nothing of their own: nobody asked them
    assert "Everyone else 1 of 2" in text and "Only people who were asked count." in text
    assert "Remind the other 2" in text


def test_an_update_moves_participation(henrik: Client, week: Week) -> None:
    KeyResultState.objects.filter(key_result__objective__owner=week.cast.henrik).update(updated_at=NOW)
    noted(*[each.objective for each in week.cast.henrik.key_results.all()])
    rolled_up()
    assert "Leadership 2 of 2" in text_of(section(page(henrik), "participation"))


def test_the_table_is_sorted_by_distance_with_leadership_on_top(henrik: Client) -> None:
    html = page(henrik)
    assert names(html) == ["Leadership", "Finance", "Sales", "Delivery"]
    assert names(page(henrik, "?sort=-pace")) == ["Leadership", "Sales", "Finance", "Delivery"]
    assert names(page(henrik, "?sort=unit")) == ["Leadership", "Delivery", "Finance", "Sales"]
    assert 'aria-sort="ascending"><a' in html and 'aria-sort="descending"><a' in page(henrik, "?sort=-unit")


def test_a_row_counts_own_objectives_and_everyone_below(henrik: Client) -> None:
    finance = next(row for row in rows(page(henrik)) if "Finance" in row)
    assert "1 of 3" in finance and "30%" in finance and "\u221223" in finance  # expected 53 %
    sales = next(row for row in rows(page(henrik)) if "Sales" in row)
    assert (
        "75%" in sales and "+14" in sales
    )  # its own 80 %, and the 70 % of Ingrid's objective, which it counts too
    delivery = next(row for row in rows(page(henrik)) if "Delivery" in row)
    assert "Joins 5 Oct" in delivery and "%" not in delivery


def test_the_table_is_narrowed_by_level_and_unit(henrik: Client, week: Week) -> None:
    assert names(page(henrik, "?level=team")) == ["Leadership", "Key Accounts", "Logistics"]
    assert names(page(henrik, f"?unit={week.cast.sales.public_id}")) == ["Key Accounts"]
    assert "Below Sales" in page(henrik, f"?unit={week.cast.sales.public_id}")


def test_unknown_words_in_the_address_mean_the_default(henrik: Client) -> None:
    strange = page(henrik, "?sort=name;drop&level=planet&page=-3&cycle=nothing")
    assert names(strange) == ["Leadership", "Finance", "Sales", "Delivery"]


def test_a_gap_is_flagged_past_twenty_points_and_not_at_twenty(henrik: Client, week: Week) -> None:
    text = text_of(section(page(henrik), "gaps-title"))
    assert "Finance, Lars V. Invoices right the first time The plan is green, the result is not" in text
    mine = Finding.objects.get(kind="gap", figure__objective__title="Invoices right the first time")
    assert (mine.result, mine.plan) == (-23, 37)
    result = next(each for each in week.cast.nora.key_results.all())
    stands(result, 50)  # plan three points behind, twenty from the result
    rolled_up()
    assert not Finding.objects.filter(pk=mine.pk).exists()
    stands(result, 51)
    rolled_up()
    assert Finding.objects.filter(
        kind="gap", figure__objective__title="Invoices right the first time"
    ).exists()


def test_a_gap_goes_with_its_link(henrik: Client, week: Week) -> None:
    link = Alignment.objects.get(child__title="My invoices are right")
    link.kind, link.how = "indirect", "It supports it."
    link.save()
    noted(link.parent)
    rolled_up()
    assert "gaps-title" not in page(henrik)


def test_attention_is_of_the_company_and_its_units_furthest_behind_first(henrik: Client, week: Week) -> None:
    text = text_of(section(page(henrik), "attention-title"))
    first, second = text.index("Churn halved"), text.index("Right the first time")
    assert first < second < text.index("Days to invoice")
    assert "43 pts, far behind" in text and "Confident, but far behind" in text
    assert "Average sales cycle" not in text  # Ingrid's own, off pace or not, belongs to her check-in


def test_on_pace_but_not_confident_is_said(henrik: Client, week: Week) -> None:
    worried = measured(
        ObjectiveFactory(owner_unit=week.cast.sales, cycle=week.cast.q3, active=True),
        "Worried about it",
        54,
        "off",
    )
    noted(worried.objective)
    rolled_up()
    assert "On pace, not confident" in text_of(section(page(henrik), "attention-title"))


def test_wins_are_targets_reached_and_thanks(henrik: Client, week: Week) -> None:
    done = measured(
        ObjectiveFactory(owner_unit=week.cast.sales, cycle=week.cast.q3, active=True), "Cases solved", 100
    )
    level = measured(done.objective, "A level that is held", 100, trajectory="hold")
    noted(done.objective)
    rolled_up()
    text = text_of(section(page(henrik), "wins-title"))
    assert "Cases solved is at its target: 100%" in text
    assert "“You saw Nordvik coming.” Maya B. to Ingrid S., Upsell rate in my portfolio" in text
    assert level.title not in text
    stands(done, 90)
    rolled_up()
    assert "Cases solved" not in text_of(section(page(henrik), "wins-title"))


def test_the_findings_are_those_of_a_rebuild(week: Week) -> None:
    for title, value, confidence in (
        ("Mine right the first time", 10, "off"),
        ("Churn halved", 100, "on"),
        ("Days to invoice", 70, "on"),
    ):
        stands(KeyResult.objects.get(title=title), value, confidence)
    rolled_up()
    found = set(Finding.objects.values_list("figure_id", "kind", "result", "plan", "rank"))
    assert found
    assert rebuild(week.organisation.pk, today=TODAY).total == 0
    assert set(Finding.objects.values_list("figure_id", "kind", "result", "plan", "rank")) == found


# The sentence by itself -------------------------------------------------------------------------------------


def card(
    title: str,
    done: int | None,
    wanted: int | None = 500_000,
    *,
    early: bool = False,
    cause: Cause | None = None,
) -> Card:
    return Card(title, "", "2026", "committed", None, done, wanted, early, PACE, [], None, cause)


@pytest.mark.parametrize(
    ("given", "strong", "rest"),
    [
        ([], "No company objective is active in Q3 yet.", "Leaders set them first"),
        ([card("A", None)], "Nothing is measured yet.", "first values"),
        ([card("A", 100_000, early=True)], "It is too early to say.", "only just begun"),
        ([card("A", 510_000)], "“A” is on pace.", ""),
        (
            [card("A", 600_000), card("B", None)],
            "“A” is 10 points ahead of pace.",
            "1 more is not measured yet.",
        ),
        ([card("A", 500_000), card("B", 480_000)], "Both company objectives are on pace.", ""),
        (
            [card("A", 500_000), card("B", 560_000)],
            "Both company objectives are on pace or ahead.",
            "“B” is 6 points ahead.",
        ),
        ([card("A", 400_000), card("B", 560_000)], "“A” is 10 points behind pace.", "“B” is 6 points ahead."),
        (
            [card("A", 400_000, cause=Cause("Churn", "6"))],
            "“A” is 10 points behind pace.",
            "Mostly because of “Churn”: 6 of them.",
        ),
        (
            [card("A", 400_000), card("B", 300_000), card("C", 510_000)],
            "“B” is 20 points behind pace.",
            "1 more is behind, 1 is on pace or ahead.",
        ),
    ],
)
def test_the_sentence_is_built_from_the_cards(given: list[Card], strong: str, rest: str) -> None:
    cycle = Cycle.__new__(Cycle)
    cycle.__dict__.update(name="Q3", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    said = lead(given, cycle, TODAY)
    assert said.strong == strong and rest in said.rest


def test_without_a_cycle_it_says_so() -> None:
    assert lead([], None, TODAY).strong == "There is no cycle yet."


def test_the_pace_line_starts_where_levels_to_hold_lift_it(week: Week) -> None:
    churn, satisfied = week.growth.key_results.first(), week.growth.key_results.first()
    assert churn is not None and satisfied is not None
    satisfied.trajectory = "hold"
    assert cards.ends(week.growth, [churn, satisfied]) == (50, 100)


# Script, polling, the address -------------------------------------------------------------------------------


def test_htmx_gets_the_part_and_the_address_without_empty_words(henrik: Client) -> None:
    response = henrik.get("/fjellvann/company/?cycle=&unit=&level=team&sort=", **PART)
    assert b"<html" not in response.content and b'id="units"' in response.content
    assert b'hx-swap-oob="innerHTML"' in response.content  # the sentence
    assert response.headers["HX-Push-Url"] == "/fjellvann/company/?level=team"


def test_a_poll_that_knows_the_newest_gets_nothing(henrik: Client, week: Week) -> None:
    version = re.search(r"version=(\d+)", page(henrik))
    assert version is not None
    assert henrik.get(f"/fjellvann/company/?version={version[1]}", **PART).status_code == 204
    stands(week.rows["Company"], 460)
    rolled_up()
    answer = henrik.get(f"/fjellvann/company/?version={version[1]}", **PART)
    assert answer.status_code == 200 and "HX-Push-Url" not in answer.headers


# Who is refused ---------------------------------------------------------------------------------------------

PATHS = [
    "company/",
    *(f"company/{name}/" for name in ("participation", "attention", "gaps", "wins", "leadership")),
]


def test_everyone_of_the_organisation_reads_and_nobody_else(week: Week, client: Client) -> None:
    for account, status in ((None, 302), (week.cast.viggo.account, 200), (week.cast.olav.account, 404)):
        if account:
            client.force_login(account)
        assert {path: client.get(f"/fjellvann/{path}").status_code for path in PATHS} == dict.fromkeys(
            PATHS, status
        )


def test_another_organisations_unit_is_not_found(week: Week, client: Client) -> None:
    client.force_login(week.cast.henrik.account)
    assert client.get("/fjellvann/company/?unit=Q7kd92mfPzXa").status_code == 404


# The rows behind the figures --------------------------------------------------------------------------------


def test_every_figure_leads_to_its_rows(henrik: Client) -> None:
    html = page(henrik)
    for address in set(re.findall(r'href="(/fjellvann/(?:company|units|people)/[^"]*)"', html)):
        assert henrik.get(address.replace("&amp;", "&")).status_code == 200, address


def test_participation_by_name(henrik: Client) -> None:
    text = text_of(page(henrik, path="company/participation/"))
    assert text.index("Henrik Aas") < text.index("Ingrid Solberg") < text.index("Maya Berg")
    missing = text_of(page(henrik, "?only=missing", path="company/participation/"))
    assert "Henrik Aas" in missing and "Maya Berg Sales" not in missing
    leaders = text_of(page(henrik, "?group=leadership", path="company/participation/"))
    assert "Ingrid" not in leaders


def test_leaders_and_the_lead_remind_from_the_rows_and_nobody_else(henrik: Client, week: Week) -> None:
    """The button is beside who has not updated, and in its place who reminded."""
    path = "company/participation/"
    ingrid = f"/fjellvann/people/{week.cast.ingrid.public_id}/remind"
    assert ingrid in page(henrik, path=path)
    henrik.post(ingrid)
    after = page(henrik, path=path)
    assert ingrid not in after and "Reminded 08:30 by you" in after
    for who in (week.cast.viggo, week.cast.nora, week.cast.ingrid):
        other = Client()
        other.force_login(who.account)
        assert "Remind" not in text_of(page(other, path=path))


def test_gaps_wins_and_leadership_have_their_rows(henrik: Client) -> None:
    assert "Invoices right the first time" in page(henrik, path="company/gaps/")
    assert "You saw Nordvik coming." in page(henrik, path="company/wins/")
    assert "Know every key account" in page(henrik, path="company/leadership/")
    assert "Right the first time" in page(henrik, path="company/attention/")


# What it costs ----------------------------------------------------------------------------------------------


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def grow(week: Week, count: int) -> None:
    """So many more of everything the page lists."""
    for number in range(count):
        name = f"{count}.{number}"
        unit: Unit = UnitFactory(
            name=f"Department {name}", kind="department", parent=week.cast.company, lead=week.cast.jonas
        )
        objective = ObjectiveFactory(
            title=f"Objective {name}", owner_unit=unit, cycle=week.cast.q3, active=True
        )
        measured(objective, f"Result {name}", number, "off", accountable=week.cast.jonas)
        measured(objective, f"Reached {name}", 100, accountable=week.cast.jonas)
        AlignmentFactory(child=objective, parent=week.growth)
        unit_snapshots(unit, week.cast, 5)
        noted(objective)
    rolled_up()


def test_the_number_of_queries_does_not_grow(henrik: Client, week: Week) -> None:
    grow(week, 2)
    before = {path: queries(henrik, f"/fjellvann/{path}") for path in PATHS}
    grow(week, 30)
    after = {path: queries(henrik, f"/fjellvann/{path}") for path in PATHS}
    assert after == before
    assert after["company/"] <= DOOR + 8, after
    assert max(after.values()) <= 15, after


def test_a_long_table_is_paged(henrik: Client, week: Week) -> None:
    grow(week, 30)
    html = page(henrik)
    assert len(names(html)) == 26 and "1 to 25 of 33" in html
    assert len(names(page(henrik, "?page=2"))) == 9


@pytest.mark.django_db
def test_the_other_organisation_sees_nothing_of_it(client: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        cast = settle_cast()
        with within(cast.organisation):
            settle(cast)
        client.force_login(cast.olav.account)
        html = client.get("/havblikk/company/").content.decode()
    assert "No company objective" in html or "There is no cycle yet." in html
    assert not any(word in html for word in ("Fjellvann", "Churn", "Nordvik", "Finance"))
