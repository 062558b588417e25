"""The slip printer that the operator names, for the commands that take one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from kiosk.slips.address import SlipPrinter, parse_address


def slip_printer(setup: Setup, address: str, paper_mm: int, font: str) -> SlipPrinter | None:
    """Return the printer at `address`; None where there is none, after a word where it should be one."""
    if not address:
        return None
    found = parse_address(address)
    if found is None:
        typer.echo(setup.catalogue.text("command.print.address", {"address": address}), err=True)
        return None
    return SlipPrinter(found, paper_mm, font)


def printer_flags(address: str, paper_mm: str | None, font: str) -> Iterator[str]:
    """Yield the options that say this of the printer, for the kiosk that the launcher starts.

    What is not said, that kiosk finds in the settings.
    """
    if address:
        yield from ("--printer", address)
    if paper_mm:
        yield from ("--paper", paper_mm)
    if font:
        yield from ("--font", str(Path(font).absolute()))
