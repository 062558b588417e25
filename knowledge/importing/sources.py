"""Opening official exports: which reader a file needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.importing.csv_folder import open_csv_folder
from knowledge.importing.json_document import JsonDocument
from knowledge.importing.json_lines import JsonLines, is_json_lines
from knowledge.importing.pages import Pages, holds_pages
from knowledge.importing.rows import Source, require_name_column
from knowledge.importing.tables import Csv
from knowledge.importing.workbook import open_workbook_source
from knowledge.problems import unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from knowledge.importing.columns import Columns


def open_json(path: Path, columns: Columns) -> Source:
    """Read objects on lines of their own as such, all else as one JSON value."""
    return JsonLines(path, columns) if is_json_lines(path) else JsonDocument(path, columns)


def open_csv(path: Path, columns: Columns) -> Source:
    """Read one table, which has to name items."""
    table = Csv(path)
    require_name_column(path, table.headings, columns)
    return table


_READERS: Mapping[str, Callable[[Path, Columns], Source]] = {
    ".json": open_json,
    ".jsonl": JsonLines,
    ".ndjson": JsonLines,
    ".csv": open_csv,
    ".xlsx": open_workbook_source,
    ".xls": open_workbook_source,
    ".ods": open_workbook_source,
    ".html": Pages,
    ".htm": Pages,
}


def open_source(path: Path, columns: Columns) -> Source:
    """Choose by the file's ending; a folder of saved pages or of CSV tables is one export.

    Raises `KnowledgeError` for what is no export.
    """
    if path.is_dir():
        return Pages(path, columns) if holds_pages(path) else open_csv_folder(path, columns)
    if not path.is_file():
        raise unusable("no-file", path, "没有这个文件，请检查路径")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise unusable("unknown-format", path, f"不认识的文件类型，可以导入：{' '.join(_READERS)}")
    if not path.stat().st_size:
        raise unusable("empty-file", path, "文件是空的，请重新导出")
    return reader(path, columns)
