"""What a first visit costs: the font, the stylesheets, the script, as they are collected and compressed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings

KB = 1000


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything collected as for production, once for these tests."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=str(folder)):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def weight(folder: Path, pattern: str) -> int:
    """Bytes over the wire of the hashed files that match, brotli where it was worth making."""
    hashed = [
        path
        for path in folder.glob(pattern)
        if re.search(r"\.[0-9a-f]{12}\.", path.name) and path.suffix not in {".br", ".gz"}
    ]
    assert hashed, pattern
    return sum(
        (path.with_name(path.name + ".br") if path.with_name(path.name + ".br").exists() else path)
        .stat()
        .st_size
        for path in hashed
    )


def test_a_first_visit_stays_within_its_budget(collected: Path, capsys: Any) -> None:
    script = weight(collected, "js/*.js") + weight(collected, "django_htmx/htmx-2.min.*js")
    styles, font = weight(collected, "css/*.css"), weight(collected, "fonts/*.woff2")
    with capsys.disabled():
        print(f"\n  script {script / KB:.1f} kB, styles {styles / KB:.1f} kB, font {font / KB:.1f} kB")
    assert script <= 30 * KB
    assert script + styles + font <= 120 * KB, "30 kB are left for the page itself"


def test_module_imports_are_hashed_so_that_an_old_part_never_meets_a_new_one(collected: Path) -> None:
    entry = next(path for path in collected.glob("js/northstar.*.js"))
    imported = re.findall(r'import\s*"\./([^"]+)"', entry.read_text())
    assert len(imported) == (Path(__file__).parents[3] / "static/js/northstar.js").read_text().count(
        "import "
    )
    assert all(
        re.search(r"\.[0-9a-f]{12}\.js$", name) and (collected / "js" / name).exists() for name in imported
    )


def test_every_file_a_page_names_is_in_the_manifest(collected: Path) -> None:
    known = set(json.loads((collected / "staticfiles.json").read_text())["paths"])
    named = set()
    for template in (Path(__file__).parents[3] / "templates").rglob("*.html"):
        named |= set(re.findall(r"""\{%\s*static\s+['"]([^'"]+)['"]""", template.read_text()))
    assert named
    assert named <= known
