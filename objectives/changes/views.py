"""Changing what is active, always with a reason: key results, words, what counts, the end."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from objectives.changes import actions as change_actions
from objectives.changes import judgement, termination
from objectives.changes.actions import (
    add_key_result_once_active,
    change_accountable,
    change_counts,
    change_measured_by,
    change_shorter_weight,
    change_weight,
    change_words,
)
from objectives.changes.forms import (
    ChangeKeyResultForm,
    ChangeObjectiveForm,
    JudgementForm,
    ReasonForm,
    TerminateForm,
)
from objectives.changes.termination import terminate_objective
from objectives.drafts.forms import KeyResultForm
from objectives.editing.fields import people_choices
from objectives.editing.recording import lock_key_result, lock_objective
from objectives.models import KeyResult, Objective, ObjectiveState, Update
from objectives.permissions import can_change_once_active, can_edit
from okrsite.infra.htmx import page_or_part
from organisations.display.dialogs import ask
from organisations.display.reader import reader
from organisations.refusals import Refused
from organisations.tenancy.decorators import MemberRequest, member_view

WHOLE = (
    "cycle",
    "owner__manager",
    "owner__unit",
    "owner_unit__lead",
    "owner_unit__parent__lead",
)


def fetch_objective(request: MemberRequest, public_id: str) -> Objective:
    """One that the asker may edit; 403 for everyone else, who may read it all the same."""
    found = get_object_or_404(Objective.objects.select_related(*WHOLE), public_id=public_id)
    if not may_ask(request, found):
        raise PermissionDenied
    return found


def may_ask(request: MemberRequest, objective: Objective) -> bool:
    """Whose it is, and where changes need approval who may make them."""
    return can_edit(request.membership, objective) or can_change_once_active(request.membership, objective)


def fetch_key_result(request: MemberRequest, public_id: str) -> KeyResult:
    whole = [f"objective__{each}" for each in WHOLE]
    found = get_object_or_404(KeyResult.objects.select_related("accountable", *whole), public_id=public_id)
    if not may_ask(request, found.objective):
        raise PermissionDenied
    return found


def page_of(request: MemberRequest, objective: Objective, key_result: KeyResult | None = None) -> str:
    address = reverse("objectives:objective", args=(request.organisation.slug, objective.public_id))
    return f"{address}?key_result={key_result.public_id}" if key_result else address


@require_http_methods(["GET", "POST"])
@member_view
def change_key_result(request: MemberRequest, public_id: str) -> HttpResponse:
    """Target, start, due date, weight, accountable person, how it is measured: what differs is done, for one
    reason."""
    found = fetch_key_result(request, public_id)
    form = ChangeKeyResultForm(
        request.POST or None, key_result=found, locale=request.organisation.locale, people=people_choices()
    )

    def act(said: dict[str, Any]) -> None:
        row = lock_key_result(found, version=said["version"])
        why: dict[str, Any] = {"reason": said["reason"], "by": request.membership, "now": timezone.now()}
        numbers = {
            name: said[name]
            for name in ("start", "target", "due_on")
            if said[name] not in (None, getattr(row, name))
        }
        differs = [
            name for name in ("accountable", "weight", "measured_by") if said[name] != getattr(row, name)
        ]
        if not numbers and not differs:
            raise Refused("Nothing is different.")
        if "accountable" in differs:
            change_accountable(key_result=row, to=said["accountable"], **why)
        if "weight" in differs:
            change_weight(key_result=row, weight=said["weight"], **why)
        if "measured_by" in differs:
            change_measured_by(key_result=row, measured_by=said["measured_by"], **why)
        if numbers:
            change_actions.change_key_result(key_result=row, **numbers, **why)

    return ask(
        request,
        form,
        act,
        title=f"Change “{found.title}”?",
        verb="Change it",
        back=page_of(request, found.objective, found),
    )


@require_http_methods(["GET", "POST"])
@member_view
def terminate_key_result(request: MemberRequest, public_id: str) -> HttpResponse:
    """It leaves the mean at once; its change so far stays in sums."""
    found = fetch_key_result(request, public_id)
    return ask(
        request,
        ReasonForm(request.POST or None),
        lambda said: termination.terminate_key_result(
            key_result=found, reason=said["reason"], by=request.membership, now=timezone.now()
        ),
        title=f"Terminate “{found.title}”?",
        about="It leaves the objective’s progress at once. What it has changed so far stays in the sums it is part of.",
        verb="Terminate it",
        danger=True,
        back=page_of(request, found.objective),
    )


@require_http_methods(["GET", "POST"])
@member_view
def terminate(request: MemberRequest, public_id: str) -> HttpResponse:
    """The objective ends today, with a reason and a lesson."""
    found = fetch_objective(request, public_id)
    others = Objective.objects.filter(
        owner=found.owner,
        owner_unit=found.owner_unit,
        state__in=(ObjectiveState.DRAFT, ObjectiveState.SUBMITTED, ObjectiveState.ACTIVE),
    ).exclude(pk=found.pk)
    return ask(
        request,
        TerminateForm(request.POST or None, others=others),
        lambda said: terminate_objective(
            objective=found,
            reason=said["reason"],
            lesson=said["lesson"],
            replaced_by=said["replaced_by"],
            by=request.membership,
            now=timezone.now(),
        ),
        title=f"Terminate “{found.title}”?",
        about="Its place is free for another, and it leaves every figure above it.",
        verb="Terminate the objective",
        danger=True,
        back=page_of(request, found),
    )


@require_http_methods(["GET", "POST"])
@member_view
def change_objective(request: MemberRequest, public_id: str) -> HttpResponse:
    """Title, why, ambition, what it counts."""
    found = fetch_objective(request, public_id)
    now_said = {
        name: getattr(found, name)
        for name in ("title", "why", "ambition", "counts", "shorter_weight", "version")
    }
    form = ChangeObjectiveForm(request.POST or None, initial=now_said)

    def act(said: dict[str, Any]) -> None:
        row = lock_objective(found, version=said["version"])
        why: dict[str, Any] = {"reason": said["reason"], "by": request.membership, "now": timezone.now()}
        words = {
            name: said[name]
            for name in ("title", "why", "ambition")
            if said[name].strip() != getattr(row, name)
        }
        differs = [name for name in ("counts", "shorter_weight") if said[name] != getattr(row, name)]
        if not words and not differs:
            raise Refused("Nothing is different.")
        if "counts" in differs:
            change_counts(objective=row, counts=said["counts"], **why)
        if "shorter_weight" in differs:
            change_shorter_weight(thing=row, weight=said["shorter_weight"], **why)
        if words:
            change_words(objective=row, **words, **why)

    return ask(
        request, form, act, title="Change the objective?", verb="Change it", back=page_of(request, found)
    )


class AddKeyResultForm(KeyResultForm, ReasonForm):
    """A key result that comes late, with why."""


@require_http_methods(["GET", "POST"])
@member_view
def add_active_key_result(request: MemberRequest, public_id: str) -> HttpResponse:
    """One more key result of an active objective; a sixth is refused."""
    found = fetch_objective(request, public_id)
    form = AddKeyResultForm(
        request.POST or None,
        locale=request.organisation.locale,
        people=people_choices(),
        cycle=found.cycle,
        initial={"accountable": found.owner_id or (found.owner_unit.lead_id if found.owner_unit else None)},
    )

    def act(said: dict[str, Any]) -> None:
        definition = form.definition()
        reason = definition.pop("reason")
        add_key_result_once_active(
            objective=found, reason=reason, by=request.membership, now=timezone.now(), **definition
        )

    return ask(request, form, act, title="Add a key result?", verb="Add it", back=page_of(request, found))


@require_http_methods(["GET", "POST"])
@member_view
def judge(request: MemberRequest, public_id: str) -> HttpResponse:
    """What the owner says of the whole objective, beside what is measured."""
    found = fetch_objective(request, public_id)
    return ask(
        request,
        JudgementForm(request.POST or None),
        lambda said: judgement.judge(
            objective=found,
            confidence=said["confidence"],
            note=said["note"],
            by=request.membership,
            now=timezone.now(),
        ),
        title="How does it stand?",
        about="Your judgement stands beside the measured progress, and never changes it.",
        verb="Say it",
        back=page_of(request, found),
    )


@require_safe
@member_view
def readings(request: MemberRequest, public_id: str) -> HttpResponse:
    """Every update of a key result, newest first."""
    found = get_object_or_404(KeyResult.objects.select_related("objective"), public_id=public_id)
    context = {
        "key_result": found,
        "updates": list(Update.objects.history_of(found))[::-1],
        "section": "objectives",
        "reader": reader(request, timezone.now()),
        "back": page_of(request, found.objective, found),
    }
    return page_or_part(request, "objectives/changes/readings.html", context)
