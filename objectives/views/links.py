"""Where an objective leads: proposing, accepting, showing only, and what a link would do before anybody decides."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from objectives import alignment
from objectives.dialogs import ask
from objectives.forms import WEIGHTS, AcceptForm, FirstLinkForm, LinkForm
from objectives.links import foretold, words
from objectives.models import Alignment, KeyResult, Objective
from objectives.permissions import can_decide_link, can_edit, can_remove_link
from objectives.views.changes import fetch_objective, page_of
from objectives.words import owner_name
from organisations.decorators import MemberRequest, member_view
from organisations.models import Membership
from organisations.numbers import share


def fetch_link(public_id: str) -> Alignment:
    whole = ("owner__manager", "owner__unit", "owner_unit__parent", "owner_unit__lead", "cycle")
    return get_object_or_404(
        Alignment.objects.select_related(
            "proposed_by",
            *(f"child__{each}" for each in whole),
            *(f"parent__{each}" for each in whole),
            *(f"parent_key_result__objective__{each}" for each in whole),
        ),  # fmt: skip
        public_id=public_id,
    )


def parent_of(link: Alignment) -> Objective:
    found: Objective | None = link.parent or (link.parent_key_result.objective if link.parent_key_result else None)
    assert found is not None
    return found


@require_http_methods(["GET", "POST"])
@member_view
def add_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Lead an objective to another one, or to one of its key results. Everybody may propose; the parent's side decides."""
    child = fetch_objective(request, public_id)
    choices = possible_parents(child)
    form = LinkForm(request.POST or None, choices=choices)
    asked = asks(child, form.cleaned_data, by=request.membership) if form.is_bound and form.is_valid() else None
    if asked in request.POST:
        form = LinkForm(request.POST, choices=choices, asked=asked)
    elif asked:
        form = LinkForm(initial=form.cleaned_data, choices=choices, asked=asked)

    def act(said: dict[str, Any]) -> None:
        alignment.link(
            child=child, parent=chosen(said), kind=said["kind"], how=said["how"], by=request.membership, now=timezone.now(),
            counts=said.get("counts"), measured_by=said.get("measured_by"),
        )  # fmt: skip

    return ask(request, form, act, title="Where does it lead?", verb="Link it", back=page_of(request, child), template="objectives/link_dialog.html")


def chosen(said: dict[str, Any]) -> Objective | KeyResult:
    """The parent as the picker names it."""
    kind, key = said["parent"].split(":", 1)
    whole = ("cycle", "owner__manager", "owner__unit", "owner_unit__parent", "owner_unit__lead")
    if kind == "kr":
        rows = KeyResult.objects.select_related(*(f"objective__{each}" for each in whole))
        return get_object_or_404(rows, public_id=key)
    return get_object_or_404(Objective.objects.select_related(*whole), public_id=key)


def asks(child: Objective, said: dict[str, Any], *, by: Membership) -> str | None:
    """What this link would ask of its parent, if it stands at once; one that waits asks whoever accepts it."""
    parent = chosen(said)
    above = parent.objective if isinstance(parent, KeyResult) else parent
    if said["kind"] == Alignment.Kind.INDIRECT or not can_edit(by, above):
        return None
    ends = {"parent_key_result": parent} if isinstance(parent, KeyResult) else {"parent": parent}
    return alignment.asks(Alignment(child=child, kind=said["kind"], **ends))


def possible_parents(child: Objective) -> list[Any]:
    """Objectives of overlapping cycles and their key results, the company's first, as a grouped list."""
    found = (
        Objective.objects.filter(
            state__in=("draft", "submitted", "active"),
            cycle__starts_on__lte=child.cycle.ends_on,
            cycle__ends_on__gte=child.cycle.starts_on,
        )
        .filter(Q(owner_unit__isnull=False) | Q(owner=child.owner) | Q(owner__unit=child.unit) | Q(owner=child.owner and child.owner.manager))
        .exclude(pk=child.pk)
        .select_related("owner_unit", "owner", "cycle")
        .prefetch_related("key_results")
        .order_by("owner_unit__parent_id", "owner_unit__name", "title")
    )
    groups: dict[str, list[tuple[str, str]]] = {}
    for each in sorted(found, key=lambda each: each.owner_unit is None or each.owner_unit.parent_id is not None):
        group = groups.setdefault(f"{owner_name(each)}, {each.cycle.name}", [])
        group.append((f"o:{each.public_id}", each.title))
        group += [(f"kr:{kr.public_id}", f"\u2003its key result “{kr.title}”") for kr in each.key_results.all() if kr.terminated_at is None]
    return list(groups.items())


@require_POST
@member_view
def answer_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Accept a proposed link with its weight, let it be shown only, or decline it: for who may edit the parent."""
    link = fetch_link(public_id)
    if not can_decide_link(request.membership, link):
        raise PermissionDenied
    back, by, now = page_of(request, parent_of(link)), request.membership, timezone.now()
    answer = request.POST.get("answer", "accept")
    form = AcceptForm(request.POST if answer == "accept" else {"weight": "1"})
    asked = alignment.asks(link) if answer == "accept" and form.is_valid() else None
    if asked:
        filled = request.POST if asked in request.POST else None
        form = FirstLinkForm(filled, asked=asked, initial={"weight": form.cleaned_data["weight"]})

    def act(said: dict[str, Any]) -> None:
        if answer == "show_only":
            alignment.make_indirect(link=link, how=link.how or f"It supports “{parent_of(link).title}”.", by=by, now=now)
        elif answer == "decline":
            alignment.decline(link=link, by=by, now=now)
        else:
            alignment.accept(link=link, by=by, now=now, weight=said["weight"], counts=said.get("counts"), measured_by=said.get("measured_by"))

    return ask(request, form, act, title=f"Accept “{link.child.title}”?", verb="Accept", back=back)


@require_POST
@member_view
def decline_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Decline, from the arithmetic."""
    link = fetch_link(public_id)
    if not can_decide_link(request.membership, link):
        raise PermissionDenied
    return ask(
        request, Form({}), lambda said: alignment.decline(link=link, by=request.membership, now=timezone.now()),
        title=f"Decline “{link.child.title}”?", verb="Decline", back=page_of(request, parent_of(link)),
    )  # fmt: skip


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
    return HttpResponse(f"would leave {share(found.before, request.organisation.locale)}", content_type="text/plain")


@require_http_methods(["GET", "POST"])
@member_view
def edit_link(request: MemberRequest, public_id: str) -> HttpResponse:
    """Another weight, or no link: for either side of it."""
    link = fetch_link(public_id)
    if not can_remove_link(request.membership, link):
        raise PermissionDenied
    decides = can_decide_link(request.membership, link) and link.kind == Alignment.Kind.DIRECT and link.state == Alignment.State.ACCEPTED
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"weight": link.weight})
    if not decides:
        form.fields.pop("weight")

    def act(said: dict[str, Any]) -> None:
        if request.POST.get("remove") or not decides:
            alignment.remove(link=link, by=request.membership, now=timezone.now())
        elif said["weight"] != link.weight:
            alignment.reweight(link=link, weight=said["weight"], by=request.membership, now=timezone.now())

    return ask(
        request, form, act, title=f"The link from “{link.child.title}”", verb="Save the weight" if decides else "Remove the link",
        danger=not decides, back=page_of(request, parent_of(link) if decides else link.child), template="objectives/edit_link.html", decides=decides,
    )  # fmt: skip
