"""JSON lines: one object a line, as the provincial site's interface gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from knowledge.importing.json_document import BYTE_ORDER_MARK
from knowledge.importing.records import Place, is_too_deep, records_in, row_from_record
from knowledge.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import BadRow, Row

_LOOKED_AT = 1_000_000
"""Bytes at the start of a file that tell whether it is JSON lines."""


def is_json_lines(path: Path) -> bool:
    """True where objects stand on lines of their own; False for one JSON value over the whole file."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT).removeprefix(BYTE_ORDER_MARK)
    lines = [line.strip() for line in start.split(b"\n") if line.strip()]
    if not lines or lines[0][:1] not in (b"{", b"["):
        return True
    if lines[0][:1] == b"[" or len(lines) == 1:
        return False
    # A first line that merely opens something belongs to a value over many lines; one cut short does not.
    return _is_object(lines[0]) or (lines[0][-1:] not in b"{[," and any(map(_is_object, lines)))


def _is_object(line: bytes) -> bool:
    try:
        return line.startswith(b"{") and bool(msgspec.json.decode(line, type=dict[str, msgspec.Raw]))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


class JsonLines:
    """One JSON object a line, each an item or an answer with some in it."""

    headings: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()

    def __init__(self, path: Path, columns: Columns) -> None:
        self._path = path
        self._columns = columns

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every line that is not empty, or for every item on it where there are several."""
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                text = line.removeprefix(BYTE_ORDER_MARK).strip()
                if text:
                    yield from self._rows(Place(self._path, number, "行"), text)

    def _rows(self, place: Place, line: bytes) -> Iterator[Row | BadRow]:
        original = line.decode("utf-8", errors="replace")
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            code, message = "bad-json", f"这一行不是 JSON，请检查有没有断开或少了引号：{error}"
            if line.startswith(b"["):
                message = f"{message}。如果整个文件是一个数组，请把文件名改成 .json 结尾"
            if line.startswith(b"<"):
                code, message = "html-page", "这一行是网页（多半是接口出错时返回的页面），请重新下载这一条"
            yield place.bad(code, message, original)
            return
        if is_too_deep(value):
            yield row_from_record(value, self._columns, place, original)
            return
        records = list(records_in(value, self._columns))
        for record in records:
            yield row_from_record(record, self._columns, place, original if len(records) == 1 else "")
