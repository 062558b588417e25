"""Ways of wording items as rows, each row belonging to one item."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray
from assistant.query import Query


class Rows(Struct, frozen=True, eq=False):
    """Which rows belong to which item."""

    starts: NDArray[np.int64]
    """The first row of each item; every item has one at least.  Shape (items,)."""

    def best(self, scores: FloatArray) -> FloatArray:
        """Return each item's best row; shape (rows,) → (items,)."""
        return np.maximum.reduceat(scores, self.starts) if len(scores) else scores

    def sums(self, values: FloatArray) -> FloatArray:
        """Return the sum of each item's rows; shape (rows, …) → (items, …)."""
        return np.add.reduceat(values, self.starts) if len(values) else values


class Wordings(Struct, frozen=True):
    """The wordings of all items, understood as questions are, in order."""

    queries: tuple[Query, ...]
    rows: Rows

    @classmethod
    def build(cls, per_item: Iterable[Iterable[str]], understand: Callable[[str], Query]) -> Wordings:
        """Take each item's wordings, at least one."""
        groups = [list(map(understand, dict.fromkeys(wordings))) for wordings in per_item]
        starts = np.cumsum([0, *map(len, groups)])[:-1].astype(np.int64)
        return cls(tuple(query for group in groups for query in group), Rows(starts))
