"""`daoban doctor`: what works on this machine and what does not."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import typer
from msgspec import Struct

import kiosk
from kiosk.commands.setup import Setup
from kiosk.settings import LEAST_CELLS
from knowledge.problems import KnowledgeError
from knowledge.reading import read

_PACKAGES = ("assistant", "kiosk", "knowledge", "locales")
_LIBRARIES = ("daoban", "textual", "msgspec", "numpy", "pyttsx3", "sentence-transformers")


class Finding(Struct, frozen=True):
    """The outcome of one check."""

    check: str
    """Last part of the key of its name: ``command.doctor.<check>``."""
    good: bool
    text: str


def doctor(setup: Setup) -> int:
    """Print all findings; return 1 where one is bad."""
    findings = [
        _versions(setup),
        _content(setup),
        _model(setup),
        _voice(),
        _font(setup),
        *_packages(setup),
        _terminal(setup),
    ]
    for finding in findings:
        key = f"command.doctor.{'good' if finding.good else 'bad'}"
        check = setup.catalogue.text(f"command.doctor.{finding.check}")
        typer.echo(setup.catalogue.text(key, {"check": check, "finding": finding.text}))
    return 0 if all(finding.good for finding in findings) else 1


def _versions(setup: Setup) -> Finding:
    versions = [f"Python {platform.python_version()}", platform.platform()]
    for library in _LIBRARIES:
        try:
            version = metadata.version(library)
        except metadata.PackageNotFoundError:
            version = setup.catalogue.text("command.doctor.not_installed")
        versions.append(f"{library} {version}")
    return Finding("versions", True, ", ".join(versions))


def _content(setup: Setup) -> Finding:
    return (_pack if setup.knowledge_folder.is_file() else _folder)(setup)


def _pack(setup: Setup) -> Finding:
    from assistant.library import Library  # noqa: PLC0415  a folder needs no search

    try:
        library, problems = Library.open(setup.knowledge_folder)
    except KnowledgeError as error:
        return Finding("content", False, str(error))
    counts = {
        "guides": len(library.guides),
        "sites": len(library.knowledge.sites),
        "themes": len(library.knowledge.themes),
        "errors": len(problems),
    }
    told = (*map(str, problems), setup.catalogue.text("command.doctor.counts", counts))
    return Finding("content", not problems, "\n".join(told))


def _folder(setup: Setup) -> Finding:
    try:
        reading = read(setup.knowledge_folder)
    except KnowledgeError as error:
        return Finding("content", False, str(error))
    known = reading.knowledge
    counts = {
        "guides": len(known.guides),
        "sites": len(known.sites),
        "themes": len(known.themes),
        "errors": len(reading.problems),
    }
    return Finding("content", not reading.problems, setup.catalogue.text("command.doctor.counts", counts))


def _model(setup: Setup) -> Finding:
    from assistant.embedding import SHIPPED_MODEL, load_embedder  # noqa: PLC0415
    from assistant.query import Query  # noqa: PLC0415

    folder = setup.model or SHIPPED_MODEL
    try:
        embedder = load_embedder(setup.model)
        embedder.embed([Query("身份证", "身份证", words=("身份证",))])
    except KnowledgeError as error:
        return Finding("model", False, str(error))
    return Finding("model", True, setup.catalogue.text("command.doctor.model_works", {"folder": str(folder)}))


def _voice() -> Finding:
    try:
        import espeakng_loader  # noqa: PLC0415  a machine without it must still be told so

        library = espeakng_loader.get_library_path()
        ctypes.CDLL(str(library))
    except (ImportError, OSError) as error:
        return Finding("voice", False, str(error))
    return Finding("voice", True, str(library))


def _font(setup: Setup) -> Finding:
    from kiosk.slips.fonts import find_font  # noqa: PLC0415  Pillow, which other commands do not need

    font = find_font()
    if font is None:
        return Finding("font", False, setup.catalogue.text("command.print.no_font"))
    return Finding("font", True, font.path)


def _packages(setup: Setup) -> Iterator[Finding]:
    """Another distribution may bring a package of the same name, and shadow ours."""
    home = Path(kiosk.__file__).parent.parent
    owners = metadata.packages_distributions()
    clash = False
    for package in _PACKAGES:
        strangers = [owner for owner in owners.get(package, ()) if owner != "daoban"]
        spec = importlib.util.find_spec(package)
        origin = Path(spec.origin).parent.parent if spec and spec.origin else None
        if strangers or origin != home:
            clash = True
            owner = "、".join(strangers) or str(origin)
            message = setup.catalogue.text(
                "command.doctor.packages_clash", {"package": package, "owner": owner}
            )
            yield Finding("packages", False, message)
    if not clash:
        yield Finding("packages", True, setup.catalogue.text("command.doctor.packages_own"))


def _terminal(setup: Setup) -> Finding:
    """Of a pipe nobody can tell how large the screen is."""
    if not sys.stdout.isatty():
        return Finding("screen", True, setup.catalogue.text("command.doctor.no_terminal"))
    return screen(setup, *os.get_terminal_size(sys.stdout.fileno()))


def screen(setup: Setup, columns: int, rows: int) -> Finding:
    """Whether a terminal of that many cells holds the kiosk's screens."""
    size: dict[str, str | int] = {"columns": columns, "rows": rows, "encoding": sys.stdout.encoding or "-"}
    least_columns, least_rows = LEAST_CELLS
    if columns < least_columns or rows < least_rows:
        size |= {"least_columns": least_columns, "least_rows": least_rows}
        return Finding("screen", False, setup.catalogue.text("command.doctor.too_small", size))
    return Finding("screen", True, setup.catalogue.text("command.doctor.cells", size))
