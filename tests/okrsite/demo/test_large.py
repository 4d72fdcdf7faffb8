"""The large organisation that figures are measured on, made small: its figures are right, its pages open, its
limits hold."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db.models import Count
from django.test import Client

from objectives.models import Alignment, Contribution, KeyResult, Objective
from objectives.rollup import verify
from okrsite.demo import large
from organisations.models import Account, Membership, Unit
from organisations.tenancy import organisation_id_of, within
from tests import ground
from tests.conftest import Blocker

PEOPLE = 300


@pytest.fixture(scope="module")
def storfjell(django_db_blocker: Blocker) -> Iterator[int]:
    """The organisation's key, in a database of this module's own, by the command; committed, as the planner
    needs statistics."""
    with django_db_blocker.unblock(), ground.own_database() as own:
        said = ground.manage("demo", "--people", str(PEOPLE), "--weeks", "2", database=own.name)
        assert f"{PEOPLE} people" in said
        found = organisation_id_of(large.SLUG)
        assert found is not None
        yield found


def test_a_rebuild_finds_nothing_to_mend_and_the_limits_hold(storfjell: int) -> None:
    assert verify(storfjell).total == 0
    with within(storfjell):
        assert Membership.objects.count() == PEOPLE + 1  # and the office, who set it up
        assert Unit.objects.count() == sum(large.levels(PEOPLE))
        assert Objective.objects.count() == large.CORPORATE + large.EACH * (PEOPLE + Unit.objects.count() - 1)
        assert set(
            KeyResult.objects.values("objective").annotate(n=Count("pk")).values_list("n", flat=True)
        ) == {large.RESULTS}
        assert not Alignment.objects.values("child").annotate(n=Count("pk")).filter(n__gt=1).exists()
        assert Alignment.objects.filter(kind="direct", parent_key_result__isnull=False).exists()
        assert Contribution.objects.exists()


def test_every_page_opens_for_the_chief_executive_and_for_an_employee(storfjell: int) -> None:
    with within(storfjell):
        unit = Unit.objects.order_by("pk").last()
        objective = Objective.objects.corporate().first()
    assert unit is not None and objective is not None
    for number in (0, PEOPLE - 1):
        client = Client()
        client.force_login(
            Account.objects.get(email=large.address(number)),
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        for page in (
            "company/",
            "my-week/",
            "check-ins/",
            f"units/{unit.public_id}/",
            f"objectives/{objective.public_id}/",
        ):
            assert client.get(f"/{large.SLUG}/{page}").status_code == 200, page


@pytest.mark.parametrize(
    ("people", "sizes"),
    [(100, [1, 3, 8]), (1_000, [1, 9, 30, 80]), (100_000, [1, 12, 108, 860, 3_000, 8_000])],
)
def test_a_company_grows_in_levels(people: int, sizes: list[int]) -> None:
    assert large.levels(people) == sizes
