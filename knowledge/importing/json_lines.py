"""JSON lines: one object a line, as the provincial site's interface gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from knowledge.importing.rows import BadRow, Row
from knowledge.problems import Problem, unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from knowledge.importing.columns import Columns

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class JsonLines:
    """One JSON object a line.  An array is refused: its rows may be nested in any way."""

    headings: tuple[str, ...] = ()
    skipped: tuple[Problem, ...] = ()

    def __init__(self, path: Path, _columns: Columns) -> None:
        self._path = path
        with path.open("rb") as file:
            if file.read(64).removeprefix(_BYTE_ORDER_MARK).lstrip()[:1] == b"[":
                message = "整个文件是一个 JSON 数组；请让提供数据的人导出成 CSV、XLSX，或每行一个 JSON 对象"
                raise unusable("json-array", path, message)

    def rows(self) -> Iterator[Row | BadRow]:
        """Yield a row for every line that is not empty."""
        with self._path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                text = line.removeprefix(_BYTE_ORDER_MARK).strip()
                if text:
                    yield self._row(number, text)

    def _row(self, number: int, line: bytes) -> Row | BadRow:
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            code, message = "bad-json", f"这一行不是 JSON，请检查有没有断开或少了引号：{error}"
            if line.startswith(b"<"):
                code, message = "html-page", "这一行是网页（多半是接口出错时返回的页面），请重新下载这一条"
        else:
            if isinstance(value, dict):
                return Row("", number, value)
            code, message = "not-an-object", "这一行不是一个 JSON 对象（{…}）"
        problem = Problem(code=code, file=str(self._path), row=number, message=message)
        return BadRow(line.decode("utf-8", errors="replace"), problem)
