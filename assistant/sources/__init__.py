"""The sources of candidates: each scores every item for a question, in its own ways.

A score is the share of the question that the source can account for with an
item, 0 to 1; `assistant.ranking` weighs the shares and adds them up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder
from assistant.items import Item
from assistant.query import Query, Understanding
from assistant.sources.concepts import Concepts
from assistant.sources.everyday import Heard, Written
from assistant.sources.initials import Initials
from assistant.sources.meaning import MEANING, Centres, Meaning
from assistant.sources.official import Official
from assistant.sources.wordings import Wordings

SHARES = (
    "official",
    "everything",
    "coverage",
    "likeness",
    "heard",
    "heard_alike",
    "initials",
    "concepts",
    MEANING,
)
"""The names of all shares that the sources give."""


class CandidateSource(Protocol):
    """One way of finding items."""

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return name of a share → the share of each item; shape (items,)."""
        ...


class Sources(Struct, frozen=True, eq=False):
    """What every source has built over the items."""

    official: Official
    written: Written
    heard: Heard
    initials: Initials
    concepts: Concepts
    centres: Centres
    elsewhere: Centres
    """Of the topics that are none of the hall's."""

    @classmethod
    def build(cls, items: Sequence[Item], understanding: Understanding, embedder: Embedder) -> Sources:
        """Build all of them over `items`."""
        understand = lru_cache(maxsize=None)(understanding.query)  # three of them look at the same wordings
        wordings = Wordings.build(((item.name, *item.aliases, *item.questions) for item in items), understand)
        return cls(
            official=Official.build(items),
            written=Written.build(wordings),
            heard=Heard.build(wordings),
            initials=Initials.build([item.names for item in items]),
            concepts=Concepts.build(items, understand, understanding.lexicon),
            centres=Centres.build(wordings, embedder),
            elsewhere=Centres.build(
                Wordings.build(understanding.lexicon.elsewhere.values(), understanding.query), embedder
            ),
        )

    def all(self, embedder: Embedder) -> tuple[CandidateSource, ...]:
        """Return every source; `embedder` is the one they were built with."""
        return (*self.lexical(), self.meaning(embedder))

    def lexical(self) -> tuple[CandidateSource, ...]:
        """Return those that need no model."""
        return (self.official, self.written, self.heard, self.initials, self.concepts)

    def meaning(self, embedder: Embedder) -> Meaning:
        """Return the one that does."""
        return Meaning(self.centres, self.elsewhere, embedder)
