"""A draft: written in the open, coached while it is typed, submitted, approved or sent back."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from objectives.alignment.card import links_of
from objectives.changes.views import WHOLE
from objectives.display.charts.time import Ribbon
from objectives.display.history_words import owner_name
from objectives.drafts import actions as draft_actions
from objectives.drafts import coach
from objectives.drafts.actions import (
    add_key_result,
    edit_draft,
    edit_key_result,
    remove_key_result,
    reorder_key_results,
    write_draft,
)
from objectives.drafts.approval import approve, edition, send_back, submit, withdraw
from objectives.drafts.conflict import both_texts
from objectives.drafts.forms import KeyResultForm, NewObjectiveForm, ObjectiveForm, typed_definition
from objectives.editing.fields import people_choices
from objectives.editing.limits import holding
from objectives.editing.recording import lock_objective
from objectives.models import Cycle, CycleState, HistoryEntry, Objective, ObjectiveState
from objectives.permissions import (
    NOT_YET,
    approvers_for,
    can_approve,
    can_delete,
    can_edit,
    can_submit,
    can_withdraw,
    owner_of,
)
from okrsite.infra.htmx import go, nothing_new, page_or_part, wants_part
from organisations.display.dialogs import ask
from organisations.display.reader import reader
from organisations.models import Membership, Unit
from organisations.permissions import can_own
from organisations.refusals import Refused, Stale
from organisations.tenancy.decorators import MemberRequest, member_view

NEW = "new"
CHANGED_SINCE = (
    "It was changed since you opened it, so it was not approved: read it again, as it stands below."
)
LOOK = "Look at what is marked: nothing was saved yet, and what you typed is still here."
SAVED_MEANWHILE = "Somebody saved this draft meanwhile. What you typed is still here: compare before you save it over theirs."


@require_http_methods(["GET", "POST"])
@member_view
def new(request: MemberRequest) -> HttpResponse:
    """Whose, in which cycle, and its first words; the editor follows."""
    by = request.membership
    if not can_own(by):
        raise PermissionDenied
    owners = possible_owners(by)
    cycles = Cycle.objects.filter(state__in=(CycleState.PLANNING, CycleState.ACTIVE)).order_by("starts_on")
    form = NewObjectiveForm(
        request.POST or None,
        owners=[(key, words) for key, words, _ in owners],
        cycles=cycles,
        initial={"cycle": next_cycle(request)},
    )
    made: list[Objective] = []

    def act(said: dict[str, Any]) -> None:
        owner, now = next(thing for key, _, thing in owners if key == said["owner"]), timezone.now()
        words = {name: said[name] for name in ("cycle", "title", "why", "ambition")}
        made.append(sent_already(owner, words, by, now) or write_draft(owner=owner, by=by, now=now, **words))

    listed = reverse("objectives:objectives", args=(request.organisation.slug,))
    answer = ask(
        request,
        form,
        act,
        title="Write an objective",
        verb="Go on to key results",
        back=listed,
        about="A draft is read by everyone and holds nothing until it is submitted.",
    )
    return go(request, page_of(request, made[0])) if made else answer


def sent_already(
    owner: Unit | Membership, words: dict[str, Any], by: Membership, now: datetime
) -> Objective | None:
    """The same words by the same person within a minute: somebody pressed twice, and means one draft."""
    just = Objective.objects.owned_by(owner).filter(state=ObjectiveState.DRAFT, created_by=by, **words)
    return just.filter(created_at__gt=now - timedelta(minutes=1)).first()


def next_cycle(request: MemberRequest) -> int | None:
    today = reader(request, timezone.now()).today
    running = (
        Cycle.objects.filter(state__in=(CycleState.PLANNING, CycleState.ACTIVE), ends_on__gte=today)
        .order_by("ends_on", "-starts_on")
        .first()
    )
    return running.pk if running else None


def possible_owners(by: Membership) -> list[tuple[str, str, Unit | Membership]]:
    """Oneself, the units one leads, the company for leaders, one's reports."""
    units = list(Unit.objects.filter(lead=by).order_by("name"))
    if by.is_leader:
        root = Unit.objects.get(parent=None)
        units = [root, *(unit for unit in units if unit.pk != root.pk)]
    reports = list(Membership.objects.active().filter(manager=by).exclude(role="viewer").order_by("name"))
    return [
        ("me", "My own", by),
        *((f"unit:{unit.public_id}", unit.name, unit) for unit in units),
        *((f"person:{person.public_id}", person.name, person) for person in reports),
    ]


