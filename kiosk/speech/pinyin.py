"""From spoken Chinese to the pinyin that the engine's Mandarin voice reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import tomli
from pypinyin import Style
from pypinyin.constants import PHRASES_DICT
from pypinyin.converter import UltimateConverter
from pypinyin.core import Pinyin

from assistant.normalise import HANZI

READINGS = Path(__file__).with_name("readings.toml")

_LONGEST = max(map(len, PHRASES_DICT))
_PIECE = re.compile(rf"[{HANZI}]+|[A-Z]|[，。！？]")
_MARKS = {"，": ",", "。": ".", "！": "!", "？": "?"}
_SYLLABLE = re.compile(r"([a-zê]+)([1-5])")
_RESPELLED = {
    # espeak-ng's voice takes these for English words; without the i it says them right
    "jiong": "jong",
    "qiong": "qong",
    "xiong": "xong",
    # readings of interjections that it does not know
    "m": "mu",
    "hm": "hen",
    "hng": "heng",
    "n": "en",
    "ng": "eng",
    "wong": "weng",
    "ê": "ei",
    "r": "er",
}
# Letters as Chinese speakers name them: the voice has no names for letters.
_LETTERS = {
    "A": "ei1", "B": "bi4", "C": "sei1", "D": "di4", "E": "yi4", "F": "ai2 fu5", "G": "ji4", "H": "ei2 chi5",
    "I": "ai4", "J": "zhei4", "K": "kei4", "L": "ai2 lou5", "M": "ai2 mu5", "N": "en1", "O": "ou1",
    "P": "pi1", "Q": "kiu1", "R": "a4 er5", "S": "ai2 si5", "T": "ti4", "U": "you1", "V": "wei1",
    "W": "da2 bu5 liu5", "X": "ai2 ke5 si5", "Y": "wai4", "Z": "zei4",
}  # fmt: skip


class PinyinReader:
    """Reads normalised Chinese in pinyin with tone numbers."""

    def __init__(self, readings: Path = READINGS) -> None:
        """Put the words of `readings` before the general dictionary's, which stays as it is for others."""
        said: dict[str, str] = tomli.loads(readings.read_text(encoding="utf-8"))["readings"]
        self._words = {word: tuple(syllables.split()) for word, syllables in said.items()}
        self._pinyin = Pinyin(_HallConverter(self._words))

    def read(self, text: str) -> str:
        """Return ``ni2 hao3 , ...`` for `text` as `normalise` leaves it; unknown characters are silent."""
        return " ".join(said for piece in _PIECE.findall(text) for said in self._piece(piece))

    def _piece(self, piece: str) -> list[str]:
        if piece in _MARKS:
            return [_MARKS[piece]]
        if piece in _LETTERS:
            return [_LETTERS[piece]]
        syllables = self._pinyin.lazy_pinyin([*self._cut(piece)], style=Style.TONE3, errors="ignore")
        return [respelled(syllable) for syllable in syllables]

    def _cut(self, run: str) -> Iterator[str]:
        """Yield the words of a run of Hanzi, the longest first, from left to right."""
        at = 0
        while at < len(run):
            ends = range(min(len(run), at + _LONGEST), at + 1, -1)
            known = (run[at:end] for end in ends if run[at:end] in self._words or run[at:end] in PHRASES_DICT)
            word = next(known, run[at])
            yield word
            at += len(word)


class _HallConverter(UltimateConverter):
    """Reads the hall's words its way; what tones do to each other stays pypinyin's business."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(neutral_tone_with_five=True, tone_sandhi=True)
        self._words = words

    def post_pinyin(
        self, han: str, heteronym: bool, pinyin: list[list[str]], **options: object
    ) -> list[list[str]] | None:
        """Return the readings of a word, each a list of one, after sandhi."""
        said = [[syllable] for syllable in self._words[han]] if han in self._words else pinyin
        return super().post_pinyin(han, heteronym, said, **options)


def respelled(syllable: str) -> str:
    """Return `syllable` as the engine has to see it."""
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return syllable
    return _RESPELLED.get(found[1], found[1]) + found[2]
