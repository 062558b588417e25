"""python-escpos, kept from doing what a kiosk cannot have: it takes half a second and marks the machine."""

from __future__ import annotations

import importlib
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING

from kiosk.slips.address import Network, Serial, Usb

if TYPE_CHECKING:
    from escpos.escpos import Escpos
    from PIL import Image

_PROFILES = {384: "POS-5890", 576: "NT-80-V-UL"}
"""By width in dots: without a profile that knows it, the library prints a remark into the screen."""
_FRAGMENT = 256
"""Rows sent in one command: cheap printers lose what does not fit in their memory."""
_FEED = 5
"""Lines that bring the last one past the cutter."""
_CUT = b"\x1dV\x00"
"""GS V: printers without a cutter ignore it, and profiles know too few that have one."""
TIMEOUT_S = 10.0
"""For connecting, and for every piece that is sent."""


def raster_bytes(image: Image.Image) -> bytes:
    """Return the bytes that print `image`, 384 or 576 pixels wide, and cut the paper: GS v 0 in ESC/POS."""
    printer = _printers().Dummy(profile=_PROFILES[image.width])
    printer.hw("INIT")
    printer.image(image, impl="bitImageRaster", fragment_height=_FRAGMENT)
    printer.print_and_feed(_FEED)
    printer._raw(_CUT)
    return bytes(printer.output)


def opened(address: Network | Usb | Serial) -> Escpos:
    """Return an open printer.  Raises `escpos.exceptions.Error` or `OSError` where it cannot be reached."""
    printer = _made(address)
    printer.open()
    if isinstance(address, Serial):
        printer.device.write_timeout = TIMEOUT_S  # without it, a printer that holds the line holds us
    return printer


def _made(address: Network | Usb | Serial) -> Escpos:
    printers = _printers()
    match address:
        case Network(host, port):
            return printers.Network(host, port, timeout=TIMEOUT_S)
        case Serial(path, baud):
            return printers.Serial(path, baud, timeout=1)
        case Usb(vendor, product):
            import libusb_package  # noqa: PLC0415  brings libusb to machines that have none

            backend = {"backend": libusb_package.get_libusb1_backend()}
            return printers.Usb(vendor, product, usb_args=backend, timeout=round(TIMEOUT_S * 1000))


def _printers() -> ModuleType:
    with _unmarked():
        return importlib.import_module("escpos.printer")


@contextmanager
def _unmarked() -> Iterator[None]:
    """Importing it leaves a folder among temporary files, and sends the program's whole log to the screen."""
    handlers, place = logging.root.handlers[:], tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="daoban-") as folder:
        tempfile.tempdir = folder
        try:
            yield
        finally:
            tempfile.tempdir = place
            logging.root.handlers[:] = handlers
