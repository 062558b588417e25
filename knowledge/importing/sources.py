"""Opening official exports: JSON lines, CSV and workbooks, a row at a time.

A source yields `Row`s, and `BadRow`s for what cannot be a row — an HTML error
page among JSON lines, a line cut short — so that nothing is passed over in
silence.  Only a workbook is held in memory whole; that is how XLSX is made.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from knowledge.importing.columns import has_name_column
from knowledge.problems import KnowledgeError, Problem


class Row(Struct, frozen=True):
    """One row as it stood."""

    sheet: str
    number: int
    """Line or row, counted from 1, headings included."""
    cells: dict[str, Any]


class BadRow(Struct, frozen=True):
    """Something in a row's place, with what is wrong with it."""

    original: str
    problem: Problem


class Source(Protocol):
    """An export opened for reading."""

    headings: tuple[str, ...]
    """Column names in order; empty where each row names its own (JSON lines)."""

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield every row once.  Raises `KnowledgeError` where the file itself is broken."""
        ...


def open_source(path: Path) -> Source:
    """Choose by the file's ending.  Raises `KnowledgeError` for a file that is no export."""
    kinds: dict[str, type[JsonLines] | type[Csv] | type[Workbook]] = {
        ".json": JsonLines,
        ".jsonl": JsonLines,
        ".ndjson": JsonLines,
        ".csv": Csv,
        ".xlsx": Workbook,
        ".xls": Workbook,
        ".ods": Workbook,
    }
    if not path.is_file():
        raise _refusal(path, "no-file", "没有这个文件，请检查路径")
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise _refusal(path, "unknown-format", f"不认识的文件类型，可以导入：{' '.join(kinds)}")
    return kind(path)


def _refusal(path: Path, code: str, message: str) -> KnowledgeError:
    return KnowledgeError((Problem(code=code, file=str(path), message=message),))


class JsonLines:
    """One JSON object a line."""

    headings: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            if file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"[":
                message = "这是一个 JSON 数组；请改成每行一个 JSON 对象再导入"
                raise _refusal(path, "json-array", message)

    def rows(self) -> Iterator[Row | BadRow]:
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield self._row(number, line.removeprefix(b"\xef\xbb\xbf"))

    def _row(self, number: int, line: bytes) -> Row | BadRow:
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            code, message = "bad-json", f"这一行不是 JSON：{error}"
            if line.lstrip()[:1] == b"<":
                code, message = "html-page", "这一行是网页（多半是接口出错时返回的页面），请重新下载这一条"
        else:
            if isinstance(value, dict):
                return Row("", number, value)
            code, message = "not-an-object", "这一行不是一个 JSON 对象（{…}）"
        problem = Problem(code=code, file=str(self._path), row=number, message=message)
        return BadRow(line.decode("utf-8", errors="replace").rstrip("\r\n"), problem)


class Csv:
    """Comma-separated values with a heading line, in UTF-8 or GB18030."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = _encoding(path)
        with self._open() as lines:
            self.headings = tuple(heading.strip() for heading in next(csv.reader(lines), []))
        _require_name_column(path, "", self.headings)

    def _open(self) -> io.TextIOWrapper:
        return self._path.open(encoding=self._encoding, newline="", errors="replace")

    def rows(self) -> Iterator[Row | BadRow]:
        with self._open() as file:
            lines = _Recorder(file)
            reader = csv.reader(lines, strict=True)
            next(reader)
            while True:
                number = reader.line_num + 1
                lines.taken.clear()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    yield self._bad(number, lines, "bad-csv", f"引号或逗号有误，读到第 {reader.line_num} 行为止：{error}")
                    continue
                if any(cells):
                    yield self._row(number, cells, lines)

    def _row(self, number: int, cells: list[str], lines: _Recorder) -> Row | BadRow:
        if len(cells) > len(self.headings):
            message = f"这一行有 {len(cells)} 格，标题只有 {len(self.headings)} 格，请检查逗号和引号"
            return self._bad(number, lines, "too-many-cells", message)
        if any("\ufffd" in cell for cell in cells):
            return self._bad(number, lines, "bad-encoding", "这一行有乱码，请把文件另存为 UTF-8 再导入")
        return Row("", number, dict(zip(self.headings, cells, strict=False)))

    def _bad(self, number: int, lines: _Recorder, code: str, message: str) -> BadRow:
        original = "".join(lines.taken).rstrip("\r\n")
        return BadRow(original, Problem(code=code, file=str(self._path), row=number, message=message))


class _Recorder:
    """Lines on their way to the CSV reader, remembered until the next record."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken.append(line)
        return line


class Workbook:
    """XLSX, XLS or ODS: every sheet whose first row holds known headings."""

    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only workbooks need it

        try:
            workbook = CalamineWorkbook.from_path(str(path))
            self._sheets = {name: workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names}
        except (CalamineError, OSError) as error:
            raise _refusal(path, "bad-workbook", f"工作簿打不开，请用表格软件重新另存一次（{error}）") from error
        self._path = path
        named = {name: rows for name, rows in self._sheets.items() if rows and _headings(rows[0])}
        first = next((rows for rows in named.values() if has_name_column(set(_headings(rows[0])))), None)
        self.headings = _headings(first[0]) if first else ()
        _require_name_column(path, next(iter(self._sheets), ""), self.headings)

    def rows(self) -> Iterator[Row | BadRow]:
        for sheet, rows in self._sheets.items():
            if not rows or not any(any(row) for row in rows):
                continue
            headings = _headings(rows[0])
            if not has_name_column(set(headings)):
                message = "这个工作表没有“事项名称”一列，没有导入"
                problem = Problem(code="no-name-column", file=str(self._path), sheet=sheet, row=1, message=message)
                yield BadRow("", problem)
                continue
            for number, cells in enumerate(rows[1:], start=2):
                if any(cell != "" for cell in cells):
                    yield Row(sheet, number, dict(zip(headings, map(_cell_text, cells), strict=False)))


def _encoding(path: Path) -> str:
    """UTF-8 where the bytes are, else GB18030, as Chinese Excel saves."""
    with path.open("rb") as file:
        decoder = io.TextIOWrapper(file, encoding="utf-8", errors="strict")
        try:
            while decoder.read(1 << 20):
                pass
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


def _require_name_column(path: Path, sheet: str, headings: tuple[str, ...]) -> None:
    if not has_name_column(set(headings)):
        message = f"找不到“事项名称”一列；第一行是：{'、'.join(headings) or '空的'}"
        raise KnowledgeError(
            (Problem(code="no-name-column", file=str(path), sheet=sheet, row=1, message=message),)
        )


def _headings(row: list[Any]) -> tuple[str, ...]:
    return tuple(_cell_text(cell).strip() for cell in row)


def _cell_text(cell: Any) -> str:
    """A workbook stores 20 as 20.0; people wrote 20."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)

