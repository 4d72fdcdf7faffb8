"""When somebody else was quicker. What a rule refuses is organisations.refusals.Refused."""

from typing import Any

from django.db import models


class Stale(Exception):
    """Somebody else changed the row since the form was opened: what stands now, beside what was typed."""

    def __init__(self, current: models.Model, typed: dict[str, Any]) -> None:
        super().__init__("This was changed by somebody else while you were writing.")
        self.current, self.typed = current, typed
