"""Screens that say one thing and lead back: where am I, staff, please wait, trouble, nobody there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import ceil

from textual.widget import Widget

from kiosk.headline import ROWS
from kiosk.screens.view import View
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import BigWords, Words

_BUTTON_HEIGHT = 3


class NoticeView(View):
    """Texts of the catalogue under `keys`, the first the title, and one button to go on."""

    def __init__(self, *keys: str, label: str, action: Callable[[], None]) -> None:
        self.keys = keys
        self.label = label
        self.action = action

    def heading(self) -> str:
        """The first message."""
        return self.words(self.keys[0])

    def spoken(self) -> str:
        """All messages."""
        lines = [self.speech(key) for key in self.keys]
        return "\n".join([*lines, self.speech("press.key", key="1", label=self.speech(self.label))])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The other messages in the middle, the button below."""
        texts = [text for key in self.keys[1:] for text in ("", self.words(key))][1:]
        words = Words(*texts, centred=True, classes="-strong")
        lines = len(words.lines_at(frame.page_width)) if texts else 0
        spare = max(frame.page_height - lines - _BUTTON_HEIGHT - 1, 0)
        yield Gap(spare // 2)
        if texts:
            yield words
        yield Gap(spare - spare // 2 + 1)
        button = BigButton(
            self.words(self.label), self.action, key="1", id="go-on", classes="-primary -centred"
        )
        yield Row(button, height=_BUTTON_HEIGHT)

    def turn_back(self) -> bool:
        """Back does what the button does."""
        self.action()
        return True


class WaitView(View):
    """Shown while the assistant is still being loaded; the way goes on by itself."""

    def heading(self) -> str:
        """The name of the programme."""
        return self.words("start.title")

    def spoken(self) -> str:
        """To wait."""
        return self.speech("loading")

    def page(self, frame: Frame) -> Iterable[Widget]:
        """One line in the middle."""
        yield Gap(frame.page_height // 2)
        yield Words(self.words("loading"), centred=True, classes="-strong")

    def any_key(self, character: str) -> bool:
        """Keep letters for the box that is to come."""
        if len(character) != 1 or not character.isalpha():
            return False
        self.typed(self.text + character)
        return True


class IdleView(View):
    """Is anybody there?  Any key or touch says yes; at the end of `seconds` the kiosk starts anew."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def heading(self) -> str:
        """The question."""
        return self.words("idle.title")

    def spoken(self) -> str:
        """The question and the time that is left."""
        return self.speech("idle.warning", seconds=ceil(self.seconds))

    def count(self, seconds: float) -> None:
        """Note that `seconds` are left."""
        self.seconds = seconds

    def version(self) -> int:
        """The number that is shown."""
        return ceil(self.seconds)

    def page(self, frame: Frame) -> Iterable[Widget]:
        """The seconds as a headline, and one button."""
        left = ceil(self.seconds)
        words = Words(self.words("idle.warning", seconds=left), centred=True, classes="-strong")
        lines = len(words.lines_at(frame.page_width))
        spare = frame.page_height - lines - _BUTTON_HEIGHT - 1
        big = spare >= ROWS
        spare = max(spare - (ROWS if big else 0), 0)
        yield Gap(spare // 2)
        if big:
            yield BigWords(str(left), centred=True)
        yield words
        yield Gap(spare - spare // 2 + 1)
        yield Row(
            BigButton(
                self.words("idle.extend"),
                self.kiosk.extend,
                key="1",
                id="extend",
                classes="-primary -centred",
            ),
            height=_BUTTON_HEIGHT,
        )

    def any_key(self, character: str) -> bool:
        """Any key extends, and does nothing else."""
        del character
        self.kiosk.extend()
        return True

    def touched(self) -> None:
        """So does any touch."""
        self.kiosk.extend()
