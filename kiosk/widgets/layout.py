"""Rows and columns of fixed sizes, and the free space between them."""

from __future__ import annotations

from textual.containers import Container
from textual.widget import Widget

from kiosk.widgets.guarded import Guarded


class Row(Guarded, Container):
    """Widgets side by side, equally wide unless they say otherwise, a gap between them."""

    DEFAULT_CSS = "Row { layout: horizontal; }"

    def __init__(self, *children: Widget, height: int, gap: int = 2, id: str | None = None) -> None:  # noqa: A002
        super().__init__(*children, id=id)
        self.styles.height = height
        for child in children:
            child.styles.height = "100%"
        for child in children[:-1]:
            child.styles.margin = (0, gap, 0, 0)
        for child in children:
            if child.styles.width is None:
                child.styles.width = "1fr"


class Column(Guarded, Container):
    """Widgets one below the other."""

    DEFAULT_CSS = "Column { layout: vertical; }"


class Gap(Guarded, Widget):
    """Free rows."""

    def __init__(self, rows: int = 1) -> None:
        super().__init__()
        self.styles.height = max(rows, 0)
        self.styles.width = "100%"
        self.display = rows > 0

    def render(self) -> str:
        """Nothing."""
        return ""
