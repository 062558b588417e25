"""The first screen: one thing to press, and any key or touch does it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual.widget import Widget

from kiosk.screens.view import View
from kiosk.widgets.bar import BAR_KEYS
from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TARGET_HEIGHT, Frame
from kiosk.widgets.layout import Gap, Row
from kiosk.widgets.words import Words

if TYPE_CHECKING:
    from locales.catalogue import Catalogue

_BUTTON_WIDTH = 48
_BUTTON_HEIGHT = 12
_LANGUAGE_WIDTH = 14
"""Columns that the name of a language needs, with its key and the gap."""


class StartView(View):
    """Shown between two people."""

    def heading(self) -> str:
        """The name of the programme, and what it does."""
        return f"{self.words('start.title')}　{self.words('start.subtitle')}"

    def spoken(self) -> str:
        """A greeting, and how to begin; each language in its own words."""
        ways = (
            words.speech("language.choose", {"key": key, "name": words.text("language.name")})
            for key, words in self._languages().items()
        )
        return "\n".join([self.speech("start.press"), *ways])

    def page(self, frame: Frame) -> Iterable[Widget]:
        """One large button in the middle, and a line below it."""
        hint = Words(self.words("start.press"), centred=True, classes="-strong")
        rows = list(self._language_rows(frame))
        free = frame.page_height - len(hint.lines_at(frame.page_width)) - 1
        free -= len(rows) * (TARGET_HEIGHT + 1) - 1 if rows else 1
        height = max(min(free, _BUTTON_HEIGHT), TARGET_HEIGHT)
        spare = max(free - height, 0)
        button = BigButton(self.words("button.start"), self.kiosk.begin, id="start", classes="-primary")
        button.headline = self.words("button.start")
        width = min(frame.page_width, _BUTTON_WIDTH)
        button.styles.width = width
        button.styles.height = height
        button.styles.margin = (0, 0, 0, (frame.page_width - width) // 2)
        spare += 0 if rows else 1
        yield Gap(spare - spare // 2)
        yield button
        yield Gap()
        yield hint
        yield Gap(spare // 2)
        for number, row in enumerate(rows):
            yield Gap(min(number, 1))
            yield row

    def _languages(self) -> dict[str, Catalogue]:
        """The languages to choose from, by the key that chooses each."""
        return {str(number): words for number, words in enumerate(self.kiosk.languages, start=1)}

    def _language_rows(self, frame: Frame) -> Iterable[Row]:
        """A button for each language, under its own name; its keys begin, like every other."""
        buttons = [
            BigButton(
                words.text("language.name"),
                partial(self.kiosk.begin_in, words),
                key=key,
                id=f"language-{key}",
                classes="-centred",
            )
            for key, words in self._languages().items()
        ]
        columns = max(frame.page_width // _LANGUAGE_WIDTH, 1)
        for at in range(0, len(buttons), columns):
            yield Row(*buttons[at : at + columns], height=TARGET_HEIGHT)

    def any_key(self, character: str) -> bool:
        """Every key begins, but for those of the bar; a letter is the first of what is needed."""
        if character in BAR_KEYS.values():
            return False
        if words := self._languages().get(character):
            self.kiosk.begin_in(words)
            return True
        self.kiosk.begin(character if len(character) == 1 and character.isalpha() else "")
        return True

    def touched(self) -> None:
        """A touch beside the button means the same."""
        self.kiosk.begin()
