"""A terminal that only prints: lines out, broken where they must be; lines in."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Protocol, TextIO

from kiosk.plain.reading import LineReader
from kiosk.widgets.wrapping import wrap
from kiosk.wording_lines import Line

WIDEST = 80
"""Columns: 40 Hanzi, more are hard to follow from one line to the next."""
_NARROWEST = 20
_INDENT = "  "


class Console(Protocol):
    """What a conversation is held through."""

    def write(self, *lines: Line) -> None:
        """Print `lines` and what belongs below them."""

    def read(self, timeout_s: float | None = None) -> str | None:
        """Return the next line; None at the end.  Raises `TimeoutError` after so many seconds of silence."""

    def forget(self) -> None:
        """A person has gone: nothing typed remains, nor anything in sight."""


class Terminal:
    """A real one, or a pipe in its place."""

    def __init__(self, reader: LineReader, out: TextIO) -> None:
        self._reader = reader
        self._out = out

    def write(self, *lines: Line) -> None:
        """Print `lines`, what belongs below them indented, no wider than the terminal is now."""
        columns = min(max(shutil.get_terminal_size().columns - 1, _NARROWEST), WIDEST)
        self._out.writelines(f"{text}\n" for text in printed(lines, columns))
        self._out.flush()

    def read(self, timeout_s: float | None = None) -> str | None:
        """Return the next line; None at the end.  Raises `TimeoutError` after so many seconds of silence."""
        return self._reader.read(timeout_s)

    def forget(self) -> None:
        """Throw away what was typed, and push what was printed out of sight; scrollback is the terminal's."""
        self._reader.forget()
        if self._out.isatty():
            self._out.write("\n" * shutil.get_terminal_size().lines)


def printed(lines: Iterable[Line], columns: int, indent: str = "") -> Iterable[str]:
    """Yield `lines` as they are printed: each broken to fit, further indented the deeper it lies."""
    for line in lines:
        for text in wrap(_printable(line.text), columns - len(indent)):
            yield indent + text
        yield from printed(line.details, columns, indent + _INDENT)


def _printable(text: str) -> str:
    """`text` on one line, without controls: the last of several doors they would have to pass."""
    return "".join(character for character in " ".join(text.splitlines()) if character.isprintable())
