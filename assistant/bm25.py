"""BM25 over compressed sparse arrays, as far as an index needs it and no further."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray, IntArray, slices
from assistant.vocabulary import Vocabulary

K1 = 1.2
B = 0.6
"""Names are short by nature: a shorter one is only partly the better match."""


class Bm25(Struct, frozen=True, eq=False):
    """An inverted index: for each token, the documents that hold it and its impact there.

    The impacts are BM25's term scores, computed once at build time, so a query
    only adds up slices.
    """

    size: int
    """Documents."""
    vocabulary: Vocabulary
    """Token → its row in `offsets` and `idf`."""
    offsets: NDArray[np.int64]
    """Where each token's documents begin and the last one's end; shape (tokens + 1,)."""
    documents: IntArray
    impacts: FloatArray
    idf: FloatArray

    @classmethod
    def build(cls, counts: Iterable[Mapping[str, float]]) -> Bm25:
        """Index one mapping of token → weighted count for each document."""
        vocabulary: dict[str, int] = {}
        tokens: list[str] = []
        weights: list[float] = []
        lengths: list[float] = []
        distinct: list[int] = []
        for mapping in counts:
            tokens += mapping
            weights += mapping.values()
            lengths.append(sum(mapping.values()))
            distinct.append(len(mapping))
        terms = [vocabulary.setdefault(token, len(vocabulary)) for token in tokens]
        size = len(lengths)
        order = np.argsort(np.asarray(terms, dtype=np.int32), kind="stable")
        frequency = np.bincount(terms, minlength=len(vocabulary)) if terms else np.zeros(0, np.int64)
        documents: IntArray = np.repeat(np.arange(size, dtype=np.int32), distinct)[order]
        idf: FloatArray = np.log1p((size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        return cls(
            size=size,
            vocabulary=Vocabulary.build(vocabulary),
            offsets=np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64),
            documents=documents,
            impacts=_saturated(
                np.asarray(weights, np.float32)[order], np.asarray(lengths, np.float32), documents
            )
            * np.repeat(idf, frequency),
            idf=idf,
        )

    def scores(self, tokens: Iterable[str]) -> FloatArray:
        """Return for each document the weight of the query it accounts for; shape (documents,)."""
        return self._scores(self.vocabulary.find(dict.fromkeys(tokens)))

    def weight(self, tokens: Iterable[str]) -> float:
        """Return what a document would score that held every token without end.

        Tokens the index has never seen weigh as the rarest.
        """
        asked = dict.fromkeys(tokens)
        return self._weight(self.vocabulary.find(asked), len(asked))

    def shares(self, tokens: Iterable[str]) -> FloatArray:
        """Return the scores as shares of the weight, 0 to 1; shape (documents,)."""
        asked = dict.fromkeys(tokens)
        known = self.vocabulary.find(asked)
        shares = self._scores(known)
        shares /= self._weight(known, len(asked)) or 1
        return shares

    def _scores(self, known: IntArray) -> FloatArray:
        scores = np.zeros(self.size, dtype=np.float32)
        if len(known):
            where = slices(self.offsets, known)
            documents = np.concatenate([self.documents[one] for one in where], dtype=np.intp)
            np.add.at(scores, documents, np.concatenate([self.impacts[one] for one in where]))
        return scores

    def _weight(self, known: IntArray, asked: int) -> float:
        rarest = float(np.log1p(2 * self.size + 1))
        return float(self.idf[known].sum(dtype=np.float64)) + rarest * (asked - len(known))


def _saturated(weights: FloatArray, lengths: FloatArray, documents: IntArray) -> FloatArray:
    """What each occurrence scores before its token's rarity; shape (occurrences,)."""
    average = lengths.mean() if len(lengths) else np.float32(1)
    penalty = np.float32(K1 * (1 - B)) + np.float32(K1 * B) * lengths[documents] / average
    return weights / (weights + penalty)


def weighed(
    fields: Iterable[tuple[float, Iterable[str]]],
    split: Callable[[str], Iterable[str]],
    counts: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, float]:
    """Return `counts` and the tokens that `split` finds in more fields, each with its field's weight."""
    counted = dict(counts)
    for weight, texts in fields:
        for text in texts:
            for token in split(text):
                counted[token] = counted.get(token, 0.0) + weight
    return counted
