"""Forms of the way in: a new organisation, joining one, one's own account."""

import zoneinfo
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password

from organisations.accounts.forms import RULES
from organisations.accounts.slugs import LONGEST, another, slug_for, validate_slug
from organisations.models import Account, Locale, Membership, valid_time_zones
from organisations.tenancy import organisation_id_of

CURRENCIES = [
    "NOK",
    "EUR",
    "SEK",
    "DKK",
    "GBP",
    "USD",
    "CHF",
    "PLN",
    "CZK",
    "ISK",
    "CAD",
    "AUD",
    "NZD",
    "JPY",
    "INR",
]


class NewOrganisationForm(forms.Form):
    name = forms.CharField(
        label="Organisation", max_length=120, widget=forms.TextInput({"autocomplete": "organization"})
    )
    slug = forms.CharField(
        label="Address",
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    person = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    time_zone = forms.ChoiceField(label="Time zone", choices=valid_time_zones, initial="Europe/Oslo")
    locale = forms.ChoiceField(label="Numbers and dates", choices=Locale.choices, initial=Locale.BRITISH)
    currency = forms.ChoiceField(
        label="Currency", choices=[(code, code) for code in CURRENCIES], initial="NOK"
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = urlsplit(settings.PUBLIC_ORIGIN).netloc
        self.fields[
            "slug"
        ].help_text = f"Everything lies under {here}/… Left empty, it is made from the name."

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.cleaned_data["time_zone"])

    def clean(self) -> dict[str, Any]:
        """An address that is free; one nobody typed is made from the name, with digits behind it if it must
        be."""
        data = super().clean() or {}
        typed = (data.get("slug") or "").strip().lower()
        slug = typed or slug_for(data.get("name", ""))
        if not slug:
            if data.get("name"):
                self.add_error("slug", "Choose an address: this name has none in small letters and digits.")
            return data
        try:
            validate_slug(slug)
        except forms.ValidationError as problem:
            self.add_error("slug", problem)
            return data
        if organisation_id_of(slug) is not None:
            self.address_taken(slug)
        return {**data, "slug": slug}

    def address_taken(self, slug: str) -> None:
        """Say so, and put a free one into the field."""
        while organisation_id_of(free := another(slug)) is not None:
            pass
        data: Any = self.data
        self.data = data.copy()
        self.data["slug"] = free  # type: ignore[index]
        self.add_error("slug", f"Somebody has the address {slug}. This one is free.")


class JoinForm(forms.Form):
    """A name and a password, for an address that has no account yet."""

    name = forms.CharField(
        label="Your name", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=256,
        help_text=RULES,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, Account(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What an account says about itself, in every organisation."""

    class Meta:
        model = Account
        fields = ("name", "single_keys")
        labels = {"name": "Your name", "single_keys": "Shortcuts of a single key"}
        help_texts = {
            "single_keys": "j and k for rows, n for No change, 1 2 3 for confidence. The ? key lists them."
        }
        widgets = {"name": forms.TextInput({"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class MyselfForm(forms.Form):
    """What a member may say about themselves in one organisation."""

    name = forms.CharField(
        label="Your name here", max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    time_zone = forms.ChoiceField(label="Your time zone", required=False)
    reminders_by_email = forms.BooleanField(label="Remind me by e-mail", required=False)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        kwargs["initial"] = {
            name: getattr(membership, name) for name in ("name", "time_zone", "reminders_by_email")
        }
        super().__init__(*args, **kwargs)
        here = membership.organisation.time_zone.replace("_", " ")
        self.fields["time_zone"].choices = [("", f"As the organisation: {here}"), *valid_time_zones()]  # type: ignore[attr-defined]
