"""Ways of wording items as rows, each row belonging to one item."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from assistant.arrays import FloatArray
from assistant.query import Query


class Rows(Struct, frozen=True, eq=False):
    """Which rows belong to which item: a first one to each, in the order of the items, then all others.

    Of many services the name is the only wording; they need not be looked at one by one.
    """

    items: int
    several: NDArray[np.int32]
    """The items that have other rows, in order …"""
    starts: NDArray[np.int64]
    """… and where those of each begin, counted from the first of them."""

    def best(self, scores: FloatArray) -> FloatArray:
        """Return each item's best row; shape (rows,) → (items,)."""
        return self._of_items(scores, np.maximum)

    def sums(self, values: FloatArray) -> FloatArray:
        """Return the sum of each item's rows; shape (rows, …) → (items, …)."""
        return self._of_items(values, np.add)

    def _of_items(self, values: FloatArray, joined: np.ufunc) -> FloatArray:
        found = values[: self.items].copy()
        if len(self.several):
            found[self.several] = joined(
                found[self.several], joined.reduceat(values[self.items :], self.starts)
            )
        return found


class Wordings(Struct, frozen=True):
    """The wordings of all items, understood as questions are."""

    queries: tuple[Query, ...]
    rows: Rows

    @classmethod
    def build(cls, per_item: Iterable[Iterable[str]], understand: Callable[[str], Query]) -> Wordings:
        """Take each item's wordings, at least one."""
        groups = [list(map(understand, dict.fromkeys(wordings))) for wordings in per_item]
        others = {item: group[1:] for item, group in enumerate(groups) if len(group) > 1}
        starts = np.cumsum([0, *map(len, others.values())])[:-1]
        return cls(
            (*(group[0] for group in groups), *chain.from_iterable(others.values())),
            Rows(len(groups), np.asarray(list(others), np.int32), starts.astype(np.int64)),
        )
