"""`daoban pin`: the number that lets staff out of the kiosk."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from kiosk.commands.setup import Setup
from kiosk.exits import BAD_USAGE
from kiosk.operator import read_operator, settings_path
from kiosk.pin import hashed, weakness

_OWN_ONLY = 0o600


def set_pin(setup: Setup) -> int:
    """Ask for a PIN twice and store its hash in the settings file; return the exit status.

    Raises `SettingsError` where the file has faults: it is not touched then.
    """
    file = setup.settings or settings_path()
    if file.exists():
        read_operator(file)
    pin = _asked(setup, "command.pin.ask")
    fault = weakness(pin)
    if not fault and pin != _asked(setup, "command.pin.again"):
        fault = "command.pin.different"
    if fault:
        typer.echo(setup.catalogue.text(fault), err=True)
        return BAD_USAGE
    store_pin(file, hashed(pin))
    typer.echo(setup.catalogue.text("command.pin.done", {"file": str(file)}))
    return 0


def store_pin(file: Path, stored: str) -> None:
    """Write the hash `stored` into the settings file; all else in it stays as it is, remarks too.

    The file is never half-written.  A new one is for its owner alone.
    """
    import tomlkit  # noqa: PLC0415  the kiosk needs none

    old = file.read_text(encoding="utf-8") if file.exists() else ""
    document = tomlkit.parse(old)
    document["pin"] = stored
    mode = file.stat().st_mode & 0o777 if file.exists() else _OWN_ONLY
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.unlink(missing_ok=True)
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as out:  # noqa: PTH123
        out.write(tomlkit.dumps(document))
        out.flush()
        os.fsync(out.fileno())
    aside.replace(file)


def _asked(setup: Setup, key: str) -> str:
    """What is typed, unseen."""
    answer: str = typer.prompt(setup.catalogue.text(key), hide_input=True, default="", show_default=False)
    return answer.strip()
