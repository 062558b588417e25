"""Ways of wording items as rows of text, each row belonging to one item."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray


class Rows(Struct, frozen=True, eq=False):
    """Which rows belong to which item."""

    starts: NDArray[np.int64]
    """The first row of each item; every item has one at least.  Shape (items,)."""

    def best(self, scores: FloatArray) -> FloatArray:
        """Return each item's best row; shape (rows,) → (items,)."""
        return np.maximum.reduceat(scores, self.starts) if len(scores) else scores


class Wordings(Struct, frozen=True):
    """The texts of all items, in order."""

    texts: tuple[str, ...]
    rows: Rows

    @classmethod
    def build(cls, per_item: Iterable[Iterable[str]], core: Callable[[str], str]) -> Wordings:
        """Take each item's wordings, at least one; `core` puts them the way questions are put."""
        groups = [tuple(dict.fromkeys(map(core, wordings))) for wordings in per_item]
        starts = np.cumsum([0, *map(len, groups)])[:-1].astype(np.int64)
        return cls(tuple(text for group in groups for text in group), Rows(starts))
