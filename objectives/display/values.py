"""Values of key results in words and digits: "58%", "NOK 463m", "60 days", "3 of 5". Pure: no Django, no
database."""

from dataclasses import dataclass
from decimal import Decimal

from organisations.display.numbers import MILLION, NotANumber, compact, number, parse_number, percent, style

__all__ = ["Measure", "NotANumber", "affix", "change", "in_words", "parse_value", "plain", "tidy"]

NUMBER, PERCENTAGE, CURRENCY, MILESTONES = "number", "percentage", "currency", "milestones"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a key result is measured: the kind, and what stands beside the digits (a unit's name, an ISO
    currency)."""

    kind: str = NUMBER
    unit: str = ""


def tidy(value: Decimal) -> Decimal:
    """Without zeros at the end and never in exponents: 60.0000 is 60, 1E+2 is 100."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def plain(value: Decimal, measure: Measure, locale: str, *, signed: bool = False) -> str:
    """As short as a scale's labels need it: "16.8%", "60", "463m". The unit stands beside the key result's
    name."""
    if measure.kind == PERCENTAGE:
        return percent(value, locale, signed=signed)
    if measure.kind == CURRENCY:
        return compact(value, locale, signed=signed)
    return number(value, locale, signed=signed)


def in_words(value: Decimal, measure: Measure, locale: str) -> str:
    """Value and unit, as in a sentence: "60 days", "NOK 463m", "3 steps", "58%"."""
    text = plain(value, measure, locale)
    if measure.kind == CURRENCY and measure.unit:
        return f"{measure.unit}\u00a0{text}"
    if measure.kind == MILESTONES:
        return f"{text} {'step' if value == 1 else 'steps'}"
    return f"{text} {measure.unit}" if measure.kind == NUMBER and measure.unit else text


def change(before: Decimal, after: Decimal, measure: Measure, locale: str) -> str:
    """The step between two values with its sign: "+1.6", "\u22120.7", "0". Percentages change in points, so
    no sign of them.

    Money that is written in millions changes in millions: from 11.1m to 11.4m it is "+0.28m", not "+280,000".
    """
    step = after - before
    if measure.kind == CURRENCY:
        if 5_000 <= abs(step) < MILLION <= max(abs(before), abs(after)):
            return f"{number(step / MILLION, locale, signed=True)}{style(locale).millions}"
        return compact(step, locale, signed=True)
    return number(step, locale, signed=True)


def affix(measure: Measure, target: Decimal | None, locale: str) -> str:
    """What stands after the digits in the field: "days", "%", "NOK", or "of 40" where the unit has no
    name."""
    if measure.kind == PERCENTAGE:
        return "%"
    if measure.kind == MILESTONES or not measure.unit:
        return f"of {number(target, locale)}" if target is not None else ""
    return measure.unit


def parse_value(typed: str, measure: Measure, locale: str) -> Decimal:
    """What was typed into a value field, unit or not: "5,9", "5,9 days", "58 %", "NOK 1 200 000", "463m".

    Raises NotANumber with a sentence for beside the field.
    """
    return parse_number(typed, locale, units=(measure.unit,))


def typed_form(value: Decimal, locale: str) -> str:
    """The value as its owner would type it, for the field itself: no thousands signs, the locale's decimal
    sign."""
    return f"{tidy(value):f}".replace(".", style(locale).decimal)
