"""A QR code in the cells of a terminal: two modules above each other in every cell."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from math import ceil

import segno
from msgspec import Struct
from rich.cells import set_cell_size
from textual.strip import Strip
from textual.widget import Widget

from kiosk.slips.phone import PhoneText
from kiosk.widgets.guarded import Guarded
from kiosk.widgets.words import drawn

_ASIDE = 2
"""Modules kept free on the left and right: with the paper beside it that is what scanners need."""
_ABOVE = 1
"""Module rows kept free above it at the least, where the header is dark; below it the page has a free row."""
_LARGEST = 13
"""Version with the most modules (69) that a phone reads off a screen without being held still."""
_BLOCKS = " ▄▀█"
"""Indexed by 2 × upper module + lower module."""

Modules = tuple[bytes, ...]
"""Rows of a code, a byte for each module: 1 is dark."""


class Fitted(Struct, frozen=True):
    """A text and its code."""

    source: PhoneText
    modules: Modules


def fitted(texts: Iterable[PhoneText], columns: int, rows: int, *, on_dark: bool = False) -> Fitted | None:
    """Return the first of `texts` whose code fits into that many cells; None where none does.

    `on_dark`: the page is dark, so that the code must bring all the light around it itself.
    """
    for source in texts:
        modules = _modules(source.text)
        high = len(modules) + _ABOVE + on_dark
        if modules and columns_of(modules) <= columns and ceil(high / 2) <= rows:
            return Fitted(source, modules)
    return None


def columns_of(modules: Modules) -> int:
    """Columns of the widget."""
    return len(modules) + 2 * _ASIDE


class QrCode(Guarded, Widget):
    """A code in the middle of its rows; give it `columns_of` columns and the rows it was fitted for.

    Black on white in every theme: many scanners do not know the reverse.
    """

    DEFAULT_CSS = "QrCode { background: #FFFFFF; color: #000000; min-width: 2; min-height: 1; }"

    def __init__(self, modules: Modules, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self.modules = modules

    def render_line(self, y: int) -> Strip:
        """Draw row `y` with as few characters as there can be: a font's full blocks leave seams."""
        above = max((2 * self.size.height - len(self.modules)) // 2, _ABOVE)
        upper, lower = self._row(2 * y - above), self._row(2 * y + 1 - above)
        cells = "".join(_BLOCKS[2 * top + bottom] for top, bottom in zip(upper, lower, strict=True))
        width = self.size.width
        line = " " * ((width - len(self.modules)) // 2) + cells
        return Strip(drawn(set_cell_size(line, width), self.rich_style), width)

    def _row(self, number: int) -> bytes:
        return self.modules[number] if 0 <= number < len(self.modules) else self._free

    @cached_property
    def _free(self) -> bytes:
        return bytes(len(self.modules))


def _modules(text: str) -> Modules:
    """The code of `text` as UTF-8, which all phones read; empty where it would be too large."""
    try:
        code = segno.make(text, error="l", mode="byte", encoding="utf-8", micro=False)
    except segno.DataOverflowError:
        return ()
    if int(code.version) > _LARGEST:
        return ()
    return tuple(bytes(row) for row in code.matrix)
