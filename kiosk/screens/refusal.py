"""No service is named: why, the way to a person, and choices to go on with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import ceil

from rich.cells import cell_len
from textual.widget import Widget

from assistant.reply import Option, Refusal
from kiosk.screens.choices import ChoicesView
from kiosk.screens.found import ROOM_FOR_FOUR, beside
from kiosk.screens.view import NAVIGATION_HEIGHT
from kiosk.widgets.frame import TARGET_HEIGHT, Frame, Shelf
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words
from kiosk.wording import advice_lines, also_holds, short_name, title
from kiosk.wording_lines import Line, joined

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_HEADING_MARGINS = 2


class RefusalView(ChoicesView):
    """`refusal` in few rows, so that the parts of life have room below it."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self._areas = all(option.turn.kind == "area" for option in refusal.options)

    def heading(self) -> str:
        """Why, where choices need the room below and the line at the top holds it."""
        return self._reason() if self._on_top() else self.words("refusal.title")

    def spoken(self) -> str:
        """The same as of other choices; where there are none, how to ask again."""
        if self.refusal.options:
            return super().spoken()
        return f"{super().spoken()}\n{self.heard('ask_again', '1')}"

    def remarks(self) -> list[Line]:
        """Whom to ask."""
        return list(advice_lines(self.refusal, self.kiosk.catalogue))

    def label(self, option: Option) -> Line:
        """Parts of life have short names."""
        return short_name(option, self.kiosk.catalogue)

    def detail(self, option: Option) -> str:
        """What else the part of life holds."""
        return also_holds(option, self.kiosk.catalogue).text

    def said(self, option: Option) -> str:
        """Its name, and of a part of life what else it holds."""
        if not self._areas:
            return super().said(option)
        told = (self.label(option), also_holds(option, self.kiosk.catalogue))
        return joined(self.kiosk.catalogue, "answer.join", told).speech

    def above(self, frame: Frame) -> list[Words]:
        """Why, unless it stands at the top, then whom to ask, in as few lines as it takes."""
        reason = [] if self._on_top() else [Words(self._reason(), classes="-strong")]
        told = _together((line.text for line in self.remarks()), frame.text_width)
        return [*reason, Words(*told)] if told else reason

    def laid(self, frame: Frame, rows: int) -> Shelf:
        """All parts of life on one page where it holds them."""
        if frame.density or not self._areas:
            return super().laid(frame, rows)
        count = len(self.refusal.options)
        high = ceil(count / 2) * (TARGET_HEIGHT + 1) - 1 > rows
        return beside(count, 4 if high and frame.page_width >= ROOM_FOR_FOUR else 2, rows)

    def page(self, frame: Frame) -> Iterable[Widget]:
        """Where there is nothing to choose, the way to ask again."""
        if self.refusal.options:
            yield from super().page(frame)
            return
        texts = [Words(self._reason(), classes="-strong"), *(Words(line.text) for line in self.remarks())]
        free = frame.page_height - NAVIGATION_HEIGHT - 2
        lines = sum(len(words.lines_at(frame.text_width)) for words in texts)
        apart = 1 if lines + len(texts) <= free else 0
        yield Gap()
        for words in texts:
            yield words
            yield Gap(apart)
        yield Gap()
        yield Row(self.button("ask_again", self.kiosk.begin, "1", primary=True), height=NAVIGATION_HEIGHT)

    def _reason(self) -> str:
        return title(self.refusal, self.kiosk.catalogue).text

    def _on_top(self) -> bool:
        """Whether the reason is the heading."""
        frame = self.kiosk.frame
        room = (frame.page_width if frame.bar_at_side else frame.width) - _HEADING_MARGINS
        return bool(self.refusal.options) and cell_len(self._reason()) <= room


def _together(texts: Iterable[str], columns: int) -> list[str]:
    """The sentences of `texts` in as few lines as hold them whole."""
    lines: list[str] = []
    for sentence in (sentence for text in texts for sentence in _SENTENCE.findall(text)):
        if lines and cell_len(lines[-1] + sentence) <= columns:
            lines[-1] += sentence
        else:
            lines.append(sentence)
    return lines
