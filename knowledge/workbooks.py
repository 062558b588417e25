"""Opening XLSX, XLS and ODS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.problems import unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineWorkbook

    from knowledge.problems import KnowledgeError

Sheets = dict[str, list[list[Any]]]
"""Sheet name → its rows of cells, from the very top, as the editor counts them."""


class OpenWorkbook:
    """A workbook whose sheets are read one at a time."""

    def __init__(self, path: Path, workbook: CalamineWorkbook) -> None:
        self.path = path
        self._workbook = workbook
        self.titles = tuple(workbook.sheet_names)

    def rows(self, title: str) -> Iterator[list[Any]]:
        """Yield the rows of a sheet from the very top.  Raises `KnowledgeError` for one that is damaged."""
        from python_calamine import CalamineError  # noqa: PLC0415  only workbooks need it

        try:
            sheet = self._workbook.get_sheet_by_name(title)
        except (CalamineError, OSError) as error:
            raise _damaged(self.path, error) from error
        if sheet.start is None:
            return
        before = [""] * sheet.start[1]
        for row in sheet.iter_rows():  # from the top, but from the first column that is used
            yield [*before, *row]


def open_workbook(path: Path) -> OpenWorkbook:
    """Open the workbook at `path`.  Raises `KnowledgeError` where it cannot be opened."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415  only workbooks need it

    try:
        return OpenWorkbook(path, CalamineWorkbook.from_path(str(path)))
    except (CalamineError, OSError) as error:
        raise _damaged(path, error) from error


def read_sheets(path: Path) -> Sheets:
    """Return every sheet of the workbook at `path`.  Raises `KnowledgeError` where it cannot be opened."""
    workbook = open_workbook(path)
    return {title: list(workbook.rows(title)) for title in workbook.titles}


def _damaged(path: Path, error: Exception) -> KnowledgeError:
    message = f"工作簿打不开，请检查路径，或者用表格软件重新另存一次（{error}）"
    return unusable("bad-workbook", path, message)
