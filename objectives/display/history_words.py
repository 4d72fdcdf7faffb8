"""Values, days and owners as the history writes them: exact, and readable for good. Pure but for the models'
names."""

from datetime import date
from decimal import Decimal

from objectives.models import KeyResult, Measure, Objective
from organisations.models import Membership, Unit


def digits(value: Decimal | int) -> str:
    """Every digit that matters and no more: 240,000,000, 8.25, \u22123."""
    text = f"{Decimal(value):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "\u2212")


def in_words(value: Decimal | int | None, key_result: KeyResult) -> str:
    """A value with its unit of measure: "NOK 240,000,000", "8%", "53 days", "5 steps"; "not measured yet" for
    None."""
    if value is None:
        return "not measured yet"
    text = digits(value)
    if key_result.measure == Measure.PERCENTAGE:
        return f"{text}%"
    if key_result.measure == Measure.CURRENCY:
        return f"{key_result.currency} {text}"
    if key_result.measure == Measure.MILESTONES:
        return f"{text} {'step' if value == 1 else 'steps'}"
    return f"{text} {key_result.measure_unit}".strip()


def day(value: date) -> str:
    """A date that is read without its page: "30 Sep 2026"."""
    return f"{value.day} {value:%b %Y}"


def quoted(title: str) -> str:
    return f"\u201c{title}\u201d"


def owner_name(objective: Objective) -> str:
    """Whose it is: "Ingrid Solberg", "Sales"."""
    return name_of(objective.owner_unit or objective.owner)


def name_of(owner: Unit | Membership | None) -> str:
    return owner.name if owner is not None else "nobody"


def listed(names: list[str], last: str = "and") -> str:
    """ "Maya", "Maya and Henrik", "Maya, Henrik and Jonas"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else ""
