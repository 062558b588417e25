"""A mapping: column headings of one's own, and words of one's own for yes and no.

    [columns]
    name = "办什么事"                      # field = heading, or several, the most telling first
    owner = ["管的部门", "负责单位"]
    "materials.name" = "要带什么"          # a column of a list

    [values]
    yes = ["√"]
    no = ["×"]

Fields are those of `knowledge.importing.columns`; its headings stay known.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from knowledge.importing.columns import Columns
from knowledge.problems import KnowledgeError, Problem
from knowledge.tables import parsed

Report = Callable[[str, str, str], None]
"""Called with code, key and message of a fault."""

_WORDS = {"yes": "是", "no": "否"}
_TABLES = ("columns", "values")


class ColumnMapping(Struct, frozen=True):
    """What a mapping file says."""

    path: Path
    headings: Mapping[str, tuple[str, ...]] = {}
    """field → headings of its column."""
    words: Mapping[str, str] = {}
    """A word of one's own → the yes or no that exports write."""

    def columns(self) -> Columns:
        """The official columns, with these headings looked at first."""
        return Columns.official().extended(self.headings)


NO_MAPPING = ColumnMapping(Path())


def read_mapping(path: Path) -> ColumnMapping:
    """Return the mapping of the file at `path`.  Raises `KnowledgeError` with all that is wrong with it."""
    problems: list[Problem] = []

    def report(code: str, key: str, message: str) -> None:
        problems.append(Problem(code=code, file=str(path), key=key, message=message))

    table = parsed(path)
    for key in table.keys() - set(_TABLES):
        report("unknown-key", key, f"不认识“{key}”；这个文件里只写 {'、'.join(_TABLES)}")
    headings = dict(_headings(table.get("columns", {}), report))
    words = dict(_words(table.get("values", {}), report))
    if problems:
        raise KnowledgeError(tuple(problems))
    return ColumnMapping(path, headings, words)


def _headings(table: Any, report: Report) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = Columns.official().names
    for field, value in _flat(table):
        if field not in known:
            close = difflib.get_close_matches(field, known, n=1)
            advice = f"，是不是想写“{close[0]}”" if close else ""
            message = f"没有“{field}”这个字段{advice}。可以写的有：{'、'.join(known)}"
            report("unknown-field", f"columns.{field}", message)
        elif names := _texts(value):
            yield field, names
        else:
            message = '请写列标题，例如 "名称"，或者 ["名称", "事项"]'
            report("wrong-type", f"columns.{field}", message)


def _words(table: Any, report: Report) -> Iterator[tuple[str, str]]:
    for answer, value in _flat(table):
        words = _texts(value)
        if answer in _WORDS and words:
            yield from ((word, _WORDS[answer]) for word in words)
        else:
            message = '这里只写 yes = ["…"] 和 no = ["…"]，就是表里表示“是”和“否”的字'
            report("bad-values", f"values.{answer}", message)


def _flat(table: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield dotted key and value, whether ``materials.name`` was quoted or not."""
    if not isinstance(table, dict):
        yield prefix.rstrip("."), None
        return
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _texts(value: Any) -> tuple[str, ...]:
    """A text or a list of texts; none for anything else."""
    texts = value if isinstance(value, list) else [value]
    good = all(isinstance(text, str) and text.strip() for text in texts)
    return tuple(text.strip() for text in texts) if good else ()
