"""Printing a slip: draw it, ask the printer how it is, send the bytes, ask again.

A slip is never lost: whatever happens is told as a value, and the same slip can be printed again.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Thread

from msgspec import Struct

from kiosk.slips.address import Address, Serial, SlipPrinter
from kiosk.slips.connections import Connection, UnreachableError, connected
from kiosk.slips.fonts import find_font
from kiosk.slips.slip import Slip

_LIMIT_S = 60.0
"""A printer that takes so long takes for ever: device files wait for paper without end."""
_LONGEST_SLIP = 3_000_000
"""Bits, on a serial line, of a slip half a metre long: such a line may need minutes for it."""

_OFFLINE_CAUSE, _PAPER_SENSOR = b"\x10\x04\x02", b"\x10\x04\x04"
"""DLE EOT n of ESC/POS, which a printer answers at once, whatever it is doing."""
_FIXED, _FIXED_VALUE = 0x93, 0x12
"""Bits that are the same in every answer to DLE EOT, and their value: anything else is none."""
_COVER_OPEN, _PAPER_END_STOP, _FAULT = 0x04, 0x20, 0x40
_PAPER_OUT = 0x60


class Outcome(StrEnum):
    """What became of a slip; names the message ``print.<outcome>``."""

    PRINTED = "printed"
    NO_FONT = "no_font"
    UNREACHABLE = "unreachable"
    NO_PAPER = "no_paper"
    COVER_OPEN = "cover_open"
    FAULT = "fault"
    BROKEN_OFF = "broken_off"
    NO_ANSWER = "no_answer"


class Printed(Struct, frozen=True):
    """The outcome, and what the system said of it, for the operator; empty where it said nothing."""

    outcome: Outcome
    cause: str = ""


def print_slip(slip: Slip, printer: SlipPrinter, limit_s: float = _LIMIT_S) -> Printed:
    """Print `slip` and wait until it is sent; whatever goes wrong is the outcome, nothing is raised.

    After `limit_s` seconds, more on a serial line, the printer is given up.
    """
    address = printer.address
    limit = limit_s + (_LONGEST_SLIP / address.baud if isinstance(address, Serial) else 0)
    return _within(limit, lambda: _print(slip, printer)) or Printed(Outcome.NO_ANSWER)


def _print(slip: Slip, printer: SlipPrinter) -> Printed:
    from kiosk.slips.drawing import draw_slip, paper_of  # noqa: PLC0415  Pillow, only who prints needs it
    from kiosk.slips.escpos_printers import raster_bytes  # noqa: PLC0415  half a second

    font = find_font(printer.font)
    if font is None:
        return Printed(Outcome.NO_FONT)
    drawn = draw_slip(slip, paper_of(printer.paper_mm), font)
    return send(raster_bytes(drawn), printer.address)


def send(data: bytes, address: Address) -> Printed:
    """Send the bytes of a slip to the printer at `address`, unless it says that it cannot print now."""
    try:
        with connected(address) as line:
            if trouble := _trouble(line):
                return Printed(trouble)
            line.send(data)
            return Printed(_trouble(line) or Outcome.PRINTED)
    except UnreachableError as error:
        return Printed(Outcome.UNREACHABLE, str(error))
    except OSError as error:
        return Printed(Outcome.BROKEN_OFF, str(error))


def _trouble(line: Connection) -> Outcome | None:
    """What keeps the printer from printing, as far as it tells; None where it tells of nothing."""
    offline = _status(line.ask(_OFFLINE_CAUSE))
    if offline is None:  # a printer that does not answer one question answers none
        return None
    if offline & _COVER_OPEN:
        return Outcome.COVER_OPEN
    paper = _status(line.ask(_PAPER_SENSOR)) or 0
    if offline & _PAPER_END_STOP or paper & _PAPER_OUT:
        return Outcome.NO_PAPER
    return Outcome.FAULT if offline & _FAULT else None


def _status(answer: bytes) -> int | None:
    """The last byte of an answer that is one."""
    return next((byte for byte in reversed(answer) if byte & _FIXED == _FIXED_VALUE), None)


def _within(seconds: float, work: Callable[[], Printed]) -> Printed | None:
    """What `work` returns, None where it takes longer; then it is left to itself."""
    results: SimpleQueue[Printed | Exception] = SimpleQueue()

    def run() -> None:
        try:
            results.put(work())
        except Exception as error:  # it must not end in a thread, where nobody would hear of it
            results.put(error)

    Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=seconds)
    except Empty:
        return None
    if isinstance(result, Exception):
        return Printed(Outcome.BROKEN_OFF, f"{type(result).__name__}: {result}")
    return result
