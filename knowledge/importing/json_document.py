"""A file that is one JSON value: an array of items, or an object around them; read piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ijson

from knowledge.importing.records import HOLDERS, Place, outer_cells, records_in, row_from_record
from knowledge.problems import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import BadRow, Row

    Event = tuple[str, Any]
    Events = Iterator[Event]

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_STARTS = frozenset({"start_map", "start_array"})
_ENDS = frozenset({"end_map", "end_array"})
_DEEPEST = 100
"""Levels of one record that are still read, to be rejected as a record."""


class JsonDocument:
    """One JSON value, of any size: at no time is more than one record of it in memory."""

    headings: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()

    def __init__(self, path: Path, columns: Columns) -> None:
        self._path = path
        self._columns = columns

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every record.  Raises `KnowledgeError` where the file breaks off."""
        number = 0
        with self._path.open("rb") as file:
            if file.read(len(BYTE_ORDER_MARK)) != BYTE_ORDER_MARK:
                file.seek(0)
            try:
                for record in self._records(file):
                    number += 1
                    yield row_from_record(record, self._columns, Place(self._path, number, "条"))
            except (ijson.JSONError, UnicodeDecodeError, _TooDeepError, RecursionError) as error:
                reason = str(error).strip().split("\n")[0]
                advice = "请重新下载；不是 UTF-8 编码的，请另存为 UTF-8"
                message = f"读完第 {number} 条就读不下去了，没有导入。{advice}（{reason}）"
                raise unusable("bad-json", self._path, message) from error

    def _records(self, file: BinaryIO) -> Iterator[Any]:
        events = iter(ijson.basic_parse(file))
        for value in self._values(events, next(events)):
            yield from records_in(value, self._columns)
        for _ in events:  # whatever stands behind the value is an error, which reading on brings out
            pass

    def _values(self, events: Events, opening: Event) -> Iterator[Any]:
        """Yield the entries of the outermost array, or of those an envelope holds; else the value itself."""
        kind, value = opening
        if kind == "start_array":
            for event in events:
                if event[0] == "end_array":
                    return
                yield _built(events, event)
        elif kind == "start_map":
            yield from self._held(events)
        else:
            yield value

    def _held(self, events: Events) -> Iterator[Any]:
        own: dict[str, Any] = {}
        holds = False
        for kind, key in events:
            if kind == "end_map":
                break
            opening = next(events)
            if key in HOLDERS and opening[0] in _STARTS:
                around = outer_cells(own, self._columns)
                for entry in self._values(events, opening):
                    holds = True
                    yield around | entry if isinstance(entry, dict) else entry
            else:
                own[key] = _built(events, opening)
        if own and not holds:
            yield own


class _TooDeepError(ValueError):
    pass


def _built(events: Events, opening: Event) -> Any:
    """Return the whole value that begins with `opening`."""
    builder = ijson.ObjectBuilder()
    builder.event(*opening)
    depth = int(opening[0] in _STARTS)
    while depth:
        kind, value = next(events)
        builder.event(kind, value)
        depth += (kind in _STARTS) - (kind in _ENDS)
        if depth > _DEEPEST:
            raise _TooDeepError("括号套得太深")
    return builder.value
