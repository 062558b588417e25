"""What do you need?  The parts of life to choose from, and a box to type into.

While one types, what the text may become stands where the parts of life were,
and the box stays where it is.  In the box digits are text (16岁), Enter asks
the whole question, and an arrow leads to what was found; there digits choose.
A touch chooses at any time.  Who has no keyboard, or cannot type, writes on a pad.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from math import ceil

from textual.widget import Widget

from assistant.reply import Choices, Option
from assistant.session import Said
from kiosk.screens.found import (
    ROOM_FOR_FOUR,
    fitting,
    found_buttons,
    found_spoken,
    grid_of,
    rows_of,
)
from kiosk.screens.spelling import KEY, PAD_WIDTH, Spelling
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TALLEST_CELL, Frame, Shelf
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.offers import WAITS, Offers
from kiosk.widgets.search import SearchBox
from kiosk.widgets.words import Words
from kiosk.wording import also_holds, short_name
from kiosk.wording_lines import joined, message_line

_BOX_HEIGHT = 3
_SEARCH_WIDTH = 14
_ROW = _BOX_HEIGHT + 1
"""Rows of a row of buttons, and of the free row above it."""
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
        self._spelling = Spelling()
        self._pads: list[BigButton] = []
        """The buttons to the pads."""
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
        pads = self.speech("press.key", key=KEY, label=self.speech("spelling.way"))
        return "\n".join([prompt, self.speech("need.how"), *choices, pads, self.speech("press.others")])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Choices above, the box below, where a hand rests; the pads beside or below the box."""
        self._frame = frame
        apart, narrow = self._apart(frame), frame.page_width < ROOM_FOR_FOUR
        height = frame.page_height - _BOX_HEIGHT - (_ROW if apart else 0)
        self._offers = Offers(lambda: self._suggested(frame) if self.found else self._areas(frame), height)
        self._pads = self._spelling.buttons(self.kiosk, one=narrow and not apart, waits=bool(self.text))
        yield self._offers
        yield self._box_row(frame, () if apart else self._pads)
        if apart:
            prompt = Words("", self.words("spelling.prompt"), classes="-strong")
            yield Gap()
            yield Row(*([] if narrow else [prompt]), *self._pads, height=_BOX_HEIGHT)

    def _box_row(self, frame: Frame, pads: Iterable[BigButton]) -> Row:
        """The box, and the buttons beside it."""
        search = BigButton(self.words("button.search"), self.submitted, id="do-search", classes="-primary")
        search.styles.width = min(_SEARCH_WIDTH, frame.page_width // 3)
        box = SearchBox(self.text, self.words("need.placeholder"))
        box.styles.width = "1fr"
        for button in pads:
            button.styles.width = PAD_WIDTH
        return Row(box, search, *pads, height=_BOX_HEIGHT, gap=1)

    def _apart(self, frame: Frame) -> bool:
        """Whether the pads have a row of their own; else they stand beside the box."""
        _, rows = self._columns(frame)
        return frame.page_height - _BOX_HEIGHT - _ROW - 1 >= rows * (_BOX_HEIGHT + 1) - 1

    def _columns(self, frame: Frame) -> tuple[int, int]:
        """Columns and rows of the parts of life."""
        count = min(len(self.reply.options), 9)
        few = frame.page_width < ROOM_FOR_FOUR or ceil(count / 2) * 4 <= frame.page_height - _BOX_HEIGHT - 1
        columns = 2 if few else 4
        return columns, max(ceil(count / columns), 1)

    def _areas(self, frame: Frame) -> Iterable[Widget]:
        free = self._free(frame)
        columns, rows = self._columns(frame)
        above = 1 if free > rows * 4 - 1 else 0
        cell = max(min((free - above + 1) // rows - 1, TALLEST_CELL), 1)
        spare = free - above - rows * (cell + 1) + 1
        detail = "area_detail" if frame.page_width >= columns * _ROOM_FOR_DETAIL else "area_hint"
        yield Gap(above + spare // 2)
        yield rows_of(self._area_buttons(detail), columns, rows, cell)
        yield Gap(1 + spare - spare // 2)

    def _suggested(self, frame: Frame) -> Iterable[Widget]:
        """As much of what was found as fits: a part that can be read helps more than the whole."""
        laid = self._shelf(frame)
        buttons = found_buttons(self, self.found[: laid.per_page], numbered=True, classes=WAITS)
        for button in buttons:
            button.key_waits = True
        yield Gap(1 if self._free(frame) > laid.rows * (laid.cell_height + 1) - 1 else 0)
        yield grid_of(buttons, laid)
        yield Gap()

    def _area_buttons(self, detail: str) -> list[BigButton]:
        return [
            BigButton(
                short_name(option, self.kiosk.catalogue).text,
                partial(self.kiosk.take, option.turn),
                key=str(number),
                detail=also_holds(option, self.kiosk.catalogue, detail).text,
                id=f"choice-{number}",
            )
            for number, option in enumerate(self.reply.options[:9], start=1)
        ]

    def _spoken_label(self, option: Option) -> str:
        parts = (short_name(option, self.kiosk.catalogue), also_holds(option, self.kiosk.catalogue))
        return joined(self.kiosk.catalogue, "answer.join", (part for part in parts if part.speech)).speech

    def typed(self, text: str) -> None:
        """Look up what it may become; a box that is laid out anew tells what it held before."""
        if text != self.text:
            super().typed(text)
            for button in self._pads:
                button.key_waits = bool(text)
                button.refresh()
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
        return "\n".join([*found_spoken(self, shown), self.speech("need.pick")])

    def _shelf(self, frame: Frame) -> Shelf:
        """Room for as much of what was found as fits; below a free row where that costs nothing."""
        airy, full = (fitting(frame, len(self.found), self._free(frame) - gap) for gap in (1, 0))
        return airy if airy.per_page == full.per_page else full

    def submitted(self) -> None:
        """Search for it; where there is nothing, the assistant says what to do."""
        self.kiosk.take(Said(self.text.strip()))

    def _free(self, frame: Frame) -> int:
        """Rows above what stands at the bottom and the row that parts it from them."""
        return frame.page_height - _BOX_HEIGHT - 1 - (_ROW if self._apart(frame) else 0)
