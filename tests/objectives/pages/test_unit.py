"""A unit's page: its own objectives, everyone below it, what leads where; and the rows behind its figures."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from objectives.models import Cycle, Objective
from organisations.models import Unit
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week
from tests.factories import AlignmentFactory, MembershipFactory, ObjectiveFactory, UnitFactory
from tests.objectives.pages.company_story import measured, noted, rolled_up
from tests.objectives.pages.test_company import DOOR, page, queries, section, text_of

WORLD = "company"


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


@pytest.fixture
def viggo(week: Week, client: Client) -> Client:
    client.force_login(week.cast.viggo.account)
    return client


def at(unit: Unit, rest: str = "") -> str:
    return f"units/{unit.public_id}/{rest}"


def test_it_says_where_the_unit_stands_and_what_holds_it_back(viggo: Client, week: Week) -> None:
    html = page(viggo, path=at(week.cast.finance))
    text = text_of(html)
    assert "Finance is 23 points behind pace." in text
    assert "“Right the first time” and “Days to invoice” hold it back." in text
    assert "Progress, mean of 1 objective 30%" in text
    assert "Updated since the last check-in" in text and "3 of 3" in text  # Lars's two, Nora's one
    assert "Lars Vik" in text and "3 people" in text and "Live" in text


def test_the_whole_subtree_is_counted_and_each_count_leads_to_its_rows(viggo: Client, week: Week) -> None:
    html = page(viggo, path=at(week.cast.sales))
    found = re.search(r'<a class="figure" href="([^"]+key-results/[^"]*)"><b class="num">(\d+)</b>', html)
    assert found is not None
    rows = viggo.get(found[1].replace("&amp;", "&")).content.decode()
    assert f"{found[2]} key results" in rows
    risky = page(viggo, "?confidence=risk", path=at(week.cast.sales, "key-results/"))
    assert "Renewal rate above 90%" in risky and "Upsell rate" not in risky and "2 key results" in risky
    late = page(viggo, "?updated=no", path=at(week.cast.company, "key-results/"))
    assert "Be where customers are: visits" in late and "Upsell rate" not in late


def test_objectives_show_their_key_results_and_where_they_lead(viggo: Client, week: Week) -> None:
    html = page(viggo, path=at(week.cast.sales))
    text = text_of(html)
    assert "Objectives1 of 3" in text.replace(" 1 of 3", "1 of 3")
    assert "Revenue from existing customers" in text and "232" in text and "of 240" in text
    rail = text_of(section(html, "alignment-title"))
    assert "Leads to Fjellvann AS Significant growth" in rail and "1 of 1" in rail
    assert "Carried by Ingrid Solberg Grow my accounts" in rail and "Shorten the road" in rail
    assert rail.index("Grow my accounts") < rail.index("Shorten the road")  # direct before indirect


def test_a_gap_is_said_in_words(viggo: Client, week: Week) -> None:
    text = text_of(page(viggo, path=at(week.cast.finance)))
    assert "Alignment gap." in text and "the plan is green, the result is not" in text
    assert "Result \u221223, plan +37 points from pace." in text


def test_a_key_result_without_an_owner_says_who_left(viggo: Client, week: Week) -> None:
    gone = week.cast.lars
    gone.active, gone.left_on = False, NOW.date()
    gone.save()
    text = text_of(page(viggo, path=at(week.cast.finance)))
    assert "2 of 2 have no owner" in text
    assert (
        "No owner. Lars Vik left on Tue 18 Aug. Nobody is asked for a value, and the last one, from Mon 17 Aug, still counts."
        in text
    )
    assert "2 key results have no owner." in text


def test_teams_below_with_their_people(viggo: Client, week: Week) -> None:
    text = text_of(page(viggo, path=at(week.cast.sales)))
    assert "Teams1" in text.replace("Teams 1", "Teams1")
    assert "Key Accounts 2 people, Jonas" in text and "No data yet" in text


def test_a_unit_that_has_not_started_says_when_it_joins(viggo: Client, week: Week) -> None:
    unit = Unit.objects.get(name="Delivery")
    text = text_of(page(viggo, path=at(unit)))
    assert "Delivery joins in Q4 2026." in text and "are not asked for OKRs" in text
    assert "No lead" in text and "No objectives before Delivery starts" in text
    unit.live_from = None
    unit.save()
    assert "Delivery has not started." in text_of(page(viggo, path=at(unit)))
    assert "Not started" in text_of(page(viggo, path=at(Unit.objects.get(name="Logistics"))))  # inherited


def test_drafts_are_marked_and_have_no_figure(viggo: Client, week: Week) -> None:
    unit: Unit = UnitFactory(name="Support", kind="department", parent=week.cast.company, stage="pilot")
    assert "Support has no objectives in Q3 2026 yet." in text_of(page(viggo, path=at(unit)))
    ObjectiveFactory(title="Answer once", owner_unit=unit, cycle=week.cast.q3, state="draft", slot=None)
    html = page(viggo, path=at(unit))
    text = text_of(html)
    assert "Support is drafting. 1 of at most 3 written for Q3 2026." in text and "Pilot" in text
    assert 'class="tag"' in html and "Draft" in text and "nothing counts before it is approved" in text
    assert 'class="objective-figure"><a' not in html


def test_the_company_has_its_own_page_and_strangers_none(viggo: Client, week: Week, client: Client) -> None:
    response = viggo.get(f"/fjellvann/{at(week.cast.company)}")
    assert response.status_code == 302 and response.headers["Location"] == "/fjellvann/company/"
    client.force_login(week.cast.olav.account)
    missing = {
        client.get(f"/fjellvann/{at(week.cast.sales, rest)}").status_code
        for rest in ("", "key-results/", "objectives/")
    }
    assert missing == {404}
    assert client.get("/fjellvann/units/nosuchunit12/").status_code == 404


def test_objectives_that_lead_nowhere(viggo: Client, week: Week) -> None:
    nowhere = page(viggo, "?aligned=no", path=at(week.cast.sales, "objectives/"))
    assert "Know every key account" in nowhere and "Grow my accounts" not in nowhere
    somewhere = page(viggo, "?aligned=yes", path=at(week.cast.sales, "objectives/"))
    assert "Grow my accounts" in somewhere and "Know every" not in somewhere


def test_another_cycle_is_chosen_in_the_address(viggo: Client, week: Week) -> None:
    assert "Sales has no objectives in Q4 2026 yet." in text_of(
        page(viggo, f"?cycle={week.cast.q4.public_id}", path=at(week.cast.sales))
    )
    assert Cycle.objects.filter(pk=week.cast.q4.pk).exists()


def test_the_number_of_queries_does_not_grow(viggo: Client, week: Week) -> None:
    paths = [f"/fjellvann/{at(week.cast.sales, rest)}" for rest in ("", "key-results/", "objectives/")]
    before = [queries(viggo, path) for path in paths]
    for number in range(8):
        team: Unit = UnitFactory(
            name=f"Team {number}", parent=week.cast.sales, lead=MembershipFactory(unit=week.cast.sales)
        )
        objective: Objective = ObjectiveFactory(
            title=f"Objective {number}", owner_unit=team, cycle=week.cast.q3, active=True
        )
        measured(objective, f"Result {number}", 50, accountable=MembershipFactory(unit=team))
        AlignmentFactory(child=objective, parent=Objective.objects.get(owner_unit=week.cast.sales))
        noted(objective)
    for title in ("Second", "Third"):
        own: Objective = ObjectiveFactory(
            title=title, owner_unit=week.cast.sales, cycle=week.cast.q3, active=True
        )
        measured(own, f"{title} result", 40, accountable=week.cast.jonas)
        AlignmentFactory(child=own, parent=week.growth)
        noted(own)
    rolled_up()
    after = [queries(viggo, path) for path in paths]
    assert after == before
    assert after[0] <= DOOR + 11 and max(after[1:]) <= 15, after
