"""allauth's forms in our words, and the few places where they do something of their own."""

from typing import Any, ClassVar

from allauth.account import forms
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms as fields
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from organisations.accounts.adapter import is_proved

NEW_ORGANISATION = "new_organisation"
"""Session key: the name that was typed at sign-up, until the address is proved and the organisation can be
made."""

RULES = "At least 12 characters. A few unrelated words are easier to keep than signs."


def reword(form: Any, **labels: str) -> None:
    """Our labels, and no placeholders: a hint that disappears while one types helps nobody."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = RULES if name == "password1" else ""


class SignInForm(forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, login="Work e-mail")
        # `webauthn` lets the browser offer a passkey beside the addresses it knows.
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].widget.attrs["class"] = "input input-large"


class LinkForm(forms.RequestLoginCodeForm):  # type: ignore[misc]
    """Asks for a link by e-mail; the sign-in page posts here with the address as `login`."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data and "email" not in data and "login" in data:
            data = data.copy()
            data["email"] = data["login"]
        super().__init__(data, *args, **kwargs)
        reword(self, email="Work e-mail")
        self.fields["email"].error_messages["required"] = "Say where the link is to go."

    def clean_email(self) -> str:
        """Somebody who was imported has an account and no row for its address yet: the link is what will
        prove it."""
        email: str = super().clean_email()
        if self._user is not None and email == self._user.email:
            EmailAddress.objects.get_or_create(user=self._user, email=email, defaults={"primary": True})
        return email


class LinkCodeForm(forms.ConfirmLoginCodeForm):  # type: ignore[misc]
    def clean_code(self) -> str:
        """The first proof of an address: from here on, no password counts that was set before it."""
        code: str = super().clean_code()
        account = context.request._login_stage.login.user  # noqa: SLF001 - where allauth keeps whose code it is
        if account is not None and not is_proved(account):
            account.set_unusable_password()
            account.save(update_fields=["password"])
        return code


class SignUpForm(forms.SignupForm):  # type: ignore[misc]
    """An account and, usually, the organisation it is for: that one is made once the address is proved."""

    name = fields.CharField(
        label="Your name", max_length=120, widget=fields.TextInput({"autocomplete": "name"})
    )
    organisation = fields.CharField(
        label="Organisation",
        max_length=120,
        required=False,
        widget=fields.TextInput({"autocomplete": "organization"}),
    )
    field_order: ClassVar[list[str]] = ["name", "email", "password1", "organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email="Work e-mail")

    def try_save(self, request: HttpRequest) -> Any:
        request.session[NEW_ORGANISATION] = self.cleaned_data["organisation"]
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # as long as for an address that is new
        return super().try_save(request)


class ChangePasswordForm(forms.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(
            self,
            oldpassword="Present password",
            password1="New password",
            password2="New password, once more",
        )


class SetPasswordForm(forms.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1="Password", password2="Password, once more")


class NewPasswordForm(forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """After a reset link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, password1="New password", password2="New password, once more")

    def save(self) -> None:
        """The link came through the mailbox, so the address is proved by it."""
        super().save()
        EmailAddress.objects.filter(user=self.user, email=self.user.email).update(verified=True)


class AddressForm(forms.AddEmailForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, email="Change to")


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reword(self, code="Six digits")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
