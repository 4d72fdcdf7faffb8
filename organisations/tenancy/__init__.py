"""Tenancy: the scope that every query needs, and what keeps organisations apart. The rest of the product
imports the scope from here."""

from organisations.tenancy.migration_operations import Protect, ProtectField, is_tenant_key
from organisations.tenancy.scope import (
    NoOrganisation,
    OtherOrganisation,
    PublicModel,
    TenantForeignKey,
    TenantManager,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
    as_account,
    current_organisation_id,
    new_public_id,
    organisation_id_of,
    within,
)

__all__ = [
    "NoOrganisation",
    "OtherOrganisation",
    "Protect",
    "ProtectField",
    "PublicModel",
    "TenantForeignKey",
    "TenantManager",
    "TenantModel",
    "TenantOneToOneField",
    "TenantQuerySet",
    "as_account",
    "current_organisation_id",
    "is_tenant_key",
    "new_public_id",
    "organisation_id_of",
    "within",
]
