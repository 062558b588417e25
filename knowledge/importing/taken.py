"""The guides taken from an export, kept on disk: any number of rows in the same memory."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.model import Guide

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE taken (id TEXT PRIMARY KEY, digest BLOB, number INTEGER, place INTEGER) WITHOUT ROWID;
BEGIN;
"""
"""One transaction that is never committed: the index lives no longer than the import."""


class Entry(Struct, frozen=True):
    """A guide that was taken."""

    number: int
    """Counted from 0, in the order of the export."""
    line: bytes
    """As JSON, with the line feed."""


class Taken:
    """Guides by id, and in the order of the export."""

    def __init__(self, staging: Path) -> None:
        self._guides = (staging / "taken.jsonl").open("w+b")
        self._index = sqlite3.connect(staging / "taken.db", isolation_level=None)
        self._index.executescript(_SCHEMA)
        self._place = 0
        self._count = 0

    def __enter__(self) -> Taken:
        return self

    def __exit__(self, *_error: object) -> None:
        self._index.close()
        self._guides.close()

    def __len__(self) -> int:
        return self._count

    def add(self, guide: Guide) -> Literal["new", "repeated", "different"]:
        """Keep the guide unless its id was there before; then say whether it is the same guide."""
        line = msgspec.json.encode(guide) + b"\n"
        digest = hashlib.blake2b(line, digest_size=16).digest()
        row = (guide.id, digest, self._count, self._place)
        if not self._index.execute("INSERT OR IGNORE INTO taken VALUES (?, ?, ?, ?)", row).rowcount:
            (known,) = self._index.execute("SELECT digest FROM taken WHERE id = ?", (guide.id,)).fetchone()
            return "repeated" if known == digest else "different"
        self._place += self._guides.write(line)
        self._count += 1
        return "new"

    def find(self, guide_id: str) -> Entry | None:
        """Return the guide of that id, or None.  No guide may be added afterwards."""
        found = self._index.execute("SELECT number, place FROM taken WHERE id = ?", (guide_id,)).fetchone()
        if found is None:
            return None
        number, place = found
        self._guides.seek(place)
        return Entry(number, self._guides.readline())

    def __iter__(self) -> Iterator[Entry]:
        """Yield every guide in the order of the export; do not call `find` meanwhile."""
        self._guides.seek(0)
        return (Entry(number, line) for number, line in enumerate(self._guides))
