"""What an objective could lead to: found by words, and said beforehand what a link there would do."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from objectives.alignment import parent_search
from objectives.alignment.actions import link
from objectives.models import KeyResult, Objective
from tests.cast import NOW, Cast
from tests.objectives.pages.test_objective import PART, address, sign_in


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def goals(cast: Cast) -> tuple[Objective, Objective, Objective]:
    company = cast.active(cast.company, "Grow with our customers", cycle=cast.year)
    return (
        company,
        cast.active(cast.sales, "Customers in the north"),
        cast.active(cast.ingrid, "Keep renewals"),
    )


Goals = tuple[Objective, Objective, Objective]


def said(cast: Cast, child: Objective, words: str, by: Any = None) -> dict[str, tuple[str | None, str]]:
    found = parent_search.find(child, words=words, by=by or cast.ingrid, organisation=cast.organisation)
    return {"".join(each.title): (each.kind, each.words) for each in found}


def test_upwards_before_anything_is_typed_and_anything_by_its_words(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    finance = cast.active(cast.finance, "Invoices that customers understand")
    assert list(said(cast, ingrids, "")) == [
        sales.title,
        company.title,
    ]  # her unit has none, so the one above it, then the company
    assert list(said(cast, ingrids, "cust"))[:3] == [company.title, sales.title, finance.title]
    assert next(iter(said(cast, ingrids, "CUST north"))) == sales.title
    assert "Customers in the north: result 2" in said(cast, ingrids, "north result 2")
    assert said(cast, ingrids, "renewals") == {}  # neither itself nor its own key results


def test_who_accepts_is_named_and_who_may_edit_moves_the_figure_at_once(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    assert said(cast, ingrids, "north")[sales.title] == ("direct", "Moves the figure, once Maya accepts")
    assert said(cast, ingrids, "north", by=cast.maya)[sales.title] == ("direct", "Moves the figure")


def test_what_counts_already_is_offered_as_shown_only_and_a_circle_not_at_all(
    cast: Cast, goals: Goals
) -> None:
    company, sales, ingrids = goals
    link(child=ingrids, parent=sales, counts="both", by=cast.maya, now=NOW)
    link(child=sales, parent=company, counts="both", by=cast.henrik, now=NOW)
    found = said(cast, ingrids, "customers")
    assert found.pop(sales.title) == (None, "Leads there already")
    assert company.title in found and f"{sales.title}: result 1" in found
    assert set(found.values()) == {("indirect", "Already counted: shown only")}
    assert said(cast, company, "keep", by=cast.henrik)[ingrids.title] == (
        None,
        "Leads here itself: it would go in circles",
    )


def test_a_parent_that_counts_its_own_key_results_compares(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    link(
        child=cast.active(cast.key_accounts, "Plans"),
        parent=sales,
        counts="key_results",
        by=cast.maya,
        now=NOW,
    )
    assert said(cast, ingrids, "north")[sales.title] == ("direct", "Shown and compared, it counts otherwise")


def test_what_has_ended_or_has_no_day_in_common_is_not_found(cast: Cast, goals: Goals) -> None:
    _, _, ingrids = goals
    later = cast.draft(cast.finance, "Customers next quarter", cycle=cast.q4)
    assert later.title not in said(cast, ingrids, "customers")
    planned = cast.draft(cast.ingrid, "Later", cycle=cast.q4)
    assert said(cast, planned, "next")[later.title] == ("direct", "Moves the figure, once Lars accepts")


def test_the_picker_is_a_page_a_dialog_and_a_list(cast: Cast, goals: Goals, client: Client) -> None:
    company, _, ingrids = goals
    sign_in(client, cast.ingrid)
    whole = client.get(address(ingrids, "link"), {"q": "grow <b>"}).content.decode()
    assert "<html" in whole and "grow &lt;b&gt;" in whole
    listed = client.get(address(ingrids, "link"), {"q": "grow", "part": "1"}, **PART).content.decode()
    assert (
        "<html" not in listed
        and "<mark>Grow</mark> with" in listed
        and f"link?objective={company.public_id}" in listed
    )
    step = client.get(address(ingrids, "link"), {"objective": company.public_id}).content.decode()
    assert (
        "Lead to “Grow with our customers”?" in step and "Henrik accepts a link that moves the figure" in step
    )


def test_what_counts_already_opens_as_shown_only_with_its_reason(
    cast: Cast, goals: Goals, client: Client
) -> None:
    company, sales, ingrids = goals
    link(child=ingrids, parent=sales, counts="both", by=cast.maya, now=NOW)
    link(child=sales, parent=company, counts="both", by=cast.henrik, now=NOW)
    text = (
        sign_in(client, cast.ingrid)
        .get(address(ingrids, "link"), {"objective": company.public_id}, **PART)
        .content.decode()
    )
    assert "a result counts once. It can be shown only." in text
    (checked,) = re.findall(r"<input[^>]*checked[^>]*>", text)
    assert 'value="indirect"' in checked


@pytest.mark.parametrize(
    "query", [{"objective": "nothinghere1"}, {"key_result": "nothinghere1"}, {"objective": "'; --"}]
)
def test_a_parent_that_is_not_there_is_404(
    cast: Cast, goals: Goals, client: Client, query: dict[str, str]
) -> None:
    sign_in(client, cast.ingrid)
    assert client.get(address(goals[2], "link"), query).status_code == 404
    assert client.post(address(goals[2], "link"), query).status_code == 404


def test_the_search_costs_the_same_for_two_and_twenty(
    cast: Cast, goals: Goals, django_assert_num_queries: Any
) -> None:
    _, _, ingrids = goals
    for unit in (cast.finance, cast.key_accounts, cast.sales):
        for number in range(2):
            cast.active(unit, f"Customers {unit.name} {number}", key_results=5)
    assert KeyResult.objects.count() > 20
    for words, count in (("north", 5), ("customers", 5)):
        with django_assert_num_queries(count):
            assert len(said(cast, ingrids, words)) >= 1
