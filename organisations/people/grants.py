"""Handing one object to one person: object grants, the only way they are made and taken back."""

from typing import Any, cast

from django.contrib.auth.models import Permission
from django.db import models

from organisations.audit.actions import record
from organisations.models import Membership
from organisations.tenancy.grants import Grant


def hand_over_object(*, permission: str, thing: models.Model, to: Membership, by: Membership) -> Grant:
    """Give one person one permission on one object ("edit_objective", "lead_unit"): the only way grants are
    made."""
    grants = grant_model(thing)
    row: Grant = grants.objects.get_or_create(
        user=to.account,
        permission=Permission.objects.get(codename=permission, content_type__app_label=thing._meta.app_label),
        content_object=thing,
    )[0]
    record(act="handed_over", thing=thing, by=by, after={"permission": permission, "to": to.name})
    return row


def grant_model(thing: models.Model) -> type[Grant]:
    """The grant table of an object; raises LookupError for things that are not handed over one by one."""
    for relation in thing._meta.related_objects:
        model: Any = relation.related_model
        if issubclass(model, Grant):
            return cast(type[Grant], model)
    raise LookupError(f"{thing._meta.verbose_name} is not handed over one by one.")


def take_grants_back(*, membership: Membership) -> None:
    """Every object grant of a person who leaves."""
    for model in Grant.__subclasses__():
        model.objects.filter(user_id=membership.account_id).delete()
