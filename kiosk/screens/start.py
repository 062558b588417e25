"""The first screen: one thing to press, and any key or touch does it."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from kiosk.screens.view import View
from kiosk.widgets.bar import BAR_KEYS
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap
from kiosk.widgets.words import Words

_BUTTON_WIDTH = 48
_BUTTON_HEIGHT = 12


class StartView(View):
    """Shown between two people."""

    def heading(self) -> str:
        """The name of the programme, and what it does."""
        return f"{self.words('start.title')}　{self.words('start.subtitle')}"

    def spoken(self) -> str:
        """A greeting, and how to begin."""
        return self.speech("start.press")

    def page(self, frame: Frame) -> Iterable[Widget]:
        """One large button in the middle, and a line below it."""
        hint = Words(self.words("start.press"), centred=True, classes="-strong")
        free = frame.page_height - len(hint.lines_at(frame.page_width)) - 1
        height = max(min(free - 1, _BUTTON_HEIGHT), 3)
        spare = max(free - height, 0)
        button = BigButton(self.words("button.start"), self.kiosk.begin, id="start", classes="-primary")
        button.headline = self.words("button.start")
        width = min(frame.page_width, _BUTTON_WIDTH)
        button.styles.width = width
        button.styles.height = height
        button.styles.margin = (0, 0, 0, (frame.page_width - width) // 2)
        yield Gap(spare - spare // 2)
        yield button
        yield Gap()
        yield hint

    def any_key(self, character: str) -> bool:
        """Every key begins, but for those of the bar; a letter is the first of what is needed."""
        if character in BAR_KEYS.values():
            return False
        self.kiosk.begin(character if len(character) == 1 and character.isalpha() else "")
        return True

    def touched(self) -> None:
        """A touch beside the button means the same."""
        self.kiosk.begin()
