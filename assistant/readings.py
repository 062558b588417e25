"""How Hanzi are read: a table of what pypinyin (MIT licence) reads, for start-up and memory's sake.

pypinyin itself takes 0.3 s and 30 MB to read its first character.  ``readings.txt``
keeps what it would say, in two parts with a blank line between:

- each syllable with the characters that are mostly read so: ``shen 身申深…``;
- words, those that begin alike in one line, the longest first.  In some a character is
  read otherwise: ``重庆:chong-qing``.  The others are read as their characters are, and share
  characters with one of those: 机动车 is found first in 机动车行驶证, so that 车行 (*che hang*) is not.

Kept in memory as lines, it is a tenth of what dictionaries of words and characters would be.

``python -m assistant.readings`` writes it anew; only another pypinyin changes it.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from assistant.normalise import HANZI

STORED = Path(__file__).parent / "readings.txt"
_RUN = re.compile(f"[{HANZI}]+")
_FIRST, _END = 0x3400, 0xA000
"""Code points of the characters in use, and one more: extension A and the basic block."""


class Readings(Struct, frozen=True):
    """The table."""

    syllables: tuple[str, ...]
    """All there are, an empty one first."""
    usual: array[int]
    """For each code point from `_FIRST` on, where its usual syllable stands among them."""
    words: Mapping[str, str]
    """First character → its line of the file, a blank before and after every word."""

    def read(self, run: str) -> Iterator[str]:
        """Yield the syllables of a run of Hanzi, the longest words first, from left to right."""
        at = 0
        while at < len(run):
            word, syllables = self._word_at(run, at)
            yield from syllables.split("-") if syllables else filter(None, map(self._usually, word))
            at += len(word)

    def _word_at(self, run: str, at: int) -> tuple[str, str]:
        """The longest word there, or a character, and how it is read; empty: character by character."""
        words = self.words.get(run[at], "") if at + 1 < len(run) else ""
        start = f" {run[at : at + 2]}"
        found = words.find(start)
        while found >= 0:
            word, _, syllables = words[found + 1 : words.index(" ", found + 1)].partition(":")
            if run.startswith(word, at):
                return word, syllables
            found = words.find(start, found + 1)
        return run[at], ""

    def _usually(self, char: str) -> str:
        code = ord(char)
        return self.syllables[self.usual[code - _FIRST]] if _FIRST <= code < _END else ""


def reading(run: str) -> tuple[str, ...]:
    """Return the syllables of a run of Hanzi; characters that have no reading are left out."""
    return tuple(stored().read(run))


@lru_cache(maxsize=1)
def stored() -> Readings:
    """Return the stored table."""
    characters, words = (part.splitlines() for part in STORED.read_text(encoding="utf-8").split("\n\n"))
    syllables = [""]
    usual = array("H", bytes(2 * (_END - _FIRST)))
    for syllable, same in map(str.split, characters):
        for char in same:
            usual[ord(char) - _FIRST] = len(syllables)
        syllables.append(syllable)
    return Readings(tuple(syllables), usual, {line[0]: f" {line} " for line in words})


def as_text() -> str:
    """Return the table as pypinyin has it now, in the form of the file."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415  only for writing the table

    characters = {char: read[0] for char in map(chr, range(_FIRST, _END)) if (read := _looked_up(char))}
    spoken = {word: _looked_up(word) for word in PHRASES_DICT if _RUN.fullmatch(word)}
    unusual = {
        word: read for word, read in spoken.items() if read != tuple(filter(None, map(characters.get, word)))
    }
    beginnings = {word[:length] for word in unusual for length in range(1, len(word))}
    plain: dict[str, tuple[str, ...]] = {
        word: ()
        for word in spoken
        if word not in unusual
        and any(_tempts(word[start:], unusual, beginnings) for start in range(1, len(word)))
    }
    parts = (_by_syllable(characters), _by_beginning(plain | unusual))
    return "\n".join("".join(f"{line}\n" for line in part) for part in parts)


def _tempts(rest: str, unusual: Container[str], beginnings: Container[str]) -> bool:
    """True where an unusual word begins with, or lies at the head of, the rest of a word."""
    return rest in beginnings or any(rest[:length] in unusual for length in range(2, len(rest) + 1))


def _looked_up(run: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return tuple(filter(None, lazy_pinyin(run, errors="ignore")))


def _by_syllable(characters: Mapping[str, str]) -> Iterator[str]:
    same: defaultdict[str, str] = defaultdict(str)
    for char, syllable in characters.items():
        same[syllable] += char
    return (f"{syllable} {same[syllable]}" for syllable in sorted(same))


def _by_beginning(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    ordered = sorted(words, key=lambda word: (word[0], -len(word), word))
    for _, same in groupby(ordered, key=itemgetter(0)):
        yield " ".join(":".join(filter(None, (word, "-".join(words[word])))) for word in same)


if __name__ == "__main__":
    STORED.write_text(as_text(), encoding="utf-8")
