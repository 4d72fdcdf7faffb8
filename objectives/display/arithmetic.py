"""How a rolled-up figure comes about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from objectives.display.charts.bars import SumBar


@dataclass(frozen=True, slots=True)
class Detail:
    """One line inside a contributor: what made its figure. A sum's line, or a quarter with its share of the
    year."""

    words: str
    figure: str
    note: str = ""
    url: str = ""
    total: bool = False
    mean: str = ""
    share: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Contributor:
    """One row of an arithmetic. `kind` key_result, direct or quarters; figures formatted to tenths."""

    letter: str
    kind: str
    title: str
    url: str
    weight: int
    progress: str
    product: str
    adds: str
    note: str = ""
    expected: str = ""
    points: int | None = None
    hold: bool = False
    frozen: bool = False
    details: Sequence[Detail] = ()
    details_words: str = ""
    explain_url: str = ""
    opened: bool = False

    @property
    def quarters(self) -> bool:
        return any(detail.mean for detail in self.details)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Something below a figure that is not in it, and why: waiting, terminated, proposed, indirect."""

    kind: str
    title: str
    url: str
    why: str
    tag: str = ""
    tone: str = ""
    accept_url: str = ""
    decline_url: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class HeldBackBy:
    """objectives/display/held_back.html: the contributor that costs most, in a sentence around its link."""

    before: str
    title: str
    url: str
    after: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """objectives/display/arith.html: how a rolled-up figure comes about. Everything adds up exactly as shown."""

    title: str
    url: str
    figure: str
    sentence: str
    rows: Sequence[Contributor]
    bar: SumBar | None = None
    expected: str = ""
    points: int | None = None
    weights: int = 0
    products: str = ""
    held_back: HeldBackBy | None = None
    not_counted: Sequence[NotCounted] = ()
    as_of: datetime | None = None
    pending: str = ""
    text: str = ""
