"""Values in words: money at Fjellvann, days in Leeds, steps done."""

from decimal import Decimal

import pytest

from objectives.display import values
from objectives.display.values import Measure

MONEY, DAYS, SHARE, STEPS, BARE = (
    Measure("currency", "NOK"),
    Measure("number", "days"),
    Measure("percentage"),
    Measure("milestones"),
    Measure(),
)


def test_a_scale_has_room_for_the_number_a_sentence_for_its_unit() -> None:
    assert (values.plain(Decimal(60), DAYS, "en-gb"), values.in_words(Decimal(60), DAYS, "en-gb")) == (
        "60",
        "60 days",
    )
    assert (
        values.plain(Decimal(463_000_000), MONEY, "en-gb"),
        values.in_words(Decimal(463_000_000), MONEY, "en-gb"),
    ) == (
        "463m",
        "NOK\u00a0463m",
    )
    assert values.in_words(Decimal(1), STEPS, "en-gb") == "1 step"
    assert values.in_words(Decimal("58.0"), SHARE, "nb-no") == "58\u00a0%"


def test_a_change_carries_its_sign() -> None:
    assert values.change(Decimal(12), Decimal("13.6"), SHARE, "en-gb") == "+1.6"
    assert values.change(Decimal(60), Decimal("59.3"), DAYS, "nb-no") == "\u22120,7"
    assert values.change(Decimal(3), Decimal(3), BARE, "en-gb") == "0"
    assert values.change(Decimal(11_120_000), Decimal(11_400_000), MONEY, "en-gb") == "+0.28m"
    assert values.change(Decimal(120_000), Decimal(90_000), MONEY, "en-gb") == "\u221230,000"


def test_the_field_says_what_its_digits_are() -> None:
    assert values.affix(DAYS, Decimal(53), "en-gb") == "days"
    assert values.affix(BARE, Decimal(40), "en-gb") == "of 40"
    assert values.affix(SHARE, Decimal(90), "en-gb") == "%"


@pytest.mark.parametrize(
    ("value", "shown"), [("60.000000", "60"), ("1E+2", "100"), ("59.500000", "59,5"), ("-0.25", "-0,25")]
)
def test_what_stands_in_the_field_can_be_typed_there(value: str, shown: str) -> None:
    typed = values.typed_form(Decimal(value), "nb-no")
    assert typed == shown
    assert values.parse_value(typed, DAYS, "nb-no") == Decimal(value)
