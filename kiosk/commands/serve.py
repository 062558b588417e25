"""`daoban serve`: the kiosk in a browser on this machine."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable

import typer

from kiosk.commands.launching import group_options
from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE, FAILED
from kiosk.launcher import DEFAULT_SCREEN, Step, font_points, letter_mm, screen
from kiosk.palette import PALETTES
from kiosk.serving.address import EVERYWHERE, LOOPBACK, AddressError, bound, url

SERVED = "--served"
"""Tells the kiosk that it runs for a browser."""
_POINTS_AN_INCH, _PIXELS_AN_INCH = 72, 96


def serve(
    setup: Setup,
    *,
    host: str,
    port: int,
    anywhere: bool,
    size: str,
    distance_cm: int,
    theme: str,
    flags: Iterable[str],
) -> int:
    """Serve `daoban kiosk` with `flags` until it is ended; return the exit status.

    `host` may be empty: this machine alone, or with `anywhere` every address it has.  `size`,
    `distance_cm` and `theme` as in `kiosk.commands.launching`; the browser is taken to be on this screen.
    """
    words = setup.catalogue
    host = host or (EVERYWHERE if anywhere else LOOPBACK)
    try:
        listening = bound(host, port, anywhere=anywhere)
    except AddressError as error:
        told: dict[str, str | int] = {"host": host, "port": port, "reason": error.reason}
        typer.echo(words.text(error.key, told), err=True)
        return BAD_USAGE if error.key == "command.serve.outside" else FAILED
    from kiosk.serving.server import Look, Server  # noqa: PLC0415  a second, and the port may be taken

    if anywhere:  # a voice would be heard here, not there
        typer.echo(words.text("command.serve.anywhere"), err=True)
        flags = (*(flag for flag in flags if flag not in ("--mute", "--aloud")), "--mute")
    look = Look(
        language=words.language,
        title=words.text("start.title"),
        wait=words.text("loading"),
        again=words.text("serve.again"),
        no_script=words.text("serve.no_script"),
        paper=PALETTES[theme].paper,
        letter_px=letter_px(Step[size.upper()], distance_cm, here=not anywhere),
    )
    command = [sys.executable, "-m", "kiosk", *group_options(setup), "kiosk", SERVED, *flags]
    server = Server(command, look, anywhere=anywhere)
    address = url(listening)
    server.serve(listening, lambda: typer.echo(words.text("command.serve.open", {"url": address})))
    return 0


def letter_px(step: Step, distance_cm: int, *, here: bool) -> int:
    """Return the font size in dots of the screen for letters of `step`; `here`: of this machine's screen."""
    dpi = (screen() if here else DEFAULT_SCREEN).dpi
    points = font_points(letter_mm(step, distance_cm * 10), dpi)
    return math.ceil(points / _POINTS_AN_INCH * _PIXELS_AN_INCH)
