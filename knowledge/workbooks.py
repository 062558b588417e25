"""Opening XLSX, XLS and ODS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from knowledge.problems import unusable

Sheets = dict[str, list[list[Any]]]
"""Sheet name → its rows of cells, from the very top, as the editor counts them."""


def read_sheets(path: Path) -> Sheets:
    """Return every sheet of the workbook at `path`.  Raises `KnowledgeError` where it cannot be opened."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only workbooks need it

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in workbook.sheet_names
        }
    except (CalamineError, OSError) as error:
        message = f"工作簿打不开，请检查路径，或者用表格软件重新另存一次（{error}）"
        raise unusable("bad-workbook", path, message) from error
