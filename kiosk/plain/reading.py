"""Lines from whatever the keyboard is: a terminal, a pipe, a file.  Little memory, whatever comes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from time import monotonic

LONGEST_BYTES = 8192
"""More than any question may have; the rest of a line is dropped as it comes."""

_BLOCK = 4096
_SLICE_S = 0.5
"""Windows heeds Ctrl+C only between waits."""


def bounded_lines(read: Callable[[int], bytes | None], longest: int = LONGEST_BYTES) -> Iterator[bytes]:
    """Yield the lines that `read` gives in blocks, without their ends, at most `longest` bytes of each."""
    line = b""
    while block := read(_BLOCK):
        *ended, rest = block.split(b"\n")
        for part in ended:
            yield (line + part)[:longest]
            line = b""
        line = (line + rest)[:longest]
    if line:
        yield line


class LineReader:
    """Reads a file descriptor in a thread, so that waiting for a person can end.

    The thread reads the descriptor itself: a thread that waits inside one of
    Python's buffers would hold a lock at the end of the program.
    """

    def __init__(self, descriptor: int, encoding: str) -> None:
        self._descriptor = descriptor
        self._encoding = encoding
        self._lines: Queue[bytes | None] = Queue(maxsize=1)
        Thread(target=self._pump, daemon=True).start()

    def read(self, timeout_s: float | None = None) -> str | None:
        """Return the next line; None where there are no more, or a terminal said so by Ctrl+D.

        Raises `TimeoutError` where nothing came for `timeout_s` seconds.
        """
        until = None if timeout_s is None else monotonic() + timeout_s
        while True:
            left = _SLICE_S if until is None else min(until - monotonic(), _SLICE_S)
            try:
                line = self._lines.get(timeout=max(left, 0))
            except Empty:
                if until is not None and monotonic() >= until:
                    raise TimeoutError from None
            else:
                return None if line is None else line.decode(self._encoding, errors="replace")

    @property
    def goes_on(self) -> bool:
        """Whether there may be more after an end: on a terminal, which is still there."""
        return os.isatty(self._descriptor)

    def forget(self) -> None:
        """Throw away what has been typed and not read, half a line included."""
        with suppress(ImportError, OSError):  # Windows has no termios, and a pipe keeps what is in it
            import termios  # noqa: PLC0415

            termios.tcflush(self._descriptor, termios.TCIFLUSH)
        if self.goes_on:
            with suppress(Empty):
                self._lines.get_nowait()

    def _pump(self) -> None:
        while True:
            for line in bounded_lines(self._block):
                self._lines.put(line)
            self._lines.put(None)
            if not self.goes_on:
                return

    def _block(self, size: int) -> bytes:
        try:
            return os.read(self._descriptor, size)
        except OSError:  # the terminal has gone
            return b""
