"""No organisation sees another: every route, asked by everybody who must not, with both layers and with each
alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from organisations.tenancy import TenantManager
from tests.conftest import Figure
from tests.tenancy.conftest import Neighbours
from tests.tenancy.matrix import QUERY_IDS, QUERY_WORDS, Matrix, Tally, modules_of_the_apps, names_read
from tests.tenancy.routes import SIDE_DOORS, every_route
from tests.tenancy.world import tenant_models

VACUOUS = 0.02
"""Of the cases at most so many may go unanswered to an insider too. A new form that this fails:
tests/tenancy/bodies.py."""


@pytest.fixture(scope="module")
def matrix(neighbours: Neighbours) -> Matrix:
    return Matrix(neighbours)


def proved(tally: Tally) -> None:
    assert not tally.leaks, "\n".join([str(tally), *tally.leaks])
    assert tally.share <= VACUOUS, "\n".join([str(tally), *tally.vacuous])


def test_every_route_can_be_asked() -> None:
    """A new address without a line in tests/tenancy/routes.py fails here, and not by going unnoticed."""
    missing = {route.name: sorted(route.unfilled) for route in every_route() if route.unfilled}
    assert not missing, f"say in tests/tenancy/routes.py what fills these: {missing}"


def test_every_page_of_an_organisation_wears_the_door() -> None:
    wrong = [
        f"{route.name} wears {route.door!r}"
        for route in every_route()
        if route.tenant and route.door != SIDE_DOORS.get(route.name, (True, ""))[0]
    ]
    assert not wrong, wrong


def test_every_query_parameter_is_known() -> None:
    """Either it names an object, and the matrix tries another organisation's, or it carries words."""
    read = {name for module in modules_of_the_apps() for name in names_read(module)}
    assert not read - set(QUERY_IDS) - QUERY_WORDS, "say in tests/tenancy/matrix.py what these name"


def test_every_request_is_served_to_an_insider(matrix: Matrix) -> None:
    """Else it proves nothing that others are refused. A new form that fails here: say in
    tests/tenancy/bodies.py what is typed."""
    unserved = matrix.unserved()
    assert not unserved, "\n".join(unserved)


def test_nobody_sees_another_organisation(matrix: Matrix, figure: Figure) -> None:
    tally = matrix.run()
    figure("isolation, both layers", str(tally))
    proved(tally)


@pytest.mark.proof
def test_nobody_does_with_the_manager_off(
    matrix: Matrix, figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row-level security alone."""

    def everything(self: TenantManager[Any]) -> models.QuerySet[Any]:
        return super(TenantManager, self).get_queryset()

    monkeypatch.setattr(TenantManager, "get_queryset", everything)
    tally = matrix.run()
    figure("isolation, manager off", str(tally))
    proved(tally)


@pytest.mark.proof
def test_nobody_does_with_row_level_security_off(
    neighbours: Neighbours, matrix: Matrix, figure: Figure
) -> None:
    """The manager alone."""
    tables = [model._meta.db_table for model in tenant_models()] + [
        "okrsite_job",
        "organisations_organisation",
    ]
    with neighbours.database.connect("northstar_owner") as owner:
        for table in tables:
            owner.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY".encode())
        try:
            tally = matrix.run()
        finally:
            for table in tables:
                owner.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY".encode())
    figure("isolation, row-level security off", str(tally))
    proved(tally)
