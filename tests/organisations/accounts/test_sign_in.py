"""Signing in. Maya has a password, Ingrid was imported and has none, nobody@ is in no organisation and has no
account."""

import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache as cache_once
from pathlib import Path
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisations.accounts.adapter import AccountAdapter, SecondFactorAdapter, is_proved, open_account
from organisations.models import Account
from tests.organisations.letters import account_letters

PASSWORD = "four unrelated words here"
MAYA, INGRID, NOBODY = (
    "maya.berge@fjellvann.example",
    "ingrid.solheim@fjellvann.example",
    "nobody@else.example",
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_limits_and_quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same Argon2id at a hundredth of its cost, which is what it is made for; one test below looks at the
    real one."""
    cache.clear()
    for name, value in {"time_cost": 1, "memory_cost": 64, "parallelism": 1}.items():
        monkeypatch.setattr(Argon2PasswordHasher, name, value)


@cache_once
def hashed() -> str:
    return make_password(PASSWORD)  # once: hashing is slow on purpose


@pytest.fixture
def maya() -> Account:
    account = open_account(email=MAYA, name="Maya Berge", proved=True)
    account.password = hashed()
    account.save()
    return account


@pytest.fixture
def ingrid() -> Account:
    return open_account(email=INGRID, name="Ingrid Solheim")


def post(client: Client, name: str, /, **data: str) -> Any:
    return client.post(reverse(name), data)


def signed_in(client: Client) -> str:
    key = client.session.get("_auth_user_id")
    return Account.objects.get(pk=key).email if key else ""


# Password ---------------------------------------------------------------------------------------------------


def test_maya_signs_in_and_goes_where_she_wanted(client: Client, maya: Account) -> None:
    answer = client.post(
        reverse("account_login"),
        {"login": "Maya.Berge@fjellvann.example", "password": PASSWORD, "next": "/fjellvann/"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, "/fjellvann/")
    assert signed_in(client) == MAYA


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://testserver.evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
        "http://localhost:8000/x",
    ],
)
def test_next_never_leads_elsewhere(client: Client, maya: Account, elsewhere: str) -> None:
    answer = post(client, "account_login", login=MAYA, password=PASSWORD, next=elsewhere)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_passwords_are_argon2id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")


def answers(client: Client, name: str, /, **data: str) -> tuple[int, str, str]:
    """What a stranger sees, with what differs by nature (the CSRF token, the address typed) made equal."""
    answer = post(client, name, **data)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())
    for typed in (MAYA, INGRID, NOBODY):
        body = body.replace(typed, "typed@")
    return answer.status_code, answer.headers.get("Location", ""), body


def test_a_wrong_password_and_an_unknown_address_look_alike(maya: Account, ingrid: Account) -> None:
    known, without, unknown = (
        answers(Client(), "account_login", login=who, password="wrong wrong wrong")
        for who in (MAYA, INGRID, NOBODY)
    )
    assert known == without == unknown
    assert known[0] == 422
    assert "do not belong together" in known[2]


@pytest.mark.parametrize("page", ["account_reset_password", "account_request_login_code"])
def test_asking_for_a_letter_looks_alike(maya: Account, page: str) -> None:
    assert answers(Client(), page, email=MAYA) == answers(Client(), page, email=NOBODY)
    assert [letter.to for letter in account_letters()] == [MAYA, NOBODY]  # one each, so that it takes as long


def test_signing_up_with_a_known_address_looks_alike(maya: Account) -> None:
    form = {"name": "Somebody", "password1": PASSWORD, "organisation": "Fjellvann AS"}
    assert answers(Client(), "account_signup", email=MAYA, **form) == answers(
        Client(), "account_signup", email=NOBODY, **form
    )
    assert [letter.subject for letter in account_letters()] == [
        "You have an account already",
        "Confirm your address",
    ]


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How often a password was hashed or checked since the last look: what the time of an answer is made
    of."""
    counted = [0]

    def count(method: str) -> None:
        real = getattr(Argon2PasswordHasher, method)

        def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
            counted[0] += 1
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Argon2PasswordHasher, method, counting)

    count("encode")
    count("verify")

    def since() -> int:
        number, counted[0] = counted[0], 0
        return number

    return since


