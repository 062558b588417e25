"""How much two bags of tokens share, weighed by how rare the tokens are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray, IntArray, slices
from assistant.vocabulary import Vocabulary


class Overlap(Struct, frozen=True, eq=False):
    """An inverted index of rows that hold each token once."""

    vocabulary: Vocabulary
    """Token → its row in `offsets` and `rarity`."""
    offsets: NDArray[np.int64]
    """Where each token's rows begin and the last one's end; shape (tokens + 1,)."""
    holders: IntArray
    rarity: FloatArray
    """Weight of each token: BM25's idf."""
    weights: FloatArray
    """Weight of each row: of all its tokens; shape (rows,)."""

    @classmethod
    def build(cls, rows: Iterable[Sequence[str]]) -> Overlap:
        """Index rows of tokens, no token twice in a row."""
        vocabulary: dict[str, int] = {}
        terms: list[int] = []
        sizes: list[int] = []
        for row in rows:
            terms += (vocabulary.setdefault(token, len(vocabulary)) for token in row)
            sizes.append(len(row))
        owners = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        order = np.argsort(np.asarray(terms, dtype=np.int32), kind="stable")
        held = np.bincount(np.asarray(terms, dtype=np.int64), minlength=len(vocabulary))
        rarity = np.log1p((len(sizes) - held + 0.5) / (held + 0.5)).astype(np.float32)
        weights = np.bincount(
            owners, weights=rarity[np.asarray(terms, dtype=np.int64)], minlength=len(sizes)
        ).astype(np.float32)
        offsets = np.concatenate([[0], np.cumsum(held)]).astype(np.int64)
        return cls(Vocabulary.build(vocabulary), offsets, owners[order], rarity, weights)

    def shared(self, tokens: Iterable[str]) -> FloatArray:
        """Return the weight of the tokens, no token twice, that each row holds; shape (rows,)."""
        return self._shared(self.vocabulary.find(tokens))

    def weight(self, tokens: Collection[str]) -> float:
        """Return the weight of the tokens; those the index has never seen weigh as the rarest."""
        return self._weight(self.vocabulary.find(tokens), len(tokens))

    def compared(self, tokens: Collection[str]) -> tuple[FloatArray, FloatArray]:
        """Return how much of the tokens each row holds, and that as a share of all that both hold.

        0 to 1; shape (rows,) both.
        """
        known = self.vocabulary.find(tokens)
        whole, shared = self._weight(known, len(tokens)), self._shared(known)
        if not len(known):
            return shared, shared
        alike = self.weights + whole
        alike -= shared
        np.divide(shared, alike, out=alike)
        shared /= whole
        return shared, alike

    def _shared(self, known: IntArray) -> FloatArray:
        shared = np.zeros(len(self.weights), dtype=np.float32)
        if len(known):
            held = [self.holders[one] for one in slices(self.offsets, known)]
            each = np.repeat(self.rarity[known], list(map(len, held)))
            np.add.at(shared, np.concatenate(held, dtype=np.intp), each)
        return shared

    def _weight(self, known: IntArray, asked: int) -> float:
        rarest = float(np.log1p(2 * len(self.weights) + 1))
        return float(self.rarity[known].sum(dtype=np.float64)) + rarest * (asked - len(known))
