"""The part of a page that changes while one types, the box beside it left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget

from kiosk.widgets.button import BigButton
from kiosk.widgets.guarded import Guarded, Troubled

WAITS = "-waits"
"""Class of buttons whose keys are text for as long as the focus is elsewhere."""


class Offers(Guarded, Container):
    """Buttons that are made anew by `renew`, in rows of a fixed number.

    Keys of buttons that stand beside a text wait until the focus is among the buttons.
    """

    DEFAULT_CSS = "Offers { layout: vertical; width: 100%; min-width: 2; min-height: 1; overflow: hidden; }"

    def __init__(self, make: Callable[[], Iterable[Widget]], height: int) -> None:
        super().__init__(id="offers")
        self.styles.height = max(height, 1)
        self._make = make

    def compose(self) -> ComposeResult:
        """Make the widgets that are wanted now."""
        try:
            yield from list(self._make())
        except Exception as error:  # Textual would end the kiosk: it guards no `compose`
            cast("Troubled", self.app).trouble(error)

    def renew(self) -> None:
        """Make them anew, soon."""
        self.refresh(recompose=True)

    def on_descendant_focus(self) -> None:
        """Among what was found, digits choose; they are shown as long as that is so."""
        self._let_keys_wait(waits=False)

    def on_descendant_blur(self) -> None:
        """In the box, digits are text."""
        self._let_keys_wait(waits=True)

    def _let_keys_wait(self, *, waits: bool) -> None:
        for button in self.query(BigButton).filter(f".{WAITS}"):
            button.key_waits = waits
            button.refresh()
