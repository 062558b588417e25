"""`daoban settings`: what the operator has set, in the form of the file itself."""

from __future__ import annotations

import typer
from msgspec import to_builtins

from kiosk.commands.setup import Setup
from kiosk.operator import allowed, read_operator, settings_path


def show_settings(setup: Setup) -> int:
    """Print every key with its value and what it may be; return the exit status.

    Raises `SettingsError` and `OSError` as `read_operator` does.
    """
    import tomli_w  # noqa: PLC0415  the kiosk needs none

    words = setup.catalogue
    file = setup.settings or settings_path()
    operator = read_operator(setup.settings, setup.knowledge)
    message = "command.settings.from" if file.exists() else "command.settings.missing"
    typer.echo(f"# {words.text(message, {'file': str(file)})}")
    for key, value in to_builtins(operator).items():
        wanted = words.text(f"command.settings.wants.{key}", {"names": "、".join(allowed(key))})
        typer.echo(f"\n# {wanted}")
        typer.echo(tomli_w.dumps({key: value}).rstrip())
    return 0
