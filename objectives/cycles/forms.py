"""Forms of cycles. What they clean goes to an action."""

from datetime import date
from typing import Any

from django import forms

from objectives.models import Cycle
from organisations.display.forms import DateInput, TenantMeta, TenantModelForm


class CycleForm(TenantModelForm):
    """A cycle: name, kind, dates, the longer cycle it is part of."""

    parent: "forms.ModelChoiceField[Cycle]" = (
        forms.ModelChoiceField(  # its choices are asked for inside the scope
            queryset=None, label="Part of", required=False, empty_label="Nothing longer"
        )
    )

    class Meta(TenantMeta):
        model = Cycle
        fields = ["name", "kind", "starts_on", "ends_on", "parent", "drafting_from", "submission_due"]
        labels = {
            "kind": "Kind",
            "starts_on": "Starts",
            "ends_on": "Ends",
            "drafting_from": "Drafting opens",
            "submission_due": "Submit by",
        }
        widgets = {name: DateInput() for name in ("starts_on", "ends_on", "drafting_from", "submission_due")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longer = Cycle.objects.exclude(pk=self.instance.pk).exclude(state="closed").order_by("-starts_on")
        kept = Cycle.objects.filter(pk=self.instance.parent_id)
        self.fields["parent"].queryset = (longer | kept).distinct()  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a closed cycle is opened again."""

    reason = forms.CharField(label="Why is it opened again?", max_length=500)


def following(today: date, latest: Cycle | None) -> dict[str, Any]:
    """What a new cycle probably is: the quarter after the latest one, with its usual dates."""
    starts = (
        date.fromordinal(latest.ends_on.toordinal() + 1)
        if latest
        else date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    )
    number = (starts.month - 1) // 3 + 1
    nextmonth = date(starts.year + (starts.month > 9), (starts.month + 2) % 12 + 1, 1)
    return {
        "name": f"Q{number} {starts.year}",
        "kind": "quarter",
        "starts_on": starts,
        "ends_on": date.fromordinal(nextmonth.toordinal() - 1),
        "drafting_from": date.fromordinal(starts.toordinal() - 56),
        "submission_due": date.fromordinal(starts.toordinal() - 14),
    }
