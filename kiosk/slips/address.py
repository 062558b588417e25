"""Where a slip printer is, as the operator writes it."""

from __future__ import annotations

import re

from msgspec import Struct

RAW_PORT = 9100
"""The port that printers take raw bytes at."""
_BAUD = 9600

_USB = re.compile(r"usb:([0-9a-f]{4}):([0-9a-f]{4})", re.IGNORECASE)
_SERIAL = re.compile(r"serial:(.+?)(?:@(\d+))?", re.DOTALL)
_FILE = re.compile(r"file:(.+)", re.DOTALL)
_NETWORK = re.compile(r"(?:tcp:)?([\w.-]+?)(?::(\d{1,5}))?", re.ASCII)


class Network(Struct, frozen=True):
    """A printer with a network socket."""

    host: str
    port: int = RAW_PORT


class Usb(Struct, frozen=True):
    """A printer on USB, by the numbers that ``lsusb`` tells."""

    vendor: int
    product: int


class Serial(Struct, frozen=True):
    """A printer on a serial line."""

    path: str
    baud: int = _BAUD


class File(Struct, frozen=True):
    """A device file such as ``/dev/usb/lp0``, or a file that takes the bytes of the last slip."""

    path: str


Address = Network | Usb | Serial | File


def parse_address(text: str) -> Address | None:
    """Return the printer that `text` names, None where it names none.

    ``192.168.1.50`` or ``host:9100``, ``usb:04b8:0202``, ``serial:COM3`` or
    ``serial:/dev/ttyS0@19200``, ``file:out.bin`` or ``file:/dev/usb/lp0``.
    """
    if found := _USB.fullmatch(text):
        return Usb(int(found[1], 16), int(found[2], 16))
    if found := _SERIAL.fullmatch(text):
        return Serial(found[1], int(found[2] or _BAUD))
    if found := _FILE.fullmatch(text):
        return File(found[1])
    if (found := _NETWORK.fullmatch(text)) and found[1] not in ("usb", "serial", "file"):
        port = int(found[2] or RAW_PORT)
        return Network(found[1], port) if 0 < port < 1 << 16 else None
    return None


class SlipPrinter(Struct, frozen=True):
    """A printer, its paper and its letters, as the operator set them."""

    address: Address
    paper_mm: int = 58
    """Width of the roll: 58 or 80."""
    font: str = ""
    """A font file; empty: the best that the machine has."""
