"""An item's names by ear and by their initials."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from msgspec import Struct

from assistant.arrays import FloatArray, IntArray
from assistant.bm25 import Bm25
from assistant.pinyin import folded, initials, syllable_tokens
from assistant.query import Query
from assistant.sources.wordings import Rows

Spoken = Sequence[Sequence[str]]
"""The syllables of each row of some wordings."""

_FEWEST = 2
"""One letter is the first of too many names."""


class Sound(Struct, frozen=True, eq=False):
    """The item's best name by ear: BM25 over folded syllables, for pinyin and homophones."""

    name: ClassVar[str] = "sound"
    index: Bm25
    rows: Rows

    @classmethod
    def build(cls, spoken: Spoken, rows: Rows) -> Sound:
        """Index syllables and pairs of them."""
        return cls(Bm25.build(Counter(syllable_tokens(folded(sounds))) for sounds in spoken), rows)

    def scores(self, query: Query) -> FloatArray:
        """Return the weight of the question's syllables that the best name holds."""
        return self.rows.best(self.index.scores(syllable_tokens(query.syllables)))

    def weight(self, query: Query) -> float:
        """Return the weight of all the question's syllables."""
        return self.index.weight(syllable_tokens(query.syllables))


class Initials(Struct, frozen=True, eq=False):
    """Names by their initials, whole or as far as typed: ``sfz``, ``sfzbl``."""

    name: ClassVar[str] = "initials"
    letters: tuple[str, ...]
    """Initials in alphabetical order …"""
    owners: IntArray
    """… and the row of the name each belongs to."""
    rows: Rows

    @classmethod
    def build(cls, spoken: Spoken, rows: Rows) -> Initials:
        """Sort the initials of all names."""
        ordered = sorted((initials(sounds), row) for row, sounds in enumerate(spoken))
        owners = np.asarray([row for _, row in ordered], dtype=np.int32)
        return cls(tuple(letters for letters, _ in ordered), owners, rows)

    def scores(self, query: Query) -> FloatArray:
        """Return 1 for initials typed whole, less the more is still to be typed; 0 for questions in Hanzi."""
        scores = np.zeros(len(self.letters), dtype=np.float32)
        typed = query.core.replace(" ", "")
        if not query.has_hanzi and len(typed) >= _FEWEST and typed.isalpha():
            at = bisect_left(self.letters, typed)
            while at < len(self.letters) and self.letters[at].startswith(typed):
                scores[self.owners[at]] = len(typed) / len(self.letters[at])
                at += 1
        return self.rows.best(scores)

    def weight(self, query: Query) -> float:  # noqa: ARG002  its scores are shares already
        """Return 1."""
        return 1.0
