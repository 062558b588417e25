"""Rows by a mapping: its words for yes and no understood, its headings looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from knowledge.importing.mapping import ColumnMapping
from knowledge.importing.rows import Row
from knowledge.problems import Problem

YES_NO_FIELDS = ("is_fee", "online", "instant", "no_meeting", "materials.exempt")


class MappedRows:
    """Reads rows by a mapping, and remembers which of its headings no row has had."""

    def __init__(self, mapping: ColumnMapping, headings: Iterable[str]) -> None:
        self._mapping = mapping
        columns = mapping.columns()
        self._yes_no = {name for field in YES_NO_FIELDS for name in columns[field]}
        self._unmet = {name: field for field, names in mapping.headings.items() for name in names}
        self._meet(headings)

    def read(self, row: Row) -> Row:
        """Return the row as an export with the usual words would have it."""
        for cells in (row.cells, *_entries(row)) if self._unmet else ():
            self._meet(cells)
        if not self._mapping.words:
            return row
        parts = {name: [self._usual(entry) for entry in entries] for name, entries in row.parts.items()}
        return msgspec.structs.replace(row, cells=self._usual(row.cells), parts=parts)

    def unmet(self) -> tuple[Problem, ...]:
        """Warn of the headings that the file lacks: misspelt, or of another export."""
        return tuple(
            Problem(
                code="missing-heading",
                file=str(self._mapping.path),
                key=f"columns.{field}",
                message=f"要导入的文件里没有“{heading}”这一列，请看看标题是不是写得一样",
                severity="warning",
            )
            for heading, field in self._unmet.items()
        )

    def _meet(self, headings: Iterable[str]) -> None:
        if self._unmet:
            for heading in headings:
                self._unmet.pop(heading, None)

    def _usual(self, cells: dict[str, Any]) -> dict[str, Any]:
        words, usual = self._mapping.words, dict(cells)
        for name in self._yes_no & cells.keys():
            if isinstance(value := cells[name], str):
                usual[name] = words.get(value.strip(), value)
        return usual


def _entries(row: Row) -> Iterator[dict[str, Any]]:
    for entries in row.parts.values():
        yield from entries
