"""Latin letters of a question, found in the readings of a name: pinyin as far as typed, and initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from assistant.normalise import HANZI, LATIN_WORD
from assistant.pinyin import split_syllables
from assistant.shown import Shown, Sound

_WORDS = re.compile(r"[a-z]+(?: +[a-z]+)*")
_HANZI = re.compile(f"[{HANZI}]")
_FEWEST_SYLLABLES = 2
"""One syllable sounds like too many things."""
_FEWEST_INITIALS = 3
"""Two are initials only where they are all that was typed, or go on with others."""

Range = tuple[int, int]
"""First reading of a shown name and the one after the last: indexes into `Shown.spoken`."""


class Letters(Struct, frozen=True):
    """Pinyin without its blanks, and the Hanzi it stands between."""

    letters: str
    starts: frozenset[int]
    """Where a syllable may begin."""
    places: dict[str, tuple[int, ...]]
    """Letter → where a syllable may begin with it."""
    before: str
    """Empty where nothing or no Hanzi stands there."""
    after: str

    @classmethod
    def all_in(cls, text: str) -> Iterator[Letters]:
        """Yield the pinyin in normalised text."""
        for found in _WORDS.finditer(text):
            words = found[0].split()
            letters, starts = "".join(words), tuple(_starts(words))
            yield cls(
                letters,
                frozenset(starts),
                {letter: tuple(at for at in starts if letters[at] == letter) for letter in set(letters)},
                before=_only_hanzi(text[: found.start()].rstrip()[-1:]),
                after=_only_hanzi(text[found.end() :].lstrip()[:1]),
            )

    def found_in(self, target: Shown) -> Iterator[Range]:
        """Yield where the readings of a name are typed, the last perhaps not to its end."""
        for number, sound in enumerate(target.sounds):
            for letter in sound.beginnings:
                for at in self.places.get(letter, ()):
                    syllables, stop = self._longest(at, target.sounds, number)
                    if syllables:
                        first, end = number, number + syllables
                        first -= at == 0 and self._reads(target, first - 1, self.before)
                        end += stop == len(self.letters) and self._reads(target, end, self.after)
                        if end - first >= _FEWEST_SYLLABLES:
                            yield first, end

    def _longest(self, at: int, sounds: Sequence[Sound], number: int) -> tuple[int, int]:
        """How many readings from `number` on are typed from letter `at` on, and where that ends."""
        if number == len(sounds) or at == len(self.letters):
            return 0, at
        best = (0, at)
        for way in sounds[number].spellings:
            if self.letters.startswith(way, at):
                syllables, stop = self._longest(at + len(way), sounds, number + 1)
                best = max(best, (syllables + 1, stop))
            elif at in self.starts and way.startswith(self.letters[at:]):
                best = max(best, (1, len(self.letters)))
        return best

    @staticmethod
    def _reads(target: Shown, number: int, hanzi: str) -> bool:
        return 0 <= number < len(target.spoken) and target.units[target.spoken[number]] == hanzi


class Abbreviation(Struct, frozen=True):
    """A word that may be initials."""

    letters: str
    whole: bool
    """Only as a whole: it may be pinyin or all there is."""

    @classmethod
    def all_in(cls, text: str) -> Iterator[Abbreviation]:
        """Yield the words in normalised text that may be initials."""
        joined = text.replace(" ", "")
        if len(joined) > 1 and LATIN_WORD.fullmatch(joined):
            yield cls(joined, whole=True)
        for word in LATIN_WORD.findall(text):
            if len(word) >= _FEWEST_INITIALS:
                yield cls(word, whole=bool(split_syllables(word)))

    def found_in(self, target: Shown) -> Iterator[Range]:
        """Yield everywhere the initials of a name are typed; else, one after the other, what agrees."""
        at = target.initials.find(self.letters)
        if at < 0 and not self.whole:
            yield from self._in_pieces(target.initials)
        while at >= 0:
            yield at, at + len(self.letters)
            at = target.initials.find(self.letters, at + 1)

    def _in_pieces(self, initials: str) -> Iterator[Range]:
        rest, after, fewest = self.letters, 0, _FEWEST_INITIALS
        while len(rest) >= fewest:
            for length in range(len(rest), fewest - 1, -1):
                if (at := initials.find(rest[:length], after)) >= 0:
                    break
            else:
                return
            yield at, at + length
            rest, after, fewest = rest[length:], at + length, _FEWEST_INITIALS - 1


def _starts(words: Sequence[str]) -> Iterator[int]:
    """Where in the joined words a syllable begins; of a word that is no pinyin, only the word."""
    at = 0
    for word in words:
        yield from accumulate(map(len, split_syllables(word)[:-1]), initial=at)
        at += len(word)


def _only_hanzi(char: str) -> str:
    return char if _HANZI.match(char) else ""
