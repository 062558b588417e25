"""Names by their initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray
from assistant.normalise import normalise
from assistant.pinyin import initials, syllables
from assistant.prefixes import beginning_with
from assistant.query import Query
from assistant.records import Records

_FEWEST = 2
"""One letter is the first of too many names."""
_SHORTEST_END = 3
"""Two letters in the middle stand in too many of them."""


class Initials(Struct, frozen=True, eq=False):
    """Names by their initials: whole, as far as typed, or from the middle on."""

    letters: Records
    """Initials of all names and of all ends of them, in alphabetical order …"""
    owners: NDArray[np.int32]
    """… the item each belongs to …"""
    lengths: NDArray[np.int32]
    """… how many letters the whole name has …"""
    whole: NDArray[np.bool_]
    """… and whether it is that, not an end of it."""
    items: int

    @classmethod
    def build(cls, names: Sequence[Sequence[str]]) -> Initials:
        """Take the names of each item."""
        ordered = sorted(
            {
                (whole[start:], item, len(whole), start == 0)
                for item, own in enumerate(names)
                for whole in {initials(syllables(normalise(name))) for name in own}
                for start in range(max(1, len(whole) - _SHORTEST_END + 1))
            }
        )
        return cls(
            Records.build(entry[0] for entry in ordered),
            np.asarray([entry[1] for entry in ordered], dtype=np.int32),
            np.asarray([entry[2] for entry in ordered], dtype=np.int32),
            np.asarray([entry[3] for entry in ordered], dtype=np.bool_),
            len(names),
        )

    def shares(self, query: Query) -> Mapping[str, FloatArray]:
        """Return 1 for initials typed whole, less the more is still to be typed; 0 for questions in Hanzi."""
        shares = np.zeros(self.items, dtype=np.float32)
        typed = query.core.replace(" ", "")
        if not query.has_hanzi and len(typed) >= _FEWEST and typed.isalpha():
            begun = beginning_with(typed, self.letters)
            meant = self.whole[begun] | (len(typed) >= _SHORTEST_END)
            np.maximum.at(shares, self.owners[begun][meant], len(typed) / self.lengths[begun][meant])
        return {"initials": shares}
