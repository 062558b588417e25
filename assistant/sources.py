"""The sources of candidates: each scores every item for a question, in its own way.

A score says how much of the question the source can account for with an item;
its share of the question's whole weight is 0 to 1, and `assistant.ranking`
adds up the shares.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import ClassVar, Protocol

import numpy as np

from assistant.arrays import FloatArray
from assistant.bm25 import Bm25
from assistant.embedding import Embedder
from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.normalise import normalise
from assistant.phrases import PhraseTable
from assistant.pinyin import folded, initials, syllable_tokens, syllables
from assistant.query import Query, Understanding
from assistant.tokens import tokens

Items = Sequence[Item]
Spoken = Sequence[Sequence[str]]
"""The syllables of each row of some wordings."""


class CandidateSource(Protocol):
    """One way of finding items."""

    name: ClassVar[str]

    def scores(self, query: Query) -> FloatArray:
        """Return a score for each item; shape (items,)."""
        ...

    def weight(self, query: Query) -> float:
        """Return the score of an item that accounts for the whole question."""
        ...


class Wordings:
    """Ways of wording items as rows of text, each belonging to one item."""

    def __init__(self, per_item: Iterable[Iterable[str]], core: Callable[[str], str] = normalise) -> None:
        """Take each item's wordings, at least one; `core` puts them the way questions are put."""
        groups = [list(dict.fromkeys(map(core, wordings))) for wordings in per_item]
        self.texts = [text for group in groups for text in group]
        self._starts = np.cumsum([0, *(len(group) for group in groups)])[:-1]

    def best(self, scores: FloatArray) -> FloatArray:
        """Return each item's best row; shape (rows,) → (items,)."""
        return np.maximum.reduceat(scores, self._starts) if len(scores) else scores


class _Shares:
    """For sources whose scores are shares already."""

    def weight(self, query: Query) -> float:  # noqa: ARG002  a share's whole is 1 for every question
        """Return 1."""
        return 1.0


class Official:
    """The words of an item as a whole: BM25 over its fields."""

    name: ClassVar[str] = "official"
    _NAME, _ALIAS, _SUMMARY, _MATERIAL = 3.0, 2.0, 1.0, 0.5

    def __init__(self, items: Items) -> None:
        self._index = Bm25(self._counts(item) for item in items)

    def _counts(self, item: Item) -> dict[str, float]:
        counts: dict[str, float] = {}
        for weight, texts in (
            (self._NAME, (item.name,)),
            (self._ALIAS, item.aliases),
            (self._SUMMARY, (item.summary,)),
            (self._MATERIAL, item.materials),
        ):
            for text in texts:
                for token in tokens(normalise(text)):
                    counts[token] = counts.get(token, 0.0) + weight
        return counts

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's tokens that each item's fields hold."""
        return self._index.scores(tokens(query.core))

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's tokens."""
        return self._index.weight(tokens(query.core))


class Everyday:
    """The item's best single wording.

    An index of its own: items that have everyday questions do not push down
    those that have none.
    """

    name: ClassVar[str] = "everyday"

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings
        self._index = Bm25(Counter(tokens(text)) for text in wordings.texts)

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's tokens that the best wording holds."""
        return self._wordings.best(self._index.scores(tokens(query.core)))

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's tokens."""
        return self._index.weight(tokens(query.core))


class Sound:
    """The item's best name by ear: BM25 over folded syllables, for pinyin and homophones."""

    name: ClassVar[str] = "sound"

    def __init__(self, names: Wordings, spoken: Spoken) -> None:
        self._names = names
        self._index = Bm25(Counter(syllable_tokens(folded(sounds))) for sounds in spoken)

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's syllables that the best name holds."""
        return self._names.best(self._index.scores(syllable_tokens(query.syllables)))

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's syllables."""
        return self._index.weight(syllable_tokens(query.syllables))