def test_known_and_unknown_addresses_cost_one_hash_each(
    maya: Account, ingrid: Account, hashes: Callable[[], int]
) -> None:
    hashes()
    for who in (MAYA, INGRID, NOBODY):
        post(Client(), "account_login", login=who, password="wrong wrong wrong")
        assert hashes() == 1, who
    for who in (MAYA, NOBODY):
        post(Client(), "account_signup", email=who, name="Somebody", password1=PASSWORD)
        assert hashes() == 1, who


@pytest.mark.proof
def test_known_and_unknown_addresses_take_the_same_time(maya: Account) -> None:
    times: dict[str, list[float]] = {MAYA: [], NOBODY: []}
    for _ in range(15):
        for who, spent in times.items():
            cache.clear()
            start = time.perf_counter()
            post(Client(), "account_login", login=who, password="wrong wrong wrong")
            spent.append(time.perf_counter() - start)
    known, unknown = (statistics.median(spent) for spent in times.values())
    assert abs(known - unknown) < 0.25 * max(known, unknown), times


def test_throttling_answers_alike(maya: Account) -> None:
    seen = []
    for who in (MAYA, NOBODY):
        cache.clear()
        for _ in range(5):
            post(Client(), "account_login", login=who, password="wrong wrong wrong")
        seen.append(answers(Client(), "account_login", login=who, password=PASSWORD))
    assert seen[0] == seen[1]
    assert "Too many attempts" in seen[0][2]


def test_two_names_of_the_site_do_not_allow_twice_the_attempts(maya: Account) -> None:
    for attempt in range(5):
        client = Client(headers={"host": ("localhost", "127.0.0.1")[attempt % 2]})
        post(client, "account_login", login=MAYA, password="wrong wrong wrong")
    assert (
        "Too many attempts" in post(Client(), "account_login", login=MAYA, password=PASSWORD).content.decode()
    )


