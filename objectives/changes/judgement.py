"""What an owner says of the whole objective, in words and a confidence."""

from datetime import datetime

from django.db import transaction

from objectives.editing.recording import lock_objective, require, require_active, require_reason
from objectives.models import Confidence, Judgement, Objective
from objectives.permissions import can_edit
from organisations.models import Membership
from organisations.refusals import Refused


def judge(*, objective: Objective, confidence: str, note: str, by: Membership, now: datetime) -> Judgement:
    """A judgement beside the measured progress; the newest stands, earlier ones stay in the table for
    good."""
    with transaction.atomic():
        row = lock_objective(objective)
        require_active(row)
        require(can_edit(by, row))
        if confidence not in (Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.OFF_TRACK):
            raise Refused("Choose on track, at risk or off track.", field="confidence")
        note = require_reason(note, "note", "Say it in a sentence.")
        return Judgement.objects.create(objective=row, at=now, by=by, confidence=confidence, note=note)
