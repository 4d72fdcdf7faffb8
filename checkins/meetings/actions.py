"""One meeting: moved, skipped, joined, prepared by what changed, completed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from checkins.meetings.merge_notes import both_texts
from checkins.models import ActionItem, AgendaItem, CheckIn, Guest, PrivateNote, SharedNote
from checkins.permissions import can_join, can_run_series, takes_part
from checkins.series.actions import make_ahead
from objectives.models import KeyResult
from organisations.models import Membership
from organisations.refusals import Refused, Stale


def lock(check_in: CheckIn) -> CheckIn:
    return (
        CheckIn.objects.select_for_update(of=("self",))
        .select_related("series__manager", "series__report", "series__unit")
        .get(pk=check_in.pk)
    )


def require_planned(row: CheckIn) -> None:
    if row.state == CheckIn.State.HELD:
        raise Refused("This meeting is completed; it stays as it was held.")


def require_part(by: Membership, row: CheckIn) -> None:
    if not takes_part(by, row):
        raise PermissionDenied


def may_change_date(by: Membership, row: CheckIn) -> bool:
    """Who runs the series, and who takes part but as a guest."""
    return can_run_series(by, row.series) or (
        takes_part(by, row) and not row.guests.filter(membership=by).exists()
    )


def move(*, check_in: CheckIn, to: datetime, reason: str, by: Membership, now: datetime) -> CheckIn:
    """To another moment, with a reason of a few words."""
    with transaction.atomic():
        row = lock(check_in)
        if not may_change_date(by, row):
            raise PermissionDenied
        require_planned(row)
        if to <= now:
            raise Refused("Choose a time that is still to come.", field="to")
        if not reason.strip():
            raise Refused("Say why, in a few words.", field="reason")
        row.starts_at, row.reason, row.state = to, reason.strip(), CheckIn.State.PLANNED
        row.version += 1
        row.save(update_fields=["starts_at", "reason", "state", "version"])
    return row


def skip(*, check_in: CheckIn, reason: str, by: Membership) -> CheckIn:
    """This once, with a reason."""
    with transaction.atomic():
        row = lock(check_in)
        if not may_change_date(by, row):
            raise PermissionDenied
        require_planned(row)
        if not reason.strip():
            raise Refused("Say why, in a few words.", field="reason")
        row.state, row.reason = CheckIn.State.SKIPPED, reason.strip()
        row.version += 1
        row.save(update_fields=["state", "reason", "version"])
    return row


def join(*, check_in: CheckIn, by: Membership) -> Guest:
    """A leader joins one meeting, is shown there, and reads that meeting only."""
    if not can_join(by, check_in):
        raise PermissionDenied
    guest, _ = Guest.objects.get_or_create(check_in=check_in, membership=by)
    return guest


def leave(*, check_in: CheckIn, by: Membership) -> None:
    Guest.objects.filter(check_in=check_in, membership=by).delete()


def may_complete(by: Membership, row: CheckIn) -> bool:
    """Who runs the series, and the report."""
    return can_run_series(by, row.series) or row.series.report_id == by.pk


def complete(*, check_in: CheckIn, title: str, by: Membership, now: datetime) -> CheckIn:
    """Held. Open talking points go on to the next meeting, open actions stay with the series."""
    with transaction.atomic():
        row = lock(check_in)
        if not may_complete(by, row):
            raise PermissionDenied
        require_planned(row)
        row.state, row.completed_at, row.completed_by = CheckIn.State.HELD, now, by
        row.title = title.strip() or row.title
        row.version += 1
        row.save(update_fields=["state", "completed_at", "completed_by", "title", "version"])
        make_ahead(row.series, now)
        following = next_of(row)
        if following is not None:
            carry_over(row, following)
    return row


def next_of(row: CheckIn) -> CheckIn | None:
    coming = CheckIn.objects.filter(
        series=row.series, state=CheckIn.State.PLANNED, starts_at__gt=row.starts_at
    )
    return coming.order_by("starts_at").first()


def carry_over(row: CheckIn, following: CheckIn) -> None:
    """What was not talked about, in its order, before what the next meeting has already."""
    items = list(AgendaItem.objects.filter(check_in=row, done_at=None).order_by("position", "pk"))
    known = set(
        AgendaItem.objects.filter(check_in=following).exclude(about="").values_list("about", flat=True)
    )
    for place, item in enumerate(items):
        item.position = place
        item.carried_from = item.carried_from or row.local_date
        if item.about in known:
            item.about = ""
        item.check_in = following
    AgendaItem.objects.bulk_update(items, ["position", "carried_from", "about", "check_in"])


# Agenda and actions -----------------------------------------------------------------------------------------


def add_point(
    *, check_in: CheckIn, text: str, by: Membership, key_result: KeyResult | None = None, minutes: int = 5
) -> AgendaItem:
    """A talking point at the end of the agenda, by anyone who takes part."""
    with transaction.atomic():
        row = lock(check_in)
        require_part(by, row)
        require_planned(row)
        text = text.strip()
        if not text:
            raise Refused("Write the talking point in a few words.", field="text")
        return AgendaItem.objects.create(
            check_in=row,
            text=text[:300],
            by=by,
            key_result=key_result,
            minutes=minutes,
            position=last_place(row) + 1,
        )


def last_place(row: CheckIn) -> int:
    return AgendaItem.objects.filter(check_in=row).aggregate(last=Max("position"))["last"] or 0


def tick_point(*, item: AgendaItem, done: bool, by: Membership, now: datetime) -> AgendaItem:
    require_part(by, item.check_in)
    item.done_at = (item.done_at or now) if done else None
    item.save(update_fields=["done_at"])
    return item


def order_points(*, check_in: CheckIn, order: Sequence[str], by: Membership) -> None:
    """The agenda in this order (public ids); what is not named keeps its place behind."""
    require_part(by, check_in)
    with transaction.atomic():
        items = {
            item.public_id: item for item in AgendaItem.objects.select_for_update().filter(check_in=check_in)
        }
        named = [items.pop(key) for key in order if key in items]
        for place, item in enumerate([*named, *sorted(items.values(), key=lambda item: item.position)], 1):
            item.position = place
            item.save(update_fields=["position"])


def add_automatic_items(check_in: CheckIn, points: Sequence[tuple[str, str, str, KeyResult | None]]) -> int:
    """Automatic points (about, text, note, key result) that the meeting does not have yet; how many were
    added."""
    known = set(
        AgendaItem.objects.filter(check_in=check_in).exclude(about="").values_list("about", flat=True)
    )
    place = last_place(check_in)
    rows = [
        AgendaItem(
            check_in=check_in,
            about=about,
            text=text[:300],
            note=note[:500],
            key_result=key_result,
            position=place + n,
            minutes=10,
        )
        for n, (about, text, note, key_result) in enumerate(points, 1)
        if about not in known
    ]
    AgendaItem.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def add_action(
    *, check_in: CheckIn, text: str, owner: Membership, due_on: date | None, by: Membership, now: datetime
) -> ActionItem:
    """Something to be done by one of those who meet, by a date."""
    with transaction.atomic():
        row = lock(check_in)
        require_part(by, row)
        text = text.strip()
        if not text:
            raise Refused("Write what is to be done.", field="text")
        if due_on is not None and due_on < now.astimezone(by.organisation.zone).date():
            raise Refused("That day has passed.", field="due_on")
        return ActionItem.objects.create(
            series=row.series,
            check_in=row,
            text=text[:300],
            owner=owner,
            due_on=due_on,
            created_by=by,
            created_at=now,
        )


# Notes ------------------------------------------------------------------------------------------------------


def save_shared(*, check_in: CheckIn, text: str, version: int, by: Membership, now: datetime) -> SharedNote:
    """The notes both write, by version: Stale when somebody else saved first, and nothing is overwritten."""
    with transaction.atomic():
        row = lock(check_in)
        require_part(by, row)
        note = (
            SharedNote.objects.select_for_update(of=("self",))
            .select_related("saved_by")
            .filter(check_in=row)
            .first()
        )
        if note is None:
            return SharedNote.objects.create(check_in=row, text=text, version=1, saved_by=by, saved_at=now)
        if note.version != version and note.text != text:
            raise Stale(note)
        note.text, note.saved_by, note.saved_at = text, by, now
        note.version += 1
        note.save(update_fields=["text", "saved_by", "saved_at", "version"])
        return note


def settle_shared(
    *, check_in: CheckIn, mine: str, choice: str, standing: int, by: Membership, now: datetime
) -> SharedNote:
    """After both texts were shown: keep both (theirs first), mine, or theirs. Stale when a third text came
    meanwhile."""
    note = SharedNote.objects.filter(check_in=check_in).select_related("saved_by").first()
    if note is None:
        return save_shared(check_in=check_in, text=mine, version=0, by=by, now=now)
    require_part(by, check_in)
    if note.version != standing:
        raise Stale(note)
    if choice == "theirs":
        return note
    text = mine if choice == "mine" else both_texts(note.text, mine)
    return save_shared(check_in=check_in, text=text, version=standing, by=by, now=now)


def save_private(*, check_in: CheckIn, text: str, by: Membership, now: datetime) -> PrivateNote:
    """Its author's alone: no one else ever reads it, whatever their role."""
    require_part(by, check_in)
    note, _ = PrivateNote.objects.update_or_create(
        check_in=check_in, author=by, defaults={"text": text, "saved_at": now}
    )
    return note
