"""Fjellvann in the week of Ingrid's story, with something to see on the company page, rolled up to the last
figure."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from checkins.models import Recognition
from objectives.models import Figure, FigureSnapshot, KeyResult, KeyResultState, Objective, UnitSnapshot
from objectives.progress import progress
from objectives.rollup import drain_batch, resummarise
from objectives.rollup.log import log_change
from organisations.models import Unit
from tests.cast import Cast
from tests.checkins.week_of_ingrid import NOW, Week
from tests.checkins.week_of_ingrid import settle as settle_week
from tests.factories import AlignmentFactory, KeyResultFactory, ObjectiveFactory, UnitFactory

TODAY = date(2026, 8, 18)
LAST = datetime(2026, 8, 13, 8, 0, tzinfo=UTC)
"""The check-in before now, Thursday at ten."""


def rolled_up() -> None:
    """Everything noted so far has reached the company."""
    while drain_batch(today=TODAY):
        pass


def measured(
    objective: Objective, title: str, value: float, confidence: str = "on", **fields: Any
) -> KeyResult:
    """A key result from 0 to 100 that stands at a value since yesterday."""
    made: KeyResult = KeyResultFactory(objective=objective, title=title, measure="percentage", **fields)
    stands(made, value, confidence)
    return made


def stands(key_result: KeyResult, value: float, confidence: str = "on") -> None:
    assert key_result.start is not None
    current = Decimal(str(value))
    KeyResultState.objects.filter(key_result=key_result).update(
        current=current,
        progress=progress(key_result.start, key_result.target, current),
        confidence=confidence,
        updated_at=NOW - timedelta(days=1),
    )
    log_change(key_results=[key_result.pk], objectives=[key_result.objective_id])


def noted(*objectives: Objective) -> None:
    log_change(objectives=[each.pk for each in objectives])


def settle(cast: Cast) -> Week:
    """Sales stands well; Finance is behind with a plan that is ahead; Delivery has not started. Expected
    today: 53 %.

    "Win customers" of the company (2026) expects 63 %, its "Churn" is off track. Maya and Henrik have own
    objectives.
    """
    week = settle_week(cast)
    customers = ObjectiveFactory(
        title="Customers stay with us",
        owner_unit=cast.company,
        cycle=cast.year,
        active=True,
        activated_on=date(2026, 1, 1),
    )
    measured(customers, "Churn halved", 20, "off", accountable=cast.maya)
    measured(customers, "Satisfied customers", 60, accountable=cast.henrik)
    money = ObjectiveFactory(
        title="Invoices right the first time", owner_unit=cast.finance, cycle=cast.q3, active=True
    )
    measured(money, "Right the first time", 20, accountable=cast.lars)
    measured(money, "Days to invoice", 40, "risk", accountable=cast.lars)
    child = ObjectiveFactory(title="My invoices are right", owner=cast.nora, cycle=cast.q3, active=True)
    measured(child, "Mine right the first time", 90, accountable=cast.nora)
    AlignmentFactory(child=child, parent=money)
    for leader, title in ((cast.maya, "Know every key account"), (cast.henrik, "Be where customers are")):
        own = ObjectiveFactory(title=title, owner=leader, cycle=cast.q3, active=True)
        measured(own, f"{title}: visits", 60, accountable=leader)
        noted(own)
    KeyResultState.objects.update(window_from=LAST)  # as the check-ins' own job would have left it
    KeyResultState.objects.filter(key_result__objective__owner=cast.henrik).update(
        window_from=NOW - timedelta(hours=1)
    )
    delivery: Unit = UnitFactory(
        name="Delivery",
        kind="department",
        parent=cast.company,
        stage="not_started",
        live_from=date(2026, 10, 5),
    )
    UnitFactory(name="Logistics", parent=delivery)
    Unit.objects.filter(pk=cast.company.pk).update(stage="live")
    Recognition.objects.create(
        to=cast.ingrid, by=cast.maya, key_result=week.rows["Upsell"], text="You saw Nordvik coming.", at=NOW
    )
    noted(customers, money, child, week.accounts, week.road, week.growth)
    noted(*Objective.objects.all())
    rolled_up()
    resummarise(cast.organisation.pk)
    return week


def snapshots(figure: Figure, days: int) -> None:
    """Daily snapshots up to yesterday, rising to today's figure."""
    for back in range(1, days + 1):
        FigureSnapshot.objects.create(
            figure=figure,
            on=TODAY - timedelta(days=back),
            progress=max(0, (figure.progress or 0) - back * 5_000),
            expected=figure.expected,
        )


def unit_snapshots(unit: Unit, cast: Cast, days: int) -> None:
    for back in range(1, days + 1):
        UnitSnapshot.objects.create(
            unit=unit, cycle=cast.q3, on=TODAY - timedelta(days=back), progress=400_000, expected=500_000
        )
