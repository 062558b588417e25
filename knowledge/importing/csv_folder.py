"""A folder of CSV tables, as databases hand out the national 实施清单."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge.importing.joining import open_tables
from knowledge.importing.tables import Csv
from knowledge.problems import Problem, unusable

if TYPE_CHECKING:
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import Source


def open_csv_folder(path: Path, columns: Columns) -> Source:
    """Return the tables of a folder, those of lists joined to those of items; other files are told."""
    files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
    tables = [file for file in files if file.suffix.lower() == ".csv" and file.stat().st_size]
    if not tables:
        raise unusable("no-tables", path, "文件夹里没有 CSV 表；请放进事项表和材料表，或者直接写文件的路径")
    skipped = tuple(
        Problem(
            code="not-a-table",
            file=str(file),
            message="这个文件是空的，或者不是 CSV，没有导入",
            severity="warning",
        )
        for file in files
        if file not in tables
    )
    return open_tables(path, [Csv(file) for file in tables], columns, skipped)
