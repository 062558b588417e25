"""A slip as a list of items: what stands on it, and in which style.  `kiosk.slips.drawing` draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

Style = Literal[
    "number",
    "headline",
    "title",
    "heading",
    "text",
    "box",
    "detail",
    "small",
    "code",
]
"""`number` repeats in large what the headline says; `box` is to be ticked; `detail` stands below another
line; `code` is an address that a phone can read; the others are letters of some size."""


class Item(Struct, frozen=True):
    """One paragraph of a slip."""

    style: Style
    text: str


Slip = tuple[Item, ...]

_MARKS: dict[Style, str] = {"box": "□ ", "detail": "   "}
_PICTURES = ("number", "code")
"""Styles that tell nothing new in plain text."""


def plain_lines(slip: Iterable[Item]) -> Iterator[str]:
    """Yield the slip as lines of plain text, a free one above each heading."""
    for item in slip:
        if item.style == "heading":
            yield ""
        if item.style not in _PICTURES:
            yield _MARKS.get(item.style, "") + item.text
