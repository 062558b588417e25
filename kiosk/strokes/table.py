"""Which characters begin with some strokes: the likeliest of this hall's words first.

Strokes are written as in the source: ``h`` 横, ``s`` 竖, ``p`` 撇, ``n`` 捺 or 点,
``z`` 折.  ``strokes.txt`` says where they come from and under what licence; it is
read when the first person wants to write so, never at the start.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

STORED = Path(__file__).with_name("strokes.txt")
STROKES = "hspnz"
"""横 竖 撇 捺 折, in the order of their keys."""
SHOWN = 9
"""Characters that have a number key."""
BEGINNING = "。"
"""Stands for what precedes the first character of a question."""

_AFTER_ALL = chr(ord(max(STROKES)) + 1)
"""Sorts after every stroke."""


class Character(Struct, frozen=True):
    """A character: one line of the table."""

    character: str
    weight: int
    """How often it stands in the names, other names and everyday questions of the shipped content."""
    codes: tuple[str, ...]
    """Its strokes in order; several where people write it in several orders."""
    followers: str = ""
    """What often comes next, likeliest first."""


class StrokeTable:
    """Characters found by the strokes they begin with."""

    def __init__(self, characters: Iterable[Character]) -> None:
        self.characters = tuple(sorted(characters, key=_standing))
        """The most used first."""
        self._places = {found.character: place for place, found in enumerate(self.characters)}
        pairs = sorted((code, place) for place, found in enumerate(self.characters) for code in found.codes)
        self._codes = [code for code, _ in pairs]
        self._at = [place for _, place in pairs]

    def candidates(self, strokes: str, after: str = "", limit: int = SHOWN) -> tuple[str, ...]:
        """Return at most `limit` characters that begin with `strokes`, the likeliest first.

        One that is written to its end comes first, so that every character can be
        had; then what often follows `after`, the text so far; then what is used most.
        """
        start = bisect_left(self._codes, strokes)
        end = bisect_left(self._codes, strokes + _AFTER_ALL, start)
        places = set(self._at[start:end])
        whole = sorted({self._at[at] for at in range(start, end) if self._codes[at] == strokes})
        likely = [place for place in self._following(after) if place in places]
        found = dict.fromkeys([*whole, *likely, *sorted(places)])
        return tuple(self.characters[place].character for place in list(found)[:limit])

    def _following(self, after: str) -> Iterator[int]:
        place = self._places.get(after[-1:] or BEGINNING)
        followers = self.characters[place].followers if place is not None else ""
        return (self._places[one] for one in followers if one in self._places)


def _standing(found: Character) -> tuple[int, int, str]:
    return -found.weight, min(map(len, found.codes), default=0), found.character


@lru_cache(maxsize=1)
def stored() -> StrokeTable:
    """Return the shipped table."""
    return StrokeTable(read(STORED.read_text(encoding="utf-8").splitlines()))


def read(lines: Iterable[str]) -> Iterator[Character]:
    """Yield the characters of a table; lines that begin with ``#`` are notes."""
    for line in lines:
        if not line.startswith("#"):
            character, weight, codes, followers = line.split("\t")
            yield Character(character, int(weight), tuple(codes.split()), followers)


def written(characters: Sequence[Character]) -> Iterator[str]:
    """Yield the lines of a table, as `read` takes them."""
    for found in sorted(characters, key=_standing):
        yield "\t".join((found.character, str(found.weight), " ".join(found.codes), found.followers))
