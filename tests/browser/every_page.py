"""Every page of the URLconf, and who may see it: a world with one of everything, its people signed in without
a form.

The browser's thread cannot touch the ORM, so all of this happens in a thread of its own (`on`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any, TypeVar

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connections
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from objectives.setup.actions import STEPS
from okrsite.local import mailbox
from organisations.models import Account
from tests import ground
from tests.tenancy import world
from tests.tenancy.routes import STATES, Route, every_route

PASSWORD = "a-password-of-the-walk"
SIGNED_OUT = "signed out"

LEADS_ON = {
    "account_email_verification_sent": "an address is proved with a code, on another page",
    "checkins:check_in_news": "what the open page of a meeting asks for",
    "checkins:edit_update": "to the row on My week",
    "checkins:key_result_row": "to the row on My week",
    "checkins:moved": "to the row on My week",
    "mfa_login_webauthn": "answers the script that asks the browser for a passkey",
    "objectives:first_run": "to the step that the set-up has come to",
    "objectives:link_effect": "a line that is swapped into the dialog of a link",
    "organisations:sign_in": "to the sign-in page",
    "organisations:start": "to everybody's own first page",
    "start": "to the organisation, or to the sign-in page",
}
"""Routes that a GET reaches and that are no page of their own, each with what they are."""

T = TypeVar("T")


@dataclass(frozen=True)
class Visit:
    """A page, and who sees it."""

    route: str
    path: str
    who: str
    dialogs: bool = False
    """Whether something on it opens a dialog."""


@dataclass
class Walk:
    """What there is to visit; `uncovered` are routes that show nobody a page and that nothing explains."""

    visits: list[Visit]
    cookies: dict[str, str]
    acts: int
    files: list[str]
    uncovered: dict[str, list[int]]
    house: world.House


def on(database: ground.OwnDatabase, call: Callable[[], T]) -> T:
    """What the call returns, run with Django's connections on that database, in a thread of its own."""

    def there() -> T:
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        ground._use(dict.fromkeys(connections, database.name))
        try:
            return call()
        finally:
            ground._use(before)

    [result] = ground.together(there)
    if isinstance(result, Exception):
        raise result
    return result  # type: ignore[no-any-return]


def plan() -> Walk:
    """Furnish the world, sign its people in, and ask every route once for each of them."""
    house = world.furnish("Fjellvann AS", "fjellvann")
    careful = Account.objects.get(email="reader@fjellvann.example")
    second = secure(careful)
    clients = {SIGNED_OUT: Client()}
    for who, account in (("leader", house.leader), ("admin", house.admin), ("careful", careful)):
        clients[who] = signed_in(account)
    house.admin.set_password(PASSWORD)  # and the leader has none: both pages about passwords are seen
    house.admin.save()
    clients["admin"] = signed_in(house.admin)
    clients["half signed in"] = Client()
    clients["half signed in"].post(reverse("account_login"), {"login": careful.email, "password": PASSWORD})
    clients["has a code"] = Client()
    clients["has a code"].post(reverse("account_request_login_code"), {"email": house.leader.email})
    clients["newcomer"] = Client()
    clients["newcomer"].post(
        reverse("account_signup"), {"email": "new@fjellvann.example", "password1": PASSWORD}
    )
    write_letter()
    walk = Walk([], {}, 0, [], {}, house)
    for route in every_route():
        for path in addresses(route, house, second):
            ask(walk, route, path, clients)
    walk.visits.append(Visit("a page that is not there", f"/{house.organisation.slug}/nothing/", "leader"))
    walk.visits.append(
        Visit("a page that is not yours", f"/{house.organisation.slug}/settings/people/", "leader")
    )
    walk.cookies = {
        who: client.cookies["sessionid"].value
        for who, client in clients.items()
        if "sessionid" in client.cookies
    }
    return walk


def secure(account: Account) -> Authenticator:
    """A password, an authenticator app, recovery codes and a passkey; the passkey."""
    account.set_password(PASSWORD)
    account.save()
    EmailAddress.objects.update_or_create(
        user=account, email=account.email, defaults={"verified": True, "primary": True}
    )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(account)
    return Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": credential()}
    )


def credential() -> dict[str, Any]:
    """What a browser answers when it makes a passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    made = AttestedCredentialData.create(Aaguid.NONE, b"passkey of the walk", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    told = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, made), {})
    asked = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", "http://localhost")
    return {
        "id": websafe_encode(made.credential_id),
        "rawId": websafe_encode(made.credential_id),
        "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(asked), "attestationObject": websafe_encode(told)},
        "clientExtensionResults": {},
    }


def signed_in(account: Account) -> Client:
    """As if the password had just been typed: allauth asks again for what is dear."""
    client = Client()
    client.force_login(account)
    session = client.session
    request = HttpRequest()
    request.session = session
    record_authentication(request, account, "password", reauthenticated=True)
    # For as long as a walk over every page lasts: after five minutes each dear page would ask again.
    session["account_authentication_methods"][-1]["at"] += 24 * 3600
    session.save()
    return client


def write_letter() -> None:
    letter = EmailMessage()
    letter["To"], letter["Subject"], letter["Date"] = (
        "leader@fjellvann.example",
        "A letter",
        "Sat, 21 Nov 2026 12:00:00 +0000",
    )
    letter.set_content("Read https://northstar.example/ and smile.")
    letter.add_alternative("<p>Read and smile.</p>", subtype="html")
    mailbox.folder().mkdir(parents=True, exist_ok=True)
    (mailbox.folder() / "walk.eml").write_bytes(bytes(letter))


def addresses(route: Route, house: world.House, passkey: Authenticator) -> list[str]:
    """Usually one; more where an argument chooses the page."""
    if route.name == "objectives:first_run_step":
        return [reverse(route.name, kwargs={"slug": house.organisation.slug, "step": step}) for step in STEPS]
    if route.name in STATES:
        return [route.address(house.organisation.slug, house, kind) for kind in STATES[route.name]]
    if route.name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        return [reverse(route.name, kwargs={"pk": passkey.pk})]
    if route.name == "dev_mail_letter":
        return [reverse(route.name, kwargs={"name": "walk"})]
    return [route.address(house.organisation.slug, house)]


def ask(walk: Walk, route: Route, path: str, clients: dict[str, Client]) -> None:
    """Note the page for the first of the people who is shown one."""
    seen: list[int] = []
    for who, client in clients.items():
        answer = client.get(path, HTTP_HOST="localhost")
        seen.append(answer.status_code)
        if answer.status_code == 405:
            walk.acts += 1
            return
        if answer.status_code == 200 and not answer["Content-Type"].startswith("text/html"):
            walk.files.append(route.name)
            return
        if answer.status_code == 200 and b"<html" in answer.content:
            walk.visits.append(Visit(route.name, path, who, b'hx-target="#dialog"' in answer.content))
            return
    if route.name not in LEADS_ON:
        walk.uncovered[route.name] = seen
