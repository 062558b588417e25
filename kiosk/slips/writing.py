"""Slips as files: a PNG as wide as the paper roll, a PDF for a sheet of A4."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING

from kiosk.slips.fonts import FontFile
from kiosk.slips.slip import Item, Slip

if TYPE_CHECKING:
    from PIL import Image

_DPI = 200
_A4 = (1654, 2339)
"""Pixels of a sheet at `_DPI`."""
_MARGIN = 150
_LETTERS = 44
"""Letters of 16 points, the least for large print."""


def png_bytes(image: Image.Image) -> bytes:
    """Return a drawn slip as PNG."""
    file = BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def pdf_bytes(slip: Slip, font: FontFile) -> bytes:
    """Return `slip` in large print on as many sheets of A4 as it needs.  Raises `OSError` as `draw_slip`."""
    from PIL import Image  # noqa: PLC0415  only who prints needs it

    from kiosk.slips.drawing import Paper, draw_items, stacked  # noqa: PLC0415

    paper = Paper(_A4[0] - 2 * _MARGIN, _LETTERS)
    drawn = list(zip(slip, draw_items(slip, paper, font), strict=True))
    sheets = []
    for parts in _sheets(drawn, _A4[1] - 2 * _MARGIN):
        sheet = Image.new("1", _A4, 1)
        sheet.paste(stacked(parts, paper.width), (_MARGIN, _MARGIN))
        sheets.append(sheet)
    file = BytesIO()
    sheets[0].save(file, "PDF", resolution=_DPI, save_all=True, append_images=sheets[1:])
    return file.getvalue()


def _sheets(drawn: Iterable[tuple[Item, Image.Image]], room: int) -> list[list[Image.Image]]:
    """Parts of a slip by sheet; a heading goes with what it is the heading of."""
    sheets: list[list[tuple[Item, Image.Image]]] = [[]]
    for item, part in drawn:
        height = sum(other.height for _, other in sheets[-1])
        if sheets[-1] and height + part.height > room:
            last = sheets[-1]
            carried = [last.pop()] if len(last) > 1 and last[-1][0].style == "heading" else []
            sheets.append(carried)
        sheets[-1].append((item, part))
    return [[part for _, part in sheet] for sheet in sheets]
