"""How a language writes its numbers, and how to read back what a person typed. Pure: no Django, no database.

Every number on a page passes through here, SVG labels included: 58% in English, 58 % in Norwegian, a true
minus (U+2212) everywhere. Numbers are kept as Decimal or, for progress, as millionths; rounding is half up,
as people do it.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MINUS = "\u2212"
NBSP = "\u00a0"
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """What one locale writes between digits: decimal sign, thousands, before the per cent sign, for big
    amounts."""

    decimal: str
    thousands: str
    percent: str
    millions: str
    billions: str


ENGLISH = NumberStyle(".", ",", "%", "m", "bn")
STYLES = {
    "en": ENGLISH,
    "nb": NumberStyle(",", NBSP, f"{NBSP}%", f"{NBSP}mill.", f"{NBSP}mrd."),
    "de": NumberStyle(",", ".", f"{NBSP}%", f"{NBSP}Mio.", f"{NBSP}Mrd."),
    "sv": NumberStyle(",", NBSP, f"{NBSP}%", f"{NBSP}mn", f"{NBSP}md"),
    "da": NumberStyle(",", ".", f"{NBSP}%", f"{NBSP}mio.", f"{NBSP}mia."),
    "fr": NumberStyle(",", NBSP, f"{NBSP}%", f"{NBSP}M", f"{NBSP}Md"),
}


def style(locale: str) -> NumberStyle:
    """The style of a locale such as "nb-no"; English for one that is not known."""
    return STYLES.get(locale.lower().replace("_", "-").partition("-")[0], ENGLISH)


def rounded(value: Decimal, places: int) -> Decimal:
    """To this many decimal places, half away from zero: 2.5 is 3 and -2.5 is -3."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def number(
    value: Decimal | int, locale: str = "en-gb", places: int | None = None, *, signed: bool = False
) -> str:
    """Digits as the locale writes them: 1,234.5 or 1 234,5.

    Without `places` at most two decimals, zeros at the end left out; four-digit years of no interest here, so
    thousands are always marked from 10,000 on and never below. `signed` puts a plus before gains.
    """
    used = style(locale)
    amount = rounded(Decimal(value), 2 if places is None else places)
    text = f"{abs(amount):f}"
    whole, _, fraction = text.partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", used.thousands)
    sign = MINUS if amount < 0 else "+" if signed and amount > 0 else ""
    return f"{sign}{whole}{used.decimal + fraction if fraction else ''}"


def compact(value: Decimal | int, locale: str = "en-gb", *, signed: bool = False) -> str:
    """Big amounts in few characters: 463m, 1.2bn; below a million the plain number."""
    used, amount = style(locale), Decimal(value)
    for size, word in ((Decimal(10**9), used.billions), (Decimal(10**6), used.millions)):
        if abs(amount) >= size:
            places = 0 if abs(amount) >= 100 * size else 1
            text = number(rounded(amount / size, places), locale, signed=signed)
            return f"{text}{word}"
    return number(amount, locale, signed=signed)


def percent(
    value: Decimal | int, locale: str = "en-gb", places: int | None = None, *, signed: bool = False
) -> str:
    """A number that is already a percentage: 16.8 is "16.8%"."""
    return number(value, locale, places, signed=signed) + style(locale).percent


def whole_percent(millionths: int) -> int:
    """Progress as people read it, rounded half up and not clamped: 462,500 is 46, 1,120,000 is 112."""
    return int(rounded(Decimal(millionths) / 10_000, 0))


def share(millionths: int, locale: str = "en-gb", places: int = 0) -> str:
    """Progress as a percentage: 463,000 is "46%", with one place "46.3%"."""
    return percent(rounded(Decimal(millionths) / 10_000, places), locale, places)


class NotANumber(ValueError):
    """What was typed cannot be read as one number; the message is a sentence for beside the field."""


_TYPED = re.compile(r"^[+\-\u2212]?[\d.,'\u2019 \u00a0\u202f]+$", re.ASCII)
_SPACES = str.maketrans("", "", " \u00a0\u202f'\u2019")


def parse_number(typed: str, locale: str = "en-gb", *, units: tuple[str, ...] = ()) -> Decimal:
    """The number a person meant: "5,9", "1 234,5", "1,234.5", "12 %", "460 mill." are all understood.

    The locale decides only where the text does not: with one separator and three digits after it, "1,234" is
    1234 to an English reader and 1.234 to a Norwegian one. `units` are words that may follow the number.
    Raises NotANumber with a sentence that says what to type instead.
    """
    used = style(locale)
    text = typed.strip()
    if not text:
        raise NotANumber("Type a number.")
    factor = Decimal(1)
    lowered = text.lower()
    for word in sorted((*(unit.lower() for unit in units if unit), "%"), key=len, reverse=True):
        lowered = lowered.removesuffix(word).strip()
        lowered = lowered.removeprefix(word).strip() if len(word) > 1 else lowered
    for word, size in (
        (used.billions, 10**9),
        (used.millions, 10**6),
        ("bn", 10**9),
        ("m", 10**6),
        ("k", 10**3),
    ):
        bare = word.strip(NBSP + " .").lower()
        before = lowered.rstrip(".").removesuffix(bare).strip()
        if before != lowered.rstrip(".").strip() and before[-1:].isdigit():
            lowered, factor = before, Decimal(size)
            break
    if not _TYPED.match(lowered) or not any(character.isdigit() for character in lowered):
        raise NotANumber(
            f"\u201c{_short(text)}\u201d is not a number. Type digits, such as {number(Decimal('59.5'), locale)}."
        )
    sign = -1 if lowered[0] in "-\u2212" else 1
    digits = lowered.lstrip("+-\u2212").translate(_SPACES)
    return sign * factor * _unsigned(digits, used, text, locale)


def _unsigned(digits: str, used: NumberStyle, typed: str, locale: str) -> Decimal:
    """Digits with at most two kinds of separators, read as the locale would where both readings are
    possible."""
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
        if digits.count(decimal) > 1:
            raise NotANumber(
                f"\u201c{_short(typed)}\u201d has two decimal signs. Write it as {number(Decimal('1234.5'), locale)}."
            )
    elif commas + points == 1:
        mark = "," if commas else "."
        before, _, after = digits.partition(mark)
        grouped = mark == used.thousands and len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
        decimal = "" if grouped else mark
    else:
        decimal = ""
    thousands = ",." if not decimal else "." if decimal == "," else ","
    whole, _, fraction = digits.partition(decimal) if decimal else (digits, "", "")
    groups = re.split(f"[{re.escape(thousands)}]", whole)
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:])):
        raise NotANumber(
            f"\u201c{_short(typed)}\u201d could mean two numbers. Write it as {number(Decimal('1234.5'), locale)}."
        )
    if not (whole or fraction) or (fraction and not fraction.isdigit()):
        raise NotANumber(
            f"\u201c{_short(typed)}\u201d is not a number. Type digits, such as {number(Decimal('59.5'), locale)}."
        )
    if len("".join(groups)) > 15 or len(fraction) > 10:
        raise NotANumber(
            "That number has more digits than can be kept: 15 before and 10 after the decimal sign."
        )
    return Decimal(f"{''.join(groups) or '0'}.{fraction or '0'}")


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "\u2026"
