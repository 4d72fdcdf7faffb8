"""The three short questions and what is in the way: optional, once a week, read by the meeting's
participants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict

from checkins.models import AgendaItem, WeeklyAnswers
from checkins.my_week.next_meeting import Meeting
from checkins.rows.forms import one_line
from objectives.models import KeyResult
from organisations.display import dates
from organisations.display.reader import Reader
from organisations.models import Membership

IN_THE_WAY = 2
"""Which of the questions, counted from 0, becomes an agenda item."""


@dataclass(frozen=True)
class Hindrance:
    """One line of *In the way*: what, since when, and whether it stands on the next agenda."""

    text: str
    line: str
    key_result: KeyResult | None = None
    on_agenda: str = ""


@dataclass(frozen=True)
class Question:
    """One of the short questions with its answer; `status` stands under it."""

    name: str
    question: str
    answer: str
    status: str = ""
    error: str = ""


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def about_in_the_way(membership: Membership) -> str:
    """What marks the agenda item that a person's third answer makes."""
    return f"in_the_way:{membership.pk}"


def answers_of(asked: Sequence[str], saved: WeeklyAnswers | None) -> list[str]:
    """What was answered to each of today's questions; a reworded question starts empty."""
    given = {one["question"]: one["answer"] for one in saved.answers} if saved else {}
    return [given.get(question, "") for question in asked]


def questions(
    asked: Sequence[str],
    answers: Sequence[str],
    agenda: Sequence[AgendaItem],
    membership: Membership,
    meeting: Meeting,
    problems: Mapping[str, str] | None = None,
) -> list[Question]:
    """The organisation's questions with a person's answers, and what came of the third."""
    about = about_in_the_way(membership)
    on_agenda = any(item.about == about and item.done_at is None for item in agenda)
    return [
        Question(
            name=f"q{place}",
            question=question,
            answer=answer,
            status=f"On {meeting.weekday}\u2019s agenda" if place == IN_THE_WAY + 1 and on_agenda else "",
            error=(problems or {}).get(f"q{place}", ""),
        )
        for place, (question, answer) in enumerate(zip(asked, answers, strict=True), start=1)
    ]


def in_the_way(
    agenda: Sequence[AgendaItem],
    answers: WeeklyAnswers | None,
    membership: Membership,
    meeting: Meeting,
    reader: Reader,
) -> list[Hindrance]:
    """What stands in the way: items of the next agenda that say so, and this week's answer where no meeting
    takes it."""
    about = about_in_the_way(membership)
    found = [
        Hindrance(
            text=item.text,
            line=whose(item, membership, reader),
            key_result=item.key_result,
            on_agenda=f"On {meeting.weekday}\u2019s agenda",
        )
        for item in agenda
        if item.about.startswith("in_the_way:") and item.done_at is None
    ]
    if answers and not any(item.about == about for item in agenda):
        said = [one["answer"] for one in answers.answers[IN_THE_WAY : IN_THE_WAY + 1] if one["answer"]]
        found += [Hindrance(text=text, line="Your answer this week.") for text in said]
    return found


def whose(item: AgendaItem, membership: Membership, reader: Reader) -> str:
    """Where a hindrance comes from: "Your answer this week.", "Maya says so.", "Since Thu 13 Aug."."""
    if item.carried_from is not None:
        return f"Since {dates.day_and_month(item.carried_from, reader.today)}."
    if item.about == about_in_the_way(membership):
        return "Your answer this week."
    return f"{item.by.first_name} says so." if item.by else "Said at the check-in."


ANSWER_LIMIT = 300


def read_answers(data: QueryDict, count: int) -> tuple[list[str], dict[str, str]]:
    """The answers to so many questions, in order, and a sentence by field ("q2") for each that is too
    long."""
    answers = [one_line(data.get(f"q{number}", "")) for number in range(1, count + 1)]
    problems = {
        f"q{number}": f"One line is enough: at most {ANSWER_LIMIT} characters, this has {len(answer)}."
        for number, answer in enumerate(answers, start=1)
        if len(answer) > ANSWER_LIMIT
    }
    return answers, problems
