"""The first run's four steps, as pages an administrator can leave and come back to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from objectives.cycles import calendar
from objectives.display.entries import Stage as Step
from objectives.models import ObjectiveState
from objectives.setup import actions as setup_actions
from objectives.setup import queries as setup_queries
from objectives.setup.actions import LEADERS, OBJECTIVES, PEOPLE, PILOT, STEPS
from objectives.setup.forms import RHYTHMS, GoalsForm, LeaderForm, LeadForm
from organisations.display.dates import day_of_month, long_day, weekday_name
from organisations.models import Membership, Organisation, Role, Unit
from organisations.people.invitations import invite
from organisations.permissions import can_administer
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view


def may(request: MemberRequest) -> None:
    """Administrators only, and only until it is finished."""
    if not can_administer(request.membership):
        raise PermissionDenied("Administrators set the organisation up.")
    if not request.organisation.first_run_step:
        raise Http404


def to_step(request: MemberRequest, step: str) -> HttpResponse:
    return redirect("objectives:first_run_step", slug=request.organisation.slug, step=step)


def show(request: MemberRequest, step: str, status: int = 200, **context: Any) -> HttpResponse:
    shown = {
        "steps": steps_of(request.organisation, step),
        "section": "company",
        "short": short(request.organisation),
        **context,
    }
    return render(request, f"objectives/setup/{step}.html", shown, status=status)


def short(organisation: Organisation) -> str:
    """The name without its legal form: "Fjellvann"."""
    words = organisation.name.split()
    return (
        " ".join(words[:-1])
        if len(words) > 1 and words[-1].lower() in {"as", "asa", "ab", "gmbh", "ltd", "inc"}
        else organisation.name
    )


def steps_of(organisation: Organisation, here: str) -> list[Step]:
    """The four steps with what stands in each, for the side."""
    counted = setup_queries.counts()
    goals = setup_queries.company_objectives()
    active = sum(one.state == ObjectiveState.ACTIVE for one in goals)
    leading = setup_queries.leading()
    ready = sum(row.handed_in > 0 for row in leading)
    handed_in = sum(row.handed_in for row in leading)
    year = goals[0].cycle.name if goals else ""
    lines = {
        PEOPLE: f"{counted.people} added" if counted.people > 1 else "You, so far",
        OBJECTIVES: f"{len(goals)} for {year}, {'active' if active == len(goals) else 'drafts'}"
        if goals
        else "One to three for the year",
        LEADERS: f"{ready} of {len(leading)} leaders, {handed_in} objective{'' if handed_in == 1 else 's'}"
        if ready
        else "Leaders go first",
        PILOT: "Start small and grow",
    }
    done = {
        PEOPLE: counted.people > 1,
        OBJECTIVES: bool(goals),
        LEADERS: bool(leading) and ready == len(leading),
        PILOT: False,
    }
    titles = {
        PEOPLE: "People",
        OBJECTIVES: "Company objectives",
        LEADERS: "Leaders’ own OKRs",
        PILOT: "Pilot",
    }
    return [
        Step(
            "now" if step == here else "done" if done[step] else "later",
            titles[step],
            lines[step],
            reverse("objectives:first_run_step", kwargs={"slug": organisation.slug, "step": step}),
        )
        for step in STEPS
    ]


@require_safe
@member_view
def start(request: MemberRequest) -> HttpResponse:
    """To the step that the set-up has come to."""
    may(request)
    return to_step(request, request.organisation.first_run_step)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def step(request: MemberRequest, step: str) -> HttpResponse:
    """One address for the four, so that the side leads to each."""
    may(request)
    if step not in STEPS:
        raise Http404
    setup_actions.reach(step=step, by=request.membership)
    return {PEOPLE: people, OBJECTIVES: goals, LEADERS: leaders, PILOT: pilot}[step](request)


# 1 ----------------------------------------------------------------------------------------------------------


def people(request: MemberRequest, form: LeaderForm | None = None) -> HttpResponse:
    """Who is here, from a file or by hand, and who of them leads."""
    now = timezone.now()
    if request.method == "POST" and form is None:
        form = LeaderForm(request.POST)
        if form.is_valid():
            try:
                leader = setup_actions.add_leader(by=request.membership, now=now, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(refusal.field or None, refusal.sentence)
            else:
                messages.success(request, f"{leader.name} is a leader.")
                return to_step(request, PEOPLE)
    company = Unit.objects.select_related("lead").get(parent=None)
    return show(
        request,
        PEOPLE,
        422 if form is not None and form.errors else 200,
        form=form or LeaderForm(),
        lead_form=LeadForm(initial={"lead": company.lead.public_id if company.lead else None}),
        leaders=Membership.objects.leaders().select_related("account").order_by("name"),
        company=company,
        counts=setup_queries.counts(),
        told=setup_queries.has_told(),
        import_url=address("organisations:import", request.organisation),
    )


@require_POST
@member_view
def remove_leader(request: MemberRequest, public_id: str) -> HttpResponse:
    """A member like others again."""
    may(request)
    leader = get_object_or_404(Membership.objects.leaders(), public_id=public_id)
    try:
        setup_actions.remove_leader(leader=leader, by=request.membership, now=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return to_step(request, PEOPLE)


@require_POST
@member_view
def lead_company(request: MemberRequest) -> HttpResponse:
    """Who stands for the company's objectives."""
    may(request)
    form = LeadForm(request.POST)
    if form.is_valid():
        setup_actions.lead_company(
            leader=form.cleaned_data["lead"], by=request.membership, now=timezone.now()
        )
    return to_step(request, PEOPLE)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view
