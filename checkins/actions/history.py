"""Values of the past, many at once: what an import or the demo knows about weeks that are over."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from checkins.models import Update
from objectives import changes
from objectives.models import KeyResult, KeyResultState
from objectives.progress import progress
from organisations.models import Membership


@dataclass(frozen=True, slots=True)
class Past:
    """One value of one key result at a moment that is over."""

    key_result: KeyResult
    at: datetime
    by: Membership | None
    value: Decimal
    confidence: str = ""
    note: str = ""


@transaction.atomic
def record_history(entries: Sequence[Past]) -> int:
    """Append values in order of time, at most one a key result in a call; the state is that of the newest.

    Takes no notice of who may update: whoever may import decides that. A key result without a start is left out.
    """
    measured = [(entry, entry.key_result.start) for entry in entries]
    kept = [
        (entry, progress(start, entry.key_result.target, entry.value))
        for entry, start in measured
        if start is not None
    ]
    Update.objects.bulk_create(
        [
            Update(
                key_result=entry.key_result,
                at=entry.at,
                by=entry.by,
                value=entry.value,
                progress=figure,
                confidence=entry.confidence,
                note=entry.note,
                request_id=uuid.uuid4(),
            )  # fmt: skip
            for entry, figure in kept
        ]
    )
    states = {
        state.key_result_id: state
        for state in KeyResultState.objects.filter(key_result__in=[e.key_result for e, _ in kept])
    }
    for entry, figure in kept:
        state = states[entry.key_result.pk]
        state.current, state.progress, state.confidence = entry.value, figure, entry.confidence
        state.updated_at, state.updated_by = entry.at, entry.by
    KeyResultState.objects.bulk_update(
        states.values(), ["current", "progress", "confidence", "updated_at", "updated_by"], batch_size=500
    )
    changes.note(key_results=[entry.key_result.pk for entry, _ in kept])
    return len(kept)
