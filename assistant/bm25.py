"""BM25 over compressed sparse arrays, as far as an index needs it and no further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int32]

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
        terms: list[int] = []
        documents: list[int] = []
        weights: list[float] = []
        lengths: list[float] = []
        for document, mapping in enumerate(counts):
            lengths.append(sum(mapping.values()))
            for token, weight in mapping.items():
                terms.append(self._vocabulary.setdefault(token, len(self._vocabulary)))
                documents.append(document)
                weights.append(weight)
        self.size = len(lengths)
        order = np.argsort(np.asarray(terms, dtype=np.int32), kind="stable")
        frequency = np.bincount(terms, minlength=len(self._vocabulary)) if terms else np.zeros(0, np.int64)
        self._offsets = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
        self._documents: IntArray = np.asarray(documents, dtype=np.int32)[order]
        self.idf: FloatArray = np.log1p((self.size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
        self._impacts = self._term_scores(
            np.asarray(weights, np.float32)[order], np.asarray(lengths, np.float32), frequency
        )

    def _term_scores(self, weights: FloatArray, lengths: FloatArray, frequency: NDArray[np.int64]) -> FloatArray:
        average = float(lengths.mean()) if self.size else 1.0
        penalty = K1 * (1 - B + B * lengths[self._documents] / average)
        scores: FloatArray = np.repeat(self.idf, frequency) * weights / (weights + penalty)
        return scores

    def scores(self, tokens: Sequence[str]) -> FloatArray:
        """Return a score for each document, 0 to 1: the share of the query's weight it accounts for.

        The weight of a query is what a document would score that held every
        token without end.  Tokens the index has never seen weigh as the rarest.
        """
        found = np.zeros(self.size, dtype=np.float32)
        weight = 0.0
        rarest = float(np.log1p(2 * self.size + 1))
        for token in dict.fromkeys(tokens):
            term = self._vocabulary.get(token)
            if term is None:
                weight += rarest
                continue
            weight += float(self.idf[term])
            where = slice(self._offsets[term], self._offsets[term + 1])
            found[self._documents[where]] += self._impacts[where]  # a document stands once in a slice
        return found / np.float32(weight) if weight else found
