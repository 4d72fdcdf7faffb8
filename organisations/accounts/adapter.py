"""How people sign in: what this product says to django-allauth, and where it answers differently.

Three promises are kept here. What a stranger sees, and how long it takes, does not depend on whether an
account exists. Absolute links and the passkeys' relying party come from PUBLIC_ORIGIN, never from a Host
header. And an account whose address nobody has proved yet cannot keep a password that somebody else chose for
it.
"""

from base64 import urlsafe_b64encode
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import has_verified_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from organisations.models import Account


def display_name(account: Account) -> str:
    return account.get_full_name()


def account_of(email: str) -> Account | None:
    """Whoever signs in with this address, in any case of its letters."""
    return Account.objects.filter(email=email.strip().lower()).first()


def is_proved(account: Account) -> bool:
    """Whether somebody has shown that letters to this account's address reach them."""
    return bool(has_verified_email(account, account.email))


def open_account(*, email: str, name: str = "", password: str | None = None, proved: bool = False) -> Account:
    """The account of an address, made if there is none; `proved` says that its mailbox is known to be theirs.

    An account that exists but was never proved may have been made by anybody: its password is dropped, and
    `password` takes its place. A proved account keeps its own name and password.
    """
    address = email.strip().lower()
    with transaction.atomic():
        account = account_of(address)
        if account is None:
            account = Account.objects.create_user(address, password, name=name)
        elif not is_proved(account):
            account.name = name or account.name
            account.set_password(password)
            account.save(update_fields=["name", "password"])
        row, _ = EmailAddress.objects.get_or_create(user=account, email=address, defaults={"primary": True})
        if proved and not row.verified:
            row.verified = True
            row.save(update_fields=["verified"])
    return account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "That address and password do not belong together. Check both, or have a link e-mailed.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, or have a link e-mailed.",
        "rate_limited": "That was a lot in a short time. Wait a minute and try again.",
        "incorrect_code": "That is not the code. Check it against the newest e-mail.",
        "incorrect_password": "That is not your password.",
        "enter_current_password": "That is not your present password.",
        "email_taken": "Choose another address.",
        "duplicate_email": "That is the address you have already.",
        "same_as_current": "That is the address you have already.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP == "open")

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def clean_password(self, password: str, user: Any = None) -> str:
        """Django's rules (at least 12 characters, not a common one), and an end: hashing a novel would cost
        the server."""
        if len(password) > 256:
            raise ValidationError("At most 256 characters.")
        return str(super().clean_password(password, user))

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this site: what `next` names never leads elsewhere."""
        return (
            bool(url)
            and str(url).startswith("/")
            and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        )

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """As allauth's, with the site's own origin in place of one made from the Host header."""
        self.render_mail(
            template_prefix, email, {**context, "email": email, "origin": settings.PUBLIC_ORIGIN}
        ).send()

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return str(settings.PUBLIC_ORIGIN) + path.replace("UID-KEY", key)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Not the host's name with it, as allauth has it: two names would allow twice the attempts.
        return str(credentials.get("email", "")).lower()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def add_message(
        self, request: Any, level: Any, message_template: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        """Signing in and out is plain to see: a toast about it would only be noise."""
        if message_template not in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            super().add_message(request, level, message_template, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Codes change every half minute: take the newest.",
        "unverified_email": "Confirm your e-mail address first, then protect the account.",
    }

    def _get_site_name(self) -> str:
        return "Northstar"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": urlsplit(settings.PUBLIC_ORIGIN).hostname or "localhost", "name": "Northstar"}

    def generate_authenticator_name(self, user: Any, kind: Any) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=kind).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where SECRET_KEY was changed and the old one is not in SECRET_KEY_FALLBACKS."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Secrets of second factors are encrypted with a key of their own, drawn from SECRET_KEY."""
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    keys = [
        HKDF(SHA256(), 32, salt=None, info=b"northstar second factor").derive(secret.encode())
        for secret in secrets
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])
