"""Forms of links: proposing one, accepting it, and what the first one asks."""

from typing import Any

from django import forms

from objectives.editing.fields import WEIGHTS
from objectives.models import (
    Alignment,
    Counts,
    MeasuredBy,
)


class LinkForm(forms.Form):
    """How an objective leads to the one that was chosen; `name` and `key` carry the choice from step to
    step."""

    kind = forms.ChoiceField(
        label="How",
        widget=forms.RadioSelect,
        initial=Alignment.Kind.DIRECT,
        choices=[
            (Alignment.Kind.DIRECT.value, "Moves the figure"),
            (Alignment.Kind.INDIRECT.value, "Shown only"),
        ],
    )
    how = forms.CharField(
        label="How does it support it?",
        max_length=300,
        required=False,
        help_text="Needed where the link is shown only.",
    )

    def __init__(self, *args: Any, name: str, key: str, asked: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[name] = forms.CharField(widget=forms.HiddenInput, initial=key)
        if asked:
            self.fields[asked] = question(asked)


class AcceptForm(forms.Form):
    weight = forms.TypedChoiceField(label="Weight", choices=WEIGHTS, coerce=int, initial=1)


def question(asked: str) -> forms.ChoiceField:
    """What the first direct link asks of its parent, with what is proposed first; `asked` as alignment.asks
    says it."""
    label, choices, why = ASKED[asked]
    return forms.ChoiceField(
        label=label, choices=choices, initial=choices[0][0], widget=forms.RadioSelect, help_text=why
    )


class FirstLinkForm(AcceptForm):
    """Accepting the first direct link: its weight, and what it asks of its parent."""

    answer = forms.CharField(widget=forms.HiddenInput, initial="accept")

    def __init__(self, *args: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[asked] = question(asked)


ASKED: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "counts": (
        "From now on its progress is the mean of",
        [(each.value, str(each.label)) for each in (Counts.BOTH, Counts.KEY_RESULTS, Counts.ALIGNED)],
        "It is the first objective that is part of this one. Changed at any time, with a reason; nothing is deleted.",
    ),
    "measured_by": (
        "From now on it is measured by",
        [(each.value, str(each.label)) for each in (MeasuredBy.ALIGNED, MeasuredBy.UPDATES)],
        "It is the first objective that is part of this key result. Changed at any time, with a reason.",
    ),
}
