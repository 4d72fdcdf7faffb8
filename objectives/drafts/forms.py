"""What people type about objectives: numbers in their own language, dates, choices. Judged here for form, by the
actions for sense."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from objectives.display import measures, values
from objectives.models import (
    Alignment,
    Ambition,
    Confidence,
    Counts,
    Cycle,
    KeyResult,
    Measure,
    MeasuredBy,
    Trajectory,
)
from organisations.display.numbers import NotANumber, parse_number
from organisations.models import Membership

WEIGHTS = [(n, str(n)) for n in range(1, 6)]


class AmountField(forms.CharField):
    """A number as the reader's language writes it: "5,9" or "1,234.5"; empty is None."""

    def __init__(self, *, locale: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.locale = locale
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed, self.locale)
        except NotANumber as problem:
            raise forms.ValidationError(str(problem)) from None


class TextField(forms.CharField):
    """Words over several lines, with the line ends of the database: browsers send others, which is no
    change."""

    def to_python(self, value: Any) -> str:
        return "\n".join((super().to_python(value) or "").splitlines())


class DateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
        self.error_messages["invalid"] = "Choose a date, such as 2026-12-31."


class PersonField(forms.TypedChoiceField):
    """One of the people given, or nobody. They are fetched once, however many rows ask."""

    def __init__(self, *, people: Sequence[Membership], **kwargs: Any) -> None:
        by_key = {str(person.pk): person for person in people}
        choices = [("", "Nobody yet"), *((key, person.name) for key, person in by_key.items())]
        super().__init__(
            choices=choices, coerce=by_key.__getitem__, empty_value=None, required=False, **kwargs
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


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
        """As objectives.actions take it. Steps make the target of milestones."""
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


class LinkForm(forms.Form):
    """How an objective leads to the one that was chosen; `name` and `key` carry the choice from step to
    step."""

    kind = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        initial=Alignment.Kind.DIRECT,
        choices=[
            (Alignment.Kind.DIRECT.value, "Moves the figure"),
            (Alignment.Kind.INDIRECT.value, "Shown only"),
        ],
    )
    how = forms.CharField(
        label="How does it support it?",
        max_length=300,
        required=False,
        help_text="Needed where the link is shown only.",
    )

    def __init__(self, *args: Any, name: str, key: str, asked: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=key)
        if asked:
            self.fields[asked] = question(asked)


class AcceptForm(forms.Form):
    weight = forms.TypedChoiceField(label="Weight", choices=WEIGHTS, coerce=int, initial=1)


ASKED: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "counts": (
        "From now on its progress is the mean of",
        [(each.value, str(each.label)) for each in (Counts.BOTH, Counts.KEY_RESULTS, Counts.ALIGNED)],
        "It is the first objective that is part of this one. Changed at any time, with a reason; nothing is deleted.",
    ),
    "measured_by": (
        "From now on it is measured by",
        [(each.value, str(each.label)) for each in (MeasuredBy.ALIGNED, MeasuredBy.UPDATES)],
        "It is the first objective that is part of this key result. Changed at any time, with a reason.",
    ),
}


def question(asked: str) -> forms.ChoiceField:
    """What the first direct link asks of its parent, with what is proposed first; `asked` as alignment.asks
    says it."""
    label, choices, why = ASKED[asked]
    return forms.ChoiceField(
        label=label, choices=choices, initial=choices[0][0], widget=forms.RadioSelect, help_text=why
    )


class FirstLinkForm(AcceptForm):
    """Accepting the first direct link: its weight, and what it asks of its parent."""

    answer = forms.CharField(widget=forms.HiddenInput, initial="accept")

    def __init__(self, *args: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[asked] = question(asked)


def people_choices() -> list[Membership]:
    """Who may be accountable: everyone here who is no viewer."""
    return list(Membership.objects.active().exclude(role="viewer").order_by("name"))
