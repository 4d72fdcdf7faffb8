"""The scope itself: no organisation, no query; one organisation at a time; nothing is bound afterwards.

The guards are plain functions, so that test_mutants.py can break what they guard and watch them fail.
"""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.db import Error, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from objectives.models import Update
from organisations.display.forms import TenantModelForm
from organisations.models import Account, Membership, Unit
from organisations.tenancy import NoOrganisation, OtherOrganisation, is_tenant_key, within
from organisations.tenancy import scope as tenancy
from tests.conftest import Figure
from tests.tenancy.conftest import Neighbours
from tests.tenancy.forms import forms_of
from tests.tenancy.world import tenant_models

# Each form, the page that shows it, and what makes it a duplicate. A new one must find its line here.
DUPLICATES: dict[str, tuple[str, type[Any], str]] = {
    "UnitForm": ("organisations:new_unit", Unit, "name"),
    "CycleForm": (
        "objectives:new_cycle",
        next(model for model in tenant_models() if model.__name__ == "Cycle"),
        "name",
    ),
}
WITHOUT_DUPLICATES = {"MemberForm": "no unique key holds any of its fields: an account is never chosen in it"}
APPEND_ONLY = {"AuditEvent", "Update", "MeetingUpdate", "HistoryEntry", "Judgement"}


# The guards -------------------------------------------------------------------------------------------------


def every_model_refuses_without_a_scope(neighbours: Neighbours) -> None:
    for model in tenant_models():
        for attempt in (
            model.objects.all,
            model.objects.first,
            model.objects.count,
            model._base_manager.all,
            model,
        ):
            with pytest.raises(NoOrganisation):
                attempt()


def every_queryset_names_the_organisation(neighbours: Neighbours) -> None:
    """What stands between two organisations where row-level security is off."""
    with within(neighbours.ours.organisation):
        for model in tenant_models():
            for manager in (model.objects, model._base_manager, model._default_manager):
                assert '"organisation_id" = ' in str(manager.all().query), model


def nothing_is_bound_after_the_scope(neighbours: Neighbours) -> None:
    """The transaction is really committed here: a session-level setting would be left to the next request."""
    with within(neighbours.ours.organisation, account_id=neighbours.ours.leader.pk):
        assert bound() == (neighbours.ours.organisation.pk, neighbours.ours.leader.pk)
    assert bound() == (None, None)


def the_outer_transaction_is_left_unbound(neighbours: Neighbours) -> None:
    """SET LOCAL survives the release of a savepoint, so the scope puts it back by itself."""
    with transaction.atomic():
        with within(neighbours.ours.organisation):
            pass
        assert bound() == (None, None)
        with within(neighbours.theirs.organisation):
            assert bound()[0] == neighbours.theirs.organisation.pk


def one_organisation_at_a_time(neighbours: Neighbours) -> None:
    with within(neighbours.ours.organisation):
        with within(neighbours.ours.organisation):
            pass
        assert bound()[0] == neighbours.ours.organisation.pk, (
            "leaving the inner scope leaves the outer one open"
        )
        with pytest.raises(OtherOrganisation), within(neighbours.theirs.organisation):
            pass
        assert bound()[0] == neighbours.ours.organisation.pk


def another_organisations_row_is_not_saved(neighbours: Neighbours) -> None:
    with within(neighbours.theirs.organisation):
        theirs = Unit.objects.get(parent=None)
    with within(neighbours.ours.organisation), pytest.raises(OtherOrganisation):
        theirs.save()


def another_organisations_rows_are_not_made_in_bulk(neighbours: Neighbours) -> None:
    with within(neighbours.ours.organisation):
        for model in tenant_models():
            with pytest.raises(OtherOrganisation), transaction.atomic():
                model.objects.bulk_create([model(organisation_id=neighbours.theirs.organisation.pk)])


def grants_are_made_by_our_action_alone(neighbours: Neighbours) -> None:
    """Guardian's own way omits the organisation."""
    with within(neighbours.ours.organisation):
        grants = [model for model in tenant_models() if model.__name__.endswith("Grant")]
        assert grants
        unit = Unit.objects.get(parent=None)
        for model in grants:
            for way in ("assign_perm", "bulk_assign_perm", "assign_perm_to_many"):
                with pytest.raises(TypeError):
                    getattr(model.objects, way)("lead_unit", neighbours.ours.admin, unit)


def a_stranger_is_not_let_in(neighbours: Neighbours) -> None:
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        client.force_login(Account.objects.get(pk=neighbours.ours.admin.pk))
        answer = client.get(reverse("checkins:my_week", kwargs={"slug": neighbours.theirs.organisation.slug}))
        transaction.set_rollback(True)
    assert answer.status_code == 404


