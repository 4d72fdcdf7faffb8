"""What forms about tenant rows share: a duplicate said beside its field, refusals, and dates."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import UniqueConstraint

from organisations.tenancy import is_tenant_key


class TenantMeta:
    """The base of every tenant form's Meta: Django makes no field of a reference to another tenant row by
    itself.

    It would ask the manager for every row while the class is being made, outside every scope. The form
    declares them.
    """

    @staticmethod
    def formfield_callback(model_field: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
        return None if is_tenant_key(model_field) else model_field.formfield(**kwargs)


class TenantModelForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form on one organisation's row, whose unique keys lead with the organisation.

    Django skips a constraint as soon as one of its fields is not in the form, and the organisation never is:
    a duplicate would pass the form and become a 500. Here a constraint is checked when any of its fields is
    in the form. Its Meta extends TenantMeta; choices among rows are filled in `__init__`, inside the scope.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        excluded.discard("organisation")
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and set(constraint.fields) & set(self.fields):
                excluded -= set(constraint.fields)
        return excluded


def refuse(form: forms.BaseForm, refusal: Exception) -> None:
    """An action's refusal beside the field it is about, or above the form where it has none."""
    named = getattr(refusal, "field", None)
    form.add_error(named if named in form.fields else None, getattr(refusal, "sentence", str(refusal)))


class DateInput(forms.DateInput):
    """The browser's own calendar; dates travel as 2026-08-19 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
