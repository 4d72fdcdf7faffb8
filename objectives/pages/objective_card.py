"""An objective with its key results as unit and person pages show it: one part of a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from objectives.alignment.unit_links import Linked
from objectives.display import measures
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import RowContext
from objectives.display.links import Trail
from objectives.display.measures import figure_of
from objectives.models import Cycle, Objective, ObjectiveState
from objectives.progress import PaceTable, distance
from organisations.display.numbers import share
from organisations.models import Membership

WRITTEN = (ObjectiveState.DRAFT, ObjectiveState.SUBMITTED)


@dataclass(frozen=True)
class Part:
    """One objective. Drafts are marked and have no figure; figures in millionths."""

    title: str
    url: str
    state: str
    state_words: str
    ambition: str
    cycle: str
    lead: Membership | None
    progress: int | None
    expected: int | None
    early: bool
    table: PaceTable
    rows: Sequence[KeyResultRow]
    trails: Sequence[Trail] = ()
    links: Sequence[Linked] = ()
    foot: str = ""
    no_owner: str = ""

    longer: bool = False

    @property
    def facts(self) -> bool:
        """Whether there is anything to say beside the title."""
        return bool(
            self.lead
            or self.links
            or self.longer
            or self.no_owner
            or self.ambition == "Aspirational"
            or self.state == "closed"
        )

    @property
    def is_written(self) -> bool:
        """A draft or a submission: no scale, nothing counts yet."""
        return self.state in WRITTEN

    @property
    def points(self) -> int | None:
        return (
            None if self.progress is None or self.expected is None else distance(self.progress, self.expected)
        )


def part(
    objective: Objective,
    rows: Sequence[KeyResultRow],
    context: RowContext,
    *,
    lead: Membership | None = None,
    trails: Sequence[Trail] = (),
    links: Sequence[Linked] = (),
    cycle: Cycle | None = None,
) -> Part:
    """Needs figure and cycle fetched. Of another `cycle` than this it says so."""
    figure = figure_of(objective)
    written = objective.state in WRITTEN
    progress = None if written or figure is None else figure.progress
    lost = sum(1 for each in rows if each.no_owner)
    words = share(progress, context.reader.locale) if progress is not None else ""
    return Part(
        title=objective.title,
        url=context.objective_url(objective.public_id),
        state=objective.state,
        state_words=objective.get_state_display(),
        ambition=objective.get_ambition_display(),
        cycle=objective.cycle.name,
        lead=lead,
        progress=progress,
        expected=figure.expected if figure and not written else None,
        early=measures.is_early(objective, context.reader.today),
        table=measures.pace_table(context.organisation),
        rows=rows,
        trails=trails,
        links=links,
        foot="" if written else unmeasured_words(rows, words),
        longer=cycle is not None and objective.cycle_id != cycle.pk,
        no_owner=f"{lost} of {len(rows)} {'has' if lost == 1 else 'have'} no owner"
        if lost and not written
        else "",
    )


def unmeasured_words(rows: Sequence[KeyResultRow], figure_words: str) -> str:
    """The line under an objective with something not measured yet; empty when all of it is."""
    missing = sum(1 for row in rows if row.unmeasured)
    if not missing:
        return ""
    verb = "is" if missing == 1 else "are"
    rest = f" and {verb} left out of {figure_words}" if figure_words else ""
    return f"{missing} of {len(rows)} {verb} not measured yet{rest}."
