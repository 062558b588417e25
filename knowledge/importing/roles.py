"""What a table of an export lists: items, more cells of items, or entries of one of their lists."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from knowledge.importing.columns import Columns
    from knowledge.importing.rows import PartName

Role = Literal["items", "more"]
"""Besides the lists: items, or more columns of items that another table names."""

_TITLES: Mapping[str, PartName] = MappingProxyType(
    {
        "up_task_general_material": "materials",
        "材料": "materials",
        "申请材料": "materials",
        "材料信息": "materials",
        "材料清单": "materials",
        "up_task_general_fee_project": "charges",
        "收费": "charges",
        "收费项目": "charges",
        "收费信息": "charges",
        "up_task_general_questions": "questions",
        "常见问题": "questions",
        "问答": "questions",
        "法律依据": "laws",
        "设定依据": "laws",
        "窗口": "windows",
        "办理窗口": "windows",
        "通办": "scopes",
        "通办范围": "scopes",
    }
)
"""Names of tables that say what they list, though they may name the items as well."""
_TELLING: Mapping[PartName, str] = MappingProxyType(
    {
        "materials": "materials.name",
        "charges": "charges.name",
        "questions": "questions.question",
        "laws": "laws.title",
        "windows": "windows.name",
    }
)
"""The field without which an entry of a list says nothing."""
_OF_MANY = frozenset({"name", "NAME", "设定依据"})
"""Columns that do not tell of which list they are."""
_KEYS = ("row_id_of_item", "item_id", "code", "row_id")
"""Fields that name an item, the most exact first; a table's own row id comes last."""


def role_of(title: str, headings: Iterable[str], columns: Columns) -> Role | PartName | None:
    """Return what a table lists; None where it cannot be told."""
    found = frozenset(headings)
    keyed = any(not found.isdisjoint(columns[field]) for field in _KEYS)
    if keyed and title.strip() in _TITLES:
        return _TITLES[title.strip()]
    if columns.name_items(found):
        return "items"
    if not keyed:
        return None
    for part, field in _TELLING.items():
        if found & set(columns[field]) - _OF_MANY:
            return part
    known = {name for field, names in columns.names.items() if field not in _KEYS for name in names}
    return "more" if found & known else None


def keys_of_item(cells: Mapping[str, object], columns: Columns) -> tuple[str, ...]:
    """Return every key by which other tables may name the item."""
    return _keys(cells, columns, {"row_id": "row", "item_id": "item", "code": "code"})


def keys_of_entry(cells: Mapping[str, object], columns: Columns) -> tuple[str, ...]:
    """Return the keys by which an entry may name its item, the most exact first."""
    spaces = {"row_id_of_item": "row", "item_id": "item", "code": "code", "row_id": "row"}
    return _keys(cells, columns, spaces)


def _keys(cells: Mapping[str, object], columns: Columns, spaces: Mapping[str, str]) -> tuple[str, ...]:
    found = (
        f"{space}:{text}"
        for field, space in spaces.items()
        for column in columns[field]
        if (text := str(cells.get(column, "")).strip())
    )
    return tuple(dict.fromkeys(found))
