"""A row, or an entry of one of its lists, seen by field instead of by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from knowledge.importing import values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import PartName, Row

    Complain = Callable[[str, str], None]
    """Called with the column and what is wrong with its cell, in a sentence."""

V = TypeVar("V")


class Fields:
    """Cells by field; one that cannot be read is complained of and left out."""

    def __init__(self, cells: dict[str, Any], columns: Columns, complain: Complain, prefix: str = "") -> None:
        self._cells = cells
        self._columns = columns
        self._prefix = prefix
        self.complain = complain

    def entries_of(self, row: Row, part: PartName) -> Iterator[Fields]:
        """Yield the entries of a list of `row`, each seen by the fields of that list."""
        for cells in row.parts.get(part, ()):
            yield Fields(cells, self._columns, self.complain, f"{part}.")

    def _find(self, field: str) -> tuple[str, Any, str]:
        """The first column of `field` that holds something, its value and its text."""
        for column in self._columns[self._prefix + field]:
            value = self._cells.get(column)
            if value in (None, ""):
                continue
            try:
                text = values.cell_text(value)
            except values.Unreadable as error:
                self._unreadable(column, error)
                continue
            if text:
                return column, value, text
        return "", "", ""

    def _unreadable(self, column: str, error: values.Unreadable) -> None:
        self.complain(column, f"看不懂“{error}”，这一格没有采用")

    def column(self, field: str) -> str:
        """Name of the column that holds the field; "" where none does."""
        return self._find(field)[0]

    def text(self, field: str) -> str:
        """The cleaned text of the field, of several lines where it has them."""
        return self._find(field)[2]

    def line(self, field: str) -> str:
        """The same on one line."""
        return self.text(field).replace("\n", " ")

    def entries(self, field: str, *, by_comma: bool = True) -> tuple[str, ...]:
        """The entries of a list cell."""
        return values.cell_list(self._find(field)[1], by_comma=by_comma)

    def each(self, field: str, parse: Callable[[str], V | None]) -> tuple[V, ...]:
        """The entries of a list cell as `parse` reads them, without those it cannot read or finds empty."""
        found = []
        for entry in self.entries(field):
            try:
                found.append(parse(entry))
            except values.Unreadable as error:
                self._unreadable(self.column(field), error)
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def names(self, field: str) -> tuple[str, ...]:
        """The entries of a list cell, or the names of the objects listed in it."""
        for column in self._columns[self._prefix + field]:
            value = self._cells.get(column)
            if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
                listed = (Fields(entry, self._columns, self.complain, f"{field}.") for entry in value)
                return tuple(dict.fromkeys(name for entry in listed if (name := entry.line("name"))))
        return self.entries(field)

    def parsed(self, field: str, parse: Callable[..., V | None], *more: str) -> V | None:
        """The field as `parse` reads its text; None where it cannot."""
        column, _, text = self._find(field)
        try:
            return parse(text, *more)
        except values.Unreadable as error:
            self._unreadable(column, error)
            return None
