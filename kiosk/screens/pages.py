"""Text cut into pages that need no scrolling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len

from kiosk.widgets.wrapping import wrap
from kiosk.wording_lines import Line, Section

Part = tuple[Line, list[Section]]
"""A title for the head of the page, and the sections below it."""

_BULLET = "● "
_INDENT = "  "
_BETWEEN = "  "


class Page(Struct, frozen=True):
    """A page of text: what is on it, lines that fit, and what is said of them."""

    titles: tuple[Line, ...]
    lines: tuple[str, ...]
    speech: str


class _Piece(Struct, frozen=True):
    """Lines that are said together."""

    lines: tuple[str, ...]
    speech: str


_Block = tuple[_Piece, ...]
"""Pieces that stand on one page, if any page holds them."""


class _Sheet:
    """A page that is being filled."""

    def __init__(self, rows: int) -> None:
        self.titles: list[Line] = []
        self.pieces: list[_Piece] = []
        self.free = rows

    def add(self, title: Line, piece: _Piece) -> None:
        """Put `piece` below what there is."""
        if title not in self.titles:
            self.titles.append(title)
        self.pieces.append(piece)
        self.free -= len(piece.lines)

    def page(self) -> Page:
        """The page as it is shown and said."""
        return Page(
            titles=tuple(self.titles),
            lines=tuple(line for piece in self.pieces for line in piece.lines),
            speech="\n".join(piece.speech for piece in self.pieces),
        )


def text_pages(parts: Iterable[Part], columns: int, rows: int) -> tuple[Page, ...]:
    """Everything in `parts`, for `rows` lines of `columns` cells a page.

    A part begins on a page of its own unless the whole of it fits below the part before.
    """
    rows = max(rows, 1)
    sheets: list[_Sheet] = []
    for title, sections in parts:
        below = list(_blocks(sections, columns, headed=True))
        if sheets and sum(map(_height, below)) <= sheets[-1].free:
            _fill(sheets, title, below, rows)
        else:
            sheets.append(_Sheet(rows))
            _fill(sheets, title, _blocks(sections, columns, headed=len(sections) > 1), rows)
    return tuple(sheet.page() for sheet in sheets)


def _fill(sheets: list[_Sheet], title: Line, blocks: Iterable[_Block], rows: int) -> None:
    """Go on filling the last of `sheets`, and new ones; a block that no page holds is cut."""
    for block in blocks:
        if sheets[-1].pieces and _height(block) > sheets[-1].free:
            sheets.append(_Sheet(rows))
        for piece in block:
            for part in _cut(piece, rows):
                if len(part.lines) > sheets[-1].free:
                    sheets.append(_Sheet(rows))
                sheets[-1].add(title, part)


def _height(block: _Block) -> int:
    return sum(len(piece.lines) for piece in block)


def _cut(piece: _Piece, rows: int) -> Iterator[_Piece]:
    """`piece`, or where it is taller than a page, its lines page by page, each saying what it shows."""
    if len(piece.lines) <= rows:
        yield piece
        return
    for start in range(0, len(piece.lines), rows):
        lines = piece.lines[start : start + rows]
        yield _Piece(lines, "".join(line.strip() for line in lines))


def _blocks(sections: Sequence[Section], columns: int, *, headed: bool) -> Iterator[_Block]:
    """Yield the lines of `sections` with what belongs below them; `headed`: under their headings.

    Sections of one short line share a line.
    """
    short: _Piece | None = None
    for section in sections:
        headings = [section.heading if headed else None, *[None] * len(section.lines)]
        blocks = [_block(*pair, columns) for pair in zip(headings, section.lines, strict=False)]
        piece = blocks[0][0] if sum(map(_height, blocks)) == 1 else None
        if short and piece and cell_len(short.lines[0] + _BETWEEN + piece.lines[0]) <= columns:
            short = _Piece((short.lines[0] + _BETWEEN + piece.lines[0],), f"{short.speech}\n{piece.speech}")
            continue
        if short:
            yield (short,)
        short = piece
        if not piece:
            yield from blocks
    if short:
        yield (short,)


def _block(heading: Line | None, line: Line, columns: int) -> _Block:
    """A line and what belongs below it; all in one where it fits."""
    lead = _BULLET if heading is None else f"【{heading.text}】"
    said = [] if heading is None else [heading.speech]
    parts = list(line.flat())
    whole = lead + _BETWEEN.join(part.text for part in parts)
    if cell_len(whole) <= columns:
        return (_Piece((whole,), "\n".join([*said, *(part.speech for part in parts)])),)
    first, *others = parts
    pieces = [_Piece(_indented(lead + first.text, columns), "\n".join([*said, first.speech]))]
    pieces += (_Piece(_indented(_INDENT + part.text, columns), part.speech) for part in others)
    return tuple(pieces)


def _indented(text: str, columns: int) -> tuple[str, ...]:
    """`text` in lines, all but the first indented."""
    lead = _INDENT if text.startswith(_INDENT) else ""
    lines = wrap(text[len(lead) :], columns - len(_INDENT))
    return (lead + lines[0], *(_INDENT + line for line in lines[1:]))
