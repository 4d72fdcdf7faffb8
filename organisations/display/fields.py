"""Choosing a person or a unit in a form: typed or picked, found by name, path or address, in an organisation
of any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from organisations.display.matching import nearest, plain
from organisations.display.unit_paths import parts_of, path_key, units_by_path
from organisations.models import Membership, Unit

SHOWN = 200
"""So many units fit a list that one picks from; beyond, a path is typed."""

OFFERED = 50

INDENT = "\u2003"  # a wide space: options of a list cannot be indented otherwise


@dataclass(frozen=True)
class Place:
    """A unit in the tree's order: `depth` 0 is the company; `path` leaves the company out."""

    unit: Unit
    depth: int
    path: str


def places(units: Iterable[Unit] | None = None) -> list[Place]:
    """Every unit, each after the one it hangs below, siblings by name. One query, or none with `units`
    given."""
    rows = list(units if units is not None else Unit.objects.select_related("lead"))
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(rows, key=lambda unit: unit.name.casefold()):
        below.setdefault(unit.parent_id, []).append(unit)
    found: list[Place] = []
    waiting = [(unit, 0, unit.name) for unit in reversed(below.get(None, []))]
    while waiting:
        unit, depth, path = waiting.pop()
        found.append(Place(unit, depth, path))
        children = reversed(below.get(unit.pk, []))
        waiting += [
            (child, depth + 1, child.name if depth == 0 else f"{path} / {child.name}") for child in children
        ]
    return found


class UnitField(forms.CharField):
    """A unit: picked from the tree while it is small, typed as a path ("Sales / Key Accounts") when it is
    large.

    Cleans to a Unit or None. `offer` is called by the form inside the scope, once for all its unit fields.
    """

    def __init__(self, *, empty: str = "None", **kwargs: Any) -> None:
        super().__init__(strip=True, **kwargs)
        self.empty = empty

    def offer(self, tree: Sequence[Place] | None = None) -> None:
        shown = tree if tree is not None else places(Unit.objects.all()[: SHOWN + 1])
        if len(shown) > SHOWN:
            self.widget = forms.TextInput(
                attrs={"placeholder": "Sales / Key Accounts", "autocomplete": "off"}
            )
        else:
            indented = [(place.unit.public_id, INDENT * place.depth + place.unit.name) for place in shown]
            self.widget = forms.Select(choices=[*([] if self.required else [("", self.empty)]), *indented])
        self.widget.is_required = self.required

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Unit):
            return value.public_id if isinstance(self.widget, forms.Select) else value.name
        return value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        return Unit.objects.filter(public_id=typed).first() or unit_called(typed)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


def unit_called(typed: str) -> Unit:
    """The unit of this name or path; raises ValidationError with the nearest one."""
    paths, labels, _ = units_by_path()
    wanted = path_key(typed)
    keys = (
        [paths[wanted]]
        if wanted in paths
        else [key for path, key in paths.items() if path.endswith(f"/{wanted}")]
    )
    if len(keys) == 1:
        return Unit.objects.get(pk=keys[0])
    if keys:
        raise ValidationError(
            f"{len(keys)} units are called {typed}: {', '.join(labels[key] for key in keys[:3])}."
        )
    near = nearest(typed, labels.values()) or nearest((parts_of(typed) or [typed])[-1], labels.values())
    raise ValidationError(f"No unit is called “{typed}”." + (f" Did you mean {near}?" if near else ""))


class PersonField(forms.CharField):
    """An active colleague, by name or by e-mail address; suggestions come from a list beside the field.

    Cleans to a Membership or None. `viewers=False` refuses those who read only, for what somebody must own.
    """

    def __init__(self, *, viewers: bool = True, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "people-offered", "autocomplete": "off"}))
        super().__init__(strip=True, **kwargs)
        self.viewers = viewers

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Membership) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        person = person_called(typed)
        if person.role == "viewer" and not self.viewers:
            raise ValidationError(f"{person.name} is a viewer, who reads and owns nothing.")
        return person

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((self.prepare_value(initial) or "") != (data or "").strip())


def person_called(typed: str) -> Membership:
    """The active colleague of this name or address; raises ValidationError that says how to be clearer."""
    people = Membership.objects.active().select_related("account", "unit", "organisation")
    if "@" in typed:
        address = typed.rpartition("<")[2].rstrip("> ").lower()
        found = list(people.filter(account__email=address)[:1])
    else:
        found = list(people.filter(name__iexact=typed)[:3])
    if len(found) == 1:
        return found[0]
    if found:
        ways = ", ".join(person.account.email for person in found)
        raise ValidationError(f"More than one person is called {typed}. Write the address: {ways}.")
    first = plain(typed).split(" ")[0][:3]
    names = people.filter(name__icontains=first).values_list("name", flat=True)[:300] if first else []
    near = nearest(typed, names)
    raise ValidationError(f"Nobody here is called “{typed}”." + (f" Did you mean {near}?" if near else ""))


def people_to_offer(*, near: Membership | None = None) -> list[Membership]:
    """Some names for the list beside the fields: in a small organisation everyone, else those around a
    person."""
    people = Membership.objects.active().exclude(role="viewer").select_related("account").order_by("name")
    some = list(people[: OFFERED + 1])
    if len(some) <= OFFERED or near is None:
        return some[:OFFERED]
    around = people.filter(Q(unit=near.unit) | Q(pk=near.manager_id or 0) | Q(manager=near.manager))
    return list(around[:OFFERED])
