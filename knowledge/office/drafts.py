"""Putting rows together to records: what TOML would hold, and which cell each of it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from knowledge.conversion import convert_reporting
from knowledge.model import Knowledge, Record
from knowledge.office.cells import YES_NO, Cell, Form, Unreadable, as_text
from knowledge.office.faults import Faults, Place
from knowledge.office.sheets import DELETE, KINDS, Kind, Sheet, lists_of
from knowledge.problems import Problem
from knowledge.text import clean

Key = tuple[Kind, str]
"""Kind and id of a record."""
Cells = Mapping[str, Cell]
"""heading → what the cell holds; blank cells are left out."""

_INDEX = re.compile(r"\[\d+\]")


class Draft:
    """One record as far as its rows have been read."""

    def __init__(self, sheet: Sheet, place: Place, *, delete: bool) -> None:
        self.place = place
        self.delete = delete
        self.faulty = False
        self.raw: dict[str, Any] = {}
        self._rows: dict[str, tuple[Sheet, Place]] = {"": (sheet, place)}

    def add(self, sheet: Sheet, place: Place, raw: dict[str, Any], part: int | None) -> None:
        """Append an item, to the record or to the item of that index in its part."""
        owner, path = self.raw, ""
        if part is not None and sheet.part is not None:
            owner = self.raw[sheet.part.items][part]
            path = f"{sheet.part.items}[{part + 1}]."
        items = owner.setdefault(sheet.items, [])
        items.append(raw)
        self._rows[f"{path}{sheet.items}[{len(items)}]"] = (sheet, place)

    def locate(self, key: str) -> tuple[Sheet, Place, str]:
        """The sheet, the row and the field that ``materials[2].name`` stands for."""
        prefix = max(
            (path for path in self._rows if f"{key}.".startswith(f"{path}." if path else "")), key=len
        )
        sheet, place = self._rows[prefix]
        return sheet, place, _INDEX.sub("", key[len(prefix) :].removeprefix("."))


class Drafts:
    """All records of a workbook while its rows are read, records before items."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.by_key: dict[Key, Draft] = {}

    def add_record(self, sheet: Sheet, place: Place, cells: Cells) -> None:
        """Begin the record that a row describes."""
        id_column = sheet.columns[0]
        record_id = clean(as_text(cells.get(id_column.heading)))
        if not record_id:
            self._faults.add("no-id", place, "没有编号，请写上", id_column.heading)
            return
        if (sheet.kind, record_id) in self.by_key:
            first = self.by_key[sheet.kind, record_id].place.row
            message = f"编号“{record_id}”在第 {first} 行已经有了，请换一个"
            self._faults.add("duplicate-id", place, message, id_column.heading)
            return
        draft = Draft(sheet, place, delete=self._value(YES_NO, DELETE, place, cells) is True)
        self.by_key[sheet.kind, record_id] = draft
        self._fill(draft.raw, draft, sheet, place, cells)

    def add_item(self, sheet: Sheet, place: Place, cells: Cells) -> None:
        """Append the item that a row describes to the record it names."""
        owner_id = clean(as_text(cells.get(sheet.owner)))
        draft = self.by_key.get((sheet.kind, owner_id))
        if draft is None:
            found = f"没有“{owner_id}”，请改成有的编号" if owner_id else "请写上它属于哪个编号"
            self._faults.add("unknown-owner", place, f"{found}；不要这一行就把整行清空", sheet.owner)
            return
        part: int | None = None
        if sheet.part is not None and sheet.part.heading in cells:
            number = self._value(sheet.part.form, sheet.part.heading, place, cells)
            part = _index(draft.raw.get(sheet.part.items, []), sheet.part.key, number)
            if part is None:
                message = f"{owner_id} 没有这个{sheet.part.heading}，请改正或者空着"
                self._faults.add("unknown-part", place, message, sheet.part.heading)
                draft.faulty = True
                return
        raw: dict[str, Any] = {}
        draft.add(sheet, place, raw, part)
        self._fill(raw, draft, sheet, place, cells)

    def knowledge(self) -> Knowledge:
        """Return the sound records that are to stay, and report what is wrong with the others."""
        found: dict[Kind, list[Record]] = {kind: [] for kind in KINDS}
        for (kind, _), draft in self.by_key.items():
            if draft.delete:
                continue
            record = convert_reporting(draft.raw, KINDS[kind], "", partial(self._tell, draft))
            if record is not None and not draft.faulty:
                found[kind].append(record)
        lists: dict[str, Any] = {kind: tuple(records) for kind, records in found.items()}
        return Knowledge(**lists)

    def _fill(self, raw: dict[str, Any], draft: Draft, sheet: Sheet, place: Place, cells: Cells) -> None:
        for column in sheet.columns:
            if column.heading not in cells:
                continue
            *steps, name = column.field.split(".")
            table = raw
            for step in steps:
                table = table.setdefault(step, {})
            try:
                table[name] = column.form.read(cells[column.heading])
            except Unreadable as error:
                self._faults.add("unreadable-value", place, str(error), column.heading)
                draft.faulty = True

    def _value(self, form: Form, heading: str, place: Place, cells: Cells) -> Any:
        """What a cell outside the columns of fields holds; None for a blank or an unreadable one."""
        if heading not in cells:
            return None
        try:
            return form.read(cells[heading])
        except Unreadable as error:
            self._faults.add("unreadable-value", place, str(error), heading)
            return None

    def _tell(self, draft: Draft, fault: Problem) -> None:
        """Report a fault of the typed record at the cell it comes from."""
        sheet, place, field = draft.locate(fault.key)
        heading = _heading(sheet, field)
        self._faults.add(fault.code, place, _in_terms_of_cells(fault, sheet, field, heading), heading)


def _index(items: list[dict[str, Any]], key: str, value: Any) -> int | None:
    return next((index for index, item in enumerate(items) if item.get(key) == value), None)


def _heading(sheet: Sheet, field: str) -> str:
    """The column of a field, or the first of those that make it up; "" where it has none."""
    fits = (
        column.heading
        for column in sheet.columns
        if column.field == field or (field and column.field.startswith(f"{field}."))
    )
    return next(fits, "")


def _in_terms_of_cells(fault: Problem, sheet: Sheet, field: str, heading: str) -> str:
    if not heading:
        rows = next((below for below in lists_of(sheet.kind) if below.items == field), None)
        return f"“{rows.title}”表里至少要有它的一行" if rows else fault.message
    if fault.code == "missing-key":
        return "不能空着，请填写；不要这一行就把整行清空" if sheet.items else "不能空着，请填写"
    if fault.code == "unknown-key":
        return "这一行用不着这一格，请清空"
    if fault.code == "bad-pattern" and field in {"id", "guide", "guides"}:
        return "编号要写“领域/英文短名”，用小写字母、数字和 - ，例如 police/id-card"
    return fault.message
