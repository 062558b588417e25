"""Entries of the lists of items, kept on disk until their item comes by."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import msgspec

from knowledge.importing.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.importing.rows import PartName

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE entry (id INTEGER PRIMARY KEY, role TEXT, row BLOB);
CREATE TABLE named (entry INTEGER, rank INTEGER, key TEXT, PRIMARY KEY (entry, rank)) WITHOUT ROWID;
CREATE TABLE item (key TEXT PRIMARY KEY) WITHOUT ROWID;
BEGIN;
"""
"""One transaction that is never committed: the file lives no longer than the import."""
_JOIN = """
CREATE TABLE joined AS
    SELECT named.key, named.entry, min(named.rank) FROM named JOIN item USING (key) GROUP BY named.entry;
CREATE INDEX joined_by_key ON joined (key, entry);
CREATE INDEX joined_by_entry ON joined (entry);
"""
"""Every entry belongs to the most exact of its keys that an item has."""


class Children:
    """First `add` every entry and `expect` the keys of every item; then `join`; then ask."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None)
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Children:
        return self

    def __exit__(self, *_error: object) -> None:
        self._db.close()

    def add(self, role: str, row: Row, keys: tuple[str, ...]) -> None:
        """Keep an entry that names its item by one of `keys`, the most exact first."""
        entry = self._db.execute(
            "INSERT INTO entry (role, row) VALUES (?, ?)", (role, msgspec.json.encode(row))
        )
        named = [(entry.lastrowid, rank, key) for rank, key in enumerate(keys)]
        self._db.executemany("INSERT INTO named VALUES (?, ?, ?)", named)

    def expect(self, keys: tuple[str, ...]) -> None:
        """Take note of the keys of an item."""
        self._db.executemany("INSERT OR IGNORE INTO item VALUES (?)", [(key,) for key in keys])

    def join(self) -> None:
        """Find the item of every entry."""
        for statement in filter(None, map(str.strip, _JOIN.split(";"))):
            self._db.execute(statement)

    def of(self, row: Row, keys: tuple[str, ...]) -> Row:
        """Return the row of an item with the entries that name one of its `keys`."""
        cells: dict[str, Any] = dict(row.cells)
        parts: dict[PartName, list[dict[str, Any]]] = {}
        for role, entry in self._entries(keys):
            if role == "more":
                blank = {name: cell for name, cell in entry.cells.items() if cells.get(name) in (None, "")}
                cells |= blank
            else:
                parts.setdefault(role, []).append(entry.cells)
        return msgspec.structs.replace(row, cells=cells, parts=parts)

    def _entries(self, keys: tuple[str, ...]) -> list[tuple[Any, Row]]:
        gaps = ",".join("?" * len(keys))
        found = self._db.execute(
            "SELECT role, row FROM joined JOIN entry ON entry.id = joined.entry"
            f" WHERE joined.key IN ({gaps}) ORDER BY entry.id",
            keys,
        )
        return [(role, msgspec.json.decode(row, type=Row)) for role, row in found]

    def orphans(self) -> Iterator[Row]:
        """Yield the entries of which no item is there."""
        found = self._db.execute(
            "SELECT row FROM entry WHERE id NOT IN (SELECT entry FROM joined) ORDER BY id"
        )
        for (row,) in found:
            yield msgspec.json.decode(row, type=Row)
