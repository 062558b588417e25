"""Understanding a question: from what a person said to a `Query` the indexes can use.

Teochew wording is rewritten, set phrases are dropped, and the lexicons tell
what the question is about (objects), what is to be done (actions), for whom
(people) and in what event of life (situations).
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from assistant.circumstances import NOTHING_KNOWN, Circumstances, told
from assistant.lexicon import Lexicon
from assistant.normalise import HANZI, LATIN_WORD, normalise
from assistant.phrases import PhraseTable
from assistant.pinyin import folded, split_syllables, syllable_tokens, syllables
from assistant.sounds import SoundTable
from assistant.tokens import tokens

LONGEST = 500
"""Characters of a question that is still taken for one; a long story has 150."""

_HANZI = re.compile(f"[{HANZI}]")
_VOWEL = re.compile("[aeiouv]")


class Query(Struct, frozen=True):
    """A question, understood.  All texts are normalised."""

    text: str
    """As said, in simplified characters."""
    core: str
    """In Mandarin, without politeness and question phrases; what the indexes are asked."""
    words: tuple[str, ...] = ()
    """Tokens of the core, each once (see `assistant.tokens`)."""
    sounds: tuple[str, ...] = ()
    """How it sounds: folded syllables and pairs of them, each once, without set phrases in pinyin either."""
    objects: tuple[str, ...] = ()
    """Lexicon terms, as are the three below."""
    actions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    situations: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    """Topics the hall does not handle."""
    circumstances: Circumstances = NOTHING_KNOWN
    bare: bool = False
    """True where it is the name of an object and nothing else: 户口, 医保."""

    @property
    def concepts(self) -> tuple[str, ...]:
        """The terms of the lexicons in it, each marked with the lexicon it is from."""
        lexicons = (("o", self.objects), ("a", self.actions), ("p", self.people), ("s", self.situations))
        return tuple(f"{mark}:{term}" for mark, terms in lexicons for term in terms)

    @property
    def has_hanzi(self) -> bool:
        """False for questions in pinyin, initials or English."""
        return _HANZI.search(self.core) is not None


class Understanding(Struct, frozen=True):
    """The lexicons at work on questions."""

    lexicon: Lexicon
    object_sounds: SoundTable
    action_sounds: SoundTable
    filler_sounds: SoundTable

    @classmethod
    def build(cls, lexicon: Lexicon) -> Understanding:
        """Work out how the lexicons sound."""
        tables = (lexicon.objects, lexicon.actions, lexicon.fillers)
        return cls(lexicon, *map(SoundTable.build, tables))

    def _without_fillers(self, mandarin: str) -> str:
        return " ".join(self.lexicon.fillers.replace(mandarin, str).split()) or mandarin

    def _sounds(self, core: str, spoken: tuple[str, ...]) -> tuple[str, ...]:
        return syllable_tokens(self.filler_sounds.unheard(spoken) if core.isascii() else spoken)

    def _mandarin(self, text: str) -> str:
        mandarin = self.lexicon.teochew.replace(text, str)
        if not LATIN_WORD.search(mandarin):
            return mandarin
        english = self.lexicon.english.replace(mandarin, str)
        wholly = bool(english.strip()) and not LATIN_WORD.search(english)
        return english if wholly or _may_be_english(mandarin) else mandarin

    def query(self, question: str) -> Query:
        """Return `question` understood; an empty one gives an empty `Query`.

        Wordings of guides and questions of people both go through here, so that like meets like.
        """
        text = normalise(question)
        mandarin = self._mandarin(text)
        core = self._without_fillers(mandarin)
        readings = dict.fromkeys((text, mandarin))
        spoken = cache(_spoken)  # all of it is asked three times, and much of it none
        situations = _terms(self.lexicon.situations, *readings)
        people = _terms(self.lexicon.people, *readings)
        return Query(
            text=text,
            core=core,
            words=tuple(dict.fromkeys(tokens(core))),
            sounds=tuple(dict.fromkeys(self._sounds(core, spoken(core)))),
            objects=_terms(self.lexicon.objects, *readings)
            or self.object_sounds.abbreviated(text)
            or self.object_sounds.heard(spoken(text), typed=text.isascii()),
            actions=_terms(self.lexicon.actions, *readings)
            or self.action_sounds.heard(spoken(text), typed=text.isascii()),
            people=people,
            situations=situations,
            outside=_terms(self.lexicon.outside, *readings),
            bare=core in self.lexicon.objects.values,
            circumstances=told(text, (*situations, *people)),
        )


def _spoken(text: str) -> tuple[str, ...]:
    return folded(syllables(text))


def _may_be_english(text: str) -> bool:
    """True where some word is no pinyin: in ``can ji ren zheng`` ``can`` is not the English word.

    Only the last word may still be being typed: in ``water bill`` ``water`` is not *wa te r…*.
    """
    words = LATIN_WORD.findall(text)
    return any(not split_syllables(word) for word in words) or any(map(_unfinished, words[:-1]))


def _unfinished(word: str) -> bool:
    """True where a last syllable has no vowel yet; a lone letter is an initial (``s f z``)."""
    return len(word) > 1 and _VOWEL.search(split_syllables(word)[-1]) is None


def _terms(table: PhraseTable[str], *texts: str) -> tuple[str, ...]:
    """The terms found in any of the texts, each once, in order."""
    return tuple(dict.fromkeys(hit.value for text in texts for hit in table.find(text)))
