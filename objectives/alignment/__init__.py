"""How objectives lead to one another: links, contributions, and what keeps them from going round or counting twice.

Every check here reads a graph that somebody else may be changing, so each act takes the organisation's alignment
lock before its first read (docs/trust.md T8). Reads of pages want no lock.
"""

from objectives.alignment.contributions import contribute, stop_contributing
from objectives.alignment.effect import Effect, effect
from objectives.alignment.links import (
    accept,
    accept_with_child,
    asks,
    decline,
    link,
    make_indirect,
    remove,
    reweight,
)

__all__ = [
    "Effect",
    "accept",
    "accept_with_child",
    "asks",
    "contribute",
    "decline",
    "effect",
    "link",
    "make_indirect",
    "remove",
    "reweight",
    "stop_contributing",
]
