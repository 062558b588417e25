"""Tables as a workbook: protection, drop-downs, hints, widths."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from knowledge.office.cells import AS_TEXT, TEXT, YES_NO, Cell
from knowledge.office.sheets import DELETE, SHEETS, Column, Sheet, sheet_of
from knowledge.office.tables import EXPORTED, INTRODUCTION, Tables

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_HEADING = "daoban-heading"
_LAST_ROW = 1_048_576
_HINT_LENGTH = 255
"""Characters Excel allows in the message of a cell."""
_FREEZE = "C2"
"""Headings stay in sight, and what a row is about: its id and its name."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook would take for an escaped character, such as ``_x0041_``."""
_FORMULA_STARTS = ("=", "+", "-", "@", "'")
_INTRODUCTION_LINES = (
    "怎么改这个工作簿",
    "1. 每个工作表放一类内容。要改哪一格，直接改，再保存。",
    "2. 灰色的编号不能改。材料、渠道、法律依据、窗口等每一行都写着它属于哪个编号。",
    "3. 要新增，写在最下面的空行里。事项要先在“事项”表里写编号和名称，再去别的表写它的材料和渠道。",
    "4. 要去掉一个事项、地点、一件事或协议，在它那行的“删除”一栏选“是”。",
    "   要去掉一份材料、一个渠道、一个窗口，把那一行删掉或整行清空。",
    "5. 一格里要写几条，一行写一条，换行按 Alt+Enter。",
    "6. 名称后面带“（只看）”的列只给您看，改了也没有用。",
    "7. 不要改工作表的名字和第一行的标题，不要加列。",
    "8. 改好后，用 daoban guides apply 先试一遍（--dry-run），看清改了什么，再正式写回去。",
)


def workbook_of(tables: Tables) -> Workbook:
    """Return a workbook of `tables`, ready to be saved; texts fit their cells."""
    workbook = Workbook()
    _add_styles(workbook)
    introduction = workbook.worksheets[0]
    introduction.title = INTRODUCTION
    introduction.column_dimensions["A"].width = 110
    for line in _INTRODUCTION_LINES:
        introduction.append([line])
    introduction.protection.sheet = True
    for sheet in SHEETS:
        _lay_out(workbook.create_sheet(sheet.title), sheet, tables)
    hidden = workbook.create_sheet(EXPORTED)
    for number, row in enumerate(tables[EXPORTED], start=1):
        for position, value in enumerate(row, start=1):
            _put(hidden.cell(number, position), value)
    hidden.sheet_state = "veryHidden"
    hidden.protection.sheet = True
    return workbook


def _add_styles(workbook: Workbook) -> None:
    """One named style for each look: setting a style by name is quick for many cells."""
    top = Alignment(vertical="top", wrap_text=True)
    grey = PatternFill("solid", fgColor="E8E8E8")
    heading = NamedStyle(_HEADING, font=Font(bold=True), fill=grey, alignment=top, number_format=AS_TEXT)
    workbook.add_named_style(heading)
    formats = {column.form.number_format for sheet in SHEETS for column in sheet.columns} | {AS_TEXT}
    for number_format in formats:
        for locked in (True, False):
            style = NamedStyle(
                _style(number_format, locked=locked),
                alignment=top,
                number_format=number_format,
                protection=Protection(locked=locked),
            )
            if locked:
                style.fill = grey
            workbook.add_named_style(style)


def _style(number_format: str, *, locked: bool) -> str:
    return f"daoban-{number_format}-{'locked' if locked else 'open'}"


def _lay_out(worksheet: Worksheet, sheet: Sheet, tables: Tables) -> None:
    headings, *rows = tables[sheet.title]
    columns = _columns(sheet)
    for position, heading in enumerate(headings, start=1):
        _put(worksheet.cell(1, position), heading, _HEADING)
    for number, row in enumerate(rows, start=2):
        for position, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
            locked = column.field == "id" and not sheet.items
            _put(worksheet.cell(number, position), value, _style(column.form.number_format, locked=locked))
    for position, column in enumerate(columns, start=1):
        _prepare(worksheet, get_column_letter(position), column, _ids_of(sheet, column, tables))
    worksheet.freeze_panes = _FREEZE
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    protection = worksheet.protection
    protection.sheet = True
    # True means forbidden: all but ids and headings may be changed, rows may come and go.
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.insertRows = protection.deleteRows = protection.autoFilter = False


def _columns(sheet: Sheet) -> tuple[Column, ...]:
    """A column for every heading, those that hold no field of the row included."""
    if not sheet.items:
        hint = "要去掉这一条，选“是”"
        return (*sheet.columns, Column(DELETE, "", YES_NO, 8, hint))
    owner_sheet = sheet_of(sheet.kind)
    owner = Column(sheet.owner, "", TEXT, 30, f"“{owner_sheet.title}”表里的编号")
    name = Column(sheet.owner_name, "", TEXT, 24, "只给您看，不用填")
    part = [Column(sheet.part.heading, "", sheet.part.form, 10, sheet.part.hint)] if sheet.part else []
    return (owner, name, *part, *sheet.columns)


def _ids_of(sheet: Sheet, column: Column, tables: Tables) -> str:
    """The cells a drop-down of ids is taken from; "" where the column names no record."""
    if column.heading != sheet.owner:
        return ""
    owner_sheet = sheet_of(sheet.kind)
    # Some rows more, so that records just added can be chosen as well.
    return f"'{owner_sheet.title}'!$A$2:$A${len(tables[owner_sheet.title]) + 200}"


def _prepare(worksheet: Worksheet, letter: str, column: Column, ids: str) -> None:
    """Make a column ready for rows to come: width, format, what may be chosen, what to write."""
    dimension = worksheet.column_dimensions[letter]
    dimension.width = column.width
    dimension.number_format = column.form.number_format
    dimension.alignment = Alignment(vertical="top", wrap_text=True)
    dimension.protection = Protection(locked=False)
    offered = f'"{",".join(column.form.choices)}"' if column.form.choices else ids
    if not offered and not column.hint:
        return
    validation = DataValidation(type="list" if offered else None, formula1=offered or None, allow_blank=True)
    validation.showErrorMessage = bool(column.form.choices)
    validation.errorTitle, validation.error = column.heading, "请从下拉单里选一个"
    if column.hint:
        validation.showInputMessage = True
        validation.promptTitle, validation.prompt = column.heading, column.hint[:_HINT_LENGTH]
    validation.add(f"{letter}2:{letter}{_LAST_ROW}")
    worksheet.add_data_validation(validation)


def _put(cell: SheetCell | MergedCell, value: Cell, style: str = "") -> None:
    """Fill a cell; a text stays a text, whatever it begins with."""
    if style:
        cell.style = style
    if isinstance(value, str):
        if not value:
            return
        cell.value = _ESCAPE.sub("_x005F_", value)
        cell.data_type = "s"
        if value.startswith(_FORMULA_STARTS):
            cell.quotePrefix = True
    else:
        number_format = cell.number_format
        cell.value = value
        cell.number_format = number_format  # a date brings a format of its own
