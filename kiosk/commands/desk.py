"""`daoban desk`: the guidance desk in this terminal, wired to the assistant."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import typer

from kiosk.commands.running import load_assistant
from kiosk.commands.setup import Setup
from knowledge.problems import KnowledgeError

if TYPE_CHECKING:
    from knowledge.problems import Problem

BAD_USAGE = 2


def desk(setup: Setup) -> int:
    """Run the desk until it is left; return the exit status.  Raises `KnowledgeError`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        typer.echo(setup.catalogue.text("command.no_terminal"), err=True)
        return BAD_USAGE
    if os.environ.get("TERM", "").startswith(("xterm", "foot", "tmux", "screen")):
        os.environ.setdefault("COLORTERM", "truecolor")  # with sixteen colours the contrast is lost
    from kiosk.desk.app import DeskApp  # noqa: PLC0415  Textual takes half a second; a pipe needs none of it

    problems: list[Problem] = []
    app = DeskApp(partial(load_assistant, setup, problems.append), setup.catalogue)
    status = app.run(mouse=False)  # so that the terminal's own way to mark and copy text works
    for problem in problems:  # not before: they would stand in the middle of the screen
        typer.echo(str(problem), err=True)
    if isinstance(app.failure, KnowledgeError | OSError):
        raise app.failure
    return (app.return_code or 0) if status is None else status


def keys(setup: Setup) -> int:
    """Print the keys of the desk, to lie beside the keyboard; return the exit status."""
    from kiosk.desk.help import card  # noqa: PLC0415  it draws with Textual, too

    for line in card(setup.catalogue):
        typer.echo(line)
    return 0
