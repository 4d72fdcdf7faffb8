"""While `make run` makes the demo company: one page that says so at every address, and becomes the sign-in
page by itself."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

ASIDE = ("/static/", "/healthz", "/readyz", "/dev/")
"""Addresses that answer as always: the page's own files, and whoever watches the processes."""


def unfinished(data_dir: Path) -> Path:
    """The file that stands while the demo company is being made, with what was said of it so far."""
    return Path(data_dir) / "demo.unfinished"


class Waiting:
    """An application that answers with the waiting page as long as the file stands; afterwards it is not
    looked for again."""

    def __init__(self, application: Application, data_dir: Path) -> None:
        self.application = application
        self.marker: Path | None = unfinished(data_dir)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.marker is not None and not environ["PATH_INFO"].startswith(ASIDE):
            try:
                said = self.marker.read_text().splitlines()
            except FileNotFoundError:
                self.marker = None
            else:
                return waiting_page(said, start_response)
        return self.application(environ, start_response)


def waiting_page(said: list[str], start_response: Callable[..., Any]) -> list[bytes]:
    """503 with an order to ask again every two seconds, which needs no script."""
    body = render_to_string("okrsite/local/waiting.html", {"said": said}).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("Retry-After", "2"),
        ("Refresh", "2"),
        ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'"),
    ]
    start_response("503 Service Unavailable", headers)
    return [body]