def page_of(request: MemberRequest, objective: Objective) -> str:
    return reverse("objectives:objective", args=(request.organisation.slug, objective.public_id))


def fetch(public_id: str) -> Objective:
    return get_object_or_404(Objective.objects.select_related(*WHOLE, "unit"), public_id=public_id)


# The editor -------------------------------------------------------------------------------------------------


def row_forms(
    request: MemberRequest, objective: Objective, sent: QueryDict | None = None
) -> list[KeyResultForm]:
    """A form for each key result and one empty row, in their order. One that somebody else added meanwhile
    was not in what was sent, and stays as it is."""
    rows = list(
        objective.key_results.select_related("accountable")
        .prefetch_related("milestones")
        .order_by("position", "pk")
    )
    people, locale = people_choices(), request.organisation.locale
    owner = objective.owner_id or (objective.owner_unit.lead_id if objective.owner_unit else None)

    def form(prefix: str, initial: dict[str, Any]) -> KeyResultForm:
        made = KeyResultForm(
            sent if sent is not None and f"{prefix}-title" in sent else None,
            prefix=prefix,
            initial=initial,
            locale=locale,
            people=people,
            cycle=objective.cycle,
            use_required_attribute=False,
        )
        made.empty_permitted = prefix == NEW
        return made

    return [
        *(form(row.public_id, typed_definition(row, locale)) for row in rows),
        form(NEW, {"due_on": objective.cycle.ends_on, "accountable": owner}),
    ]


def as_typed(forms: list[KeyResultForm], request: MemberRequest, objective: Objective) -> list[KeyResultForm]:
    """The unbound forms, bound to what they show, so that the coach reads stored drafts as it reads typed
    ones."""
    found, people = [], people_choices()
    for form in forms:
        if form.is_bound:
            found.append(form)
            continue
        data = {
            form.add_prefix(name): value if value is not None else "" for name, value in form.initial.items()
        }
        bound = KeyResultForm(
            data, prefix=form.prefix, locale=request.organisation.locale, people=people, cycle=objective.cycle
        )
        found.append(bound)
    return found


def draft_page(
    request: MemberRequest,
    objective: Objective,
    form: ObjectiveForm | None = None,
    rows: list[KeyResultForm] | None = None,
    *,
    status: int = 200,
    problem: str = "",
    stale: bool = False,
) -> HttpResponse:
    """The editor for who may edit, the same read-only for everybody else."""
    by, organisation, here = request.membership, request.organisation, reader(request, timezone.now())
    may_edit = can_edit(by, objective) and objective.state == ObjectiveState.DRAFT
    form = form or ObjectiveForm(
        initial={"title": objective.title, "why": objective.why, "ambition": objective.ambition}
    )
    rows = rows or row_forms(request, objective)
    typed = as_typed(rows, request, objective)
    draft = coach.draft_of(objective, typed, organisation)
    checks, advice = coach.checks(draft, typed), coach.advice(draft, typed)
    owner = owner_of(objective)
    held = holding(owner, objective.cycle).count()
    who = next((one for one in approvers_for(owner, submitter=by) if one != by), None)
    context = {
        "reader": here,
        "section": "objectives",
        "ribbon": Ribbon(
            objective.cycle.name, objective.cycle.starts_on, objective.cycle.ends_on, here.today
        ),
        "objective": objective,
        "owner_words": owner_name(objective),
        "form": form,
        "rows": [(n, row, advice.get(n, [])) for n, row in enumerate(rows)],
        "checks": checks,
        "passed": [check.state == "ok" for check in checks],
        "passed_count": sum(check.state == "ok" for check in checks),
        "missing": coach.needed(draft) if may_edit else "",
        "leads_url": reverse("objectives:add_link", args=(organisation.slug, objective.public_id)),
        "may_submit": can_submit(by, objective),
        # A refused save is rolled back after this page is made: the edition that was opened is the one that
        # will stand.
        "edition": request.POST["version"]
        if status == 422 and "version" in request.POST
        else edition(objective),
        "count": len(rows) - 1,
        "held": held,
        "limit": organisation.max_objectives,
        "approver": who,
        "links": links_of(objective, by=by, organisation=organisation, today=here.today),
        "may_edit": may_edit,
        "may_approve": can_approve(by, objective),
        "may_withdraw": can_withdraw(by, objective),
        "may_delete": can_delete(by, objective),
        "problem": problem,
        "stale": stale,
        "both": both_texts(objective, form, rows) if stale else [],
        "due_left": (objective.cycle.submission_due - here.today).days
        if objective.cycle.submission_due
        else None,
    }
    context["coached"] = wants_part(request) and request.POST.get("act") == "coach"
    part = "coach" if context["coached"] else ""
    return page_or_part(request, "objectives/drafts/draft.html", context, part, status=status)


