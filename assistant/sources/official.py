"""The words of an item as a whole, without its everyday questions and with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.bm25 import Bm25, weighed
from assistant.items import Item
from assistant.normalise import normalise
from assistant.query import Query
from assistant.tokens import tokens

_NAME, _ALIAS, _SUMMARY, _MATERIAL, _QUESTION = 3.0, 2.0, 1.0, 0.5, 1.0


class Official(Struct, frozen=True, eq=False):
    """BM25 over an item's fields.

    Two indexes: with the questions a long story is better understood, without
    them items that have none are not pushed down.
    """

    fields: Bm25
    everything: Bm25

    @classmethod
    def build(cls, items: Sequence[Item]) -> Official:
        """Index names, aliases, summaries and materials; and the same with questions."""
        fields = [_counts(item) for item in items]
        everything = (
            weighed(((_QUESTION, item.questions),), _split, counts)
            for item, counts in zip(items, fields, strict=True)
        )
        return cls(Bm25.build(fields), Bm25.build(everything))

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return how much of the question's words each item's fields account for."""
        return {
            "official": self.fields.shares(query.words),
            "everything": self.everything.shares(query.words),
        }


def _counts(item: Item) -> dict[str, float]:
    return weighed(
        (
            (_NAME, (item.name,)),
            (_ALIAS, item.aliases),
            (_SUMMARY, (item.summary,)),
            (_MATERIAL, item.materials),
        ),
        _split,
    )


def _split(text: str) -> list[str]:
    return tokens(normalise(text))
