from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.numerals import cardinal, decimal, dictated, money, spelled

_VALUES = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def value_of(said: str) -> int:
    """Read a Chinese number back, by another way than it was written."""
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if name in said:
            high, _, low = said.rpartition(name)
            return value_of(high) * unit + value_of(low)
    total = 0
    digit = 1 if said.startswith("十") else 0
    for char in said:
        if char in _UNITS:
            total += digit * _UNITS[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit


@given(st.integers(0, 10**16 - 1))
def test_a_cardinal_means_its_number(number: int) -> None:
    assert value_of(cardinal(str(number))) == number


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("12", "十二"),
        ("110", "一百一十"),
        ("101", "一百零一"),
        ("1010", "一千零一十"),
        ("1747", "一千七百四十七"),
        ("2000", "两千"),
        ("10001", "一万零一"),
        ("100000", "十万"),
        ("175000", "十七万五千"),
        ("100100000", "一亿零一十万"),
        ("12345678901234567", "一二三四五六七八九零一二三四五六七"),
    ],
)
def test_cardinals_of_everyday_speech(digits: str, said: str) -> None:
    assert cardinal(digits) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("1200.50", "一千二百元五角"),
        ("1,200.05", "一千二百元零五分"),
        ("12.34", "十二元三角四分"),
        ("0.50", "五角"),
        ("0.05", "五分"),
        ("0", "零元"),
        ("5.00", "五元"),
        ("1.234", "一点二三四元"),
    ],
)
def test_money_is_said_as_at_a_till(amount: str, said: str) -> None:
    assert money(amount) == said


def test_codes_years_and_decimals() -> None:
    assert dictated("10X1") == "幺零X幺"
    assert spelled("2026") == "二零二六"
    assert decimal("99.7") == "九十九点七"
    assert decimal("1,747") == "一千七百四十七"
