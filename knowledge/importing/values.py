"""Parsing what official exports write into their cells.

Blanks come as ``无``, ``/`` or ``暂无``; times as ``30(工作日)``, ``5个工作日``,
``即办`` or ``当场办结``; lists with any of the Chinese and Western separators.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from knowledge.model import Audience, TimeLimit
from knowledge.text import clean, clean_line

BLANK = frozenset({"", "无", "/", "-", "—", "暂无", "null", "None", "NULL", "无要求", "不限"})
_ON_THE_SPOT = re.compile(r"即办|当场|即时|马上|立等")
_TIME = re.compile(r"^(\d{1,4})\s*[(（]?\s*(?:个)?\s*(工作日|自然日|日历日|月|天|日)?[)）]?(?:内|以内)?$")
_UNITS: dict[str, Literal["working_day", "day", "month"]] = {
    "工作日": "working_day",
    "": "working_day",
    "1": "working_day",
    "2": "day",
    "自然日": "day",
    "日历日": "day",
    "天": "day",
    "日": "day",
    "月": "month",
}
_SEPARATORS = re.compile(r"[,，、;；|\n]+")
_NUMBERED_LINES = re.compile(r"[;；\n]+")
_YES = frozenset({"1", "是", "支持", "true", "True", "Y", "可网办"})


class Unreadable(ValueError):  # noqa: N818  the name says it best at the raise
    """A cell whose text is none of the forms it may have; the text is the argument."""


def cell_text(value: Any) -> str:
    """Return a cell as cleaned text; blanks of any kind become the empty string."""
    if value is None:
        return ""
    text = clean(value if isinstance(value, str) else str(value))
    return "" if text in BLANK else text


def cell_list(value: Any, *, by_comma: bool = True) -> tuple[str, ...]:
    """Return the entries of a list cell, cleaned, without blanks and repeats, in order."""
    if isinstance(value, list):
        entries = [cell_text(entry) for entry in value]
    else:
        entries = (_SEPARATORS if by_comma else _NUMBERED_LINES).split(cell_text(value))
    lines = (clean_line(entry) for entry in entries)
    return tuple(dict.fromkeys(line for line in lines if line not in BLANK))


def time_limit(text: str, unit: str = "") -> TimeLimit | None:
    """Return the span a cell gives; None for a blank.  Raises `Unreadable`."""
    if text in BLANK:
        return None
    if _ON_THE_SPOT.search(text):
        return TimeLimit(amount=0)
    found = _TIME.match(text)
    if not found or int(found[1]) > 3650:
        raise Unreadable(text)
    written = found[2] or unit.strip("()（）个")
    if written not in _UNITS:
        raise Unreadable(f"{text} {unit}")
    return TimeLimit(amount=int(found[1]), unit=_UNITS[written])


def visits(text: str) -> int | None:
    """Return how often one must come; None for a blank.  Raises `Unreadable`."""
    if text in BLANK:
        return None
    digits = text.removesuffix("次")
    if not digits.isascii() or not digits.isdigit() or int(digits) > 9:
        raise Unreadable(text)
    return int(digits)


def is_yes(text: str) -> bool:
    """True for the ways exports write yes."""
    return text in _YES


def audience(names: tuple[str, ...]) -> tuple[Audience, ...]:
    """Return whom an item serves: persons, businesses and bodies, or both."""
    persons = not names or any(name in {"自然人", "个人", "1"} for name in names)
    others = any(name not in {"自然人", "个人", "1"} for name in names)
    return (*(("person",) if persons else ()), *(("business",) if others else ()))
