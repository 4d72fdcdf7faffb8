"""A person's page: objectives and where they lead, drafts, meetings for those who may read them; and no
figure about the person."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from checkins.models import CheckIn
from objectives.models import KeyResult
from organisations.models import Membership, Role
from tests import worlds
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week
from tests.factories import AlignmentFactory, KeyResultFactory, ObjectiveFactory
from tests.objectives.pages.company_story import measured, noted, rolled_up
from tests.objectives.pages.test_company import DOOR, page, queries, section, text_of

WORLD = "company"


@pytest.fixture
def week(cast: Cast) -> Iterator[Week]:
    with time_machine.travel(NOW, tick=False):
        yield worlds.world()


@pytest.fixture
def nora(week: Week, client: Client) -> Client:
    client.force_login(week.cast.nora.account)
    return client


def of(person: Membership) -> str:
    return f"people/{person.public_id}/"


def test_objectives_with_trails_limit_and_lines(nora: Client, week: Week) -> None:
    text = text_of(page(nora, path=of(week.cast.ingrid)))
    assert "Ingrid Solberg Account manager Key Accounts Reports to Maya Berg" in text
    assert "08:30 in Oslo" in text
    assert "2 of 3" in text
    assert "Sales Increase revenue from existing customers Fjellvann AS Significant growth" in text
    assert "Upsell rate in my portfolio Updated today 08:12 16.8% of 20 On track" in text
    assert "Accounts with a written success plan Due Thu Last value Tue 11 Aug" in text
    assert "It is not an appraisal: nobody is scored or ranked" in text


def test_benchmark_first_has_no_scale_and_is_left_out(nora: Client, week: Week) -> None:
    KeyResultFactory(
        objective=week.road,
        title="Legal questions per offer",
        start=None,
        benchmark_due=date(2026, 8, 28),
        accountable=week.cast.ingrid,
    )
    noted(week.road)
    rolled_up()
    text = text_of(page(nora, path=of(week.cast.ingrid)))
    assert "Benchmark first No value yet. The first one, due Fri 28 Aug, becomes the start" in text
    assert "1 of 4 is not measured yet and is left out of 43%." in text


def test_drafts_are_read_by_all_and_marked(nora: Client, week: Week) -> None:
    draft = ObjectiveFactory(
        title="Customers grow with us", owner=week.cast.ingrid, cycle=week.cast.q4, state="draft", slot=None
    )
    KeyResultFactory(objective=draft, slot=None)
    AlignmentFactory(child=draft, parent=week.growth, state="proposed")
    text = text_of(section(page(nora, path=of(week.cast.ingrid)), "drafts-title"))
    assert "Drafts for Q4" in text and "Draft" in text and "Everyone can read them" in text
    assert "1 key result. Proposed to Fjellvann AS, “Significant growth with sustained profitability”" in text


def test_key_results_of_units_that_the_person_answers_for(nora: Client, week: Week) -> None:
    text = text_of(section(page(nora, path=of(week.cast.maya)), "elsewhere-title"))
    assert "Revenue from existing customers" in text and "Churn halved" in text and "visits" not in text


def test_thanks_are_for_everyone_to_read(nora: Client, week: Week) -> None:
    assert "“You saw Nordvik coming.” Maya, Sales, for Upsell rate in my portfolio" in text_of(
        section(page(nora, path=of(week.cast.ingrid)), "thanks-title")
    )


@pytest.mark.parametrize(
    ("reader", "reads"),
    [
        ("ingrid", True),
        ("maya", True),
        ("henrik", True),
        ("nora", False),
        ("viggo", False),
        ("astrid", False),
    ],
)
def test_meetings_are_for_the_person_the_manager_and_leaders(
    reader: str, reads: bool, week: Week, client: Client
) -> None:
    client.force_login(getattr(week.cast, reader).account)
    html = page(client, path=of(week.cast.ingrid))
    assert ("check-ins-title" in html) is reads
    assert ("With Maya, Thursdays 10:00" in html) is reads


def test_marks_say_how_meetings_went(week: Week, client: Client) -> None:
    held = CheckIn.objects.filter(series=week.series, local_date__lt=NOW.date())
    held.update(state="held")
    CheckIn.objects.filter(series=week.series, local_date=date(2026, 7, 16)).update(
        state="skipped", reason="Holiday"
    )
    client.force_login(week.cast.maya.account)
    text = text_of(section(page(client, path=of(week.cast.ingrid)), "check-ins-title"))
    assert "2 of 6 left" in text
    assert "Everything was updated before 3 of 6 meetings. 1 was skipped." in text


def test_the_states_of_a_person_are_said(nora: Client, week: Week) -> None:
    ingrid = week.cast.ingrid
    ingrid.away_from, ingrid.away_until = NOW.date(), date(2026, 8, 31)
    ingrid.save()
    assert "Ingrid is away until Mon 31 Aug." in text_of(page(nora, path=of(ingrid)))
    ingrid.away_from, ingrid.joined_on = None, date(2026, 8, 3)
    ingrid.save()
    assert "Ingrid joined on 3 Aug. Their objectives in Q3 2026 may start late." in text_of(
        page(nora, path=of(ingrid))
    )
    ingrid.active, ingrid.left_on = False, NOW.date() - timedelta(days=1)
    ingrid.save()
    text = text_of(page(nora, path=of(ingrid)))
    assert "Ingrid left on Mon 17 Aug." in text and "No owner." in text and "2 of 3" not in text
    assert "Viggo reads. Viewers own no objectives" in text_of(page(nora, path=of(week.cast.viggo)))


def test_no_figure_is_about_the_person(nora: Client, week: Week) -> None:
    """Progress and pace belong to objectives and key results; there is no sum, mean, rank or rate of
    somebody."""
    html = page(nora, path=of(week.cast.ingrid))
    head = html[html.index('class="page-head"') : html.index('class="split"')]
    assert "%" not in text_of(head)
    rail = html[html.index('<aside class="stack-wide"') : html.index("</aside>")]
    assert "%" not in text_of(rail)


def test_strangers_find_nobody(week: Week, client: Client) -> None:
    assert client.get(f"/fjellvann/{of(week.cast.ingrid)}").status_code == 302
    client.force_login(week.cast.olav.account)
    assert client.get(f"/fjellvann/{of(week.cast.ingrid)}").status_code == 404
    client.force_login(week.cast.nora.account)
    assert client.get("/fjellvann/people/nosuchperson/").status_code == 404


def test_the_number_of_queries_does_not_grow(week: Week, client: Client) -> None:
    client.force_login(week.cast.maya.account)
    path = f"/fjellvann/{of(week.cast.ingrid)}"
    ObjectiveFactory(title="A draft", owner=week.cast.ingrid, cycle=week.cast.q4, state="draft", slot=None)
    before = queries(client, path)
    third = ObjectiveFactory(title="Third", owner=week.cast.ingrid, cycle=week.cast.q3, active=True)
    for number in range(5):
        measured(third, f"Result {number}", 40)
        ObjectiveFactory(
            title=f"Draft {number}", owner=week.cast.ingrid, cycle=week.cast.q4, state="draft", slot=None
        )
    AlignmentFactory(child=third, parent=week.growth)
    noted(third)
    rolled_up()
    after = queries(client, path)
    assert after == before and after <= DOOR + 11, after
    assert KeyResult.objects.filter(objective=third).count() == 5
    assert week.cast.viggo.role == Role.VIEWER
