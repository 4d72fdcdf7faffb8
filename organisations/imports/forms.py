"""Forms of an import: the file, and what its columns become."""

from collections.abc import Mapping
from typing import Any

from django import forms

from organisations.models import PeopleImport


class UploadForm(forms.Form):
    what = forms.ChoiceField(
        label="What is in it", choices=PeopleImport.What, widget=forms.RadioSelect, initial="people"
    )
    file = forms.FileField(
        label="CSV file",
        help_text="Up to 5 MB and 20,000 rows; headings in English or Norwegian are recognised.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        allow_empty_file=True,  # the reader says it in its own words
    )


class MappingForm(forms.Form):
    """For each heading of the file, what it becomes; and what happens to people who are here already."""

    existing = forms.ChoiceField(
        label="People who are here already", choices=[("update", "Update them"), ("skip", "Leave them")]
    )

    def __init__(
        self, *args: Any, headings: list[str], columns: Mapping[str, str], with_existing: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        if not with_existing:
            del self.fields["existing"]
        for place, heading in enumerate(headings):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=heading or f"Column {place + 1}",
                required=False,
                choices=[("", "Skip"), *columns.items()],
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: dict[str, str] = {}
        for place in range(len(self.headings)):
            becomes = cleaned.get(f"column_{place}")
            if becomes and becomes in seen:
                self.add_error(f"column_{place}", f"“{seen[becomes]}” becomes this already.")
            elif becomes:
                seen[becomes] = self.headings[place]
        return cleaned

    def mapping(self) -> dict[str, int]:
        places = range(len(self.headings))
        return {self.cleaned_data[f"column_{n}"]: n for n in places if self.cleaned_data.get(f"column_{n}")}
