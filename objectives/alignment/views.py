"""Where an objective leads: proposing, accepting, showing only, and what a link would do before anybody
decides."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from objectives.alignment import actions as alignment_actions
from objectives.alignment import parent_search
from objectives.alignment.actions import accept, decline, make_indirect, remove, reweight
from objectives.alignment.card import decider, foretold, words
from objectives.alignment.forms import AcceptForm, FirstLinkForm, LinkForm
from objectives.alignment.graph import counted_already, loop
from objectives.changes.views import fetch_objective, page_of
from objectives.editing.fields import WEIGHTS
from objectives.models import Alignment, KeyResult, Objective
from objectives.permissions import can_decide_link, can_edit, can_remove_link
from okrsite.infra.htmx import page_or_part, wants_part
from organisations.display.dialogs import ask
from organisations.display.numbers import share
from organisations.models import Membership
from organisations.tenancy.decorators import MemberRequest, member_view


def fetch_link(public_id: str) -> Alignment:
    whole = ("owner__manager", "owner__unit", "owner_unit__parent", "owner_unit__lead", "cycle")
    return get_object_or_404(
        Alignment.objects.select_related(
            "proposed_by",
            *(f"child__{each}" for each in whole),
            *(f"parent__{each}" for each in whole),
            *(f"parent_key_result__objective__{each}" for each in whole),
        ),
        public_id=public_id,
    )


def parent_of(link: Alignment) -> Objective:
    found: Objective | None = link.parent or (
        link.parent_key_result.objective if link.parent_key_result else None
    )
    assert found is not None
    return found


@require_http_methods(["GET", "POST"])
@member_view
def add_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Lead an objective to another one, or to one of its key results: first which, found by words, then how.
    Everybody may propose; the parent's side decides."""
    child = fetch_objective(request, public_id)
    found = choice(request)
    if found is None:
        return pick_parent(request, child)
    name, key = found
    parent = chosen(name, key)
    of = {"name": name, "key": key}
    why_not = "" if request.method == "POST" else counted_already(child, parent) or ""
    form = LinkForm(request.POST or None, initial={"kind": "indirect"} if why_not else None, **of)
    asked = (
        asks(child, parent, form.cleaned_data, by=request.membership)
        if form.is_bound and form.is_valid()
        else None
    )
    if asked in request.POST:
        form = LinkForm(request.POST, asked=asked, **of)
    elif asked:
        form = LinkForm(initial=form.cleaned_data, asked=asked, **of)

    def act(said: dict[str, Any]) -> None:
        alignment_actions.link(
            child=child,
            parent=parent,
            kind=said["kind"],
            how=said["how"],
            by=request.membership,
            now=timezone.now(),
            counts=said.get("counts"),
            measured_by=said.get("measured_by"),
        )

    about = f"{why_not} It can be shown only." if why_not else what_follows(parent, by=request.membership)
    return ask(
        request,
        form,
        act,
        title=f"Lead to “{parent.title}”?",
        verb="Link it",
        about=about,
        back=page_of(request, child),
        template="objectives/alignment/link_dialog.html",
        again=request.path,
    )


def choice(request: MemberRequest) -> tuple[str, str] | None:
    """Which parent was chosen: of what kind, and its key; None before the search."""
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("key_result", "objective")}
    else:
        said = {
            "key_result": request.GET.get("key_result", ""),
            "objective": request.GET.get("objective", ""),
        }
    return next(((name, key) for name, key in said.items() if key), None)


def pick_parent(request: MemberRequest, child: Objective) -> HttpResponse:
    """The search for a parent: in a dialog, beneath a draft, as a page without script."""
    typed = request.GET.get("q", "")[:200].strip()
    found = parent_search.find(child, words=typed, by=request.membership, organisation=request.organisation)
    context = {
        "found": found,
        "typed": typed,
        "child": child,
        "section": "objectives",
        "back": page_of(request, child),
        "search_url": request.path,
        "layout": "objectives/alignment/bare.html" if wants_part(request) else "base.html",
    }
    part = "parents" if request.GET.get("part") else ""
    return page_or_part(request, "objectives/alignment/pick_parent.html", context, part)


def what_follows(parent: Objective | KeyResult, *, by: Membership) -> str:
    """What a direct link would do there, before anybody chooses."""
    above = parent.objective if isinstance(parent, KeyResult) else parent
    if can_edit(by, above):
        return "You may edit it: the link counts as soon as both are active."
    return f"{decider(above)} accepts a link that moves the figure and sets its weight; until then it is proposed and counts nothing."


