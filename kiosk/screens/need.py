"""What do you need?  The parts of life to choose from, and a box to type into.

While one types, what the text may become stands where the parts of life were,
and the box stays where it is.  In the box digits are text (16岁), Enter asks
the whole question, and an arrow leads to what was found; there digits choose.
A touch chooses at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from math import ceil

from textual.containers import Grid
from textual.widget import Widget

from assistant.reply import Choices, Option
from assistant.session import Said
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame, Shelf, shelf
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.offers import WAITS, Offers
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
        self.found: tuple[Option, ...] = ()
        """What the text in the box may become."""
        self._offers: Offers | None = None
        self._frame: Frame | None = None
        """What the page was laid out for."""

    def heading(self) -> str:
        """The question."""
        return message_line(self.reply.prompt, self.kiosk.catalogue).text

    def spoken(self) -> str:
        """The question and every choice, with its number; once something is typed, what was found."""
        if self.found:
            return self._spoken_found()
        prompt = message_line(self.reply.prompt, self.kiosk.catalogue).speech
        choices = (
            self.speech("option.numbered", number=number, label=self._spoken_label(option))
            for number, option in enumerate(self.reply.options[:9], start=1)
        )
        return "\n".join([prompt, self.speech("need.how"), *choices, self.speech("press.others")])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Choices above, the box below, where a hand rests."""
        self._frame = frame
        height = frame.page_height - _BOX_HEIGHT
        self._offers = Offers(lambda: self._suggested(frame) if self.found else self._areas(frame), height)
        yield self._offers
        search = BigButton(self.words("button.search"), self.submitted, id="do-search", classes="-primary")
        search.styles.width = min(_SEARCH_WIDTH, frame.page_width // 3)
        box = SearchBox(self.text, self.words("need.placeholder"))
        box.styles.width = "1fr"
        yield Row(box, search, height=_BOX_HEIGHT, gap=1)

    def _areas(self, frame: Frame) -> Iterable[Widget]:
        count = min(len(self.reply.options), 9)
        free = _free(frame)
        columns = 2 if frame.page_width < _ROOM_FOR_FOUR or ceil(count / 2) * 4 <= free else 4
        rows = max(ceil(count / columns), 1)
        above = 1 if free > rows * 4 - 1 else 0
        cell = max(min((free - above + 1) // rows - 1, _TALLEST_CELL), 1)
        spare = free - above - rows * (cell + 1) + 1
        detail = "area_detail" if frame.page_width >= columns * _ROOM_FOR_DETAIL else "area_hint"
        yield Gap(above + spare // 2)
        yield _grid(self._area_buttons(detail), columns, rows, cell)
        yield Gap(1 + spare - spare // 2)

    def _suggested(self, frame: Frame) -> Iterable[Widget]:
        """As much of what was found as fits: a part that can be read helps more than the whole."""
        laid = self._shelf(frame)
        buttons = [
            BigButton(
                message_line(option.label, self.kiosk.catalogue).text,
                partial(self.kiosk.take, option.turn),
                key=str(number),
                detail=option.detail,
                marks=option.spans,
                id=f"choice-{number}",
                classes=WAITS,
            )
            for number, option in enumerate(self.found[: laid.per_page], start=1)
        ]
        for button in buttons:
            button.key_waits = True
        yield Gap(1 if _free(frame) > laid.rows * (laid.cell_height + 1) - 1 else 0)
        yield _grid(buttons, laid.columns, laid.rows, laid.cell_height)
        yield Gap()

    def _area_buttons(self, detail: str) -> list[BigButton]:
        return [
            BigButton(
                self._label(option).text,
                partial(self.kiosk.take, option.turn),
                key=str(number),
                detail=self._detail(option, detail).text,
                id=f"choice-{number}",
            )
            for number, option in enumerate(self.reply.options[:9], start=1)
        ]

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

    def typed(self, text: str) -> None:
        """Look up what it may become; a box that is laid out anew tells what it held before."""
        if text != self.text:
            super().typed(text)
            self.kiosk.look_up(self)

    def suggest(self, text: str, found: tuple[Option, ...]) -> None:
        """Show what was found for `text`, unless something else has been typed since."""
        if text == self.text and found != self.found:
            self.found = found
            if self._offers:
                self._offers.renew()

    def paused(self) -> None:
        """Typing has paused: say what was found."""
        if self.found and self.kiosk.view is self:
            self.kiosk.say(self._spoken_found())

    def _spoken_found(self) -> str:
        """How many, each with its number, and how to choose."""
        shown = self.found[: self._shelf(self._frame or self.kiosk.frame).per_page]
        labels = (message_line(option.label, self.kiosk.catalogue).speech for option in shown)
        choices = (
            self.speech("option.numbered", number=number, label=label)
            for number, label in enumerate(labels, start=1)
        )
        return "\n".join([self.speech("need.found", count=len(shown)), *choices, self.speech("need.pick")])

    def _shelf(self, frame: Frame) -> Shelf:
        """Room for as much of what was found as fits; below a free row where that costs nothing."""
        airy, full = (_fitting(frame, len(self.found), _free(frame) - gap) for gap in (1, 0))
        return airy if airy.per_page == full.per_page else full

    def submitted(self) -> None:
        """Search for it; where there is nothing, the assistant says what to do."""
        self.kiosk.take(Said(self.text.strip()))


def _free(frame: Frame) -> int:
    """Rows above the box and the row that parts it from them."""
    return frame.page_height - _BOX_HEIGHT - 1


def _fitting(frame: Frame, count: int, rows_free: int) -> Shelf:
    """Room for so many of `count` choices as go on one page."""
    shelves = (shelf(frame, fewer, rows_free) for fewer in range(count, 0, -1))
    return next(laid for laid in shelves if not laid.paged)


def _grid(buttons: Sequence[BigButton], columns: int, rows: int, cell: int) -> Grid:
    grid = Grid(*buttons, id="choices")
    grid.styles.grid_size_columns = columns
    grid.styles.grid_rows = (cell,)
    grid.styles.height = rows * (cell + 1) - 1
    return grid
