"""What a text that is being written may become: as buttons, and as it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from math import ceil

from textual.containers import Grid

from assistant.reply import Option
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TALLEST_CELL, TARGET_HEIGHT, Frame, Shelf, shelf
from kiosk.wording_lines import message_line


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


def grid_of(buttons: Sequence[BigButton], laid: Shelf) -> Grid:
    """`buttons` laid out as `laid` says."""
    return rows_of(buttons, laid.columns, laid.rows, laid.cell_height)


def packed(buttons: Sequence[BigButton], rows: int, columns: int) -> Grid:
    """As many of `buttons` as fit in `rows` rows and in `columns` columns."""
    most = max((rows + 1) // (TARGET_HEIGHT + 1), 1)
    used = min(ceil(len(buttons) / columns), most)
    cell = max(min((rows + 1) // used - 1, TALLEST_CELL), 1)
    return rows_of(buttons[: used * columns], columns, used, cell)


def rows_of(buttons: Sequence[BigButton], columns: int, rows: int, cell: int) -> Grid:
    """`buttons` in rows of `cell` rows each, a free row between them."""
    grid = Grid(*buttons, id="choices")
    grid.styles.grid_size_columns = columns
    grid.styles.grid_rows = (cell,)
    grid.styles.height = rows * (cell + 1) - 1
    return grid
