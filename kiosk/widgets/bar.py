"""The bar: five buttons that are in the same place on every screen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual.containers import Container

from kiosk.widgets.button import BigButton
from kiosk.widgets.frame import TARGET_HEIGHT, TARGET_WIDTH, Frame
from kiosk.widgets.guarded import Guarded

BAR_KEYS = {"back": "0", "where": "/", "again": "*", "size": "-", "staff": "+"}
"""Names of the buttons and the keys of a number pad that press them."""


class Bar(Guarded, Container):
    """Back, where am I, hear again, text size, find staff: along the bottom, or down the right side."""

    DEFAULT_CSS = "Bar { background: $paper; overflow: hidden; min-width: 2; min-height: 1; }"

    def __init__(self, frame: Frame, label: Callable[[str], str], press: Callable[[str], None]) -> None:
        self.buttons = [
            BigButton(label(name), partial(press, name), id=f"bar-{name}", classes="-bar")
            for name in BAR_KEYS
        ]
        super().__init__(*self.buttons, id="bar")
        if frame.bar_at_side:
            self._down_the_side()
        else:
            self._along_the_bottom(frame)

    def _along_the_bottom(self, frame: Frame) -> None:
        self.styles.dock = "bottom"
        self.styles.layout = "horizontal"
        self.styles.height = frame.bar_height
        for button, after in zip(self.buttons, (1, 1, 1, 1, 0), strict=True):
            button.styles.width = "1fr"
            button.styles.height = "100%"
            button.styles.margin = (0, after, 0, 0)

    def _down_the_side(self) -> None:
        self.styles.dock = "right"
        self.styles.layout = "vertical"
        self.styles.width = TARGET_WIDTH
        self.styles.height = "100%"
        for button, after in zip(self.buttons, (1, 1, 1, 1, 0), strict=True):
            button.styles.width = "100%"
            button.styles.height = TARGET_HEIGHT
            button.styles.margin = (0, 0, after, 0)
