"""How near a question is in meaning: to an item, or to a topic that is none of the hall's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder, unit_rows
from assistant.query import Query
from assistant.sources.wordings import Wordings


class Centres(Struct, frozen=True, eq=False):
    """One direction for each item: the middle of its wordings."""

    directions: FloatArray
    """Shape (items, dimensions), each row of length 1."""

    @classmethod
    def build(cls, wordings: Wordings, embedder: Embedder) -> Centres:
        """Embed each wording and take the middle of each item's."""
        return cls(unit_rows(wordings.rows.sums(embedder.embed(wordings.queries))))


class Meaning:
    """Cosine to an item's middle, by an embedding model."""

    def __init__(self, centres: Centres, embedder: Embedder) -> None:
        """Take the middles of items and the model that made them."""
        self._centres = centres
        self._embedder = embedder

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return the cosine, not below 0."""
        return {"meaning": self.cosines(query)}

    def cosines(self, query: Query) -> FloatArray:
        """Return the cosine to each middle, not below 0; shape (items,)."""
        (vector,) = self._embedder.embed([query])
        # Not `@`: BLAS would share so little work among threads, and wait for them on a busy machine.
        cosines: FloatArray = np.maximum(np.einsum("id,d->i", self._centres.directions, vector), 0)
        return cosines
