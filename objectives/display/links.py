"""Where objectives lead: trails, corporate lines, direct links that wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from objectives.display.charts.scale import Scale
from objectives.progress import distance

LinkKind = Literal["direct", "indirect", "proposed"]


@dataclass(frozen=True, slots=True)
class Step:
    """One link upwards: how, to whose objective, which one. Middle steps of a trail leave the title out."""

    kind: LinkKind
    unit: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Trail:
    """objectives/display/trail.html: where an objective leads, one step a unit; first and last are named in full."""

    steps: Sequence[Step]

    @property
    def last(self) -> Step:
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Lead:
    """An objective of mine (or of the person met) that leads to a corporate one."""

    kind: LinkKind
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class CorporateLine:
    """objectives/display/corpline.html: one corporate objective in one row, and which of whose objectives lead
    there."""

    title: str
    url: str
    explain_url: str
    scale: Scale
    leads: Sequence[Lead] = ()
    whose: str = "yours"

    @property
    def points(self) -> int | None:
        if self.scale.progress is None or self.scale.expected is None:
            return None
        return distance(self.scale.progress, self.scale.expected)


@dataclass(frozen=True, slots=True)
class Proposed:
    """objectives/display/proposed.html: a direct link that waits. With `accept_url` it waits for the reader, else for
    `waits_for`."""

    title: str
    url: str
    asker: str
    unit: str
    since: str
    weight: int = 1
    before: str = ""
    after: str = ""
    accept_url: str = ""
    effect_url: str = ""
    waits_for: str = ""
    person: object | None = None
