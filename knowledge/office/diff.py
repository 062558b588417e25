"""What changed between two records, in the words of the workbook."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from knowledge.model import Record
from knowledge.office.cells import LINES, as_text
from knowledge.office.sheets import Kind, Sheet, lists_of, sheet_of
from knowledge.office.tables import cells_of, items_at


class Difference(Struct, frozen=True):
    """One field: what it said and what it says; an empty text where it said or says nothing."""

    what: str
    """The heading, after the item it belongs to where it belongs to one."""
    old: str
    new: str


def differences(kind: Kind, old: Record, new: Record) -> tuple[Difference, ...]:
    """Return what differs between two states of a record, in the order of the sheets."""
    found = list(_fields(sheet_of(kind), old, new))
    for sheet in lists_of(kind):
        found += _items(sheet, list(items_at(old, sheet)), list(items_at(new, sheet)))
    return tuple(found)


def _fields(sheet: Sheet, old: Record, new: Record, of: str = "") -> Iterator[Difference]:
    for column, before, after in zip(sheet.columns, _texts(sheet, old), _texts(sheet, new), strict=True):
        what = f"{of}{column.heading}"
        if before != after:
            if column.form is LINES:
                yield from _lines(what, before.split("\n"), after.split("\n"))
            else:
                yield Difference(what, _one_line(before), _one_line(after))


def _lines(what: str, old: list[str], new: list[str]) -> Iterator[Difference]:
    """Entries that went and came; of a list that was only put in another order, the whole."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for entry in gone.elements():
        if entry:
            yield Difference(what, entry, "")
    for entry in come.elements():
        if entry:
            yield Difference(what, "", entry)
    if not gone and not come:
        yield Difference(what, "、".join(old), "、".join(new))


Items = list[tuple[Any, Record]]


def _items(sheet: Sheet, old: Items, new: Items) -> Iterator[Difference]:
    """Items are the same where their first column is: a material of the same name."""
    before_labels, after_labels = ([_label(sheet, *item) for item in items] for items in (old, new))
    matcher = difflib.SequenceMatcher(None, before_labels, after_labels, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            for (_, before), (_, after), label in zip(
                old[old_from:old_to], new[new_from:new_to], before_labels[old_from:old_to], strict=True
            ):
                yield from _fields(sheet, before, after, f"{sheet.title}“{label}” · ")
            continue
        for label, (_, item) in zip(before_labels[old_from:old_to], old[old_from:old_to], strict=True):
            yield Difference(sheet.title, _summary(sheet, label, item), "")
        for label, (_, item) in zip(after_labels[new_from:new_to], new[new_from:new_to], strict=True):
            yield Difference(sheet.title, "", _summary(sheet, label, item))


def _label(sheet: Sheet, part: Any, item: Record) -> str:
    first = _one_line(_texts(sheet, item)[0])
    return first if part is None or sheet.part is None else f"{sheet.part.heading} {part} {first}"


def _summary(sheet: Sheet, label: str, item: Record) -> str:
    rest = zip(sheet.columns[1:], _texts(sheet, item)[1:], strict=True)
    return "；".join([label, *(f"{column.heading} {_one_line(text)}" for column, text in rest if text)])


def _texts(sheet: Sheet, record: Record) -> list[str]:
    return [as_text(cell) for cell in cells_of(sheet, record)]


def _one_line(text: str) -> str:
    return text.replace("\n", "、")