@require_POST
@member_view
def save_draft(request: MemberRequest, public_id: str) -> HttpResponse:
    """Everything in the editor at once: its words, its rows, their order; then submitted or approved, if
    asked.

    All or nothing: the door rolls back an answer of 422 or 409, and what was typed comes back with its
    sentences. The row is held from the first look, so that whoever presses twice writes once.
    """
    objective = fetch(public_id)
    if not can_edit(request.membership, objective):
        raise PermissionDenied
    if request.POST.get("act") != "coach":
        lock_objective(objective)
        objective = fetch(public_id)
    if objective.state != ObjectiveState.DRAFT:
        if request.POST.get("act") == "coach":
            return nothing_new()
        return no_draft_any_more(request, objective)
    act = request.POST.get("act", "save")
    sent: QueryDict = request.POST
    if act.partition(":")[0] in ("benchmark", "cycle_end"):
        sent, act = mended(request, objective, *act.split(":", 1)), "save"
    form, rows = ObjectiveForm(sent), row_forms(request, objective, sent)
    if act == "coach":
        if form.is_valid():
            objective.title, objective.why = form.cleaned_data["title"], form.cleaned_data["why"]
        return draft_page(request, objective, form, rows)
    problem = ""
    valid = form.is_valid()
    for row in rows:
        if row.is_bound and (row.has_changed() or row.prefix != NEW):
            valid = row.is_valid() and valid
    if request.POST.get("version", "") != edition(objective):
        return draft_page(request, objective, form, rows, status=409, problem=SAVED_MEANWHILE, stale=True)
    if valid:
        try:
            store(request, objective, form, rows)
            if act == "submit":
                submit(objective=fetch(public_id), by=request.membership, now=timezone.now())
            elif act == "approve":
                approve(objective=fetch(public_id), by=request.membership, now=timezone.now())
            elif ":" in act:
                rearrange(request, fetch(public_id), *act.split(":", 1))
            return go(request, page_of(request, objective))
        except Refused as refused:
            problem = refused.sentence
    return draft_page(request, objective, form, rows, status=422, problem=problem or LOOK)


def no_draft_any_more(request: MemberRequest, objective: Objective) -> HttpResponse:
    """Submitted or approved while somebody was writing; by themselves, if they pressed twice."""
    by_them = HistoryEntry.objects.filter(
        objective=objective, act__in=("submitted", "approved", "self_approved"), by=request.membership
    )
    if request.POST.get("act") in ("submit", "approve") and by_them.exists():
        return go(request, page_of(request, objective))
    said = f"It is {objective.get_state_display().lower()} by now: what you typed was not saved."
    if objective.state == ObjectiveState.SUBMITTED:
        return draft_page(request, objective, status=409, problem=f"{said} Take it back to write on.")
    return ask(
        request,
        Form(),
        lambda said: None,
        title=said,
        verb="Open it",
        back=page_of(request, objective),
        status=409,
    )


