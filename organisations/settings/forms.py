"""Forms of the organisation's settings. What they clean goes to an action; none of them saves by itself."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from organisations.models import Organisation, Weekday, valid_time_zones


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part of the organisation's own row; each page names its fields."""

    def changed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name in self.cleaned_data}


class GeneralForm(SettingsForm):
    time_zone = forms.ChoiceField(label="Time zone", choices=valid_time_zones)
    currency = forms.CharField(
        label="Currency", max_length=20
    )  # clean_currency says what is wrong with a longer one

    class Meta:
        model = Organisation
        fields = ["name", "time_zone", "locale", "currency", "first_weekday"]
        labels = {"name": "Name", "locale": "Numbers and dates", "first_weekday": "First day of the week"}

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).strip().upper()
        if not re.fullmatch(r"[A-Z]{3}", code):
            raise ValidationError("Three letters, such as NOK, EUR or USD.")
        return code

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class LimitsForm(SettingsForm):
    max_objectives = forms.TypedChoiceField(
        label="Objectives per owner and cycle",
        coerce=int,
        choices=[(3, "3, the method's own"), (2, "2"), (1, "1")],
    )
    max_key_results = forms.TypedChoiceField(
        label="Key results per objective",
        coerce=int,
        choices=[(5, "3 to 5, the method's own"), (4, "3 to 4"), (3, "3")],
    )
    on_pace_within = forms.IntegerField(label="On pace within", min_value=0, max_value=20)
    far_past = forms.IntegerField(label="Far behind past", min_value=2, max_value=100)
    changes_need_approval = forms.BooleanField(
        label="Changes of a target or due date need the approver’s yes", required=False
    )

    class Meta:
        model = Organisation
        fields = ["max_objectives", "max_key_results", "on_pace_within", "far_past", "changes_need_approval"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        within, far = cleaned.get("on_pace_within"), cleaned.get("far_past")
        if within is not None and far is not None and far <= within:
            self.add_error("far_past", f"More than the {within} points that are still on pace.")
        return cleaned


class RhythmForm(SettingsForm):
    check_in_weekday = forms.TypedChoiceField(label="Day", coerce=int, choices=Weekday.choices)
    check_in_time = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text="In the organisation’s time zone.",
    )
    reminder_hours = forms.IntegerField(
        label="Remind, hours before",
        min_value=1,
        max_value=120,
        help_text="Once, and only while something is not updated.",
    )

    class Meta:
        model = Organisation
        fields = ["check_in_weekday", "check_in_time", "reminder_hours"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [*self.instance.questions, "", "", ""][:3]
        for number, question in enumerate(asked, start=1):
            self.fields[f"question_{number}"] = forms.CharField(
                label=f"Question {number}", max_length=120, initial=question
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["questions"] = [
            " ".join(cleaned.get(f"question_{number}", "").split()) for number in (1, 2, 3)
        ]
        if len(set(cleaned["questions"])) < 3 and not self.errors:
            self.add_error("question_3", "The same question twice.")
        return cleaned

    def changed(self) -> dict[str, Any]:
        names = [*self.Meta.fields, "questions"]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
