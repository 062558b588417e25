"""Opening official exports: which reader a file needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.importing.json_document import JsonDocument
from knowledge.importing.json_lines import JsonLines, is_json_lines
from knowledge.importing.pages import Pages, holds_pages
from knowledge.importing.rows import Source
from knowledge.importing.tables import Csv
from knowledge.importing.workbook import Workbook
from knowledge.problems import unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge.importing.columns import Columns


def open_json(path: Path, columns: Columns) -> Source:
    """Read objects on lines of their own as such, all else as one JSON value."""
    return JsonLines(path, columns) if is_json_lines(path) else JsonDocument(path, columns)


_READERS: Mapping[str, Callable[[Path, Columns], Source]] = {
    ".json": open_json,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".csv": Csv,
    ".xlsx": Workbook,
    ".xls": Workbook,
    ".ods": Workbook,
    ".html": Pages,
    ".htm": Pages,
}


def open_source(path: Path, columns: Columns) -> Source:
    """Choose by the file's ending; a folder with saved pages in it is one export.  Raises `KnowledgeError` for a file that is no export."""
    if path.is_dir() and holds_pages(path):
        return Pages(path, columns)
    if not path.is_file():
        raise unusable("no-file", path, "没有这个文件，请检查路径")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise unusable("unknown-format", path, f"不认识的文件类型，可以导入：{' '.join(_READERS)}")
    if not path.stat().st_size:
        raise unusable("empty-file", path, "文件是空的，请重新导出")
    return reader(path, columns)
