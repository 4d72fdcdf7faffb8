"""Forms about people: changing one, roles, inviting several, leaving."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from organisations.display.fields import PersonField, Place, UnitField
from organisations.display.forms import DateInput, TenantMeta, TenantModelForm
from organisations.models import (
    Membership,
    Role,
    valid_time_zones,
)

MOST_AT_ONCE = 50
"""Addresses in one go; more come from a file."""


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
