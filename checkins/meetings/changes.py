"""What changed since the last meeting, key result by key result, and what that puts on the agenda by
itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from urllib.parse import quote

from django.urls import reverse

from checkins.models import CheckIn
from checkins.permissions import gives_here
from checkins.rows.data import points_of
from checkins.rows.objective_rows import ObjectiveRows, by_objective
from checkins.rows.windows import windows_of
from checkins.series.check_in_times import schedule_of
from objectives.display.key_result import KeyResultRow, for_rows
from objectives.display.key_result_data import KeyResultData, RowContext, UpdateWindow
from objectives.models import Confidence, KeyResult, MeasuredBy
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation

WORSE = {Confidence.ON_TRACK: 0, Confidence.AT_RISK: 1, Confidence.OFF_TRACK: 2, Confidence.NOT_SET: 0}


@dataclass(frozen=True)
class MeetingRow(KeyResultRow):
    """checkins/meetings/parts/since_row.html: a key result as a meeting sees it, changes counted from the meeting before.

    Of a meeting that was held it shows what stood then: `data.points` ends there.
    """

    held: bool = False
    edit_url: str = ""
    focus: bool = False

    def focused(self) -> "MeetingRow":
        return replace(self, focus=True)

    @property
    def value(self) -> Decimal | None:
        return self.data.points[0].value if self.data.points and self.by_updates else super().value

    @property
    def stated_confidence(self) -> str:
        return self.data.points[0].confidence if self.data.points else super().stated_confidence

    @property
    def flag(self) -> str:
        """None of a meeting that was held: its values are not judged by what is expected today."""
        return "" if self.held else super().flag

    @property
    def updated_at(self) -> datetime | None:
        return self.data.points[0].at if self.data.points else None

    @property
    def marker(self) -> Decimal | None:
        """The value at the meeting before, where it moved since."""
        return self.before.value if self.before and self.before.value != self.value else None

    @property
    def note(self) -> str:
        """The newest note since the meeting before."""
        return next((point.note for point in self.data.points if point.note and self._is_new(point.at)), "")

    @property
    def worse(self) -> bool:
        """Whether the value went the wrong way."""
        return bool(self.step) and (self.step > 0) == self.falling if self.step is not None else False

    @property
    def since(self) -> str:
        return "no change" if not self.step else "worse" if self.worse else "better"

    @property
    def was(self) -> str:
        """The confidence at the meeting before, where it changed."""
        before = self.before.confidence if self.before else ""
        return before if before != self.stated_confidence else ""

    @property
    def confidence_fell(self) -> bool:
        if self.before is None:
            return False
        return WORSE[Confidence(self.stated_confidence)] > WORSE[Confidence(self.before.confidence)]

    def _is_new(self, at: datetime) -> bool:
        previous = self.window.previous if self.window else None
        return previous is None or at > previous


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
    rows = (
        going.filter(accountable=series.report)
        if series.report_id
        else going.filter(objective__owner_unit=series.unit)
    )
    return list(
        for_rows(rows)
        .select_related("objective__figure", "objective__cycle", "objective__owner_unit", "objective__owner")
        .order_by("objective__owner_id", "objective__slot", "objective_id", "position")
    )


def groups(
    check_in: CheckIn, since: datetime | None, *, organisation: Organisation, reader: Reader, by: Membership
) -> list[ObjectiveRows[MeetingRow]]:
    """The rows by objective, in a fixed number of queries."""
    key_results = key_results_of(check_in)
    context = RowContext(organisation, reader)
    fetched = gather(check_in, since, key_results, context)
    gives, held = gives_here(by, check_in), check_in.state == CheckIn.State.HELD
    rows = []
    for key_result in key_results:
        row = MeetingRow(key_result, context, fetched[key_result.pk], held=held)
        if not held and row.by_updates and gives(key_result):
            row = replace(row, edit_url=edit_address(key_result, check_in, organisation))
        rows.append(row)
    return by_objective(rows, context)


def gather(
    check_in: CheckIn, since: datetime | None, key_results: Sequence[KeyResult], context: RowContext
) -> dict[int, KeyResultData]:
    """Every value up to the end of the meeting, and a window that begins at the meeting before. Two queries."""
    held = check_in.state == CheckIn.State.HELD
    points = points_of(key_results, until=check_in.completed_at or context.reader.now)
    schedule = schedule_of(context.organisation, key_results, now=context.reader.now) if not held else None
    now = windows_of(schedule, key_results) if schedule else {}
    fetched = {}
    for key_result in key_results:
        given = points[key_result.pk]
        window = now.get(key_result.pk)
        if held and key_result.measured_by == MeasuredBy.UPDATES:
            missing = since is not None and not (given and given[0].at > since)
            window = UpdateWindow(since, None, "pending" if missing else "fresh")
        fetched[key_result.pk] = KeyResultData(given, replace(window, previous=since) if window else None)
    return fetched


def edit_address(key_result: KeyResult, check_in: CheckIn, organisation: Organisation) -> str:
    """Where the row opens as a form on this meeting's page: a manager gives values only here."""
    page = reverse("checkins:check_in", args=(organisation.slug, check_in.public_id))
    form = reverse("checkins:edit_update", args=(organisation.slug, key_result.public_id))
    return f"{form}?here={quote(page)}"


def automatic_points(
    groups: Sequence[ObjectiveRows[MeetingRow]], since: datetime | None
) -> list[tuple[str, str, str, KeyResult | None]]:
    """Confidence that fell: (about, text, note, key result)."""
    if since is None:
        return []
    points: list[tuple[str, str, str, KeyResult | None]] = []
    for row in (row for group in groups for row in group.rows if row.confidence_fell):
        before, after = Confidence(row.was).label, Confidence(row.stated_confidence).label
        points.append(
            (
                f"confidence:{row.key_result.pk}",
                f"{row.title}: confidence fell",
                f"{before} → {after}. {row.note}".strip(),
                row.key_result,
            )
        )
    return points
