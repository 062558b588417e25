"""The sources of candidates: each scores every item for a question, in its own way.

A score says how much of the question the source can account for with an item;
its share of the question's whole weight is 0 to 1, and `assistant.ranking`
adds up the shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder
from assistant.items import Item
from assistant.normalise import normalise
from assistant.pinyin import syllables
from assistant.query import Query, Understanding
from assistant.sources.everyday import Everyday
from assistant.sources.facets import Facets
from assistant.sources.meaning import Meaning, Vectors
from assistant.sources.official import Official
from assistant.sources.sound import Initials, Sound
from assistant.sources.wordings import Wordings


class CandidateSource(Protocol):
    """One way of finding items."""

    name: ClassVar[str]

    def scores(self, query: Query) -> FloatArray:
        """Return a score for each item; shape (items,)."""
        ...

    def weight(self, query: Query) -> float:
        """Return the score of an item that accounts for the whole question."""
        ...


class Sources(Struct, frozen=True, eq=False):
    """What every source has built over the items."""

    official: Official
    everyday: Everyday
    sound: Sound
    initials: Initials
    facets: Facets
    vectors: Vectors

    @classmethod
    def build(cls, items: Sequence[Item], understanding: Understanding, embedder: Embedder) -> Sources:
        """Build all of them over `items`."""
        wordings = Wordings.build(
            ((item.name, *item.aliases, *item.questions) for item in items), understanding.core
        )
        names = Wordings.build((item.names for item in items), normalise)
        spoken = [syllables(text) for text in names.texts]
        return cls(
            official=Official.build(items),
            everyday=Everyday.build(wordings),
            sound=Sound.build(spoken, names.rows),
            initials=Initials.build(spoken, names.rows),
            facets=Facets.build(items, understanding.lexicon),
            vectors=Vectors.build(wordings, embedder),
        )

    def all(self, embedder: Embedder) -> tuple[CandidateSource, ...]:
        """Return every source; `embedder` is the one they were built with."""
        meaning = Meaning(self.vectors, embedder)
        return (self.official, self.everyday, self.sound, self.initials, self.facets, meaning)
