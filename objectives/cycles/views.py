"""Cycles: all on one ruler, the open row is a form; moved on, closed, and opened again with a reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from objectives.cycles.actions import (
    begin_closing,
    change_cycle,
    close_cycle,
    create_cycle,
    reopen_cycle,
    start_cycle,
)
from objectives.cycles.forms import CycleForm, ReasonForm, following
from objectives.display.charts.time import CycleBar, year_bars
from objectives.models import Cycle, CycleState
from objectives.permissions import can_change_cycles
from okrsite.infra.htmx import go, page_or_part
from organisations.display.dates import from_to
from organisations.display.forms import refuse
from organisations.display.reader import reader
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view

LOOKS: dict[str, tuple[str, str]] = {
    CycleState.PLANNING: ("", "pencil-line"),
    CycleState.ACTIVE: ("accent", "circle-check"),
    CycleState.CLOSING: ("risk", "flag"),
    CycleState.CLOSED: ("line", "archive"),
}
STEPS: dict[str, tuple[str, str, Callable[..., Cycle]]] = {
    CycleState.PLANNING: ("start", "Start it", start_cycle),
    CycleState.ACTIVE: ("begin-closing", "Begin closing", begin_closing),
    CycleState.CLOSING: ("close", "Close it", close_cycle),
}
# What a step cannot take back, said before it is taken.
WARNINGS = {
    "begin-closing": "Nothing new is submitted in it from now on; values are still taken. It does not go back to active.",
    "close": "Everything in it becomes read-only, and what is still a draft moves on. Reopening it needs a reason.",
}


@dataclass
class Line:
    """One cycle of the list; with a form it is the open row."""

    cycle: Cycle
    span: str
    words: str
    tone: str
    icon: str
    step: str = ""
    step_words: str = ""
    warning: str = ""
    form: CycleForm | None = None
    reason: ReasonForm | None = None
    problem: str = ""


@member_view
@require_GET
def cycles(request: MemberRequest) -> HttpResponseBase:
    """Every cycle; `?open=` unfolds one."""
    administer(request)
    return cycles_page(request, opened=request.GET.get("open", ""))


@member_view
@require_http_methods(["GET", "POST"])
def new_cycle(request: MemberRequest) -> HttpResponseBase:
    """A cycle in planning, proposed as the one that follows the latest."""
    administer(request)
    latest = Cycle.objects.filter(kind="quarter").order_by("-ends_on").first()
    form = CycleForm(request.POST or None, initial=following(reader(request).today, latest))
    if request.method == "POST" and form.is_valid():
        try:
            made = create_cycle(by=request.membership, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return to_list(request, f"{made.name} is in planning")
    return cycles_page(request, new=form, status=422 if form.errors else 200)


@member_view
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The open row: another name or other dates."""
    administer(request)
    cycle = get_object_or_404(Cycle.objects.exclude(state=CycleState.CLOSED), public_id=public_id)
    form = CycleForm(request.POST or None, instance=cycle)
    if request.method == "POST" and form.is_valid():
        try:
            change_cycle(cycle=Cycle.objects.get(pk=cycle.pk), by=request.membership, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return to_list(request, f"{form.cleaned_data['name']} is saved")
    return cycles_page(request, opened=public_id, form=form, status=422 if form.errors else 200)


@member_view
@require_POST
def move_on(request: MemberRequest, public_id: str, step: str) -> HttpResponseBase:
    """To the state that follows: planning, active, closing, closed. Twice is once: a second press finds it
    done."""
    administer(request)
    cycle = get_object_or_404(Cycle, public_id=public_id)
    acts = {name: act for name, _, act in STEPS.values()}
    if step not in acts:
        raise Http404
    try:
        moved = acts[step](cycle=cycle, by=request.membership, now=reader(request).now)
    except Refused as refusal:
        return cycles_page(request, problems={public_id: refusal.sentence}, status=409)
    return to_list(request, f"{moved.name} is {moved.get_state_display().lower()}")


@member_view
@require_http_methods(["GET", "POST"])
def reopen(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """A closed cycle goes back to closing, with a reason that stays in the audit log."""
    administer(request)
    cycle = get_object_or_404(Cycle.objects.filter(state=CycleState.CLOSED), public_id=public_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_cycle(cycle=cycle, by=request.membership, now=reader(request).now, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return to_list(request, f"{cycle.name} is open again")
    return cycles_page(request, opened=public_id, reason=form, status=422 if form.errors else 200)


# Beats ------------------------------------------------------------------------------------------------------


def administer(request: MemberRequest) -> None:
    if not can_change_cycles(request.membership):
        raise PermissionDenied("Administrators make cycles, change their dates and move them on.")


def to_list(request: MemberRequest, words: str) -> HttpResponseBase:
    messages.success(request, words)
    return go(request, reverse("objectives:cycles", kwargs={"slug": request.organisation.slug}))


def cycles_page(
    request: MemberRequest,
    *,
    opened: str = "",
    form: CycleForm | None = None,
    new: CycleForm | None = None,
    reason: ReasonForm | None = None,
    problems: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    """Two queries for the cycles and their counts, one more for the open row's longer cycles."""
    today = reader(request).today
    rows = list(counted())
    lines = [line_of(cycle, today) for cycle in in_order(rows)]
    for line in lines:
        line.problem = (problems or {}).get(line.cycle.public_id, "")
        if line.cycle.public_id == opened:
            closed = line.cycle.state == CycleState.CLOSED
            line.reason = (reason or ReasonForm()) if closed else None
            line.form = None if closed else form or CycleForm(instance=Cycle.objects.get(pk=line.cycle.pk))
    first, last = span_of(rows, today)
    context: dict[str, Any] = {
        "lines": lines,
        "new": new,
        "bars": bars_of(rows, first, last),
        "today_at": 100 * ((today - first).days + 0.5) / ((last - first).days + 1),
        "limit": request.organisation.max_objectives,
        "settings_page": "objectives:cycles",
    }
    return page_or_part(request, "objectives/cycles/cycles.html", context, "list", status=status)


def counted() -> Any:
    standing = Q(objectives__state__in=["active", "closed"])
    return (
        Cycle.objects.select_related("parent")
        .annotate(
            standing=Count("objectives", filter=standing),
            drafts=Count("objectives", filter=Q(objectives__state="draft")),
        )
        .order_by("starts_on", "-ends_on")
    )


def in_order(rows: list[Cycle]) -> list[Cycle]:
    """What runs or is planned by its start, the longer first; closed ones after them, the newest first."""
    open_ones = [cycle for cycle in rows if cycle.state != CycleState.CLOSED]
    closed = [cycle for cycle in rows if cycle.state == CycleState.CLOSED]
    return open_ones + sorted(closed, key=lambda cycle: cycle.ends_on, reverse=True)


def line_of(cycle: Any, today: date) -> Line:
    tone, icon = LOOKS[cycle.state]
    step, step_words, _ = STEPS.get(cycle.state, ("", "", None))
    parent = f", {cycle.get_kind_display().lower()}"
    parent += f" of {cycle.parent.name}" if cycle.parent else ""
    return Line(
        cycle,
        f"{from_to(cycle.starts_on, cycle.ends_on)}{parent}",
        words_of(cycle, today),
        tone,
        icon,
        step,
        step_words,
        WARNINGS.get(step, ""),
    )


def words_of(cycle: Any, today: date) -> str:
    """One sentence on where it stands."""
    objectives = f"{cycle.standing} {'objective' if cycle.standing == 1 else 'objectives'}"
    if cycle.state == CycleState.PLANNING:
        dates = []
        if cycle.drafting_from:
            dates.append(
                f"drafting opens {short(cycle.drafting_from)}"
                if cycle.drafting_from > today
                else "drafting is open"
            )
        if cycle.submission_due:
            dates.append(f"submit by {short(cycle.submission_due)}")
        said = ", ".join([*dates, f"{cycle.drafts} {'draft' if cycle.drafts == 1 else 'drafts'}"])
        return said[0].upper() + said[1:]
    if cycle.state == CycleState.ACTIVE:
        left = (cycle.ends_on - today).days
        return (
            f"{objectives}, {left} {'day' if left == 1 else 'days'} left"
            if left >= 0
            else f"{objectives}, ended {short(cycle.ends_on)}"
        )
    if cycle.state == CycleState.CLOSING:
        return f"Values are still accepted, nothing new is submitted. {objectives}"
    return f"Read-only. {objectives}"


def short(day: date) -> str:
    return f"{day.day} {day:%b}"


def span_of(rows: list[Cycle], today: date) -> tuple[date, date]:
    """The ruler: this year, and on to the end of what is planned within the next."""
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    planned = [
        cycle.ends_on
        for cycle in rows
        if cycle.state != CycleState.CLOSED and cycle.ends_on <= last + timedelta(days=366)
    ]
    return first, max([last, *planned])


def bars_of(rows: list[Cycle], first: date, last: date) -> list[CycleBar]:
    """Longer cycles above shorter ones, each in the first row where nothing overlaps it."""
    taken: list[tuple[int, list[Cycle]]] = []
    placed = [
        (cycle.name, cycle.state, cycle.starts_on, cycle.ends_on, place(taken, cycle))
        for cycle in sorted(rows, key=lambda cycle: (-length(cycle), cycle.starts_on))
        if cycle.ends_on >= first and cycle.starts_on <= last
    ]
    return year_bars(placed, first, last)


def length(cycle: Cycle) -> int:
    """Cycles of about the same length share a row: a year is 8, a quarter 2, a month 1."""
    return max(1, round(cycle.days / 45))


def place(taken: list[tuple[int, list[Cycle]]], cycle: Cycle) -> int:
    """The first row of its length where the cycle overlaps nothing, made when there is none."""
    for number, (size, row) in enumerate(taken):
        if size == length(cycle) and all(
            one.ends_on < cycle.starts_on or one.starts_on > cycle.ends_on for one in row
        ):
            row.append(cycle)
            return number
    taken.append((length(cycle), [cycle]))
    return len(taken) - 1
