"""Workbooks: XLSX, XLS and ODS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.importing.rows import BadRow, Row, require_name_column, unique_headings
from knowledge.problems import Problem
from knowledge.text import clean_line
from knowledge.workbooks import read_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.importing.columns import Columns

_TITLE_ROWS = 10
"""How many rows a sheet may open with, such as a title across all columns, before its headings."""


class Workbook:
    """Every sheet that has a column of item names."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self._columns = columns
        self._path = path
        sheets = read_sheets(path)
        self._sheets = {
            name: rows for name, rows in sheets.items() if _heading_row(rows, columns) is not None
        }
        self.headings = tuple(
            dict.fromkeys(heading for rows in self._sheets.values() for heading in _headings(rows, columns))
        )
        if not self._sheets:
            first = next((rows[0] for rows in sheets.values() if rows), [])
            require_name_column(path, unique_headings(map(_cell_text, first)), columns)
        self.skipped = tuple(
            Problem(
                code="no-name-column",
                file=str(path),
                sheet=clean_line(name),
                message="这个工作表没有“事项名称”一列，没有导入",
                severity="warning",
            )
            for name, rows in sheets.items()
            if name not in self._sheets and any(any(map(_cell_text, row)) for row in rows)
        )

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every row below the headings that is not blank."""
        for sheet, rows in self._sheets.items():
            headings = _headings(rows, self._columns)
            first = (_heading_row(rows, self._columns) or 0) + 1
            for number, row in enumerate(rows[first:], start=first + 1):
                cells = [_cell_text(cell) for cell in row]
                if any(cell.strip() for cell in cells):
                    yield Row(sheet, number, dict(zip(headings, cells, strict=True)))


def _heading_row(rows: list[list[Any]], columns: Columns) -> int | None:
    """Index of the row of headings, or None for a sheet that is no list of items."""
    for index, row in enumerate(rows[:_TITLE_ROWS]):
        if columns.name_items(_cell_text(cell).strip() for cell in row):
            return index
    return None


def _headings(rows: list[list[Any]], columns: Columns) -> tuple[str, ...]:
    return unique_headings(_cell_text(cell) for cell in rows[_heading_row(rows, columns) or 0])


def _cell_text(cell: Any) -> str:
    """A workbook stores 20 as 20.0; people wrote 20."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
