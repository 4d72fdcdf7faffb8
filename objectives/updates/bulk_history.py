"""Values of the past, many at once: what an import or the demo knows about weeks that are over."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from objectives.models import KeyResult, Update
from objectives.progress import progress
from objectives.rollup import log
from objectives.rollup.sql import run
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

    Takes no notice of who may update: whoever may import decides that. A key result without a start is left
    out.
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
            )
            for entry, figure in kept
        ]
    )
    run(
        """
        UPDATE objectives_keyresultstate s SET current = t.current, progress = t.progress, confidence = t.confidence,
               updated_at = t.updated_at, updated_by_id = t.updated_by
        FROM unnest(%(key_results)s::bigint[], %(values)s::numeric[], %(figures)s::int[], %(confidences)s::text[],
                    %(moments)s::timestamptz[], %(people)s::bigint[])
             AS t(key_result, current, progress, confidence, updated_at, updated_by)
        WHERE s.organisation_id = %(org)s AND s.key_result_id = t.key_result""",
        key_results=[entry.key_result.pk for entry, _ in kept],
        values=[entry.value for entry, _ in kept],
        figures=[figure for _, figure in kept],
        confidences=[entry.confidence for entry, _ in kept],
        moments=[entry.at for entry, _ in kept],
        people=[entry.by.pk if entry.by else None for entry, _ in kept],
    )
    log.log_change(key_results=[entry.key_result.pk for entry, _ in kept])
    return len(kept)
