"""Lexicon expressions found by ear: in pinyin, in wrong characters, in initials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from assistant.normalise import LATIN_WORD
from assistant.phrases import Hit, PhraseTable
from assistant.pinyin import folded, initials, syllables

_FEWEST_SYLLABLES = 2
"""One syllable sounds like too many things."""
_FEWEST_FOR_HANZI = 3
"""Whoever writes characters gets most of them right: 天气 is not a misspelt 田契."""
_FEWEST_INITIALS = 3
"""Two letters are initials only where they are all that was typed: ``my`` stands in English questions."""
_PRIVATE_USE = 0xE000


class SoundTable(Struct, frozen=True):
    """Expressions with a term each, keyed by how they sound to a southern ear.

    Every folded syllable is written as one private character, so that finding
    expressions by sound is finding phrases in a string.
    """

    letters: dict[str, str]
    """Folded syllable → its private character."""
    initials: dict[str, str]
    """First letters → term."""
    phrases: PhraseTable[str]

    @classmethod
    def build(cls, expressions: PhraseTable[str]) -> SoundTable:
        """Take expressions; of several that sound alike, the first."""
        letters: dict[str, str] = {}
        abbreviated: dict[str, str] = {}
        spoken: dict[str, str] = {}
        for expression, term in expressions.values.items():
            sounds = syllables(expression)
            abbreviated.setdefault(initials(sounds), term)
            if len(sounds) >= _FEWEST_SYLLABLES:
                spelt = (
                    letters.setdefault(sound, chr(_PRIVATE_USE + len(letters))) for sound in folded(sounds)
                )
                spoken.setdefault("".join(spelt), term)
        return cls(letters, abbreviated, PhraseTable.build(spoken.items()))

    def _find(self, sounds: Iterable[str]) -> Iterator[Hit[str]]:
        """Yield the expressions among folded syllables; places are counted in syllables."""
        return self.phrases.find("".join(self.letters.get(sound, " ") for sound in sounds))

    def unheard(self, sounds: Sequence[str]) -> tuple[str, ...]:
        """Return folded syllables without those of the expressions among them."""
        left = list(sounds)
        for hit in reversed(list(self._find(sounds))):
            del left[hit.start : hit.end]
        return tuple(left)

    def heard(self, sounds: Iterable[str], *, typed: bool) -> tuple[str, ...]:
        """Return the terms whose expressions are among folded syllables, each once.

        `typed`: they are the person's own letters, not how Hanzi are read.
        """
        fewest = _FEWEST_SYLLABLES if typed else _FEWEST_FOR_HANZI
        return tuple(dict.fromkeys(hit.value for hit in self._find(sounds) if hit.end - hit.start >= fewest))

    def abbreviated(self, text: str) -> tuple[str, ...]:
        """Return the terms whose initials are words of normalised `text`: ``sfz`` → 居民身份证."""
        words = [word for word in LATIN_WORD.findall(text) if len(word) >= _FEWEST_INITIALS or word == text]
        return tuple(dict.fromkeys(self.initials[word] for word in words if word in self.initials))
