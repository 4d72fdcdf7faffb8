"""Ingrid's week as drawn in the design: Tuesday 18 August 2026, a 1-on-1 with Maya on Thursday at 10:00.

Two objectives with three key results each; four of the six are updated since last Thursday. Everything she
gave was given by the product's own act.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from checkins.models import CheckIn, CheckInSeries
from checkins.rows.actions import give_value
from checkins.series.schedule import instant
from objectives.models import KeyResult, KeyResultState, Milestone, Objective
from objectives.updates.actions import Entry, Recorded, held
from organisations.models import Membership, Organisation
from tests.cast import Cast
from tests.factories import (
    AlignmentFactory,
    CheckInFactory,
    CheckInSeriesFactory,
    KeyResultFactory,
    MilestoneFactory,
    ObjectiveFactory,
)

NOW = datetime(2026, 8, 18, 6, 30, tzinfo=UTC)  # 08:30 in Oslo
FIRST = date(2026, 7, 2)  # a Thursday


@dataclass
class Week:
    """What the tests speak of; `rows` by the first word of their titles."""

    cast: Cast
    series: CheckInSeries
    accounts: Objective
    road: Objective
    growth: Objective
    rows: dict[str, KeyResult] = field(default_factory=dict)

    @property
    def organisation(self) -> Organisation:
        return self.cast.organisation

    def next_meeting(self) -> CheckIn:
        return CheckIn.objects.get(series=self.series, local_date=date(2026, 8, 20))


def give(
    key_result: KeyResult,
    value: float | str | None = None,
    *,
    by: Membership | None = None,
    at: datetime = NOW,
    request_id: UUID | None = None,
    check_in: CheckIn | None = None,
    **said: Any,
) -> Recorded:
    """An update by its accountable person, on track unless told otherwise; None is No change."""
    if value is None and "steps" not in said:
        said.setdefault("no_change", True)
    else:
        said.setdefault("confidence", "on")
    return give_value(
        state=held().get(key_result=key_result),
        by=by or key_result.accountable,
        organisation=key_result.organisation,
        now=at,
        request_id=request_id or uuid4(),
        entry=Entry(value=None if value is None else Decimal(str(value)), **said),
        check_in=check_in,
    )


def state_of(key_result: KeyResult) -> KeyResultState:
    return KeyResultState.objects.get(key_result=key_result)


def weekly(series: CheckInSeries, organisation: Organisation, count: int = 12) -> None:
    """Meetings made ahead, as the rhythm does it."""
    for number in range(count):
        day = FIRST + timedelta(weeks=number)
        CheckInFactory(
            series=series, local_date=day, starts_at=instant(day, series.local_time, organisation.zone)
        )


def settle(cast: Cast) -> Week:
    """The whole story, inside the open scope."""
    ingrid, maya = cast.ingrid, cast.maya
    series = CheckInSeriesFactory(manager=maya, report=ingrid, place="Teams")
    weekly(series, cast.organisation)
    growth = ObjectiveFactory(
        title="Significant growth with sustained profitability",
        owner_unit=cast.company,
        cycle=cast.year,
        active=True,
        counts="both",
    )
    sales = ObjectiveFactory(
        title="Increase revenue from existing customers",
        owner_unit=cast.sales,
        cycle=cast.q3,
        active=True,
        counts="both",
    )
    own = [
        ObjectiveFactory(title=title, owner=ingrid, cycle=cast.q3, active=True)
        for title in (
            "Grow my accounts with what actually helps them",
            "Shorten the road from offer to signature",
        )
    ]
    AlignmentFactory(child=own[0], parent=sales)
    AlignmentFactory(child=sales, parent=growth)
    AlignmentFactory(
        child=own[1], parent=sales, kind="indirect", how="Faster signatures free time for customers."
    )
    story = Week(cast, series, own[0], own[1], growth)

    def row(objective: Objective, title: str, start: str | None, target: str, **fields: Any) -> KeyResult:
        made: KeyResult = KeyResultFactory(
            objective=objective,
            title=title,
            start=None if start is None else Decimal(start),
            target=Decimal(target),
            accountable=fields.pop("accountable", ingrid),
            **fields,
        )
        story.rows[title.partition(" ")[0]] = made
        return made

    upsell = row(own[0], "Upsell rate in my portfolio", "12", "20", measure="percentage")
    renewal = row(own[0], "Renewal rate above 90%", "80", "90", measure="percentage", trajectory="hold")
    accounts = row(own[0], "Accounts with a written success plan", "8", "40")
    cycle = row(own[1], "Average sales cycle down by 15%", "62", "53", measure_unit="days")
    sent = row(own[1], "Offers sent within two working days", "55", "90", measure="percentage")
    signed = row(own[1], "Signed without a second round", "30", "60", measure="percentage")
    row(sales, "Revenue from existing customers", "200", "240", accountable=maya)
    row(growth, "Company revenue", "400", "480", accountable=cast.henrik)
    tuesday, monday = datetime(2026, 8, 11, 7, 0, tzinfo=UTC), datetime(2026, 8, 17, 7, 0, tzinfo=UTC)
    for each, values in (
        (upsell, (12.4, 13.1, 15.2)),
        (renewal, (87.6, 88.9, 89.1)),
        (accounts, (22, 25, 29)),
        (cycle, (61, 60.5, 60)),
        (sent, (63, 70, 74)),
        (signed, (37, 38, 41)),
    ):
        for back, value in zip((14, 7, 0), values, strict=True):
            give(each, value, at=tuesday - timedelta(days=back))
    give(upsell, 16.8, at=NOW - timedelta(minutes=18))
    give(
        renewal,
        88.4,
        at=NOW - timedelta(minutes=19),
        confidence="risk",
        note="Nordvik waits for frame prices.",
    )
    give(sent, 78, at=monday)
    give(signed, 42, at=monday, confidence="risk")
    give(story.rows["Revenue"], 232, at=monday)
    give(story.rows["Company"], 452, at=monday)
    return story


def with_steps(objective: Objective, titles: tuple[str, ...]) -> tuple[KeyResult, list[Milestone]]:
    """A key result measured by milestones."""
    key_result = KeyResultFactory(
        objective=objective,
        title="Steps to a common contract",
        measure="milestones",
        target=Decimal(len(titles)),
    )
    return key_result, [MilestoneFactory(key_result=key_result, title=title) for title in titles]
