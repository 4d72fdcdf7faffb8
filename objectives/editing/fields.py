"""Fields of the forms about objectives: numbers in the reader's language, dates, people."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from organisations.display.numbers import NotANumber, parse_number
from organisations.models import Membership

WEIGHTS = [(n, str(n)) for n in range(1, 6)]


class AmountField(forms.CharField):
    """A number as the reader's language writes it: "5,9" or "1,234.5"; empty is None."""

    def __init__(self, *, locale: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.locale = locale
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed, self.locale)
        except NotANumber as problem:
            raise forms.ValidationError(str(problem)) from None


class TextField(forms.CharField):
    """Words over several lines, with the line ends of the database: browsers send others, which is no
    change."""

    def to_python(self, value: Any) -> str:
        return "\n".join((super().to_python(value) or "").splitlines())


class DateField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
        self.error_messages["invalid"] = "Choose a date, such as 2026-12-31."


class PersonField(forms.TypedChoiceField):
    """One of the people given, or nobody. They are fetched once, however many rows ask."""

    def __init__(self, *, people: Sequence[Membership], **kwargs: Any) -> None:
        by_key = {str(person.pk): person for person in people}
        choices = [("", "Nobody yet"), *((key, person.name) for key, person in by_key.items())]
        super().__init__(
            choices=choices, coerce=by_key.__getitem__, empty_value=None, required=False, **kwargs
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "") != str(data or "")


def people_choices() -> list[Membership]:
    """Who may be accountable: everyone here who is no viewer."""
    return list(Membership.objects.active().exclude(role="viewer").order_by("name"))
