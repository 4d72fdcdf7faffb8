"""The scope: no organisation, no query.

Two layers keep organisations apart and neither trusts the other. The manager here raises without a scope and
always filters by it; row-level security (`Protect`,
organisations/tenancy/migration_operations.py) filters again in PostgreSQL, for a role that owns
nothing. Both are opened by one context manager, `within`, with a transaction-local setting: a session-level
one leaked rows through a pooler when it was tried (docs/trust.md).
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection, models, transaction

if TYPE_CHECKING:
    from organisations.models import Organisation

_organisation: ContextVar[int | None] = ContextVar("northstar_organisation", default=None)


class NoOrganisation(RuntimeError):
    """A tenant row was asked for, or made, outside every organisation's scope."""


class OtherOrganisation(RuntimeError):
    """A scope was opened inside another organisation's scope: two tenants never share a transaction."""


def current_organisation_id() -> int:
    """The key of the organisation whose scope is open; raises NoOrganisation when none is."""
    organisation_id = _organisation.get()
    if organisation_id is None:
        raise NoOrganisation("Open the scope first: with within(organisation): ...")
    return organisation_id


def _bind(**settings: int | None) -> None:
    """Set `northstar.*` for this transaction only, in one statement."""
    calls = ", ".join(["set_config(%s, %s, true)"] * len(settings))
    values = [part for name, value in settings.items() for part in (f"northstar.{name}", str(value or ""))]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", values)


@contextmanager
def within(organisation: "Organisation | int", *, account_id: int | None = None) -> Iterator[None]:
    """One transaction in which this organisation's rows, and no others, can be read and written.

    `account_id` names who looks: the switcher reads that account's own memberships elsewhere. Re-entrant for
    the same organisation; raises OtherOrganisation inside another's scope. `SET LOCAL` ends with its
    transaction but survives the release of a savepoint, so inside a larger transaction the outer value is put
    back on the way out, unless that transaction is already broken (a rollback reverts the setting by itself,
    and a query would hide the first error behind a second).
    """
    organisation_id = organisation if isinstance(organisation, int) else organisation.pk
    outer = _organisation.get()
    if outer is not None and outer != organisation_id:
        raise OtherOrganisation("Leave one organisation before entering another.")
    token = _organisation.set(organisation_id)
    inner = connection.in_atomic_block
    try:
        with transaction.atomic():
            if outer is None:
                _bind(organisation=organisation_id, account=account_id)
            yield
            if outer is None and inner and not connection.needs_rollback:
                _bind(organisation=None, account=None)
    finally:
        _organisation.reset(token)


@contextmanager
def as_account(account_id: int) -> Iterator[None]:
    """One transaction in which an account may read its own memberships in every organisation (the
    switcher)."""
    with transaction.atomic():
        _bind(account=account_id)
        yield
        if not connection.needs_rollback:
            _bind(account=None)


def organisation_id_of(slug: str) -> int | None:
    """The key behind an address, before any scope is open: all that the app role can learn there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM northstar_organisation_by_slug(%s)", [slug])
        row = cursor.fetchone()
    return row[0] if row else None


M = TypeVar("M", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[M]):
    """A queryset of one organisation's rows. Subclass it for reads in the domain's words."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        """As Django's, refusing rows of another organisation before the database does."""
        rows = list(objs)
        here = current_organisation_id()
        if any(row.organisation_id != here for row in rows):
            raise OtherOrganisation("These rows belong to another organisation.")
        return super().bulk_create(rows, *args, **kwargs)


class TenantManager(models.Manager[M]):
    """Raises outside a scope; inside it every queryset is filtered by the organisation."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(organisation_id=current_organisation_id())


AnyTenantManager = TenantManager.from_queryset(TenantQuerySet)
"""For models without reads of their own. It has a name because the type checker looks for it by name; a model
with a manager of its own says `type: ignore`, as the checker wants one manager for all models of a base."""


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A foreign key between rows of one organisation.

    Django makes no constraint for it; `Protect` makes the composite one, (organisation_id, x_id), because a
    plain foreign key let one tenant hang a row on another tenant's row with row-level security on (measured).
    """

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantOneToOneField(models.OneToOneField[Any, Any]):
    """One row beside another of the same organisation; unique with the organisation first, by `Protect`."""

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(to, on_delete, **kwargs)
        self._unique = False  # a global unique would tell one tenant what another has

    @property
    def unique(self) -> bool:
        """Unique to those who read (select_related follows it backwards), not to those who make tables."""
        return getattr(self.model, "__module__", "") != "__fake__"

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class TenantModel(models.Model):
    """A row that belongs to exactly one organisation: the one whose scope is open when it is made."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        db_index=False,  # the composite unique constraint leads with it
    )

    objects = AnyTenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Not a field default: migrations would call it, outside every scope.
        if not args and "organisation" not in kwargs:
            kwargs.setdefault("organisation_id", current_organisation_id())
        super().__init__(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.organisation_id != current_organisation_id():
            raise OtherOrganisation("This row belongs to another organisation.")
        super().save(*args, **kwargs)


# Addresses show this, never the key: 12 of 57 characters (no 0 O 1 l I), 70 bits, so that nobody counts or
# guesses.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def new_public_id() -> str:
    """Twelve random characters for an address."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))


class PublicModel(TenantModel):
    """A tenant row that has an address of its own."""

    public_id = models.CharField(max_length=12, default=new_public_id, editable=False)

    class Meta(TenantModel.Meta):
        abstract = True
