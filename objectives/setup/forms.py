"""Forms of the first run."""

from datetime import date, timedelta
from typing import Any

from django import forms

from objectives.cycles import calendar
from objectives.models import Cycle, CycleKind, Objective, ObjectiveState
from organisations.display.forms import DateInput
from organisations.models import Membership, Organisation, Weekday


class LeaderForm(forms.Form):
    """One more leader: an address is enough for somebody who is here."""

    email = forms.EmailField(label="Work e-mail", widget=forms.EmailInput({"autocomplete": "off"}))
    name = forms.CharField(
        label="Name, if new", max_length=120, required=False, widget=forms.TextInput({"autocomplete": "off"})
    )


RHYTHMS = (
    (CycleKind.QUARTER, "Quarter", "Three months. What most start with.", 5),
    (CycleKind.TRIMESTER, "Trimester", "Four months, fits reporting by thirds.", 4),
    (CycleKind.HALF_YEAR, "Half-year", "For slow-moving measures.", 3),
)


class GoalsForm(forms.Form):
    """Up to three titles, and the rhythm. Drafts that exist keep their place by their public id, as
    `title-<id>`."""

    kind = forms.ChoiceField(label="Everyone else works in", choices=[row[:2] for row in RHYTHMS])
    starts_on = forms.DateField(label="First cycle starts", widget=DateInput())
    drafts_due = forms.DateField(label="Drafts due", widget=DateInput())
    check_in_weekday = forms.TypedChoiceField(
        label="Check-in day", choices=[(day.value, f"{day.label}, weekly") for day in Weekday], coerce=int
    )
    max_objectives = forms.IntegerField(
        label="Objectives per owner and cycle",
        min_value=1,
        max_value=3,
        error_messages={
            "max_value": "Three is the most, without exceptions.",
            "min_value": "One is the least.",
        },
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation,
        standing: list[Objective],
        inner: Cycle | None,
        today: date,
        **kwargs: Any,
    ) -> None:
        kind = inner.kind if inner else CycleKind.QUARTER
        starts = inner.starts_on if inner else calendar.first_start(kind, today)
        kwargs["initial"] = {
            "kind": kind,
            "starts_on": starts,
            "drafts_due": (inner.submission_due if inner else None)
            or max(today, calendar.drafts_due(starts)),
            "check_in_weekday": organisation.check_in_weekday,
            "max_objectives": organisation.max_objectives,
        }
        super().__init__(*args, **kwargs)
        self.today = today
        self.standing = standing
        self.drafts = [one for one in standing if one.state == ObjectiveState.DRAFT]
        self.settled = [one for one in standing if one.state != ObjectiveState.DRAFT]
        for draft in self.drafts:
            self.add_title(f"title-{draft.public_id}", draft.title)
        limit = str(self.data.get("max_objectives") or organisation.max_objectives)
        for number in range(len(standing), 3):
            if number < int(limit if limit in "123" else 3) or self.data.get(f"new-{number}"):
                self.add_title(f"new-{number}")

    def add_title(self, name: str, initial: str = "") -> None:
        self.fields[name] = forms.CharField(
            label=f"Company objective {len(self.titles) + len(self.settled) + 1}",
            max_length=200,
            required=False,
            initial=initial,
            widget=forms.TextInput(
                {"placeholder": "" if initial else self.room(), "class": "input", "autocomplete": "off"}
            ),
        )

    def room(self) -> str:
        place = len(self.titles) + len(self.settled) + 1
        return {1: "What is the company to achieve?", 2: "Room for one more. One is fine"}.get(
            place, "Room for one more. Two is fine"
        )

    @property
    def titles(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(("title-", "new-"))]

    def typed(self) -> tuple[dict[str, str], list[str]]:
        """Titles of drafts that exist, by public id; and new ones. Call on a valid form."""
        old = {
            name.removeprefix("title-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("title-")
        }
        return old, [value for name, value in self.cleaned_data.items() if name.startswith("new-") and value]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, due = data.get("starts_on"), data.get("drafts_due")
        if starts and not self.today - timedelta(days=366) < starts < self.today + timedelta(days=366):
            self.add_error("starts_on", "Within a year from today, before or after.")
        elif starts and due and due > calendar.last_day(data.get("kind", CycleKind.QUARTER), starts):
            self.add_error("drafts_due", "Drafts are due before the cycle ends.")
        old, new = self.typed()
        if not self.settled and not new and not any(old.values()):
            first = self.titles[0].name if self.titles else None
            self.add_error(first, "One is enough to begin with.")
        return data


class LeadForm(forms.Form):
    """Who stands for the company's objectives."""

    lead: Any = forms.ModelChoiceField(
        label="Who leads the company?", queryset=None, empty_label="Nobody yet", required=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["lead"]
        field.queryset = Membership.objects.leaders().order_by("name")
        field.to_field_name = "public_id"
