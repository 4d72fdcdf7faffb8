"""What an action refuses to do: a sentence for beside its field, or what somebody else saved first."""

from typing import Any

from django.db import models


class Refused(Exception):
    """The action was not done and nothing was written. `field` names the field the sentence stands beside."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class Stale(Exception):
    """Somebody else changed the row since the form was opened; nothing was written. `current` is the row as it
    stands now, `typed` what the form held."""

    def __init__(self, current: models.Model, typed: dict[str, Any] | None = None) -> None:
        super().__init__("This was changed by somebody else while you were writing.")
        self.current: Any = current  # a row of whatever model the form is about
        self.typed = typed or {}
