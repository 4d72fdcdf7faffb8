"""What no database can hold is refused before anybody looks: a NUL, which no keyboard types and PostgreSQL
does not store."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

NUL = "\0"


class RefuseNul:
    """400 for a NUL in the path, in the query or in a field of a form; else a lookup with it would be a
    500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or any(
            NUL in word for data in (request.GET, request.POST) for _, words in data.lists() for word in words
        ):
            raise SuspiciousOperation("A NUL in what was sent.")
        return self.get_response(request)
