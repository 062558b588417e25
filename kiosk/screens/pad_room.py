"""What of a pad fits on a screen: the keys always, something beside and below them where there is room."""

from __future__ import annotations

from msgspec import Struct

from kiosk.widgets.frame import TARGET_HEIGHT, TARGET_WIDTH, Frame
from kiosk.widgets.keys import COLUMNS, height_of

LINES = 2
"""Rows of what is written, and of the line below it."""
GAP = 2
"""Columns between two blocks."""

_BLOCK_WIDTH = COLUMNS * (TARGET_WIDTH + 1) - 1
_TALLEST_CELL = 6
_BELOW = TARGET_HEIGHT + 1
"""Rows of one row of services and the free row above it."""


class PadRoom(Struct, frozen=True):
    """Measures in cells."""

    wide: bool
    """Whether two blocks stand side by side."""
    width: int
    """Columns of a block."""
    cell: int
    """Rows of a key."""
    below: int
    """Rows for services below the keys; 0 where they have no place there."""

    @property
    def block(self) -> int:
        """Rows of a block of keys."""
        return height_of(self.cell)

    @classmethod
    def of(cls, frame: Frame, *, beside: bool) -> PadRoom:
        """Measure `frame`; `beside`: what stands beside the keys leaves the services the rows below alone."""
        wide = frame.page_width >= 2 * _BLOCK_WIDTH + GAP and not frame.density
        rows = frame.page_height - LINES
        spare = rows >= height_of(TARGET_HEIGHT) + _BELOW and (beside or not wide)
        cell = max(min((rows - (_BELOW if spare else 0) + 1) // 3 - 1, _TALLEST_CELL), 1)
        if spare:
            cell = min(cell, _TALLEST_CELL - 1)
        below = max(rows - height_of(cell) - 1, 0) if spare else 0
        width = (frame.page_width - GAP) // 2 if wide else frame.page_width
        return cls(wide, width, cell, below)
