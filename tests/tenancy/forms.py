"""The forms of a page, as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where a form goes, how, and what it holds before anybody types."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """Names of fields in which words are typed: neither hidden nor chosen, nor a date, nor a password, which
    no page repeats."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.form: Form | None = None
        self.select: tuple[Form | None, str] = (None, "")
        self.option = ""
        self.area: tuple[Form | None, str] = (None, "")

    def _of(self, had: dict[str, str]) -> Form | None:
        return self.by_id.get(had["form"]) if "form" in had else self.form

    def _hold(self, form: Form | None, name: str, value: str) -> None:
        if form is not None and name and name != "csrfmiddlewaretoken":
            form.values.setdefault(name, []).append(value)

    @staticmethod
    def _type(form: Form | None, name: str) -> None:
        if form is not None and name:
            form.typed.add(name)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(had.get("action") or had.get("hx-post", ""), had.get("method", "get").lower())
            self.forms.append(self.form)
            if "id" in had:
                self.by_id[had["id"]] = self.form
        elif tag == "input" and had.get("type", "text") not in ("checkbox", "radio", "file", "submit"):
            self._hold(self._of(had), had.get("name", ""), had.get("value", ""))
            if had.get("type", "text") not in (
                "hidden",
                "password",
                "image",
                "button",
                "date",
                "time",
                "datetime-local",
            ):
                self._type(self._of(had), had.get("name", ""))
        elif (
            tag == "input"
            and had.get("type") in ("checkbox", "radio")
            and ("checked" in had or had["type"] == "checkbox")
        ):
            self._hold(self._of(had), had.get("name", ""), had.get("value", "on"))
        elif tag == "button" and had.get("name") and had.get("type", "submit") == "submit":
            form = self._of(had)
            if form is not None and had["name"] not in form.values:
                self._hold(form, had["name"], had.get("value", ""))
        elif tag == "select":
            self.select, self.option = (self._of(had), had.get("name", "")), ""
        elif (
            tag == "option"
            and self.select[1]
            and (had.get("value") and ("selected" in had or not self.option))
        ):
            self.option = had["value"]
        elif tag == "textarea":
            self.area = (self._of(had), had.get("name", ""))
            self._hold(*self.area, "")
            self._type(*self.area)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "select":
            self._hold(*self.select, self.option)
            self.select = (None, "")
        elif tag == "textarea":
            self.area = (None, "")

    def handle_data(self, data: str) -> None:
        form, name = self.area
        if form is not None and name:
            form.values[name][-1] += data


def forms_of(page: str) -> list[Form]:
    """Every form of a page; of a choice the chosen option, else the first that names something."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
