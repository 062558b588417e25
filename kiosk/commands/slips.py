"""`daoban print`: one answer on a slip, in a file or as text; and the printer that the operator names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import typer
from msgspec import Struct

from assistant.reply import Answer, Plan
from kiosk.aside import write_aside
from kiosk.commands.ask import asked, loaded, plain
from kiosk.commands.printer import slip_printer
from kiosk.commands.setup import Setup
from kiosk.exits import ANSWERED, BAD_USAGE, FAILED, NOT_HANDLED
from kiosk.named import font_fault
from kiosk.slips.address import SlipPrinter
from kiosk.slips.contents import slip_of
from kiosk.slips.slip import Slip, plain_lines
from knowledge.text import clean_line


class Target(Struct, frozen=True):
    """Where a slip goes: exactly one of these is given."""

    to: str = ""
    """The address of a printer."""
    pdf: Path | None = None
    png: Path | None = None
    text: bool = False
    paper_mm: int = 58
    font: str = ""

    @property
    def file(self) -> Path | None:
        """The file to write; None where none is wanted."""
        return self.pdf or self.png

    @property
    def clear(self) -> bool:
        """Whether one is given, and no more."""
        return [bool(self.to), self.pdf is not None, self.png is not None, self.text].count(True) == 1


def print_(
    setup: Setup, text: str, target: Target, *, tells: Sequence[str] = (), now: dt.datetime | None = None
) -> int:
    """Take the answer to `text` to `target`; return the exit status.  Raises `KnowledgeError`.

    `tells` and `now` as in `kiosk.commands.ask`.
    """
    printer = slip_printer(setup, target.to, target.paper_mm, target.font)
    if not _usable(setup, target) or (target.to and printer is None):
        return BAD_USAGE
    reply = loaded(setup, now).reply(asked(clean_line(text), tells))
    if not isinstance(reply, Answer | Plan):
        typer.echo(setup.catalogue.text("command.print.not_sure"), err=True)
        typer.echo("\n".join(plain(reply, setup.catalogue)), err=True)
        return NOT_HANDLED
    slip = slip_of(reply, setup.catalogue, now or dt.datetime.now())
    if printer is not None:
        return _print(setup, slip, printer, target.to)
    if target.file is not None:
        return _write(setup, slip, target, target.file)
    typer.echo("\n".join(plain_lines(slip)))
    return ANSWERED


def _usable(setup: Setup, target: Target) -> bool:
    """Whether it is clear where the slip goes, in which letters, and nothing is there that would be lost."""
    if not target.clear:
        _refuse(setup, "which")
        return False
    if target.font and (fault := font_fault(target.font, setup.catalogue)):
        typer.echo(fault, err=True)
        return False
    if target.file is not None and target.file.exists():
        _refuse(setup, "exists", file=str(target.file))
        return False
    return True


def _print(setup: Setup, slip: Slip, printer: SlipPrinter, address: str) -> int:
    from kiosk.slips.printing import Outcome, print_slip  # noqa: PLC0415  only who prints needs it

    printed = print_slip(slip, printer)
    words = setup.catalogue
    if printed.outcome is Outcome.PRINTED:
        typer.echo(words.text("command.print.sent", {"address": address}))
        return ANSWERED
    if printed.outcome is Outcome.NO_FONT:
        typer.echo(words.text("command.print.no_font"), err=True)
        return FAILED
    reason = words.text(f"desk.slip.{printed.outcome}")  # said to who can see to the printer
    typer.echo(words.text("command.print.failed", {"address": address, "reason": reason}), err=True)
    if printed.cause:
        cause = " ".join(printed.cause.split())
        typer.echo(words.text("command.print.cause", {"cause": cause}), err=True)
    return FAILED


def _write(setup: Setup, slip: Slip, target: Target, file: Path) -> int:
    from kiosk.slips.drawing import draw_slip, paper_of  # noqa: PLC0415  Pillow, only who prints needs it
    from kiosk.slips.fonts import find_font  # noqa: PLC0415
    from kiosk.slips.writing import pdf_bytes, png_bytes  # noqa: PLC0415

    font = find_font(target.font)
    if font is None:
        typer.echo(setup.catalogue.text("command.print.no_font"), err=True)
        return FAILED
    if target.pdf is not None:
        data = pdf_bytes(slip, font)
    else:
        data = png_bytes(draw_slip(slip, paper_of(target.paper_mm), font))
    write_aside(file, data)
    typer.echo(setup.catalogue.text("command.print.written", {"file": str(file)}))
    return ANSWERED


def _refuse(setup: Setup, key: str, **data: str) -> None:
    typer.echo(setup.catalogue.text(f"command.print.{key}", data), err=True)
