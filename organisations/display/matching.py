"""Comparing words that people typed: without case and signs, and the nearest of several names."""

import difflib
import re
from collections.abc import Iterable


def plain(words: str) -> str:
    """For comparing: lower case, letters and digits only."""
    return re.sub(r"[\W_]+", " ", words.casefold()).strip()


def nearest(wanted: str, names: Iterable[str], *, at_least: float = 0.6) -> str | None:
    """The most similar of the names, without regard to case; None where nothing comes close."""
    by_plain = {plain(name): name for name in names}
    close = difflib.get_close_matches(plain(wanted), by_plain, n=1, cutoff=at_least)
    return by_plain[close[0]] if close else None
