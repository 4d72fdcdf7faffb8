"""What My week shows, gathered with a number of queries that does not depend on how many key results there
are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, Q

from checkins.models import ActionItem, WeeklyAnswers
from checkins.my_week.corporate import corporate_lines, corporate_objectives
from checkins.my_week.empty_state import EmptyState, why_nothing
from checkins.my_week.next_meeting import Meeting, agenda_of, next_meeting, ribbon, with_agenda
from checkins.my_week.questions import Hindrance, Question, answers_of, in_the_way, monday_of, questions
from checkins.rows import data
from checkins.rows.objective_rows import ObjectiveRows, by_objective
from checkins.rows.progress_after_update import ProgressAfterUpdate, asked_of, count_of, in_page_order
from checkins.rows.row import UpdateContext, UpdateRow
from checkins.series.check_in_times import check_in_schedule
from objectives.alignment.trails import upwards
from objectives.display.charts.time import Ribbon
from objectives.display.key_result import for_rows
from objectives.display.links import CorporateLine
from objectives.models import Cycle, CycleState, KeyResult
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Week:
    """The page."""

    reader: Reader
    number: int
    monday: date
    ribbon: Ribbon | None
    lines: Sequence[CorporateLine]
    meeting: Meeting
    standing: ProgressAfterUpdate
    cards: Sequence[ObjectiveRows[UpdateRow]]
    questions: Sequence[Question]
    in_the_way: Sequence[Hindrance]
    actions: Sequence[ActionItem]
    nothing: EmptyState | None = None

    @property
    def questions_title(self) -> str:
        """ "Three questions for Thursday"."""
        numbers = {1: "One question", 2: "Two questions", 3: "Three questions"}
        count = len(self.questions)
        return f"{numbers.get(count, f'{count} questions')} for {self.meeting.weekday}"

    @property
    def readers(self) -> str:
        """Who reads the answers: "Only Maya and you, and Henrik this time"."""
        others = [self.meeting.other.first_name] if self.meeting.other else []
        guests = [guest.membership.first_name for guest in self.meeting.guests]
        if not others:
            return "Only you, until there is a check-in"
        return f"Only {others[0]} and you" + (f", and {' and '.join(guests)} this time" if guests else "")


@dataclass(frozen=True)
class RowOverrides:
    """Rows shown otherwise than they would be, by key result: one that was refused, or opened again."""

    rows: Mapping[int, UpdateRow] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    opened: str = ""  # the public id of a saved key result to edit


def my_week(
    membership: Membership,
    organisation: Organisation,
    reader: Reader,
    instead: RowOverrides | None = None,
) -> Week:
    """Everything on the page, in a constant number of queries."""
    instead = instead or RowOverrides()
    key_results = mine(membership, reader)
    objectives = list({each.objective_id: each.objective for each in key_results}.values())
    schedule = check_in_schedule(
        organisation,
        people={
            membership.pk,
            *(each.accountable_id for each in key_results if each.accountable_id),
        },
        units={each.owner_unit_id for each in objectives if each.owner_unit_id},
        now=reader.now,
    )
    context = UpdateContext(organisation, reader, membership)
    links = upwards(organisation, [each.pk for each in objectives])
    rows = [
        instead.rows.get(row.key_result.pk) or replace(row, editing=row.id == instead.opened and row.may)
        for row in data.rows_of(context, key_results, schedule)
    ]
    meeting = next_meeting(schedule.of_person(membership.pk), membership, reader)
    agenda = agenda_of(meeting.check_in)
    meeting = with_agenda(meeting, agenda)
    monday = monday_of(reader.today)
    answers = WeeklyAnswers.objects.filter(membership=membership, week=monday).first()
    running = list(Cycle.objects.running(reader.today).exclude(state=CycleState.PLANNING)) or list(
        Cycle.objects.running(reader.today)
    )
    return Week(
        reader=reader,
        number=reader.today.isocalendar().week,
        monday=monday,
        ribbon=ribbon(running[0] if running else None, meeting, reader),
        lines=corporate_lines(
            corporate_objectives(reader),
            upwards=links,
            own=objectives,
            organisation=organisation,
            reader=reader,
            lead_url=lambda objective: f"#objective-{objective.public_id}",
        ),
        meeting=meeting,
        standing=count_of(membership, schedule, key_results),
        cards=by_objective(rows, context, links),
        questions=instead.questions
        or questions(
            organisation.questions,
            answers_of(organisation.questions, answers),
            agenda,
            membership,
            meeting,
        ),
        in_the_way=in_the_way(agenda, answers, membership, meeting, reader),
        actions=list(
            ActionItem.objects.filter(owner=membership, done_at=None).order_by(
                F("due_on").asc(nulls_last=True), "id"
            )
        ),
        nothing=None if key_results else why_nothing(membership, running),
    )


# Key results and their rows ---------------------------------------------------------------------------------


def mine(membership: Membership, reader: Reader) -> list[KeyResult]:
    """What the person answers for, and every key result of the objectives the person owns."""
    own = Q(objective__owner=membership, objective__cycle__starts_on__lte=reader.today) & ~Q(
        objective__cycle__state=CycleState.CLOSED
    )
    return list(
        in_page_order(
            for_rows(KeyResult.objects.going().filter(asked_of(membership, reader) | own)).select_related(
                "objective__cycle", "objective__owner_unit", "objective__figure"
            )
        )
    )
