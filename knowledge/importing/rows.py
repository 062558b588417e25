"""What every kind of export yields: rows, and what stands in a row's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from knowledge.importing.columns import has_name_column
from knowledge.problems import Problem, unusable
from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


_SHOWN = 200
"""Characters of a heading line that are quoted; of a file that is no table it may be endless."""


class Row(Struct, frozen=True):
    """One row as it stood."""

    sheet: str
    number: int
    """Line or row, counted from 1, headings included."""
    cells: dict[str, Any]


class BadRow(Struct, frozen=True):
    """Something in a row's place, with what is wrong with it."""

    original: str
    problem: Problem


class Source(Protocol):
    """An export opened for reading."""

    headings: tuple[str, ...]
    """Column names in order; empty where each row names its own (JSON lines)."""
    skipped: tuple[Problem, ...]
    """Parts that are no list of items and so hold no rows, such as a sheet of notes."""

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield every row once."""
        ...


def unique_headings(cells: Iterable[str]) -> tuple[str, ...]:
    """Return column names that all differ: a second 备注 becomes ``备注 (2)``, so neither is lost."""
    seen: dict[str, int] = {}
    headings = []
    for cell in cells:
        name = cell.strip()
        seen[name] = seen.get(name, 0) + 1
        headings.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(headings)


def require_name_column(path: Path, headings: tuple[str, ...]) -> None:
    """Raise `KnowledgeError` where no column names the items."""
    if not has_name_column(headings):
        found = clean_line("、".join(filter(None, headings)))[:_SHOWN] or "空的"
        message = f"找不到“事项名称”一列；第一行是：{found}。请把那一列的标题改成“事项名称”"
        raise unusable("no-name-column", path, message)
