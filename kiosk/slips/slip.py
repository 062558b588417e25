"""A slip as a list of items: what stands on it, and in which style.  `kiosk.slips.drawing` draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

Style = Literal[
    "headline",
    "title",
    "heading",
    "text",
    "box",
    "detail",
    "small",
    "code",
]
"""`headline` is where to go; `box` is to be ticked; `detail` stands below another line;
`code` is an address that a phone can read; the others are letters of some size."""


class Item(Struct, frozen=True):
    """One paragraph of a slip."""

    style: Style
    text: str


Slip = tuple[Item, ...]

_MARKS: dict[Style, str] = {"box": "□ ", "detail": "   "}


def plain_lines(slip: Iterable[Item]) -> Iterator[str]:
    """Yield the slip as lines of plain text, a free one above each heading."""
    for item in slip:
        if item.style == "heading":
            yield ""
        if item.style != "code":  # which tells nothing new in plain text
            yield _MARKS.get(item.style, "") + item.text
