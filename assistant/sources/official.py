"""The words of an item as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.bm25 import Bm25
from assistant.items import Item
from assistant.normalise import normalise
from assistant.query import Query
from assistant.tokens import tokens

_NAME, _ALIAS, _SUMMARY, _MATERIAL = 3.0, 2.0, 1.0, 0.5


class Official(Struct, frozen=True, eq=False):
    """BM25 over an item's fields."""

    name: ClassVar[str] = "official"
    index: Bm25

    @classmethod
    def build(cls, items: Sequence[Item]) -> Official:
        """Index names, aliases, summaries and materials."""
        return cls(Bm25.build(map(_counts, items)))

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's tokens that each item's fields hold."""
        return self.index.scores(query.tokens)

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's tokens."""
        return self.index.weight(query.tokens)


def _counts(item: Item) -> dict[str, float]:
    counts: dict[str, float] = {}
    for weight, texts in (
        (_NAME, (item.name,)),
        (_ALIAS, item.aliases),
        (_SUMMARY, (item.summary,)),
        (_MATERIAL, item.materials),
    ):
        for text in texts:
            for token in tokens(normalise(text)):
                counts[token] = counts.get(token, 0.0) + weight
    return counts
