"""Tables of a saved page: lists of materials, laws and the like, with a line of headings."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from knowledge.importing.page_labels import TELLS, ListName, column_of, heads_column, label_of
from knowledge.importing.page_tree import Box, lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


Grid = list[list[Box]]
Entries = list[dict[str, str]]

_CELLS = 20_000
"""Cells of a table at most, spans filled in; what lies beyond is left out."""

_COUNT = "纸质材料份数"
_EACH = re.compile(r"(原件|复印件)[^\d,，;；、]{0,4}(\d{1,2})")


class Listing(Struct, frozen=True):
    """A table's headings, by the names they go by here, and what list they make it."""

    part: ListName
    headings: tuple[str, ...]

    def entries(self, rows: Grid) -> Entries:
        """Return the rows below the headings; a row without the telling column says nothing."""
        telling = TELLS[self.part]
        found = []
        for row in rows:
            cells = {
                heading: "\n".join(lines([box]))
                for heading, box in zip(self.headings, row, strict=False)
                if heading and not box.blank
            }
            if cells.get(telling) and cells[telling] != telling:
                found.append(_counted(cells))
        return found


def _counted(cells: dict[str, str]) -> dict[str, str]:
    """The cells of a material, originals and copies apart where one cell tells both: 原件1份，复印件2份."""
    each = {f"{kind}份数": count for kind, count in _EACH.findall(cells.get(_COUNT, ""))}
    return {name: text for name, text in cells.items() if name != _COUNT} | each if each else cells


def grid(table: Box) -> Grid:
    """Return the table's own cells by row and column, a cell that spans several in each of them."""
    filled: Grid = []
    hanging: dict[int, tuple[Box, int]] = {}
    count = 0
    for row in _rows(table):
        cells: list[Box] = []
        own = [box for box in row.boxes if box.tag in {"td", "th"}]
        while own or len(cells) in hanging:
            column = len(cells)
            if column in hanging:
                box, left = hanging.pop(column)
                if left > 1:
                    hanging[column] = (box, left - 1)
                cells.append(box)
                continue
            box = own.pop(0)
            columns, rows = box.span
            for place in range(column, column + columns):
                if rows > 1:
                    hanging[place] = (box, rows - 1)
            cells += [box] * columns
        count += len(cells)
        if count > _CELLS:
            break
        filled.append(cells)
    return filled


def _rows(table: Box) -> Iterator[Box]:
    for child in table.boxes:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (box for box in child.boxes if box.tag == "tr")


def listing(row: Sequence[Box]) -> Listing | None:
    """Return the listing that a row of headings announces, or None for a row of anything else."""
    said = [box.brief for box in row if not box.blank]
    if len(set(said)) < 2 or not all(said):
        return None
    names = tuple(column_of(box.brief) for box in row)
    part = next((part for part, name in TELLS.items() if name in names), None)
    known = sum(map(heads_column, said))
    enough = known == len(said) if part == "items" else known * 2 > len(said)
    return Listing(part, names) if part and enough else None


def listing_above(rows: Grid) -> tuple[Listing, Grid] | None:
    """Return the listing that the first rows announce, which may be several, and the rows below them."""
    heads = 0
    while heads < len(rows) and listing(rows[heads]):
        heads += 1
    found = listing(rows[heads - 1]) if heads else None
    return (found, rows[heads:]) if found else None


def group_above(rows: Grid) -> Grid:
    """Return the first rows without the label that spans them all, or no rows where none does."""
    label = rows[0][0] if rows and len(rows[0]) > 2 else None
    if label is None or label.span[1] < 2 or not label_of(label.brief):
        return []
    return [row[1:] for row in takewhile(lambda row: row and row[0] is label, rows)]


def listing_in(table: Box) -> tuple[Listing, Grid] | None:
    """Return the listing that a table is and nothing else, and the rows below its headings."""
    if len(table.children) < 2 and table.tag != "table":
        return None
    rows = grid(table) if table.tag == "table" else _boxes_in_rows(table)
    group = group_above(rows)
    if headed := listing_above(group):
        return headed if len(group) == len(rows) else None
    headed = listing_above(rows)
    return headed if headed and len(rows_below(*headed)) == len(headed[1]) else None


def rows_below(found: Listing, rows: Grid) -> Grid:
    """Return those of `rows` that headings stand above: up to the next label, or a line across the table."""
    width = len(found.headings)
    return list(
        takewhile(
            lambda row: len(row) == width and not label_of(row[0].brief) and row[0] is not row[-1], rows
        )
    )


def _boxes_in_rows(box: Box) -> Grid:
    """Rows of a table made of other elements: all of as many cells as its headings."""
    rows = [list(child.boxes) for child in box.boxes if not child.blank]
    if len(rows) == 2 and all(len(wrapped.boxes) == len(rows[0]) for wrapped in rows[1]):
        rows = [rows[0], *(list(wrapped.boxes) for wrapped in rows[1])]
    return rows if len(rows) > 1 and len({len(row) for row in rows}) == 1 else []