def chosen(name: str, key: str) -> Objective | KeyResult:
    """The parent as the picker names it."""
    whole = ("cycle", "owner__manager", "owner__unit", "owner_unit__parent", "owner_unit__lead")
    if name == "key_result":
        rows = KeyResult.objects.select_related(*(f"objective__{each}" for each in whole))
        return get_object_or_404(rows, public_id=key)
    return get_object_or_404(Objective.objects.select_related(*whole), public_id=key)


def asks(
    child: Objective, parent: Objective | KeyResult, said: dict[str, Any], *, by: Membership
) -> str | None:
    """What this link would ask of its parent, if it stands at once; one that waits asks whoever accepts
    it."""
    above = parent.objective if isinstance(parent, KeyResult) else parent
    if said["kind"] == Alignment.Kind.INDIRECT or not can_edit(by, above):
        return None
    if loop(child, above) or counted_already(child, parent):
        return None  # refused in a moment, and nothing to ask
    ends = {"parent_key_result": parent} if isinstance(parent, KeyResult) else {"parent": parent}
    return alignment_actions.asks(Alignment(child=child, kind=said["kind"], **ends))


@require_POST
@member_view
def answer_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Accept a proposed link with its weight, let it be shown only, or decline it: for who may edit the
    parent."""
    link = fetch_link(public_id)
    if not can_decide_link(request.membership, link):
        raise PermissionDenied
    back, by, now = page_of(request, parent_of(link)), request.membership, timezone.now()
    answer = request.POST.get("answer", "accept")
    form = AcceptForm(request.POST if answer == "accept" else {"weight": "1"})
    asked = alignment_actions.asks(link) if answer == "accept" and form.is_valid() else None
    if asked:
        filled = request.POST if asked in request.POST else None
        form = FirstLinkForm(filled, asked=asked, initial={"weight": form.cleaned_data["weight"]})

    def act(said: dict[str, Any]) -> None:
        if answer == "show_only":
            make_indirect(
                link=link, how=link.how or f"It supports “{parent_of(link).title}”.", by=by, now=now
            )
        elif answer == "decline":
            decline(link=link, by=by, now=now)
        else:
            accept(
                link=link,
                by=by,
                now=now,
                weight=said["weight"],
                counts=said.get("counts"),
                measured_by=said.get("measured_by"),
            )

    return ask(request, form, act, title=f"Accept “{link.child.title}”?", verb="Accept", back=back)


@require_POST
@member_view
def decline_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Decline, from the arithmetic."""
    link = fetch_link(public_id)
    if not can_decide_link(request.membership, link):
        raise PermissionDenied
    return ask(
        request,
        Form({}),
        lambda said: decline(link=link, by=request.membership, now=timezone.now()),
        title=f"Decline “{link.child.title}”?",
        verb="Decline",
        back=page_of(request, parent_of(link)),
    )


@require_safe
@member_view
def link_effect(request: MemberRequest, public_id: str) -> HttpResponse:
    """What accepting with this weight would make: "46% to 49%"."""
    link = fetch_link(public_id)
    typed = request.GET.get("weight", "")
    weight = int(typed) if typed in {value for _, value in WEIGHTS} else None
    if weight is None:
        return HttpResponse("A weight from 1 to 5.", content_type="text/plain")
    found = foretold(link, weight)
    before, after = words(found, request.organisation)
    if after:
        return HttpResponse(f"would make {before} to {after}", content_type="text/plain")
    if found.before is None:
        return HttpResponse("would count from its first value", content_type="text/plain")
    return HttpResponse(
        f"would leave {share(found.before, request.organisation.locale)}", content_type="text/plain"
    )


@require_http_methods(["GET", "POST"])
@member_view
def edit_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Another weight, or no link: for either side of it."""
    link = fetch_link(public_id)
    if not can_remove_link(request.membership, link):
        raise PermissionDenied
    decides = (
        can_decide_link(request.membership, link)
        and link.kind == Alignment.Kind.DIRECT
        and link.state == Alignment.State.ACCEPTED
    )
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"weight": link.weight})
    if not decides:
        form.fields.pop("weight")

    def act(said: dict[str, Any]) -> None:
        if request.POST.get("remove") or not decides:
            remove(link=link, by=request.membership, now=timezone.now())
        elif said["weight"] != link.weight:
            reweight(link=link, weight=said["weight"], by=request.membership, now=timezone.now())

    return ask(
        request,
        form,
        act,
        title=f"The link from “{link.child.title}”",
        verb="Save the weight" if decides else "Remove the link",
        danger=not decides,
        back=page_of(request, parent_of(link) if decides else link.child),
        template="objectives/alignment/edit_link.html",
        decides=decides,
    )
