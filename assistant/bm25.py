"""BM25 over compressed sparse arrays, as far as an index needs it and no further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.arrays import FloatArray, IntArray

K1 = 1.2
B = 0.6
"""Names are short by nature: a shorter one is only partly the better match."""


class Bm25:
    """An inverted index: for each token, the documents that hold it and its impact there.

    The impacts are BM25's term scores, computed once at build time, so a query
    only adds up slices.
    """

    def __init__(self, counts: Iterable[Mapping[str, float]]) -> None:
        """Index one mapping of token → weighted count for each document."""
        self._vocabulary: dict[str, int] = {}
        tokens: list[str] = []
        weights: list[float] = []
        lengths: list[float] = []
        distinct: list[int] = []
        for mapping in counts:
            tokens += mapping
            weights += mapping.values()
            lengths.append(sum(mapping.values()))
            distinct.append(len(mapping))
        terms = [self._vocabulary.setdefault(token, len(self._vocabulary)) for token in tokens]
        self.size = len(lengths)
        order = np.argsort(np.asarray(terms, dtype=np.int32), kind="stable")
        frequency = np.bincount(terms, minlength=len(self._vocabulary)) if terms else np.zeros(0, np.int64)
        self._offsets = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
        self._documents: IntArray = np.repeat(np.arange(self.size, dtype=np.int32), distinct)[order]
        self.idf: FloatArray = np.log1p((self.size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        self._impacts = self._term_scores(
            np.asarray(weights, np.float32)[order], np.asarray(lengths, np.float32), frequency
        )

    def _term_scores(
        self, weights: FloatArray, lengths: FloatArray, frequency: NDArray[np.int64]
    ) -> FloatArray:
        average = lengths.mean() if self.size else np.float32(1)
        penalty = np.float32(K1 * (1 - B)) + np.float32(K1 * B) * lengths[self._documents] / average
        return np.repeat(self.idf, frequency) * weights / (weights + penalty)

    def scores(self, tokens: Iterable[str]) -> FloatArray:
        """Return for each document the weight of the query it accounts for; shape (documents,)."""
        found = np.zeros(self.size, dtype=np.float32)
        for token in dict.fromkeys(tokens):
            term = self._vocabulary.get(token)
            if term is not None:
                where = slice(self._offsets[term], self._offsets[term + 1])
                found[self._documents[where]] += self._impacts[where]  # a document stands once in a slice
        return found

    def weight(self, tokens: Iterable[str]) -> float:
        """Return what a document would score that held every token without end.

        Tokens the index has never seen weigh as the rarest.
        """
        rarest = float(np.log1p(2 * self.size + 1))
        terms = map(self._vocabulary.get, dict.fromkeys(tokens))
        return sum(rarest if term is None else float(self.idf[term]) for term in terms)
