"""What changed since the last meeting, key result by key result, and what that puts on the agenda by
itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import quote

from django.urls import reverse

from checkins.models import CheckIn
from checkins.permissions import gives_here
from objectives.display import measures, values
from objectives.display.key_result_row import Freshness, KeyResultRow
from objectives.display.scales import value_scale
from objectives.models import Confidence, KeyResult, MeasuredBy, Objective, Update
from objectives.progress import too_early
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation

WORSE = {Confidence.ON_TRACK: 0, Confidence.AT_RISK: 1, Confidence.OFF_TRACK: 2, Confidence.NOT_SET: 0}


@dataclass(frozen=True, slots=True)
class Changed:
    """One row: as it stands, what it was, whether it went the wrong way."""

    key_result: KeyResult
    row: KeyResultRow
    was: str
    worse: bool
    confidence_fell: bool
    updated: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One objective and its rows."""

    objective: Objective
    url: str
    progress: int | None
    expected: int | None
    early: bool
    rows: Sequence[Changed]


def previous_meeting(check_in: CheckIn) -> CheckIn | None:
    """The meeting of this series before it that was not skipped."""
    earlier = CheckIn.objects.filter(series=check_in.series, starts_at__lt=check_in.starts_at).exclude(
        state=CheckIn.State.SKIPPED
    )
    return earlier.order_by("-starts_at").first()


def key_results_of(check_in: CheckIn) -> list[KeyResult]:
    """What the meeting is about: the report's own going key results, or the unit's."""
    series = check_in.series
    going = KeyResult.objects.going().filter(objective__cycle__state__in=("active", "closing"))
    mine = (
        going.filter(accountable=series.report)
        if series.report_id
        else going.filter(objective__owner_unit=series.unit)
    )
    return list(
        mine.select_related(
            "state",
            "figure",
            "accountable",
            "objective__figure",
            "objective__cycle",
            "objective__owner_unit",
            "objective__owner",
        ).order_by("objective__owner_id", "objective__slot", "objective_id", "position")
    )


def groups(
    check_in: CheckIn, since: datetime | None, *, organisation: Organisation, reader: Reader, by: Membership
) -> list[Group]:
    """The rows by objective, in a fixed number of queries."""
    key_results = key_results_of(check_in)
    until = check_in.completed_at or reader.now
    history: dict[int, list[Update]] = {}
    gives = gives_here(by, check_in)
    for update in (
        Update.objects.standing()
        .filter(key_result__in=key_results, at__lte=until)
        .order_by("key_result_id", "-at")
        .only("key_result_id", "at", "value", "confidence", "note", "organisation_id")
    ):
        history.setdefault(update.key_result_id, []).append(update)
    found: dict[int, list[Changed]] = {}
    objectives: dict[int, Objective] = {}
    for each in key_results:
        objectives[each.objective_id] = each.objective
        row = changed(each, history.get(each.pk, []), since, organisation, reader)
        if check_in.state != CheckIn.State.HELD and each.measured_by == MeasuredBy.UPDATES and gives(each):
            row = replace(row, row=replace(row.row, edit_url=edit_address(each, check_in, organisation)))
        found.setdefault(each.objective_id, []).append(row)
    return [
        Group(
            objective=objective,
            url=reverse("objectives:objective", args=(organisation.slug, objective.public_id)),
            progress=figure.progress if (figure := getattr(objective, "figure", None)) else None,
            expected=figure.expected if figure else None,
            early=too_early(reader.today, objective.cycle.starts_on, objective.cycle.ends_on),
            rows=found[key],
        )
        for key, objective in objectives.items()
    ]


def edit_address(key_result: KeyResult, check_in: CheckIn, organisation: Organisation) -> str:
    """Where the row opens as a form on this meeting's page: a manager gives values only here."""
    here = reverse("checkins:check_in", args=(organisation.slug, check_in.public_id))
    return f"{reverse('checkins:edit_update', args=(organisation.slug, key_result.public_id))}?here={quote(here)}"


def changed(
    key_result: KeyResult,
    history: Sequence[Update],
    since: datetime | None,
    organisation: Organisation,
    reader: Reader,
) -> Changed:
    before = next((update for update in history if update.at <= since), None) if since else None
    now = history[0] if history else None
    fresh = now is not None and (since is None or now.at > since)
    note = next(
        (update.note for update in history if update.note and (since is None or update.at > since)), ""
    )
    measure, locale = measures.measure_of(key_result), reader.locale
    current = now.value if now else key_result.state.current
    old = before.value if before else None
    step = current - old if current is not None and old is not None else None
    falling = key_result.start is not None and key_result.target < key_result.start
    worse = step is not None and step != 0 and (step > 0) == falling
    said = (
        values.change(old, current, measure, locale)
        if step is not None and old is not None and current is not None
        else ""
    )
    confidence = now.confidence if now else key_result.state.confidence
    was = before.confidence if before and before.confidence != confidence else ""
    row = KeyResultRow(
        id=key_result.public_id,
        title=key_result.title,
        url=f"{reverse('objectives:objective', args=(organisation.slug, key_result.objective.public_id))}?key_result={key_result.public_id}",
        scale=value_scale(
            name=key_result.title,
            start=key_result.start,
            target=key_result.target,
            current=current,
            expected=measures.expected(key_result, reader.today),
            measure=measure,
            locale=locale,
            previous=old if old != current else None,
            hold=key_result.trajectory == "hold",
            table=measures.pace_table(organisation),
        ),
        falling=falling,
        change=said if step else ("0" if step is not None and fresh else ""),
        since="better" if step else "no change",
        confidence=confidence,
        note=note,
        fresh=None if fresh or since is None else Freshness("pending", "Not updated"),
    )
    return Changed(
        key_result,
        row,
        was,
        worse,
        bool(before and WORSE[Confidence(confidence)] > WORSE[Confidence(before.confidence)]),
        fresh,
    )


def automatic_points(
    found: Sequence[Group], since: datetime | None
) -> list[tuple[str, str, str, KeyResult | None]]:
    """Confidence that fell, and what has had no value: (about, text, note, key result)."""
    if since is None:
        return []
    points: list[tuple[str, str, str, KeyResult | None]] = []
    for each in (row for group in found for row in group.rows):
        key = each.key_result
        if each.confidence_fell:
            before, after = Confidence(each.was).label, Confidence(each.row.confidence).label
            points.append(
                (
                    f"confidence:{key.pk}",
                    f"{key.title}: confidence fell",
                    f"{before} → {after}. {each.row.note}".strip(),
                    key,
                )
            )
    return points
