"""The end: where to go, once more, and the promise that nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.widget import Widget

from assistant.reply import Answer, Plan
from kiosk.screens.answer import cover_lines
from kiosk.screens.view import NAVIGATION_HEIGHT, View
from kiosk.screens.where_block import where_block
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words
from kiosk.wording import headline
from kiosk.wording_lines import Line, message_line
from kiosk.wording_routes import window_number


class FinishView(View):
    """`taken` is what the person may take away; None where they leave without anything."""

    STEP = "finish"

    def __init__(self, taken: Answer | Plan | None) -> None:
        self.taken = taken
        self.answer = taken if isinstance(taken, Answer) else None

    def heading(self) -> str:
        """That it is done."""
        return self.words("finish.title")

    def spoken(self) -> str:
        """Where to go, once more, good wishes, and the keys that lead on."""
        catalogue = self.kiosk.catalogue
        where = [headline(self.answer, catalogue), *self._place()] if self.answer else []
        wishes = [self.speech("finish.title"), self.speech("finish.thanks")]
        take = [self.heard("take_away", "8")] if self.taken else []
        keys = [*take, self.heard("leave", "9"), self.heard("another", "1")]
        return "\n".join([*(line.speech for line in where), *wishes, *keys])

    def notes(self) -> list[str]:
        """What must be said with the headline."""
        notices = self.taken.notices if self.taken else ()
        return [message_line(notice, self.kiosk.catalogue).text for notice in notices]

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The headline again, the thanks, and the ways on."""
        rows = max(frame.page_height - NAVIGATION_HEIGHT - 1, 1)
        thanks = self.words("finish.thanks")
        if self.answer is not None:
            lines = [*(line.text for line in self._place()), thanks]
            yield from where_block(self.answer, self.kiosk.catalogue, lines, frame, rows)
        else:
            words = Words(thanks, centred=True, classes="-strong")
            words.styles.height = max(rows - rows // 2, 1)
            yield Gap(rows // 2)
            yield words
        yield Gap()
        again = self.button("another", self.kiosk.begin, "1")
        leave = self.button("leave", self.kiosk.reset, "9", primary=True)
        buttons = [again, leave]
        if self.taken is not None:
            take_away = partial(self.kiosk.take_away, self.taken)
            buttons.insert(0, self.button("take_away", take_away, "8"))
        yield Row(*buttons, height=NAVIGATION_HEIGHT, gap=2 if frame.page_width >= 40 else 1)

    def _place(self) -> list[Line]:
        """The way to a counter; other ways are too long to be remembered."""
        if self.answer is None or not self.answer.routes or window_number(self.answer.routes[0]) is None:
            return []
        return list(cover_lines(self.answer, self.kiosk.catalogue))
