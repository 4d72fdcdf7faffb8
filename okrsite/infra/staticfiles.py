"""Static files: hashed names down to module imports, brotli beside each, and Inter cut to what the interface
needs.

The font is never committed: its package carries one variable TTF of 850 kB, from which collectstatic makes a
WOFF2 of Latin and Latin Extended, about a twentieth of that. The cut is kept in DATA_DIR, so that only the
first run pays for it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

FONT = "fonts/inter.woff2"
# Latin, Latin-1, Latin Extended-A, Romanian's commas below, general punctuation, currency, arrows, operators
# in use. Other scripts fall back to the system's own face.
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2010, 0x2028),
    *(
        0x202F,
        0x2030,
        0x2032,
        0x2033,
        0x2039,
        0x203A,
        0x2044,
        0x20AC,
        0x20BD,
        0x2116,
        0x2122,
        0x2190,
        0x2191,
        0x2192,
        0x2193,
    ),
    *(0x2212, 0x2215, 0x2248, 0x2260, 0x2264, 0x2265, 0x1E9E),
)
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "tnum", "case"]
WEIGHTS = (400, 700)


class NorthstarStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Hashed and compressed files. Before anything is collected, development answers with the plain names."""

    support_js_module_import_aggregation = True
    manifest_strict = True

    def stored_name(self, name: str) -> str:
        if settings.DEVELOPMENT and not self.hashed_files:
            return name
        return str(super().stored_name(name))


class UsedFilesFinder(AppDirectoriesFinder):
    """What other packages bring, less what no page asks for: htmx 4, extensions whose imports lead nowhere,
    sources."""

    def list(self, ignore_patterns: Any) -> Iterable[Any]:
        unused = ["ext", "htmax*", "htmx-4*", "htmx-2.js", "django-htmx.js", "guardian"]
        return super().list([*(ignore_patterns or []), *unused])


class InterFinder(BaseFinder):
    """Offers fonts/inter.woff2, made on the spot from the font's package when it is first asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.folder = Path(settings.DATA_DIR) / "made"
        self.storage = FileSystemStorage(location=self.folder)

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != FONT:
            return []
        made = str(inter(self.folder))
        return [made] if find_all else made

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        inter(self.folder)
        yield FONT, self.storage

    def check(self, **kwargs: Any) -> Any:
        return []


def source() -> Path:
    """The variable TTF of the package fontpkg-inter, upright."""
    import fontpkg_inter

    return next(Path(fontpkg_inter.__file__).parent.glob("files/Inter[[]opsz,wght].ttf"))


def inter(folder: Path) -> Path:
    """The cut font below `folder`, made anew when the package, the characters or the weights changed."""
    font = source()
    recipe = repr((font.stat().st_size, CHARACTERS, FEATURES, WEIGHTS)).encode()
    mark = folder / f"inter-{hashlib.sha256(recipe).hexdigest()[:16]}"
    made = folder / FONT
    if made.exists() and mark.exists():
        return made
    made.parent.mkdir(parents=True, exist_ok=True)
    cut(font, made)
    mark.touch()
    return made


def cut(font: Path, made: Path) -> None:
    """Write the subset: our characters, weights 400 to 700, optical sizes kept. Atomic: two runs at once do
    no harm."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    opened = TTFont(font)
    options = Options(
        layout_features=FEATURES, notdef_outline=True, drop_tables=[*Options().drop_tables, "DSIG"]
    )
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(opened)
    opened = instantiateVariableFont(opened, {"wght": WEIGHTS})
    opened.flavor = "woff2"
    part = made.with_suffix(".part")
    opened.save(part)
    part.replace(made)
