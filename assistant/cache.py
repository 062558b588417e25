"""Built libraries kept between starts, so that a folder is built once and then opened.

A cached pack is named by a digest of what it was made from: names, sizes and
times of the files of the knowledge folder, of the model, and of the program.
It holds content and what was built over it, and nothing of any person.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from assistant.library import Library
from knowledge.pack import PREVIOUS, SUFFIX, digest_of
from knowledge.problems import KnowledgeError, Problem
from knowledge.reading import SHIPPED, read

FOLDER_VARIABLE = "DAOBAN_CACHE"
"""Environment variable that names another folder for the cache."""
_KEPT = 8
"""Packs of folders, or of earlier states of one."""
_HERE = Path(__file__).parent
_PROGRAM = (_HERE, _HERE.parent / "knowledge")
"""The packages that reading and building are made of."""
_SHIPPED = str(SHIPPED)


def opened_or_built(knowledge: Path, model_folder: Path | None = None) -> tuple[Library, tuple[Problem, ...]]:
    """Return the library of a knowledge folder, and the problems of its content.

    A folder with problems is built each time, so that they are told each time.
    Raises `KnowledgeError` where the folder or the model cannot be used.
    """
    folder = _cache_folder()
    pack = folder / f"{_state(knowledge, model_folder)}{SUFFIX}"
    if pack.exists():
        with suppress(KnowledgeError):
            opened = Library.open(pack)
            with suppress(OSError):
                pack.touch()  # tells `_tidy` that it is in use
            return opened
    reading = read(knowledge)
    library = Library.build(reading.knowledge, model_folder=model_folder)
    if not reading.problems:
        with suppress(KnowledgeError):  # a full disk, a home that is read-only: only slower next time
            library.save(pack)
            _tidy(folder)
    return library, reading.problems


def _cache_folder() -> Path:
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else user_cache_path("daoban", appauthor=False)


def _state(*folders: Path | None) -> str:
    """A digest of what a library is built from."""
    lines = (line for folder in (*folders, *_PROGRAM) for line in (f"{folder}\n", *_files(folder)))
    return digest_of(line.encode() for line in lines)


def _files(folder: Path | None) -> Iterator[str]:
    """Yield a line for each file: where it is, how long, when it was changed."""
    for place, folders, names in os.walk(folder) if folder else ():
        # The content that comes with the program counts as the folder, not once more with the program.
        folders[:] = sorted(
            name
            for name in folders
            if name != "__pycache__" and os.path.join(place, name) != _SHIPPED  # noqa: PTH118
        )
        for name in sorted(names):
            path = os.path.join(place, name)  # noqa: PTH118  hundreds of files at every start
            try:
                found = os.stat(path)  # noqa: PTH116
            except OSError:  # a link that leads nowhere, a file that just went
                continue
            yield f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n"


def _tidy(folder: Path) -> None:
    """Keep the packs used last."""
    packs = sorted(folder.glob(f"*{SUFFIX}*"), key=lambda pack: pack.stat().st_mtime, reverse=True)
    for at, pack in enumerate(packs):
        if at >= _KEPT or pack.name.endswith(PREVIOUS):
            pack.unlink(missing_ok=True)
