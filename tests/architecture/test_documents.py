"""Documents, docstrings and comments name only files that exist, and every word used in a name is explained."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("okrsite", "organisations", "objectives", "checkins")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
SOURCES = sorted(
    path
    for folder in (*PACKAGES, "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
MARKUP = sorted([*(ROOT / "templates").rglob("*.html"), *(ROOT / "static").rglob("*.css")])
FILE = re.compile(r"(?<![\w./<>{}*-])((?:[\w.-]+/)*[\w-]+\.(?:py|md|sql|css|js|html|toml|yml))(?![\w(/])")
EXAMPLES = {"page.html", "a/b.py", "b.py"}
"""Names in examples, which stand for any file."""


def every_file() -> set[str]:
    """Each file of the project as paths from the root and as every tail of that path: `a/b.py` and `b.py`."""
    tails = set()
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not parts[0].startswith(".") and "__pycache__" not in parts:
            tails |= {"/".join(parts[index:]) for index in range(len(parts))}
    return tails


FILES = every_file()


def words_for_people(path: Path) -> Iterator[str]:
    """The docstrings and comments of a module."""
    source = path.read_text()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield text
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def missing(text: str) -> set[str]:
    return {name for name in FILE.findall(text) if name not in FILES and name not in EXAMPLES}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_a_document_names_only_files_that_exist(path: Path) -> None:
    assert not missing(re.sub(r"https?://\S+", "", path.read_text()))


def test_docstrings_and_comments_name_only_files_that_exist() -> None:
    wrong = [
        f"{name(path)}: {sorted(unknown)}"
        for path in SOURCES
        for unknown in [set().union(*map(missing, words_for_people(path)))]
        if unknown
    ]
    assert not wrong, "\n".join(wrong)


def test_comments_of_templates_and_stylesheets_name_only_files_that_exist() -> None:
    comments = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|/\*.*?\*/", re.DOTALL)
    wrong = [
        f"{name(path)}: {sorted(unknown)}"
        for path in MARKUP
        for unknown in [missing(" ".join(comments.findall(path.read_text())))]
        if unknown
    ]
    assert not wrong, "\n".join(wrong)


def test_a_name_that_does_not_exist_is_noticed() -> None:
    assert missing("see objectives/nothing_there.py") == {"objectives/nothing_there.py"}
    assert not missing("see objectives/progress.py and progress.py")


# Modules are named by their dotted path -----------------------------------------------------------------------------

DOTTED = re.compile(r"(?<![\w/.@-])((?:okrsite|organisations|objectives|checkins)(?:\.[A-Za-z_]\w*)+)")
KINDS_OF_JOBS = re.compile(r"""(?:handler|enqueue)\(\s*["']([\w.]+)["']""")


def modules() -> dict[str, set[str]]:
    """Each module with the names it defines or imports."""
    found = {}
    for path in SOURCES:
        parts = path.relative_to(ROOT).with_suffix("").parts
        names = set()
        for node in ast.walk(ast.parse(path.read_text())):
            match node:
                case (
                    ast.FunctionDef(name=text)
                    | ast.ClassDef(name=text)
                    | ast.Name(id=text)
                    | ast.alias(name=text)
                ):
                    names.add(text)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = names
    return found


MODULES = modules()
JOBS = {kind for path in SOURCES for kind in KINDS_OF_JOBS.findall(path.read_text())}


def exists(dotted: str) -> bool:
    """Whether a dotted name is a module, something in one, or a kind of job."""
    parts = dotted.split(".")
    for length in range(len(parts), 1, -1):
        module = ".".join(parts[:length])
        if module in MODULES:
            return length == len(parts) or parts[length] in MODULES[module]
    return dotted in JOBS or parts[-1] in {"py", "css", "html", "md"}


def test_dotted_names_in_docstrings_and_comments_exist() -> None:
    comments = re.compile(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", re.DOTALL)
    texts = [(path, text) for path in SOURCES for text in words_for_people(path)]
    texts += [(path, text) for path in MARKUP for text in comments.findall(path.read_text())]
    texts += [(path, path.read_text()) for path in DOCUMENTS]
    named = [(name(path), dotted) for path, text in texts for dotted in DOTTED.findall(text)]
    assert len(named) > 50
    assert not [pair for pair in named if not exists(pair[1])]


def test_a_module_that_does_not_exist_is_noticed() -> None:
    assert not exists("objectives.nothing_there") and not exists("objectives.progress.nothing_there")
    assert exists("objectives.progress.progress")
