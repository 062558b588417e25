"""Rows of text in a few named colours: all that the desk draws is made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from kiosk.widgets.guarded import Guarded

PARTS = frozenset({"desk--heading", "desk--strong", "desk--mark", "desk--chosen", "desk--notice"})
"""Names of the colours, as the style sheet has them; a run without one is in those of its widget."""

_BETWEEN = "  "

Run = tuple[str, str]
"""A text and the part it is, empty for plain text."""


class Row(Struct, frozen=True):
    """One row of cells; what its runs leave free is `fill`."""

    runs: tuple[Run, ...] = ()
    fill: str = ""
    id: str = ""
    """Names what begins here, to find it again; may be empty."""
    source: int = 0
    """Number of the line it was wrapped from: it stays where it is read when the width changes."""

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(text for text, _ in self.runs)


Lay = Callable[[int], Sequence[Row]]
"""Gives the rows for a number of columns."""


class Inked(Guarded, Widget):
    """A widget of rows."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(PARTS)

    _inks: dict[str, Style] | None = None
    """The colours of the parts, looked up once: a keystroke draws every row anew."""

    def notify_style_update(self) -> None:
        """Textual tells that the colours may have changed."""
        self._inks = None
        super().notify_style_update()

    def drawn(self, row: Row, width: int) -> Strip:
        """`row`, cut or filled to `width` cells."""
        inks = self._inks = self._inks or {
            "": self.rich_style,
            **{part: self.get_component_rich_style(part) for part in PARTS},
        }
        taken = sum(cell_len(text) for text, _ in row.runs)
        fill = Segment(" " * max(width - taken, 0), inks[row.fill])
        return Strip([*(Segment(text, inks[part]) for text, part in row.runs), fill]).crop(0, width)


class Drawn(Inked):
    """A widget that is as tall as its rows."""

    def __init__(self, name: str, lay: Lay | None = None) -> None:
        """Take the id it has in the style sheet, and what it shows, if anything yet."""
        super().__init__(id=name)
        self._lay = lay or (lambda _: ())
        self._height = 0
        """Rows it was given at the last layout."""

    def show(self, lay: Lay) -> None:
        """Show other rows; the screen is laid out anew only where there are more or fewer of them."""
        self._lay = lay
        self.refresh(layout=len(self.rows) != self._height)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows at the present width."""
        return self._lay(max(self.content_size.width, 2))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Textual's question how tall the widget wants to be."""
        del container, viewport
        self._height = len(self._lay(max(width, 2)))
        return self._height

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        rows = self.rows
        return self.drawn(rows[y] if y < len(rows) else Row(), self.content_size.width)


class Sheet(Inked, ScrollView, can_focus=False, inherit_bindings=False):
    """Rows that may be more than fit; the rest is a page further."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.rows: Sequence[Row] = ()
        self._lay: Lay = lambda _: ()
        self._laid_out = 0

    @property
    def columns(self) -> int:
        """Cells of a row."""
        return max(self.scrollable_content_region.width, 2)

    @property
    def page(self) -> int:
        """Rows in sight."""
        return max(self.scrollable_content_region.height, 1)

    def show(self, lay: Lay, *, top: bool = True) -> None:
        """Show other rows, from the first one on where `top`."""
        self._lay = lay
        self._lay_out()
        if top:
            self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap anew where the width has changed; what stood first goes on standing first."""
        del event
        if self._laid_out == self.columns:
            return
        first = self.rows[self.scroll_offset.y].source if self.scroll_offset.y < len(self.rows) else 0
        self._lay_out()
        at = next((number for number, row in enumerate(self.rows) if row.source >= first), 0)
        self.scroll_to(y=at, animate=False, immediate=True)

    def turn(self, pages: int) -> None:
        """Go on, or back, by `pages`; a row of the page before stays in sight."""
        self.scroll_to(y=self.scroll_offset.y + pages * max(self.page - 1, 1), animate=False, immediate=True)

    def bring(self, start: int, end: int) -> None:
        """Bring rows `start` to before `end` in sight, the first rather than the last."""
        top = min(max(self.scroll_offset.y, end - self.page), start)
        self.scroll_to(y=top, animate=False, immediate=True)

    def _lay_out(self) -> None:
        self._laid_out = self.columns
        self.rows = self._lay(self._laid_out)
        self.virtual_size = Size(self._laid_out, len(self.rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of those in sight."""
        at = y + self.scroll_offset.y
        return self.drawn(self.rows[at] if at < len(self.rows) else Row(), self.columns)


def in_rows(runs: Iterable[Run], columns: int) -> tuple[Row, ...]:
    """The runs side by side, in as many rows as that takes."""
    rows: list[Row] = []
    row: tuple[Run, ...] = ()
    for run in runs:
        parted = (*row, (_BETWEEN, ""), run) if row else (run,)
        if row and sum(cell_len(text) for text, _ in parted) > columns:
            rows.append(Row(row))
            parted = (run,)
        row = parted
    return (*rows, Row(row))
