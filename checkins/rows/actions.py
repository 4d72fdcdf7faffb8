"""Giving a value from My week or from the page of a meeting."""

from datetime import datetime
from uuid import UUID

from checkins.models import CheckIn, MeetingUpdate
from checkins.permissions import holds_with
from objectives.models import KeyResultState
from objectives.updates.actions import Entry, Recorded, record_update
from organisations.models import Membership, Organisation


def give_value(
    *,
    state: KeyResultState,
    by: Membership,
    organisation: Organisation,
    now: datetime,
    request_id: UUID,
    entry: Entry,
    check_in: CheckIn | None,
) -> Recorded:
    """Record an update; where the manager gives it inside the 1-on-1 `check_in`, note the meeting beside it.

    Call with a state from `held`: both rows belong to its transaction. Raises what `record_update` raises.
    """
    recorded = record_update(
        state=state, by=by, organisation=organisation, now=now, request_id=request_id, entry=entry
    )
    if check_in is None or recorded.repeated:
        return recorded
    if holds_with(by, check_in.series, state.key_result):
        MeetingUpdate.objects.create(update=recorded.update, check_in=check_in)
    return recorded
