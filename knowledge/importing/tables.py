"""CSV tables, in UTF-8 or in the GB18030 that Chinese spreadsheets save."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from knowledge.importing.rows import BadRow, Row, unique_headings
from knowledge.problems import Problem, unusable

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from pathlib import Path

_UNDECODABLE = "\ufffd"


class Csv:
    """Comma-separated values with a heading line."""

    skipped: tuple[Problem, ...] = ()

    def __init__(self, path: Path) -> None:
        self.title = path.stem
        self._path = path
        self._encoding = _encoding(path)
        self.headings = unique_headings(self._first_record())

    def _first_record(self) -> list[str]:
        with self._open() as lines:
            try:
                return next(csv.reader(lines, strict=True), [])
            except csv.Error as error:
                message = f"标题行读不出来，请检查引号和逗号，或者重新导出：{error}"
                raise unusable("bad-csv", self._path, message) from error

    def _open(self) -> io.TextIOWrapper:
        return self._path.open(encoding=self._encoding, newline="", errors="replace")

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every record that is not blank."""
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
                    message = f"引号或逗号有误，读到第 {reader.line_num} 行为止，请检查引号：{error}"
                    yield self._bad(number, lines, "bad-csv", message)
                    continue
                if any(cell.strip() for cell in cells):
                    yield self._row(number, cells, lines)

    def _row(self, number: int, cells: list[str], lines: _Recorder) -> Row | BadRow:
        if len(cells) > len(self.headings):
            message = f"这一行有 {len(cells)} 格，标题只有 {len(self.headings)} 格，请检查逗号和引号"
            return self._bad(number, lines, "too-many-cells", message)
        if any(_UNDECODABLE in cell for cell in cells):
            return self._bad(number, lines, "bad-encoding", "这一行有乱码，请改正乱码后再导入")
        return Row("", number, dict(zip(self.headings, cells, strict=False)), file=str(self._path))

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


def _encoding(path: Path) -> str:
    """UTF-8 where headings or most lines are, else GB18030: broken bytes must not garble a whole table."""
    balance = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines):
            if not line.isascii():
                if number == 0 and _is_utf8(line):
                    break
                balance += 1 if _is_utf8(line) else -1
    return "utf-8-sig" if balance >= 0 else "gb18030"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
