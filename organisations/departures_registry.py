"""What other apps hold in a person's name, and what follows a person or a unit that changes.

This app imports no other, yet a person who leaves holds key results, actions and meetings. So each app says
once, in its `AppConfig.ready`, what it holds and what is to be done with it (`register`), and the actions
here ask them all, in the transaction of the change itself. Calls come in the order of the apps; an exception
undoes everything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from organisations.models import Membership, Unit


@dataclass(frozen=True)
class Held:
    """One thing in a person's name. `kind` and `row` find it again; `proposed` is who would naturally take
    it."""

    kind: str  # "key_result", "objective", "action", "series", "report", "unit"
    row: int
    title: str
    about: str = ""
    proposed: Membership | None = None

    @property
    def key(self) -> str:
        """A form field's name: "key_result-12"."""
        return f"{self.kind}-{self.row}"


@dataclass(frozen=True)
class ActionContext:
    """Who changes it and when: the clock is read once, by the view."""

    by: Membership
    now: datetime


@dataclass(frozen=True)
class Kind:
    """How one kind of thing is spoken of: "key result", and the icon beside it."""

    one: str
    many: str
    icon: str = "circle"

    def count(self, number: int) -> str:
        return f"{number} {self.one if number == 1 else self.many}"


@dataclass
class DepartureHandler:
    """One app's part. Every method does nothing until the app overrides it."""

    kinds: dict[str, Kind] = field(default_factory=dict)

    def held_by(self, person: Membership) -> list[Held]:
        """What stands in this person's name and is not finished."""
        return []

    def waiting(self, kind: str, rows: Iterable[int]) -> set[int]:
        """Of these rows, which somebody who left still holds, or nobody."""
        return set()

    def find(self, kind: str, rows: Iterable[int]) -> list[Held]:
        """These rows as they are spoken of now; finished ones may be missing."""
        return []

    def hand_over(
        self, kind: str, row: int, *, leaver: Membership, to: Membership, at: ActionContext
    ) -> None:
        """Give one thing to somebody else; raises Refused when that person cannot take it."""

    def let_go(self, kind: str, row: int, *, leaver: Membership, at: ActionContext) -> None:
        """Nobody takes it for now: it reads "no owner", and nobody is asked."""

    def left(self, person: Membership, *, at: ActionContext) -> None:
        """After everything was handed over or let go: what else must end."""

    def returned(self, person: Membership, *, at: ActionContext) -> None:
        """A person is back."""

    def people_moved(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        """These people have another home unit now."""

    def managers_changed(
        self, changes: Sequence[tuple[Membership, Membership | None]], *, at: ActionContext
    ) -> None:
        """These people have another manager now; with each, the manager before."""

    def roles_changed(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        """These people have another role now, or joined."""

    def away_changed(self, people: Sequence[Membership], *, at: ActionContext) -> None:
        """These people are away on other days than before."""

    def unit_moved(self, unit: Unit, *, above_before: Sequence[int], at: ActionContext) -> None:
        """A unit hangs elsewhere in the tree; `above_before` are the keys of the units that were above it."""

    def stage_changed(self, unit: Unit, *, at: ActionContext) -> None:
        """A unit, and what inherits from it, is at another rollout stage."""

    def lead_changed(self, unit: Unit, *, before: Membership | None, at: ActionContext) -> None:
        """A unit has another lead."""


_parts: list[DepartureHandler] = []


def register(part: DepartureHandler) -> None:
    """Called once by each app's `AppConfig.ready`."""
    if all(type(known) is not type(part) for known in _parts):
        _parts.append(part)


def handlers() -> tuple[DepartureHandler, ...]:
    return tuple(_parts)


def handler_of(kind: str) -> DepartureHandler:
    """The part that holds things of this kind; raises LookupError for an unknown one."""
    for part in _parts:
        if kind in part.kinds:
            return part
    raise LookupError(f"No app holds a {kind!r}.")


def kind_of(kind: str) -> Kind:
    return handler_of(kind).kinds[kind]


def held_by(person: Membership) -> list[Held]:
    """Everything in a person's name, in every app."""
    return [held for part in _parts for held in part.held_by(person)]


def still_waiting(things: Iterable[tuple[str, int]]) -> set[tuple[str, int]]:
    """Of these (kind, row), which still have nobody: one query per kind, however many people left."""
    by_kind: dict[str, set[int]] = {}
    for kind, row in things:
        by_kind.setdefault(kind, set()).add(row)
    return {(kind, row) for kind, rows in by_kind.items() for row in handler_of(kind).waiting(kind, rows)}
