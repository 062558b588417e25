"""From spoken Chinese to the pinyin that the engine's Mandarin voice reads."""

from __future__ import annotations

import re
from pathlib import Path

import tomli
from pypinyin import Style, lazy_pinyin, load_phrases_dict

from assistant.normalise import HANZI

READINGS = Path(__file__).with_name("readings.toml")

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
        """Teach the dictionary the words of `readings`."""
        words: dict[str, str] = tomli.loads(readings.read_text(encoding="utf-8"))["readings"]
        load_phrases_dict({word: [[syllable] for syllable in said.split()] for word, said in words.items()})

    def read(self, text: str) -> str:
        """Return ``ni2 hao3 , ...`` for `text` as `normalise` leaves it; unknown characters are silent."""
        return " ".join(said for piece in _PIECE.findall(text) for said in self._piece(piece))

    def _piece(self, piece: str) -> list[str]:
        if piece in _MARKS:
            return [_MARKS[piece]]
        if piece in _LETTERS:
            return [_LETTERS[piece]]
        syllables = lazy_pinyin(
            piece, style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True, errors="ignore"
        )
        return [respelled(syllable) for syllable in syllables]


def respelled(syllable: str) -> str:
    """Return `syllable` as the engine has to see it."""
    found = _SYLLABLE.fullmatch(syllable)
    if found is None:
        return syllable
    return _RESPELLED.get(found[1], found[1]) + found[2]
