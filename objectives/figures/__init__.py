"""What each component of the interface is given: one dataclass a partial, so that views and templates meet in types.

Words arrive formatted (objectives.formats, organisations.dates), figures as millionths or whole points; templates
only place them. templates/components/<name>.html says which of these it takes.
"""

from objectives.figures.arithmetic import Arithmetic, Contributor, Detail, HeldBackBy, NotCounted
from objectives.figures.entries import Check, DryCell, DryRow, MeetingDate, Stage, TimelineEntry, Toast
from objectives.figures.links import CorporateLine, Lead, LinkKind, Proposed, Step, Trail
from objectives.figures.rows import Conflict, Freshness, KeyResultRow, Moved, Offer, UpdateForm
from objectives.figures.scales import share_scale, value_scale

__all__ = [
    "Arithmetic",
    "Check",
    "Conflict",
    "Contributor",
    "CorporateLine",
    "Detail",
    "DryCell",
    "DryRow",
    "Freshness",
    "HeldBackBy",
    "KeyResultRow",
    "Lead",
    "LinkKind",
    "MeetingDate",
    "Moved",
    "NotCounted",
    "Offer",
    "Proposed",
    "Stage",
    "Step",
    "TimelineEntry",
    "Toast",
    "Trail",
    "UpdateForm",
    "share_scale",
    "value_scale",
]
