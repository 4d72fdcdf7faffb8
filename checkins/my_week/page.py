"""What My week shows, gathered with a number of queries that does not depend on how many key results there
are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from checkins.models import ActionItem, WeeklyAnswers
from checkins.my_week.corporate import corporate_lines, corporate_objectives
from checkins.my_week.empty_state import EmptyState, why_nothing
from checkins.my_week.next_meeting import Meeting, agenda_of, next_meeting, ribbon, with_agenda
from checkins.my_week.questions import Hindrance, Question, answers_of, in_the_way, monday_of, questions
from checkins.permissions import can_update
from checkins.rows import states
from checkins.rows.parts import TREND, Facts, Given, Scene, steps_of
from checkins.rows.progress_after_update import Standing, asked_of, in_page_order
from checkins.series.check_in_times import beats
from objectives.alignment.trails import Upwards, objective_address, upwards
from objectives.display.charts.time import Ribbon
from objectives.display.key_result_row import KeyResultRow
from objectives.display.links import CorporateLine, Trail
from objectives.models import (
    Cycle,
    CycleState,
    KeyResult,
    MeasuredBy,
    Milestone,
    Objective,
    Update,
)
from objectives.progress import too_early
from objectives.updates import impact
from organisations.display.reader import Reader
from organisations.models import Membership, Organisation


@dataclass(frozen=True)
class Card:
    """One objective with its rows."""

    objective: Objective
    url: str
    progress: int | None
    expected: int | None
    early: bool
    trails: Sequence[Trail]
    rows: Sequence[KeyResultRow]

    @property
    def anchor(self) -> str:
        return f"objective-{self.objective.public_id}"

    @property
    def figure_box(self) -> str:
        return f"figure-{self.objective.public_id}"

    @property
    def explain_url(self) -> str:
        return f"{self.url}?explain=1" if self.url else ""


@dataclass(frozen=True)
class Week:
    """The page."""

    reader: Reader
    number: int
    monday: date
    ribbon: Ribbon | None
    lines: Sequence[CorporateLine]
    meeting: Meeting
    standing: Standing
    next_open: str
    cards: Sequence[Card]
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
class Instead:
    """Rows that stand otherwise than they would: one that was refused, or opened again. By key result."""

    rows: Mapping[int, KeyResultRow] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    opened: str = ""  # the public id of a saved key result to edit


def my_week(
    membership: Membership,
    organisation: Organisation,
    reader: Reader,
    instead: Instead | None = None,
) -> Week:
    """Everything on the page, in a constant number of queries."""
    instead = instead or Instead()
    key_results = mine(membership, reader)
    objectives = list({each.objective_id: each.objective for each in key_results}.values())
    rhythms = beats(
        organisation,
        people={
            membership.pk,
            *(each.accountable_id for each in key_results if each.accountable_id),
        },
        units={each.owner_unit_id for each in objectives if each.owner_unit_id},
        now=reader.now,
    )
    scene = Scene(organisation, reader, rhythms, membership)
    links = upwards(organisation, [each.pk for each in objectives])
    asked = [
        each
        for each in key_results
        if each.accountable_id == membership.pk and each.measured_by == MeasuredBy.UPDATES
    ]
    facts = gather(scene, key_results)
    drawn = {
        each.pk: instead.rows.get(each.pk) or row_of(scene, facts[each.pk], instead.opened)
        for each in key_results
    }
    meeting = next_meeting(rhythms.of_person(membership.pk), membership, reader)
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
        standing=Standing([rhythms.is_updated(each) for each in asked]),
        next_open=next((each.public_id for each in asked if not rhythms.is_updated(each)), ""),
        cards=[
            card(
                scene,
                each,
                links,
                [drawn[kr.pk] for kr in key_results if kr.objective_id == each.pk],
            )
            for each in objectives
        ],
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
            KeyResult.objects.going()
            .filter(asked_of(membership, reader) | own)
            .select_related(
                "state__updated_by",
                "figure",
                "accountable",
                "objective__cycle",
                "objective__owner_unit",
                "objective__figure",
            )
        )
    )


def gather(scene: Scene, key_results: Sequence[KeyResult]) -> dict[int, Facts]:
    """Trend, steps and what was moved, for all rows at once."""
    keys = [each.pk for each in key_results]
    given = recent(keys)
    steps: dict[int, list[Milestone]] = defaultdict(list)
    if steps_of(key_results):
        for step in Milestone.objects.filter(key_result__in=keys):
            steps[step.key_result_id].append(step)
    saved = [
        each
        for each in key_results
        if each.measured_by == MeasuredBy.UPDATES and scene.beats.is_updated(each)
    ]
    graph = impact.above([each.pk for each in saved]) if saved else None
    found = {}
    for each in key_results:
        history = given[each.pk]
        found[each.pk] = Facts(
            key_result=each,
            given=[Given(one.at, one.value, one.note) for one in history],
            steps=steps[each.pk],
            moved=impact.moved_by(
                each,
                history[0],
                history[1] if len(history) > 1 else None,
                graph,
                scene.organisation,
            )
            if graph is not None and each in saved and history and impact.is_through(each)
            else None,
            may=can_update(scene.membership, each) and each.measured_by == MeasuredBy.UPDATES,
            mine=each.accountable_id == scene.membership.pk,
        )
    return found


def recent(key_results: Sequence[int]) -> dict[int, list[Update]]:
    """The newest standing updates of each, newest first, in one query."""
    found: dict[int, list[Update]] = defaultdict(list)
    ranked = (
        Update.objects.filter(key_result__in=key_results)
        .standing()
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=F("key_result"),
                order_by=(F("at").desc(), F("id").desc()),
            )
        )
        .filter(place__lte=TREND)
        .order_by("key_result", "place")
    )
    for each in ranked:
        found[each.key_result_id].append(each)
    return found


def row_of(scene: Scene, facts: Facts, opened: str = "") -> KeyResultRow:
    """Open while not updated, folded once it is, read only where it is somebody else's or measured
    otherwise."""
    if facts.may and facts.key_result.public_id == opened:
        return states.open_row(scene, facts, cancel=True, focus=True)
    if scene.beats.is_updated(facts.key_result) and facts.may:
        return states.saved_row(scene, facts)
    if facts.may and facts.mine:
        return states.open_row(scene, facts)
    return states.waiting_row(scene, facts) if facts.may else states.read_row(scene, facts)


def card(scene: Scene, objective: Objective, links: Upwards, drawn: Sequence[KeyResultRow]) -> Card:
    figure = getattr(objective, "figure", None)
    return Card(
        objective=objective,
        url=objective_address(scene.organisation, objective.public_id),
        progress=figure.progress if figure else None,
        expected=figure.expected if figure else None,
        early=too_early(scene.reader.today, objective.cycle.starts_on, objective.cycle.ends_on),
        trails=links.trails(objective.pk),
        rows=drawn,
    )
