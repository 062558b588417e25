"""Reading a page from top to bottom: each label with what stands after it.

A label is an element, or text outside any, that says nothing but the label.  What
it labels are the pieces after it within the same box, up to the next label or
heading; so nothing is taken from another part of the page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from knowledge.importing.page_labels import LAWS, MATERIALS, NAME, QUESTIONS, Label, split_label
from knowledge.importing.page_layout import ends, is_menu, label_in, tab_targets
from knowledge.importing.page_prose import laws_in, questions_in
from knowledge.importing.page_tables import (
    Entries,
    Grid,
    Listing,
    grid,
    group_above,
    listing_above,
    listing_in,
    rows_below,
)
from knowledge.importing.page_tree import Box, Piece, first_link, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from knowledge.importing.rows import PartName

_LINKS = frozenset({"网上申办地址", "移动端办理地址"})
_BUTTON = re.compile(r"(?:立即|在线|我要|进入|点击|网上|马上)(?:办理|申办|申报|申请|办事|进入)")
"""A button that led nowhere when the page was saved."""
_ROW_END = Box("row-end")
_HANZI_GAP = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


class Sections:
    """What a page says, by label."""

    def __init__(self, body: Box) -> None:
        self.cells: dict[str, str] = {}
        self.parts: dict[PartName, Entries] = {}
        self.names: list[str] = []
        """Every name of an item the page gives by its label; several where it shows several items."""
        self.listed: list[str] = []
        """Names of items in tables of them."""
        self._tabs = dict(tab_targets(body))
        self._holding: dict[Box, bool] = {}
        self._lists: set[Box] = set()
        self._headings_above: Listing | None = None
        self._read(body.children)

    def _read(self, pieces: Sequence[Piece]) -> None:
        index = 0
        while index < len(pieces):
            index = self._take(pieces, index)

    def _take(self, pieces: Sequence[Piece], index: int) -> int:
        """Take the piece at `index` with what belongs to it; return the index after that."""
        piece = pieces[index]
        if label := label_in(piece):
            return self._labelled(label, (), pieces, index)
        if isinstance(piece, str):
            split = split_label(piece)
            return self._labelled(split[0], split[1:], pieces, index) if split else index + 1
        if piece.tag == "p" and (split := self._paragraph(piece)):
            return self._labelled(split[0], split[1:], pieces, index)
        if is_menu(piece):
            return self._tab_panels(piece, pieces, index)
        if self._list(piece):
            return index + 1
        if piece.tag == "table":
            self._read(self._table_pieces(piece))
        elif tab := self._tabs.get(piece.id):
            self._record(tab, self._lead(piece.children))
            self._read(piece.children)
        else:
            self._read(piece.children)
        return index + 1

    def _labelled(self, label: Label, begun: tuple[str, ...], pieces: Sequence[Piece], index: int) -> int:
        end = self._end(pieces, index)
        begun_lines = (Box("p", (line,)) for text in begun for line in text.split("\n"))
        content: list[Piece] = [*begun_lines, *pieces[index + 1 : end]]
        following = pieces[end] if end < len(pieces) else None
        if not lines(content) and following is not None:
            content = self._lead_in(following)
        self._record(label, content)
        return end

    def _paragraph(self, box: Box) -> tuple[Label, str] | None:
        """The label a paragraph begins with, where it holds no other."""
        text = lines([box])
        split = split_label(text[0]) if text else None
        if split is None or any(label_in(line) or split_label(line) for line in text[1:]):
            return None
        return (split[0], "\n".join((split[1], *text[1:]))) if split[0].name not in _LINKS else None

    def _end(self, pieces: Sequence[Piece], index: int) -> int:
        """Where what belongs to the label at `index` ends."""
        label = pieces[index]
        end = index + 1
        in_row = isinstance(label, Box) and label.tag in {"td", "th"} and label.span[1] == 1
        if in_row and end < len(pieces) and pieces[end] is not _ROW_END:
            return end if self._holds_label(pieces[end]) else end + 1
        while end < len(pieces):
            if self._holds_label(pieces[end]) or ends(label, pieces[index + 1], pieces[end]):
                break
            end += 1
        return end

    def _holds_label(self, piece: Piece) -> bool:
        if isinstance(piece, str):
            return bool(label_in(piece) or split_label(piece))
        if piece not in self._holding:
            self._holding[piece] = (
                piece.id in self._tabs
                or label_in(piece) is not None
                or (listing_in(piece) is None and any(map(self._holds_label, piece.children)))
            )
        return self._holding[piece]

    def _lead(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What stands before the first label in `pieces`."""
        lead: list[Piece] = []
        for piece in pieces:
            if self._holds_label(piece):
                return lead + self._lead_in(piece)
            lead.append(piece)
        return lead

    def _lead_in(self, piece: Piece) -> list[Piece]:
        """What stands in a box before the first label it holds; nothing where it is one or holds none."""
        if isinstance(piece, str) or label_in(piece) or not self._holds_label(piece):
            return []
        return self._lead(piece.children)

    def _table_pieces(self, table: Box) -> list[Piece]:
        """The cells of a table of labels, row by row, each once however it spans; lists in it are taken."""
        pieces: list[Piece] = []
        seen: set[Box] = set()
        rows = grid(table)
        while rows:
            group = group_above(rows)
            if headed := listing_above(group or rows):
                below = headed[1] if group else rows_below(*headed)
                if below:
                    self._add(headed[0], below)
                    rows = rows[len(group) or len(rows) - len(headed[1]) + len(below) :]
                    continue
            for box in rows.pop(0):
                if box not in seen:
                    seen.add(box)
                    pieces.append(box)
            pieces.append(_ROW_END)
        return pieces

    def _list(self, box: Box) -> bool:
        """Take a table with a line of headings; True where `box` is one.

        Some sites put the headings into a table of their own, above the rows.
        """
        if box in self._lists:
            return True
        headed = listing_in(box)
        above, rows = self._headings_above, grid(box) if box.tag == "table" else []
        if not headed and above and rows and abs(len(rows[0]) - len(above.headings)) <= 1:
            headed = above, rows
        if not headed:
            return False
        self._lists.add(box)
        self._headings_above = None if headed[1] else headed[0]
        self._add(*headed)
        return True

    def _add(self, found: Listing, rows: Grid) -> None:
        entries = found.entries(rows)
        if found.part == "items":
            self.listed += [entry[NAME] for entry in entries]
        elif entries:
            self.parts.setdefault(found.part, []).extend(entries)

    def _tab_panels(self, menu: Box, pieces: Sequence[Piece], index: int) -> int:
        """Read the panels that follow a line of tabs, each as what its tab says."""
        after = index + 1
        while after < len(pieces) and isinstance(panels := pieces[after], Box):
            if not panels.blank:
                if len(panels.boxes) != len(menu.boxes) or is_menu(panels):
                    break
                for tab, panel in zip(menu.boxes, panels.boxes, strict=True):
                    if label := label_in(tab):
                        self._record(label, self._lead(panel.children))
                    self._read(panel.children)
                return after + 1
            after += 1
        return index + 1

    def _record(self, label: Label, content: Sequence[Piece]) -> None:
        rest = self._without_lists(content)
        text = lines(rest)
        if not label.name or not text:
            return
        value = "\n".join(text) if label.prose else text[0]
        if label.name in _LINKS:
            value = first_link(rest) or value
            if _BUTTON.fullmatch(value):
                return
        if label.part:
            self._describe(label.part, label.name, "\n".join(text))
        elif label.name == NAME:
            self.names.append(_HANZI_GAP.sub("", value))
        elif label.name == QUESTIONS:
            self.parts.setdefault("questions", []).extend(questions_in(text))
        elif label.name == LAWS and (laws := laws_in(text)):
            self.parts.setdefault("laws", []).extend(laws)
        elif label.name != MATERIALS or "materials" not in self.parts:
            self.cells.setdefault(label.name, value)
        if label.unit and value.isdecimal():
            self.cells.setdefault(f"{label.name}单位", label.unit)

    def _without_lists(self, pieces: Sequence[Piece]) -> list[Piece]:
        """What is left of `pieces` once the lists in them are taken."""
        rest: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, str) or not piece.boxes:
                rest.append(piece)
            elif not self._list(piece):
                kept = self._without_lists(piece.children)
                rest.append(Box(piece.tag, tuple(kept), link=piece.link))
        return rest

    def _describe(self, part: PartName, name: str, value: str) -> None:
        """Add to the last entry of a list, or begin another where it has that already."""
        entries = self.parts.setdefault(part, [])
        if not entries or name in entries[-1]:
            entries.append({})
        entries[-1][name] = value
