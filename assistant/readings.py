"""How Hanzi are read: a table of what pypinyin (MIT licence) reads, for start-up and memory's sake.

pypinyin itself takes 0.3 s and 30 MB to read its first character.  ``readings.txt``
keeps what it would say, in three parts with a blank line between:

- each syllable with the characters that are mostly read so: ``shen 身申深…``;
- words in which a character is read otherwise: ``重庆 chong qing``;
- words read as their characters are, that share characters with one of those:
  机动车 is found first in 机动车行驶证, so that 车行 (*che hang*) is not.

``python -m assistant.readings`` writes it anew; only another pypinyin changes it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from assistant.normalise import HANZI

STORED = Path(__file__).parent / "readings.txt"
_RUN = re.compile(f"[{HANZI}]+")
_BASIC = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
"""Code points of the characters in use: the basic block and extension A."""
_WORDS_A_LINE = 20


class Readings(Struct, frozen=True):
    """The table."""

    characters: Mapping[str, str]
    """Character → its usual syllable."""
    words: Mapping[str, tuple[str, ...]]
    """Word → its syllables; () where each character is read as usual."""
    longest: int
    """Characters of the longest word."""

    def read(self, run: str) -> Iterator[str]:
        """Yield the syllables of a run of Hanzi, the longest words first, from left to right."""
        at = 0
        while at < len(run):
            word = self._word_at(run, at)
            yield from self.words.get(word) or filter(None, map(self.characters.get, word))
            at += len(word)

    def _word_at(self, run: str, at: int) -> str:
        for length in range(min(self.longest, len(run) - at), 1, -1):
            if (word := run[at : at + length]) in self.words:
                return word
        return run[at]


def reading(run: str) -> tuple[str, ...]:
    """Return the syllables of a run of Hanzi; characters that have no reading are left out."""
    return tuple(stored().read(run))


@lru_cache(maxsize=1)
def stored() -> Readings:
    """Return the stored table."""
    usual, unusual, plain = STORED.read_text(encoding="utf-8").split("\n\n")
    characters: dict[str, str] = {}
    for syllable, same in map(str.split, usual.splitlines()):
        characters |= dict.fromkeys(same, syllable)
    words: dict[str, tuple[str, ...]] = dict.fromkeys(plain.split(), ())
    words |= {word: tuple(syllables) for word, *syllables in map(str.split, unusual.splitlines())}
    return Readings(characters, words, max(map(len, words)))


def as_text() -> str:
    """Return the table as pypinyin has it now, in the form of the file."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415  only for writing the table

    characters = {char: read[0] for char in map(chr, _BASIC) if (read := _looked_up(char))}
    spoken = {word: _looked_up(word) for word in PHRASES_DICT if _RUN.fullmatch(word)}
    unusual = {
        word: read for word, read in spoken.items() if read != tuple(filter(None, map(characters.get, word)))
    }
    beginnings = {word[:length] for word in unusual for length in range(1, len(word))}
    plain = [
        word
        for word in spoken
        if word not in unusual
        and any(_tempts(word[start:], unusual, beginnings) for start in range(1, len(word)))
    ]
    parts = (_by_syllable(characters), _with_syllables(unusual), _in_lines(sorted(plain)))
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


def _with_syllables(words: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (" ".join((word, *words[word])) for word in sorted(words))


def _in_lines(words: Sequence[str]) -> Iterator[str]:
    return (" ".join(words[start : start + _WORDS_A_LINE]) for start in range(0, len(words), _WORDS_A_LINE))


if __name__ == "__main__":
    STORED.write_text(as_text(), encoding="utf-8")
