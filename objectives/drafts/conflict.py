"""Somebody saved a draft first: what stands now beside what was typed, field by field, where the two
differ."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField

from objectives.drafts.forms import KeyResultForm, ObjectiveForm
from objectives.models import Objective


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in both its versions, as words; "" is an empty field."""

    what: str
    stands: str
    typed: str


def both_texts(objective: Objective, form: ObjectiveForm, rows: Sequence[KeyResultForm]) -> list[Difference]:
    """Where what was sent differs from what stands: the objective's words, then each key result's fields. The
    forms are bound, the rows' initial values are those that stand; the empty row has nothing to be compared
    with."""
    return [
        *of_objective(objective, form),
        *(found for number, row in enumerate(rows[:-1], 1) for found in of_row(number, row)),
    ]


def of_objective(objective: Objective, form: ObjectiveForm) -> Iterator[Difference]:
    for name in ("title", "why", "ambition"):
        typed, stands = words(form[name], form[name].value()), words(form[name], getattr(objective, name))
        if typed != stands:
            yield Difference(str(form[name].label), stands, typed)


def of_row(number: int, row: KeyResultForm) -> Iterator[Difference]:
    for name in row.changed_data if row.is_bound else ():
        yield Difference(
            f"Key result {number}, {str(row[name].label).lower()}",
            words(row[name], row.initial.get(name)),
            words(row[name], row[name].value()),
        )


def words(field: BoundField, value: Any) -> str:
    """As the field would show it: the label of a choice, a date as it is written, text with plain line
    ends."""
    labels = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(value, date):
        return value.isoformat()
    said = "\n".join(str(value if value is not None else "").strip().splitlines())
    return labels.get(said, said)
