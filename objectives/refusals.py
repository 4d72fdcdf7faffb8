"""How an act says no: with a sentence for the person, beside the field it is about."""

from typing import Any

from django.db import models


class Refused(Exception):
    """A rule of the method stands in the way. `field` names the form's field, None where it is about the whole."""

    def __init__(self, field: str | None, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


class Stale(Exception):
    """Somebody else changed the row since the form was opened: what stands now, beside what was typed."""

    def __init__(self, current: models.Model, typed: dict[str, Any]) -> None:
        super().__init__("This was changed by somebody else while you were writing.")
        self.current, self.typed = current, typed
