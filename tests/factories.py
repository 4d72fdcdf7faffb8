"""Rows for tests that are about something else. Each takes its organisation from the open scope.

What a test is about is made by the product's own actions (tests/cast.py); these are the short way to the
rest, and write what they are told without asking any rule.
"""

# factory-boy is not typed:
# mypy: disable-error-code="attr-defined,no-untyped-call,untyped-decorator,redundant-expr,misc"

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from checkins.models import ActionItem, AgendaItem, CheckIn, CheckInSeries
from objectives.editing.definition import make_states
from objectives.models import (
    Alignment,
    Contribution,
    Cycle,
    KeyResult,
    Measure,
    Milestone,
    Objective,
    ObjectiveState,
    Update,
)
from organisations.models import Account, Membership, Unit
from organisations.tenancy import current_organisation_id
from organisations.units.actions import place_in_closure

DAY = dt.date(2026, 8, 20)
NOW = dt.datetime(2026, 8, 20, 9, 0, tzinfo=dt.UTC)


class AccountFactory(DjangoModelFactory[Account]):
    class Meta:
        model = Account

    email = factory.Sequence(lambda number: f"person{number}@example.com")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = "!"  # cannot sign in; a test that signs in uses force_login


class TenantFactory(DjangoModelFactory[Any]):
    """Raises NoOrganisation outside a scope, as the product does."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        current_organisation_id()
        return super()._create(model_class, *args, **kwargs)


class UnitFactory(TenantFactory):
    class Meta:
        model = Unit

    name = factory.Sequence(lambda number: f"Team {number}")
    kind = "team"

    @factory.lazy_attribute
    def parent(self) -> Unit | None:
        return Unit.objects.filter(parent=None).first()

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        unit = super()._create(model_class, *args, **kwargs)
        place_in_closure(unit, unit.parent)
        return unit


class MembershipFactory(TenantFactory):
    class Meta:
        model = Membership

    account = factory.SubFactory(AccountFactory)
    name = factory.LazyAttribute(lambda person: person.account.name)
    joined_on = dt.date(2025, 1, 1)

    @factory.lazy_attribute
    def unit(self) -> Unit | None:
        return Unit.objects.filter(parent=None).first()


class CycleFactory(TenantFactory):
    """Q3 2026, running."""

    class Meta:
        model = Cycle

    name = factory.Sequence(lambda number: f"Q3 2026 ({number})")
    starts_on = dt.date(2026, 7, 1)
    ends_on = dt.date(2026, 9, 30)
    state = "active"


class ObjectiveFactory(TenantFactory):
    """A draft of the root unit, unless an `owner` or `owner_unit` is given; `slot` follows the state."""

    class Meta:
        model = Objective

    cycle = factory.SubFactory(CycleFactory)
    title = factory.Sequence(lambda number: f"Objective {number}")
    owner = None
    created_at = NOW

    @factory.lazy_attribute
    def owner_unit(self) -> Unit | None:
        return None if self.owner else Unit.objects.filter(parent=None).first()

    @factory.lazy_attribute
    def unit(self) -> Any:
        return self.owner.unit if self.owner else self.owner_unit

    @factory.lazy_attribute
    def slot(self) -> int | None:
        if getattr(self, "state", ObjectiveState.DRAFT) in (ObjectiveState.DRAFT, ObjectiveState.TERMINATED):
            return None
        owner = {"owner": self.owner} if self.owner else {"owner_unit": self.owner_unit}
        taken = Objective.objects.filter(cycle=self.cycle, **owner).values_list("slot", flat=True)
        return min({1, 2, 3} - set(taken))

    class Params:
        active = factory.Trait(state="active", activated_on=dt.date(2026, 7, 1), submitted_at=NOW)


class KeyResultFactory(TenantFactory):
    """From 0 to 100, measured by updates, with its state."""

    class Meta:
        model = KeyResult

    objective = factory.SubFactory(ObjectiveFactory)
    title = factory.Sequence(lambda number: f"Key result {number}")
    measure = Measure.NUMBER
    start = Decimal(0)
    target = Decimal(100)
    due_on = factory.LazyAttribute(lambda row: row.objective.cycle.ends_on)
    accountable = factory.LazyAttribute(lambda row: row.objective.owner)
    position = factory.LazyAttribute(
        lambda row: KeyResult.objects.filter(objective=row.objective).count() + 1
    )
    slot = factory.LazyAttribute(lambda row: row.position if row.objective.slot else None)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Any:
        key_result = super()._create(model_class, *args, **kwargs)
        make_states([key_result])
        return key_result


class MilestoneFactory(TenantFactory):
    class Meta:
        model = Milestone

    key_result = factory.SubFactory(KeyResultFactory, measure=Measure.MILESTONES, target=Decimal(3))
    title = factory.Sequence(lambda number: f"Step {number}")
    position = factory.LazyAttribute(lambda row: row.key_result.milestones.count() + 1)


class AlignmentFactory(TenantFactory):
    """A direct link that stands. Checks nothing: no loop, no second count."""

    class Meta:
        model = Alignment

    child = factory.SubFactory(ObjectiveFactory)
    parent = factory.SubFactory(ObjectiveFactory)
    state = "accepted"


class ContributionFactory(TenantFactory):
    class Meta:
        model = Contribution

    child = factory.SubFactory(KeyResultFactory)
    parent = factory.SubFactory(KeyResultFactory)


class UpdateFactory(TenantFactory):
    """A row of history only: the key result's state stays as it is."""

    class Meta:
        model = Update

    key_result = factory.SubFactory(KeyResultFactory)
    at = NOW
    value = Decimal(50)
    request_id = factory.LazyFunction(uuid.uuid4)


class CheckInSeriesFactory(TenantFactory):
    """A weekly 1-on-1, Thursdays at 10."""

    class Meta:
        model = CheckInSeries

    manager = factory.SubFactory(MembershipFactory)
    report = factory.SubFactory(MembershipFactory)
    local_time = dt.time(10, 0)
    time_zone = "Europe/Oslo"
    starts_on = dt.date(2026, 7, 2)


class CheckInFactory(TenantFactory):
    class Meta:
        model = CheckIn

    series = factory.SubFactory(CheckInSeriesFactory)
    local_date = DAY
    starts_at = dt.datetime(2026, 8, 20, 8, 0, tzinfo=dt.UTC)


class AgendaItemFactory(TenantFactory):
    class Meta:
        model = AgendaItem

    check_in = factory.SubFactory(CheckInFactory)
    text = "Renewals"


class ActionItemFactory(TenantFactory):
    class Meta:
        model = ActionItem

    check_in = factory.SubFactory(CheckInFactory)
    series = factory.LazyAttribute(lambda row: row.check_in.series)
    owner = factory.LazyAttribute(lambda row: row.series.report)
    created_by = factory.LazyAttribute(lambda row: row.series.manager)
    text = "Call the customer"
