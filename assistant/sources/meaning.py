"""An item's wording nearest in meaning."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder
from assistant.query import Query
from assistant.sources.wordings import Rows, Wordings


class Vectors(Struct, frozen=True, eq=False):
    """The vectors of all wordings."""

    vectors: FloatArray
    """Shape (wordings, dimensions)."""
    rows: Rows

    @classmethod
    def build(cls, wordings: Wordings, embedder: Embedder) -> Vectors:
        """Embed each wording."""
        return cls(embedder.embed(wordings.texts), wordings.rows)


class Meaning:
    """Cosine to the best wording, by an embedding model."""

    name: ClassVar[str] = "meaning"

    def __init__(self, wordings: Vectors, embedder: Embedder) -> None:
        """Take the vectors of wordings and the model that made them."""
        self._wordings = wordings
        self._embedder = embedder

    def scores(self, query: Query) -> FloatArray:
        """Return the cosine to the best wording, not below 0."""
        (vector,) = self._embedder.embed([query.core])
        # Not `@`: BLAS would share so little work among threads, and wait for them on a busy machine.
        cosines = np.einsum("rd,d->r", self._wordings.vectors, vector)
        return np.maximum(self._wordings.rows.best(cosines), 0)

    def weight(self, query: Query) -> float:  # noqa: ARG002  its scores are shares already
        """Return 1."""
        return 1.0
