"""What people type about objectives: numbers in their own language, dates, choices. Judged here for form, by the
actions for sense."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from objectives.display import values
from objectives.editing.fields import WEIGHTS, AmountField, DateField, PersonField, TextField
from objectives.models import (
    Ambition,
    Cycle,
    KeyResult,
    Measure,
    MeasuredBy,
    Trajectory,
)
from organisations.models import Membership


class ObjectiveForm(forms.Form):
    """A draft's own words."""

    title = forms.CharField(
        label="Objective",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "What is to be achieved?"}),
    )
    why = TextField(
        label="Why it matters", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    ambition = forms.ChoiceField(
        label="Ambition", choices=Ambition.choices, widget=forms.RadioSelect, initial=Ambition.COMMITTED
    )


class NewObjectiveForm(ObjectiveForm):
    field_order = ("owner", "cycle", "title", "why", "ambition")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], cycles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(label="Whose", choices=owners)
        self.fields["cycle"] = forms.ModelChoiceField(label="Cycle", queryset=cycles, empty_label=None)
        self.order_fields(self.field_order)


CURRENCIES = {"NOK", "SEK", "DKK", "EUR", "USD", "GBP", "CHF", "ISK", "PLN", "JPY", "CAD", "AUD"}


class KeyResultForm(forms.Form):
    """One key result of a draft, a row of the editor. The unit says the measure: "%", a currency, or a word.

    `start` left empty means that nobody has measured yet: benchmark first, with a date for the first value.
    """

    field_order = (
        "title",
        "start",
        "target",
        "unit",
        "due_on",
        "trajectory",
        "weight",
        "accountable",
        "measured_by",
        "benchmark_due",
        "milestones",
    )
    title = forms.CharField(
        label="What changes",
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "What changes, in a number?"}),
    )
    unit = forms.CharField(
        label="Unit", max_length=30, required=False, widget=forms.TextInput(attrs={"placeholder": "Unit"})
    )
    trajectory = forms.ChoiceField(
        label="Reach or hold",
        widget=forms.RadioSelect,
        initial=Trajectory.REACH,
        choices=[(Trajectory.REACH.value, "Reach"), (Trajectory.HOLD.value, "Hold")],
    )
    weight = forms.TypedChoiceField(label="Weight", choices=WEIGHTS, coerce=int, initial=1)
    measured_by = forms.ChoiceField(
        label="Measured by", choices=MeasuredBy.choices, initial=MeasuredBy.UPDATES
    )
    milestones = TextField(
        label="Milestones, one step a line",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        help_text="Instead of start and target: each step is done or not.",
    )

    def __init__(
        self, *args: Any, locale: str, people: Sequence[Membership], cycle: Cycle, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("start", "Start"), ("target", "Target")):
            self.fields[name] = AmountField(label=label, locale=locale, required=False)
            self.fields[name].widget.attrs["placeholder"] = label
        self.fields["due_on"] = DateField(label="By", initial=cycle.ends_on)
        self.fields["accountable"] = PersonField(label="Accountable", people=people)
        self.fields["benchmark_due"] = DateField(label="First value due (benchmark first)", required=False)
        for name in ("weight", "accountable"):
            self.fields[name].widget.attrs["class"] = "select"
        self.order_fields(self.field_order)

    def definition(self) -> dict[str, Any]:
        """The definition as objectives.drafts.actions takes it. Steps make the target of milestones."""
        said = dict(self.cleaned_data)
        unit, steps = said.pop("unit").strip(), said.pop("milestones")
        said["milestones"] = [line.strip() for line in steps.splitlines() if line.strip()]
        currency = unit.upper() in CURRENCIES
        said["measure"] = (
            Measure.MILESTONES
            if said["milestones"]
            else Measure.PERCENTAGE
            if unit == "%"
            else Measure.CURRENCY
            if currency
            else Measure.NUMBER
        )
        said["currency"] = unit.upper() if currency else ""
        said["measure_unit"] = unit if said["measure"] == Measure.NUMBER else ""
        return said


def typed_definition(key_result: KeyResult, locale: str) -> dict[str, Any]:
    """What the row shows of a key result, as a person would have typed it."""

    def typed(value: Decimal | None) -> str:
        return values.typed_form(value, locale) if value is not None else ""

    steps = key_result.milestones.all() if key_result.measure == Measure.MILESTONES else ()
    return {
        "title": key_result.title,
        "start": typed(key_result.start),
        "target": typed(key_result.target),
        "unit": "%"
        if key_result.measure == Measure.PERCENTAGE
        else key_result.currency or key_result.measure_unit,
        "due_on": key_result.due_on,
        "trajectory": key_result.trajectory,
        "weight": key_result.weight,
        "accountable": key_result.accountable_id,
        "measured_by": key_result.measured_by,
        "benchmark_due": key_result.benchmark_due,
        "milestones": "\n".join(step.title for step in steps),
    }
