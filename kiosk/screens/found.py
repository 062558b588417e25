"""What a text that is being written may become: as buttons, and as it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil

from msgspec import structs
from textual.containers import Grid
from textual.widget import Widget

from assistant.reply import Option
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TALLEST_CELL, TARGET_HEIGHT, Frame, Shelf, shelf
from kiosk.widgets.wrapping import longest_word, wrap
from kiosk.wording_lines import message_line

ROOM_FOR_FOUR = 56
"""Columns of a page from which on four choices stand side by side, if two would be too many rows."""
_BESIDE_LABEL = 5
"""Columns of a narrow button that its number and its margins take."""


def found_buttons(
    view: View, found: Sequence[Option], *, numbered: bool = False, classes: str = ""
) -> list[BigButton]:
    """A button for each of `found`; `numbered`: with the digit that chooses it."""
    return [
        BigButton(
            message_line(option.label, view.kiosk.catalogue).text,
            partial(view.kiosk.take, option.turn),
            key=str(number) if numbered else "",
            detail=option.detail,
            marks=option.spans,
            id=f"choice-{number}",
            classes=classes,
        )
        for number, option in enumerate(found, start=1)
    ]


def found_spoken(view: View, found: Sequence[Option]) -> Iterator[str]:
    """Yield how many were found, and each with its number."""
    yield view.speech("need.found", count=len(found))
    for number, option in enumerate(found, start=1):
        label = message_line(option.label, view.kiosk.catalogue).speech
        yield view.speech("option.numbered", number=number, label=label)


def fitting(frame: Frame, count: int, rows_free: int) -> Shelf:
    """Room for so many of `count` choices, at least one, as go on one page."""
    shelves = (shelf(frame, fewer, rows_free) for fewer in range(count, 0, -1))
    return next(laid for laid in shelves if not laid.paged)


def beside(count: int, columns: int, rows_free: int) -> Shelf:
    """Room for `count` choices with short names, `columns` in a row; paged where they are too many."""
    most = columns * max((rows_free + 1) // (TARGET_HEIGHT + 1), 1)
    paged = count > most
    per_page = max(most - 1, 1) if paged else count
    rows = ceil((per_page + paged) / columns)
    height = max(min((rows_free + 1) // rows - 1, TALLEST_CELL), 1)
    return Shelf(columns=columns, rows=rows, cell_height=height, per_page=per_page, paged=paged)


def in_pairs(frame: Frame, labels: Sequence[str], rows_free: int) -> Shelf | None:
    """Room for all choices of these names, two in a row; None where that cuts one, or letters are large."""
    laid = structs.replace(beside(len(labels), 2, rows_free), gutter=1)
    columns = (frame.page_width - laid.gutter) // 2 - _BESIDE_LABEL
    whole = all(
        longest_word(label) <= columns and len(wrap(label, columns)) <= laid.cell_height for label in labels
    )
    return laid if whole and not laid.paged and not frame.density else None


def grid_of(buttons: Sequence[Widget], laid: Shelf) -> Grid:
    """`buttons` laid out as `laid` says."""
    grid = rows_of(buttons, laid.columns, laid.rows, laid.cell_height)
    grid.styles.grid_gutter_vertical = laid.gutter
    return grid


def packed(buttons: Sequence[BigButton], rows: int, columns: int) -> Grid:
    """As many of `buttons` as fit in `rows` rows and in `columns` columns."""
    most = max((rows + 1) // (TARGET_HEIGHT + 1), 1)
    used = min(ceil(len(buttons) / columns), most)
    cell = max(min((rows + 1) // used - 1, TALLEST_CELL), 1)
    return rows_of(buttons[: used * columns], columns, used, cell)


def rows_of(buttons: Sequence[Widget], columns: int, rows: int, cell: int) -> Grid:
    """`buttons` in rows of `cell` rows each, a free row between them."""
    grid = Grid(*buttons, id="choices")
    grid.styles.grid_size_columns = columns
    grid.styles.grid_rows = (cell,)
    grid.styles.height = rows * (cell + 1) - 1
    return grid
