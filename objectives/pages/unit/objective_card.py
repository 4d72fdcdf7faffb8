"""An objective with its key results as unit and person pages show it: one part of a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from objectives.alignment.unit_links import Linked
from objectives.display import measures
from objectives.display.key_result_line import Scene, line, unmeasured_words
from objectives.display.key_result_row import KeyResultRow
from objectives.display.links import Trail
from objectives.models import Cycle, KeyResult, Objective, ObjectiveState
from objectives.pages.company.cards import figure_of, is_early
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
    key_results: Sequence[KeyResult],
    scene: Scene,
    *,
    lead: Membership | None = None,
    trails: Sequence[Trail] = (),
    links: Sequence[Linked] = (),
    show_owner: bool = True,
    cycle: Cycle | None = None,
) -> Part:
    """Needs figure and cycle fetched, and the key results with what lines need. Of another `cycle` than this
    it says so."""
    figure = figure_of(objective)
    rows = [line(each, scene, show_owner=show_owner) for each in key_results]
    written = objective.state in WRITTEN
    progress = None if written or figure is None else figure.progress
    lost = sum(1 for each in rows if each.no_owner)
    words = share(progress, scene.reader.locale) if progress is not None else ""
    return Part(
        title=objective.title,
        url=scene.objective(objective.public_id),
        state=objective.state,
        state_words=objective.get_state_display(),
        ambition=objective.get_ambition_display(),
        cycle=objective.cycle.name,
        lead=lead,
        progress=progress,
        expected=figure.expected if figure and not written else None,
        early=is_early(objective, scene.reader.today),
        table=measures.pace_table(scene.organisation),
        rows=rows,
        trails=trails,
        links=links,
        foot="" if written else unmeasured_words(list(key_results), words),
        longer=cycle is not None and objective.cycle_id != cycle.pk,
        no_owner=f"{lost} of {len(rows)} {'has' if lost == 1 else 'have'} no owner"
        if lost and not written
        else "",
    )
