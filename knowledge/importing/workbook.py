"""Workbooks: XLSX, XLS and ODS."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from knowledge.importing.joining import open_tables
from knowledge.importing.roles import role_of
from knowledge.importing.rows import Row, unique_headings
from knowledge.workbooks import open_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import Source
    from knowledge.workbooks import OpenWorkbook

_TITLE_ROWS = 10
"""How many rows a sheet may open with, such as a title across all columns, before its headings."""


def open_workbook_source(path: Path, columns: Columns) -> Source:
    """Return every sheet of the workbook that has a column of item names, and the lists in the others."""
    workbook = open_workbook(path)
    return open_tables(path, [Sheet(workbook, title, columns) for title in workbook.titles], columns)


class Sheet:
    """One sheet, read again each time and row by row, so that never two of them are in memory."""

    def __init__(self, workbook: OpenWorkbook, title: str, columns: Columns) -> None:
        self._workbook = workbook
        self.title = title
        self._first_row = 0
        self.headings: tuple[str, ...] = ()
        top = [_cells(row) for row in islice(workbook.rows(title), _TITLE_ROWS)]
        for number, cells in enumerate(top, start=1):
            headings = unique_headings(cells)
            if not any(self.headings):
                self.headings = headings  # quoted, where no row of the sheet is one of headings
            if role_of(title, headings, columns):
                self.headings, self._first_row = headings, number
                break

    def rows(self) -> Iterator[Row]:
        """Yield a row for every row below the headings that is not blank."""
        rows = islice(self._workbook.rows(self.title), self._first_row, None)
        for number, row in enumerate(rows, start=self._first_row + 1):
            cells = _cells(row)
            if any(cell.strip() for cell in cells):
                yield Row(
                    self.title,
                    number,
                    dict(zip(self.headings, cells, strict=True)),
                    file=str(self._workbook.path),
                )


def _cells(row: list[Any]) -> list[str]:
    return [_cell_text(cell) for cell in row]


def _cell_text(cell: Any) -> str:
    """A workbook stores 20 as 20.0; people wrote 20."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
