"""Forms that change or end what is active, each with a reason."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from objectives.display import measures, values
from objectives.editing.fields import WEIGHTS, AmountField, DateField, PersonField, TextField
from objectives.models import (
    Ambition,
    Confidence,
    Counts,
    KeyResult,
    MeasuredBy,
)
from organisations.models import Membership


class ReasonForm(forms.Form):
    """Only why."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000)


class ChangeKeyResultForm(ReasonForm):
    """Target, start, due date, weight, who is accountable, how it is measured. `version` is the one it was
    opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("target", "start", "due_on", "weight", "accountable", "measured_by", "reason")

    def __init__(
        self, *args: Any, key_result: KeyResult, locale: str, people: Sequence[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        measure = measures.measure_of(key_result)

        def typed(value: Decimal | None) -> str:
            return values.typed_form(value, locale) if value is not None else ""

        unit = measure.unit or ("%" if measure.kind == "percentage" else "")
        suffix = f" ({unit})" if unit else ""
        self.fields["target"] = AmountField(
            label=f"Target{suffix}", locale=locale, initial=typed(key_result.target)
        )
        self.fields["start"] = AmountField(
            label=f"Start{suffix}",
            locale=locale,
            initial=typed(key_result.start),
            required=key_result.start is not None,
        )
        self.fields["version"].initial = key_result.version
        self.fields["due_on"] = DateField(label="Due", initial=key_result.due_on)
        self.fields["weight"] = forms.TypedChoiceField(
            label="Weight", choices=WEIGHTS, coerce=int, initial=key_result.weight
        )
        self.fields["accountable"] = PersonField(
            label="Accountable", people=people, initial=key_result.accountable_id
        )
        self.fields["measured_by"] = forms.ChoiceField(
            label="Measured by", choices=MeasuredBy.choices, initial=key_result.measured_by
        )
        self.fields[
            "reason"
        ].help_text = "The change and its reason stand in the history for good; who approves it is told."
        self.order_fields(self.field_order)


class TerminateForm(ReasonForm):
    lesson = forms.CharField(
        label="What did you learn?", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"] = forms.ModelChoiceField(
            label="Replaced by", queryset=others, required=False, empty_label="Nothing"
        )


class ChangeObjectiveForm(ReasonForm):
    field_order = ("title", "why", "ambition", "counts", "shorter_weight", "reason")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label="Objective", max_length=200)
    why = TextField(
        label="Why it matters", widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    ambition = forms.ChoiceField(label="Ambition", choices=Ambition.choices)
    counts = forms.ChoiceField(label="Its progress is the mean of", choices=Counts.choices)
    shorter_weight = forms.TypedChoiceField(
        label="Weight of objectives in shorter cycles, together", choices=WEIGHTS, coerce=int
    )


class JudgementForm(forms.Form):
    confidence = forms.ChoiceField(
        label="Confidence",
        choices=[(c.value, c.label) for c in (Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.OFF_TRACK)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="In a sentence or two", widget=forms.Textarea(attrs={"rows": 3}), max_length=600
    )
