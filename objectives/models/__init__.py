"""What: cycles, objectives, key results, alignment and the figures the roll-up keeps for them."""

from objectives.models.alignment import Alignment, Contribution
from objectives.models.cycle import Cycle, CycleKind, CycleState
from objectives.models.figure import (
    Change,
    Edge,
    Figure,
    FigureKind,
    FigureSnapshot,
    RollUp,
    Tally,
)
from objectives.models.history import HistoryEntry, Judgement
from objectives.models.key_result import (
    Confidence,
    KeyResult,
    KeyResultState,
    Measure,
    MeasuredBy,
    Milestone,
    Trajectory,
)
from objectives.models.objective import (
    Ambition,
    Counts,
    Objective,
    ObjectiveGrant,
    ObjectiveState,
)
from objectives.models.summary import (
    Finding,
    Participation,
    PersonSummary,
    UnitSnapshot,
    UnitSummary,
)
from objectives.models.update import Update, UpdateQuerySet

__all__ = [
    "Alignment",
    "Ambition",
    "Change",
    "Confidence",
    "Contribution",
    "Counts",
    "Cycle",
    "CycleKind",
    "CycleState",
    "Edge",
    "Figure",
    "FigureKind",
    "FigureSnapshot",
    "Finding",
    "HistoryEntry",
    "Judgement",
    "KeyResult",
    "KeyResultState",
    "Measure",
    "MeasuredBy",
    "Milestone",
    "Objective",
    "ObjectiveGrant",
    "ObjectiveState",
    "Participation",
    "PersonSummary",
    "RollUp",
    "Tally",
    "Trajectory",
    "UnitSnapshot",
    "UnitSummary",
    "Update",
    "UpdateQuerySet",
]
