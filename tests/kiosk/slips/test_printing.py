"""The bytes that really reach a printer, and what becomes of a slip when it does not take them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from kiosk.slips.address import File, Network, Serial, SlipPrinter, Usb, parse_address
from kiosk.slips.contents import slip_of
from kiosk.slips.drawing import NARROW, WIDE, draw_slip
from kiosk.slips.escpos_printers import raster_bytes
from kiosk.slips.printing import Outcome, print_slip

READY = {2: 0x12, 4: 0x12}
CUT = b"\x1dV\x00"


@pytest.fixture
def slip(answer, words, now):
    return slip_of(answer, words, now)


@pytest.mark.parametrize("paper", [NARROW, WIDE])
def test_the_bytes_are_the_drawing_dot_by_dot(slip, pixels, font, paper) -> None:
    image = draw_slip(slip, paper, font)
    data = raster_bytes(image)
    assert data.startswith(b"\x1b@"), "whatever was set before is forgotten"
    assert data.endswith(CUT)
    printed = pixels(data)
    assert printed.size == image.size
    assert printed.tobytes() == image.tobytes()


def test_a_printer_on_the_network_gets_every_byte(slip, pixels, font, stand_in) -> None:
    printer = stand_in(READY)
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is Outcome.PRINTED
    printer.close()
    assert pixels(printer.received).tobytes() == draw_slip(slip, NARROW, font).tobytes()


def test_wide_paper_gets_a_wide_slip(slip, pixels, stand_in) -> None:
    printer = stand_in(READY)
    assert print_slip(slip, SlipPrinter(printer.address, paper_mm=80)).outcome is Outcome.PRINTED
    printer.close()
    assert pixels(printer.received).width == 576


def test_a_printer_that_tells_nothing_prints_all_the_same(slip, pixels, font, stand_in) -> None:
    printer = stand_in()
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is Outcome.PRINTED
    printer.close()
    assert pixels(printer.received).tobytes() == draw_slip(slip, NARROW, font).tobytes()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ({2: 0x32, 4: 0x72}, Outcome.NO_PAPER),
        ({2: 0x12, 4: 0x72}, Outcome.NO_PAPER),
        ({2: 0x16, 4: 0x12}, Outcome.COVER_OPEN),
        ({2: 0x52, 4: 0x12}, Outcome.FAULT),
    ],
)
def test_nothing_is_sent_to_a_printer_that_cannot_print(slip, stand_in, status, outcome) -> None:
    printer = stand_in(status)
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is outcome
    printer.close()
    assert b"\x1dv0" not in printer.received


def test_paper_that_is_nearly_out_is_still_paper(slip, stand_in) -> None:
    printer = stand_in({2: 0x12, 4: 0x1E})
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is Outcome.PRINTED


def test_paper_that_ends_in_the_middle_is_told_and_all_printed_again(slip, pixels, font, stand_in) -> None:
    class EndsInTheMiddle(dict):
        def __getitem__(self, number: int) -> int:
            return 0x72 if number == 4 and len(printer.received) > 10_000 else 0x12

    printer = stand_in(EndsInTheMiddle({2: 0, 4: 0}))
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is Outcome.NO_PAPER
    refilled = stand_in(READY)
    assert print_slip(slip, SlipPrinter(refilled.address)).outcome is Outcome.PRINTED
    refilled.close()
    assert pixels(refilled.received).tobytes() == draw_slip(slip, NARROW, font).tobytes()


def test_a_printer_that_refuses_is_told_with_its_cause(slip, nobody) -> None:
    printed = print_slip(slip, SlipPrinter(nobody))
    assert printed.outcome is Outcome.UNREACHABLE
    assert "127.0.0.1" in printed.cause


@pytest.mark.parametrize("cut_after", [1, 5_000, 60_000])
def test_a_line_that_is_cut_is_told(slip, stand_in, cut_after) -> None:
    printer = stand_in(READY, cut_after=cut_after)
    assert print_slip(slip, SlipPrinter(printer.address)).outcome is Outcome.BROKEN_OFF


def test_a_missing_device_is_told(slip, tmp_path) -> None:
    for address in (Serial(str(tmp_path / "ttyS9")), Usb(0x04B8, 0x0202)):
        printed = print_slip(slip, SlipPrinter(address))
        assert printed.outcome is Outcome.UNREACHABLE
        assert printed.cause


def test_a_file_takes_the_last_slip_whole(slip, font, tmp_path) -> None:
    file = tmp_path / "out.bin"
    for _ in range(2):
        assert print_slip(slip, SlipPrinter(File(str(file)))).outcome is Outcome.PRINTED
    assert file.read_bytes() == raster_bytes(draw_slip(slip, NARROW, font))
    printed = print_slip(slip, SlipPrinter(File(str(tmp_path / "no" / "out.bin"))))
    assert printed.outcome is Outcome.BROKEN_OFF


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize("kind", [Serial, File])
def test_a_device_gets_every_byte(slip, pixels, font, kind) -> None:
    import tty

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    received = bytearray()

    def read() -> None:
        while CUT not in received[-20:]:
            received.extend(os.read(ours, 65536))

    reader = Thread(target=read, daemon=True)
    reader.start()
    address = kind(os.ttyname(theirs))
    assert print_slip(slip, SlipPrinter(address)).outcome is Outcome.PRINTED
    reader.join(10)
    assert not reader.is_alive()
    os.close(theirs)
    os.close(ours)
    assert pixels(bytes(received)).tobytes() == draw_slip(slip, NARROW, font).tobytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_device_that_never_takes_the_bytes_is_given_up(slip, tmp_path) -> None:
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    start = time.monotonic()
    assert print_slip(slip, SlipPrinter(File(str(pipe))), limit_s=1).outcome is Outcome.NO_ANSWER
    assert time.monotonic() - start < 5
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)  # lets the thread that waits for it go
    time.sleep(0.1)
    os.close(reader)


def test_without_a_font_nothing_is_sent(slip, stand_in, tmp_path) -> None:
    printer = stand_in(READY)
    missing = SlipPrinter(printer.address, font=str(tmp_path / "none.ttf"))
    assert print_slip(slip, missing).outcome is Outcome.NO_FONT
    assert printer.received == b""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("192.168.1.50", Network("192.168.1.50", 9100)),
        ("printer.local:9101", Network("printer.local", 9101)),
        ("tcp:printer:9100", Network("printer", 9100)),
        ("usb:04b8:0202", Usb(0x04B8, 0x0202)),
        ("USB:04B8:0202", Usb(0x04B8, 0x0202)),
        ("serial:COM3", Serial("COM3", 9600)),
        ("serial:/dev/ttyS0@19200", Serial("/dev/ttyS0", 19200)),
        ("file:out.bin", File("out.bin")),
        ("file:C:\\slips\\out.bin", File("C:\\slips\\out.bin")),
        ("usb:04b8", None),
        ("usb", None),
        ("file:", None),
        ("printer:0", None),
        ("printer:70000", None),
        ("打印机", None),
        ("", None),
    ],
)
def test_addresses(text, address) -> None:
    assert parse_address(text) == address


def test_printing_leaves_no_mark_on_the_machine(tmp_path) -> None:
    """The library makes a folder in /tmp, sends the log to the screen and prints a remark there."""
    program = (
        "import logging\n"
        "from PIL import Image\n"
        "from kiosk.slips.escpos_printers import raster_bytes\n"
        "assert raster_bytes(Image.new('1', (384, 300), 1))\n"
        "assert not logging.root.handlers\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(Path.cwd())}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []
