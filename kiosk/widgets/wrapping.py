"""Breaking Chinese text into lines that fit a number of terminal columns.

Textual wraps at spaces, which Chinese has none of, and fails at widths below a
Hanzi; here a line may break after any Hanzi, but no punctuation is torn away
from what it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rich.cells import cell_len

_UNIT = re.compile(r"[!-~]+|.", re.DOTALL)
"""A run of printable ASCII, such as a number or a word, stays in one piece."""

Part = tuple[int, int]
"""Start and end, in characters."""

_PAUSE = re.compile(r"[，；、：]|(?=（)")
_NOT_FIRST = "，。、；：？！）》”’…％,.;:?!)"
_NOT_LAST = "（《“‘("
_ELLIPSIS = "…"


def wrap(text: str, columns: int, length: Callable[[str], int] = cell_len) -> list[str]:
    """Break `text` into lines of at most `columns` cells (at least two: one Hanzi).

    `length` measures a text in other units than cells; `columns` are then of the same.
    """
    columns = max(columns, 2)
    lines: list[str] = []
    line = ""
    for unit in _units(text, columns, length):
        if length(line + unit) <= columns:
            line += unit
            continue
        line, carried = _split_before(line, unit)
        lines.append(line.rstrip())
        line = (carried + unit).lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def fit(text: str, columns: int, rows: int) -> list[str]:
    """Like `wrap`, but at most `rows` lines: the last ends in an ellipsis where something is left out."""
    lines = wrap(text, columns)
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    while last and cell_len(last) > columns - 2:
        last = last[:-1]
    return [*lines[: rows - 1], last + _ELLIPSIS]


def balanced(text: str, columns: int, rows: int) -> list[str]:
    """Like `fit`, but two lines part where one pauses in reading, and others are of about the same length.

    No word is torn for that.
    """
    lines = fit(text, columns, rows)
    if len(lines) == 2 and (parted := _at_pause(text, columns)):
        return parted
    least = max(longest_word(text), 2)
    while len(lines) > 1 and columns > least:
        columns -= 1
        narrower = fit(text, columns, rows)
        if len(narrower) > len(lines) or narrower[-1].endswith(_ELLIPSIS):
            break
        lines = narrower
    return lines


def longest_word(text: str) -> int:
    """Return the cells of the longest run in `text` that should stay in one line."""
    return max(map(cell_len, _UNIT.findall(text)), default=0)


def parts_in_lines(text: str, lines: Iterable[str], parts: Iterable[Part]) -> list[tuple[Part, ...]]:
    """Where `parts` of `text`, start and end of each, lie in each of the `lines` it was broken into.

    A part that runs on goes on in the next line; what an ellipsis stands for has no place.
    """
    parts, placed, at = tuple(parts), [], 0
    for line in lines:
        kept = line.removesuffix(_ELLIPSIS)  # blanks are lost where lines break
        while at < len(text) and text[at].isspace() and not text.startswith((line, kept), at):
            at += 1
        length = len(line) if text.startswith(line, at) else len(kept)
        cut = ((max(start - at, 0), min(end - at, length)) for start, end in parts)
        placed.append(tuple(part for part in cut if part[0] < part[1]))
        at += length
    return placed


def _at_pause(text: str, columns: int) -> list[str]:
    """Two lines that fit, parted at the pause that leaves the longer one shortest; [] where none does."""
    pairs = [[text[: at.end()].rstrip(), text[at.end() :].lstrip()] for at in _PAUSE.finditer(text)]
    fitting = [pair for pair in pairs if all(0 < cell_len(line) <= columns for line in pair)]
    return min(fitting, key=lambda pair: max(map(cell_len, pair)), default=[])


def _units(text: str, columns: int, length: Callable[[str], int]) -> list[str]:
    units: list[str] = []
    for unit in _UNIT.findall(text):
        units += [unit] if length(unit) <= columns else _torn(unit, columns, length)
    return units


def _torn(unit: str, columns: int, length: Callable[[str], int]) -> list[str]:
    """A number or word longer than a line, in pieces that fit one each."""
    pieces = [""]
    for character in unit:
        if pieces[-1] and length(pieces[-1] + character) > columns:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _split_before(line: str, unit: str) -> tuple[str, str]:
    """Decide what goes down to the next line together with `unit`."""
    cut = len(line)
    if unit[0] in _NOT_FIRST and cut > 1:
        cut -= 1
    while cut > 1 and line[cut - 1] in _NOT_LAST:
        cut -= 1
    return line[:cut], line[cut:]