def test_limits_stand_in_the_database(maya: Account) -> None:
    from django.db import connection

    post(Client(), "account_login", login=MAYA, password="wrong wrong wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM okrsite_cache WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] >= 1


# A link by e-mail -------------------------------------------------------------------------------------------


def test_ingrid_signs_in_by_the_link(client: Client, ingrid: Account) -> None:
    answer = post(client, "account_request_login_code", login=INGRID, password="", next="/fjellvann/my-week/")
    assert answer.status_code == 302
    letter = account_letters()[-1]
    assert letter.to == INGRID
    assert letter.links[0].startswith(settings.PUBLIC_ORIGIN)
    page = client.get(letter.path)
    code = re.search(r'name="code"[^>]* value="([^"]+)"', page.content.decode())
    assert code and code[1] in letter.text
    assert signed_in(client) == ""  # a mail scanner that follows links signs nobody in
    answer = client.post(answer.headers["Location"], {"code": code[1]})
    assert answer.headers["Location"] == "/fjellvann/my-week/"
    assert signed_in(client) == INGRID
    assert is_proved(ingrid)


def test_who_was_imported_without_any_of_this_comes_by_link_too(client: Client) -> None:
    Account.objects.create_user("silje.krog@fjellvann.example", name="Silje Krog")
    post(client, "account_request_login_code", email="Silje.Krog@fjellvann.example")
    answer = client.post(
        reverse("account_confirm_login_code"), {"code": account_letters()[-1].links[0].split("=")[1]}
    )
    assert (signed_in(client), answer.headers["Location"]) == ("silje.krog@fjellvann.example", "/")


def test_the_link_signs_in_nobody_in_another_browser(client: Client, ingrid: Account) -> None:
    post(client, "account_request_login_code", email=INGRID)
    other = Client()
    assert other.get(account_letters()[-1].path).status_code == 302
    assert signed_in(other) == ""


def test_five_wrong_codes_end_it(client: Client, ingrid: Account) -> None:
    post(client, "account_request_login_code", email=INGRID)
    for _ in range(4):
        assert post(client, "account_confirm_login_code", code="WRONG-CODE").status_code == 422
    assert post(client, "account_confirm_login_code", code="WRONG-CODE").status_code == 302
    code = account_letters()[-1].links[0].split("=")[1]
    post(client, "account_confirm_login_code", code=code)
    assert signed_in(client) == ""


def test_asking_without_an_address_says_so(client: Client) -> None:
    answer = post(client, "account_request_login_code", login="")
    assert answer.status_code == 422
    assert "Say where the link is to go" in answer.content.decode()


def test_a_password_set_before_the_address_was_proved_does_not_count(client: Client) -> None:
    """Mallory signs up with Ingrid's address and never sees the code. Ingrid comes by her own mailbox."""
    post(Client(), "account_signup", email=INGRID, name="Mallory", password1="mallory knows this one")
    post(client, "account_request_login_code", email=INGRID)
    client.post(reverse("account_confirm_login_code"), {"code": account_letters()[-1].links[0].split("=")[1]})
    assert signed_in(client) == INGRID
    later = Client()
    assert post(later, "account_login", login=INGRID, password="mallory knows this one").status_code == 422
    assert not Account.objects.get(email=INGRID).has_usable_password()


def test_opening_an_unproved_account_drops_its_password() -> None:
    post(Client(), "account_signup", email=INGRID, name="Mallory", password1="mallory knows this one")
    account = open_account(email=INGRID, name="Ingrid Solheim", password=PASSWORD, proved=True)
    assert account.check_password(PASSWORD)
    assert account.name == "Ingrid Solheim"


def test_opening_a_proved_account_changes_nothing(maya: Account) -> None:
    again = open_account(
        email=MAYA.upper(), name="Somebody else", password="another long password", proved=True
    )
    assert again == maya
    assert again.check_password(PASSWORD)
    assert EmailAddress.objects.filter(user=maya).count() == 1


# A new password ---------------------------------------------------------------------------------------------


def test_ingrid_sets_a_password_by_the_reset_link(client: Client, ingrid: Account) -> None:
    post(client, "account_reset_password", email=INGRID)
    letter = account_letters()[-1]
    assert letter.links[0].startswith(settings.PUBLIC_ORIGIN + "/accounts/password/reset/key/")
    form = client.get(letter.path)
    assert form.status_code == 302  # the key is put away, so that no address bar or Referer shows it
    answer = client.post(form.headers["Location"], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    assert signed_in(client) == INGRID
    assert "This link has ended" in Client().get(letter.path).content.decode()


def test_links_come_from_the_setting_not_from_the_host_header(maya: Account) -> None:
    client = Client(headers={"host": "127.0.0.1:1234"})
    post(client, "account_reset_password", email=MAYA)
    post(client, "account_reset_password", email=NOBODY)
    post(client, "account_request_login_code", email=MAYA)
    post(client, "account_signup", email=MAYA, name="Maya", password1=PASSWORD)
    found = [link for letter in account_letters() for link in letter.links]
    assert len(account_letters()) == 4
    assert found and all(link.startswith(settings.PUBLIC_ORIGIN) for link in found)


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("short words", "at least 12"),
        ("password1234", "too common"),
        ("maya.berge@fjellvann.example", "similar"),
        ("x" * 257, "256"),
    ],
)
def test_bad_passwords_are_refused_in_words(client: Client, password: str, sentence: str) -> None:
    answer = post(client, "account_signup", email=MAYA, name="Maya Berge", password1=password)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Account.objects.exists()


# Signing up -------------------------------------------------------------------------------------------------


def test_leyla_signs_up_and_makes_her_organisation(client: Client) -> None:
    form = {
        "email": "leyla@nordlys.example",
        "name": "Leyla Demir",
        "password1": PASSWORD,
        "organisation": "Nordlys AS",
    }
    answer = post(client, "account_signup", **form)
    assert signed_in(client) == ""
    code = account_letters()[-1].links[0].split("=")[1]
    answer = client.post(answer.headers["Location"], {"code": code})
    assert (signed_in(client), answer.headers["Location"]) == ("leyla@nordlys.example", "/new/")
    page = client.get("/new/").content.decode()
    assert 'value="Nordlys AS"' in page and 'value="Leyla Demir"' in page


def test_sign_up_can_be_closed(client: Client, settings: Any, maya: Account) -> None:
    settings.SIGN_UP = "closed"
    assert "By invitation" in client.get(reverse("account_signup")).content.decode()
    assert post(client, "account_signup", email=NOBODY, name="N", password1=PASSWORD).status_code == 200
    assert not Account.objects.filter(email=NOBODY).exists()
    client.force_login(maya)
    assert client.get("/new/").status_code == 403


