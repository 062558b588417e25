"""The box to type into."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from kiosk.widgets.guarded import Guarded

MAX_LENGTH = 60
"""Characters kept of what is typed or pasted: two lines of speech, and no flood."""


class SearchBox(Guarded, Input, inherit_bindings=False):
    """One line of text.  While it is empty, digits and arrows are not text: they choose and move."""

    def __init__(self, value: str, placeholder: str) -> None:
        super().__init__(
            value, placeholder=placeholder, max_length=MAX_LENGTH, select_on_focus=False, id="search"
        )
        self.cursor_blink = False
        self.highlighter = None

    def on_unmount(self) -> None:
        """Let go of what `Input` listens to: the signal would keep every box, with its text, for ever."""
        for screen in self.app.screen_stack:
            screen.text_selection_started_signal.unsubscribe(self)

    async def _on_key(self, event: events.Key) -> None:
        """Edit; what is no text goes on to the screen.  `Input` itself adds printable characters."""
        if event.key == "enter" and self.value:
            await self.action_submit()
        elif self.value and event.key in ("left", "right", "backspace", "delete", "home", "end"):
            self._edit(event.key)
        elif self.value or (event.character or "").isalpha():
            return
        else:
            event.prevent_default()
            return
        event.prevent_default()
        event.stop()

    def _edit(self, key: str) -> None:
        match key:
            case "left":
                self.action_cursor_left()
            case "right":
                self.action_cursor_right()
            case "backspace":
                self.action_delete_left()
            case "delete":
                self.action_delete_right()
            case "home":
                self.action_home()
            case "end":
                self.action_end()
