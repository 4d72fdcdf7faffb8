"""Telling the roll-up: what a person changed goes into the log, in the same transaction; the rest is the
worker's."""

from collections.abc import Iterable

from objectives.models import Change


def log_change(*, key_results: Iterable[int] = (), objectives: Iterable[int] = ()) -> None:
    """These key results or objectives (keys) are newer than their figures.

    A value, a weight, a link, a state, an owner: whatever may move a figure or a summary is noted by what it
    belongs to. For a link or a contribution that is the *parent's* side (and the child's where it is an
    objective). Noting too much is harmless: the roll-up compares before it pushes.
    """
    rows = [Change(key_result=key) for key in key_results] + [Change(objective=key) for key in objectives]
    Change.objects.bulk_create(rows)
