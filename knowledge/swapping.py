"""Replacing several files of a folder as if at once.

New contents and copies of the old ones are laid aside first; then a journal is
written, and only then are files replaced.  Whatever interrupts that, an error
or a power cut, the journal leads back to the old state.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import msgspec

_STAGING = ".daoban-apply"
_JOURNAL = "journal"


Content = bytes | Path | None
"""What a file is to hold: these bytes, what that file holds (which goes), or nothing: the file goes."""


def replace_files(folder: Path, files: Mapping[str, Content]) -> None:
    """Give each path in `folder` its content.

    Files that are to be moved in lie on the same disk.  Raises `OSError` where
    that fails; then the folder is as it was before.
    """
    recover(folder)
    staging = folder / _STAGING
    staging.mkdir()
    try:
        _lay_aside(staging, folder, files)
        for number, (path, content) in enumerate(files.items()):
            place = folder / path
            if content is None:
                place.unlink()
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                (staging / f"new-{number}").replace(place)
    except BaseException:
        recover(folder)
        raise
    (staging / _JOURNAL).unlink()
    shutil.rmtree(staging)


def recover(folder: Path) -> bool:
    """Undo a replacement that was cut off; True where there was one."""
    staging = folder / _STAGING
    journal = staging / _JOURNAL
    begun = journal.exists()
    if begun:
        for number, path in enumerate(msgspec.json.decode(journal.read_bytes(), type=list[str])):
            copy = staging / f"old-{number}"
            if copy.exists():
                shutil.copy2(copy, staging / "back")
                (staging / "back").replace(folder / path)
            elif (folder / path).exists():
                (folder / path).unlink()
        journal.unlink()
    if staging.exists():
        shutil.rmtree(staging)
    return begun


def _lay_aside(staging: Path, folder: Path, files: Mapping[str, Content]) -> None:
    for number, (path, content) in enumerate(files.items()):
        if isinstance(content, Path):
            sync(content)
            content.replace(staging / f"new-{number}")
        elif content is not None:
            _write(staging / f"new-{number}", content)
        if (folder / path).exists():
            shutil.copy2(folder / path, staging / f"old-{number}")
    _write(staging / "journal-draft", msgspec.json.encode(list(files)))
    (staging / "journal-draft").replace(staging / _JOURNAL)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    sync(path)


def sync(path: Path) -> None:
    """Make sure that a power cut afterwards finds the content, not an empty file."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
