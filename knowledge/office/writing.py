"""Changed records as files of the folder; files of records that did not change are not touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from knowledge.model import Record
from knowledge.office.drafts import Key
from knowledge.office.merging import Change
from knowledge.reading import IMPORTED_GUIDES


class _Identified(msgspec.Struct):
    """The one key of an imported guide that is needed here."""

    id: str


def files_of(changes: Iterable[Change], folder: Path) -> dict[str, bytes | None]:
    """Return path in the folder → what it is to hold; None: the file goes.

    A guide that was imported and then edited gets a file of its own and keeps its
    line in ``guides.jsonl``: by what the export said, the next import can tell
    what people changed.
    """
    files: dict[str, bytes | None] = {}
    removed: set[str] = set()
    for change in changes:
        kind, record_id = change.key
        path = path_of(change.key)
        if change.new is not None:
            files[path] = toml_of(change.new).encode()
        elif (folder / path).exists():
            files[path] = None
        if kind == "guides" and change.new is None:
            removed.add(record_id)
    imported = folder / IMPORTED_GUIDES
    if removed and imported.exists():
        lines = imported.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if _imported_id(line) not in removed]
        if len(kept) < len(lines):
            files[IMPORTED_GUIDES] = b"".join(kept)
    return files


def path_of(key: Key) -> str:
    """The file of a record, from the folder."""
    kind, record_id = key
    return f"{kind}/{record_id}.toml"


def toml_of(record: Record) -> str:
    """Return a record as its TOML file; the id is the path and is not written."""
    table = msgspec.to_builtins(record, builtin_types=(dt.date, dt.time, Decimal))
    del table["id"]
    return _section(table, "")


def _section(table: dict[str, Any], path: str) -> str:
    """Values first, then tables, then lists of tables under headings of their own, as people write them."""
    values = {key: _value(value) for key, value in table.items() if not _tables(value)}
    parts = [tomli_w.dumps(values, indent=2)]
    for key, value in sorted(table.items(), key=lambda entry: not isinstance(entry[1], dict)):
        heading = f"{path}{key}"
        opening = f"[{heading}]" if isinstance(value, dict) else f"[[{heading}]]"
        parts += (f"\n{opening}\n{_section(below, f'{heading}.')}" for below in _tables(value))
    return "".join(parts)


def _tables(value: Any) -> list[dict[str, Any]]:
    """The tables that a value is or consists of; none for a plain value or list."""
    if isinstance(value, dict):
        return [value]
    return list(value) if isinstance(value, list | tuple) and value and isinstance(value[0], dict) else []


def _value(value: Any) -> Any:
    """What TOML can hold exactly: whole yuan as integers, others as floats, the rest as text."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and abs(value) < 2**63:
            return int(value)
        return float(value) if Decimal(repr(float(value))) == value else format(value, "f")
    if isinstance(value, dt.time) and value.tzinfo:
        return value.isoformat()
    return value


def _imported_id(line: bytes) -> str:
    """The id of a line of ``guides.jsonl``; "" for a damaged one, which is left to the importer."""
    try:
        return msgspec.json.decode(line, type=_Identified).id
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
