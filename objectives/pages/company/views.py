"""The company page: where are we, where should we be, and what holds us back."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.display.key_result_data import RowContext
from objectives.display.measures import figure_of
from objectives.models import Objective
from objectives.pages import hooks
from objectives.pages.company import cards, findings, unit_table
from objectives.pages.company.participation import Leader, people, when
from objectives.pages.company.snapshots import Wanted, history
from objectives.pages.filters import LEVELS, Filters, filters, ribbon
from objectives.pages.hooks import Win
from okrsite.infra.htmx import nothing_new, page_or_part, wants_part
from organisations.display.paging import Paging
from organisations.display.reader import reader
from organisations.tenancy.decorators import MemberRequest, member_view

TREND = 24
"""Points of a trend: every second week of a year, every third day of a quarter."""
LEADERS = 25
"""Leaders whose objectives make Leadership's line over time; with more of them it would cost more than it
says."""


@require_safe
@member_view
def company(request: MemberRequest) -> HttpResponse:
    """The whole page, its part under the filters, the unit table after a sort; 204 to a poll that knows the
    newest."""
    context = RowContext(request.organisation, reader(request, timezone.now()))
    asked = filters(request, context.reader.today)
    if request.GET.get("version") == str(asked.version) and wants_part(request):
        return nothing_new()
    response = page_or_part(request, "objectives/pages/company/company.html", gather(context, asked), "body")
    if wants_part(request) and "version" not in request.GET:
        response.headers["HX-Push-Url"] = f"{request.path}{asked.here.removesuffix('?')}"
    return response


def gather(context: RowContext, asked: Filters) -> dict[str, object]:
    """Everything the template places: eight queries beside the door's, whatever the company's size."""
    today = context.reader.today
    corporate = cards.corporate(asked.chain)
    key_results = cards.key_results_of(corporate)
    everyone = people(asked.cycle, asked.unit)
    table = unit_table.table(asked, context, everyone.leaders)
    past = history(wanted(asked, corporate, table, everyone.leaders, today))
    shown = [
        cards.card(
            each,
            key_results[each.pk],
            past.figures.get(each.figure.pk, []) if figure_of(each) else [],
            context,
        )
        for each in corporate
    ]
    found = findings.of_company(asked.chain, asked.unit, context)
    thanks = hooks.additions.wins(slug=context.organisation.slug, unit=asked.unit, limit=findings.WINS)
    return {
        "reader": context.reader,
        "ribbon": ribbon(asked.cycle, context.reader),
        "section": "company",
        "filters": asked,
        "levels": LEVELS,
        "cards": shown,
        "lead": cards.lead(shown, asked.cycle, today),
        "people": everyone,
        "people_rows": people_rows(asked),
        "leaders": [(each, when(each, context.reader)) for each in everyone.named],
        "table": unit_table.with_past(table, everyone.leaders, past),
        "columns": unit_table.columns(asked),
        "paging": paging(asked, table.total),
        "found": found,
        "wins": mixed(found.wins, thanks),
    }


def people_rows(asked: Filters) -> dict[str, str]:
    """Where the figures of participation lead: they count the whole company in the cycle, whatever unit is
    looked at."""
    groups = {
        group: asked.query(unit="", level="", sort="", group=group)
        for group in ("leadership", "leads", "everyone")
    }
    return {
        "all": asked.query(unit="", level="", sort=""),
        "missing": asked.query(unit="", level="", sort="", only="missing"),
        **groups,
    }


def wanted(
    asked: Filters,
    corporate: Sequence[Objective],
    table: unit_table.Table,
    leaders: Sequence[Leader],
    today: date,
) -> Wanted:
    """Which days of which figures the page draws."""
    days = Wanted()
    for each in corporate:
        figure = figure_of(each)
        if figure is not None:
            days.figure(figure.pk, each.cycle, today, TREND)
    if asked.cycle is not None:
        for row in table.rows:
            days.unit(row.key, asked.cycle, today, unit_table.SPARK)
        if table.leadership is not None:
            for leader in leaders[:LEADERS]:
                for key in leader.figures:
                    days.figure(key, asked.cycle, today, unit_table.SPARK)
    return days


def mixed(own: Sequence[Win], thanks: Sequence[Win]) -> list[Win]:
    """The newest of both, so that neither crowds the other out."""
    newest = sorted([*own, *thanks], key=lambda win: win.at.timestamp() if win.at else 0.0, reverse=True)
    return newest[: findings.WINS]


def paging(asked: Filters, total: int) -> Paging | None:
    """The pages of the unit table; None where one is enough."""
    return (
        Paging(asked.page, total, unit_table.PAGE, lambda page: asked.query(page=page))
        if total > unit_table.PAGE
        else None
    )
