"""The form of a unit."""

from typing import Any

from django import forms

from organisations.display.fields import PersonField, Place, UnitField
from organisations.display.forms import DateInput, TenantMeta, TenantModelForm
from organisations.models import (
    Stage,
    Unit,
    UnitKind,
)


class UnitForm(TenantModelForm):
    """A unit: name, kind, where it hangs, who leads it, its rollout stage."""

    parent = UnitField(label="Below", required=True)
    lead = PersonField(label="Lead", required=False, help_text="Name or e-mail address.")
    kind = forms.ChoiceField(
        label="Kind", choices=[choice for choice in UnitKind.choices if choice[0] != "company"]
    )
    stage = forms.ChoiceField(label="Rollout", required=False)
    live_from = forms.DateField(
        label="Joins on", required=False, widget=DateInput(), help_text="Shown while it has not started."
    )

    class Meta(TenantMeta):
        model = Unit
        fields = ["name", "kind", "parent", "lead", "stage", "live_from"]

    def __init__(
        self, *args: Any, tree: list[Place] | None = None, inherits: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.is_root:
            for name in ("name", "kind", "parent"):
                del self.fields[name]
        else:
            self.fields["parent"].offer(tree)  # type: ignore[attr-defined]
            self.initial.setdefault("parent", self.instance.parent)
        self.initial["lead"] = self.instance.lead
        words = f"As above ({Stage(inherits).label.lower()})" if inherits else "As above"
        own = [
            (
                "",
                "Live, unless a unit says otherwise" if self.instance.pk and self.instance.is_root else words,
            )
        ]
        self.fields["stage"].choices = [*own, *Stage.choices]  # type: ignore[attr-defined]
