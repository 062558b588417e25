"""Taking it along: a code for the phone, and paper where there is a printer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from threading import Thread

from textual.widget import Widget

from assistant.reply import Answer, Plan
from kiosk.headline import ROWS, longest_fitting
from kiosk.screens.view import NAVIGATION_HEIGHT, View
from kiosk.slips.address import SlipPrinter
from kiosk.slips.phone import phone_texts
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Column, Gap, Row
from kiosk.widgets.qr import Fitted, QrCode, columns_of, fitted
from kiosk.widgets.words import BigWords, Words
from kiosk.widgets.wrapping import balanced, wrap
from kiosk.wording import headline, title
from kiosk.wording_lines import Line, message_line
from kiosk.wording_routes import window_number

_WIDE = 58
"""Columns from which on the code has words beside it."""
_WORDS = 26
"""Columns that they need."""


class TakeAwayView(View):
    """`reply` as a code, and as a slip on the printer of the kiosk."""

    STEP = "finish"

    def __init__(self, reply: Answer | Plan) -> None:
        self.reply = reply
        self.printing = False
        self._code: Fitted | None = None

    def heading(self) -> str:
        """What to remember."""
        return self.words("take_away.title", where=self._headline().text)

    def spoken(self) -> str:
        """What to remember, what a phone gets, and the keys."""
        said = [self.speech("take_away.title", where=self._headline().speech), self._holds().speech]
        said += [message_line(notice, self.kiosk.catalogue).speech for notice in self.reply.notices]
        if self._printer:
            said.append(self.speech("take_away.printing") if self.printing else self.heard("print", "1"))
        return "\n".join([*said, self.heard("leave", "9")])

    def version(self) -> int:
        """Whether it is being printed."""
        return int(self.printing)

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The code and what it is; words beside it or, where that is too narrow, a line below it."""
        wide = frame.page_width >= _WIDE
        rows = frame.page_height if wide else frame.page_height - NAVIGATION_HEIGHT - 2
        columns = frame.page_width - _WORDS - 2 if wide else frame.page_width
        texts = phone_texts(self.reply, self.kiosk.catalogue)
        self._code = fitted(texts, columns, rows, on_dark=self.kiosk.current_theme.dark)
        yield from self._beside(frame, rows) if wide else self._below(frame, rows)

    def print(self) -> None:
        """Print the slip; the result comes as a notice."""
        printer = self._printer
        if printer is None or self.printing:
            return
        self.printing = True
        self.kiosk.relay()
        Thread(target=self._print, args=(printer,), daemon=True).start()

    def _print(self, printer: SlipPrinter) -> None:
        from kiosk.slips.contents import slip_of  # noqa: PLC0415  only who prints needs it
        from kiosk.slips.printing import print_slip  # noqa: PLC0415

        slip = slip_of(self.reply, self.kiosk.catalogue, dt.datetime.now())
        outcome = print_slip(slip, printer).outcome
        self.kiosk.tell_upon(self, "print.title", f"print.{outcome}", then=self._printed)

    def _printed(self) -> None:
        self.printing = False

    def _beside(self, frame: Frame, rows: int) -> Iterable[Widget]:
        width = columns_of(self._code.modules) if self._code else 0
        columns = frame.page_width - width - 2
        free = rows - NAVIGATION_HEIGHT - 1
        texts = Column(*self._texts(columns, free), Gap(), self._buttons())
        texts.styles.width = columns
        if self._code:
            yield Row(self._picture(), texts, height=rows, gap=2)
        else:
            yield texts

    def _below(self, frame: Frame, rows: int) -> Iterable[Widget]:
        if self._code:
            code = self._picture()
            code.styles.height = rows
            code.styles.margin = (0, 0, 0, (frame.page_width - columns_of(self._code.modules)) // 2)
            yield code
            yield Gap()
            yield _sized(self._notices() or [self._holds().text], frame.page_width, 1)
        else:
            yield from self._texts(frame.page_width, rows + 2)
        yield self._buttons()

    def _texts(self, columns: int, rows: int) -> Iterable[Widget]:
        """The headline, as large as there is room for, what the code holds and what must be said with it."""
        below = [self._holds().text, *self._notices()]
        needed = sum(len(wrap(text, columns)) + 1 for text in below)
        big = self._big(columns) if rows >= ROWS + needed else ""
        if big:
            yield BigWords(big)
            rows -= ROWS
        lines = ["", *below] if big else [self._headline().text, *below]
        yield _sized(lines, columns, rows)

    def _buttons(self) -> Row:
        leave = self.button("leave", self.kiosk.reset, "9", primary=not self._printer)
        if not self._printer:
            return Row(leave, height=NAVIGATION_HEIGHT)
        paper = self.button("print", self.print, "1", primary=True)
        if self.printing:
            paper.label = self.words("take_away.printing")
        return Row(paper, leave, height=NAVIGATION_HEIGHT, gap=2)

    def _picture(self) -> QrCode:
        assert self._code is not None
        code = QrCode(self._code.modules, id="code")
        code.styles.width = columns_of(self._code.modules)
        return code

    def _headline(self) -> Line:
        catalogue = self.kiosk.catalogue
        if isinstance(self.reply, Answer):
            return headline(self.reply, catalogue)
        return title(self.reply, catalogue)

    def _big(self, columns: int) -> str:
        """The number of the window; empty where it leads to none."""
        routes = self.reply.routes if isinstance(self.reply, Answer) else ()
        if not routes or (number := window_number(routes[0])) is None:
            return ""
        whole = self._headline().text.replace(" ", "")
        return longest_fitting((whole, self.words("headline.short", number=number), str(number)), columns)

    def _holds(self) -> Line:
        key = f"take_away.holds.{self._code.source.holds}" if self._code else "take_away.no_room"
        return Line(self.words(key), self.speech(key))

    def _notices(self) -> list[str]:
        return [message_line(notice, self.kiosk.catalogue).text for notice in self.reply.notices]

    @property
    def _printer(self) -> SlipPrinter | None:
        return self.kiosk.settings.printer


def _sized(texts: list[str], columns: int, rows: int) -> Words:
    """`texts` in exactly that many rows, a free one between them where there is room."""
    blocks = [balanced(text, columns, max(rows, 1)) for text in texts]
    spaced = sum(map(len, blocks)) + len(blocks) - 1 <= rows
    lines = [line for block in blocks for line in ([*block, ""] if spaced and any(block) else block)]
    words = Words(*lines[:rows], classes="-strong")
    words.styles.height = max(rows, 1)
    return words
