"""Text cut into pages that need no scrolling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct
from rich.cells import cell_len

from kiosk.widgets.wrapping import wrap
from kiosk.wording_lines import Line, Section

Part = tuple[Line, list[Section]]
"""A title for the head of the page, and the sections below it."""

_BULLET = "● "
_HEAD, _HEAD_END = "【", "】"
_INDENT = "  "
_BETWEEN = "  "
_REMARKS = ("time", "fee", "where", "other_ways", "phones")
"""Sections of which several lines may stand in one row."""


class Page(Struct, frozen=True):
    """A page of text: what is on it, lines that fit, and what is said of them."""

    titles: tuple[Line, ...]
    lines: tuple[str, ...]
    speech: str

    def spaced(self, spare: int) -> tuple[str, ...]:
        """The lines with a free one above each heading, where `spare` are enough for all."""
        first, *others = self.lines
        headings = [line for line in others if line.startswith(_HEAD)]
        if len(headings) > spare:
            return self.lines
        below = (("", line) if line in headings else (line,) for line in others)
        return (first, *chain.from_iterable(below))


class _Piece(Struct, frozen=True):
    """Lines that are said together."""

    lines: tuple[str, ...]
    speech: str


_Block = tuple[_Piece, ...]
"""Pieces that stand on one page, if any page holds them."""


class _Sheet:
    """A page that is being filled."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.blocks: list[tuple[Line, _Block]] = []
        """What is on it, each with the title of its part."""

    @property
    def free(self) -> int:
        """Rows that are left."""
        return self.rows - sum(_height(block) for _, block in self.blocks)

    def page(self) -> Page:
        """The page as it is shown and said."""
        pieces = [piece for _, block in self.blocks for piece in block]
        return Page(
            titles=tuple(dict.fromkeys(title for title, _ in self.blocks)),
            lines=tuple(line for piece in pieces for line in piece.lines),
            speech="\n".join(piece.speech for piece in pieces),
        )


def text_pages(parts: Iterable[Part], columns: int, rows: int) -> tuple[Page, ...]:
    """Everything in `parts`, for `rows` lines of `columns` cells a page.

    A part begins on a page of its own unless the whole of it fits below the part
    before, or half a page is free there.
    """
    rows = max(rows, 1)
    sheets: list[_Sheet] = []
    for title, sections in parts:
        below = list(_blocks(sections, columns, headed=True))
        if sheets and sum(map(_height, below)) <= sheets[-1].free:
            _fill(sheets, title, below)
        elif sheets and sheets[-1].free > max(rows // 2, _height(below[0])):
            _fill(sheets, title, below)
            _share(sheets)
        else:
            sheets.append(_Sheet(rows))
            _fill(sheets, title, _blocks(sections, columns, headed=len(sections) > 1))
            _share(sheets)
    return tuple(sheet.page() for sheet in sheets)


def _fill(sheets: list[_Sheet], title: Line, blocks: Iterable[_Block]) -> None:
    """Go on filling the last of `sheets`, and new ones; a block that no page holds is cut."""
    rows = sheets[-1].rows
    for block in blocks:
        if sheets[-1].blocks and _height(block) > sheets[-1].free:
            sheets.append(_Sheet(rows))
        for part in _cut(block, rows):
            if _height(part) > sheets[-1].free:
                sheets.append(_Sheet(rows))
            sheets[-1].blocks.append((title, part))


def _share(sheets: list[_Sheet]) -> None:
    """Nobody turns a page for one line: the block before goes with it."""
    *_, before, last = (None, *sheets)
    if before and last.rows - last.free == 1 and len(before.blocks) > 1:
        last.blocks.insert(0, before.blocks.pop())


def _height(block: _Block) -> int:
    return sum(len(piece.lines) for piece in block)


def _cut(block: _Block, rows: int) -> Iterator[_Block]:
    """`block`, or where no page holds it, its pieces, and the lines of one that is still taller."""
    if _height(block) <= rows:
        yield block
        return
    for piece in block:
        if len(piece.lines) <= rows:
            yield (piece,)
            continue
        for start in range(0, len(piece.lines), rows):
            lines = piece.lines[start : start + rows]
            yield (_Piece(lines, "".join(line.strip() for line in lines)),)


def _blocks(sections: Sequence[Section], columns: int, *, headed: bool) -> Iterator[_Block]:
    """Yield the lines of `sections` with what belongs below them; `headed`: under their headings.

    Sections of one short line share a row.
    """
    row: _Piece | None = None
    for section in sections:
        blocks = list(_section_blocks(section, columns, headed=headed))
        piece = blocks[0][0] if len(blocks) == 1 and _height(blocks[0]) == 1 else None
        if row and piece and _fits(row, piece.lines[0], columns):
            row = _beside(row, piece)
            continue
        if row:
            yield (row,)
        row = piece
        if not piece:
            yield from blocks
    if row:
        yield (row,)


def _section_blocks(section: Section, columns: int, *, headed: bool) -> Iterator[_Block]:
    """Yield a block for each line; short ones share a row, but for what one goes through one by one."""
    headings = [section.heading if headed else None, *[None] * len(section.lines)]
    row: _Block = ()
    for block in (_block(*pair, columns) for pair in zip(headings, section.lines, strict=False)):
        short = section.id in _REMARKS and _height(block) == 1
        if row and short and _fits(row[0], block[0].lines[0], columns):
            row = (_beside(row[0], block[0]),)
            continue
        if row:
            yield row
        row = block if short else ()
        if not short:
            yield block
    if row:
        yield row


def _fits(row: _Piece, text: str, columns: int) -> bool:
    """Whether `row` is one that has room for `text`."""
    return len(row.lines) == 1 and cell_len(row.lines[0] + _BETWEEN + text) <= columns


def _beside(one: _Piece, other: _Piece) -> _Piece:
    return _Piece((one.lines[0] + _BETWEEN + other.lines[0],), f"{one.speech}\n{other.speech}")


def _block(heading: Line | None, line: Line, columns: int) -> _Block:
    """A line and what belongs below it; what is short shares a line with what stands before."""
    lead = _BULLET if heading is None else f"{_HEAD}{heading.text}{_HEAD_END}"
    said = [] if heading is None else [heading.speech]
    first, *others = line.flat()
    pieces = [_Piece(_indented(lead + first.text, columns), "\n".join([*said, first.speech]))]
    for part in others:
        if _fits(pieces[-1], part.text, columns):
            pieces[-1] = _beside(pieces[-1], _Piece((part.text,), part.speech))
        else:
            pieces.append(_Piece(_indented(_INDENT + part.text, columns), part.speech))
    return tuple(pieces)


def _indented(text: str, columns: int) -> tuple[str, ...]:
    """`text` in lines, all but the first indented."""
    lead = _INDENT if text.startswith(_INDENT) else ""
    lines = wrap(text[len(lead) :], columns - len(_INDENT))
    return (lead + lines[0], *(_INDENT + line for line in lines[1:]))
