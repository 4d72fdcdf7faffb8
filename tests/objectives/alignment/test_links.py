"""Links: proposed and accepted, once and never in circles."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from objectives.alignment import actions as alignment_actions
from objectives.alignment.actions import accept, asks, decline, make_indirect, remove, reweight
from objectives.alignment.contributions import contribute, stop_contributing
from objectives.changes.termination import terminate_key_result, terminate_objective
from objectives.drafts.actions import delete_draft
from objectives.drafts.approval import approve, submit
from objectives.models import Alignment, Change, Contribution, HistoryEntry, KeyResult, Objective
from objectives.permissions import can_decide_link, can_link, can_remove_link
from tests.cast import NOW, Cast
from tests.objectives.drafts.test_drafting import refusal


@pytest.fixture
def goals(cast: Cast) -> tuple[Objective, Objective, Objective]:
    """The company's, Sales' and Ingrid's active objectives."""
    company = cast.active(cast.company, "Grow profitably", cycle=cast.year)
    return company, cast.active(cast.sales, "Win the north"), cast.active(cast.ingrid, "Keep renewals")


Goals = tuple[Objective, Objective, Objective]


def first_of(objective: Objective) -> KeyResult:
    key_result = KeyResult.objects.filter(objective=objective).first()
    assert key_result is not None
    return key_result


def money(cast: Cast, draft: Objective, title: str, start: int, target: int, **fields: object) -> KeyResult:
    return cast.key_result(
        draft,
        title,
        measure="currency",
        currency="NOK",
        start=Decimal(start),
        target=Decimal(target),
        **fields,
    )


# Proposed, accepted, declined -------------------------------------------------------------------------------


