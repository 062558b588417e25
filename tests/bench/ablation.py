"""Rankings out of some of the shares only, or with another model of meaning, and how well they do.

A question is asked of each source once, however many weights are tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder
from assistant.evaluation.questions import Question
from assistant.items import items
from assistant.library import Library
from assistant.query import Query
from assistant.ranking import SPELLING, Ranker
from assistant.records import Records
from assistant.sources import SHARES, CandidateSource
from assistant.sources.meaning import Centres, Meaning
from assistant.sources.wordings import Wordings
from assistant.weights import Weights
from knowledge.model import Knowledge

_FIRST_50 = 1e-6
"""What the other shares count for where spelling is judged: which items come to be compared, no more."""


class Remembered:
    """Sources that are asked each question once, however often weights are tried."""

    def __init__(self, sources: Sequence[CandidateSource]) -> None:
        self._sources = sources
        self._known: dict[Query, Mapping[str, FloatArray]] = {}

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return the shares of all the sources."""
        found = self._known.get(query)
        if found is None:
            found = {name: share for source in self._sources for name, share in source.shares(query).items()}
            self._known[query] = found
        return found


class Silenced:
    """A source that has nothing to say in one way."""

    def __init__(self, source: CandidateSource, name: str) -> None:
        self._source = source
        self._name = name

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return the source's shares, zeros for the one."""
        found = self._source.shares(query)
        return {**found, self._name: np.zeros_like(found[self._name])} if self._name in found else found


class Given(Struct, frozen=True, eq=False):
    """Stands for `assistant.sources.Sources` in a library."""

    sources: tuple[CandidateSource, ...]

    def all(self, _embedder: Embedder) -> tuple[CandidateSource, ...]:
        """Return every source, whatever the model."""
        return self.sources

    def lexical(self) -> tuple[CandidateSource, ...]:
        """Return the same: here meaning is a source like others."""
        return self.sources

    def meaning(self, _embedder: Embedder) -> None:
        """Return nothing more."""


class Content(Struct, frozen=True, eq=False):
    """A library and what all of its trials share."""

    library: Library
    wordings: Wordings
    lexical: CandidateSource
    """All shares but that of meaning."""

    @classmethod
    def build(cls, knowledge: Knowledge) -> Content:
        """Build a library over `knowledge`, and understand its wordings."""
        library = Library.build(knowledge)
        *lexical, meaning = library.sources.all(library.embedder())
        assert isinstance(meaning, Meaning), "meaning is the last source"
        texts = ((item.name, *item.aliases, *item.questions) for item in items(knowledge))
        return cls(library, Wordings.build(texts, library.understanding.query), Remembered(lexical))

    def with_model(self, embedder: Embedder) -> Library:
        """Return the library with another model of meaning."""
        elsewhere = self.library.sources.elsewhere  # another model's, and of no use to a share
        meaning = Meaning(Centres.build(self.wordings, embedder), elsewhere, embedder)
        return _with_sources(self.library, (self.lexical, Remembered([meaning])))


def without(library: Library, share: str) -> Library:
    """Return the library with a share that is always 0."""
    if share == SPELLING:
        nameless = Records.build(("",) for _ in range(len(library.items)))
        return msgspec.structs.replace(library, spellings=nameless)
    sources = library.sources.all(library.embedder())
    return _with_sources(library, tuple(Silenced(source, share) for source in sources))


def alone(share: str) -> Weights:
    """Return weights under which only one share counts; spelling among the best 50 of all the others."""
    others = _FIRST_50 if share == SPELLING else 0.0
    counts = {name: 1.0 if name == share else others for name in (*SHARES, SPELLING)}
    return Weights(hanzi=counts, letters=counts, confidence={})


def _with_sources(library: Library, sources: tuple[CandidateSource, ...]) -> Library:
    return msgspec.structs.replace(library, sources=Given(sources))


def places(library: Library, weights: Weights, questions: Iterable[Question]) -> tuple[int | None, ...]:
    """Return where the first right item stands for each question, from 1; None: not in the best 20."""
    ranker = Ranker(library.sources.all(library.embedder()), library.names, weights)
    return tuple(_place(library, ranker, question) for question in questions)


def _place(library: Library, ranker: Ranker, question: Question) -> int | None:
    ranking = ranker.rank(library.understanding.query(question.text))
    ids = (library.head(candidate.row).turn.id for candidate in ranking.candidates)
    return next((place for place, found in enumerate(ids, start=1) if found in question.guides), None)
