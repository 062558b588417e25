"""What every kind of export yields: rows, and what stands in a row's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from msgspec import Struct

from knowledge.problems import Problem, unusable
from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from knowledge.importing.columns import Columns

PartName = Literal["materials", "charges", "questions", "laws", "windows", "scopes", "results"]
"""A list that an item may hold."""

_SHOWN = 200
"""Characters of a heading line that are quoted; of a file that is no table it may be endless."""


class Row(Struct, frozen=True):
    """One row as it stood."""

    sheet: str
    number: int
    """Line or row, counted from 1, headings included."""
    cells: dict[str, Any]
    """Column → what it holds, as the export names it."""
    parts: dict[PartName, list[dict[str, Any]]] = {}
    """Lists the item holds, their entries by column as the export names it."""
    nested: dict[str, Any] | None = None
    """The record as it stood, where cells and parts were taken out of one that nests them."""
    file: str = ""
    """The file it stands in, where the source is a folder of files; empty: the source itself."""
    counted: Literal["行", "条"] = "行"
    """What `number` counts, as in `Problem`."""

    @property
    def record(self) -> dict[str, Any]:
        """All it holds as one object, which can be imported again."""
        if self.nested is not None:
            return self.nested
        return self.cells | {str(name): part for name, part in self.parts.items()}


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


def require_name_column(path: Path, headings: tuple[str, ...], columns: Columns) -> None:
    """Raise `KnowledgeError` where no column names the items."""
    if not columns.name_items(headings):
        found = clean_line("、".join(filter(None, headings)))[:_SHOWN] or "空的"
        message = (
            f"找不到“事项名称”一列；第一行是：{found}。"
            "请把那一列的标题改成“事项名称”，或者用 --mapping 说明哪一列是名称"
        )
        raise unusable("no-name-column", path, message)
