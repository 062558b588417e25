"""Writing a knowledge base as a workbook, or saying what no workbook can hold."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.model import Knowledge, Record
from knowledge.office.reading import understand
from knowledge.office.sheets import KINDS, SHEETS, Kind, lists_of, sheet_of
from knowledge.office.tables import Tables, id_of, items_at, records_of, tables_of, value_at
from knowledge.problems import KnowledgeError, Problem, unusable

if TYPE_CHECKING:
    from openpyxl import Workbook

_LONGEST = 32_767
"""Characters (UTF-16 units) of one cell in Excel; more is cut off without a word."""


def export(knowledge: Knowledge, path: Path) -> None:
    """Write `knowledge` to a new workbook at `path`.

    Raises `KnowledgeError` where a file is there already, is not to be an XLSX,
    or where something would not come back exactly as it is; then nothing is written.
    """
    from knowledge.office.layout import workbook_of  # noqa: PLC0415  openpyxl takes longer than most commands

    if path.suffix.lower() != ".xlsx":
        raise unusable("not-xlsx", path, "文件名要以 .xlsx 结尾")
    if path.exists():
        raise unusable("file-exists", path, "已经有这个文件，没有动它。请换一个名字，或者先把它移走")
    if not path.absolute().parent.is_dir():
        raise unusable("no-folder", path.parent, "没有这个文件夹，请检查路径")
    tables = tables_of(knowledge)
    if problems := (*_too_long(tables), *_inexact(knowledge, tables)):
        raise KnowledgeError(problems)
    with tempfile.TemporaryDirectory(prefix=".exporting-", dir=path.parent) as staging:
        written = Path(staging) / path.name
        written.write_bytes(_saved(workbook_of(tables)))
        os.replace(written, path)  # noqa: PTH105  Path.replace is the same


def _saved(workbook: Workbook) -> bytes:
    """In memory: a ZIP that a full disk breaks off has more to say of it than its error."""
    whole = BytesIO()
    workbook.save(whole)
    return whole.getvalue()


def _too_long(tables: Tables) -> Iterator[Problem]:
    for sheet in SHEETS:
        headings, *rows = tables[sheet.title]
        for row in rows:
            for heading, cell in zip(headings, row, strict=True):
                length = len(cell.encode("utf-16-le")) // 2 if isinstance(cell, str) else 0
                if length > _LONGEST:
                    message = (
                        f"{sheet.title}里这一格有 {length} 个字，表格最多装 {_LONGEST} 个，请改短或分开写"
                    )
                    yield Problem(
                        code="cell-too-long",
                        file=f"{sheet.kind}/{row[0]}.toml",
                        key=str(heading),
                        message=message,
                    )


def _inexact(knowledge: Knowledge, tables: Tables) -> Iterator[Problem]:
    """Records that would come back as something else: text that a folder's own reading would have cleaned."""
    read = understand(tables, "").knowledge
    for kind in KINDS:
        back = {id_of(record): record for record in records_of(read, kind)}
        for record in records_of(knowledge, kind):
            found = back.get(id_of(record))
            if found == record:
                continue
            yield Problem(
                code="not-exact",
                file=f"{kind}/{id_of(record)}.toml",
                key=_first_difference(kind, record, found) if found else "",
                message="这里有表格装不下的写法（列表的一条里换了行、看不见的字符等），请先在文件里改好",
            )


def _first_difference(kind: Kind, record: Record, found: Record) -> str:
    """The heading of a field that differs, or the title of the sheet whose rows do."""
    for column in sheet_of(kind).columns:
        if value_at(record, column.field) != value_at(found, column.field):
            return column.heading
    lists = (
        sheet.title
        for sheet in lists_of(kind)
        if list(items_at(record, sheet)) != list(items_at(found, sheet))
    )
    return next(lists, "")
