"""Parsing what official exports write into their cells.

Blanks come as ``无``, ``/`` or ``暂无``; times as ``30(工作日)``, ``5个工作日``,
``即办`` or ``当场办结``; lists with any of the Chinese and Western separators.
A form that is not known is `Unreadable`: a fact is never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from knowledge.model import Audience, TimeLimit
from knowledge.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

BLANK = frozenset({"", "无", "/", "-", "—", "暂无", "null", "None", "NULL", "无要求", "不限"})
_NO_CONDITION = re.compile(r"^[无不](?:限|需|特定|特殊|受理|办理|申请|条件|门槛|限制|要求)*[。.]?$")
_ON_THE_SPOT = re.compile(r"^(?:即办件?|即来即办|(?:当场|即时|马上)(?:办结|办理|办)?|立等可取)$")
_TIME = re.compile(
    r"^(\d{1,4})\s*[(（]?\s*个?\s*(工作日|自然日|日历日|月|天|日|年)?[)）]?(?:内|以内)?$", re.ASCII
)
_UNITS: dict[str, tuple[int, Literal["working_day", "day", "month"]]] = {
    "": (1, "working_day"),
    "工作日": (1, "working_day"),
    "1": (1, "working_day"),
    "2": (1, "day"),
    "自然日": (1, "day"),
    "日历日": (1, "day"),
    "天": (1, "day"),
    "日": (1, "day"),
    "月": (1, "month"),
    "年": (12, "month"),
}
_MOST = 3650
_ITEMS = re.compile(r"[,，、;；|\n]+")
_LINES = re.compile(r"[;；\n]+")
_NUMBERING = re.compile(
    r"^(?:\d{1,2}[.．、)）](?!\d)|[(（](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])\s*"
)
_ASKED = re.compile(r"^(?:问题?|提问|Q)\s*\d{0,2}\s*[:：.、]\s*", re.IGNORECASE)
_QUESTION = re.compile(r"[^。！!？?\n]+[？?]")
_MOST_COPIES = 20
_HANZI_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_YES = frozenset({"1", "是", "支持", "true", "True", "Y", "可网办", "收费"})
_NO = frozenset({"0", "否", "不支持", "false", "False", "N", "不可网办", "不收费", "免费"})
_PERSONS = frozenset({"自然人", "个人", "1"})


class Unreadable(ValueError):  # noqa: N818  the name says it best at the raise
    """A cell that has none of the forms it may have; its text is the argument."""


def cell_text(value: Any) -> str:
    """Return a cell as cleaned text, a list one entry a line; blanks become the empty string.

    Raises `Unreadable` for a JSON object: its parts mean nothing here.
    """
    if isinstance(value, list):
        return "\n".join(cell_list(value))
    if isinstance(value, dict):
        raise Unreadable("{…}")
    text = "" if value is None else clean(str(value))
    return "" if text in BLANK else text


def cell_list(value: Any, *, by_comma: bool = True) -> tuple[str, ...]:
    """Return the entries of a list cell, without numbering, blanks and repeats, in order.

    `by_comma` splits text at commas too; names of materials hold commas of
    their own and are split at semicolons and line ends only.
    """
    if isinstance(value, list):
        entries = [cell_text(item) for item in value]
    else:
        entries = (_ITEMS if by_comma else _LINES).split(cell_text(value))
    return tuple(dict.fromkeys(filter(None, map(entry, entries))))


def entry(text: str) -> str:
    """Return one entry of a list on one line, without its number; "" for a blank."""
    line = _HANZI_GAP.sub("", _NUMBERING.sub("", clean_line(text))).rstrip("；;、，, ")
    return "" if line in BLANK else line


def joined(separator: str, pieces: Iterable[str]) -> str:
    """Return the pieces that say something, as one text; cleaned again, since ``<`` may now meet a ``>``."""
    return clean(separator.join(filter(None, pieces)))


def conditions(text: str) -> tuple[str, ...]:
    """Return the lines of a cell on who may apply; ``无条件受理`` and the like say nothing."""
    lines = (_NUMBERING.sub("", line) for line in text.split("\n"))
    return tuple(line for line in lines if line and not _NO_CONDITION.match(line))


def time_limit(text: str, unit: str = "") -> TimeLimit | None:
    """Return the span a cell gives; None for a blank.  Raises `Unreadable`.

    `unit` is the neighbouring column's, for exports that write amount and unit apart.
    """
    if text in BLANK:
        return None
    if _ON_THE_SPOT.match(text):
        return TimeLimit(amount=0)
    found = _TIME.match(text)
    times, name = _UNITS.get((found and found[2]) or unit.strip("()（）个 "), (0, "day"))
    if not found or not times or int(found[1]) * times > _MOST:
        raise Unreadable(f"{text} {unit}".rstrip())
    return TimeLimit(amount=int(found[1]) * times, unit=name)


def count(text: str) -> int | None:
    """Return how many sheets of a material are asked for; None for a blank.  Raises `Unreadable`."""
    if text in BLANK:
        return None
    found = re.fullmatch(r"(\d{1,2})\s*(?:份|张|页)?", text, re.ASCII)
    if not found or int(found[1]) > _MOST_COPIES:
        raise Unreadable(text)
    return int(found[1])


def question(text: str) -> str:
    """Return the question a cell asks, on one line, without what stands before and after it."""
    line = _ASKED.sub("", entry(text))
    return line[: end + 1] if (end := line.replace("?", "？").find("？")) >= 0 else line


def questions(text: str) -> tuple[str, ...]:
    """Return the sentences of a longer text that end with a question mark."""
    asked = (_ASKED.sub("", entry(found)) for found in _QUESTION.findall(text))
    return tuple(dict.fromkeys(filter(None, asked)))


def visits(text: str) -> int | None:
    """Return how often one must come; None for a blank.  Raises `Unreadable`."""
    if text in BLANK:
        return None
    found = re.fullmatch(r"([0-9])次?", text)
    if not found:
        raise Unreadable(text)
    return int(found[1])


def yes_or_no(text: str) -> bool | None:
    """Return what the ways exports write yes and no mean; None for a blank.  Raises `Unreadable`."""
    if text in BLANK:
        return None
    if text not in _YES | _NO:
        raise Unreadable(text)
    return text in _YES


def web_address(text: str) -> str:
    """Return a web address; "" for a blank.  Raises `Unreadable` for anything a browser would not open."""
    if text in BLANK:
        return ""
    if not re.fullmatch(r"https?://\S+", text, re.IGNORECASE):
        raise Unreadable(text)
    return text


def audience(names: tuple[str, ...]) -> tuple[Audience, ...]:
    """Return whom an item serves: persons, businesses and bodies, or both."""
    persons = not names or not _PERSONS.isdisjoint(names)
    others = any(name not in _PERSONS for name in names)
    return (*(("person",) if persons else ()), *(("business",) if others else ()))
