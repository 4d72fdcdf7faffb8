"""Long lists in pages: which rows, and where the pages before and after are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet

LISTED = 50
"""Rows of a list page."""

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Paging:
    """components/paging.html: "51 to 100 of 240", with links that keep everything else in the address."""

    page: int
    total: int
    size: int
    address: Callable[[int], str]

    @property
    def first(self) -> int:
        return self.size * (self.page - 1) + 1

    @property
    def last(self) -> int:
        return min(self.total, self.size * self.page)

    @property
    def before(self) -> str:
        return self.address(self.page - 1) if self.page > 1 else ""

    @property
    def after(self) -> str:
        return self.address(self.page + 1) if self.last < self.total else ""


def paged(rows: QuerySet[M], page: int, address: Callable[[int], str]) -> tuple[list[M], Paging]:
    """One page of the rows and its links; a page past the end is the last one. Two queries."""
    paginator = Paginator(rows, LISTED)
    found = paginator.get_page(page)
    return list(found.object_list), Paging(found.number, paginator.count, LISTED, address)
