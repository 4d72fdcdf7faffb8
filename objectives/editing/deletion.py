"""Deleting what nobody relies on yet: a draft, or a key result of one."""

from typing import Any

from django.db import models

from objectives.rollup.sql import hold_lock


def erase(rows: models.QuerySet[Any]) -> None:
    """Delete rows and what hangs on them, while the roll-up stands still (its figures of drafts go too).

    Django's own collector sends its DELETE to every related table, also where there is nothing, and histories
    and updates may not be deleted with the app's role: this one touches only tables where something hangs,
    and would rather fail on a row that is really there. Call while holding the alignment lock and the
    objective's row.
    """
    hold_lock(wait=True)
    erase_with_all(rows)


def erase_with_all(rows: models.QuerySet[Any]) -> None:
    keys = list(rows.values_list("pk", flat=True))
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        field: Any = relation.field
        related: Any = relation.related_model
        hanging = related.objects.filter(**{f"{field.name}__in": keys})
        if relation.on_delete is models.CASCADE and hanging.exists():
            erase_with_all(hanging)
        elif relation.on_delete is models.SET_NULL and hanging.exists():
            hanging.update(**{field.name: None})
    rows.model.objects.filter(pk__in=keys)._raw_delete(rows.db)  # noqa: SLF001 (delete() would collect)
