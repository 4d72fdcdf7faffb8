"""Numbers as Ingrid in Oslo, Grace in Leeds and Jonas in Hamburg write and read them."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.display.numbers import (
    NotANumber,
    compact,
    number,
    parse_number,
    percent,
    share,
    whole_percent,
)

LEEDS, OSLO, HAMBURG = "en-gb", "nb-no", "de-de"
NBSP = "\u00a0"


def test_each_reads_the_same_value_in_her_own_writing() -> None:
    assert number(Decimal("1234.5"), LEEDS) == "1234.5"
    assert number(Decimal("12345.5"), LEEDS) == "12,345.5"
    assert number(Decimal("12345.5"), OSLO) == f"12{NBSP}345,5"
    assert number(Decimal("12345.5"), HAMBURG) == "12.345,5"


def test_a_percentage_has_a_space_in_norwegian_and_none_in_english() -> None:
    assert percent(58, LEEDS) == "58%"
    assert percent(58, OSLO) == f"58{NBSP}%"
    assert percent(Decimal("16.80"), OSLO) == f"16,8{NBSP}%"


def test_losses_carry_the_true_minus_and_gains_a_plus_where_asked() -> None:
    assert number(Decimal("-0.7")) == "\u22120.7"
    assert number(Decimal("1.6"), signed=True) == "+1.6"
    assert number(0, signed=True) == "0"
    assert number(Decimal("-0.001")) == "0", "what rounds to nothing is not a loss"


def test_halves_round_away_from_zero_as_people_do_it() -> None:
    assert number(Decimal("2.5"), places=0) == "3"
    assert number(Decimal("-2.5"), places=0) == "\u22123"
    assert whole_percent(465_000) == 47
    assert share(1_120_000) == "112%"
    assert share(463_000, places=1) == "46.3%"


def test_big_money_is_short() -> None:
    assert compact(463_000_000) == "463m"
    assert compact(Decimal(1234567890)) == "1.2bn"
    assert compact(463_000_000, OSLO) == f"463{NBSP}mill."
    assert compact(999_999) == "999,999"
    assert compact(-12_000_000, signed=True) == "\u221212m"


@pytest.mark.parametrize(
    ("typed", "locale", "meant"),
    [
        ("5,9", OSLO, "5.9"),
        ("5.9", OSLO, "5.9"),
        ("5,9", LEEDS, "5.9"),
        ("1 234,5", OSLO, "1234.5"),
        ("1\u202f234,5", OSLO, "1234.5"),
        ("1,234.5", LEEDS, "1234.5"),
        ("1.234,5", LEEDS, "1234.5"),
        ("1,234", LEEDS, "1234"),
        ("1,234", OSLO, "1.234"),
        ("1.234", HAMBURG, "1234"),
        ("1.234", LEEDS, "1.234"),
        ("0,123", LEEDS, "0.123"),
        ("1,234,567", LEEDS, "1234567"),
        ("1.234.567", OSLO, "1234567"),
        ("\u221212", LEEDS, "-12"),
        ("-12", LEEDS, "-12"),
        ("+4", LEEDS, "4"),
        ("58 %", OSLO, "58"),
        ("58%", LEEDS, "58"),
        ("460 mill.", OSLO, "460000000"),
        ("460m", LEEDS, "460000000"),
        ("1,2 mrd", OSLO, "1200000000"),
        (" 60 ", LEEDS, "60"),
        (".5", LEEDS, "0.5"),
        ("1'234.5", LEEDS, "1234.5"),
    ],
)
def test_what_was_typed_is_what_was_meant(typed: str, locale: str, meant: str) -> None:
    assert parse_number(typed, locale) == Decimal(meant)


def test_the_unit_may_be_typed_along() -> None:
    assert parse_number("59.5 days", LEEDS, units=("days",)) == Decimal("59.5")
    assert parse_number("NOK 1 200 000", OSLO, units=("NOK",)) == 1_200_000
    assert parse_number("1200000 nok", OSLO, units=("NOK",)) == 1_200_000


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "many",
        "12 apples",
        "1,2,3",
        "1.2.3,4,5",
        "12..5",
        "--3",
        "٣",
        "1e9",
        "NaN",
        "Infinity",
        "9" * 16,
        ".",
    ],
)
def test_what_is_no_number_gets_a_sentence_not_an_error(typed: str) -> None:
    with pytest.raises(NotANumber) as refused:
        parse_number(typed, LEEDS)
    assert str(refused.value).endswith(".")
    assert str(refused.value)[0].isupper() or str(refused.value).startswith("\u201c")


@given(st.text(max_size=40))
def test_nothing_typed_breaks_the_reader(typed: str) -> None:
    for locale in (LEEDS, OSLO, HAMBURG):
        with contextlib.suppress(NotANumber):
            assert parse_number(typed, locale, units=("days", "")).is_finite()


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from([LEEDS, OSLO, HAMBURG, "sv-se", "da-dk", "fr-fr"]),
)
def test_what_the_page_writes_can_be_typed_back(value: Decimal, locale: str) -> None:
    assert parse_number(number(value, locale, 2), locale) == value
