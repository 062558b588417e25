"""The terminal between two runs of the kiosk: wiped, silent, and at the end as it was found."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

_WIPE = "\x1b[?1049h\x1b[0m\x1b[?25l\x1b[2J\x1b[H"
"""The second screen, which keeps nothing above it; colours off, no cursor, all cleared."""
_LEAVE = "\x1b[<u\x1b[?1000;1002;1003;1006;1015;1016;1004;2004;2026l\x1b[?1049l\x1b[?25h"
"""Off with all that Textual switches on: keys, mouse, focus, paste, the second screen; the cursor is back."""


class Terminal:
    """Where the kiosk runs.  Leaving the context gives the terminal back, whatever died on it."""

    def __init__(self, keyboard: int, saved: list[Any]) -> None:
        self._keyboard = keyboard
        self._saved = saved

    @classmethod
    def of_this_process(cls) -> Terminal:
        """Return the terminal of standard input; one left alone where there is none, or on Windows."""
        try:
            import termios  # noqa: PLC0415  POSIX alone has it
        except ImportError:
            return cls(-1, [])
        try:
            keyboard = sys.stdin.fileno()
            return cls(keyboard, termios.tcgetattr(keyboard))
        except (OSError, termios.error):
            return cls(-1, [])

    def wipe(self, words: str = "") -> None:
        """Clear the screen but for `words`; drop what was typed, and echo nothing more."""
        if not self._saved:
            return
        import termios  # noqa: PLC0415

        silent = [*self._saved]
        silent[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)
        self._set(silent)
        self._write(_WIPE + words)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._saved:
            self._write(_WIPE + _LEAVE)
            self._set(self._saved)

    def _set(self, attributes: list[Any]) -> None:
        import termios  # noqa: PLC0415

        try:
            termios.tcsetattr(self._keyboard, termios.TCSAFLUSH, attributes)
        except termios.error:  # the terminal has gone, and with it what could be echoed
            return

    def _write(self, codes: str) -> None:
        try:
            sys.stdout.write(codes)
            sys.stdout.flush()
        except OSError:  # likewise
            return
