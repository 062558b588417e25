"""The line to type in."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from kiosk.widgets.guarded import Guarded

MAX_LENGTH = 120
"""Characters kept of what is typed or pasted: a long sentence, and no flood."""


class Line(Guarded, Input, inherit_bindings=False):
    """One line of text, with the editing keys of any terminal; up, down and paging are not for it."""

    BINDINGS: ClassVar[list[BindingType]] = Input.BINDINGS

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, max_length=MAX_LENGTH, select_on_focus=False, id="line")
        self.cursor_blink = False
        self.highlighter = None
