"""An item's best single wording: names, aliases and everyday questions, each by itself.

An index of its own: items that have everyday questions do not push down those
that have none.  The same wordings once by their characters, once by ear.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from assistant.arrays import FloatArray
from assistant.overlap import Overlap
from assistant.query import Query
from assistant.sources.wordings import Rows, Wordings


class Written(Struct, frozen=True, eq=False):
    """Wordings by their characters."""

    overlap: Overlap
    rows: Rows

    @classmethod
    def build(cls, wordings: Wordings) -> Written:
        """Index each wording by itself."""
        return cls(Overlap.build(query.words for query in wordings.queries), wordings.rows)

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return how much of the question the best wording covers, and how alike the most alike one is."""
        coverage, likeness = map(self.rows.best, self.overlap.compared(query.words))
        return {"coverage": coverage, "likeness": likeness}


class Heard(Struct, frozen=True, eq=False):
    """Wordings by ear: folded syllables, for pinyin, homophones and accents."""

    overlap: Overlap
    rows: Rows

    @classmethod
    def build(cls, wordings: Wordings) -> Heard:
        """Index each wording by itself."""
        return cls(Overlap.build(query.sounds for query in wordings.queries), wordings.rows)

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return the same as `Written` does, of sounds."""
        coverage, likeness = map(self.rows.best, self.overlap.compared(query.sounds))
        return {"heard": coverage, "heard_alike": likeness}
