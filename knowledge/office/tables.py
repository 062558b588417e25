"""Knowledge as tables of cells, sheet by sheet, by the table of `sheets`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from knowledge.model import Knowledge, Record
from knowledge.office.cells import Cell
from knowledge.office.sheets import KINDS, SHEETS, Column, Kind, Sheet

Tables = Mapping[str, Sequence[Sequence[Cell]]]
"""Title of a sheet → its rows, the headings first."""

EXPORTED = "导出记录"
"""Title of the hidden sheet that says how each record was when the workbook was made."""
EXPORTED_HEADINGS = ("kind", "id", "digest")
INTRODUCTION = "说明"
"""Title of the sheet that tells people what to do; it is never read."""


def tables_of(knowledge: Knowledge) -> Tables:
    """Return the sheets of a workbook that holds `knowledge`, the hidden one included."""
    tables: dict[str, list[list[Cell]]] = {}
    for sheet in SHEETS:
        rows = (row for record in records_of(knowledge, sheet.kind) for row in _rows(sheet, record))
        tables[sheet.title] = [list(sheet.headings), *rows]
    exported: list[list[Cell]] = [list(EXPORTED_HEADINGS)]
    for kind in KINDS:
        exported += ([kind, id_of(record), digest(kind, record)] for record in records_of(knowledge, kind))
    tables[EXPORTED] = exported
    return tables


def records_of(knowledge: Knowledge, kind: Kind) -> tuple[Record, ...]:
    """The records of one kind."""
    records: tuple[Record, ...] = getattr(knowledge, kind)
    return records


def id_of(record: Record) -> str:
    """The id of a guide, a site, a theme or an agreement."""
    return str(value_at(record, "id"))


def name_of(record: Record) -> str:
    """The name of a guide, a site, a theme or an agreement."""
    return str(value_at(record, "name"))


def digest(kind: Kind, record: Record) -> str:
    """A fingerprint that two records share where all their cells are the same.

    Of the cells, because equal records need not have equal JSON: 40 and 40.0 yuan.
    """
    rows = [list(_rows(sheet, record)) for sheet in SHEETS if sheet.kind == kind]
    return hashlib.blake2b(msgspec.json.encode(rows), digest_size=16).hexdigest()


def cells_of(sheet: Sheet, record: Record) -> list[Cell]:
    """What the columns of the sheet hold for a record or an item."""
    return [_cell(record, column) for column in sheet.columns]


def value_at(record: Record, field: str) -> Any:
    """The value of a field, dotted where it lies in another; None where it has none."""
    owner = _owner(record, field)
    return None if owner is None else _get(owner, field)


def items_at(record: Record, sheet: Sheet) -> Iterator[tuple[Any, Record]]:
    """Yield (key of the part, item) for every item the sheet shows of a record; no part: None."""
    for item in getattr(record, sheet.items):
        yield None, item
    if sheet.part is not None:
        for part in getattr(record, sheet.part.items):
            for item in getattr(part, sheet.items):
                yield getattr(part, sheet.part.key), item


def _rows(sheet: Sheet, record: Record) -> Iterator[list[Cell]]:
    if not sheet.items:
        yield [*cells_of(sheet, record), ""]
        return
    for key, item in items_at(record, sheet):
        part = [] if sheet.part is None else ["" if key is None else sheet.part.form.write(key)]
        yield [id_of(record), name_of(record), *part, *cells_of(sheet, item)]


def _cell(record: Record, column: Column) -> Cell:
    owner = _owner(record, column.field)
    if owner is None:
        return ""
    value = _get(owner, column.field)
    return column.form.none if value is None else column.form.write(value)


def _owner(record: Record, field: str) -> Record | None:
    """The struct in which the last step of a dotted field lies; None where it is not there."""
    *steps, _ = field.split(".")
    found: Record | None = record
    for step in steps:
        found = getattr(found, step)
    return found


def _get(owner: Record, field: str) -> Any:
    """The last step of a dotted field; the tag of a channel is a field like any other."""
    name = field.rpartition(".")[2]
    config = owner.__struct_config__
    return config.tag if name == config.tag_field else getattr(owner, name, None)
