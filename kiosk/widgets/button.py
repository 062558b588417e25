"""The one kind of button: a key to press, a name, and a line that tells it from its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.headline import ROWS, draw, drawable
from kiosk.headline import width as headline_width
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.words import drawn
from kiosk.widgets.wrapping import Part, balanced, parts_in_lines, wrap

_BADGE = "big-button--badge"
_DETAIL = "big-button--detail"
_MARK = "big-button--mark"
_ROOM_FOR_WIDE_BADGE = 36


class BigButton(Guarded, Widget, can_focus=True):
    """A touch target.  `key` is the key that presses it, shown in a badge; empty for none.

    Textual sends `Click` only where press and release are both inside, so that is
    what counts as a press.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {_BADGE, _DETAIL, _MARK}

    class Pressed(Message):
        """The person chose `button`."""

        def __init__(self, button: BigButton) -> None:
            self.button = button
            super().__init__()

    def __init__(
        self,
        label: str,
        action: Callable[[], None],
        *,
        key: str = "",
        detail: str = "",
        marks: Iterable[Part] = (),
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.label = label
        self.detail = detail
        self.marks = tuple(marks)
        """Parts of the label to stress: start and end in its characters, in order."""
        self.key = key
        self.action = action
        self.key_waits = False
        """Whether the key is text just now: then it presses nothing, and the badge is empty."""
        self.view: object = None
        """The view it was laid out for, whichever layout of it; None where it came later."""
        self.headline = ""
        """Drawn in large instead of the label, where there is a glyph for each character and room."""

    def press(self) -> None:
        """Choose this button, as a finger would.

        The screen is told, since the button itself may be laid out anew before it could tell anybody.
        """
        self.screen.post_message(self.Pressed(self))

    def on_click(self, event: events.Click) -> None:
        """Press and release were both inside."""
        event.stop()
        self.press()

    def on_mouse_down(self) -> None:
        """Show that the finger has arrived."""
        self.add_class("-down")

    def on_mouse_up(self) -> None:
        """Show that the finger has left."""
        self.remove_class("-down")

    def on_leave(self) -> None:
        """Show that the finger has gone astray."""
        self.remove_class("-down")

    def render_line(self, y: int) -> Strip:
        """Draw row `y`: badge, then the label or the detail, the whole block centred."""
        width, height = self.size
        badge = self._badge_width(width)
        centred = not badge or self.has_class("-centred")
        columns = max(width - badge - (0 if centred else 2), 2)
        labels = self._labels(columns, height)
        details = self._details(labels, columns, height)
        at = y - (height - len(labels) - len(details)) // 2
        line, style = "", self.rich_style
        marks: tuple[Part, ...] = ()
        if 0 <= at < len(labels):
            line, marks = labels[at], parts_in_lines(self.label, labels, self.marks)[at]
        elif 0 <= at - len(labels) < len(details):
            line, style = details[at - len(labels)], self.get_component_rich_style(_DETAIL)
        lead = (width - badge - cell_len(line)) // 2 if centred else 1
        lead = max(lead, 0)
        line = set_cell_size(" " * lead + line, width - badge)
        segments = self._segments(line, style, [(lead + start, lead + end) for start, end in marks])
        if badge:
            shown = y == (height - 1) // 2 and not self.key_waits
            number = self.key.center(badge) if shown else " " * badge
            segments.insert(0, Segment(number, self.get_component_rich_style(_BADGE)))
        return Strip(segments, width)

    def _segments(self, line: str, style: Style, marks: Iterable[Part]) -> list[Segment]:
        segments: list[Segment] = []
        at = 0
        for start, end in marks:
            segments += drawn(line[at:start], style)
            segments.append(Segment(line[start:end], self.get_component_rich_style(_MARK)))
            at = end
        return [*segments, *drawn(line[at:], style)]

    def _labels(self, columns: int, height: int) -> list[str]:
        if height >= ROWS and drawable(self.headline) and headline_width(self.headline) <= columns:
            return list(draw(self.headline))
        return balanced(self.label, columns, height)

    def _badge_width(self, width: int) -> int:
        if not self.key or width < 8:
            return 0
        return 5 if width >= _ROOM_FOR_WIDE_BADGE else 3

    def _details(self, labels: list[str], columns: int, height: int) -> list[str]:
        """The lines of the detail: all of them or none, since half a sentence helps nobody."""
        if not self.detail:
            return []
        lines = wrap(self.detail, columns)
        return lines if len(labels) + len(lines) <= height else []
