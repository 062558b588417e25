"""How near a question is in meaning: to an item, or to a topic that is none of the hall's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder, unit_rows
from assistant.query import Query
from assistant.sources.wordings import Wordings

MEANING = "meaning"
"""The name of the share."""


class Centres(Struct, frozen=True, eq=False):
    """One direction for each item: the middle of its wordings."""

    directions: FloatArray
    """Shape (items, dimensions), each row of length 1."""

    @classmethod
    def build(cls, wordings: Wordings, embedder: Embedder) -> Centres:
        """Embed each wording and take the middle of each item's."""
        return cls(unit_rows(wordings.rows.sums(embedder.embed(wordings.queries))))

    def cosines(self, vector: FloatArray) -> FloatArray:
        """Return the cosine to each middle, not below 0; shape (items,)."""
        # Not `@`: BLAS would share so little work among threads, and wait for them on a busy machine.
        cosines: FloatArray = np.einsum("id,d->i", self.directions, vector)
        return np.maximum(cosines, 0, out=cosines)


class Meaning:
    """Cosine to an item's middle, by an embedding model."""

    def __init__(self, items: Centres, elsewhere: Centres, embedder: Embedder) -> None:
        """Take the middles of items, those of topics that are none of the hall's, and the model."""
        self._items = items
        self._elsewhere = elsewhere
        self._embedder = embedder

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return the cosine, not below 0."""
        return {MEANING: self._items.cosines(self._vector(query))}

    def near(self, query: Query) -> tuple[FloatArray, float]:
        """Return the cosine to each item, not below 0, and that to the nearest of the other topics."""
        vector = self._vector(query)
        return self._items.cosines(vector), float(self._elsewhere.cosines(vector).max(initial=0))

    def _vector(self, query: Query) -> FloatArray:
        vector: FloatArray = self._embedder.embed([query])[0]
        return vector
