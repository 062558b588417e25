"""What do you need?  The parts of life to choose from, and a box to type into."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import ceil

from textual.containers import Grid
from textual.widget import Widget

from assistant.reply import Choices, Option
from assistant.session import Said
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.search import SearchBox
from kiosk.wording_lines import Line, joined, message_line, quoted, worded

_BOX_HEIGHT = 3
_SEARCH_WIDTH = 14
_TALLEST_CELL = 6
_ROOM_FOR_FOUR = 56
"""Columns of a page from which on four choices stand side by side, if two would be too many rows."""
_ROOM_FOR_DETAIL = 48
"""Columns of a choice that has room for examples in a line; more lines than one are no help."""


class NeedView(View):
    """The areas that `reply` offers; at most nine, so that each has a digit."""

    STEP = "need"

    def __init__(self, reply: Choices) -> None:
        self.reply = reply

    def heading(self) -> str:
        """The question."""
        return message_line(self.reply.prompt, self.kiosk.catalogue).text

    def spoken(self) -> str:
        """The question and every choice, with its number."""
        prompt = message_line(self.reply.prompt, self.kiosk.catalogue).speech
        choices = (
            self.speech("option.numbered", number=number, label=self._spoken_label(option))
            for number, option in enumerate(self.reply.options[:9], start=1)
        )
        return "\n".join([prompt, self.speech("need.how"), *choices, self.speech("press.others")])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Choices above, the box below, where a hand rests."""
        count = min(len(self.reply.options), 9)
        free = frame.page_height - _BOX_HEIGHT - 1
        columns = 2 if frame.page_width < _ROOM_FOR_FOUR or ceil(count / 2) * 4 <= free else 4
        rows = max(ceil(count / columns), 1)
        above = 1 if free > rows * 4 - 1 else 0
        cell = max(min((free - above + 1) // rows - 1, _TALLEST_CELL), 1)
        spare = free - above - rows * (cell + 1) + 1
        yield Gap(above + spare // 2)
        detail = "area_detail" if frame.page_width >= columns * _ROOM_FOR_DETAIL else "area_hint"
        yield self._grid(columns, rows, cell, detail)
        yield Gap(1 + spare - spare // 2)
        search = BigButton(self.words("button.search"), self.submitted, id="do-search", classes="-primary")
        search.styles.width = min(_SEARCH_WIDTH, frame.page_width // 3)
        box = SearchBox(self.text, self.words("need.placeholder"))
        box.styles.width = "1fr"
        yield Row(box, search, height=_BOX_HEIGHT, gap=1)

    def _grid(self, columns: int, rows: int, cell: int, detail: str) -> Grid:
        buttons = [
            BigButton(
                self._label(option).text,
                partial(self.kiosk.take, option.turn),
                key=str(number),
                detail=self._detail(option, detail).text,
                id=f"choice-{number}",
            )
            for number, option in enumerate(self.reply.options[:9], start=1)
        ]
        grid = Grid(*buttons, id="choices")
        grid.styles.grid_size_columns = columns
        grid.styles.grid_rows = (cell,)
        grid.styles.height = rows * (cell + 1) - 1
        return grid

    def _detail(self, option: Option, name: str) -> Line:
        """What else the part of life holds, where the catalogue has it as `name`."""
        key = f"{name}.{option.turn.id}"
        return worded(self.kiosk.catalogue, key) if key in self.kiosk.catalogue else quoted(option.detail)

    def _label(self, option: Option) -> Line:
        """The short name a part of life has on its button; else its label."""
        key = f"area_button.{option.turn.id}"
        if option.turn.kind == "area" and key in self.kiosk.catalogue:
            return worded(self.kiosk.catalogue, key)
        return message_line(option.label, self.kiosk.catalogue)

    def _spoken_label(self, option: Option) -> str:
        parts = (self._label(option), self._detail(option, "area_hint"))
        return joined(self.kiosk.catalogue, "answer.join", (part for part in parts if part.speech)).speech

    def submitted(self) -> None:
        """Search for it; where there is nothing, the assistant says what to do."""
        self.kiosk.take(Said(self.text.strip()))
