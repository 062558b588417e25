"""Records of JSON: out of their envelopes and groups, into cells and lists.

The provincial interface answers ``{"errCode": 0, "msg": …, "data": {…}}`` and
splits an item into sections: ``{"AUDIT_ITEM": {…}, "AUDIT_MATERIAL": [{…}]}``.
Lists for the web group items: ``{"department": …, "items": [{"sub_items": [{…}]}]}``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from knowledge.importing.rows import BadRow, Row
from knowledge.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import PartName

HOLDERS = frozenset({"data", "list", "rows", "records", "result", "items", "sub_items"})
"""Keys of what an envelope or a group holds."""
_OF_ENVELOPE = frozenset({"errCode", "errcode", "code", "status", "success", "msg", "message", "total"})
_SECTIONS = frozenset(
    {
        "AUDIT_ITEM",
        "AUDIT_ITEM_EXTEND",
        "up_task_general_basic",
        "up_task_general_extend",
    }
)
"""Objects whose keys are columns of the item."""
PARTS: Mapping[str, PartName] = MappingProxyType(
    {
        "AUDIT_MATERIAL": "materials",
        "submit_documents": "materials",
        "submit_material_list": "materials",
        "up_task_general_material": "materials",
        "materials": "materials",
        "AUDIT_CHARGE": "charges",
        "up_task_general_fee_project": "charges",
        "charges": "charges",
        "AUDIT_QA": "questions",
        "up_task_general_questions": "questions",
        "questions": "questions",
        "LAW": "laws",
        "legal_basis": "laws",
        "laws": "laws",
        "AUDIT_CATALOG_LOBBY": "windows",
        "window_list": "windows",
        "windows": "windows",
        "SCOPES": "scopes",
        "scopes": "scopes",
        "AUDIT_ITEM_RESULT": "results",
        "results": "results",
    }
)
"""Key or table name → the list it holds; our own names are those of `Row.record`."""
_DEEPEST = 16
"""Levels of lists and objects in one record."""


class Place(msgspec.Struct, frozen=True):
    """Where a record stands."""

    path: Path
    number: int
    counted: Literal["行", "条"]

    def bad(self, code: str, message: str, original: str) -> BadRow:
        """What stands in the record's place."""
        problem = Problem(
            code=code, file=str(self.path), row=self.number, counted=self.counted, message=message
        )
        return BadRow(original, problem)


def is_too_deep(value: Any, levels: int = _DEEPEST) -> bool:
    """True for lists and objects nested more deeply than any export has them."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(is_too_deep(entry, levels - 1) for entry in inner)


def records_in(value: Any, columns: Columns) -> Iterator[Any]:
    """Yield every record in a JSON value, with what the groups around it say; other values as they are."""
    if isinstance(value, list) and value:
        for entry in value:
            yield from records_in(entry, columns)
    elif held := _held(value, columns):
        around = outer_cells(value, columns)
        for record in (record for entry in held for record in records_in(entry, columns)):
            yield around | record if isinstance(record, dict) else record
    else:
        yield value


def _held(value: Any, columns: Columns) -> list[Any]:
    """What an envelope or a group holds; nothing for an item, whatever lists it has."""
    if not isinstance(value, dict) or _is_named(value, columns):
        return []
    held = [value[key] for key in value if key in HOLDERS]
    return [entry for entry in held if entry and isinstance(entry, dict | list)]


def _is_named(record: dict[str, Any], columns: Columns) -> bool:
    return any(record.get(column) not in (None, "") for column in columns["name"])


def outer_cells(group: dict[str, Any], columns: Columns) -> dict[str, Any]:
    """Return what a group says of every item in it, such as the department."""
    return {
        key: value
        for key, value in group.items()
        if not isinstance(value, dict | list) and key not in _OF_ENVELOPE and key not in columns["name"]
    }


def row_from_record(record: Any, columns: Columns, place: Place, original: str = "") -> Row | BadRow:
    """Return the row that a record makes; `original` is the record as it stood, if it still is at hand."""
    if is_too_deep(record):
        original = original or msgspec.json.encode(record).decode()
        return place.bad("too-deep", "这一条里一层套一层，太深了，不像事项数据", original)
    if not isinstance(record, dict):
        original = original or msgspec.json.encode(record).decode()
        return place.bad("not-an-object", f"这一{place.counted}不是一个 JSON 对象（{{…}}）", original)
    cells: dict[str, Any] = {}
    parts: dict[PartName, list[dict[str, Any]]] = {}
    _spread(record, cells, parts)
    if not _is_named(cells, columns) and (said := _answer(record)):
        original = original or msgspec.json.encode(record).decode()
        return place.bad("empty-answer", f"接口没有给出这个事项（{said}），请核对编号后重新下载", original)
    return Row("", place.number, cells, parts, nested=record, counted=place.counted)


def _spread(
    record: dict[str, Any], cells: dict[str, Any], parts: dict[PartName, list[dict[str, Any]]]
) -> None:
    for key, value in record.items():
        entries = _objects(value)
        if key in _SECTIONS and entries:
            for entry in entries:
                _spread(entry, cells, parts)
        elif key in PARTS and entries:
            parts.setdefault(PARTS[key], []).extend(entries)
        elif cells.get(key) in (None, ""):
            cells[key] = value


def _objects(value: Any) -> list[dict[str, Any]]:
    """The objects of a list, or the one that stands for a list; nothing where anything else is among them."""
    entries = value if isinstance(value, list) else [value]
    return entries if all(isinstance(entry, dict) for entry in entries) else []


def _answer(record: dict[str, Any]) -> str:
    """What the interface said instead of giving an item; "" for a record that is no answer of it."""
    if not any(key in record for key in ("errCode", "errcode", "code")):
        return ""
    return str(record.get("msg") or record.get("message") or "")[:100]