class Initials(_Shares):
    """Names by their initials, whole or as far as typed: ``sfz``, ``sfzbl``."""

    name: ClassVar[str] = "initials"
    _FEWEST = 2

    def __init__(self, names: Wordings, spoken: Spoken) -> None:
        self._names = names
        self._sorted = sorted((initials(sounds), row) for row, sounds in enumerate(spoken))

    def scores(self, query: Query) -> FloatArray:
        """Return 1 for initials typed whole, less the more is still to be typed; 0 for questions in Hanzi."""
        scores = np.zeros(len(self._sorted), dtype=np.float32)
        typed = query.core.replace(" ", "")
        if not query.has_hanzi and len(typed) >= self._FEWEST and typed.isalpha():
            start = bisect_left(self._sorted, (typed, 0))
            for letters, row in takewhile(lambda entry: entry[0].startswith(typed), self._sorted[start:]):
                scores[row] = len(typed) / len(letters)
        return self._names.best(scores)


class Facets(_Shares):
    """Items that are about the same object, ask for the same action, serve the same people."""

    name: ClassVar[str] = "facets"
    _OBJECT, _ACTION, _SITUATION = 0.5, 0.3, 0.2

    def __init__(self, items: Items, lexicon: Lexicon) -> None:
        self._size = len(items)
        names = [
            f"{normalise(item.name)} {normalise(item.object)} {normalise(item.action)}" for item in items
        ]
        self._objects = _rows_by_term(lexicon.objects, names)
        self._actions = _rows_by_term(lexicon.actions, names)
        self._situations = {
            term: np.asarray(
                [row for row, name in enumerate(names) if any(word in name for word in words)], np.int64
            )
            for term, words in lexicon.implied.items()
        }

    def scores(self, query: Query) -> FloatArray:
        """Return the weighted share of the question's facets that each item has."""
        scores = np.zeros(self._size, dtype=np.float32)
        for weight, terms, rows_of in (
            (self._OBJECT, query.objects, self._objects),
            (self._ACTION, query.actions, self._actions),
            (self._SITUATION, query.situations, self._situations),
        ):
            known = [rows_of[term] for term in terms if term in rows_of]
            for rows in known:
                scores[rows] += weight / len(known) * self._rarity(len(rows))
        return scores

    def _rarity(self, owners: int) -> float:
        """Return 1 for a term of one item, 0 for one of all: 申请 tells less than 认证."""
        return 1 - math.log(max(owners, 1)) / math.log(max(self._size, 2))


class Meaning(_Shares):
    """The item's wording nearest in meaning, by an embedding model."""

    name: ClassVar[str] = "meaning"

    def __init__(self, wordings: Wordings, embedder: Embedder) -> None:
        self._embedder = embedder
        self._wordings = wordings
        self._vectors = embedder.embed(wordings.texts)

    def scores(self, query: Query) -> FloatArray:
        """Return the cosine to the best wording, not below 0."""
        (vector,) = self._embedder.embed([query.core])
        # Not `@`: BLAS would share so little work among threads, and wait for them on a busy machine.
        cosines = np.einsum("rd,d->r", self._vectors, vector)
        return np.maximum(self._wordings.best(cosines), 0)


def sources(
    items: Items, lexicon: Lexicon, understanding: Understanding, embedder: Embedder
) -> tuple[CandidateSource, ...]:
    """Return every source, built over `items`."""
    wordings = Wordings(((item.name, *item.aliases, *item.questions) for item in items), understanding.core)
    names = Wordings(item.names for item in items)
    spoken = [syllables(text) for text in names.texts]
    return (
        Official(items),
        Everyday(wordings),
        Sound(names, spoken),
        Initials(names, spoken),
        Facets(items, lexicon),
        Meaning(wordings, embedder),
    )


def _rows_by_term(table: PhraseTable[str], names: Iterable[str]) -> dict[str, np.ndarray]:
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(names):
        for term in {hit.value for hit in table.find(name)}:
            rows[term].append(row)
    return {term: np.asarray(found, dtype=np.int64) for term, found in rows.items()}
