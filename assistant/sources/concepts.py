"""What a question is about, what is to be done, for whom, in what event of life."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.bm25 import Bm25, weighed
from assistant.items import Item
from assistant.lexicon import Lexicon
from assistant.normalise import normalise
from assistant.query import Query

_NAME, _ALIAS, _QUESTION, _SUMMARY, _IMPLIED = 3.0, 2.0, 1.0, 1.0, 2.0


class Concepts(Struct, frozen=True, eq=False):
    """BM25 over the lexicons' terms: 厝 and 房子 are one."""

    index: Bm25

    @classmethod
    def build(cls, items: Sequence[Item], understand: Callable[[str], Query], lexicon: Lexicon) -> Concepts:
        """Count the terms in all that an item says, and the situations that its name is for."""
        return cls(Bm25.build(_counts(item, understand, lexicon) for item in items))

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return how much of the question's terms each item accounts for."""
        return {"concepts": self.index.shares(query.concepts)}


def _counts(item: Item, understand: Callable[[str], Query], lexicon: Lexicon) -> dict[str, float]:
    counts = weighed(
        (
            (_NAME, (item.name, item.object, item.action)),
            (_ALIAS, item.aliases),
            (_QUESTION, item.questions),
            (_SUMMARY, (item.summary,)),
        ),
        lambda text: understand(text).concepts,
    )
    name = normalise(item.name)
    for situation, words in lexicon.implied.items():
        if any(word in name for word in words):
            counts[f"s:{situation}"] = counts.get(f"s:{situation}", 0.0) + _IMPLIED
    return counts
