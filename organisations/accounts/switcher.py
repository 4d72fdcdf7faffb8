"""Which organisations an account belongs to: for the menu, the start page and the account's own pages."""

from dataclasses import dataclass

from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from organisations.tenancy import NoOrganisation, as_account, current_organisation_id


@dataclass(frozen=True, slots=True)
class Mine:
    """An organisation somebody is an active member of: all that the database tells outside its scope."""

    slug: str
    name: str


def my_organisations(account_id: int) -> list[Mine]:
    """By name. Inside a scope, call it only for the account that the scope was opened for: the database knows
    no other."""
    try:
        current_organisation_id()
    except NoOrganisation:
        with as_account(account_id):
            return _read()
    return _read()


def _read() -> list[Mine]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug, name FROM northstar_my_organisations()")
        return [Mine(slug, name) for slug, name in cursor.fetchall()]


def menu(request: HttpRequest) -> dict[str, object]:
    """Context processor: `organisations` for the switcher, read only by pages that show it."""
    account = getattr(request, "user", None)
    if account is None or not account.is_authenticated:
        return {}
    return {"organisations": SimpleLazyObject(lambda: my_organisations(account.pk))}
