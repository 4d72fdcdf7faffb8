"""The interface's own rules, read from every template and stylesheet: no page can leave the language by a
typing error."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLES = sorted((ROOT / "static/css").glob("*.css"))
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "mail" not in path.parts)
COMPONENTS = sorted(
    path
    for folder in ("components", "objectives/display")
    for path in (ROOT / "templates" / folder).glob("*.html")
)

# Said by script or by libraries, not by our stylesheets.
KNOWN = {"htmx-request"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def bare(text: str) -> str:
    """A template without its comments."""
    return re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", text, flags=re.DOTALL)


def classes_defined() -> set[str]:
    sheets = "\n".join(re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL) for path in STYLES)
    return set(re.findall(r"\.(-?[a-zA-Z_][\w-]*)", sheets))


def classes_used(text: str) -> set[str]:
    """Classes written out in a template; those it puts together itself ("is-{{ state }}") are left alone."""
    found: set[str] = set()
    for value in re.findall(r'\sclass="([^"]*)"', text):
        words = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}", lambda tag: "\0" if tag[0][1] == "%" else "\1", value
        ).split()
        found |= {word.strip("\0") for word in words if "\1" not in word and "\0" not in word.strip("\0")}
    return {word for word in found if word and not word.endswith("-")}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_class_a_template_names_is_dressed(path: Path) -> None:
    unknown = classes_used(bare(path.read_text())) - classes_defined() - KNOWN
    assert not unknown


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_needs_an_unsafe_policy(path: Path) -> None:
    text = bare(path.read_text())
    assert not re.search(r"<[^>]*\sstyle=", text)
    assert not re.search(r"<[^>]*\s(?:on[a-z]+|hx-on[:\w-]*)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_what_htmx_does_a_link_or_form_does_without_it(path: Path) -> None:
    for element in re.findall(r"<(?:a|form)\s[^>]*hx-(?:get|post)=[^>]*>", bare(path.read_text())):
        assert re.search(r"\s(?:href|action)=|\smethod=\"get\"", element), element


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_every_component_begins_with_what_it_is_given(path: Path) -> None:
    opening = re.search(
        r"\{% comment %\}(.*?)\{% endcomment %\}|\{#(.*?)#\}", path.read_text(), flags=re.DOTALL
    )
    assert opening
    assert "ontext" in opening[0]


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_no_rule_stands_outside_a_layer(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    depth, outside = 0, ""
    for character in text:
        depth -= character == "}"
        outside += character if depth == 0 and character not in "{}" else ""
        depth += character == "{"
    assert depth == 0
    statements = [part.strip() for part in re.split(r";|\n\s*\n|(?=@)", outside) if part.strip()]
    assert all(part.startswith(("@layer", "@font-face")) for part in statements), statements


def test_colours_are_tokens_everywhere_else() -> None:
    """oklch() and hex colours live in tokens.css; what is left elsewhere is white on the night sky and on
    toasts."""
    for path in STYLES:
        if path.name == "tokens.css":
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        hexes = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text))
        assert hexes <= {"#fff", "#07121e", "#p"}, f"{path.name}: {hexes}"
