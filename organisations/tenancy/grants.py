"""Handing one object to one person: django-guardian's tables, made tenant-safe.

Direct foreign keys, never guardian's generic rows: those know no organisation. Guardian's own `assign_perm`
omits the organisation and its manager filters nothing, so both are closed here; `actions.hand_over_object` is
the way in.
"""

from typing import Any

from django.db import models
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from organisations.models import Account, Unit
from organisations.tenancy import TenantForeignKey, TenantManager, TenantModel, TenantQuerySet


class GrantManager(TenantManager[Any], UserObjectPermissionManager):
    _queryset_class = TenantQuerySet  # else bulk_create would not look whose rows these are

    def allows(self, account: Account, permission: str, thing: models.Model) -> bool:
        """Whether this account was handed this permission ("change_objective") on this very object."""
        return bool(
            self.get_queryset()
            .filter(user=account, permission__codename=permission, content_object_id=thing.pk)
            .exists()
        )

    def assign_perm(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("Object permissions are given by organisations.people.grants.hand_over_object alone.")

    bulk_assign_perm = assign_perm_to_many = assign_perm


class Grant(TenantModel, UserObjectPermissionBase):
    """Base of every object grant; a subclass adds `content_object` and its constraint."""

    objects = GrantManager()

    class Meta(TenantModel.Meta):
        abstract = True


class UnitGrant(Grant):
    """Lead this unit."""

    content_object = TenantForeignKey(Unit, models.CASCADE, related_name="grants")

    class Meta(Grant.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user", "permission", "content_object"], name="unit_grant_once"
            )
        ]
