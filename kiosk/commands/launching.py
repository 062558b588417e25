"""`daoban launch`: the kiosk in large letters, in a terminal of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from kiosk.launcher import Step, launch
from kiosk.palette import PALETTES


def launch_kiosk(setup: Setup, *, size: str, distance_cm: int, theme: str, flags: Iterable[str]) -> int:
    """Run `daoban kiosk` with `flags` in letters of `size`, supervised; return its exit status.

    `size` names a `Step` in lower case; `distance_cm` is how far from the screen people stand;
    `theme` colours what the letters leave of the screen.
    """
    return launch(
        Step[size.upper()],
        [sys.executable, "-m", "kiosk", *group_options(setup), "kiosk", "--supervised", *flags],
        distance_mm=distance_cm * 10,
        paper=PALETTES[theme].paper,
        tell=lambda key: typer.echo(setup.catalogue.text(key), err=True),
    )


def group_options(setup: Setup) -> Iterator[str]:
    """Yield the options of the command group, for the program that is started."""
    yield from ("--language", setup.catalogue.language)
    if setup.at:
        yield from ("--at", setup.at)
    folders: tuple[tuple[str, Path | None], ...] = (
        ("--knowledge", setup.knowledge),
        ("--model", setup.model),
        ("--settings", setup.settings),
    )
    for option, folder in folders:
        if folder is not None:
            yield from (option, str(folder.absolute()))
