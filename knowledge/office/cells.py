"""How a field looks in a cell, and what may be typed there.

A `Form` writes a value of the model as what a cell holds and reads a cell back
as what TOML would hold.  Blank cells never reach a form: a blank says nothing,
so the field keeps the default of the model.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct

from knowledge.text import clean, clean_line

Cell = str | int | float | dt.date | dt.time | dt.timedelta | None
"""What python-calamine hands out (a datetime is a date, a bool an int) and openpyxl takes."""

AS_TEXT = "@"
"""Number format of cells in which a spreadsheet must leave what is typed as it is."""
UNKNOWN = "不详"
"""An amount that only the note beside it tells."""
NONE_AT_ALL = "（无）"
"""A list that is empty although a blank cell would mean something else."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_BETWEEN_WORDS = re.compile(r"[\n,，、;； ]+")
_EXACT_DIGITS = 15
"""Decimal digits a spreadsheet keeps of a number."""
_FIRST_SAFE_YEAR = 1901
"""Excel counts days from 1900, and takes that for a leap year."""


class Unreadable(ValueError):  # noqa: N818  the name says it best at the raise
    """A cell that does not hold what its column is for; its argument says what to write."""


class Form(Struct, frozen=True):
    """One kind of value: how it is written in a cell and read back."""

    write: Callable[[Any], Cell]
    """What the cell holds for a value of the model; "" leaves it blank."""
    read: Callable[[Cell], Any]
    """What TOML would hold for a cell that is not blank; raises `Unreadable`."""
    number_format: str = AS_TEXT
    choices: tuple[str, ...] = ()
    """What a drop-down offers; empty where anything may be typed."""
    none: str = ""
    """What stands for None."""


def is_blank(cell: Cell) -> bool:
    """True where a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def as_text(cell: Cell) -> str:
    """Return what stands in a cell as text: 20.0 is what a workbook makes of 20."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def choice(words: Mapping[str, str]) -> Form:
    """One of a few values, each in a word of its own: value of the model → word."""

    def read(cell: Cell) -> str:
        return _value_of(clean_line(as_text(cell)), words)

    return Form(words.__getitem__, read, choices=tuple(words.values()))


def choices(words: Mapping[str, str]) -> Form:
    """Any of a few values, one a line.  No drop-down can offer that, so a hint has to name them."""

    def write(values: tuple[str, ...]) -> str:
        return "\n".join(words[value] for value in values) or NONE_AT_ALL

    def read(cell: Cell) -> list[str]:
        written = [word for word in _BETWEEN_WORDS.split(clean(as_text(cell))) if word]
        return [] if written == [NONE_AT_ALL] else [_value_of(word, words) for word in written]

    return Form(write, read)


def _value_of(word: str, words: Mapping[str, str]) -> str:
    for value, known in words.items():
        if word == known:
            return value
    raise Unreadable(f"不认识“{word}”，请写：{'、'.join(words.values())}")


def _read_text(cell: Cell) -> str:
    return clean(as_text(cell))


def _read_lines(cell: Cell) -> list[str]:
    # Each line by itself, as each entry of a TOML list is cleaned: a "<" in one never meets a ">" in another.
    parts = (clean(part) for part in as_text(cell).split("\n"))
    return [line for part in parts for line in part.split("\n") if line]


def _read_whole(cell: Cell) -> int:
    number = _decimal(cell)
    if number is None or number != number.to_integral_value():
        raise Unreadable("这里要写整数，例如 1")
    return int(number)


def _write_yuan(value: Decimal) -> Cell:
    number = float(value)
    exact = len(value.as_tuple().digits) <= _EXACT_DIGITS and Decimal(repr(number)) == value
    return number if exact else format(value, "f")


def _read_yuan(cell: Cell) -> Decimal | None:
    if clean_line(as_text(cell)) == UNKNOWN:
        return None
    number = _decimal(cell)
    if number is None:
        raise Unreadable(f"这里要写金额，例如 40 或 12.5；不收费写 0；说不准写“{UNKNOWN}”")
    return number


def _write_date(value: dt.date) -> Cell:
    return value if value.year >= _FIRST_SAFE_YEAR else value.isoformat()


def _read_date(cell: Cell) -> dt.date:
    if isinstance(cell, dt.date):
        return cell.date() if isinstance(cell, dt.datetime) else cell
    found = _DATE.fullmatch(_plain(cell))
    try:
        if found:
            return dt.date(*map(int, found.groups()))
    except ValueError:
        pass  # such as the 31st of February
    raise Unreadable("日期写法不对，例如 2026-01-31")


def _write_clock(value: dt.time) -> str:
    return value.isoformat().removesuffix(":00")


def _read_clock(cell: Cell) -> dt.time:
    if isinstance(cell, dt.time | dt.datetime):
        return cell if isinstance(cell, dt.time) else cell.time()
    text = _plain(cell)
    try:
        return dt.time.fromisoformat(text if re.match(r"\d\d", text) else f"0{text}")
    except ValueError:
        raise Unreadable("时间写法不对，例如 08:30") from None


def _plain(cell: Cell) -> str:
    """Text with full-width digits and colons made plain."""
    return unicodedata.normalize("NFKC", clean_line(as_text(cell))).replace(" ", "")


def _decimal(cell: Cell) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    text = _plain(cell)
    return Decimal(text) if _NUMBER.fullmatch(text) else None


TEXT = Form(str, _read_text)
"""Words as they stand, several lines where there are several."""
LINES = Form("\n".join, _read_lines)
"""A list of texts, one a line."""
WHOLE = Form(int, _read_whole, number_format="0")
"""A whole number."""
YUAN = Form(_write_yuan, _read_yuan, number_format="General", none=UNKNOWN)
"""An amount of money."""
YES_NO = Form(
    {True: "是", False: "否"}.__getitem__,
    lambda cell: _value_of(clean_line(as_text(cell)), {"yes": "是", "no": "否"}) == "yes",
    choices=("是", "否"),
)
DATE = Form(_write_date, _read_date, number_format="yyyy-mm-dd")
"""A day; ``2026-01-31``, ``2026/1/31`` and ``2026年1月31日`` are all understood."""
CLOCK = Form(_write_clock, _read_clock)
"""A time of day, as text: the fractions that spreadsheets count in lose the exact minute."""
