"""A question asked in a dialog: shown, judged, done; a page of its own without script. One way for all of
them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from okrsite.infra.htmx import dialog_layout, go, page_or_part
from organisations.refusals import Refused, Stale


def ask(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    verb: str,
    back: str,
    about: str = "",
    danger: bool = False,
    template: str = "organisations/display/dialog.html",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """GET (or a form not filled in yet) shows the form; POST does `act(cleaned_data)` and goes back, or
    answers 422 with what was typed and a sentence beside the field. A form opened on an earlier version
    answers 409, and may be sent again on the one that stands."""
    if request.method == "POST" and form.is_bound:
        if form.is_valid():
            try:
                act(form.cleaned_data)
                return go(request, back)
            except Stale as stale:
                form.add_error(
                    None,
                    "Somebody changed this meanwhile. What you typed is still here; look at the page before you send it again.",
                )
                if "version" in form.fields:
                    form.data = {**request.POST.dict(), "version": getattr(stale.current, "version", "")}
                status = 409
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
                status = 422
        else:
            status = 422
    context = {
        "form": form,
        "dialog_title": title,
        "verb": verb,
        "about": about,
        "danger": danger,
        "back": back,
        "action": request.get_full_path(),
        "layout": dialog_layout(request),
        "section": "objectives",
        **more,
    }
    return page_or_part(request, template, context, status=status)
