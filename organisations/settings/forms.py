"""Forms of the organisation's settings. What they clean goes to an action; none of them saves by itself."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models import UniqueConstraint

from organisations.models import (
    Membership,
    Organisation,
    Role,
    Stage,
    Unit,
    UnitKind,
    Weekday,
    valid_time_zones,
)
from organisations.people.fields import PersonField, Place, UnitField
from organisations.tenancy import is_tenant_key

MOST_AT_ONCE = 50
"""Addresses in one go; more come from a file."""


class TenantMeta:
    """The base of every tenant form's Meta: Django makes no field of a reference to another tenant row by
    itself.

    It would ask the manager for every row while the class is being made, outside every scope. The form
    declares them.
    """

    @staticmethod
    def formfield_callback(model_field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
        return None if is_tenant_key(model_field) else model_field.formfield(**kwargs)


class TenantModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form on one organisation's row, whose unique keys lead with the organisation.

    Django skips a constraint as soon as one of its fields is not in the form, and the organisation never is:
    a duplicate would pass the form and become a 500. Here a constraint is checked when any of its fields is
    in the form. Its Meta extends TenantMeta; choices among rows are filled in `__init__`, inside the scope.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        excluded.discard("organisation")
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and set(constraint.fields) & set(self.fields):
                excluded -= set(constraint.fields)
        return excluded


def refuse(form: forms.BaseForm, refusal: Exception) -> None:
    """An action's refusal beside the field it is about, or above the form where it has none."""
    named = getattr(refusal, "field", None)
    form.add_error(named if named in form.fields else None, getattr(refusal, "sentence", str(refusal)))


class DateInput(forms.DateInput):
    """The browser's own calendar; dates travel as 2026-08-19 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


# People -----------------------------------------------------------------------------------------------------


class MemberForm(TenantModelForm):
    """One person: name, title, unit, manager, role, zone, days away."""

    unit = UnitField(label="Home unit", required=True)
    manager = PersonField(label="Manager", required=False, help_text="Name or e-mail address.")
    time_zone = forms.ChoiceField(label="Time zone", required=False)
    away_from = forms.DateField(label="Away from", required=False, widget=DateInput())
    away_until = forms.DateField(label="Until", required=False, widget=DateInput())

    class Meta(TenantMeta):
        model = Membership
        fields = ["name", "title", "unit", "manager", "role", "time_zone", "away_from", "away_until"]

    def __init__(self, *args: Any, tree: list[Place] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(tree)  # type: ignore[attr-defined]
        for name in ("unit", "manager"):
            self.initial[name] = getattr(self.instance, name)
        zone = self.instance.organisation.time_zone
        self.fields["time_zone"].choices = [("", f"As the organisation ({zone})"), *valid_time_zones()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("away_from"), cleaned.get("away_until")
        if last and not first:
            self.add_error("away_from", "From which day?")
        if first and last and last < first:
            self.add_error("away_until", "The last day away is before the first.")
        return cleaned


class RoleForm(forms.Form):
    role = forms.ChoiceField(choices=Role)


class InviteForm(forms.Form):
    """Several addresses at once, by comma, semicolon, space or line; "Siri Moen <siri@...>" brings the name
    along."""

    emails = forms.CharField(label="Invite by e-mail, several at once", max_length=8000)
    unit = UnitField(label="Home unit", required=True)
    role = forms.ChoiceField(label="Role", choices=Role, initial=Role.MEMBER)

    def __init__(self, *args: Any, tree: list[Place] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(tree)  # type: ignore[attr-defined]

    def clean_emails(self) -> list[tuple[str, str]]:
        """Pairs of address and name, each address once."""
        found: dict[str, str] = {}
        for email, name in addresses(self.cleaned_data["emails"]):
            found[email] = found.get(email) or name
        if not found:
            raise ValidationError("Write at least one e-mail address.")
        bad = [email for email in found if not is_email(email)]
        if bad:
            raise ValidationError(f"Not an e-mail address: {', '.join(bad[:5])}.")
        if len(found) > MOST_AT_ONCE:
            raise ValidationError(f"At most {MOST_AT_ONCE} at once; import a file for more.")
        return list(found.items())


def addresses(typed: str) -> list[tuple[str, str]]:
    """(address, name) in the order they were written: "Siri Moen <siri@x.no>, ola@x.no; kari@x.no"."""
    found = []
    for piece in re.split(r"[,;\n]+", typed):
        named = re.fullmatch(r'\s*"?([^"<>]*?)"?\s*<([^<>\s]+)>\s*', piece)
        if named:
            found.append((named[2].lower(), named[1].strip()))
        else:
            found += [(word.lower().removeprefix("mailto:"), "") for word in piece.split()]
    return found


def is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


class LeaveForm(forms.Form):
    """Who takes each thing; empty is nobody yet. `all_to` fills every field that was left empty."""

    left_on = forms.DateField(label="Last day", widget=DateInput())
    all_to = PersonField(label="Everything not named below goes to", required=False, viewers=False)

    def __init__(
        self, *args: Any, held: list[Any], today: date, has_left: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["left_on"] = today
        if has_left:
            del self.fields["left_on"]
        for thing in held:
            self.fields[thing.key] = PersonField(
                label=thing.title, required=False, viewers=False, initial=thing.proposed
            )

    def clean_left_on(self) -> date:
        day: date = self.cleaned_data["left_on"]
        if day > self.today:
            raise ValidationError(
                "On the last day itself, or later: from this moment on the person cannot sign in here."
            )
        return day

    def takes(self) -> dict[str, Membership]:
        """What goes to whom, by key."""
        everything = self.cleaned_data.get("all_to")
        keys = [name for name in self.fields if name not in ("left_on", "all_to")]
        chosen = {key: self.cleaned_data.get(key) or everything for key in keys}
        return {key: person for key, person in chosen.items() if person}


# Units ------------------------------------------------------------------------------------------------------


class UnitForm(TenantModelForm):
    """A unit: name, kind, where it hangs, who leads it, its rollout stage."""

    parent = UnitField(label="Below", required=True)
    lead = PersonField(label="Lead", required=False, help_text="Name or e-mail address.")
    kind = forms.ChoiceField(
        label="Kind", choices=[choice for choice in UnitKind.choices if choice[0] != "company"]
    )
    stage = forms.ChoiceField(label="Rollout", required=False)
    live_from = forms.DateField(
        label="Joins on", required=False, widget=DateInput(), help_text="Shown while it has not started."
    )

    class Meta(TenantMeta):
        model = Unit
        fields = ["name", "kind", "parent", "lead", "stage", "live_from"]

    def __init__(
        self, *args: Any, tree: list[Place] | None = None, inherits: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.is_root:
            for name in ("name", "kind", "parent"):
                del self.fields[name]
        else:
            self.fields["parent"].offer(tree)  # type: ignore[attr-defined]
            self.initial.setdefault("parent", self.instance.parent)
        self.initial["lead"] = self.instance.lead
        words = f"As above ({Stage(inherits).label.lower()})" if inherits else "As above"
        own = [
            (
                "",
                "Live, unless a unit says otherwise" if self.instance.pk and self.instance.is_root else words,
            )
        ]
        self.fields["stage"].choices = [*own, *Stage.choices]  # type: ignore[attr-defined]


# The organisation -------------------------------------------------------------------------------------------


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
