"""What a person types into a row, read strictly and kept as typed for the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID, uuid4

from django.http import QueryDict

from objectives.display.measures import measure_of
from objectives.display.values import parse_value
from objectives.models import KeyResult, Measure
from objectives.updates.actions import Entry
from organisations.display.numbers import NotANumber
from organisations.refusals import Refused

NOTE_LIMIT = 500
MOST = Decimal(10) ** 15
"""Values stay below this: more digits than anything an organisation measures, and what the column keeps
exactly."""


def one_line(text: str) -> str:
    """Text of a single-line field: spaces collapsed, control characters (a NUL the database refuses)
    dropped."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@dataclass(frozen=True, slots=True)
class TypedUpdate:
    """A row's form as it was sent; `entry` makes sense of it, and whatever is refused can be shown again."""

    value: str
    steps: Sequence[str]
    confidence: str
    note: str
    version: str | None
    request_id: UUID
    no_change: bool
    keep_theirs: bool
    sure: bool
    met: bool
    return_url: str

    @classmethod
    def read(cls, data: QueryDict) -> "TypedUpdate":
        return cls(
            value=data.get("value", ""),
            steps=data.getlist("step"),
            confidence=data.get("confidence", ""),
            note=data.get("note", ""),
            version=data.get("version"),
            request_id=read_uuid(data.get("request_id", "")),
            no_change="no_change" in data,
            keep_theirs="keep_theirs" in data,
            sure="sure" in data,
            met="met" in data,
            return_url=data.get("here", ""),
        )

    def entry(self, key_result: KeyResult, locale: str) -> Entry:
        """What was meant; Refused with a sentence when it cannot be read."""
        note, typed = one_line(self.note), one_line(self.value)
        if len(note) > NOTE_LIMIT:
            raise Refused(
                f"A note has at most {NOTE_LIMIT} characters; this one has {len(note)}.", field="note"
            )
        entry = Entry(
            confidence=self.confidence,
            note=note,
            no_change=self.no_change,
            seen=self.version,
            sure=self.sure,
            met=self.met,
        )
        if self.no_change:
            return entry
        if key_result.measure == Measure.MILESTONES:
            return replace(entry, steps=self.steps)
        if not typed:
            raise Refused("Type a number, or choose No change.", field="value")
        try:
            value = parse_value(typed, measure_of(key_result), locale)
        except NotANumber as problem:
            raise Refused(str(problem), field="value") from None
        if abs(value) >= MOST:
            raise Refused("This number is too large to keep. Type at most 15 digits.", field="value")
        return replace(entry, value=value)


def read_uuid(text: str) -> UUID:
    """The form's request id; a new one for a form that brings none, which is then simply not protected from
    retries."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
