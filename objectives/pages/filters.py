"""What a page about units and cycles is asked to show: cycle, unit, level, sort, page; read from the address,
written back to it.

Everything from the address passes an allow-list: an unknown word means the default, a foreign unit a 404.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from objectives.display.charts.time import Ribbon
from objectives.models import Cycle, RollUp
from organisations.display.reader import Reader
from organisations.models import Unit, UnitKind

LEVELS = [(kind.value, kind.label) for kind in UnitKind if kind != UnitKind.COMPANY]
SORTS = ("unit", "own", "progress", "pace", "confidence", "updated", "aligned")


def cycles() -> list[Cycle]:
    """Every cycle, newest first, each with the roll-up's version (`version`) and day (`as_of`), in one
    query."""
    rollup = RollUp.objects.filter(organisation=OuterRef("organisation"))
    return list(
        Cycle.objects.annotate(
            version=Subquery(rollup.values("version")[:1]), as_of=Subquery(rollup.values("as_of")[:1])
        ).order_by("-starts_on", "ends_on")
    )


def cycle_for(found: Sequence[Cycle], wanted: str, today: date) -> Cycle | None:
    """The cycle asked for by its public id; else the running one that began last; else the newest past, else
    the next."""
    by_id = {each.public_id: each for each in found}
    if wanted in by_id:
        return by_id[wanted]
    running = [each for each in found if each.starts_on <= today <= each.ends_on]
    past = [each for each in found if each.ends_on < today]
    return next(iter(running or past or list(reversed(found))), None)


def with_longer(cycle: Cycle | None, found: Sequence[Cycle]) -> list[Cycle]:
    """The cycle, its parent, its parent's parent: a cycle shows the objectives of the longer ones it lies
    in."""
    by_key = {each.pk: each for each in found}
    chain: list[Cycle] = []
    while cycle is not None and cycle not in chain:
        chain.append(cycle)
        cycle = by_key.get(cycle.parent_id or 0)
    return chain


def ribbon(cycle: Cycle | None, reader: Reader) -> Ribbon | None:
    return Ribbon(cycle.name, cycle.starts_on, cycle.ends_on, reader.today) if cycle else None


@dataclass(frozen=True)
class Filters:
    """What the reader chose. `chosen` holds what stood in the address and was understood, for links that
    change one thing."""

    cycles: Sequence[Cycle]
    cycle: Cycle | None
    unit: Unit | None
    level: str
    sort: str
    page: int
    chosen: dict[str, str]

    @property
    def chain(self) -> list[Cycle]:
        return with_longer(self.cycle, self.cycles)

    @property
    def version(self) -> int:
        """The roll-up's version when the cycles were read; 0 before its first run."""
        return int(getattr(self.cycles[0], "version", None) or 0) if self.cycles else 0

    def query(self, **changes: Any) -> str:
        """The address with some things changed, "?" included; None or "" leaves one out. The page starts
        anew."""
        said = {
            **self.chosen,
            "page": "",
            **{name: "" if value is None else str(value) for name, value in changes.items()},
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})

    @property
    def here(self) -> str:
        return self.query(page=self.page if self.page > 1 else "")

    def sorted_by(self, column: str) -> str:
        """aria-sort of a column: ascending, descending or none."""
        if self.sort.removeprefix("-") != column:
            return "none"
        return "descending" if self.sort.startswith("-") else "ascending"

    def sort_query(self, column: str) -> str:
        """Where a click on the column's head goes: ascending first, then the other way."""
        return self.query(sort=f"-{column}" if self.sort == column else column)


def filters(request: HttpRequest, today: date, *, sort: str = "pace") -> Filters:
    """Read the address. A unit of another organisation, or none, is a 404 as everywhere."""
    given = request.GET
    found = cycles()
    unit = (
        get_object_or_404(Unit.objects.select_related("lead"), public_id=given["unit"])
        if given.get("unit")
        else None
    )
    level = given.get("level", "") if given.get("level", "") in dict(LEVELS) else ""
    asked = given.get("sort", "") if given.get("sort", "").removeprefix("-") in SORTS else ""
    number = given.get("page", "1")
    cycle = cycle_for(found, given.get("cycle", ""), today)
    chosen = {
        "cycle": cycle.public_id if cycle and given.get("cycle") == cycle.public_id else "",
        "unit": unit.public_id if unit else "",
        "level": level,
        "sort": asked,
    }
    page = (
        min(int(number), 10_000)
        if number.isascii() and number.isdigit() and len(number) < 6 and int(number)
        else 1
    )
    return Filters(
        found,
        cycle,
        unit,
        level,
        asked or sort,
        page,
        {name: value for name, value in chosen.items() if value},
    )
