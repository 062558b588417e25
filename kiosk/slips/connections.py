"""Lines to a printer: bytes go there, and where the line leads back, the printer says how it is."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.aside import write_aside
from kiosk.slips.address import Address, File, Network

if TYPE_CHECKING:
    from escpos.escpos import Escpos

_ANSWER_S = 1.0
"""A printer that can tell how it is does so in milliseconds."""
_PIECE = 4096
"""Bytes sent at a time: each piece has the whole timeout to itself."""


class Connection(Protocol):
    """A printer that bytes can be sent to."""

    def send(self, data: bytes) -> None:
        """Send all of `data`.  Raises `OSError` where the line breaks."""

    def ask(self, question: bytes) -> bytes:
        """Send `question` and return the answer; empty where none comes.  Raises `OSError`."""


@contextmanager
def connected(address: Address) -> Iterator[Connection]:
    """Yield a line to the printer at `address`.

    Raises `UnreachableError`; a file is replaced when all is well at the end, else it stays as it was.
    """
    if isinstance(address, File):
        yield _File(Path(address.path))
        return
    from kiosk.slips.escpos_printers import opened  # noqa: PLC0415  half a second

    try:
        printer = opened(address)
    except Exception as error:  # its own errors, those of three libraries, and of the system
        raise UnreachableError(str(error)) from error
    try:
        yield _Line(printer, network=isinstance(address, Network))
    finally:
        printer.close()


class UnreachableError(OSError):
    """No printer answers there."""


class _Line:
    def __init__(self, printer: Escpos, *, network: bool) -> None:
        self._printer = printer
        self._network = network

    def send(self, data: bytes) -> None:
        for start in range(0, len(data), _PIECE):
            self._printer._raw(data[start : start + _PIECE])

    def ask(self, question: bytes) -> bytes:
        """A line that has been cut says so by an empty answer, one without an answer by a timeout."""
        self.send(question)
        if not self._network:
            return self._answer()
        before = self._printer.device.gettimeout()
        self._printer.device.settimeout(_ANSWER_S)
        answer = self._answer_in_time()
        self._printer.device.settimeout(before)
        if answer == b"":
            raise ConnectionAbortedError
        return answer or b""

    def _answer_in_time(self) -> bytes | None:
        try:
            return bytes(self._printer._read())
        except TimeoutError:
            return None

    def _answer(self) -> bytes:
        try:
            return bytes(self._printer._read())
        except OSError:  # many lines lead one way only
            return b""


class _File:
    """A device takes the bytes as they come; an ordinary file is replaced as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, data: bytes) -> None:
        if not self._path.exists() or stat.S_ISREG(self._path.stat().st_mode):
            write_aside(self._path, data)
            return
        device = os.open(self._path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
        with os.fdopen(device, "wb", buffering=0) as line:
            for start in range(0, len(data), _PIECE):
                line.write(data[start : start + _PIECE])

    def ask(self, question: bytes) -> bytes:
        del question  # it would stand in the file
        return b""
