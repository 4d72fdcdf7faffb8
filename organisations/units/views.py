"""The tree of units: who leads each, at which rollout stage it is, and where it hangs."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from okrsite.infra.htmx import go, page_or_part
from organisations.display.fields import SHOWN, Place, people_to_offer, places
from organisations.display.forms import refuse
from organisations.display.reader import reader
from organisations.models import Stage, Unit
from organisations.refusals import Refused
from organisations.settings.views import admin_view
from organisations.tenancy.decorators import MemberRequest
from organisations.units.actions import add_unit, change_unit, remove_unit
from organisations.units.forms import UnitForm
from organisations.units.rollout import stages


@dataclass(frozen=True)
class UnitLine:
    """One line of the tree. `stage` is the one that holds; `from_above` names where it comes from."""

    place: Place
    people: int
    stage: Stage
    from_above: str
    has_more: bool = False

    @property
    def unit(self) -> Unit:
        return self.place.unit

    @property
    def depth(self) -> int:
        return min(self.place.depth, 4)  # deeper ones stand as far in as the fifth level


@admin_view
@require_GET
def units(request: MemberRequest) -> HttpResponseBase:
    """The whole tree while it fits a page, else one unit with what hangs directly below it."""
    context = tree_of(request.GET.get("under", ""))
    return page_or_part(request, "organisations/units/units.html", context, "tree")


@admin_view
@require_http_methods(["GET", "POST"])
def new_unit(request: MemberRequest) -> HttpResponseBase:
    """A unit below another; `?below=` says which."""
    below = Unit.objects.filter(public_id=request.GET.get("below", "")).first()
    parent = below or Unit.objects.get(parent=None)
    form = UnitForm(
        request.POST or None, initial={"parent": parent}, tree=small_tree(), inherits=stages()[parent.pk][0]
    )
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            add_unit(by=request.membership, **fields)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return to_tree(request, f"{fields['name']} added")
    return unit_page(request, form, None)


@admin_view
@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """One unit: renaming it, moving it, its lead and stage."""
    unit = get_object_or_404(Unit.objects.select_related("parent", "lead"), public_id=public_id)
    inherits = stages()[unit.parent_id][0] if unit.parent_id else ""
    form = UnitForm(request.POST or None, instance=unit, tree=small_tree(), inherits=inherits)
    if request.method == "POST" and form.is_valid():
        try:
            change_unit(unit=unit, by=request.membership, now=reader(request).now, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return to_tree(request, "Saved")
    return unit_page(request, form, Unit.objects.get(pk=unit.pk))


@admin_view
@require_POST
def remove(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """Take an empty unit out of the tree; one that holds anything stays, and the page says why."""
    unit = get_object_or_404(Unit, public_id=public_id)
    try:
        remove_unit(unit=unit, by=request.membership)
    except Refused as refusal:
        form = UnitForm(instance=unit, tree=small_tree())
        return unit_page(request, form, unit, problem=refusal.sentence)
    return to_tree(request, f"{unit.name} removed")


def unit_page(
    request: MemberRequest, form: UnitForm, unit: Unit | None, *, problem: str = ""
) -> HttpResponseBase:
    names = {"slug": request.organisation.slug}
    context = {
        "form": form,
        "unit": unit,
        "problem": problem,
        "action": request.get_full_path()
        if unit is None
        else reverse("organisations:unit", kwargs={**names, "public_id": unit.public_id}),
        "offered": people_to_offer(),
        "settings_page": "organisations:units",
    }
    status = 422 if form.errors or problem else 200
    return page_or_part(request, "organisations/units/unit.html", context, "form", status=status)


def to_tree(request: MemberRequest, words: str) -> HttpResponseBase:
    messages.success(request, words)
    return go(request, reverse("organisations:units", kwargs={"slug": request.organisation.slug}))


def small_tree() -> list[Place] | None:
    """The tree for a list to pick from; None when it is too large for one, and a path is typed."""
    rows = list(Unit.objects.all()[: SHOWN + 1])
    return places(rows) if len(rows) <= SHOWN else None


def tree_of(under: str) -> dict[str, object]:
    """Lines of the tree, with how many people each unit holds: four queries, however many units."""
    counted = Unit.objects.select_related("lead").annotate(
        people=Count("members", filter=Q(members__active=True))
    )
    count = Unit.objects.count()
    root = counted.get(parent=None)
    top = root
    trail: list[Unit] = []
    if count > SHOWN:
        top = counted.filter(public_id=under).first() or root
        trail = list(Unit.objects.above(top))[:-1]
        shown = [Place(top, 0, top.name)]
        shown += [
            Place(each, 1, each.name) for each in counted.filter(parent=top).order_by("name")[: SHOWN * 5]
        ]
    else:
        shown = places(counted)
    known = stages()
    names = {place.unit.pk: place.unit.name for place in shown}
    parents = (
        set(Unit.objects.filter(parent__in=list(names)).values_list("parent_id", flat=True))
        if trail or count > SHOWN
        else set()
    )
    lines = []
    for place in shown:
        stage, source = known[place.unit.pk]
        above = "" if source == place.unit.pk else names.get(source, root.name)
        more = count > SHOWN and place.unit != top and place.unit.pk in parents
        lines.append(UnitLine(place, place.unit.people, Stage(stage), above, more))  # type: ignore[attr-defined]
    return {"lines": lines, "count": count, "trail": trail, "top": top, "root": root}
