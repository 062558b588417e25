"""Models of meaning to set beside the shipped one, all learnt from the same wordings."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from statistics import median

import encoder
import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.embedding import Embedder, StaticEmbedder, views
from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.query import Query
from assistant.sources.wordings import Wordings
from assistant.training import Recipe, train
from assistant.vocabulary import Vocabulary

SHIPPED_RECIPE = "static: all views, hidden by turns, 128 dimensions (shipped recipe)"
_FEWEST_USES = 4
"""Of a token of LSA, as of our own model."""
_SEED = 20260101
_STEPS = 600
"""Of the encoder: as much as four minutes of one thread allow."""

Learnable = StaticEmbedder | encoder.Convolutions


class Learnt(Struct, frozen=True, eq=False):
    """A model and what it costs."""

    embedder: Learnable
    seconds: float
    """To learn it, with reading the wordings where it does so itself."""

    @property
    def megabytes(self) -> float:
        """Its arrays, and its vocabulary; 10⁶ bytes."""
        if isinstance(self.embedder, StaticEmbedder):
            known = self.embedder.vocabulary
            return (self.embedder.rows.nbytes + known.keys.nbytes + known.rows.nbytes) / 1e6
        words = len(json.dumps(self.embedder.vocabulary, ensure_ascii=False).encode())
        return (sum(array.nbytes for array in self.embedder.arrays) + words) / 1e6


Maker = Callable[[Sequence[Item], Wordings], Learnable]


def learn(make: Maker, items: Sequence[Item], wordings: Wordings) -> Learnt:
    """Learn a model on the wall clock."""
    start = time.perf_counter()
    return Learnt(make(items, wordings), time.perf_counter() - start)


def milliseconds(embedder: Embedder, queries: Iterable[Query]) -> float:
    """Return the median time to embed one question that is understood already."""
    took = []
    for query in queries:
        start = time.perf_counter()
        embedder.embed([query])
        took.append(time.perf_counter() - start)
    return median(took) * 1000


def _static(recipe: Recipe) -> Maker:
    def make(items: Sequence[Item], _wordings: Wordings) -> StaticEmbedder:
        with tempfile.TemporaryDirectory() as scratch:
            train(items, Path(scratch) / "model", topics=Lexicon.read().topics(), recipe=recipe)
            return StaticEmbedder.read(Path(scratch) / "model")

    return make


def _lsa(dimensions: int, shown: int) -> Maker:
    """Latent semantic analysis over the first `shown` views of each wording.

    A question's projection is a sum of rows, one for each token, so it runs as a static model does.
    """

    def make(_items: Sequence[Item], wordings: Wordings) -> StaticEmbedder:
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        def tokens(query: Query) -> list[str]:
            return list(chain(*views(query)[:shown]))

        tfidf = TfidfVectorizer(analyzer=tokens, min_df=_FEWEST_USES)
        counted = tfidf.fit_transform(wordings.queries)
        svd = TruncatedSVD(dimensions, random_state=_SEED).fit(counted)
        rows: FloatArray = np.ascontiguousarray(svd.components_.T * tfidf.idf_[:, None], dtype=np.float32)
        ordered = sorted(tfidf.vocabulary_, key=tfidf.vocabulary_.__getitem__)
        return StaticEmbedder(Vocabulary.build(ordered), rows)

    return make


def _convolutions(_items: Sequence[Item], wordings: Wordings) -> encoder.Convolutions:
    starts = [*wordings.rows.starts, len(wordings.queries)]
    return encoder.train([wordings.queries[at:end] for at, end in pairwise(starts)], _STEPS)


MODELS: Mapping[str, Maker] = {
    SHIPPED_RECIPE: _static(Recipe()),
    "the same, another seed": _static(Recipe(seed=1)),
    "static: all views, 64 dimensions": _static(Recipe(dimensions=64)),
    "static: all views, 256 dimensions": _static(Recipe(dimensions=256)),
    "static: all views, none hidden": _static(Recipe(hidden_view=0.0)),
    "static: words and concepts": _static(Recipe(views=2)),
    "static: words": _static(Recipe(views=1)),
    "LSA: words, 128 dimensions": _lsa(128, 1),
    "LSA: words, 256 dimensions": _lsa(256, 1),
    "LSA: all views, 128 dimensions": _lsa(128, 3),
    "LSA: all views, 256 dimensions": _lsa(256, 3),
    "convolutions over characters, concepts, syllables": _convolutions,
}