def store(
    request: MemberRequest, objective: Objective, form: ObjectiveForm, rows: list[KeyResultForm]
) -> None:
    """Save what differs; a refusal goes to the row it is about."""
    by, now = request.membership, timezone.now()
    said = form.cleaned_data
    if (said["title"], said["why"], said["ambition"]) != (objective.title, objective.why, objective.ambition):
        edit_draft(objective=objective, by=by, now=now, **said)
    known = {row.public_id: row for row in objective.key_results.all()}
    for row in rows:
        if not row.is_bound or not row.has_changed():
            continue
        try:
            if row.prefix == NEW:
                add_key_result(objective=objective, by=by, now=now, **row.definition())
            elif row.prefix in known:
                edit_key_result(key_result=known[row.prefix], by=by, now=now, **row.definition())
        except Refused as refused:
            row.add_error(refused.field if refused.field in row.fields else None, refused.sentence)
            raise Refused(LOOK) from None


def mended(request: MemberRequest, objective: Objective, how: str, key: str) -> QueryDict:
    """What was typed, with what the coach offered for one row: measured first, within two weeks, or due on
    the last day."""
    sent, cycle = request.POST.copy(), objective.cycle
    if how == "benchmark":
        begins = max(reader(request, timezone.now()).today, cycle.starts_on)
        sent[f"{key}-start"], sent[f"{key}-benchmark_due"] = (
            "",
            min(begins + timedelta(days=14), cycle.ends_on).isoformat(),
        )
    else:
        sent[f"{key}-due_on"] = cycle.ends_on.isoformat()
    return sent


def rearrange(request: MemberRequest, objective: Objective, act: str, key: str) -> None:
    """Remove a row, or move it one place up or down."""
    rows = list(objective.key_results.order_by("position", "pk"))
    at = next((n for n, row in enumerate(rows) if row.public_id == key), None)
    if at is None:
        return
    by, now = request.membership, timezone.now()
    if act == "remove":
        remove_key_result(key_result=rows[at], by=by, now=now)
        return
    to = at - 1 if act == "up" else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
        reorder_key_results(objective=objective, order=rows, by=by, now=now)


# What follows -----------------------------------------------------------------------------------------------


@require_POST
@member_view
def decide(request: MemberRequest, public_id: str) -> HttpResponse:
    """Approve what was read, send it back with a comment, or take it back."""
    objective = fetch(public_id)
    by, now, answer = request.membership, timezone.now(), request.POST.get("answer", "")
    try:
        if answer == "approve":
            approve(objective=objective, by=by, now=now, seen=request.POST.get("version", ""))
        elif answer == "send_back":
            send_back(objective=objective, comment=request.POST.get("comment", ""), by=by, now=now)
        elif answer == "withdraw":
            withdraw(objective=objective, by=by, now=now)
    except Refused as refused:
        if objective.state not in NOT_YET:
            return go(
                request, page_of(request, objective)
            )  # somebody else was quicker: what stands is the answer
        return draft_page(request, objective, status=422, problem=refused.sentence)
    except Stale:
        return draft_page(request, fetch(public_id), status=409, problem=CHANGED_SINCE)
    return go(request, page_of(request, objective))


@require_http_methods(["GET", "POST"])
@member_view
def delete_draft(request: MemberRequest, public_id: str) -> HttpResponse:
    """Asked once, then gone with its key results and links."""
    objective = fetch(public_id)
    if not can_delete(request.membership, objective):
        raise PermissionDenied
    form = Form(request.POST if request.method == "POST" else None)
    return ask(
        request,
        form,
        lambda said: draft_actions.delete_draft(
            objective=objective, by=request.membership, now=timezone.now()
        ),
        title=f"Delete the draft “{objective.title}”?",
        about="Its key results and its links go with it.",
        verb="Delete the draft",
        danger=True,
        back=reverse("objectives:objectives", args=(request.organisation.slug,)),
    )
