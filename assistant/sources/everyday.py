"""An item's best single wording."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.bm25 import Bm25
from assistant.query import Query
from assistant.sources.wordings import Rows, Wordings
from assistant.tokens import tokens


class Everyday(Struct, frozen=True, eq=False):
    """BM25 over single wordings: names, aliases and everyday questions.

    An index of its own: items that have everyday questions do not push down
    those that have none.
    """

    name: ClassVar[str] = "everyday"
    index: Bm25
    rows: Rows

    @classmethod
    def build(cls, wordings: Wordings) -> Everyday:
        """Index each wording by itself."""
        return cls(Bm25.build(Counter(tokens(text)) for text in wordings.texts), wordings.rows)

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's tokens that the best wording holds."""
        return self.rows.best(self.index.scores(query.tokens))

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's tokens."""
        return self.index.weight(query.tokens)
