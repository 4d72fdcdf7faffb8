"""An objective with the rows of its key results, on My week and in a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from objectives.alignment.trails import Upwards
from objectives.display import measures
from objectives.display.key_result import KeyResultRow
from objectives.display.key_result_data import RowContext
from objectives.display.links import Trail
from objectives.models import Objective

R = TypeVar("R", bound=KeyResultRow)


@dataclass(frozen=True)
class ObjectiveRows(Generic[R]):
    """One objective: its figure in millionths, where it leads, its rows."""

    objective: Objective
    url: str
    early: bool
    trails: Sequence[Trail] = ()
    rows: list[R] = field(default_factory=list)

    @property
    def progress(self) -> int | None:
        figure = getattr(self.objective, "figure", None)
        return figure.progress if figure else None

    @property
    def expected(self) -> int | None:
        figure = getattr(self.objective, "figure", None)
        return figure.expected if figure else None

    @property
    def anchor(self) -> str:
        return f"objective-{self.objective.public_id}"

    @property
    def figure_box(self) -> str:
        return f"figure-{self.objective.public_id}"

    @property
    def explain_url(self) -> str:
        return f"{self.url}?explain=1" if self.url else ""


def by_objective(
    rows: Sequence[R], context: RowContext, upwards: Upwards | None = None
) -> list[ObjectiveRows[R]]:
    """The rows under their objectives, in the order of the rows; needs figure and cycle fetched."""
    groups: dict[int, ObjectiveRows[R]] = {}
    for row in rows:
        objective = row.key_result.objective
        if objective.pk not in groups:
            groups[objective.pk] = ObjectiveRows(
                objective,
                context.objective_url(objective.public_id),
                measures.is_early(objective, context.reader.today),
                upwards.trails(objective.pk) if upwards else (),
            )
        groups[objective.pk].rows.append(row)
    return list(groups.values())