def test_ingrid_proposes_and_maya_accepts_with_a_weight(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    Change.objects.all().delete()
    link = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    assert (link.state, link.proposed_by, link.decided_by) == ("proposed", cast.ingrid, None)
    assert asks(link) == "counts"
    accepted = accept(link=link, weight=3, counts="both", by=cast.maya, now=NOW)
    sales.refresh_from_db()
    assert (accepted.state, accepted.weight, accepted.decided_by, sales.counts) == (
        "accepted",
        3,
        cast.maya,
        "both",
    )
    acts = HistoryEntry.objects.filter(objective=sales).order_by("pk").values_list("act", "after")
    assert list(acts)[-3:] == [
        ("child_link_proposed", "\u201cKeep renewals\u201d (Ingrid Solberg)"),
        ("child_link_accepted", "\u201cKeep renewals\u201d (Ingrid Solberg)"),
        ("counts_changed", "Its key results and its aligned objectives"),
    ]
    assert HistoryEntry.objects.filter(objective=ingrids, act="link_accepted", told=cast.ingrid).exists()
    assert {sales.pk, ingrids.pk} <= set(Change.objects.values_list("objective", flat=True))


def test_who_may_edit_the_parent_links_at_once(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    assert alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW).state == "accepted"


def test_a_link_to_one_key_result_asks_how_that_is_measured(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    parent = first_of(sales)
    link = alignment_actions.link(child=ingrids, parent=parent, by=cast.ingrid, now=NOW)
    assert (link.parent, link.parent_key_result, asks(link)) == (None, parent, "measured_by")
    accept(link=link, measured_by="aligned", by=cast.maya, now=NOW)
    parent.refresh_from_db()
    assert parent.measured_by == "aligned"


def test_only_the_first_link_asks(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    other = cast.active(cast.jonas, "Open three accounts")
    alignment_actions.link(child=ingrids, parent=sales, counts="key_results", by=cast.maya, now=NOW)
    second = alignment_actions.link(child=other, parent=sales, by=cast.jonas, now=NOW)
    assert asks(second) is None


def test_an_indirect_link_says_how_and_stands_at_once(cast: Cast, goals: Goals) -> None:
    company, _, ingrids = goals
    assert refusal(
        alignment_actions.link, child=ingrids, parent=company, kind="indirect", by=cast.ingrid, now=NOW
    ) == (
        "how",
        "Say in a sentence how it supports the other objective.",
    )
    link = alignment_actions.link(
        child=ingrids, parent=company, kind="indirect", how="Fewer leave", by=cast.ingrid, now=NOW
    )
    assert (link.state, link.how, asks(link)) == ("accepted", "Fewer leave", None)


def test_only_the_childs_side_links_and_only_the_parents_side_decides(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    for other in (cast.nora, cast.jonas, cast.astrid, cast.viggo):
        assert not can_link(other, ingrids)
        with pytest.raises(PermissionDenied):
            alignment_actions.link(child=ingrids, parent=sales, by=other, now=NOW)
    link = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    for other in (cast.ingrid, cast.jonas, cast.lars, cast.astrid, cast.viggo):
        assert not can_decide_link(other, link)
        for decide in (accept, decline):
            with pytest.raises(PermissionDenied):
                decide(link=link, by=other, now=NOW)
        with pytest.raises(PermissionDenied):
            reweight(link=link, weight=2, by=other, now=NOW)
    assert can_decide_link(cast.maya, link)
    assert can_remove_link(cast.ingrid, link)
    with pytest.raises(PermissionDenied):
        remove(link=link, by=cast.nora, now=NOW)


def test_a_declined_link_counts_nothing_and_may_be_proposed_again(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    link = alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    declined = decline(link=link, reason="Another goal first", by=cast.maya, now=NOW)
    assert declined.state == "declined"
    entry = HistoryEntry.objects.filter(objective=ingrids).latest("pk")
    assert (entry.act, entry.reason) == ("link_declined", "Another goal first")
    assert refusal(accept, link=declined, by=cast.maya, now=NOW)[1] == "This link is not proposed any more."
    assert alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW).state == "proposed"
    assert Alignment.objects.count() == 1


def test_reweighting_making_indirect_and_removing(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    link = alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    assert reweight(link=link, weight=5, by=cast.maya, now=NOW).weight == 5
    assert refusal(reweight, link=link, weight=6, by=cast.maya, now=NOW)[0] == "weight"
    indirect = make_indirect(link=link, how="It frees time", by=cast.ingrid, now=NOW)
    assert (indirect.kind, indirect.how) == ("indirect", "It frees time")
    assert refusal(reweight, link=link, weight=2, by=cast.maya, now=NOW)[1].startswith("This link is shown")
    remove(link=link, by=cast.ingrid, now=NOW)
    assert not Alignment.objects.exists()
    acts = set(HistoryEntry.objects.filter(objective=sales).values_list("act", flat=True))
    assert {"child_linked", "child_link_reweighted", "child_link_made_indirect", "child_link_removed"} <= acts


def test_approving_a_child_accepts_the_links_the_approver_may_accept(cast: Cast, goals: Goals) -> None:
    _company, sales, _ = goals
    finance = cast.active(cast.finance, "Close in three days")
    draft = cast.draft(cast.ingrid, "Open new doors")
    alignment_actions.link(child=draft, parent=sales, weight=2, by=cast.ingrid, now=NOW)
    alignment_actions.link(child=draft, parent=finance, by=cast.ingrid, now=NOW)
    submitted = submit(objective=draft, by=cast.ingrid, now=NOW)
    cast.maya.role = "member"  # so that she may edit Sales' objective, and not Finance's
    cast.maya.save()
    approve(objective=submitted, by=cast.maya, now=NOW)
    states = {link.parent: (link.state, link.weight) for link in Alignment.objects.filter(child=draft)}
    assert states == {sales: ("accepted", 2), finance: ("proposed", 1)}


# What a link refuses ----------------------------------------------------------------------------------------


def test_a_link_stands_once(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    alignment_actions.link(child=ingrids, parent=sales, by=cast.ingrid, now=NOW)
    assert refusal(alignment_actions.link, child=ingrids, parent=sales, by=cast.ingrid, now=NOW) == (
        "parent",
        "\u201cKeep renewals\u201d leads there already.",
    )


def test_cycles_without_a_day_in_common_do_not_link(cast: Cast, goals: Goals) -> None:
    _, sales, _ = goals
    later = cast.draft(cast.ingrid, "Next quarter", cycle=cast.q4)
    assert refusal(alignment_actions.link, child=later, parent=sales, by=cast.ingrid, now=NOW) == (
        "parent",
        "Q4 2026 and Q3 2026 have no day in common.",
    )


def test_what_has_ended_is_no_parent(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    gone = first_of(sales)
    terminate_key_result(key_result=gone, reason="Sold", by=cast.maya, now=NOW)
    assert refusal(alignment_actions.link, child=ingrids, parent=gone, by=cast.ingrid, now=NOW)[1].endswith(
        "was terminated."
    )
    terminate_objective(objective=sales, reason="Sold", lesson="Ask", by=cast.maya, now=NOW)
    assert refusal(alignment_actions.link, child=ingrids, parent=sales, by=cast.ingrid, now=NOW) == (
        "parent",
        "\u201cWin the north\u201d is terminated.",
    )


def test_no_circles_whatever_the_kind(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    assert refusal(alignment_actions.link, child=sales, parent=sales, by=cast.maya, now=NOW)[1] == (
        "An objective does not lead to itself."
    )
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    alignment_actions.link(
        child=sales, parent=first_of(company), kind="indirect", how="Part of it", by=cast.maya, now=NOW
    )
    for kind, how in (("direct", ""), ("indirect", "It pays")):
        field, sentence = refusal(
            alignment_actions.link, child=company, parent=ingrids, kind=kind, how=how, by=cast.henrik, now=NOW
        )
        assert (field, sentence) == (
            "parent",
            (
                "\u201cKeep renewals\u201d leads to \u201cGrow profitably\u201d already, by way of \u201cWin the north\u201d: "
                "the other way round it would go in circles."
            ),
        )


def test_a_second_way_to_the_same_parent_would_count_twice(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    alignment_actions.link(child=sales, parent=company, by=cast.maya, now=NOW)
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    for parent in (company, first_of(company)):
        field, sentence = refusal(
            alignment_actions.link, child=ingrids, parent=parent, by=cast.ingrid, now=NOW
        )
        assert (field, sentence) == (
            "kind",
            (
                "\u201cKeep renewals\u201d already counts in \u201cGrow profitably\u201d, by way of \u201cWin the north\u201d, "
                "and a result counts once. Link it as \u201cshown only\u201d instead."
            ),
        )
    shown = alignment_actions.link(
        child=ingrids, parent=company, kind="indirect", how="It helps", by=cast.ingrid, now=NOW
    )
    assert shown.state == "accepted"


def test_a_descendant_that_counts_already_stands_in_the_way_too(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    alignment_actions.link(child=ingrids, parent=company, by=cast.maya, now=NOW)
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)  # nothing above Sales yet
    _, sentence = refusal(alignment_actions.link, child=sales, parent=company, by=cast.maya, now=NOW)
    assert sentence.startswith(
        "\u201cKeep renewals\u201d already counts in \u201cGrow profitably\u201d, and a result"
    )


def test_two_parents_that_never_meet_are_fine(cast: Cast, goals: Goals) -> None:
    _, sales, ingrids = goals
    finance = cast.active(cast.finance, "Close in three days")
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    assert alignment_actions.link(child=ingrids, parent=finance, by=cast.ingrid, now=NOW).state == "proposed"


def test_a_proposed_link_is_checked_again_when_accepted(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    proposed = alignment_actions.link(child=ingrids, parent=company, by=cast.ingrid, now=NOW)
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    alignment_actions.link(child=sales, parent=company, by=cast.maya, now=NOW)
    assert refusal(accept, link=proposed, by=cast.maya, now=NOW)[0] == "kind"
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


def test_what_ended_leaves_the_way_free_for_another(cast: Cast, goals: Goals) -> None:
    company, sales, ingrids = goals
    alignment_actions.link(child=sales, parent=company, by=cast.maya, now=NOW)
    alignment_actions.link(child=ingrids, parent=sales, by=cast.maya, now=NOW)
    terminate_objective(objective=sales, reason="Sold", lesson="Ask", by=cast.maya, now=NOW)
    assert alignment_actions.link(child=ingrids, parent=company, by=cast.maya, now=NOW).state == "accepted"


# Contributions ----------------------------------------------------------------------------------------------


@pytest.fixture
def revenue(cast: Cast) -> tuple[KeyResult, KeyResult]:
    """The company's revenue, 400 to 480, and Sales' own, 200 to 240, in NOK million."""
    company = cast.draft(cast.company, "Grow profitably", key_results=2, cycle=cast.year)
    parent = money(cast, company, "Revenue to 480", 400, 480)
    sales = cast.draft(cast.sales, "Win the north", key_results=2)
    child = money(cast, sales, "Revenue to 240", 200, 240)
    cast.approved(company)
    cast.approved(sales)
    return parent, child


Revenue = tuple[KeyResult, KeyResult]


def test_sales_revenue_is_part_of_the_companys(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    made = contribute(child=child, parent=parent, measured_by="contributions", by=cast.maya, now=NOW)
    parent.refresh_from_db()
    assert (made.child, made.parent, parent.measured_by) == (child, parent, "contributions")
    acts = HistoryEntry.objects.filter(key_result=parent).values_list("act", flat=True)
    assert {"child_contribution_made", "measured_by_changed"} == set(acts)
    notes = set(Change.objects.exclude(key_result=None).values_list("key_result", flat=True))
    assert {parent.pk, child.pk} <= notes


def test_a_link_of_what_contributes_would_count_twice(cast: Cast, revenue: Revenue) -> None:
    """docs/rules.md §3: a direct link of the Sales objective to the company objective is refused."""
    parent, child = revenue
    contribute(child=child, parent=parent, by=cast.maya, now=NOW)
    field, sentence = refusal(
        alignment_actions.link, child=child.objective, parent=parent.objective, by=cast.maya, now=NOW
    )
    assert (field, sentence) == (
        "kind",
        (
            "\u201cRevenue to 240\u201d already counts in \u201cGrow profitably\u201d, by way of \u201cRevenue to 480\u201d, "
            "and a result counts once. Link it as \u201cshown only\u201d instead."
        ),
    )
    shown = alignment_actions.link(
        child=child.objective,
        parent=parent.objective,
        kind="indirect",
        how="All of it",
        by=cast.maya,
        now=NOW,
    )
    assert shown.state == "accepted"


def test_and_the_other_way_round(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    alignment_actions.link(child=child.objective, parent=parent.objective, by=cast.maya, now=NOW)
    field, sentence = refusal(contribute, child=child, parent=parent, by=cast.maya, now=NOW)
    assert (field, sentence) == (
        "parent",
        (
            "\u201cRevenue to 240\u201d already counts in \u201cGrow profitably\u201d, by way of \u201cWin the north\u201d, "
            "and a result counts once."
        ),
    )


def test_a_key_result_contributes_once(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    other = money(cast, cast.draft(cast.finance, "Invoice"), "Invoiced", 0, 9)
    contribute(child=child, parent=parent, by=cast.maya, now=NOW)
    _, sentence = refusal(contribute, child=child, parent=other, by=cast.maya, now=NOW)
    assert sentence == "It contributes to \u201cRevenue to 480\u201d already, and a result counts once."


def test_two_results_of_one_objective_may_add_to_two_others(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    contribute(child=child, parent=parent, by=cast.maya, now=NOW)
    one, other = (KeyResult.objects.filter(objective=key_result.objective).first() for key_result in revenue)
    assert one is not None
    assert other is not None
    assert contribute(child=other, parent=one, by=cast.maya, now=NOW)


def test_only_amounts_of_one_unit_add_up(cast: Cast, revenue: Revenue) -> None:
    parent, _ = revenue
    draft = cast.draft(cast.sales, "Other", key_results=0)
    euros = cast.key_result(draft, "Euros", measure="currency", currency="EUR")
    share = cast.key_result(draft, "Share", measure="percentage")
    steps = cast.key_result(draft, "Steps", measure="milestones", milestones=["One"])
    plain = cast.key_result(draft, "Plain", measure_unit="NOK")
    sentences = [
        refusal(contribute, child=one, parent=parent, by=cast.maya, now=NOW)[1]
        for one in (euros, share, steps, plain)
    ]
    assert sentences == [
        "One is in EUR, the other in NOK.",
        "\u201cShare\u201d is measured in percentages: they do not add up.",
        "\u201cSteps\u201d is measured in milestones: they do not add up.",
        "One is in NOK, the other in NOK.",
    ]
    sibling = money(cast, draft, "Sibling", 0, 5)
    both = money(cast, draft, "Both", 0, 5)
    assert refusal(contribute, child=both, parent=sibling, by=cast.maya, now=NOW)[1].startswith("Both belong")


def test_without_the_parents_side_it_says_whom_to_ask(cast: Cast, revenue: Revenue) -> None:
    _, child = revenue
    own = money(cast, cast.draft(cast.ingrid, "Keep renewals", key_results=2), "Renewed", 0, 30)
    field, sentence = refusal(contribute, child=own, parent=child, by=cast.ingrid, now=NOW)
    assert (field, sentence) == (
        "parent",
        "A contribution moves \u201cRevenue to 240\u201d at once: ask Maya Berg to add it.",
    )
    with pytest.raises(PermissionDenied):
        contribute(child=own, parent=child, by=cast.nora, now=NOW)
    assert contribute(child=own, parent=child, by=cast.maya, now=NOW)


def test_either_side_ends_a_contribution(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    made = contribute(child=child, parent=parent, by=cast.maya, now=NOW)
    for other in (cast.ingrid, cast.lars, cast.astrid, cast.viggo):
        with pytest.raises(PermissionDenied):
            stop_contributing(contribution=made, by=other, now=NOW)
    stop_contributing(contribution=made, by=cast.henrik, now=NOW)
    assert not Contribution.objects.exists()


def test_contributions_close_no_circle(cast: Cast, revenue: Revenue) -> None:
    parent, child = revenue
    contribute(child=child, parent=parent, by=cast.maya, now=NOW)
    field, sentence = refusal(
        alignment_actions.link,
        child=parent.objective,
        parent=child.objective,
        kind="indirect",
        how="x",
        by=cast.henrik,
        now=NOW,
    )
    assert (field, sentence) == (
        "parent",
        (
            "\u201cWin the north\u201d leads to \u201cGrow profitably\u201d already: the other way round it would go in circles."
        ),
    )


def test_a_benchmark_is_no_sum(cast: Cast, revenue: Revenue) -> None:
    _, child = revenue
    draft = cast.draft(cast.finance, "Count", key_results=0)
    unknown = cast.key_result(
        draft, "Unknown", measure="currency", currency="NOK", start=None, benchmark_due=date(2026, 9, 1)
    )
    _, sentence = refusal(
        contribute, child=child, parent=unknown, measured_by="contributions", by=cast.maya, now=NOW
    )
    assert sentence == "A sum of contributions needs a start to add to."
    assert not Contribution.objects.exists()


def test_deleting_a_draft_takes_its_links_along(cast: Cast, goals: Goals) -> None:
    _, sales, _ = goals
    draft = cast.draft(cast.ingrid, "Second thoughts")
    alignment_actions.link(child=draft, parent=sales, by=cast.ingrid, now=NOW)
    delete_draft(objective=draft, by=cast.ingrid, now=NOW)
    assert not Alignment.objects.exists()
