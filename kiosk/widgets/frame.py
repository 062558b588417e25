"""How much room a terminal gives, and what fits into it.

Made for 64×18 cells first (36 pt letters on a Full-HD screen); holds from 40×20
to 160×45, and squeezes without failing below that.
"""

from __future__ import annotations

from math import ceil

from msgspec import Struct

TARGET_WIDTH = 8
TARGET_HEIGHT = 3
"""The least a finger needs: cells of a touch target."""

BAR_BUTTONS = 5
TEXT_WIDTH = 80
"""Longest line of text: forty Hanzi."""

_PAGE_WIDTH = 104
MOST_CHOICES = 5
"""As many as are easily compared."""
_MAX_DENSE = 7
"""As many as leave 8 and 9 to turn pages."""
TALLEST_CELL = 6
"""Rows: a taller button reads no better."""


class Frame(Struct, frozen=True):
    """The parts of a screen of `width` × `height` cells."""

    width: int
    height: int
    note_rows: int = 0
    """Rows of the note just above the bar, such as that the content is an example."""
    density: int = 0
    """0 shows the most at a time; each step up makes buttons bigger and fewer."""

    dense: bool = False
    """For clerks: more at a time, and no row spent on looks."""

    @property
    def bar_at_side(self) -> bool:
        """Whether the bar stands on the right, where five targets do not fit side by side."""
        return self.width < BAR_BUTTONS * (TARGET_WIDTH + 1) - 1

    @property
    def header_height(self) -> int:
        """Rows of the line at the top."""
        return 3 if self.height >= 30 and not self.dense else 1

    @property
    def bar_height(self) -> int:
        """Rows of a bar along the bottom."""
        return 5 if self.height >= 36 and not self.dense else TARGET_HEIGHT

    @property
    def page_width(self) -> int:
        """Columns between the margins."""
        if self.bar_at_side:
            return max(self.width - TARGET_WIDTH - 1, 2)
        return max(min(self.width - 2, _PAGE_WIDTH), 2)

    @property
    def page_left(self) -> int:
        """Columns before the page, which stands in the middle of what the bar leaves."""
        beside = TARGET_WIDTH + 1 if self.bar_at_side else 0
        return max(self.width - beside - self.page_width, 0) // 2

    @property
    def page_height(self) -> int:
        """Rows between the header and the note; the bar keeps a row free above it, note or not."""
        below = self.note_rows if self.bar_at_side else self.bar_height + max(self.note_rows, 1)
        return max(self.height - self.header_height - below, 1)

    @property
    def text_width(self) -> int:
        """Columns of text."""
        return min(self.page_width, TEXT_WIDTH)


class Shelf(Struct, frozen=True):
    """A grid for `per_page` choices, and where to turn pages if they are not all."""

    columns: int
    rows: int
    cell_height: int
    per_page: int
    paged: bool
    gutter: int = 2
    """Free columns between its own."""


def shelf(frame: Frame, count: int, rows_free: int) -> Shelf:
    """Lay out `count` choices in `rows_free` rows: in one column where they all fit.

    At most five stand on a page, and seven for clerks.
    """
    least = TARGET_HEIGHT + frame.density
    high = max((rows_free + 1) // (least + 1), 1)
    wide = 2 if frame.page_width >= 58 and frame.density < 2 and count > high else 1
    slots = max(wide * high, 2)
    most = _MAX_DENSE if frame.dense else MOST_CHOICES
    paged = count > min(most, slots)
    per_page = min(most, slots - 1) if paged else count
    rows = max(ceil((per_page + paged) / wide), 1)
    height = max(min((rows_free + 1) // rows - 1, TALLEST_CELL), 1)
    return Shelf(columns=wide, rows=rows, cell_height=height, per_page=per_page, paged=paged)
