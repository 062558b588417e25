"""Headlines several rows tall, drawn from half-blocks so that every pixel is crisp.

A glyph is a bitmap 16 pixels high; a terminal cell shows two of its rows.  Digits
are our own and bold; Hanzi come from the data beside this file (``glyphs/``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

ROWS = 8
"""Terminal rows of a headline: 16 pixels, two in each cell."""

_GLYPHS = Path(__file__).parent / "glyphs"
_BLOCKS = " ▄▀█"
"""Indexed by 2 × upper pixel + lower pixel."""
_WITHOUT_SEAMS = {"█": (" ", True), "▄": ("▀", True)}

Bitmap = tuple[str, ...]
"""Sixteen rows of ``#`` and ``.``, all of one width."""


def drawable(text: str) -> bool:
    """Whether there is a glyph for every character of `text`."""
    return bool(text) and all(character in _glyphs() for character in text)


def draw(text: str) -> tuple[str, ...]:
    """Return the `ROWS` lines of `text`, all equally wide.

    Raises `KeyError` naming the first character without a glyph: ask `drawable` first.
    """
    pixels = ["".join(parts) for parts in zip(*(_glyphs()[character] for character in text), strict=True)]
    pairs = zip(pixels[::2], pixels[1::2], strict=True)
    return tuple("".join(map(_block, upper, lower)) for upper, lower in pairs)


def pieces(line: str) -> Iterator[tuple[str, bool]]:
    """Yield (characters, whether ink and paper change places) of a drawn line.

    A font's blocks often stop short of the cell's edge, which leaves seams in every
    stroke.  The ground of a cell never does, so as much as possible is drawn with it.
    """
    for character, same in groupby(line):
        shape, swapped = _WITHOUT_SEAMS.get(character, (character, False))
        yield shape * len(list(same)), swapped


def width(text: str) -> int:
    """Return the columns that `draw(text)` takes."""
    return sum(len(_glyphs()[character][0]) for character in text)


def longest_fitting(candidates: tuple[str, ...], columns: int) -> str:
    """Return the first of `candidates` that can be drawn within `columns`; empty where none can."""
    return next((text for text in candidates if drawable(text) and width(text) <= columns), "")


def _block(upper: str, lower: str) -> str:
    return _BLOCKS[2 * (upper == "#") + (lower == "#")]


@cache
def _glyphs() -> dict[str, Bitmap]:
    return {**_digits(), **_hanzi()}


def _digits() -> dict[str, Bitmap]:
    """Digits are stored as drawings; a blank column on either side keeps them apart."""
    drawings = (_GLYPHS / "digits.txt").read_text(encoding="utf-8").split("\n\n")
    glyphs = (drawing.split() for drawing in drawings)
    return {digit: tuple(f".{row}." for row in rows) for digit, *rows in glyphs}


def _hanzi() -> dict[str, Bitmap]:
    lines = (_GLYPHS / "hanzi.hex").read_text(encoding="utf-8").splitlines()
    pairs = (line.split(":") for line in lines if not line.startswith("#"))
    return {chr(int(code, 16)): _unpack(shape) for code, shape in pairs}


def _unpack(shape: str) -> Bitmap:
    rows = (int(shape[start : start + 4], 16) for start in range(0, len(shape), 4))
    return tuple(f"{row:016b}".replace("0", ".").replace("1", "#") for row in rows)
