"""The labels of guide pages: what sites print before a fact, and the name it goes by here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec
import tomli
from msgspec import Struct

from knowledge.importing.rows import PartName

ListName = PartName | Literal["items"]
"""What a table may list: a part of an item, or items."""

NAME = "事项名称"
EXACT_NAME = "业务办理项名称"
MATERIALS = "申请材料"
QUESTIONS = "常见问题"
LAWS = "设定依据"

_NUMBERING = (
    r"(?:第?[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．)）](?!\d)|[①-⑳])"
)
_NUMBERED = re.compile(rf"^{_NUMBERING}")
_CHINESE_NUMBER = re.compile(r"^第?[一二三四五六七八九十]{1,3}[、.．]")
_MARKS = "■◆●▪·•*★※▶►◇□○【〖「 "
_LABEL = re.compile(
    rf"^[{_MARKS}]*(?:{_NUMBERING})?[{_MARKS}]*(?P<name>[^:：【】()（）]{{1,16}}?)"
    r"(?:[(（](?P<note>[^()（）]{1,12})[)）])?[】〗」]?[:：]?$"
)
_WITH_VALUE = re.compile(
    rf"^\s*(?P<label>[{_MARKS}]*(?:{_NUMBERING})?[{_MARKS}]*[^:：【】]{{1,30}}?\s*(?:[:：]|[】〗」][:：]?))"
    r"\s*(?P<value>\S.*)$",
    re.DOTALL,
)
_BLANKS = re.compile(r"\s+")
_BRACKETS = re.compile(r"[(（].*")
_JOINTS = re.compile(r"[、/／&]")
_UNITS = ("工作日", "自然日", "日历日", "天", "日", "月")


class Label(Struct, frozen=True):
    """A label found on a page."""

    name: str
    """What the fact is called here; empty for a label that only ends what stands before it."""
    prose: bool = False
    """True where the fact may take several lines."""
    part: PartName | None = None
    """The list whose entry it describes."""
    unit: str = ""
    """The unit of time the label itself names: 承诺办结时限（工作日）."""


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The file of words as it stands."""

    prose: dict[str, tuple[str, ...]]
    line: dict[str, tuple[str, ...]]
    entries: dict[PartName, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    tells: dict[ListName, str]
    others: dict[Literal["labels", "columns"], tuple[str, ...]]

    def labels(self) -> dict[str, Label]:
        """Every way a label is written, with what it is."""
        known = dict.fromkeys(self.others["labels"], Label(""))
        for names, prose in ((self.prose, True), (self.line, False)):
            for name, variants in names.items():
                known |= dict.fromkeys((name, *variants), Label(name, prose=prose))
        return known | {
            name: Label(name, part=part) for part, names in self.entries.items() for name in names
        }


_WORDS = msgspec.convert(
    tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")), type=_Words
)
_KNOWN = _WORDS.labels()
COLUMNS: Mapping[str, str] = MappingProxyType(
    {said: name for name, variants in _WORDS.columns.items() for said in (name, *variants)}
)
"""Every way a column of a table is headed → the name it goes by here."""
TELLS: Mapping[ListName, str] = MappingProxyType(_WORDS.tells)
"""The column without which a table is no such list."""
_FAMILIAR = frozenset(COLUMNS) | set(_WORDS.others["columns"])


def column_of(said: str) -> str:
    """Return the name a column goes by here: 原件（份） is 原件份数; a strange one keeps its own."""
    said = _BLANKS.sub("", said).rstrip(":：*")
    return COLUMNS.get(said) or COLUMNS.get(_BRACKETS.sub("", said)) or said


def heads_column(said: str) -> bool:
    """True for what sites print above a column."""
    return column_of(said) in _FAMILIAR or label_of(said) is not None


def label_of(text: str) -> Label | None:
    """Return the label that `text` is and nothing else, however it is numbered, spaced and ended."""
    if len(text) > 40:
        return None
    found = _LABEL.match(_BLANKS.sub("", text))
    label = _KNOWN.get(_JOINTS.sub("", found["name"])) if found else None
    if found is None or label is None:
        return None
    unit = next((unit for unit in _UNITS if unit in (found["note"] or "")), "")
    return Label(label.name, prose=label.prose, part=label.part, unit=unit) if unit else label


def split_label(text: str) -> tuple[Label, str] | None:
    """Return the label that `text` begins with, up to its colon, and what follows."""
    found = _WITH_VALUE.match(text[:50])
    label = label_of(found["label"]) if found else None
    return (label, text[found.start("value") :].strip()) if found and label else None


def is_numbered_heading(text: str) -> bool:
    """True for a short line numbered with 一、二、三 that is no sentence."""
    return (
        len(text) <= 20 and bool(_CHINESE_NUMBER.match(text)) and not text.endswith(("。", "；", ";", "，"))
    )


def without_numbering(text: str) -> str:
    """Return `text` without a number before it."""
    return _NUMBERED.sub("", text).strip()
