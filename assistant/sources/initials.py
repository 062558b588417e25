"""Names by their initials."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray
from assistant.normalise import normalise
from assistant.pinyin import initials, syllables
from assistant.query import Query

_FEWEST = 2
"""One letter is the first of too many names."""


class Initials(Struct, frozen=True, eq=False):
    """Names by their initials, whole or as far as typed: ``sfz``, ``sfzbl``."""

    letters: tuple[str, ...]
    """Initials of all names in alphabetical order …"""
    owners: NDArray[np.int32]
    """… and the item each belongs to."""
    items: int

    @classmethod
    def build(cls, names: Sequence[Sequence[str]]) -> Initials:
        """Take the names of each item."""
        ordered = sorted(
            {(initials(syllables(normalise(name))), item) for item, own in enumerate(names) for name in own}
        )
        owners = np.asarray([item for _, item in ordered], dtype=np.int32)
        return cls(tuple(letters for letters, _ in ordered), owners, len(names))

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return 1 for initials typed whole, less the more is still to be typed; 0 for questions in Hanzi."""
        shares = np.zeros(self.items, dtype=np.float32)
        typed = query.core.replace(" ", "")
        if not query.has_hanzi and len(typed) >= _FEWEST and typed.isalpha():
            at = bisect_left(self.letters, typed)
            while at < len(self.letters) and self.letters[at].startswith(typed):
                owner = self.owners[at]
                shares[owner] = max(shares[owner], len(typed) / len(self.letters[at]))
                at += 1
        return {"initials": shares}
