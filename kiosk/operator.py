"""What the operator of a kiosk has set once for all: a flat TOML file.

It lies in the folder for the user's settings (`settings_path`), or where
``--settings`` says.  What is not in it has its default; an option of the command
line wins over it.  docs/operating.md explains every key.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, structs

from kiosk.named import unfit
from kiosk.palette import PALETTES, SENIOR
from kiosk.pin import is_hash
from locales.catalogue import REFERENCE, Catalogue, languages, load

_PATHS = ("knowledge", "model", "clips", "font")


class SettingsError(Exception):
    """A settings file that cannot be used; `problems` names every fault, each with what to do."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class Operator(Struct, frozen=True, kw_only=True):
    """The keys of the file.  Paths are relative to the file's folder; empty texts are as good as none."""

    at: str = ""
    """Where the terminal stands: a town's id, or ``<id>/<station>``; empty: the hall."""
    language: str = REFERENCE
    """The language each visit starts in."""
    languages: tuple[str, ...] = (REFERENCE, "en")
    """The languages to choose from on the start screen; fewer than two: no choice."""
    knowledge: str = ""
    """A knowledge folder or pack; empty: the sample content."""
    model: str = ""
    """A SentenceTransformer folder; empty: our own model."""
    mute: bool = False
    """Whether nothing is said aloud."""
    clips: str = ""
    """A folder of recorded speech; empty: none."""
    printer: str = ""
    """Where slips are printed; empty: nowhere."""
    paper: Literal[58, 80] = 58
    """Width of the printer's paper, in mm."""
    font: str = ""
    """The font file that slips are printed in; empty: the best that the machine has."""
    theme: str = SENIOR.name
    """Colours at the start of each visit."""
    size: Literal["small", "medium", "large"] = "small"
    """Letters that `daoban launch` opens with: 4.8, 6.4 or 8.5 mm."""
    distance: Annotated[int, Meta(ge=20, le=500)] = 50
    """How far from the screen people stand, in cm."""
    idle: Annotated[float, Meta(ge=15, le=600)] = 45.0
    """Seconds without a key or touch before the kiosk asks whether anybody is there."""
    warning: Annotated[float, Meta(ge=20, le=600)] = 20.0
    """Seconds it then waits for an answer; a slow reader needs twenty."""
    pin: str = ""
    """The hash that `daoban pin` writes; empty: staff cannot leave the kiosk."""


KEYS = tuple(field.name for field in structs.fields(Operator))


def settings_path() -> Path:
    """Return where the file is looked for when no other is named."""
    from platformdirs import user_config_path  # noqa: PLC0415  not where a file is named

    return user_config_path("daoban", appauthor=False) / "kiosk.toml"


def read_operator(path: Path | None, knowledge: Path | None = None) -> Operator:
    """Return what is set in the file at `path`; None: in the usual place, where it may be missing.

    `knowledge` is what the command line has in place of the file's.  Raises `SettingsError` naming
    every fault, and `OSError` where a file that was named cannot be read.
    """
    words = load(REFERENCE)
    file = path or settings_path()
    if path is None and not file.exists():
        return Operator()
    table = _table(file, words)
    faults = [
        words.text("command.settings.unknown", {"file": str(file), "key": key, "keys": "、".join(KEYS)})
        for key in table
        if key not in KEYS
    ]
    values: dict[str, Any] = {}
    for field in structs.fields(Operator):
        if field.name not in table:
            continue
        try:
            values[field.name] = _value(field.name, msgspec.convert(table[field.name], field.type))
        except (msgspec.ValidationError, ValueError):
            faults.append(_wrong(file, field.name, table[field.name], words))
    for name in _PATHS:
        if values.get(name):
            values[name] = str(file.parent.absolute() / values[name])
    operator = Operator(**values)
    faults += [
        words.text("command.settings.unfit", {"file": str(file), "key": key, "reason": reason})
        for key, reason in unfit(operator, knowledge, words)
    ]
    if faults:
        raise SettingsError(*faults)
    return operator


def _table(file: Path, words: Catalogue) -> dict[str, Any]:
    import tomli  # noqa: PLC0415  not where there is no file

    try:
        return tomli.loads(file.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        told = {"file": str(file), "error": str(error)}
        raise SettingsError(words.text("command.settings.unreadable", told)) from None


def _value(key: str, value: Any) -> Any:
    """Return `value` if it is one of those that `key` may have; raise `ValueError` if it is not."""
    names = allowed(key)
    chosen = value if isinstance(value, tuple) else (value,)
    if (names and not set(chosen) <= set(names)) or (key == "pin" and value and not is_hash(value)):
        raise ValueError(key)
    return value


def allowed(key: str) -> tuple[str, ...]:
    """The texts that `key` may have; none where any will do."""
    match key:
        case "theme":
            return tuple(PALETTES)
        case "language" | "languages":
            return languages()
        case _:
            return ()


def _wrong(file: Path, key: str, value: Any, words: Catalogue) -> str:
    names = "、".join(allowed(key))
    wanted = words.text(f"command.settings.wants.{key}", {"names": names})
    shown = "…" if key == "pin" else str(value)
    told = {"file": str(file), "key": key, "wanted": wanted, "value": shown}
    return words.text("command.settings.wrong", told)
