"""Recordings as they are made: what is still to be read, and the file it is kept in."""

from __future__ import annotations

import io
from collections.abc import Collection
from pathlib import Path

from kiosk.aside import write_aside
from kiosk.clips.script import SCRIPT, Row, read_script, recorded
from kiosk.speech.sound import Sound, bytes_of, write_wav
from knowledge.problems import unusable

_KEY_S = 0.15
"""The end of a recording: the click of the key that ends it is in there."""


def to_record(folder: Path, names: Collection[str] = ()) -> tuple[Row, ...]:
    """Return the rows of the folder's script called `names`; without any, those that are not recorded yet.

    A name is an id or a file's.  Raises `KnowledgeError` where there is no script, or no such name in it.
    """
    rows = read_script(folder)
    if not names:
        files = recorded(folder)
        return tuple(row for row in rows if row.stem not in files)
    wanted = set(names)
    if unknown := wanted - {name for row in rows for name in _names(row)}:
        message = f"录音稿里没有 {'、'.join(sorted(unknown))}。请照录音稿里的编号或文件名写"
        raise unusable("script-name", folder / SCRIPT, message)
    return tuple(row for row in rows if wanted & _names(row))


def without_key(sound: Sound) -> Sound:
    """Return `sound` without the click of the key at its end."""
    return Sound(sound.samples[: -bytes_of(_KEY_S)])


def keep(folder: Path, row: Row, sound: Sound) -> None:
    """Write `sound` as the only recording of `row`, whole or not at all.  Raises `OSError`."""
    path = folder / f"{row.stem}.wav"
    before = recorded(folder).get(row.stem, ())
    file = io.BytesIO()
    write_wav(sound, file)
    write_aside(path, file.getvalue())
    for old in before:
        if not old.samefile(path):
            old.unlink()


def _names(row: Row) -> set[str]:
    return {row.id, row.file, row.stem}