def bound() -> tuple[int | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT northstar_organisation(), northstar_account()")
        organisation, account = cursor.fetchone()
    return organisation, account


# The tests --------------------------------------------------------------------------------------------------

GUARDS = [
    every_model_refuses_without_a_scope,
    every_queryset_names_the_organisation,
    nothing_is_bound_after_the_scope,
    the_outer_transaction_is_left_unbound,
    one_organisation_at_a_time,
    another_organisations_row_is_not_saved,
    another_organisations_rows_are_not_made_in_bulk,
    grants_are_made_by_our_action_alone,
    a_stranger_is_not_let_in,
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)
def test_guard(guard: Any, neighbours: Neighbours) -> None:
    guard(neighbours)


def test_a_broken_transaction_keeps_its_first_error(neighbours: Neighbours) -> None:
    """Putting the setting back would be a query in a broken transaction, and hide why it broke."""
    with pytest.raises(IntegrityError), transaction.atomic(), within(neighbours.ours.organisation):
        Membership.objects.create(account=neighbours.ours.leader, name="Twice", joined_on="2026-01-01")
    assert bound() == (None, None)


def test_no_row_hangs_on_another_organisations_row(neighbours: Neighbours, figure: Figure) -> None:
    """Every reference of every tenant model, pointed at the other organisation past the models: the database
    refuses."""
    refused, tried = 0, 0
    for model in tenant_models():
        if model.__name__ in APPEND_ONLY:
            continue
        for field in filter(is_tenant_key, model._meta.local_fields):
            with within(neighbours.theirs.organisation):
                target: Any = field.related_model
                foreign = target.objects.values_list("pk", flat=True).first()
            tried += 1
            with pytest.raises(IntegrityError) as caught, within(neighbours.ours.organisation):
                row = model.objects.values_list("pk", flat=True).first()
                with connection.cursor() as cursor:
                    table = model._meta.db_table
                    cursor.execute(f"UPDATE {table} SET {field.column} = %s WHERE id = %s", [foreign, row])
            refused += "same_organisation" in str(caught.value)
    figure(
        "references",
        f"{tried} pointed at another organisation, {tried} refused, {refused} of them by the composite key",
    )
    assert refused >= tried * 0.9, "the others meet another constraint first"


def test_history_is_not_edited(neighbours: Neighbours) -> None:
    for statement in ("UPDATE objectives_update SET note = ''", "DELETE FROM objectives_update"):
        with (
            pytest.raises(Error, match="permission denied"),
            within(neighbours.ours.organisation),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    with within(neighbours.ours.organisation):
        assert Update.objects.exists()


def tenant_forms(base: type[Any] = TenantModelForm) -> set[type[forms.ModelForm[Any]]]:
    found = set(base.__subclasses__())
    return found.union(*(tenant_forms(each) for each in found)) if found else found


def test_every_tenant_form_has_its_duplicate() -> None:
    names = {form.__name__ for form in tenant_forms() if form.__module__.split(".")[0] != "tests"}
    assert names == set(DUPLICATES) | set(WITHOUT_DUPLICATES), (
        "say in tests/tenancy/test_scope.py what a duplicate is"
    )


@pytest.mark.parametrize("name", DUPLICATES)
def test_a_duplicate_is_said_and_not_a_500(name: str, neighbours: Neighbours) -> None:
    """Django's own form skips a constraint that leads with the organisation: 500 where 422 is meant."""
    route, model, field = DUPLICATES[name]
    address = reverse(route, kwargs={"slug": neighbours.ours.organisation.slug})
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        client.force_login(Account.objects.get(pk=neighbours.ours.admin.pk))
        page = client.get(address).content.decode()
        form = next(each for each in forms_of(page) if field in each.values)
        with within(neighbours.ours.organisation):
            siblings = (
                model.objects.filter(parent__parent=None).exclude(parent=None)
                if model is Unit
                else model.objects.all()
            )
            taken = siblings.first()
            if model is Unit:
                form.values["parent"] = [page_value(form.values["parent"], taken.parent)]
        answer = client.post(address, {**form.values, field: [getattr(taken, field)]})
        transaction.set_rollback(True)
    assert answer.status_code == 422, answer.content.decode()[:2000]


def page_value(shown: list[str], parent: Unit) -> str:
    """What the page itself offers for the root; its key where the page offers nothing yet."""
    return next((value for value in shown if value), str(parent.pk))


def test_the_scope_is_the_contexts_own() -> None:
    """Two requests in two threads never share it."""
    assert tenancy._organisation.get() is None
