"""The guides of earlier imports set beside those just taken, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from knowledge.importing.taken import Taken


class Pair(Struct, frozen=True):
    """One guide as the folder has it and as the export has it; None where one has it not."""

    id: str
    old: bytes | None
    new: bytes | None
    """Both as JSON, with the line feed."""


class _Identified(Struct):
    """The one key of a guide that is needed here."""

    id: str


def pairs(former: Path, taken: Taken, damaged: Callable[[int], None]) -> Iterator[Pair]:
    """Yield every guide of either once: those of the file `former` in its order, then the new ones.

    So a guide keeps its place, and importing again changes no byte.  Lines that
    are no guide are left out; `damaged` is called with their numbers.
    """
    met = bytearray(len(taken))
    for number, line in enumerate(_lines(former), start=1):
        try:
            guide_id = msgspec.json.decode(line, type=_Identified).id
        except (msgspec.DecodeError, UnicodeDecodeError):
            damaged(number)
            continue
        entry = taken.find(guide_id)
        old = line.rstrip(b"\n") + b"\n"
        if entry is None:
            yield Pair(guide_id, old, None)
        elif not met[entry.number]:
            met[entry.number] = True
            yield Pair(guide_id, old, entry.line)
    for entry in taken:
        if not met[entry.number]:
            yield Pair(msgspec.json.decode(entry.line, type=_Identified).id, None, entry.line)


def _lines(path: Path) -> Iterator[bytes]:
    if path.exists():
        with path.open("rb") as lines:
            yield from lines
