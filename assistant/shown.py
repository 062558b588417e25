"""A name as it is shown, with what search makes of each of its characters.

Search compares normalised texts; whoever points at a part of a name must find
the way back to the characters a person sees: brackets, blanks, full width
digits, letters with their marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from msgspec import Struct

from assistant.normalise import HANZI, LATIN_WORD, folded_letters, simplified
from assistant.pinyin import fold, initials, spellings
from assistant.readings import reading

Span = tuple[int, int]
"""Start and end, in characters of a name as it is shown."""

_NOT_SEARCHED = re.compile(f"[^{HANZI}0-9a-z]")
_UNIT = re.compile(f"[{HANZI}]|[0-9a-z]+")
_RUN = re.compile(f"[{HANZI}]+")
_NAMES_KEPT = 2048
_SOUNDS_KEPT = 2048


class Sound(Struct, frozen=True):
    """A syllable to a southern ear."""

    folded: str
    spellings: tuple[str, ...]
    """What may be typed for it, the longest first."""
    beginnings: frozenset[str]
    """Their first letters."""


class Shown(Struct, frozen=True):
    """A name, taken apart into units: Hanzi, and runs of Latin letters and digits."""

    text: str
    """Normalised, but what is not searched is one blank for each character."""
    unit_at: tuple[int, ...]
    """The unit each character of `text` belongs to; for a blank, the unit before it."""
    units: tuple[str, ...]
    """Normalised."""
    spans: tuple[Span, ...]
    """Where each unit stands in the name."""
    spoken: tuple[int, ...]
    """The units that have a reading …"""
    sounds: tuple[Sound, ...]
    """… how those sound, …"""
    initials: str
    """… and the first letters of their syllables."""


@lru_cache(maxsize=_NAMES_KEPT)
def shown(name: str) -> Shown:
    """Take `name` apart.  Only names of the knowledge base may be given: they are remembered."""
    text, places = _placed(name)
    found = [unit.span() for unit in _UNIT.finditer(text)]
    read = [(number, syllable) for number, syllable in enumerate(_readings(text)) if syllable]
    syllables = tuple(syllable for _, syllable in read)
    return Shown(
        text=text,
        unit_at=tuple(_unit_at(len(text), [start for start, _ in found])),
        units=tuple(text[start:end] for start, end in found),
        spans=tuple((places[start], _end(name, places[end - 1])) for start, end in found),
        spoken=tuple(number for number, _ in read),
        sounds=tuple(map(_sound, syllables)),
        initials=initials(syllables),
    )


@lru_cache(maxsize=_SOUNDS_KEPT)
def _sound(syllable: str) -> Sound:
    ways = spellings(syllable)
    return Sound(fold(syllable), ways, frozenset(way[0] for way in ways))


def _placed(name: str) -> tuple[str, Sequence[int]]:
    """`name` in the spelling of search, and where each of its characters comes from."""
    letters = [_folded_letter(char) for char in name]
    folded = "".join(letters)
    text = simplified(folded)
    if len(text) != len(folded):  # another writing made a phrase shorter: then without regard to phrases
        text = "".join(simplified(letter)[:1] for letter in folded)
    if len(folded) == len(name) and all(letters):
        return _NOT_SEARCHED.sub(" ", text), range(len(name))
    return _NOT_SEARCHED.sub(" ", text), [at for at, letter in enumerate(letters) for _ in letter]


def _folded_letter(char: str) -> str:
    return char if "\u4e00" <= char <= "\u9fff" else folded_letters(char)


def _end(name: str, last: int) -> int:
    """Where what is shown as one with character `last` ends: marks belong to what they stand on."""
    end = last + 1
    while end < len(name) and unicodedata.category(name[end]).startswith("M"):
        end += 1
    return end


def _unit_at(length: int, starts: list[int]) -> Iterator[int]:
    for number, (start, end) in enumerate(zip([0, *starts[1:]], [*starts[1:], length], strict=False)):
        yield from repeat(number, end - start)


def _readings(text: str) -> Iterator[str]:
    """The syllable of each unit of `text`; a Latin word is its own, digits have none."""
    at = 0
    for run in _RUN.finditer(text):
        yield from _latin(text[at : run.start()])
        yield from _read(run[0])
        at = run.end()
    yield from _latin(text[at:])


def _latin(text: str) -> Iterator[str]:
    return (unit if LATIN_WORD.fullmatch(unit) else "" for unit in _UNIT.findall(text))


def _read(run: str) -> tuple[str, ...]:
    """One syllable for each Hanzi of `run`, empty for one that has no reading."""
    syllables = reading(run)
    return syllables if len(syllables) == len(run) else tuple("".join(reading(char)) for char in run)
