"""How allauth's own pages answer, brought in line with ours: an invalid form is 422, and nothing of them is
kept."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

PREFIX = "/accounts/"


class AccountPages:
    """Middleware. Only looks at answers below /accounts/."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PREFIX):
            response.headers["Cache-Control"] = "no-store"
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        if request.method == "POST" and response.status_code == 200 and request.path.startswith(PREFIX):
            forms = [(response.context_data or {}).get(name) for name in ("form", "webauthn_form")]
            if any(form is not None and form.is_bound and form.errors for form in forms):
                response.status_code = 422
        return response