# Second step ------------------------------------------------------------------------------------------------


def digits(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@time_machine.travel(
    datetime(2026, 8, 20, 9, 0, tzinfo=UTC), tick=False
)  # six digits count for half a minute
def test_maya_turns_on_the_app_and_needs_it_from_then_on(
    client: Client, maya: Account, django_capture_on_commit_callbacks: Any
) -> None:
    post(client, "account_login", login=MAYA, password=PASSWORD)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = re.findall(
        r"<code>(\d{4}) (\d{4})</code>", client.get(answer.headers["Location"]).content.decode()
    )
    assert len(codes) == 10
    assert "<code>" not in client.get(answer.headers["Location"]).content.decode()  # shown once
    stored = Authenticator.objects.get(user=maya, type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored  # encrypted
    assert "The second step is on" in [letter.subject for letter in account_letters()]

    phone = Client()
    answer = post(phone, "account_login", login=MAYA, password=PASSWORD)
    assert (signed_in(phone), answer.headers["Location"]) == ("", reverse("mfa_authenticate"))
    assert post(phone, "mfa_authenticate", code="000000").status_code == 422
    post(phone, "mfa_authenticate", code="".join(codes[0]))
    assert signed_in(phone) == MAYA

    tablet = Client()
    post(tablet, "account_login", login=MAYA, password=PASSWORD)
    post(tablet, "mfa_authenticate", code="".join(codes[0]))
    assert signed_in(tablet) == ""  # a recovery code works once


def test_secrets_survive_a_new_key_and_only_then(settings: Any) -> None:
    sealed = SecondFactorAdapter().encrypt("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    assert SecondFactorAdapter().decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        SecondFactorAdapter().decrypt(sealed)


def test_the_relying_party_is_the_public_origin(settings: Any) -> None:
    settings.PUBLIC_ORIGIN = "https://okr.fjellvann.example"
    assert SecondFactorAdapter().get_public_key_credential_rp_entity()["id"] == "okr.fjellvann.example"


# Signed in --------------------------------------------------------------------------------------------------


def test_signing_out_tells_the_browser_to_forget(client: Client, maya: Account) -> None:
    client.force_login(maya)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout")).headers
    answer = client.post(reverse("account_logout"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert signed_in(client) == ""


def test_maya_sees_her_devices_and_ends_the_others(client: Client, maya: Account) -> None:
    phone = Client(headers={"user-agent": "Mozilla/5.0 (iPhone) Version/18 Safari/605"})
    for each in (phone, client):
        post(each, "account_login", login=MAYA, password=PASSWORD)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Safari on iPhone" in page and "this one" in page
    client.post(reverse("usersessions_list"))
    assert phone.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_new_password_ends_other_sessions(client: Client, maya: Account) -> None:
    phone = Client()
    for each in (phone, client):
        post(each, "account_login", login=MAYA, password=PASSWORD)
    post(
        client,
        "account_change_password",
        oldpassword=PASSWORD,
        password1="entirely different words",
        password2="entirely different words",
    )
    assert phone.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200
    assert account_letters()[-1].subject == "Your password was changed"


def test_maya_changes_her_name_and_turns_single_keys_off(client: Client, maya: Account) -> None:
    client.force_login(maya)
    assert client.post("/account/", {"name": ""}).status_code == 422
    assert client.post("/account/", {"name": "Maya Berge Lund"}).status_code == 302
    maya.refresh_from_db()
    assert (maya.name, maya.single_keys) == ("Maya Berge Lund", False)
    assert 'data-keys="off"' in client.get("/account/").content.decode()


def test_an_expired_session_moves_the_whole_page(client: Client) -> None:
    answer = client.get("/fjellvann/my-week/", headers={"hx-request": "true"})
    if answer.status_code != 404:  # the page may not exist yet; /<slug>/ does
        assert answer.headers["HX-Redirect"].startswith(reverse("account_login"))
    answer = client.get("/fjellvann/", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (
        204,
        "/accounts/login/?next=%2Ffjellvann%2F",
    )


def test_the_sign_in_page_names_the_address_typed_and_knows_nothing(client: Client) -> None:
    """Whether an organisation exists is not a stranger's business: any slug gets the same page."""
    for slug in ("fjellvann", "never-heard-of"):
        answer = client.get(f"/{slug}/sign-in/")
        page = client.get(answer.headers["Location"]).content.decode()
        assert f"<b>/{slug}</b>" in page
    assert "sign-in-organisation" not in client.get("/accounts/login/?next=/%3Cscript%3E/").content.decode()


# Every page of allauth's ------------------------------------------------------------------------------------


def allauth_pages() -> list[str]:
    """The names of all its addresses."""

    def names(patterns: list[Any]) -> list[str]:
        found = []
        for each in patterns:
            if isinstance(each, URLResolver):
                found += names(each.url_patterns)
            elif isinstance(each, URLPattern) and each.name:
                found.append(each.name)
        return found

    accounts_ = next(
        each
        for each in get_resolver().url_patterns
        if isinstance(each, URLResolver) and str(each.pattern) == "accounts/"
    )
    return sorted(set(names(accounts_.url_patterns)))


ARGUMENTS = {"account_reset_password_from_key": {"uidb36": "1", "key": "bad-key"}}
STRICT = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|<style|\son[a-z]+=", re.IGNORECASE)


@pytest.mark.parametrize("name", allauth_pages())
@pytest.mark.parametrize("signed", [False, True])
def test_no_page_has_inline_script_or_style(client: Client, maya: Account, name: str, signed: bool) -> None:
    key = Authenticator.objects.create(
        user=maya, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
    if signed:
        client.force_login(maya)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(maya.pk)
        session.save()
    if name in {"mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_reauthenticate"}:
        key.delete()  # its empty credential cannot be excluded or asked for
        TOTP.activate(maya, "JBSWY3DPEHPK3PXP")
    arguments = (
        {"pk": key.pk} if "remove_webauthn" in name or "edit_webauthn" in name else ARGUMENTS.get(name, {})
    )
    answer = client.get(reverse(name, kwargs=arguments))
    assert answer.status_code in {200, 302, 404}
    if answer.status_code == 200:
        assert answer.headers["Cache-Control"] == "no-store"
        assert not STRICT.search(answer.content.decode())
        assert "unsafe" not in answer.headers["Content-Security-Policy"]


UNREACHABLE = {
    "account/base_": "layouts of theirs",
    "account/email.html": "ACCOUNT_CHANGE_EMAIL: one address an account",
    "account/email_confirm.html": "addresses are confirmed by code",
    "account/verified_email_required.html": "no view of ours asks for it",
    "account/phone_change.html": "no telephone numbers",
    "account/confirm_phone_verification_code.html": "no telephone numbers",
    "account/confirm_password_reset_code.html": "passwords are reset by link",
    "account/signup_by_passkey.html": "off",
    "account/snippets/": "included by theirs alone",
    "mfa/base_": "layouts of theirs",
    "mfa/totp/base.html": "layouts of theirs",
    "mfa/webauthn/base.html": "layouts of theirs",
    "mfa/recovery_codes/base.html": "layouts of theirs",
    "mfa/webauthn/signup_form.html": "off",
    "mfa/webauthn/snippets/": "included by theirs alone",
    "mfa/trust.html": "off",
    "usersessions/base_": "layouts of theirs",
}


def test_every_template_of_allauth_is_ours_or_out_of_reach() -> None:
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    ours = settings.BASE_DIR / "templates"
    names = [
        str(path.relative_to(theirs))
        for app in ("account", "mfa", "usersessions")
        for path in (theirs / app).rglob("*.html")
    ]
    assert len(names) > 40
    assert [
        name for name in names if not (ours / name).exists() and not name.startswith(tuple(UNREACHABLE))
    ] == []


def test_letters_are_all_ours() -> None:
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    letters = {
        str(path.relative_to(theirs))
        for app in ("account", "mfa")
        for path in (theirs / app / "email").glob("*_message.txt")
    }
    missing = sorted(name for name in letters if not (settings.BASE_DIR / "templates" / name).exists())
    assert missing == ["account/email/base_message.txt", "account/email/password_reset_code_message.txt"]


def test_the_door_of_the_adapter_is_narrow() -> None:
    adapter = AccountAdapter(RequestFactory().get("/"))
    assert adapter.is_safe_url("/fjellvann/company/?cycle=1")
    assert (
        not adapter.is_safe_url("") and not adapter.is_safe_url(None) and not adapter.is_safe_url("fjellvann")
    )
