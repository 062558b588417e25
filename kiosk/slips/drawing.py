"""A slip drawn, black on white: what a printer's own letters look like nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from kiosk.slips.fonts import FontFile
from kiosk.slips.slip import Item, Style
from kiosk.widgets.wrapping import wrap

_WHITE, _BLACK = 1, 0
_LINE = 1.3
"""From line to line, in sizes of the letters."""
_BELOW_MIDDLE = 0.38
"""From the middle of a Hanzi down to the baseline, in sizes of the letters."""
_OVERHANG = 3
"""Pixels by which ink may pass the place where the next letter would begin."""
_QUIET = 4
"""Modules that a code must keep free on all sides (ISO/IEC 18004)."""


class Paper(Struct, frozen=True):
    """What is drawn upon; all in pixels."""

    width: int
    body: int
    """Size of the letters of plain text."""


NARROW = Paper(384, 36)
"""Rolls of 58 mm at 8 dots a mm: letters of 4.5 mm, ten Hanzi a line."""
WIDE = Paper(576, 40)
"""Rolls of 80 mm: letters of 5 mm, fourteen a line."""


_WIDE_MM = 80


def paper_of(width_mm: int) -> Paper:
    """Return the paper on a roll of that width: `WIDE` from 80 mm on."""
    return WIDE if width_mm >= _WIDE_MM else NARROW


class _Look(Struct, frozen=True):
    size: float = 1.0
    """In sizes of plain text."""
    bold: bool = False
    indent: float = 0.0
    """Before every line, in sizes of plain text."""
    rule: bool = False
    """A line across above it."""


_LOOKS: dict[Style, _Look] = {
    "headline": _Look(2.6, bold=True),
    "title": _Look(1.3, bold=True),
    "heading": _Look(1.15, bold=True, rule=True),
    "text": _Look(),
    "box": _Look(bold=True, indent=1.3),
    "detail": _Look(0.85, indent=1.3),
    "small": _Look(0.85),
}


def draw_slip(slip: Iterable[Item], paper: Paper, font: FontFile) -> Image.Image:
    """Return the slip in mode "1", as wide as the paper and as long as it must be.

    Raises `OSError` where the font cannot be read.
    """
    return stacked(list(draw_items(slip, paper, font)), paper.width)


def draw_items(slip: Iterable[Item], paper: Paper, font: FontFile) -> Iterator[Image.Image]:
    """Yield each item of the slip by itself, as wide as the paper."""
    pen = _Pen(paper, font)
    for item in slip:
        yield pen.code(item.text) if item.style == "code" else pen.paragraph(item)


def stacked(parts: list[Image.Image], width: int) -> Image.Image:
    """Return `parts` one below the other."""
    whole = Image.new("1", (width, max(sum(part.height for part in parts), 1)), _WHITE)
    top = 0
    for part in parts:
        whole.paste(part, (0, top))
        top += part.height
    return whole


class _Pen:
    """Draws items of one slip."""

    def __init__(self, paper: Paper, font: FontFile) -> None:
        self.paper = paper
        self.font = font

    def paragraph(self, item: Item) -> Image.Image:
        """An item of letters, in lines that fit."""
        look = _LOOKS[item.style]
        letters = self._letters(item, look)
        indent = round(look.indent * self.paper.body)
        stroke = max(round(letters.size / 36), 1) if look.bold else 0
        room = self.paper.width - indent - 2 * stroke - _OVERHANG
        lines = wrap(item.text, room, lambda text: round(letters.getlength(text)))
        pitch = round(letters.size * _LINE)
        above = self.paper.body // 2 if look.rule else 0
        image = Image.new("1", (self.paper.width, above + pitch * len(lines) + 2 * stroke), _WHITE)
        draw = ImageDraw.Draw(image)
        if look.rule:
            draw.rectangle((0, above // 2, self.paper.width - 2, above // 2 + 1), fill=_BLACK)
        for row, line in enumerate(lines):
            baseline = above + pitch * row + pitch // 2 + round(letters.size * _BELOW_MIDDLE)
            place = (indent + stroke, baseline)
            draw.text(place, line, fill=_BLACK, font=letters, anchor="ls", stroke_width=stroke)
        if item.style == "box":
            self._box(draw, pitch)
        return image

    def code(self, text: str) -> Image.Image:
        """A QR code in the middle, its modules as large as half the paper allows."""
        import segno  # noqa: PLC0415  few slips have one

        rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
        modules = len(rows) + 2 * _QUIET
        scale = max(self.paper.width * 2 // 3 // modules, 3)
        image = Image.new("1", (self.paper.width, modules * scale), _WHITE)
        left = (self.paper.width - modules * scale) // 2 + _QUIET * scale
        draw = ImageDraw.Draw(image)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    at = (left + x * scale, (_QUIET + y) * scale)
                    draw.rectangle((*at, at[0] + scale - 1, at[1] + scale - 1), fill=_BLACK)
        return image

    def _letters(self, item: Item, look: _Look) -> ImageFont.FreeTypeFont:
        """Letters of the size that the style has, or smaller where a large line would break for it."""
        size = round(look.size * self.paper.body)
        letters = self._sized(size)
        least = self.paper.body * _LOOKS["title"].size
        while size > least and letters.getlength(item.text) > self.paper.width * 0.95:
            size -= 2
            letters = self._sized(size)
        return letters

    def _sized(self, size: int) -> ImageFont.FreeTypeFont:
        basic = ImageFont.Layout.BASIC  # the same everywhere, whatever the machine has for complex scripts
        return ImageFont.truetype(self.font.path, size, index=self.font.face, layout_engine=basic)

    def _box(self, draw: ImageDraw.ImageDraw, pitch: int) -> None:
        """Something to tick, beside the first line."""
        side = round(self.paper.body * 0.75)
        top = (pitch - side) // 2
        draw.rectangle((2, top, 2 + side, top + side), outline=_BLACK, width=max(self.paper.body // 12, 2))