def second_administrator(request: MemberRequest) -> HttpResponse:
    """Somebody else knows the plan better: an invitation like any other."""
    may(request)
    form = LeaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(by=request.membership, now=timezone.now(), role=Role.ADMIN, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.sentence)
        else:
            messages.success(request, f"A letter is on its way to {form.cleaned_data['email']}.")
            return to_step(request, request.organisation.first_run_step)
    context = {
        "form": form,
        "steps": steps_of(request.organisation, ""),
        "short": short(request.organisation),
    }
    return render(request, "objectives/setup/administrator.html", context, status=422 if form.errors else 200)


def address(name: str, organisation: Organisation) -> str:
    try:
        return reverse(name, kwargs={"slug": organisation.slug})
    except NoReverseMatch:
        return ""


# 2 ----------------------------------------------------------------------------------------------------------


def goals(request: MemberRequest) -> HttpResponse:
    """The company's objectives, and the rhythm of everyone else."""
    now = timezone.now()
    data = request.POST.copy() if request.method == "POST" else None
    rearranged = data is not None and rearrange(data)
    form = GoalsForm(
        data,
        organisation=request.organisation,
        standing=setup_queries.company_objectives(),
        inner=setup_queries.cycles()[1],
        today=now.astimezone(request.organisation.zone).date(),
    )
    if data is not None and not rearranged and form.is_valid():
        old, new = form.typed()
        chosen = {
            name: form.cleaned_data[name]
            for name in ("kind", "starts_on", "drafts_due", "check_in_weekday", "max_objectives")
        }
        try:
            setup_actions.set_goals(titles=old, new_titles=new, by=request.membership, now=now, **chosen)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            told = setup_actions.tell_leaders(by=request.membership, now=now)
            messages.success(
                request,
                f"Saved. {len(told)} leaders are invited."
                if len(told) != 1
                else "Saved. One leader is invited.",
            )
            return to_step(request, LEADERS)
    context = {
        "form": form,
        "rhythms": RHYTHMS,
        "company": Unit.objects.select_related("lead").get(parent=None),
    }
    limit = form["max_objectives"].value()
    context |= {"chosen": form["kind"].value(), "limit": int(limit) if str(limit).isdigit() else 3}
    context["settled_count"] = len(form.settled)
    failed = data is not None and not rearranged and bool(form.errors)
    return show(request, OBJECTIVES, 422 if failed else 200, quiet_errors=rearranged, **context)


def rearrange(data: Any) -> bool:
    """What the small buttons do without script: clear a line, or another limit. Nothing is saved by them."""
    if name := data.get("clear"):
        data[name] = ""
    elif data.get("limit", "").isdigit():
        data["max_objectives"] = str(min(3, max(1, int(data["limit"]))))
    else:
        return False
    return True


# 3 ----------------------------------------------------------------------------------------------------------


def leaders(request: MemberRequest) -> HttpResponse:
    """How far the leaders are with their own; who has not been written to yet can be."""
    if request.method == "POST":
        told = setup_actions.tell_leaders(by=request.membership, now=timezone.now())
        messages.success(
            request, f"{len(told)} written to." if told else "All of them were written to already."
        )
        return to_step(request, LEADERS)
    rows = setup_queries.leading()
    _, inner = setup_queries.cycles()
    return show(
        request, LEADERS, rows=rows, cycle=inner, waiting=sum(not row.told for row in rows), **progress(rows)
    )


def progress(rows: list[setup_queries.Leading]) -> dict[str, Any]:
    return {
        "ready": sum(row.handed_in > 0 for row in rows),
        "all_ready": bool(rows) and all(row.handed_in for row in rows),
    }


# 4 ----------------------------------------------------------------------------------------------------------


def pilot(request: MemberRequest) -> HttpResponse:
    """One department goes first, or everybody at once."""
    now = timezone.now()
    choices = setup_queries.candidates()
    refused = ""
    if request.method == "POST":
        unit = next((each.unit for each in choices if each.unit.public_id == request.POST.get("unit")), None)
        try:
            if "everywhere" in request.POST:
                setup_actions.open_everywhere(by=request.membership, now=now)
            elif unit is None:
                raise Refused("Choose a department, or start everywhere at once.")
            else:
                setup_actions.open_pilot(unit=unit, by=request.membership, now=now)
        except Refused as refusal:
            refused = refusal.sentence
        else:
            messages.success(
                request, f"The pilot is open in {unit.name}." if unit else "Everybody can begin."
            )
            return redirect("organisations:start", slug=request.organisation.slug)
    rows = setup_queries.leading()
    _, inner = setup_queries.cycles()
    today = now.astimezone(request.organisation.zone).date()
    weekday = request.organisation.check_in_weekday
    plan = {}
    if inner is not None:
        meets = calendar.first_check_in(inner.starts_on, weekday)
        plan = {
            "today": long_day(today),
            "due": long_day(inner.submission_due) if inner.submission_due else "",
            "starts": f"{long_day(inner.starts_on)} {inner.starts_on.year}",
            "meets": f"{weekday_name(weekday)} {day_of_month(meets)}",
        }
    chosen = request.POST.get("unit") or (choices[0].unit.public_id if choices else "")
    first = next((each for each in choices if each.unit.public_id == chosen), None)
    context = {
        "choices": choices,
        "chosen": first,
        "plan": plan,
        "rows": rows,
        "cycle": inner,
        "refused": refused,
        **progress(rows),
    }
    return show(request, PILOT, 422 if refused else 200, **context)
