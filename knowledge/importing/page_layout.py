"""How a page is laid out: where what belongs to a label ends, menus, tabs."""

from __future__ import annotations

import re
from itertools import pairwise

from knowledge.importing.page_labels import Label, is_numbered_heading, label_of
from knowledge.importing.page_tree import Box, Piece

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MENU_ITEM = 14
"""Characters of an entry of a menu at most."""


def ends(label: Piece, first: Piece, piece: Piece) -> bool:
    """True where `piece` belongs no more to the label, for it is a heading as the label is.

    `first` is the piece right after the label: where that looks alike, so do all pieces here.
    """
    if isinstance(label, str) or isinstance(piece, str):
        return False
    if piece.tag in _HEADINGS:
        return label.tag not in _HEADINGS or piece.tag <= label.tag
    if piece.tag == label.tag in {"dt", "th"}:
        return True
    if is_numbered_heading(label.brief) and is_numbered_heading(piece.brief):
        return True
    shape = _shape(label)
    alike = isinstance(first, Box) and _shape(first) == shape
    return bool(piece.brief) and not alike and len(shape) > 1 and _shape(piece) == shape


def label_in(piece: Piece) -> Label | None:
    """Return the label that `piece` is and nothing else."""
    return label_of(piece if isinstance(piece, str) else piece.brief)


def _shape(box: Box) -> tuple[str, ...]:
    """What sets headings apart that are no headings to the browser: a class, or one element within."""
    inner = box.boxes
    shape = (box.tag, box.names) if box.names else (box.tag,)
    return (*shape, inner[0].tag) if len(inner) == 1 and inner[0].brief == box.brief else shape


def is_menu(box: Box) -> bool:
    """True for a line of tabs or a table of contents: labels next to each other, without values."""
    items = box.boxes
    if box.tag not in {"ul", "ol", "div"} or len(items) < 2 or len(items) != len(box.children):
        return False
    if any(not item.brief or len(item.brief) > _MENU_ITEM or item.tag in _HEADINGS for item in items):
        return False
    labels = [label_in(item) is not None for item in items]
    return sum(labels) * 5 >= len(labels) * 3 and any(map(all, pairwise(labels)))


def tab_targets(box: Box) -> list[tuple[str, Label]]:
    """Return the ids of the panels that tabs open, with what the tabs say."""
    found = [pair for child in box.boxes for pair in tab_targets(child)]
    label = label_in(box) if re.match(r"#[\w-]+$", box.link) else None
    return [*found, (box.link[1:], label)] if label else found
