"""A misused command, in the language asked for: the library that reads the line knows English alone."""

from __future__ import annotations

from typing import Any

import typer

from locales.catalogue import Catalogue

MISUSED: type[Any] = typer.BadParameter.__mro__[1]
"""What the library raises for whatever is wrong with a line; it is not to be had by a name of its own."""

_KEYS = {"NoSuchOption": "option", "MissingParameter": "missing", "BadParameter": "value"}


def is_help(error: Any) -> bool:
    """Whether nothing is wrong: a command that needs more was typed alone, and is explained."""
    return type(error).__name__ == "NoArgsIsHelpError"


def misuse(error: Any, words: Catalogue) -> str:
    """Return what is wrong with the line, and where its right form stands."""
    command = error.ctx.command_path if error.ctx else "daoban"
    key = _KEYS.get(type(error).__name__, "other")
    return words.text(f"command.usage.{key}", {"command": command, "name": _name(error)})


def _name(error: Any) -> str:
    """The option as it is typed, or the argument as the help has it."""
    if option := getattr(error, "option_name", ""):
        return str(option)
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    (first, *_) = parameter.opts
    return str(first if first.startswith("-") else parameter.metavar or parameter.name)
