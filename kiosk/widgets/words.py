"""Texts: wrapped the Chinese way, and headlines eight rows tall."""

from __future__ import annotations

import re

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from kiosk.headline import ROWS, draw, pieces
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.wrapping import fit, wrap

_HEADING = re.compile(r"(【[^】]*】)")


class Words(Guarded, Widget):
    """Text in lines of its own, headings in 【】 bold; `lines_at` tells its height before it is mounted."""

    def __init__(self, *texts: str, centred: bool = False, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.texts = texts
        self.centred = centred

    def lines_at(self, columns: int) -> list[str]:
        """The lines of the text where it is given `columns`."""
        return [line for text in self.texts for line in wrap(text, columns)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Textual's question how tall the widget wants to be."""
        del container, viewport
        return len(self.lines_at(width))

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        width = self.size.width
        lines = self.lines_at(width)
        line = lines[y] if y < len(lines) else ""
        if self.centred:
            line = " " * ((width - cell_len(line)) // 2) + line
        parts = _HEADING.split(set_cell_size(line, width))
        styles = (self.rich_style, self.rich_style + Style(bold=True))
        return Strip([Segment(part, styles[at % 2]) for at, part in enumerate(parts) if part], width)


class Header(Words):
    """The line at the top: what this screen asks."""

    def render_line(self, y: int) -> Strip:
        """Draw row `y`; the title stands in the middle row, cut where it is too long."""
        width, height = self.size
        line = f" {fit(self.texts[0], width - 2, 1)[0]}" if y == (height - 1) // 2 else ""
        return Strip([Segment(set_cell_size(line, width), self.rich_style)], width)


class BigWords(Guarded, Widget):
    """A headline of half-blocks, centred on request; `text` must be drawable."""

    def __init__(self, text: str, *, centred: bool = False, classes: str = "") -> None:
        super().__init__(classes=classes)
        self.text = text
        self.centred = centred

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        width = self.size.width
        line = draw(self.text)[y] if y < ROWS else ""
        if self.centred:
            line = " " * ((width - len(line)) // 2) + line
        return Strip(drawn(set_cell_size(line, width), self.rich_style), width)


def drawn(line: str, style: Style) -> list[Segment]:
    """A line of a headline in ink and paper of `style`."""
    swapped = Style(color=style.bgcolor, bgcolor=style.color, bold=style.bold)
    return [Segment(text, swapped if swap else style) for text, swap in pieces(line)]
