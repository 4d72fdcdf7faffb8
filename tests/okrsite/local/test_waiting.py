"""What the web answers while `make run` still makes the demo company."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from okrsite.local.waiting import Waiting, unfinished


def product(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"the product"]


def ask(application: Waiting, path: str) -> tuple[str, dict[str, str], str]:
    answered: list[Any] = []
    body = b"".join(
        application({"PATH_INFO": path}, lambda status, headers: answered.extend((status, dict(headers))))
    )
    return answered[0], answered[1], body.decode()


@pytest.fixture
def waiting(tmp_path: Path) -> Waiting:
    unfinished(tmp_path).write_text("Fjellvann AS: 153 people.\nQ2 & <Q3>\n")
    return Waiting(product, tmp_path)


def test_every_address_says_what_has_been_done_so_far_and_asks_again(waiting: Waiting) -> None:
    status, headers, page = ask(waiting, "/fjellvann/my-week/")
    assert (status, headers["Refresh"], headers["Cache-Control"]) == (
        "503 Service Unavailable",
        "2",
        "no-store",
    )
    assert "Fjellvann AS: 153 people." in page and "Q2 &amp; &lt;Q3&gt;" in page
    assert "<script" not in page and " style=" not in page


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/css/base.css", "/dev/mail"])
def test_what_it_needs_itself_and_who_watches_are_answered_as_always(waiting: Waiting, path: str) -> None:
    assert ask(waiting, path)[0] == "200 OK"


def test_once_it_stands_the_product_answers_and_the_file_is_not_looked_for_again(
    waiting: Waiting, tmp_path: Path
) -> None:
    unfinished(tmp_path).unlink()
    assert ask(waiting, "/")[2] == "the product"
    unfinished(tmp_path).touch()
    assert ask(waiting, "/")[2] == "the product"
