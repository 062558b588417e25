"""Tables that belong together: those that name items, and those that hold the lists of these items."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from knowledge.importing.children import Children
from knowledge.importing.roles import keys_of_entry, keys_of_item, role_of
from knowledge.importing.rows import BadRow, Row, require_name_column
from knowledge.problems import Problem
from knowledge.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import Source


class Table(Protocol):
    """A sheet of a workbook, or a file of a folder."""

    title: str
    headings: tuple[str, ...]

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield every row once; can be called again."""
        ...


def open_tables(
    path: Path, tables: Sequence[Table], columns: Columns, skipped: tuple[Problem, ...] = ()
) -> Source:
    """Return the items of `tables`, the lists in other tables joined to them.

    `skipped` are problems already known.  Raises `KnowledgeError` where no table names items.
    """
    roles = [role_of(table.title, table.headings, columns) for table in tables]
    if "items" not in roles:  # a table of materials, alone, may name its items as well
        roles = ["items" if columns.name_items(table.headings) else None for table in tables]
    items = [table for table, role in zip(tables, roles, strict=True) if role == "items"]
    if not items:
        headings = next((table.headings for table in tables if any(table.headings)), ())
        require_name_column(path, headings, columns)
    lists = [(role, table) for table, role in zip(tables, roles, strict=True) if role not in ("items", None)]
    left = (table for table, role in zip(tables, roles, strict=True) if role is None and any(table.headings))
    skipped = (*skipped, *(_skipped(path, table) for table in left))
    if not lists:
        return ItemTables(items, skipped)
    return JoinedTables([(str(role), table) for role, table in lists], items, columns, skipped)


def _skipped(path: Path, table: Table) -> Problem:
    message = "这个表没有“事项名称”一列，也看不出是哪些事项的，没有导入"
    return Problem(
        code="no-name-column",
        file=str(path),
        sheet=clean_line(table.title),
        message=message,
        severity="warning",
    )


class ItemTables:
    """Tables that all name items."""

    def __init__(self, items: Sequence[Table], skipped: tuple[Problem, ...]) -> None:
        self._items = items
        self.skipped = skipped
        self.headings = tuple(dict.fromkeys(heading for table in items for heading in table.headings))

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield the rows of every table."""
        for table in self._items:
            yield from table.rows()


class JoinedTables:
    """Tables of items, and tables of their lists, found by the keys of the items."""

    headings: tuple[str, ...] = ()

    def __init__(
        self,
        lists: Sequence[tuple[str, Table]],
        items: Sequence[Table],
        columns: Columns,
        skipped: tuple[Problem, ...],
    ) -> None:
        self._lists = lists
        self._items = items
        self._columns = columns
        self.skipped = skipped

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield every item with its lists; then what belongs to no item."""
        with (
            tempfile.TemporaryDirectory(prefix="daoban-") as folder,
            Children(Path(folder, "lists")) as lists,
        ):
            yield from self._gather(lists)
            for table in self._items:
                for row in table.rows():
                    if isinstance(row, Row):
                        yield lists.of(row, keys_of_item(row.cells, self._columns))
                    else:
                        yield row
            yield from map(_orphan, lists.orphans())

    def _gather(self, lists: Children) -> Iterator[BadRow]:
        """Fill `lists`; yield the entries that cannot be read."""
        for role, table in self._lists:
            for row in table.rows():
                if isinstance(row, BadRow):
                    yield row
                else:
                    lists.add(role, row, keys_of_entry(row.cells, self._columns))
        for table in self._items:
            for row in table.rows():
                if isinstance(row, Row):
                    lists.expect(keys_of_item(row.cells, self._columns))
        lists.join()


def _orphan(row: Row) -> BadRow:
    message = "找不到它属于哪个事项；请核对事项的编码，改好原来的表，再一起导入"
    problem = Problem(
        code="no-item", file=row.file, sheet=clean_line(row.sheet), row=row.number, message=message
    )
    return BadRow(msgspec.json.encode(row.cells).decode(), problem)
