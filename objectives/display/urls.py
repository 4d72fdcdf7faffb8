"""Addresses of objectives' pages."""

from organisations.display.urls import address
from organisations.models import Organisation


def objective_address(organisation: Organisation, public_id: str) -> str:
    """The address of an objective's page."""
    return address("objectives:objective", organisation.slug, public_id=public_id)
