"""`daoban desk`: the guidance desk in this terminal, wired to the assistant."""

from __future__ import annotations

import datetime as dt
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import typer

from kiosk.colours import ask_for_true_colour
from kiosk.commands.loading import load_assistant
from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE
from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from assistant.reply import Answer, Plan
    from kiosk.slips.address import SlipPrinter
    from knowledge.problems import Problem


def desk(setup: Setup, printer: SlipPrinter | None = None) -> int:
    """Run the desk until it is left; return the exit status.  Raises `KnowledgeError`.

    `printer` prints slips; None: the desk says that there is none.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(setup.catalogue.text("command.no_terminal"), err=True)
        return BAD_USAGE
    ask_for_true_colour()
    os.environ.setdefault(
        "TEXTUAL_FPS", "120"
    )  # else a keystroke waits for two frames, its own and its answer's
    from kiosk.desk.app import DeskApp  # noqa: PLC0415  Textual takes half a second; a pipe needs none of it

    problems: list[Problem] = []
    load = partial(load_assistant, setup, problems.append)
    app = DeskApp(load, setup.catalogue, partial(print_slip, setup, printer) if printer else None)
    status = app.run(mouse=False)  # so that the terminal's own way to mark and copy text works
    for problem in problems:  # not before: they would stand in the middle of the screen
        typer.echo(str(problem), err=True)
    if isinstance(app.failure, KnowledgeError | OSError):
        raise app.failure
    return (app.return_code or 0) if status is None else status


def print_slip(setup: Setup, printer: SlipPrinter, reply: Answer | Plan) -> str:
    """Print a reply, and return what became of the slip, for the clerk."""
    from kiosk.slips import printing  # noqa: PLC0415  only who prints needs it
    from kiosk.slips.contents import slip_of  # noqa: PLC0415

    printed = printing.print_slip(slip_of(reply, setup.catalogue, dt.datetime.now()), printer)
    return setup.catalogue.text(f"desk.slip.{printed.outcome}")


def keys(setup: Setup) -> int:
    """Print the keys of the desk, to lie beside the keyboard; return the exit status."""
    from kiosk.desk.help import card  # noqa: PLC0415  it draws with Textual, too

    for line in card(setup.catalogue):
        typer.echo(line)
    return 0
