"""From a text on the screen to the phrases the engine is given, sentence by sentence."""

from __future__ import annotations

import re

from msgspec import Struct

from assistant.normalise import HANZI
from kiosk.speech.english import normalise_english
from kiosk.speech.normalise import normalise
from kiosk.speech.pinyin import PinyinReader
from kiosk.speech.protocol import Language
from kiosk.speech.sentences import sentences

MANDARIN = "cmn-latn-pinyin"
"""espeak-ng's voice that reads pinyin; its `cmn` reads Hanzi as English letters in some builds."""
ENGLISH = "en"

_HANZI_RUN = re.compile(rf"(\d*[{HANZI}][{HANZI}\d、，（）《》]*)", re.ASCII)
_AUDIBLE = re.compile(r"[^\W_]")


class Phrase(Struct, frozen=True):
    """What one voice says at one go: pinyin for `MANDARIN`, plain text for `ENGLISH`."""

    voice: str
    text: str


Sentence = tuple[Phrase, ...]


def spoken_sentences(text: str, language: Language) -> tuple[str, ...]:
    """Return `text` as it is to be spoken, sentence by sentence, in words."""
    return sentences(normalise_english(text) if language == "en" else normalise(text))


class ScriptWriter:
    """Prepares texts for speaking."""

    def __init__(self) -> None:
        self._pinyin = PinyinReader()

    def write(self, text: str, language: Language) -> tuple[Sentence, ...]:
        """Return the sentences of `text` that can be heard."""
        written = (self.phrases(sentence, language) for sentence in spoken_sentences(text, language))
        return tuple(sentence for sentence in written if sentence)

    def phrases(self, sentence: str, language: Language) -> Sentence:
        """Return what the engine is given for one of `spoken_sentences`; nothing where nothing is audible.

        Teochew wording is read in Mandarin, as no engine speaks it.
        """
        return self._english(sentence) if language == "en" else self._mandarin(sentence)

    def _mandarin(self, text: str) -> Sentence:
        return _audible(Phrase(MANDARIN, self._pinyin.read(text)))

    def _english(self, text: str) -> Sentence:
        """Names that have no translation stay Chinese within an English sentence."""
        phrases: list[Phrase] = []
        for index, piece in enumerate(_HANZI_RUN.split(text)):
            phrases += (
                self._mandarin(normalise(piece)) if index % 2 else _audible(Phrase(ENGLISH, piece.strip()))
            )
        return tuple(phrases)


def _audible(phrase: Phrase) -> Sentence:
    return (phrase,) if _AUDIBLE.search(phrase.text) else ()
