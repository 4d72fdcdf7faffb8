"""What a person does on My week beside updating: answering the three short questions, ticking actions off."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from checkins.models import ActionItem, AgendaItem, CheckIn, WeeklyAnswers
from checkins.my_week.questions import IN_THE_WAY, about_in_the_way
from organisations.models import Membership


def answer_questions(
    *,
    by: Membership,
    week: date,
    questions: Sequence[str],
    answers: Sequence[str],
    meeting: CheckIn | None,
    now: datetime,
) -> WeeklyAnswers:
    """This person's answers of a week, each beside the question as it stood; an empty one takes its answer
    back.

    The third one becomes an item of the next meeting's agenda at once (`meeting`; None where there is no
    series), is reworded with the answer, and leaves with it, unless the item was dealt with meanwhile. Saved
    twice is saved once.
    """
    said = [
        {"question": question, "answer": answer} for question, answer in zip(questions, answers, strict=True)
    ]
    with transaction.atomic():
        row, _ = WeeklyAnswers.objects.update_or_create(
            membership=by, week=week, defaults={"answers": said, "saved_at": now}
        )
        if meeting is not None and len(answers) > IN_THE_WAY:
            _put_on_agenda(meeting, by, answers[IN_THE_WAY])
    return row


def _put_on_agenda(meeting: CheckIn, by: Membership, text: str) -> None:
    item = AgendaItem.objects.filter(check_in=meeting, about=about_in_the_way(by))
    if not text:
        item.filter(done_at=None).delete()
    elif not item.filter(done_at=None).update(text=text) and not item.exists():
        last = AgendaItem.objects.filter(check_in=meeting).count()
        AgendaItem.objects.create(
            check_in=meeting,
            about=about_in_the_way(by),
            text=text,
            by=by,
            position=last + 1,
        )


def tick_action(*, action: ActionItem, done: bool, by: Membership, now: datetime) -> None:
    """An action is done, or not done after all; its owner says so, or the other of the two (the caller asks
    who)."""
    action.done_at = (action.done_at or now) if done else None
    action.save(update_fields=["done_at"])
