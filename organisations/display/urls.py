"""Addresses of pages."""

from typing import Any

from django.urls import reverse


def address(name: str, slug: str = "", **arguments: Any) -> str:
    """The address of a page, inside the organisation where a slug is given; NoReverseMatch for a route that
    does not exist."""
    return reverse(name, kwargs={"slug": slug, **arguments} if slug else arguments)
